import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { Audit, type Role } from '#access';
import { Bells, Clock, LOGGER, sql, type Tx } from '#platform';
import { deskQueue } from '../desk.jobs.js';
import { OwnerUnknown, ReasonRequired } from '../leads.errors.js';
import { UNDO_MINUTES } from '../review/index.js';
import { StageLimits } from '../stage-limits.js';
import { STAGE_LABELS, STAGE_NEEDS } from '../stages.js';
import { inWords, MOST_LEADS, type BulkChange, type BulkState } from './bulk-change.js';
import { BulkMoved, BulkNotFound, BulkNotYours, BulkUndoTooLate, NoLeadsChosen, SnoozeOver, TooManyLeads } from './bulk.errors.js';
import { freeze, type Selection } from './bulk.queries.js';

export interface Asker { readonly userId: string; readonly role: Role }
interface Held { readonly id: string; readonly change: BulkChange; readonly state: BulkState; readonly leads: number; readonly createdBy: string | null; readonly inTime: boolean }

/** What a person does with many leads: looks at what would happen, lets it happen, stops it, takes it back. The worker does the rest. */
@Injectable()
export class BulkDesk {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Audit) private readonly audit: Audit, @Inject(Clock) private readonly clock: Clock,
    @Inject(Bells) private readonly bells: Pick<Bells, 'ring'>, @Inject(LOGGER) private readonly log: Logger, @Inject(StageLimits) private readonly limits: StageLimits,
  ) {}

  /**
   * Writes down which leads it is about and what would become of each. No lead changes; the list may move on, this one stays as it is.
   * @returns the id of the preview. @throws NoLeadsChosen, TooManyLeads, ReasonRequired, OwnerUnknown, SnoozeOver
   */
  async preview(change: BulkChange, selection: Selection, by: Asker): Promise<string> {
    const clock = await this.limits.clock();
    return this.db.transaction(async (tx) => {
      await this.possible(tx, change);
      const said = 'ids' in selection ? { ids: selection.ids.length } : { filters: selection.filters };
      const [made] = await sql<{ id: string }>(tx, `insert into bulk_action (change, selection, state, created_by) values ($1, $2, 'previewed', $3) returning id`, [JSON.stringify(change), JSON.stringify(said), by.userId]);
      const leads = await freeze(tx, made!.id, change, selection, clock, MOST_LEADS);
      if (leads === 0) throw new NoLeadsChosen('No lead is chosen, or none fits the filters any more.');
      if (leads > MOST_LEADS) throw new TooManyLeads(`More than ${MOST_LEADS.toLocaleString('en-GB')} leads fit. Narrow the filters and do it in parts.`, { most: MOST_LEADS });
      await sql(tx, `update bulk_action set leads = $2 where id = $1`, [made!.id, leads]);
      return made!.id;
    });
  }

  /** Lets it happen. A second press changes nothing. @throws BulkNotFound, BulkNotYours, BulkMoved */
  async start(id: string, by: Asker): Promise<void> {
    await this.move(id, by, ['running', 'done'], async (tx, held) => {
      if (held.state !== 'previewed') throw moved(held, 'It was begun before.');
      await sql(tx, `update bulk_action set state = 'running', started_at = clock_timestamp() where id = $1`, [id]);
      await this.audit.record(tx, { userId: by.userId, action: 'leads.bulk-started', subject: `bulk ${id}`, after: { what: inWords(held.change), change: held.change, leads: held.leads } });
    });
  }

  /** Stops it where it is; what was changed stays changed and can be undone. @throws BulkNotFound, BulkNotYours, BulkMoved */
  async cancel(id: string, by: Asker): Promise<void> {
    await this.move(id, by, ['cancelled', 'done'], async (tx, held) => {
      if (held.state !== 'running') throw moved(held, 'Only what is under way can be stopped.');
      await sql(tx, `update bulk_action set state = 'cancelled', finished_at = clock_timestamp() where id = $1`, [id]);
      await this.audit.record(tx, { userId: by.userId, action: 'leads.bulk-cancelled', subject: `bulk ${id}` });
    });
  }

  /**
   * Puts back what it changed, for ten minutes after it ended. Machine time, like leases: it is there for a slip of the hand, and a jump of the business
   * clock must neither cut it short nor keep it open.
   * @throws BulkNotFound, BulkNotYours, BulkMoved, BulkUndoTooLate
   */
  async undo(id: string, by: Asker): Promise<void> {
    await this.move(id, by, ['undoing', 'undone'], async (tx, held) => {
      if (held.state !== 'done' && held.state !== 'cancelled') throw moved(held, 'Only what has ended can be taken back.');
      if (!held.inTime) throw new BulkUndoTooLate(`It can be taken back for ${UNDO_MINUTES} minutes. This one is older; change the leads again instead.`, { state: held.state });
      await sql(tx, `update bulk_action set state = 'undoing', undone_by = $2 where id = $1`, [id, by.userId]);
      await this.audit.record(tx, { userId: by.userId, action: 'leads.bulk-undone', subject: `bulk ${id}`, before: held.change });
    });
  }

  private async move(id: string, by: Asker, there: readonly BulkState[], make: (tx: Tx, held: Held) => Promise<void>): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [held] = await sql<Held>(tx,
        `select id, change, state, leads, created_by as "createdBy", coalesce(finished_at > clock_timestamp() - $2 * interval '1 minute', false) as "inTime" from bulk_action where id = $1 for update`, [id, UNDO_MINUTES]);
      if (!held) throw new BulkNotFound('There is no such bulk action. Previews are kept for a day.', { bulkId: id });
      if (held.createdBy !== by.userId && by.role !== 'admin' && by.role !== 'lead') throw new BulkNotYours('Somebody else began this. They, a growth lead or an admin can stop it or take it back.');
      if (!there.includes(held.state)) await make(tx, held);
    });
    await this.bells.ring(deskQueue, 'bulk-change', { bulkId: id }, id).catch((error: unknown) => this.log.warn({ err: error, bulkId: id }, 'the bell of a bulk action did not ring; the sweep will ring it'));
  }

  private async possible(tx: Tx, change: BulkChange): Promise<void> {
    if (change.kind === 'stage' && STAGE_NEEDS[change.to] === 'reason' && change.why === '') throw new ReasonRequired(`${STAGE_LABELS[change.to]} needs a reason.`, { fields: ['why'] });
    if (change.kind === 'snooze' && new Date(change.until) <= await this.clock.now(tx)) throw new SnoozeOver('Choose a day that is still to come.', { fields: ['until'] });
    if (change.kind !== 'owner' || change.ownerId === null) return;
    const [person] = await sql(tx, `select from app_user where id = $1 and disabled_at is null`, [change.ownerId]);
    if (!person) throw new OwnerUnknown('There is no such person to give these leads to.', { fields: ['ownerId'] });
  }
}

const moved = ({ state, id }: Held, why: string): BulkMoved => new BulkMoved(`${why} It is ${state} now.`, { bulkId: id, state });
