/**
 * A crawler: one process, one run. Its supervisor forks it with an IPC channel, sends one {@link CrawlOrder} and reads the
 * answer from the book. It ends by itself when the supervisor is gone, and takes its browser along.
 */
import pg from 'pg';
import { hostOfSource } from '../host-of-source.js';
import { crawl } from './crawl.js';
import { EXIT_HOST_BUSY, type CrawlNote, type CrawlOrder } from './crawl-order.js';
import { RunLost } from './stop-run.js';

/** 'craw': advisory locks of hosts live in a space of their own. */
const HOST_LOCKS = 0x63726177;
let browserPid: number | undefined;

const tell = (note: CrawlNote): void => { if (process.connected) process.send!(note); };

function leave(code: number): never {
  if (browserPid !== undefined) {
    try { process.kill(-browserPid, 'SIGKILL'); } catch { /* it has gone already */ }
  }
  process.exit(code);
}

async function obey(order: CrawlOrder): Promise<number> {
  const lock = new pg.Client({ connectionString: order.databaseUrl, application_name: 'beckon-crawler', keepAlive: true });
  lock.on('error', () => leave(1));
  await lock.connect();
  const { rows: [host] } = await lock.query<{ mine: boolean }>(
    `select pg_try_advisory_lock($2, hashtext(${hostOfSource('s')})) as mine from run r join source s on s.id = r.source_id where r.id = $1`, [order.runId, HOST_LOCKS]);
  if (!host?.mine) return host ? EXIT_HOST_BUSY : 0;
  const db = new pg.Pool({ connectionString: order.databaseUrl, max: 3, application_name: 'beckon-crawler', keepAlive: true });
  db.on('error', (error) => tell({ log: 'warn', message: 'a database connection of the crawler broke', data: { error: error.message } }));
  try {
    await crawl(order, db, {
      browser(pid) {
        browserPid = pid;
        tell({ browserPid: pid });
      },
      answered: () => tell({ answered: true }),
    });
    return 0;
  } catch (error) {
    if (error instanceof RunLost) return 0;
    throw error;
  }
}

process.once('disconnect', () => leave(1));
process.once('message', (order: CrawlOrder) => {
  obey(order).then(leave, (error: unknown) => {
    tell({ log: 'error', message: 'the crawler broke', data: { runId: order.runId, error: error instanceof Error ? error.stack : String(error) } });
    setImmediate(() => leave(1));
  });
});
