import { connect } from 'node:net';
import { existsSync } from 'node:fs';
import { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { migrations } from '#migrations';
import { chooseQueueBackend, ConfigError, pendingMigrations, queueConnection, readConfig, sql, type Config } from '#platform';
import { findBrowser } from '#sourcing';

interface Finding { readonly part: string; readonly ok: boolean; readonly says: string }

/** `beckon doctor`: each part ok, or what to do about it. Exit 0 when all are. */
export async function doctorCommand(_argv: string[]): Promise<number> {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return report([{ part: 'settings', ok: false, says: error.message }]);
  }
  const findings: Finding[] = [{ part: 'settings', ok: true, says: `read; public address ${config.http.publicUrl}` }];
  findings.push(...await database(config));
  findings.push(await queue(config), browser(config), await smtp('mail (armed)', config.mail.smtpUrl, 'SMTP_URL is not set: fine in test mode; set it before sending is armed.'),
    await smtp('mail (sink)', config.mail.sinkUrl, 'SINK_SMTP_URL is not set: test mail stays in the database.'));
  return report(findings);
}

function report(findings: readonly Finding[]): number {
  for (const finding of findings) process.stdout.write(`${finding.ok ? 'ok  ' : 'MEND'}  ${finding.part.padEnd(14)} ${finding.says}\n`);
  return findings.every((finding) => finding.ok) ? 0 : 1;
}

async function database(config: Config): Promise<Finding[]> {
  const db = new DataSource({ type: 'postgres', url: config.database.url, poolSize: 1 });
  try {
    await db.initialize();
    const [about] = await sql<{ version: number; encoding: string; ahead_ms: number }>(db,
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding, extract(epoch from clock_timestamp())::float8 * 1000 as ahead_ms`);
    const pending = await pendingMigrations(db, migrations);
    const apartMs = Math.abs(about!.ahead_ms - Date.now());
    return [
      { part: 'database', ok: about!.version >= 150_000 && about!.encoding === 'UTF8',
        says: about!.version < 150_000 ? `PostgreSQL ${about!.version / 10_000} is too old: use 15 or newer.` : about!.encoding === 'UTF8' ? `PostgreSQL ${Math.floor(about!.version / 10_000)}, UTF8` : `the encoding is ${about!.encoding}: create the database with ENCODING 'UTF8'.` },
      { part: 'migrations', ok: pending.length === 0, says: pending.length === 0 ? 'up to date' : `${pending.length} pending: run \`npx beckon migrate\`.` },
      { part: 'clock', ok: apartMs < 2000, says: apartMs < 2000 ? 'this machine and the database agree' : `this machine and the database are ${Math.round(apartMs / 1000)} s apart: let both follow a time server.` },
    ];
  } catch (error) {
    return [{ part: 'database', ok: false, says: `not reached (${(error as Error).message}): check DATABASE_URL and that the server runs.` }];
  } finally {
    if (db.isInitialized) await db.destroy();
  }
}

async function queue(config: Config): Promise<Finding> {
  chooseQueueBackend(config);
  const probe = new Queue('doctor', { connection: { ...queueConnection(config), ...(config.queue.kind === 'redis' ? { maxRetriesPerRequest: 1, retryStrategy: () => null } : {}) } as never, prefix: config.queue.prefix });
  probe.on('error', () => undefined);
  try {
    await Promise.race([probe.getWaitingCount(), new Promise((_, fail) => setTimeout(() => fail(new Error('no answer within 5 s')), 5000).unref())]);
    return { part: 'queue', ok: true, says: config.queue.kind === 'redis' ? 'Redis answers' : 'in PostgreSQL' };
  } catch (error) {
    return { part: 'queue', ok: false, says: `not reached (${(error as Error).message}): check QUEUE_URL, or leave it empty to keep the queue in PostgreSQL.` };
  } finally {
    await probe.close().catch(() => undefined);
  }
}

function browser(config: Config): Finding {
  try {
    const path = findBrowser(config.browser);
    return { part: 'browser', ok: existsSync(path), says: path };
  } catch (error) {
    return { part: 'browser', ok: false, says: (error as Error).message };
  }
}

/** Says hello and leaves: no mail is sent. */
function smtp(part: string, url: string | undefined, unset: string): Promise<Finding> {
  if (!url) return Promise.resolve({ part, ok: true, says: unset });
  const { hostname, port, protocol } = new URL(url);
  return new Promise((done) => {
    const socket = connect({ host: hostname, port: Number(port || (protocol === 'smtps:' ? 465 : 587)), timeout: 5000 });
    const end = (ok: boolean, says: string): void => { socket.destroy(); done({ part, ok, says }); };
    socket.on('error', (error) => end(false, `${hostname} does not answer (${error.message}): check the host and port.`));
    socket.on('timeout', () => end(false, `${hostname} did not answer within 5 s: check the host, port and firewall.`));
    if (protocol === 'smtps:') socket.on('connect', () => end(true, `${hostname} answers`));
    else socket.on('data', (hello) => { socket.end('QUIT\r\n'); end(/^220/.test(hello.toString()), hello.toString().trim().slice(0, 80)); });
  });
}
