import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeHome, wantPort } from '../apps/cli/home.js';

describe('the home of an installation', () => {
  const home = mkdtempSync(join(tmpdir(), 'beckon-home-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('belongs to one living process; the next one takes over from one that was killed', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
    writeFileSync(join(home, 'beckon.pid'), String(other.pid));
    await expect(takeHome(home)).rejects.toThrow(`already (process ${other.pid})`);
    other.kill('SIGKILL');
    await once(other, 'exit');
    const letGo = await takeHome(home);
    await letGo();
  });

  it('says which port is taken and what to set', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(wantPort(port, '127.0.0.1')).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use. Stop what listens there, or set PORT`);
    server.close();
    await once(server, 'close');
    expect(await wantPort(port, '127.0.0.1')).toBe(port);
  });
});
