import { sql, type Tx } from '#platform';

/** Adds one line to the history of each message. */
export async function recordEvents(tx: Tx, messageIds: readonly string[], kind: string, data: Record<string, unknown>, at: Date): Promise<void> {
  if (messageIds.length === 0) return;
  await sql(tx, `insert into message_event (message_id, kind, data, at) select id, $2, $3, $4 from unnest($1::uuid[]) as id`, [messageIds, kind, JSON.stringify(data), at]);
}
