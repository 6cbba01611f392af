import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntitySubscriberInterface, type TransactionCommitEvent } from 'typeorm';
import { sql, type Tx } from '#platform';

/** Channel on which browsers' servers listen. Payload: `{"leads":[{"id","stage","version"}]}`, or `{"many":true}`. */
export const LEADS_CHANNEL = 'beckon_leads';
/** More than this does not fit NOTIFY's 8,000 bytes; viewers reload instead. */
const MOST = 60;
const PENDING = Symbol('leads changed in this transaction');

/**
 * Tells viewers which leads changed: one notification a transaction, sent as the last statement before its commit, so that
 * it carries the final stage and version whatever happened on the way.
 */
@Injectable()
export class LeadNews implements EntitySubscriberInterface {
  constructor(@Inject(DataSource) db: DataSource) {
    db.subscribers.push(this);
  }

  /** Must be called inside a transaction; nothing is sent when it rolls back. */
  changed(tx: Tx, leadIds: readonly string[]): void {
    if (leadIds.length === 0 || !tx.queryRunner) return;
    const data = tx.queryRunner.data as Record<symbol, Set<string> | undefined>;
    const pending = (data[PENDING] ??= new Set());
    for (const id of leadIds) pending.add(id);
  }

  async beforeTransactionCommit({ queryRunner, manager }: TransactionCommitEvent): Promise<void> {
    const data = queryRunner.data as Record<symbol, Set<string> | undefined>;
    const pending = data[PENDING];
    if (!pending) return;
    delete data[PENDING];
    if (pending.size > MOST) {
      await sql(manager, `select pg_notify('${LEADS_CHANNEL}', '{"many":true}')`);
      return;
    }
    await sql(manager,
      `select pg_notify('${LEADS_CHANNEL}', json_build_object('leads', json_agg(json_build_object('id', id, 'stage', stage, 'version', version) order by id))::text) from lead where id = any($1) having count(*) > 0`, [[...pending]]);
  }

  afterTransactionRollback({ queryRunner }: TransactionCommitEvent): void {
    delete (queryRunner.data as Record<symbol, unknown>)[PENDING];
  }
}
