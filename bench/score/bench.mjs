// Rescoring everybody by a new model, as the product's own worker does it, beside the least that any rescore could do: add one to every score of the same table.
import { randomBytes, randomInt } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import { ScorePreviews, SIGNALS } from '../../dist/libs/scoring/index.js';
import { benchServer } from '../database.mjs';
import { inventPast, replayed } from './replay.mjs';

export const GOAL = {
  'rescore / one UPDATE of every score': { most: 3 }, 'seconds of a preview of 10,000 merchants': { most: 5 }, 'peak memory of the worker, MiB': { most: 512 },
  'seconds of twelve weekly cut-offs of 10,000 merchants': { most: 60 }, 'share of scores that are right': { least: 1 },
};
const WORKER = fileURLToPath(new URL('../../dist/apps/worker/main.js', import.meta.url));
const CATEGORIES = 40;
const CHECKED = 20_000;
const REPLAYED = 10_000;

/** @param argv `--merchants N` (1,000,000), `--rounds N` (3). */
export async function benchScore(argv) {
  const merchants = Number(argv[argv.indexOf('--merchants') + 1]) || 1_000_000;
  const rounds = Number(argv[argv.indexOf('--rounds') + 1]) || 3;
  const home = mkdtempSync(join(tmpdir(), 'beckon-bench-'));
  const server = await benchServer();
  const database = await server.database();
  const db = await new DataSource({ type: 'postgres', url: database.url, poolSize: 2 }).initialize();
  let worker;
  try {
    await invent(db, merchants);
    worker = startWorker(database.url, home);
    const first = await publishAndWait(db, worker, weights());
    const raw = { merchants, signals: SIGNALS.length, first, updates: [], rescores: [], steps: [] };
    for (let round = 0; round < rounds; round++) {
      await rested(db);
      const updated = await timed(() => db.query(`update merchant_score set score = score + 1`));
      raw.updates.push(updated);
      // Back to what the model says, and the dead rows gone: the next contestant finds what this one found.
      await db.query(`update merchant_score set score = score - 1`);
      await rested(db);
      const rescored = await publishAndWait(db, worker, weights());
      raw.rescores.push(rescored);
      process.stderr.write(`round ${round + 1}: UPDATE ${Math.round(updated)} ms, rescore ${Math.round(rescored.ms)} ms (${rescored.changed} scores moved)\n`);
    }
    raw.right = await rightScores(db);
    raw.previews = await previews(db);
    raw.past = { merchants: REPLAYED, observations: await inventPast(db, REPLAYED), ...await replayed(db, worker, weights(), GATES) };
    raw.peakMiB = peakMiB(worker.pid);
    const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
    return {
      goal: GOAL, raw,
      ratios: {
        'rescore / one UPDATE of every score': median(raw.rescores.map((one, at) => one.ms / raw.updates[at])), 'seconds of a preview of 10,000 merchants': Math.max(...raw.previews) / 1000,
        'peak memory of the worker, MiB': raw.peakMiB,
        'seconds of twelve weekly cut-offs of 10,000 merchants': raw.past.ms / 1000, 'share of scores that are right': raw.right, 'merchants rescored a second': median(raw.rescores.map((one) => (merchants / one.ms) * 1000)),
      },
    };
  } finally {
    worker?.kill('SIGTERM');
    await new Promise((resolve) => (worker && worker.exitCode === null && worker.signalCode === null ? worker.once('exit', resolve) : resolve()));
    await db.destroy();
    await database.drop();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Merchants whose ten signals were measured already. The index that search uses is not part of this contest, and building it takes longer than everything else. */
async function invent(db, merchants) {
  const started = performance.now();
  await db.query(`drop index merchant_search_idx`);
  await db.query(`insert into merchant (id, name, country, search_text, created_at, updated_at)
    select gen_random_uuid(), 'Merchant ' || n, (array['DE', 'FR', 'US', 'JP', 'PL', null])[1 + n % 6], '', '2026-01-01', '2026-01-01' from generate_series(1, $1::int) n`, [merchants]);
  await db.query(`insert into merchant_signal (merchant_id, shares, rating, ratings, country, categories, blocked, seen_at)
    select id, array[${SIGNALS.map(() => '(random() * 10000)::smallint').join(', ')}]::smallint[], 2.5 + random() * 2.5, (random() * random() * 20000)::int, country, array['Category ' || (random() * ${CATEGORIES - 1})::int], case when random() < 0.01 then 'opted out on 4 May 2026' end, '2026-01-01' from merchant`);
  await db.query(`insert into merchant_evidence (merchant_id, lines, marketplaces, category, best_rank, storefronts, reachable, why, mark)
    select merchant_id, '[]', '{bench}', categories[1], 1, 1, true, 'rank 31 → 14', 0 from merchant_signal`);
  // Scored before by some model: the first pass of the bench makes these scores what they should be.
  await db.query(`insert into merchant_score (merchant_id, model_id, pass_id, score, gates, scored_at) select merchant_id, gen_random_uuid(), gen_random_uuid(), 0, '[]', '2026-01-01' from merchant_signal order by merchant_id`);
  await db.query(`insert into storefront (id, marketplace, seller_id, name, first_seen_at, last_seen_at, last_run_id) select gen_random_uuid(), 'bench', 'c' || n, 'c' || n, '2026-01-01', '2026-01-01', gen_random_uuid() from generate_series(0, ${CATEGORIES - 1}) n`);
  await db.query(`insert into storefront_signal (storefront_id, marketplace, category) select id, 'bench', 'Category ' || substr(seller_id, 2) from storefront`);
  await db.query(`vacuum analyze`);
  process.stderr.write(`${merchants} merchants with ${SIGNALS.length} signals in ${Math.round(performance.now() - started)} ms\n`);
}

/** Ten weights that add up to 100, others every time. */
function weights() {
  const cuts = Array.from({ length: SIGNALS.length - 1 }, () => randomInt(3, 98)).sort((a, b) => a - b);
  return Object.fromEntries(SIGNALS.map((signal, at) => [signal, (cuts[at] ?? 100) - (cuts[at - 1] ?? 0)]));
}
const GATES = { minRating: 3, minRatings: 50, prohibited: ['category 3'], wanted: [], countryServed: true, notOurs: true };

/** Puts a model in force as publishing does, and waits for the worker's pass. The time is the pass's own: from its first step to its last commit. */
async function publishAndWait(db, worker, given) {
  const id = await db.transaction(async (tx) => {
    await tx.query(`update score_model set state = 'retired' where state = 'published'`);
    await tx.query(`insert into score_model (version, state, weights, gates, note, published_at) select coalesce(max(version), 0) + 1, 'published', $1, $2, 'bench', clock_timestamp() from score_model`, [JSON.stringify(given), JSON.stringify(GATES)]);
    return (await tx.query(`insert into score_pass (reason, state, business_at, rescore) values ('bench', 'waiting', clock_timestamp(), true) returning id`))[0].id;
  });
  for (const deadline = Date.now() + 20 * 60_000; ;) {
    const [pass] = await db.query(`select state, extract(epoch from finished_at - started_at) * 1000 as ms, merchants, changed from score_pass where id = $1`, [id]);
    if (pass.state === 'done') {
      await settled(db);
      return { ms: Number(pass.ms), merchants: pass.merchants, changed: pass.changed };
    }
    if (worker.exitCode !== null || Date.now() > deadline) throw new Error(worker.exitCode === null ? 'the pass did not end within twenty minutes' : `the worker ended with ${worker.exitCode}`);
    await sleep(200);
  }
}

/** What hears of a pass has heard of it. */
async function settled(db) {
  while ((await db.query(`select from outbox where not dead`)).length > 0) await sleep(100);
}
async function rested(db) {
  await db.query(`vacuum analyze merchant_score`);
  await db.query(`checkpoint`);
}
async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function startWorker(url, home) {
  const env = { ...process.env, DATABASE_URL: url, BECKON_HOME: home, BECKON_SECRET: randomBytes(32).toString('hex'), LOG_LEVEL: 'error' };
  return spawn(process.execPath, [WORKER], { env, stdio: ['ignore', 'inherit', 'inherit'] });
}
/** The most memory the process ever had resident (Linux); elsewhere not known. */
function peakMiB(pid) {
  const [, kb] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kb) / 1024);
}

/** Computed here again, from the shares and the model alone. */
async function rightScores(db) {
  const [{ weights: given }] = await db.query(`select weights from score_model where state = 'published'`);
  const rows = await db.query(`select k.score, k.gates, s.* from merchant_score k join merchant_signal s using (merchant_id) order by k.merchant_id limit ${CHECKED}`);
  const right = rows.filter((row) => {
    const score = SIGNALS.reduce((sum, signal, at) => sum + Math.floor((given[signal] * row.shares[at] + 5000) / 10_000), 0);
    // A gate's word is the beginning of what it rules out: "category 3" is that of "Category 30" too.
    const gates = [/^category 3/i.test(row.categories[0]) && 'prohibited-category', row.blocked && 'suppressed', row.rating < 3 && 'rating-too-low', row.ratings < 50 && 'too-few-ratings'].filter(Boolean);
    return row.score === score && JSON.stringify(row.gates.map((gate) => gate.code)) === JSON.stringify(gates);
  }).length;
  return right / rows.length;
}

async function previews(db) {
  const times = [];
  for (let round = 0; round < 5; round++) {
    const preview = await timed(() => new ScorePreviews(db).of({ weights: weights(), gates: { ...GATES, minRating: 3.5 } }));
    times.push(preview);
  }
  return times.map(Math.round);
}
