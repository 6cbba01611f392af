// Live boards: 300 people watch while 40 leads a second are moved; how long from the commit to the event. Then the one connection that hears of changes is killed twenty times during ten thousand moves:
// whoever watches must equal the database within five seconds of the last move. Everything is the product's own API, in a process of its own, over real PostgreSQL.
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { LeadsModule, LeadStages } from '../../dist/libs/leads/index.js';
import { chooseQueueBackend, createLogger, PlatformModule, readConfig } from '../../dist/libs/platform/index.js';
import { scoreQueue } from '../../dist/libs/scoring/index.js';
import { benchServer } from '../../bench/database.mjs';
import { startApi } from '../../bench/board/api.mjs';

const VIEWERS = 300;
const MOVES_A_SECOND = 40;
const SECONDS = 25;
const MOVES = 10_000;
const KILLS = 20;
const LEADS = 400;
const WITHIN_MS = 5000;
const STAGES = ['engaged', 'offer_sent'];
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];

/** @param argv `MOVES` of the second part (10,000). */
export async function proveLive(argv) {
  const moves = Number(argv[0]) || MOVES;
  const home = mkdtempSync(join(tmpdir(), 'beckon-live-'));
  const server = await benchServer();
  const database = await server.database();
  const client = new pg.Client({ connectionString: database.url });
  let api;
  let truth;
  const viewers = [];
  try {
    await client.connect();
    await invent(client);
    api = await startApi(client, database.url, home);
    const leads = new Map((await client.query('select id, stage, version from lead')).rows.map((lead) => [lead.id, lead]));
    truth = await Movers.start(database.url, leads);
    for (let made = 0; made < VIEWERS; made++) viewers.push(new Viewer(api, truth));
    await Promise.all(viewers.map((viewer) => viewer.ready));
    process.stderr.write(`${VIEWERS} viewers are watching\n`);

    for (let second = 0; second < SECONDS; second++) {
      const begin = performance.now();
      for (let move = 0; move < MOVES_A_SECOND; move++) {
        await truth.move();
        await sleep(Math.max(0, begin + ((move + 1) * 1000) / MOVES_A_SECOND - performance.now()));
      }
    }
    await sleep(500);
    const delays = viewers.flatMap((viewer) => viewer.delays);
    const steady = { moves: truth.moved, events: delays.length, expected: truth.moved * VIEWERS, p50: at(delays, 0.5), p95: at(delays, 0.95), p99: at(delays, 0.99) };
    process.stderr.write(`commit to event: p50 ${steady.p50.toFixed(1)} ms, p95 ${steady.p95.toFixed(1)} ms, p99 ${steady.p99.toFixed(1)} ms; ${steady.events} of ${steady.expected} events\n`);

    for (const viewer of viewers) viewer.measuring = false;
    let kills = 0;
    for (let move = 0; move < moves; move++) {
      await truth.move();
      if (move % Math.floor(moves / KILLS) === Math.floor(moves / KILLS / 2)) kills += (await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'beckon-listen' and datname = current_database()`)).rowCount;
    }
    const last = performance.now();
    const converged = await until(WITHIN_MS, () => viewers.every((viewer) => viewer.differs() === 0));
    const result = {
      viewers: VIEWERS, steady, moves, kills, converged, convergedInMs: Math.round(performance.now() - last), behind: viewers.filter((viewer) => viewer.differs() > 0).length,
      resyncs: Math.round(viewers.reduce((sum, viewer) => sum + viewer.resyncs, 0) / VIEWERS), gaps: viewers.reduce((sum, viewer) => sum + viewer.gaps, 0),
    };
    return { ok: converged && kills >= KILLS && steady.events === steady.expected && result.gaps === 0, ...result };
  } finally {
    for (const viewer of viewers) viewer.leave();
    await truth?.stop();
    await api?.stop();
    await client.end();
    await database.drop();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function invent(client) {
  await client.query(`insert into region (name, countries) values ('Everywhere', '{}')`);
  await client.query(`insert into merchant (id, name, country, search_text, created_at, updated_at) select gen_random_uuid(), 'Shop ' || n, 'DE', 'shop ' || n, now(), now() from generate_series(1, ${LEADS}) n`);
  await client.query(`insert into lead (merchant_id, region_id, stage, stage_since, score, reason, marketplaces, category, country, reachable, created_at, updated_at)
    select id, (select id from region), '${STAGES[0]}', now(), 50, 'r', '{alderbay}', 'Kitchen', 'DE', true, now(), now() from merchant`);
}

/** Moves leads by the product's own code. Knows what is true, and when it became so. */
class Movers {
  moved = 0;
  committedAt = new Map();

  static async start(url, leads) {
    const config = readConfig({ DATABASE_URL: url, BECKON_SECRET: 'a-secret-for-proofs-that-nobody-else-uses', LOG_LEVEL: 'error' });
    chooseQueueBackend(config);
    class Desk {}
    Module({ imports: [PlatformModule.forProcess(config, createLogger('movers', 'error'), [scoreQueue]), LeadsModule] })(Desk);
    return new Movers(await NestFactory.createApplicationContext(Desk, { logger: false }), leads);
  }

  constructor(app, leads) {
    Object.assign(this, { app, leads, ids: [...leads.keys()], db: app.get(DataSource, { strict: false }), stages: app.get(LeadStages, { strict: false }) });
    // The last thing before COMMIT leaves for the server: what an event is timed from.
    this.db.subscribers.push({ beforeTransactionCommit: ({ queryRunner }) => { if (queryRunner.data.move) this.committedAt.set(queryRunner.data.move, performance.now()); } });
  }

  async move() {
    const id = this.ids[this.moved++ % this.ids.length];
    const lead = this.leads.get(id);
    const to = STAGES[(STAGES.indexOf(lead.stage) + 1) % STAGES.length];
    const now = await this.db.transaction(async (tx) => {
      tx.queryRunner.data.move = `${id}:${lead.version + 1}`;
      return this.stages.move(tx, { leadId: id, to, version: lead.version, by: { kind: 'rule' }, why: 'to and fro' });
    });
    this.leads.set(id, { id, stage: now.stage, version: now.version });
  }

  stop() { return this.app.close(); }
}

/** A board without a browser: what it heard, over what it read. It reads everything anew when it is told to, or sees a number missing. */
class Viewer {
  delays = [];
  resyncs = 0;
  gaps = 0;
  measuring = true;
  known = new Map();
  reading = undefined;
  again = false;

  constructor(api, truth) {
    this.api = api;
    this.truth = truth;
    this.ready = new Promise((resolve) => { this.isReady = resolve; });
    this.request = request(`${api.origin}/api/events`, { headers: { cookie: api.cookie }, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece) => {
        text += piece;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) { this.hear(text.slice(0, end)); text = text.slice(end + 2); }
      });
      response.on('error', () => undefined);
    });
    this.request.on('error', () => undefined);
    this.request.end();
  }

  hear(block) {
    const event = /^event: (\w+)$/m.exec(block)?.[1];
    if (!event) return;
    const data = JSON.parse(/^data: (.*)$/m.exec(block)[1]);
    if (event === 'ready') { this.seq = data.seq; void this.readAll().then(this.isReady); return; }
    if (data.seq !== this.seq + 1) { this.gaps++; void this.readAll(); }
    this.seq = data.seq;
    if (event === 'resync') { this.resyncs++; void this.readAll(); return; }
    for (const lead of data.leads) {
      if (this.measuring) this.delays.push(performance.now() - this.truth.committedAt.get(`${lead.id}:${lead.version}`));
      this.learn(lead);
    }
  }

  learn(lead) { if ((this.known.get(lead.id)?.version ?? 0) <= lead.version) this.known.set(lead.id, lead); }

  async readAll() {
    if (this.reading) { this.again = true; return this.reading; }
    this.reading = (async () => {
      do {
        this.again = false;
        for (const lead of await allLeads(this.api)) this.learn(lead);
      } while (this.again);
    })().catch(() => undefined).finally(() => { this.reading = undefined; });
    return this.reading;
  }

  differs() {
    let wrong = 0;
    for (const [id, lead] of this.truth.leads) { const mine = this.known.get(id); if (mine?.version !== lead.version || mine.stage !== lead.stage) wrong++; }
    return wrong;
  }

  leave() { this.request.destroy(); }
}

/** One read for all viewers who ask within the same moment, as a cache in front of the API would give them; a new one for whoever asks later. */
let shared;
function allLeads(api) {
  shared ??= (async () => {
    await sleep(100);
    const asked = read(api);
    shared = undefined;
    return asked;
  })();
  return shared;
}
async function read(api) {
  const all = [];
  for (let cursor = ''; cursor !== null;) {
    const page = await api.get(`/api/leads?limit=100${cursor ? `&cursor=${cursor}` : ''}`);
    all.push(...page.leads);
    cursor = page.nextCursor;
  }
  return all;
}

async function until(ms, holds) {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > end) return false;
    await sleep(20);
  }
  return true;
}
