import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { migrations } from '#migrations';
import { pendingMigrations } from '#platform';
import { testDatabase, type TestDatabase } from './support/database.js';

/** Every `*.entity.ts` of every room. */
async function entities(): Promise<Array<new () => object>> {
  const root = join(import.meta.dirname, '..', 'libs');
  const files = readdirSync(root, { recursive: true }).map(String).filter((file) => file.endsWith('.entity.ts'));
  const modules: Array<Record<string, unknown>> = [];
  // One after another: Jest's module loader trips over parallel imports that share a package.
  for (const file of files) modules.push(await import(join(root, file)) as Record<string, unknown>);
  return modules.flatMap((module) => Object.values(module)).filter((value): value is new () => object => typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value)));
}

describe('the database', () => {
  let database: TestDatabase;
  beforeAll(async () => { database = await testDatabase(); });
  afterAll(() => database.close());

  it('is what the entities say: nothing to add, change or drop', async () => {
    const db = await new DataSource({ type: 'postgres', url: database.url, entities: await entities(), poolSize: 2 }).initialize();
    const { upQueries } = await db.driver.createSchemaBuilder().log();
    await db.destroy();
    expect(upQueries.map((query) => query.query)).toEqual([]);
  });

  it('has an entity for every table but the partitioned ones and those of other owners', async () => {
    const db = await new DataSource({ type: 'postgres', url: database.url, entities: await entities(), poolSize: 2 }).initialize();
    const tables = (await db.query(`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relispartition`) as Array<{ name: string }>).map((row) => row.name);
    const known = new Set(db.entityMetadatas.map((entity) => entity.tableName));
    await db.destroy();
    const platform = ['migrations', 'outbox', 'clock_offset', 'rate_bucket', 'instance_lease'];
    expect(tables.filter((name) => !known.has(name) && !platform.includes(name))).toEqual([]);
  });

  it('is refused by a process that knows a migration more', async () => {
    class Later9999999999999 { up(): Promise<void> { return Promise.resolve(); } down(): Promise<void> { return Promise.resolve(); } }
    expect(await pendingMigrations(database.db, migrations)).toEqual([]);
    expect(await pendingMigrations(database.db, [...migrations, Later9999999999999])).toEqual(['Later9999999999999']);
  });
});
