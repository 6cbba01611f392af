// Once per Jest run: an embedded PostgreSQL for tests (fsync off: nothing here must survive; few buffers: each table that is emptied has all of them looked through) and a migrated template database.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default async function setUp() {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), '--no-board'], { stdio: 'inherit' });
  const { startEmbeddedPostgres } = await import('../../dist/libs/platform/embedded-postgres.js');
  const { migrations } = await import('../../dist/migrations/index.js');
  const { default: typeorm } = await import('typeorm');
  const server = await startEmbeddedPostgres(join(root, '.beckon', 'test'), ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=128MB']);
  const hash = createHash('sha256');
  for (const name of readdirSync(join(root, 'migrations')).sort()) hash.update(readFileSync(join(root, 'migrations', name)));
  const template = `template_${hash.digest('hex').slice(0, 16)}`;
  const admin = await new typeorm.DataSource({ type: 'postgres', url: server.url, poolSize: 1 }).initialize();
  // Several runs may share this server: one of them makes the template, and only databases that are hours old are litter.
  await admin.query(`select pg_advisory_lock(1)`);
  for (const { datname } of await admin.query(`select datname from pg_database where datname like 'case\\_%'`)) {
    if (Date.now() / 1000 - Number(datname.split('_')[1]) > 7200) await admin.query(`drop database if exists "${datname}" with (force)`);
  }
  const [{ present }] = await admin.query(`select exists (select from pg_database where datname = $1) as present`, [template]);
  if (!present) {
    await admin.query(`drop database if exists "${template}_making" with (force)`);
    await admin.query(`create database "${template}_making"`);
    const url = new URL(server.url);
    url.pathname = `/${template}_making`;
    const db = await new typeorm.DataSource({ type: 'postgres', url: url.href, migrations }).initialize();
    await db.runMigrations();
    await db.destroy();
    await admin.query(`alter database "${template}_making" rename to "${template}"`);
  }
  await admin.destroy();
  process.env.BECKON_TEST_DATABASE = server.url;
  process.env.BECKON_TEST_TEMPLATE = template;
  globalThis.beckonTestServer = server;
}
