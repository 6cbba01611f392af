/**
 * A crawler: one process, one run. Its supervisor forks it with an IPC channel, sends one {@link CrawlOrder} and reads the
 * answer from the book. It ends by itself when the supervisor is gone, and takes its browser along.
 */
import { join } from 'node:path';
import pg from 'pg';
import { hostOfSource } from '../host-of-source.js';
import { crawl } from './crawl.js';
import { EXIT_HOST_BUSY, EXIT_LEFT_ALONE, type CrawlNote, type CrawlOrder } from './crawl-order.js';
import { HOST_LOCKS } from './host-locks.js';
import { lastWord } from './journal.js';
import { RunLost } from './stop-run.js';

let browserPid: number | undefined;
let folder: string | undefined;

const tell = (note: CrawlNote): void => { if (process.connected) process.send!(note); };

function leave(code: number): never {
  if (browserPid !== undefined) {
    try { process.kill(-browserPid, 'SIGKILL'); } catch { /* it has gone already */ }
  }
  if (folder && code === EXIT_LEFT_ALONE) lastWord(folder, 'stopped');
  process.exit(code);
}

async function obey(order: CrawlOrder): Promise<number> {
  folder = join(order.answers, order.runId);
  const db = new pg.Pool({ connectionString: order.databaseUrl, max: 3, application_name: 'beckon-crawler', keepAlive: true });
  db.on('error', (error) => tell({ log: 'warn', message: 'a database connection of the crawler broke', data: { error: error.message } }));
  // Two connections take as long as one when they come about together; what is wrong with the database, the lock's says.
  db.connect().then((first) => first.release(), () => undefined);
  const lock = new pg.Client({ connectionString: order.databaseUrl, application_name: 'beckon-crawler', keepAlive: true });
  lock.on('error', () => leave(EXIT_LEFT_ALONE));
  await lock.connect();
  const { rows: [host] } = await lock.query<{ mine: boolean }>(
    `select pg_try_advisory_lock($2, hashtext(${hostOfSource('s')})) as mine from run r join source s on s.id = r.source_id where r.id = $1`, [order.runId, HOST_LOCKS]);
  if (!host?.mine) return host ? EXIT_HOST_BUSY : 0;
  try {
    await crawl(order, db, {
      browser(pid) {
        browserPid = pid;
        tell({ browserPid: pid });
      },
      progress: () => tell({ progress: true }),
      booked: (pageIds) => tell({ booked: pageIds.map(Number) }),
    });
    return 0;
  } catch (error) {
    if (error instanceof RunLost) return 0;
    throw error;
  }
}

process.once('disconnect', () => leave(EXIT_LEFT_ALONE));
process.once('message', (order: CrawlOrder) => {
  obey(order).then(leave, (error: unknown) => {
    tell({ log: 'error', message: 'the crawler broke', data: { runId: order.runId, error: error instanceof Error ? error.stack : String(error) } });
    setImmediate(() => leave(isAboutTheDatabase(error) ? EXIT_LEFT_ALONE : 1));
  });
});

tell({ ready: true });

/** It went away or was shut down. What a page does to it has other codes. */
function isAboutTheDatabase(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return /^(08|57P|ECONN|EPIPE|ENOTFOUND)/.test(code) || /^Connection terminated|^timeout exceeded when trying to connect/.test(message);
}
