import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bells, sql, type Tx } from '#platform';
import { deskQueue } from '../desk.jobs.js';
import type { Withdraw } from '../review/index.js';
import type { BulkChange, BulkState } from './bulk-change.js';
import { BulkChanges } from './bulk-changes.js';
import { BulkUndo } from './bulk-undo.js';
import { LeadsBusy } from './bulk.errors.js';
import { nextItems, settle } from './bulk.queries.js';

/** Leads a commit: what a killed worker does again at most, and how long a lead is locked. */
const AT_ONCE = 200;

/** The worker's part of a bulk action, in short commits: any number of workers may begin it and die in it at any line. */
@Injectable()
export class BulkWork {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Bells) private readonly bells: Pick<Bells, 'ring'>,
    @Inject(BulkChanges) private readonly changes: BulkChanges, @Inject(BulkUndo) private readonly undoing: BulkUndo,
  ) {}

  /**
   * Brings a bulk action as far as it goes. @returns its state afterwards; null when there is none.
   * @throws LeadsBusy when a mail's outcome is being written for one of its leads: it goes on where it stood.
   */
  async advance(bulkId: string, withdraw: Withdraw): Promise<BulkState | null> {
    for (;;) {
      const { state, more } = await this.db.transaction((tx) => this.step(tx, bulkId, withdraw)).catch(busy);
      if (!more) return state;
    }
  }

  /** Rings for every bulk action that waits for the worker. */
  async ringOpen(): Promise<void> {
    for (const { id } of await sql<{ id: string }>(this.db, `select id from bulk_action where state in ('running', 'undoing') order by created_at`)) await this.bells.ring(deskQueue, 'bulk-change', { bulkId: id }, id);
  }

  /** Previews that nobody acted on are dropped after a day of machine time; of the others, what each lead was before after thirty. */
  async dropOld(): Promise<void> {
    await sql(this.db, `delete from bulk_action where state = 'previewed' and created_at < clock_timestamp() - interval '1 day'`);
    await sql(this.db, `delete from bulk_action where state in ('done', 'cancelled', 'undone') and created_at < clock_timestamp() - interval '30 days'`);
  }

  private async step(tx: Tx, bulkId: string, withdraw: Withdraw): Promise<{ state: BulkState | null; more: boolean }> {
    const [held] = await sql<{ state: BulkState; change: BulkChange; userId: string }>(tx, `select state, change, created_by as "userId" from bulk_action where id = $1 for update`, [bulkId]);
    if (held?.state !== 'running' && held?.state !== 'undoing') return { state: held?.state ?? null, more: false };
    // Who writes what became of a mail holds its enrollment and wants the lead: this side gives way.
    await sql(tx, `set local lock_timeout = '400ms'`);
    if (held.state === 'undoing') {
      if (await this.undoing.step(tx, bulkId, held.change, withdraw, AT_ONCE)) return { state: 'undoing', more: true };
      await sql(tx, `update bulk_action set state = 'undone', undone_at = clock_timestamp() where id = $1`, [bulkId]);
      return { state: 'undone', more: false };
    }
    const items = await nextItems(tx, bulkId, held.change, AT_ONCE);
    if (items.length > 0) {
      await settle(tx, bulkId, items.filter((one) => one.skip !== null).map((one) => ({ place: one.place, outcome: 'skipped', reason: one.skip })));
      await settle(tx, bulkId, await this.changes.make(tx, held.change, items.filter((one) => one.skip === null), held.userId));
      return { state: 'running', more: true };
    }
    await sql(tx, `update bulk_action set state = 'done', finished_at = clock_timestamp() where id = $1`, [bulkId]);
    return { state: 'done', more: false };
  }
}

/** Postgres gave up waiting: somebody is at work on one of these leads. */
function busy(error: unknown): never {
  const code = (error as { code?: string; driverError?: { code?: string } }).driverError?.code;
  if (code === '55P03' || code === '40P01') throw new LeadsBusy('One of these leads is being written at this moment.', 500);
  throw error;
}
