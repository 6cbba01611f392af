import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from './support/database.js';

const root = join(import.meta.dirname, '..');

async function run(script: string, env: NodeJS.ProcessEnv): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(root, script)], { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk) => { said += String(chunk); });
  child.stderr.on('data', (chunk) => { said += String(chunk); });
  const [code] = await once(child, 'exit') as [number | null];
  return { code, said };
}

describe.each(['dist/apps/api/main.js', 'dist/apps/worker/main.js'])('%s', (script) => {
  let database: TestDatabase;
  const secret = 'a-secret-for-tests-that-nobody-else-uses';
  beforeAll(async () => { database = await testDatabase(); });
  afterAll(() => database.close());

  it('says what to set when a setting is missing or wrong, all at once', async () => {
    const { code, said } = await run(script, { BECKON_SECRET: 'short', PORT: 'many' });
    expect(code).not.toBe(0);
    expect(said).toContain('DATABASE_URL is missing. Set it to postgres://');
    expect(said).toContain('BECKON_SECRET is too short');
    expect(said).toMatch(/PORT/);
    expect(said).not.toMatch(/at .*\.js:\d+/);
  });

  it('refuses to start on a database that lacks a migration, and says what to run', async () => {
    const db = new DataSource({ type: 'postgres', url: database.url, poolSize: 1 });
    await db.initialize();
    await db.query(`delete from migrations where id = (select max(id) from migrations)`);
    await db.destroy();
    const { code, said } = await run(script, { DATABASE_URL: database.url, BECKON_SECRET: secret, PORT: '0' });
    expect(code).not.toBe(0);
    expect(said).toContain('npx beckon migrate');
  });
});
