import { Bells, InstanceLease, sql } from '#platform';
import { crawlQueue, Crawls, importQueue, ImportsModule, ImportWork, SourcingModule } from '#sourcing';
import { testModule, type TestDatabase } from './database.js';

export interface ImportWorker {
  /** Brings an import as far as a worker would, its run and gates included. */
  advance(importId: string): Promise<void>;
  /** Everything that waits, as the sweep would find it. */
  advanceAll(): Promise<void>;
  close(): Promise<void>;
}

/** What the worker does for imports, over the database of somebody else's test. */
export async function workerOf(database: TestDatabase): Promise<ImportWorker> {
  const app = await testModule([SourcingModule, ImportsModule], { queues: [crawlQueue, importQueue], database: { ...database, close: () => Promise.resolve() } });
  for (const queue of [crawlQueue, importQueue]) app.get(Bells).queue(queue).on('error', () => undefined);
  await app.get(InstanceLease).start();
  const advance = async (importId: string): Promise<void> => {
    await app.get(ImportWork).advance(importId);
    const [made] = await sql<{ run: string | null }>(app.db, `select run_id as run from list_import where id = $1`, [importId]);
    if (made?.run) await app.get(Crawls).supervise(made.run);
  };
  return {
    advance,
    async advanceAll() {
      for (const { id } of await sql<{ id: string }>(app.db, `select id from list_import where state in ('checking', 'taking')`)) await advance(id);
    },
    close: () => app.close(),
  };
}
