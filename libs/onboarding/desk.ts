import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LeadStages, Timeline } from '#leads';
import { dayIn, Offers, type FrozenTerms, type InvitationView } from '#offers';
import { Enrollments, oneLine, SentMail } from '#outreach';
import { Clock, sql, type Tx } from '#platform';
import { ScoreEngagement } from '#scoring';
import { DECLINE_REASONS, monthsAhead, type DeclineReason } from './desk-answers.js';
import { acceptanceOf, deskFacts, type AcceptanceFacts, type DeskFacts } from './desk.queries.js';

export type DeskState = 'open' | 'accepted' | 'declined' | 'expired' | 'revoked';

export interface DeskView {
  readonly state: DeskState;
  readonly invitationId: string;
  readonly checkCode: string;
  readonly terms: FrozenTerms;
  readonly termsHash: string;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  /** Month for which the merchant asked to be left alone until, `YYYY-MM`. */
  readonly notBefore: string | null;
  readonly facts: DeskFacts;
  readonly acceptance: AcceptanceFacts | null;
  /** Months that "not now" may name, by business time. */
  readonly months: ReadonlyArray<{ value: string; label: string }>;
}

/** What came of an answer. `unknown`: no such invitation. Anything but `done`: nothing was changed. */
export type DeskOutcome = 'done' | 'already' | 'closed' | 'unknown';

export interface AcceptanceGiven {
  readonly name: string;
  readonly role: string | null;
  /** The box "I accept these terms" was ticked. */
  readonly terms: true;
  readonly ip: string;
  readonly userAgent: string;
}

/** Where a merchant answers an invitation: no account, one link. Looking never changes anything; every answer moves the lead by itself. */
@Injectable()
export class Desk {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(Enrollments) private readonly enrollments: Enrollments,
    @Inject(SentMail) private readonly sentMail: SentMail,
    @Inject(LeadStages) private readonly stages: LeadStages,
    @Inject(Timeline) private readonly timeline: Timeline,
    @Inject(ScoreEngagement) private readonly engagement: ScoreEngagement,
  ) {}

  /** What the link shows now; null for a token that is unknown or malformed. Reads only. */
  async show(token: string): Promise<DeskView | null> {
    const tx = this.db.manager;
    const invitation = await this.offers.invitationOf(tx, token);
    if (!invitation) return null;
    const [now, facts] = await Promise.all([this.clock.now(), deskFacts(tx, invitation.id)]);
    const state = invitation.state === 'open' && invitation.expiresAt <= now ? 'expired' : invitation.state;
    const notNow = invitation.answer?.notNow;
    return {
      state, invitationId: invitation.id, checkCode: invitation.checkCode, terms: invitation.terms, termsHash: invitation.termsHash, expiresAt: invitation.expiresAt,
      answeredAt: invitation.answeredAt, notBefore: typeof notNow === 'string' ? notNow : null, facts,
      acceptance: state === 'accepted' ? await acceptanceOf(tx, invitation.id) : null, months: monthsAhead(dayIn(now, facts.zone)),
    };
  }

  /**
   * Takes the place: acceptance, ledger, enrollment, lead and timeline in one transaction. The first one wins; everybody after
   * that gets `already` and the same receipt.
   */
  accept(token: string, given: AcceptanceGiven): Promise<DeskOutcome> {
    return this.answer(token, async (tx, invitation, at) => {
      const won = await this.offers.commit(tx, invitation.id, at, { by: given.name });
      if (!won) return (await acceptanceOf(tx, invitation.id)) ? 'already' : 'closed';
      await sql(tx,
        `insert into acceptance (invitation_id, merchant_id, lead_id, person_name, person_role, terms, terms_hash, ip, user_agent, accepted_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [invitation.id, invitation.merchantId, invitation.leadId, given.name, given.role, JSON.stringify(invitation.terms), invitation.termsHash, given.ip, given.userAgent.slice(0, 500), at]);
      await this.reacted(tx, invitation, 'accepted', at);
      await this.timeline.add(tx, [{
        leadId: invitation.leadId, kind: 'offer_accepted', summary: `${oneLine(given.name)}${given.role ? ` (${oneLine(given.role)})` : ''} accepted: ${invitation.terms.headline}`,
        data: { invitationId: invitation.id, termsHash: invitation.termsHash, checkCode: invitation.checkCode }, at }]);
      await this.stages.advance(tx, [invitation.leadId], 'accepted', { kind: 'merchant' }, 'accepted on the offer page');
      return 'done';
    });
  }

  /** A no: the place is free again and nothing more is sent. */
  decline(token: string, { reason }: { reason: DeclineReason }): Promise<DeskOutcome> {
    return this.answer(token, async (tx, invitation, at) => {
      const ended = await this.offers.release(tx, [invitation.id], 'declined', at, { reason });
      if (ended.length === 0) return 'already';
      await this.reacted(tx, invitation, 'declined', at);
      await this.timeline.add(tx, [{ leadId: invitation.leadId, kind: 'offer_declined', summary: `The merchant declined: ${DECLINE_REASONS[reason]}`, data: { invitationId: invitation.id, reason }, at }]);
      await this.stages.advance(tx, [invitation.leadId], 'declined', { kind: 'merchant' }, DECLINE_REASONS[reason]);
      return 'done';
    });
  }

  /** Not now: no more mails, and the lead sleeps until that month. The place stays open as long as the invitation does. @param month `YYYY-MM`, one of {@link DeskView.months}. */
  notNow(token: string, { month }: { month: string }): Promise<DeskOutcome> {
    return this.answer(token, async (tx, invitation, at) => {
      if (invitation.answer?.notNow === month) return 'already';
      await this.offers.remark(tx, invitation.id, { notNow: month });
      await this.reacted(tx, invitation, 'not_now', at);
      const until = new Date(`${month}-01T00:00:00Z`);
      await this.stages.advance(tx, [invitation.leadId], 'engaged', { kind: 'merchant' }, 'asked on the offer page to be written to later');
      await this.stages.snooze(tx, [invitation.leadId], until, { by: { kind: 'merchant' }, note: '' });
      await this.timeline.add(tx, [{
        leadId: invitation.leadId, kind: 'offer_not_now', summary: `The merchant asked: not before ${new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(until)}`,
        data: { invitationId: invitation.id, month }, at }]);
      return 'done';
    });
  }

  /** Finds the invitation and takes the merchant's enrollment first, so that answers and mails in flight wait for each other in one order. */
  private answer(token: string, act: (tx: Tx, invitation: InvitationView, at: Date) => Promise<DeskOutcome>): Promise<DeskOutcome> {
    return this.db.transaction(async (tx) => {
      const found = await this.offers.invitationOf(tx, token);
      if (!found) return 'unknown';
      await this.enrollments.lock(tx, found.merchantId);
      const invitation = (await this.offers.invitationOf(tx, token))!;
      const at = await this.clock.now(tx);
      if (invitation.state === 'accepted') return 'already';
      if (invitation.state !== 'open' || invitation.expiresAt <= at) return 'closed';
      return act(tx, invitation, at);
    });
  }

  /** A person answered, so the mail that brought the link arrived; what else was planned is not sent. */
  private async reacted(tx: Tx, invitation: InvitationView, reason: 'accepted' | 'declined' | 'not_now', at: Date): Promise<void> {
    const [mail] = await sql<{ id: string }>(tx, `select id from message where invitation_id = $1 and state in ('sending', 'unknown') order by position limit 1`, [invitation.id]);
    if (mail) await this.sentMail.prove(tx, mail.id, 'desk', at);
    await this.enrollments.stop(tx, invitation.merchantId, reason);
    await this.engagement.record(tx, { merchantId: invitation.merchantId, kind: reason === 'accepted' ? 'accept' : 'visit', sourceId: invitation.id, at });
  }
}
