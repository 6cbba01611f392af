// The product's own API in a process of its own, with somebody signed in.
import { createHash, randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/apps/api/main.js', import.meta.url));

/** @param db a client of the migrated database. */
export async function startApi(db, url, home) {
  const token = randomBytes(32).toString('base64url');
  await db.query(`insert into app_user (id, email, name, role, password_hash) values ('90000000-0000-4000-8000-000000000001', 'lena@northwind.example', 'Lena Krantz', 'admin', 'none') on conflict do nothing`);
  await db.query(`insert into session (token_hash, user_id, expires_at, ip, user_agent) values ($1, '90000000-0000-4000-8000-000000000001', clock_timestamp() + interval '1 day', '127.0.0.1', 'bench')`, [createHash('sha256').update(token).digest()]);
  const port = await freePort();
  const api = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DATABASE_URL: url, BECKON_SECRET: 'a-secret-for-benches-that-nobody-else-uses', BECKON_HOME: home, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'error' },
  });
  const origin = `http://127.0.0.1:${port}`;
  for (;;) {
    if (api.exitCode !== null) throw new Error('the API did not start; its own words are above');
    if (await fetch(`${origin}/health/ready`).then((answer) => answer.ok, () => false)) break;
    await sleep(200);
  }
  const cookie = `beckon_session=${token}`;
  return {
    origin, cookie, pid: api.pid,
    get: async (path) => {
      const answer = await fetch(origin + path, { headers: { cookie } });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return answer.json();
    },
    put: (path, body) => fetch(origin + path, { method: 'PUT', headers: { cookie, origin, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    async stop() {
      api.kill('SIGTERM');
      if (api.exitCode === null && api.signalCode === null) await new Promise((resolve) => api.once('exit', resolve));
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)); });
  });
}
