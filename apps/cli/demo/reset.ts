import pg from 'pg';

const MARK = 'beckon demo';

/**
 * Empties the demo's database. A database that was given by DATABASE_URL and holds anything but a former demo is never touched.
 * @throws Error that says which database to give instead.
 */
export async function resetDemoDatabase(databaseUrl: string, own: boolean): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    const { rows: [state] } = await db.query<{ tables: number; mark: string | null; encoding: string }>(`
      select (select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p'))::int as tables,
             obj_description('public'::regnamespace, 'pg_namespace') as mark, current_setting('server_encoding') as encoding`);
    if (!own && state!.tables > 0 && state!.mark !== MARK) throw new Error('The database of DATABASE_URL is not empty and is not a former demo. The demo wipes its database: give it an empty one.');
    if (state!.encoding !== 'UTF8') throw new Error(`The database of DATABASE_URL has the encoding ${state!.encoding}. Beckon needs UTF8: create it with ENCODING 'UTF8'.`);
    await db.query(`drop schema if exists bullmq cascade; drop schema public cascade; create schema public`);
    await db.query(`comment on schema public is '${MARK}'`);
  } finally {
    await db.end();
  }
}
