import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A secret of this installation, made the first time it is asked for. Readable by its owner only. */
export async function secretFile(home: string, name: string): Promise<string> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const path = join(home, name);
  if (!existsSync(path)) await writeFile(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  return (await readFile(path, 'utf8')).trim();
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
