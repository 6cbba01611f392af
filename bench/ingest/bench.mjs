// One million observations of which one in five is there already, into the product's own table with its keys and indexes: what acceptance does beside TypeORM's upsert and save.
// COPY into a bare table is the ceiling.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import pg from 'pg';
import { DataSource, EntitySchema } from 'typeorm';
import { saveListings } from '../../dist/libs/sourcing/acceptance.queries.js';
import { benchServer } from '../database.mjs';

const SAVED_ONE_BY_ONE = 20_000;
const RUN_ROWS = 10_000;
const BATCH = 5_000;
export const GOAL = { 'ours / TypeORM upsert(500)': { least: 3.5 }, 'ours / TypeORM save() one by one': { least: 100 }, 'rows in the table as expected': { least: 1 } };

const PARTITION = `create table listing_observation_bench partition of listing_observation for values from ('2020-01-01') to ('2021-01-01')`;
const FIRST = Date.UTC(2020, 0, 1);
const Observation = new EntitySchema({
  name: 'Observation', tableName: 'listing_observation',
  columns: {
    run_id: { type: 'uuid', primary: true }, list: { type: 'text', primary: true }, place: { type: 'int', primary: true }, observed_at: { type: 'timestamptz', primary: true }, category: { type: 'text' },
    product_id: { type: 'text', nullable: true }, title: { type: 'text', nullable: true }, url: { type: 'text', nullable: true }, price: { type: 'numeric', precision: 14, scale: 2, nullable: true },
    currency: { type: 'char', length: 3, nullable: true }, rating: { type: 'real', nullable: true }, review_count: { type: 'int', nullable: true }, sponsored: { type: 'boolean' }, storefront_id: { type: 'uuid', nullable: true },
  },
});

/** @param argv `--rows N` (1,000,000). */
export async function benchIngest(argv) {
  const rows = Number(argv[argv.indexOf('--rows') + 1]) || 1_000_000;
  const server = await benchServer();
  const contest = async (name, count, work) => {
    const database = await server.database();
    const db = await new DataSource({ type: 'postgres', url: database.url, entities: [Observation], poolSize: 2 }).initialize();
    try {
      await db.query(PARTITION);
      let ms = 0;
      // Inventing the rows is nobody's work.
      const timed = async (step) => {
        const started = performance.now();
        const result = await step();
        ms += performance.now() - started;
        return result;
      };
      await work(db, timed, count, database.url);
      const [{ n }] = await db.query(`select count(*)::int as n from ${name.startsWith('COPY') ? 'bare' : 'listing_observation'}`);
      process.stderr.write(`${name.padEnd(28)} ${String(Math.round(ms)).padStart(8)} ms for ${count} rows, ${n} in the table\n`);
      return { rows: count, ms, perSecond: Math.round((count / ms) * 1000), inTable: n };
    } finally {
      await db.destroy();
      await database.drop();
    }
  };
  try {
    const raw = {
      ours: await contest('ours', rows, async (db, timed) => { for (const batch of batches(rows, BATCH)) await timed(() => ingest(db, batch)); }),
      upsert: await contest('TypeORM upsert(500)', rows, async (db, timed) => {
        for (const batch of batches(rows, 500)) await timed(() => db.manager.upsert(Observation, batch, ['run_id', 'list', 'place', 'observed_at']));
      }),
      save: await contest('TypeORM save() one by one', Math.min(rows, SAVED_ONE_BY_ONE), async (db, timed, count) => {
        for (const batch of batches(count, 500)) await timed(async () => { for (const row of batch) await db.manager.save(Observation, row); });
      }),
      copy: await contest('COPY into a bare table', rows, (db, timed, count, url) => copy(db, timed, count, url)),
      oursAgain: await contest('ours, once more', rows, async (db, timed) => { for (const batch of batches(rows, BATCH)) await timed(() => ingest(db, batch)); }),
    };
    const ours = (raw.ours.perSecond + raw.oursAgain.perSecond) / 2;
    const expected = rows - duplicatesAmong(rows);
    return {
      goal: GOAL, raw,
      ratios: {
        'ours / TypeORM upsert(500)': ours / raw.upsert.perSecond, 'ours / TypeORM save() one by one': ours / raw.save.perSecond, 'ours / COPY into a bare table': ours / raw.copy.perSecond,
        'rows in the table as expected': [raw.ours, raw.oursAgain, raw.upsert].every(({ inTable }) => inTable === expected) ? 1 : 0,
      },
    };
  } finally {
    await server.stop();
  }
}

/** In the second half of each run two rows of five say again what the first half said: one in five of all. */
const isDuplicate = (n) => n % RUN_ROWS >= BATCH && n % 5 < 2;
const duplicatesAmong = (rows) => Array.from({ length: rows }, (_, n) => isDuplicate(n)).filter(Boolean).length;
const runIds = [];
const storefronts = Array.from({ length: 5_000 }, () => randomUUID());
function observation(given) {
  const n = isDuplicate(given) ? given - BATCH : given;
  const run = Math.floor(n / RUN_ROWS);
  runIds[run] ??= randomUUID();
  return {
    run_id: runIds[run], list: `list ${Math.floor((n % RUN_ROWS) / 100)}`, place: (n % 100) + 1, observed_at: new Date(FIRST + run * 3_600_000), category: 'Kitchen',
    product_id: `B${n}`, title: `Ölmühle Classic Bread Knife – sea blue, ${n % 90} cm`, url: `http://shop.example/item/B${n}`, price: `${1 + (n % 900)}.99`, currency: 'EUR', rating: (30 + (n % 21)) / 10,
    review_count: n % 40_000, sponsored: false, storefront_id: storefronts[n % storefronts.length],
  };
}
function* batches(rows, size) {
  for (let from = 0; from < rows; from += size) yield Array.from({ length: Math.min(size, rows - from) }, (_, n) => observation(from + n));
}

/** As acceptance hands them over. */
const ingest = (db, batch) => saveListings(db.manager, { id: batch[0].run_id, businessAt: batch[0].observed_at }, batch.map((row) => ({
  list: row.list, place: row.place, category: row.category, storefrontId: row.storefront_id,
  item: { productId: row.product_id, title: row.title, url: row.url, price: { amount: row.price, currency: row.currency }, rating: row.rating, reviewCount: row.review_count, sponsored: row.sponsored },
})));

/** The ceiling: no key, no index, no conflict to look for. Written by hand in COPY's text format, since `pg` has none. */
async function copy(db, timed, rows, url) {
  await db.query(`create table bare (run_id uuid, list text, place int, observed_at timestamptz, category text, product_id text, title text, url text,
    price numeric(14, 2), currency char(3), rating real, review_count int, sponsored boolean, storefront_id uuid)`);
  const client = new pg.Client(url);
  await client.connect();
  const submission = copyIn(client, 'copy bare from stdin');
  await submission.ready;
  for (const batch of batches(rows, BATCH)) await timed(() => submission.write(batch.map((row) => Object.values(row).map((value) => (value instanceof Date ? value.toISOString() : String(value))).join('\t')).join('\n') + '\n'));
  await timed(() => submission.end());
  await client.end();
}

function copyIn(client, text) {
  let ready; let done;
  const started = new Promise((resolve, reject) => { ready = { resolve, reject }; });
  const ended = new Promise((resolve, reject) => { done = { resolve, reject }; });
  client.query({
    submit: (connection) => connection.query(text), handleCopyInResponse: () => ready.resolve(), handleCommandComplete: () => undefined, handleReadyForQuery: () => done.resolve(),
    handleError: (error) => { ready.reject(error); done.reject(error); },
  });
  return {
    ready: started,
    async write(chunk) {
      client.connection.sendCopyFromChunk(Buffer.from(chunk));
      if (client.connection.stream.writableNeedDrain) await once(client.connection.stream, 'drain');
    },
    end() { client.connection.endCopyFrom(); return ended; },
  };
}
