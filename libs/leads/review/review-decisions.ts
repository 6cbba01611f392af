import { Inject, Injectable } from '@nestjs/common';
import { Clock, sql, type Tx } from '#platform';
import { LeadNews } from '../lead-news.js';
import { LeadStages } from '../lead-stages.js';
import { LeadChanged } from '../leads.errors.js';
import { STAGE_LABELS, type Stage } from '../stages.js';
import { Timeline } from '../timeline.js';
import { LeadTurns, type GivenTo } from './lead-turns.js';
import { needsNote, REJECT_REASONS, type RejectReason } from './reject-reasons.js';
import type { ReviewOutcome } from './review.entity.js';
import { NoteRequired, ReviewCardLost, ReviewCardMissing, ReviewDecided, SnoozeInThePast } from './review.errors.js';
import { whereabouts } from './whereabouts.js';

/** A decision on a card, by who holds it, about the version of the lead that they saw. */
export interface OnCard {
  readonly claimId: string;
  readonly userId: string;
  readonly version: number;
}
export interface Decided {
  readonly claimId: string;
  readonly leadId: string;
  readonly outcome: 'accepted' | 'rejected' | 'snoozed';
  /** Who looks after it now; only for an accept. */
  readonly givenTo: GivenTo | null;
  /** The same was decided before; nothing was done again. */
  readonly repeated: boolean;
}
interface Card {
  readonly id: string;
  readonly leadId: string;
  readonly outcome: ReviewOutcome | null;
}
interface LeadThen {
  readonly stage: Stage;
  readonly version: number;
  readonly stageSince: Date;
  readonly snoozedUntil: Date | null;
  readonly ownerId: string | null;
}

/** What people decide on cards: each once, on the version they saw, with a line in the lead's history. */
@Injectable()
export class ReviewDecisions {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LeadStages) private readonly stages: LeadStages,
    @Inject(LeadTurns) private readonly turns: LeadTurns,
    @Inject(Timeline) private readonly timeline: Timeline,
    @Inject(LeadNews) private readonly news: LeadNews,
  ) {}

  /**
   * The merchant is worth asking: the lead is queued and somebody looks after it.
   * @throws ReviewCardMissing, ReviewCardLost, ReviewDecided, LeadChanged, AddressRequired
   */
  async accept(tx: Tx, card: OnCard, note = ''): Promise<Decided> {
    return this.decide(tx, card, 'accepted', { reason: null, note, until: null }, async (leadId, now) => {
      await this.stages.move(tx, { leadId, to: 'queued', version: card.version, by: { kind: 'person', userId: card.userId }, why: withNote('accepted in review', note) });
      return (await this.turns.give(tx, [leadId], { accepter: card.userId, now })).get(leadId) ?? null;
    });
  }

  /** The merchant is not: the lead leaves the funnel, with the reason. @throws as {@link accept}, and NoteRequired */
  async reject(tx: Tx, card: OnCard, reason: RejectReason, note = ''): Promise<Decided> {
    if (needsNote(reason) && note.trim() === '') throw new NoteRequired('Say in a few words what the reason is.', { fields: ['note'] });
    return this.decide(tx, card, 'rejected', { reason, note, until: null }, async (leadId) => {
      await this.stages.move(tx, { leadId, to: 'disqualified', version: card.version, by: { kind: 'person', userId: card.userId }, why: withNote(REJECT_REASONS[reason], note) });
      return null;
    });
  }

  /** Not now: nobody is shown it before the date; then it comes first. @param until business time. @throws as {@link accept}, and SnoozeInThePast */
  async snooze(tx: Tx, card: OnCard, until: Date, note = ''): Promise<Decided> {
    if (until <= await this.clock.now(tx)) throw new SnoozeInThePast('Choose a date that is still to come.', { fields: ['until'] });
    return this.decide(tx, card, 'snoozed', { reason: null, note, until }, async (leadId, now) => {
      await this.stages.snooze(tx, [leadId], until, { by: { kind: 'person', userId: card.userId }, note: note.trim() });
      const [person] = await sql<{ name: string }>(tx, `select name from app_user where id = $1`, [card.userId]);
      await this.timeline.add(tx, [{ leadId, kind: 'snoozed', summary: withNote(`${person!.name} snoozed this lead until ${until.toISOString().slice(0, 10)}`, note), data: { by: card.userId, until, note }, at: now }]);
      return null;
    });
  }

  private async decide(
    tx: Tx, { claimId, userId, version }: OnCard, outcome: Decided['outcome'], given: { reason: string | null; note: string; until: Date | null },
    act: (leadId: string, now: Date) => Promise<GivenTo | null>,
  ): Promise<Decided> {
    const now = await this.clock.now(tx);
    const { card, lead } = await this.take(tx, claimId, userId);
    if (card.outcome === outcome) return { claimId, leadId: card.leadId, outcome, givenTo: null, repeated: true };
    await this.refuseUnlessTheirs(tx, card, lead, userId, version);
    const givenTo = await act(card.leadId, now);
    await sql(tx,
      `update review_claim set ended_at = coalesce(ended_at, clock_timestamp()), outcome = $2, reason = $3, note = nullif($4, ''), snooze_until = $5, decided_at = $6, before = $7,
              version_after = (select version from lead where id = lead_id) where id = $1`,
      [claimId, outcome, given.reason, given.note.trim(), given.until, now, JSON.stringify({ stageSince: lead.stageSince, snoozedUntil: lead.snoozedUntil, ownerId: lead.ownerId })]);
    // The same person may have been given the lead again in another window.
    await sql(tx, `update review_claim set ended_at = clock_timestamp(), outcome = 'released' where lead_id = $1 and ended_at is null and id <> $2`, [card.leadId, claimId]);
    this.news.changed(tx, [card.leadId]);
    return { claimId, leadId: card.leadId, outcome, givenTo, repeated: false };
  }

  /** Lead first, then claim: as the dealer does. */
  private async take(tx: Tx, claimId: string, userId: string): Promise<{ card: Card; lead: LeadThen }> {
    const [lead] = await sql<LeadThen>(tx,
      `select l.stage, l.version, l.stage_since as "stageSince", l.snoozed_until as "snoozedUntil", l.owner_id as "ownerId"
         from review_claim c join lead l on l.id = c.lead_id where c.id = $1 and c.user_id = $2 for no key update of l`, [claimId, userId]);
    const [card] = await sql<Card>(tx, `select id, lead_id as "leadId", outcome from review_claim where id = $1 and user_id = $2 for update`, [claimId, userId]);
    if (!lead || !card) throw new ReviewCardMissing('There is no such card in your hand.', { claimId });
    return { card, lead };
  }

  /** A lease that ended does no harm while nobody else got the card and the lead is as it was. */
  private async refuseUnlessTheirs(tx: Tx, card: Card, lead: LeadThen, userId: string, version: number): Promise<void> {
    const now = { stage: lead.stage, version: lead.version };
    if (card.outcome === 'accepted' || card.outcome === 'rejected' || card.outcome === 'snoozed') throw new ReviewDecided(`You ${card.outcome} this one already. Take that back first.`, { ...now, outcome: card.outcome });
    const { holder, holderId } = await whereabouts(tx, card.id);
    if (holderId !== null && holderId !== userId) throw new ReviewCardLost(`Your lease has ended, and ${holder} has this merchant on the screen now.`, { ...now, holder });
    if (lead.version !== version || lead.stage !== 'qualified') throw new LeadChanged(`This lead was changed meanwhile; it is in ${STAGE_LABELS[lead.stage]} now.`, now);
  }
}

const withNote = (text: string, note: string): string => (note.trim() ? `${text}: ${note.trim()}` : text);
