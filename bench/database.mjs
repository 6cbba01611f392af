// A migrated, empty database on the embedded PostgreSQL of the benches, with the settings that everybody gets (fsync on).
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import { migrations } from '../dist/migrations/index.js';
import { startEmbeddedPostgres } from '../dist/libs/platform/embedded-postgres.js';

export async function benchServer() {
  const server = await startEmbeddedPostgres(join(fileURLToPath(new URL('..', import.meta.url)), '.beckon', 'bench'));
  const admin = await new DataSource({ type: 'postgres', url: server.url, poolSize: 1 }).initialize();
  return {
    async database() {
      const name = `bench_${randomBytes(4).toString('hex')}`;
      await admin.query(`create database ${name}`);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      const db = await new DataSource({ type: 'postgres', url: url.href, migrations, poolSize: 1 }).initialize();
      await db.runMigrations();
      await db.destroy();
      return { url: url.href, drop: () => admin.query(`drop database if exists ${name} with (force)`) };
    },
    async stop() {
      await admin.destroy();
      if (!server.adopted) await server.stop();
    },
  };
}
