import { DataSource } from 'typeorm';
import { migrations } from '#migrations';

/** Runs what is pending, each migration in a transaction, under one lock so that two who start at once do not collide. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const db = await new DataSource({ type: 'postgres', url: databaseUrl, migrations, migrationsTransactionMode: 'each', poolSize: 2 }).initialize();
  const runner = db.createQueryRunner();
  try {
    await runner.query(`select pg_advisory_lock(hashtext('beckon-migrate'))`);
    return (await db.runMigrations()).map((migration) => migration.name);
  } finally {
    await runner.query(`select pg_advisory_unlock(hashtext('beckon-migrate'))`).catch(() => undefined);
    await runner.release();
    await db.destroy();
  }
}

export async function migrateCommand(_argv: string[]): Promise<number> {
  const url = process.env.DATABASE_URL;
  if (!url) {
    process.stderr.write('DATABASE_URL is missing. Set it to the database to bring up to date; `beckon up` migrates its own by itself.\n');
    return 2;
  }
  const done = await migrate(url);
  process.stdout.write(done.length === 0 ? 'The database is up to date.\n' : `Ran ${done.length} migration(s): ${done.join(', ')}\n`);
  return 0;
}
