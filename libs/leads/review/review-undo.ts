import { Inject, Injectable } from '@nestjs/common';
import { Clock, sql, type Tx } from '#platform';
import { LeadNews } from '../lead-news.js';
import { STAGE_LABELS, type Stage } from '../stages.js';
import { Timeline } from '../timeline.js';
import { LEASE_MINUTES } from './card-dealer.js';
import type { ReviewOutcome } from './review.entity.js';
import { LeadWrittenTo, ReviewCardMissing, UndoTooLate } from './review.errors.js';

/** Minutes of machine time within which a decision can be taken back. */
export const UNDO_MINUTES = 10;

/**
 * Takes back what was planned to be written to a lead. @returns false when something was written already, or may be on its way.
 * Outreach stands below this room, so whoever calls hands in its answer.
 */
export type Withdraw = (tx: Tx, leadId: string) => Promise<boolean>;

interface Taken {
  readonly leadId: string;
  readonly outcome: ReviewOutcome | null;
  readonly inTime: boolean;
  readonly versionAfter: number | null;
  readonly decidedAt: Date | null;
  readonly before: { stageSince: string; snoozedUntil: string | null; ownerId: string | null } | null;
  readonly day: string;
  readonly category: string;
  readonly source: string;
}

/** Takes a decision back. */
@Injectable()
export class ReviewUndo {
  constructor(@Inject(Clock) private readonly clock: Clock, @Inject(Timeline) private readonly timeline: Timeline, @Inject(LeadNews) private readonly news: LeadNews) {}

  /**
   * Puts the lead back as it was and the card back into the person's hand. Not a move by the table but the end of one: a rejected
   * lead, which no move reopens, is open again, and both moves stay in its history.
   * @returns the new claim's id. Taking back what was taken back gives the same.
   * @throws ReviewCardMissing, UndoTooLate (ten minutes are over, or the lead has changed since), LeadWrittenTo
   */
  async undo(tx: Tx, { claimId, userId, sessionId }: { claimId: string; userId: string; sessionId: string | null }, withdraw: Withdraw): Promise<string> {
    // Whoever records what became of a mail holds its enrollment and wants the lead: this side gives way first.
    await sql(tx, `set local lock_timeout = '400ms'`);
    const [lead] = await sql<{ stage: Stage; version: number }>(tx,
      `select l.stage, l.version from review_claim c join lead l on l.id = c.lead_id where c.id = $1 and c.user_id = $2 for no key update of l`, [claimId, userId]).catch(busy);
    const [card] = await sql<Taken>(tx,
      `select lead_id as "leadId", outcome, ended_at > clock_timestamp() - $3 * interval '1 minute' as "inTime", version_after as "versionAfter", decided_at as "decidedAt", before, day::text, category, source
         from review_claim where id = $1 and user_id = $2 for update`, [claimId, userId, UNDO_MINUTES]);
    if (!lead || !card) throw new ReviewCardMissing('There is no such decision of yours.', { claimId });
    if (card.outcome === 'undone' && lead.stage === 'qualified') return this.hand(tx, card, userId, sessionId);
    if (!card.before || (card.outcome !== 'accepted' && card.outcome !== 'rejected' && card.outcome !== 'snoozed')) throw new UndoTooLate('This card was not decided, so there is nothing to take back.', lead);
    if (!card.inTime) throw new UndoTooLate(`A decision can be taken back for ${UNDO_MINUTES} minutes. This one is older.`, lead);
    if (lead.version !== card.versionAfter) throw new UndoTooLate(`The lead has moved on since; it is in ${STAGE_LABELS[lead.stage]} now.`, lead);
    if (card.outcome === 'accepted' && !(await withdraw(tx, card.leadId).catch(busy))) throw new LeadWrittenTo('A mail to this merchant is on its way or was sent. That cannot be taken back; move the lead by hand if it must stop.', lead);
    await this.restore(tx, card, card.before, lead, userId);
    await sql(tx, `update review_claim set outcome = 'undone' where id = $1`, [claimId]);
    return this.hand(tx, card, userId, sessionId);
  }

  private async restore(tx: Tx, { leadId, outcome, decidedAt }: Taken, before: NonNullable<Taken['before']>, lead: { stage: Stage; version: number }, userId: string): Promise<void> {
    const now = await this.clock.now(tx);
    const [other] = outcome === 'rejected' ? await sql(tx, `select from lead l join lead gone using (merchant_id, region_id) where gone.id = $1 and l.id <> gone.id and l.closed_at is null`, [leadId]) : [];
    if (other) throw new UndoTooLate('This merchant has a new lead by now.', lead);
    await sql(tx,
      `update lead set stage = 'qualified', stage_since = $2, snoozed_until = $3, owner_id = $4, closed_at = null, close_reason = null, version = version + 1, updated_at = $5 where id = $1`,
      [leadId, before.stageSince, before.snoozedUntil, before.ownerId, now]);
    if (outcome === 'snoozed') await sql(tx, `update lead_snooze set ended_at = $2, ended_why = 'taken back' where lead_id = $1 and ended_at is null`, [leadId, now]);
    if (outcome === 'snoozed') await this.timeline.add(tx, [{ leadId, kind: 'snoozed', summary: 'The snooze was taken back', data: { by: userId }, at: now }]);
    else {
      await sql(tx, `insert into stage_move (lead_id, from_stage, to_stage, by_kind, by_user_id, why, version, at) values ($1, $2, 'qualified', 'person', $3, 'decision taken back', $4, $5)`,
        [leadId, lead.stage, userId, lead.version + 1, now]);
    }
    await sql(tx, `delete from review_turn where lead_id = $1 and at = $2`, [leadId, decidedAt]);
    this.news.changed(tx, [leadId]);
  }

  /** The card as it was given, unless somebody holds it already: then they go on. */
  private async hand(tx: Tx, { leadId, day, category, source }: Taken, userId: string, sessionId: string | null): Promise<string> {
    await sql(tx,
      `insert into review_claim (lead_id, user_id, session_id, day, category, source, expires_at) values ($1, $2, $3, $4, $5, $6, clock_timestamp() + $7 * interval '1 minute')
       on conflict (lead_id) where ended_at is null do nothing`, [leadId, userId, sessionId, day, category, source, LEASE_MINUTES]);
    const [held] = await sql<{ id: string }>(tx, `select id from review_claim where lead_id = $1 and user_id = $2 and ended_at is null`, [leadId, userId]);
    if (!held) throw new UndoTooLate('That was taken back before, and somebody else has the card now.');
    return held.id;
  }
}

/** Postgres gave up waiting: somebody is at work on this lead. */
function busy(error: unknown): never {
  if ((error as { code?: string; driverError?: { code?: string } }).driverError?.code === '55P03') throw new LeadWrittenTo('This merchant is being written to at this moment. Look again before you take it back.');
  throw error;
}
