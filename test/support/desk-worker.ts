import type { TestApi } from './api.js';
import { BulkWork, LeadImportWork } from '#leads';
import { Enrollments } from '#outreach';
import { sql } from '#platform';

/** What the worker does for the desk, over the api of somebody's test: everything that waits, as the sweep would find it. */
export async function workDesk({ app, db }: TestApi): Promise<void> {
  const get = <T>(token: new (...given: never[]) => T): T => app.get(token, { strict: false });
  for (const { id } of await sql<{ id: string }>(db, `select id from bulk_action where state in ('running', 'undoing')`)) await get(BulkWork).advance(id, (tx, leadId) => get(Enrollments).withdraw(tx, leadId));
  for (const { id } of await sql<{ id: string }>(db, `select id from lead_import where state in ('reading', 'matching', 'taking')`)) await get(LeadImportWork).advance(id);
}
