// The score time machine on 10,000 merchants with a year's half of weekly observations: twelve weekly cut-offs, measured anew from what was known then, and what they teach.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const DAY_MS = 86_400_000;
const WEEKS = 12;
const HORIZON_DAYS = 60;
/** Observations a storefront: the cut-offs, the days after the latest, and the weeks before the earliest that movement looks back on. */
const SEEN = 26;
const CELLS = { marketplaces: 4, categories: 40 };

/** Merchants with 1.2 storefronts, mailboxes, papers and answers, all of the past. @returns how many observations. */
export async function inventPast(db, merchants) {
  const until = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
  const first = new Date(until.getTime() - SEEN * 7 * DAY_MS);
  for (const at = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1)); at <= until; at.setUTCMonth(at.getUTCMonth() + 1)) {
    const next = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
    await db.query(`create table if not exists storefront_observation_${at.getUTCFullYear()}_${String(at.getUTCMonth() + 1).padStart(2, '0')} partition of storefront_observation for values from ('${at.toISOString()}') to ('${next.toISOString()}')`);
  }
  await db.query(`insert into merchant (id, name, country, search_text, created_at, updated_at) select md5('past ' || n)::uuid, 'Past ' || n, (array['DE', 'FR', 'US', 'JP'])[1 + n % 4], '', $2, $2 from generate_series(1, $1::int) n`, [merchants, first]);
  await db.query(`insert into storefront (id, marketplace, seller_id, name, country, first_seen_at, last_seen_at, last_run_id)
    select md5('front ' || n)::uuid, 'market ' || n % ${CELLS.marketplaces}, 'past ' || n, 'Past ' || n, (array['DE', 'FR', 'US', 'JP'])[1 + n % 4], $2, $3, gen_random_uuid() from generate_series(1, $1::int) n`, [Math.round(merchants * 1.2), first, until]);
  await db.query(`insert into identity_link (storefront_id, merchant_id, reason, linked_by, linked_at) select md5('front ' || n)::uuid, md5('past ' || 1 + n % $1::int)::uuid, 'bench', 'rule', $3 from generate_series(1, $2::int) n`, [merchants, Math.round(merchants * 1.2), first]);
  await db.query(`insert into fact (merchant_id, storefront_id, name, value, source_url, run_id, recipe_version_id, since, seen_at, confidence)
    select link.merchant_id, link.storefront_id, name, 'DE', 'http://bench.example', gen_random_uuid(), gen_random_uuid(), $1, $1, 1 from identity_link link cross join unnest(array['country', 'vat', 'registration']) name where link.reason = 'bench' and (name = 'country' or random() < 0.4)`, [first]);
  await db.query(`insert into contact (merchant_id, kind, value, address_mac, domain_mac, role, source_url, run_id, seen_at, first_seen_at)
    select id, 'email', name, decode(md5(name), 'hex'), decode(md5(name || ' domain'), 'hex'), random() < 0.7, 'http://bench.example', gen_random_uuid(), $1, $1 from merchant where name like 'Past %' and random() < 0.7`, [first]);
  await db.query(`insert into score_engagement (merchant_id, kind, source_id, at) select id, 'accept', name, $1::timestamptz + random() * ($2::timestamptz - $1::timestamptz) from merchant where name like 'Past %' and random() < 0.1`, [first, until]);
  for (let week = 0; week < SEEN; week++) {
    await db.query(`insert into storefront_observation (run_id, storefront_id, observed_at, category, list_size, best_rank, listed_products, seller_rating, rating_count, price_median, currency)
      select $2, md5('front ' || n)::uuid, $3, 'Category ' || n / ${CELLS.marketplaces} % ${CELLS.categories}, 150, 1 + (random() * 149)::int, 1 + (random() * 20)::int, 3 + random() * 2, (random() * 20000)::int, 5 + random() * 200, 'EUR' from generate_series(1, $1::int) n`,
      [Math.round(merchants * 1.2), randomUUID(), new Date(first.getTime() + (week * 7 + 1) * DAY_MS)]);
  }
  await db.query('analyze');
  return Math.round(merchants * 1.2) * SEEN;
}

/** Asks as the board does and lets the worker answer. @returns milliseconds from its taking up to its end. */
export async function replayed(db, worker, weights, gates) {
  const [{ id }] = await db.query(`insert into score_replay (state, weights, gates, published_id, until, weeks, horizon_days, outcome)
    select 'waiting', $1, $2, id, date_trunc('day', clock_timestamp() at time zone 'UTC') at time zone 'UTC', ${WEEKS}, ${HORIZON_DAYS}, 'accept' from score_model where state = 'published' returning id`, [JSON.stringify(weights), JSON.stringify(gates)]);
  let started;
  for (const deadline = Date.now() + 20 * 60_000; ;) {
    const [replay] = await db.query(`select state, error, jsonb_array_length(cutoffs) as cutoffs, cutoffs -> 0 -> 'tried' ->> 'candidates' as candidates from score_replay where id = $1`, [id]);
    if (replay.state !== 'waiting') started ??= performance.now();
    if (replay.state === 'done') return { ms: performance.now() - started, cutoffs: replay.cutoffs, candidates: Number(replay.candidates) };
    if (replay.state === 'failed' || worker.exitCode !== null || Date.now() > deadline) throw new Error(`the replay ended as ${replay.state}: ${replay.error}`);
    await sleep(100);
  }
}
