// The board of a million leads with ten million observations: ours beside the board as it is usually written, in turns, medians of the rounds; then ours through HTTP beside the same reads bare; then
// twenty people who look while two hundred leads a second are moved.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { LeadBoard, LeadCounters, LeadSearch } from '../../dist/libs/leads/index.js';
import { StageLimits } from '../../dist/libs/leads/stage-limits.js';
import { writeCursor } from '../../dist/libs/leads/lead-walks.queries.js';
import { InteractiveReads } from '../../dist/libs/platform/index.js';
import { benchServer } from '../database.mjs';
import { startApi } from './api.mjs';
import { generate } from './generate.mjs';
import { moveWhileWatched } from './moving.mjs';
import { startPeer } from './peer.mjs';
import { processorTime } from './processor-time.mjs';

export const GOAL = {
  'unfiltered board, TypeORM / ours': { least: 100 }, 'marketplace and category, TypeORM / ours': { least: 30 }, 'country and score, TypeORM / ours': { least: 30 }, 'owner, TypeORM / ours': { least: 30 },
  'page at depth 200,000, OFFSET / ours': { least: 200 }, 'slowest / fastest page down to 500,000': { most: 3 }, '(board through HTTP - 2 ms) / bare': { most: 2 },
  'p99 of 20 viewers while 200 leads a second move / idle p99': { most: 5 }, 'lost updates': { most: 0 }, 'deadlocks': { most: 0 }, 'wrong counts at the end': { most: 0 }, 'a common word is bounded and says so': { least: 1 },
};
const OWNER = '40000000-0000-4000-8000-000000000003';
const MIXES = [
  { name: 'unfiltered board', ours: {}, theirs: {}, path: '' },
  { name: 'marketplace and category', ours: { marketplaces: ['alderbay'], categories: ['Category 7'] }, theirs: { marketplace: 'alderbay', category: 'Category 7' }, path: '?marketplace=alderbay&category=Category+7' },
  { name: 'country and score', ours: { countries: ['DE'], minScore: 60 }, theirs: { country: 'DE', minScore: 60 }, path: '?country=DE&minScore=60' },
  { name: 'owner', ours: { owners: [OWNER] }, theirs: { ownerId: OWNER }, path: `?owner=${OWNER}` },
];
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const timed = async (what) => { const begin = performance.now(); await what(); return performance.now() - begin; };

/** @param argv `--leads N` (1,000,000; or BENCH_LEADS), `--rounds N` (7). BENCH_DATABASE: one that generate.mjs filled before, which is kept. */
export async function benchBoard(argv) {
  const leads = Number(argv[argv.indexOf('--leads') + 1]) || Number(process.env.BENCH_LEADS) || 1_000_000;
  const rounds = Number(argv[argv.indexOf('--rounds') + 1]) || 7;
  const log = (line) => process.stderr.write(`${line}\n`);
  const home = mkdtempSync(join(tmpdir(), 'beckon-bench-'));
  const server = await benchServer();
  const database = process.env.BENCH_DATABASE ? { url: process.env.BENCH_DATABASE, drop: async () => undefined } : await server.database();
  const closing = [];
  try {
    const raw = { generated: process.env.BENCH_DATABASE ? 'before' : await generate(database.url, leads, log), boards: {}, pages: {}, http: {}, search: {} };
    const ours = await bare(database.url, closing);
    const peer = await startPeer(database.url);
    closing.push(() => peer.stop());
    const api = await startApi(ours.client, database.url, home);
    closing.push(() => api.stop());
    log(`folded ${await ours.counters.fold()} deltas`);
    await ours.client.query('vacuum analyze lead_count, lead_count_delta');
    raw.boards = await boards(ours, peer, rounds, log);
    raw.processor = await processor(ours, peer, log);
    raw.pages = await pages(ours, peer, rounds, leads, log);
    raw.http = await overHttp(ours, peer, api, rounds * 3, log);
    raw.search = await searches(ours, peer, api, rounds, log);
    raw.moving = await moveWhileWatched({ api, counters: ours.counters, client: ours.client, board: ours.board, mixes: MIXES, log });
    return { goal: GOAL, ratios: ratiosOf(raw), raw };
  } finally {
    for (const close of closing.reverse()) await close();
    await database.drop();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** What the board reads, without HTTP. */
async function bare(url, closing) {
  const reads = new InteractiveReads({ database: { url } });
  const db = await new DataSource({ type: 'postgres', url, poolSize: 2 }).initialize();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  closing.push(async () => { await reads.onApplicationShutdown(); await db.destroy(); await client.end(); });
  const limits = new StageLimits(reads, null);
  const counters = new LeadCounters(db, reads);
  return { client, counters, board: new LeadBoard(reads, limits, counters, null, null), search: new LeadSearch(reads, limits) };
}

async function boards(ours, peer, rounds, log) {
  const figures = {};
  for (const mix of MIXES) {
    figures[mix.name] = { ours: [], theirs: [] };
    await ours.board.board(mix.ours);
    await peer.board(mix.theirs);
  }
  for (let round = 0; round < rounds; round++) {
    for (const mix of MIXES) {
      figures[mix.name].ours.push(await timed(() => ours.board.board(mix.ours)));
      figures[mix.name].theirs.push(await timed(() => peer.board(mix.theirs)));
    }
  }
  for (const [name, { ours: mine, theirs }] of Object.entries(figures)) log(`${name}: ours ${median(mine).toFixed(1)} ms, TypeORM ${median(theirs).toFixed(1)} ms`);
  return figures;
}

/** What one board costs both sides together, server and client. */
async function processor(ours, peer, log) {
  const used = await processorTime(ours.client);
  if (!used) return {};
  const each = async (times, what) => {
    const before = used();
    for (let time = 0; time < times; time++) await what();
    return (used() - before) / times;
  };
  const figures = {};
  for (const mix of MIXES) {
    figures[mix.name] = { ours: await each(30, () => ours.board.board(mix.ours)), theirs: await each(4, () => peer.board(mix.theirs)) };
    log(`${mix.name}, processor time: ours ${figures[mix.name].ours.toFixed(1)} ms, TypeORM ${figures[mix.name].theirs.toFixed(1)} ms`);
  }
  return figures;
}

async function pages(ours, peer, rounds, leads, log) {
  const figures = {};
  const depths = [0, 0.05, 0.2, 0.5].map((share) => Math.round(leads * share));
  const cursors = [];
  for (const depth of depths) cursors.push(depth === 0 ? { score: 999, id: 'ffffffff-ffff-4fff-8fff-ffffffffffff' } : (await ours.client.query('select score, id from lead order by score desc, id desc offset $1 limit 1', [depth - 1])).rows[0]);
  for (const depth of depths) figures[depth] = { ours: [], theirs: [] };
  for (let round = 0; round < rounds + 1; round++) {
    for (const [at, depth] of depths.entries()) {
      const mine = await timed(() => ours.board.page({}, writeCursor(cursors[at]), 50));
      const theirs = await timed(() => peer.page(depth, 50));
      if (round > 0) { figures[depth].ours.push(mine); figures[depth].theirs.push(theirs); }
    }
  }
  for (const [depth, { ours: mine, theirs }] of Object.entries(figures)) log(`page at ${depth}: ours ${median(mine).toFixed(1)} ms, OFFSET ${median(theirs).toFixed(1)} ms`);
  return figures;
}

async function overHttp(ours, peer, api, rounds, log) {
  const figures = { bare: [], http: [], typeormHttp: [], lead: [] };
  const [{ id }] = (await ours.client.query(`select id from lead where stage = 'engaged' limit 1`)).rows;
  for (let round = 0; round < rounds + 2; round++) {
    for (const mix of MIXES) {
      const one = { bare: await timed(() => ours.board.board(mix.ours)), http: await timed(() => api.get(`/api/board${mix.path}`)) };
      if (round > 1) { figures.bare.push(one.bare); figures.http.push(one.http); }
    }
    if (round > 1) figures.lead.push(await timed(() => api.get(`/api/leads/${id}`)));
    if (round < 3) figures.typeormHttp.push(await timed(async () => (await fetch(`${peer.origin}/board?marketplace=alderbay&category=Category+7`)).json()));
  }
  log(`board: bare ${median(figures.bare).toFixed(1)} ms, HTTP ${median(figures.http).toFixed(1)} ms, TypeORM board over HTTP ${median(figures.typeormHttp).toFixed(1)} ms; lead page ${median(figures.lead).toFixed(1)} ms`);
  return figures;
}

async function searches(ours, peer, api, rounds, log) {
  const figures = { selective: [], common: [], typo: [], theirsSelective: [], theirsCommon: [] };
  for (let round = 0; round < rounds; round++) {
    figures.selective.push(await timed(() => api.get('/api/search?q=alderwick+garden+12')));
    figures.common.push(await timed(() => api.get('/api/search?q=gmbh')));
    figures.typo.push(await timed(() => api.get('/api/search?q=alderwikc+trading')));
    figures.theirsSelective.push(await timed(() => peer.search('alderwick garden')));
    figures.theirsCommon.push(await timed(() => peer.search('gmbh')));
  }
  const [found, board] = [await api.get('/api/search?q=gmbh'), await api.get('/api/board?q=gmbh')];
  figures.bounded = found.bounded && found.more && board.totalIsAtLeast && board.search.bounded;
  log(`search: selective ${median(figures.selective).toFixed(1)} ms (ILIKE ${median(figures.theirsSelective).toFixed(1)}), common word ${median(figures.common).toFixed(1)} ms (ILIKE ${median(figures.theirsCommon).toFixed(1)}), typo ${median(figures.typo).toFixed(1)} ms`);
  return figures;
}

function ratiosOf({ boards: figures, processor: cost, pages: deep, http, search, moving }) {
  const faster = ({ ours, theirs }) => median(theirs) / median(ours);
  const depths = Object.keys(deep).map(Number).sort((a, b) => a - b);
  const mine = depths.map((depth) => median(deep[depth].ours));
  return {
    ...Object.fromEntries(Object.entries(figures).map(([name, both]) => [`${name}, TypeORM / ours`, faster(both)])),
    ...Object.fromEntries(Object.entries(cost).map(([name, { ours, theirs }]) => [`${name}, processor time, TypeORM / ours`, theirs / ours])),
    'page at depth 200,000, OFFSET / ours': faster(deep[depths[2]]), 'page at depth 500,000, OFFSET / ours': faster(deep[depths[3]]), 'slowest / fastest page down to 500,000': Math.max(...mine) / Math.min(...mine),
    '(board through HTTP - 2 ms) / bare': (median(http.http) - 2) / median(http.bare), 'ms of a board, bare': median(http.bare), 'ms of a board through HTTP': median(http.http), 'ms of the TypeORM board through HTTP': median(http.typeormHttp), 'ms of a lead page through HTTP': median(http.lead),
    'ms of a search for a rare word': median(search.selective), 'ms of a search for a common word': median(search.common), 'ms of a search with a typo': median(search.typo), 'rare word, ILIKE / ours': median(search.theirsSelective) / median(search.selective),
    'a common word is bounded and says so': search.bounded ? 1 : 0, ...moving.ratios,
  };
}
