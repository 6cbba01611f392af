import { spawn } from 'node:child_process';
import { sql } from '#platform';
import { aRegion, aUser } from '../support/factories.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

/** As many as show it in seconds; `npm run prove -- review` presses 10,000 times. */
const PRESSES = 600;

let database: TestDatabase;
let people: string[];
beforeEach(async () => {
  database = await testDatabase();
  people = [await aUser(database.db, { name: 'Ana' }), await aUser(database.db, { name: 'Omar' })];
});
afterEach(() => database.close());

async function leads(count: number): Promise<void> {
  const region = await aRegion(database.db);
  await sql(database.db, `insert into merchant (id, name, country, search_text, created_at, updated_at) select gen_random_uuid(), 'M' || n, 'DE', 'm' || n, now(), now() from generate_series(1, $1) n`, [count]);
  await sql(database.db,
    `insert into lead (merchant_id, region_id, stage, stage_since, score, reason, marketplaces, category, country, reachable, created_at, updated_at)
     select id, $1, 'qualified', '2026-05-04', 40 + n % 60, 'r', (array['{alderbay}', '{brightcart}', '{alderbay,brightcart}'])[1 + n % 3]::text[], 'Category ' || n % 7, 'DE', true, now(), now() from (select id, row_number() over () as n from merchant) m`, [region]);
  await sql(database.db, `analyze`);
}

/** Lets both press at once, each in a process of its own. @returns each one's lines. */
const press = (presses: number, mode: 'press' | 'decide'): Promise<string[][]> => Promise.all(people.map((userId, seed) => new Promise<string[]>((resolve, reject) => {
  const child = spawn(process.execPath, ['test/leads/reviewer.mjs', userId, String(presses), mode, String(seed + 7)], { env: { ...process.env, DATABASE_URL: database.url, BECKON_SECRET: 'a-secret-for-tests-that-nobody-else-uses' } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
  child.on('error', reject);
  child.on('exit', (code) => { if (code === 0) resolve(out.split('\n')); else reject(new Error(`a reviewer ended with ${code}: ${err.slice(-2000)}`)); });
})));

it('never gives two people the same card, though both press “next” at once, again and again', async () => {
  await leads(PRESSES);
  const [ana, omar] = await press(PRESSES / 2, 'press');
  expect([ana!.length, omar!.length]).toEqual([PRESSES / 2, PRESSES / 2]);
  expect(new Set([...ana!, ...omar!].filter(Boolean)).size).toBe(PRESSES);
  expect(await sql(database.db, `select count(*)::int as held, count(distinct lead_id)::int as leads from review_claim where ended_at is null`)).toEqual([{ held: PRESSES, leads: PRESSES }]);
});

it('lets no card be in two hands at any time, and decides each lead once, while both decide, let go, take back and try old cards again', async () => {
  await leads(400);
  const lines = (await press(700, 'decide')).flat();
  expect(lines.filter((line) => line.startsWith('accept')).length).toBeGreaterThan(50);
  expect(lines.filter((line) => line === 'undo ').length).toBeGreaterThan(5);
  // Every pair of cards of one lead: the later one was given after the earlier one had ended.
  expect(await sql(database.db,
    `select a.lead_id from review_claim a join review_claim b on b.lead_id = a.lead_id and b.id <> a.id and (a.claimed_at, a.id) < (b.claimed_at, b.id) and coalesce(a.ended_at, 'infinity') > b.claimed_at`)).toEqual([]);
  expect(await sql(database.db, `select lead_id from review_claim where outcome in ('accepted', 'rejected') group by 1 having count(*) > 1`)).toEqual([]);
  // What the cards say is what became of the leads, and their history retraces it.
  expect(await sql(database.db,
    `select l.id, l.stage, c.outcome from lead l left join review_claim c on c.lead_id = l.id and c.outcome in ('accepted', 'rejected')
      where l.stage <> (case c.outcome when 'accepted' then 'queued' when 'rejected' then 'disqualified' else 'qualified' end)`)).toEqual([]);
  const moves = await sql<{ lead: string; from: string; to: string }>(database.db, `select lead_id as lead, from_stage as "from", to_stage as "to" from stage_move order by lead_id, id`);
  moves.forEach((move, at) => expect(move.from).toBe(at > 0 && moves[at - 1]!.lead === move.lead ? moves[at - 1]!.to : 'qualified'));
  // Everybody who was given a lead counts it once.
  expect(await sql(database.db, `select (select count(*) from review_turn)::int - (select count(*) from lead where stage = 'queued')::int as beyond`)).toEqual([{ beyond: 0 }]);
});
