// Two people at review at once, each in a process of their own (test/leads/reviewer.mjs), ask for the next card until all are given out: none may go to both, and none be left.
// `npm run prove -- review [PRESSES]`
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { benchServer } from '../../bench/database.mjs';
import { root } from './demo-run.mjs';

const PRESSES = 10_000;

/** @param argv `PRESSES` of both together (10,000); there are as many leads. */
export async function proveReview(argv) {
  const each = Math.ceil((Number(argv[0]) || PRESSES) / 2);
  const presses = each * 2;
  const server = await benchServer();
  const database = await server.database();
  const db = new pg.Client(database.url);
  const people = [];
  try {
    await db.connect();
    const users = await invent(db, presses);
    const started = Date.now();
    people.push(...users.map((user, seed) => atReview(database.url, user, each, seed + 7)));
    const given = await Promise.all(people.map(({ cards }) => cards));
    const cards = given.flat().filter(Boolean);
    const { rows: [claims] } = await db.query(`select count(*)::int as held, count(distinct lead_id)::int as leads from review_claim where ended_at is null`);
    const wrong = {
      'presses that were not answered': presses - given.flat().length,
      'presses that were given no card': given.flat().length - cards.length,
      'cards given twice': cards.length - new Set(cards).size,
      'leads held twice by the book': claims.held - claims.leads,
      'cards given that the book does not hold': Math.abs(cards.length - claims.held),
    };
    return { ok: Object.values(wrong).every((count) => count === 0), figures: { presses, cards: given.map((one) => one.length), seconds: Math.round((Date.now() - started) / 100) / 10 }, wrong };
  } finally {
    for (const { child } of people) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await db.end();
    await database.drop();
    await server.stop();
  }
}

/** Two people and as many qualified leads as there are presses. @returns the people's ids. */
async function invent(db, leads) {
  await db.query(`insert into merchant (id, name, country, search_text, created_at, updated_at) select gen_random_uuid(), 'M' || n, 'DE', 'm' || n, now(), now() from generate_series(1, $1::int) n`, [leads]);
  await db.query(
    `with region as (insert into region (name, countries) values ('Everywhere for review', '{}') returning id)
     insert into lead (merchant_id, region_id, stage, stage_since, score, reason, marketplaces, category, country, reachable, created_at, updated_at)
     select m.id, region.id, 'qualified', '2026-05-04', 40 + n % 60, 'r', (array['{alderbay}', '{brightcart}', '{alderbay,brightcart}'])[1 + n % 3]::text[], 'Category ' || n % 7, 'DE', true, now(), now()
       from (select id, row_number() over () as n from merchant) m, region`);
  const { rows } = await db.query(`insert into app_user (email, name, role, password_hash) select name || '@northwind.example', name, 'rep', 'none' from unnest(array['ana', 'omar']) name returning id`);
  await db.query('analyze');
  return rows.map(({ id }) => id);
}

/** One person in a process of their own; `cards` is one line a press, empty where no card was given. */
function atReview(url, userId, presses, seed) {
  const child = spawn(process.execPath, [join(root, 'test/leads/reviewer.mjs'), userId, String(presses), 'press', String(seed)],
    { cwd: root, env: { ...process.env, DATABASE_URL: url, BECKON_SECRET: 'a-secret-of-the-proof-that-nobody-else-uses' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const cards = Promise.all([text(child.stdout), once(child, 'exit')]).then(([out, [code]]) => {
    if (code !== 0) throw new Error(`a reviewer ended with ${code}`);
    return out.split('\n');
  });
  return { child, cards };
}
