// Loses the whole queue in the middle of a demo, twice: once while it crawls, once while it mails. The book must be enough.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Redis from 'ioredis';
import pg from 'pg';
import { delivered, startDemo, storefronts, unlike, untilSaid } from './demo-run.mjs';

const REDIS_PORT = 46_379;

export async function proveQueue() {
  const clean = await startDemo('clean').finished;
  const postgres = await loseIn('queue-postgres', {}, truncate);
  const folder = mkdtempSync(join(tmpdir(), 'beckon-redis-'));
  const server = spawn('redis-server', ['--port', String(REDIS_PORT), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''], { stdio: 'ignore' });
  try {
    await sleep(500);
    const redis = await loseIn('queue-redis', { QUEUE_URL: `redis://127.0.0.1:${REDIS_PORT}/0` }, flush);
    const wrong = {};
    for (const [name, run] of [['PostgreSQL', postgres], ['Redis', redis]]) {
      wrong[`${name}: storefronts unlike the clean run`] = unlike(storefronts(clean), storefronts(run));
      wrong[`${name}: merchants and scores unlike the clean run`] = unlike(clean.scores, run.scores);
      wrong[`${name}: mails unlike the clean run`] = unlike(delivered(clean), delivered(run));
      wrong[`${name}: counts unlike the clean run`] = unlike([withoutPages(clean)], [withoutPages(run)]);
      wrong[`${name}: checks of the auditor that failed`] = run.report.checks.filter((check) => !check.ok).length;
      wrong[`${name}: losses fewer than two`] = 2 - run.losses.length;
    }
    return {
      ok: Object.values(wrong).every((count) => count === 0),
      figures: { keysLost: { postgres: postgres.losses, redis: redis.losses }, mails: delivered(clean).length, seconds: [clean, postgres, redis].map((run) => Math.round(run.ms / 1000)) }, wrong,
    };
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Counts of everything but pages: a page may be asked for once more when its run was interrupted. */
const withoutPages = (run) => ({ ...run.report.counts, pages: undefined });

async function loseIn(name, env, lose) {
  const demo = startDemo(name, env);
  const losses = [];
  await untilSaid(demo, 'workspace');
  await sleep(4000);
  losses.push(await lose(demo));
  await untilSaid(demo, 'day 3');
  await sleep(2500);
  losses.push(await lose(demo));
  return { ...await demo.finished, losses };
}

async function truncate(demo) {
  const { port, password } = JSON.parse(readFileSync(join(demo.home, 'postgres.json'), 'utf8'));
  const db = new pg.Client({ connectionString: `postgres://beckon:${password}@127.0.0.1:${port}/beckon` });
  await db.connect();
  const { rows } = await db.query(`select relname from pg_class where relnamespace = 'bullmq'::regnamespace and relkind in ('r', 'p') and relname !~ 'migration'`);
  const counts = await Promise.all(rows.map(({ relname }) => db.query(`select count(*)::int as n from bullmq."${relname}"`)));
  await db.query(`truncate ${rows.map(({ relname }) => `bullmq."${relname}"`).join(', ')} cascade`);
  await db.end();
  return counts.reduce((sum, { rows: [row] }) => sum + row.n, 0);
}

async function flush() {
  const redis = new Redis(REDIS_PORT, '127.0.0.1');
  const keys = await redis.dbsize();
  await redis.flushall();
  await redis.quit();
  return keys;
}
