// Ours as it runs in production: a supervised run from request to acceptance, in a crawler process of its own, with robots.txt, ledger and database.
// usage: whole.mjs DATABASE_URL ORIGIN PAGES http|browser [chained|cold] → { ms, crawlMs, pages, items, digest, memory? }; `ms` counts the acceptance, and with `cold` the crawler's start:
// otherwise a crawler is ready, and the month's partitions are there, as a worker has it at its own start.
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { chooseQueueBackend, createLogger, InstanceLease, NestLog, PlatformModule, readConfig } from '../../dist/libs/platform/index.js';
import { crawlQueue, CrawlerProcesses, Crawls, Partitions, Runs, Sources, SourcingModule } from '../../dist/libs/sourcing/index.js';
import { answered, cpuMs } from './answer.mjs';
import { recipe } from './recipe.mjs';

const [url, origin, count, mode, how] = process.argv.slice(2);
const chained = how === 'chained';
const pages = Number(count);
const CHAINS = 40;
const config = readConfig({ DATABASE_URL: url, BECKON_HOME: process.env.BENCH_HOME, BECKON_SECRET: randomBytes(32).toString('hex'), BECKON_ALLOW_HOSTS: new URL(origin).host, BECKON_BROWSER: process.env.BENCH_BROWSER });
chooseQueueBackend(config);
const log = createLogger('bench', process.env.LOG_LEVEL ?? 'error');
const app = await NestFactory.createApplicationContext({ module: class Bench {}, imports: [PlatformModule.forProcess(config, log, [crawlQueue]), SourcingModule] }, { logger: new NestLog(log), abortOnError: false });
const get = (token) => app.get(token, { strict: false });
const db = get(DataSource);
await get(InstanceLease).start();
const body = recipe(`bench-${mode}`, mode);
await db.query(`insert into recipe_version (recipe_id, hash, body) values ($1, $2, $3) on conflict do nothing`, [`bench-${mode}`, createHash('sha256').update(body).digest('hex'), body]);
const path = mode === 'browser' ? 'drawn' : 'list';
const entries = chained
  ? Array.from({ length: CHAINS }, (_, n) => ({ url: `${origin}/${path}/${n + 1}-${CHAINS}-${pages}`, category: 'Kitchen', list: `chain ${n + 1}` }))
  : Array.from({ length: pages }, (_, n) => ({ url: `${origin}/${path}/${n + 1}`, category: 'Kitchen', list: `list ${n + 1}` }));
const source = await db.transaction((tx) => get(Sources).create(tx, {
  name: `bench ${randomBytes(4).toString('hex')}`, marketplace: `bench-${mode}`, recipeId: `bench-${mode}`, entries, wallClockLimitS: 3600,
  budget: { concurrency: mode === 'browser' ? 4 : 20, minDelayMs: 0, jitterMs: 0, pagesPerRun: 100_000, pagesPerDay: 1_000_000, retryMs: 0 },
}));
await get(Partitions).upkeep();
if (how !== 'cold') await get(CrawlerProcesses).keepReady();
const started = performance.now();
const cpuBefore = cpuMs();
const runId = await get(Runs).request(source.id, 'bench', 'person');
const watch = chained ? watchMemory(runId) : undefined;
const state = await get(Crawls).supervise(runId);
const ms = performance.now() - started;
const cpu = cpuMs() - cpuBefore;
const memory = watch?.();
const [times] = await db.query(`select extract(epoch from max(fetched_at) - min(fetched_at)) * 1000 as crawl, count(*) filter (where state = 'done')::int as done from run_page where run_id = $1`, [runId]);
const rows = await db.query(`select l.product_id as id, l.place as rank, l.title, l.url, l.price, l.rating, l.review_count as reviews, s.seller_id as "sellerId", s.name as seller
  from listing_observation l join storefront s on s.id = l.storefront_id where l.run_id = $1`, [runId]);
await app.close();
answered({ state, ms, cpu, crawlMs: Number(times.crawl), pages: times.done, memory, items: rows });

/** Memory of the crawler and its browser every two seconds, beside the pages that were finished by then: { pages, mb }. */
function watchMemory(runId) {
  const samples = [];
  const timer = setInterval(async () => {
    const mb = residentMb();
    const [{ pages: finished }] = await db.query(`select count(*) filter (where state <> 'pending')::int as pages from run_page where run_id = $1`, [runId]);
    samples.push({ pages: finished, mb });
  }, 2_000);
  return () => {
    clearInterval(timer);
    return samples;
  };
}

/** Proportional set size of every process below this one, MB: pages that a browser's processes share count once. */
function residentMb() {
  const children = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = read(`/proc/${pid}/stat`)?.replace(/^.*\) /, '').split(' ')[1];
    if (parent) children.set(parent, [...children.get(parent) ?? [], pid]);
  }
  let kb = 0;
  const add = (pid) => {
    for (const child of children.get(String(pid)) ?? []) {
      kb += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${child}/smaps_rollup`) ?? '')?.[1] ?? 0);
      add(child);
    }
  };
  add(process.pid);
  return Math.round(kb / 1024);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
