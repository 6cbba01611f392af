import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where redis-server is on this machine, if it is. */
export const redisPath = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find((path) => existsSync(path));

/** A Redis of one's own, set as Beckon asks for: append-only, never evicting. */
export async function startRedis(): Promise<{ url: string; stop(): Promise<void> }> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const folder = await mkdtemp(join(tmpdir(), 'beckon-redis-'));
  const server = spawn(redisPath!, ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((done, fail) => {
    let said = '';
    server.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); if (/Ready to accept connections/.test(said)) done(); });
    server.on('exit', (code) => fail(new Error(`redis-server ended with ${code}: ${said}`)));
  });
  return {
    url: `redis://127.0.0.1:${port}/0`,
    async stop() {
      server.kill('SIGTERM');
      await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
