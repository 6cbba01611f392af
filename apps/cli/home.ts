import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A secret of this installation, made the first time it is asked for. Readable by its owner only. */
export async function secretFile(home: string, name: string): Promise<string> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const path = join(home, name);
  if (!existsSync(path)) await writeFile(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  return (await readFile(path, 'utf8')).trim();
}

/** A fault of the person who called, said in one sentence and without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Takes the home for this process: two supervisors of one database would stop it under each other.
 * @returns lets it go again.
 * @throws UsageError when a living process has it. One that was killed has not.
 */
export async function takeHome(home: string): Promise<() => Promise<void>> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const file = join(home, 'beckon.pid');
  const holder = Number(await readFile(file, 'utf8').catch(() => '0'));
  if (holder && holder !== process.pid && isAlive(holder)) throw new UsageError(`Beckon runs from ${home} already (process ${holder}). Stop it first, or set BECKON_HOME to another folder.`);
  await writeFile(file, String(process.pid));
  return () => rm(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** @throws UsageError when somebody else listens on the port that was asked for. */
export async function wantPort(port: number, host: string): Promise<number> {
  if (await isFree(port, host)) return port;
  throw new UsageError(`Port ${port} on ${host} is in use. Stop what listens there, or set PORT to a free one.`);
}

/** The wanted port when it is free, else the next free one above it. */
export async function freePortFrom(wanted: number, host = '127.0.0.1'): Promise<number> {
  for (let port = wanted; port < wanted + 200; port++) if (await isFree(port, host)) return port;
  throw new Error(`No port between ${wanted} and ${wanted + 199} is free on ${host}. Set PORT to one that is.`);
}

const isFree = (port: number, host: string): Promise<boolean> => new Promise((done) => {
  const server = createServer();
  server.once('error', () => done(false));
  server.listen(port, host, () => server.close(() => done(true)));
});

/** Where the built processes are. */
export const scriptOf = (app: 'api' | 'worker' | 'sandbox'): string => join(import.meta.dirname, '..', app, 'main.js');
