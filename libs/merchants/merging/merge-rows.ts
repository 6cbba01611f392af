import { sql, type Tx } from '#platform';

/** Two merchants that a person joined: everything of the loser now belongs to the winner. */
export interface Merge {
  readonly id: string;
  readonly winnerId: string;
  readonly loserId: string;
  /** Business time of the merge or, once it was undone, of the undoing. */
  readonly at: Date;
}
export interface ChangedRow {
  readonly rowId: string;
  readonly before: Record<string, unknown>;
}

/** Tables whose rows belong to a merchant by `merchant_id`. */
export type OwnedTable = 'contact' | 'merchant_key' | 'fact_correction' | 'custom_value' | 'merchant_tag' | 'score_engagement' | 'score_override' | 'our_seller' | 'lead' | 'conversation' | 'enrollment' | 'invitation' | 'acceptance';

/**
 * Gives the loser's rows of a table to the winner and remembers which. Rooms below call it for their own tables.
 * @param where condition on `t` that narrows the rows. @param key SQL of the row's identity on `t`.
 */
export async function repoint(tx: Tx, merge: Merge, table: OwnedTable, where = 'true', key = 't.id'): Promise<void> {
  await sql(tx,
    `with moved as (update ${table} t set merchant_id = $2 where t.merchant_id = $3 and (${where}) returning (${key})::text as row_id)
     insert into merge_row (merge_id, relation, row_id) select $1, '${table}', row_id from moved on conflict do nothing`, [merge.id, merge.winnerId, merge.loserId]);
}

/** The other way: rows that a merge gave to the winner and that are still there. */
export async function giveBack(tx: Tx, merge: Merge, table: OwnedTable, key = 't.id'): Promise<void> {
  await sql(tx, `update ${table} t set merchant_id = $3 from merge_row r where r.merge_id = $1 and r.relation = '${table}' and r.row_id = (${key})::text and t.merchant_id = $2`, [merge.id, merge.winnerId, merge.loserId]);
}

/** Notes rows that a merge changes in another way than by their owner. */
export async function remember(tx: Tx, mergeId: string, relation: string, rows: readonly ChangedRow[]): Promise<void> {
  await sql(tx, `insert into merge_row (merge_id, relation, row_id, before) select $1, $2, * from unnest($3::text[], $4::jsonb[]) on conflict do nothing`,
    [mergeId, relation, rows.map((row) => row.rowId), rows.map((row) => JSON.stringify(row.before))]);
}

export async function remembered(tx: Tx, mergeId: string, relation: string): Promise<ChangedRow[]> {
  return sql<ChangedRow>(tx, `select row_id as "rowId", before from merge_row where merge_id = $1 and relation = $2 order by row_id`, [mergeId, relation]);
}
