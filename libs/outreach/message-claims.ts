import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Workspaces } from '#access';
import { LeadStages, Timeline } from '#leads';
import { Offers } from '#offers';
import { Clock, InstanceLease, sql, type Tx } from '#platform';
import { Enrollments } from './enrollments.js';
import { lockDue, markClaimed, type DueMessage } from './message.queries.js';
import { recordEvents } from './message-events.js';

/** Why a due mail is not sent after all. */
const OBSTACLES = {
  suppressed: { state: 'suppressed', says: 'the merchant is blocked' },
  lead_moved: { state: 'cancelled', says: 'the lead was moved by hand' },
  contact_invalid: { state: 'skipped', says: 'the address cannot be mailed' },
  offer_exhausted: { state: 'skipped', says: 'the offer has no room left' },
} as const;
type Obstacle = keyof typeof OBSTACLES;

export interface ClaimedWindow {
  /** Rows that were due and are no longer pending; 0: the lane is empty. */
  readonly taken: number;
  /** Messages that this process must now send. */
  readonly sending: readonly string[];
  /** Live mail is allowed; false: test mode. */
  readonly armed: boolean;
  /** Business time of the claim. */
  readonly at: Date;
}

/**
 * Claims mails before anything is handed over, a window per commit. Once the commit is done a crash can no longer lead to a
 * second mail: the rows say `sending`, and whoever finds them with a dead holder makes them `unknown`.
 */
@Injectable()
export class MessageClaims {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(InstanceLease) private readonly lease: InstanceLease,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(Enrollments) private readonly enrollments: Enrollments,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(LeadStages) private readonly stages: LeadStages,
    @Inject(Timeline) private readonly timeline: Timeline,
  ) {}

  async claim(mailboxId: string, limit: number): Promise<ClaimedWindow> {
    return this.db.transaction(async (tx) => {
      const at = await this.clock.now(tx);
      const workspace = await this.workspaces.get(tx);
      const none: ClaimedWindow = { taken: 0, sending: [], armed: false, at };
      if (!workspace) return none;
      const due = await lockDue(tx, mailboxId, at, this.lease.id, limit);
      if (due.length === 0) return none;

      const because = (message: DueMessage): Obstacle | null => (message.suppressed ? 'suppressed' : message.movedOn ? 'lead_moved' : message.invalid ? 'contact_invalid' : null);
      const free = due.filter((message) => because(message) === null);
      for (const obstacle of ['suppressed', 'lead_moved', 'contact_invalid'] as const) await this.refuse(tx, due.filter((message) => because(message) === obstacle), obstacle, at);
      // The offer's row is locked last (see Offers.reserveMany).
      const invitations = await this.reserve(tx, free, at);
      const exhausted = free.filter((message) => message.withOffer && message.offerId !== null && !invitations.has(message.id));
      await this.refuse(tx, exhausted, 'offer_exhausted', at);
      const sending = free.filter((message) => !exhausted.includes(message));
      await markClaimed(tx, this.lease.id, sending.map((message) => ({ id: message.id, state: 'sending', reason: null, invitationId: invitations.get(message.id) ?? null })));
      return { taken: due.length, sending: sending.map((message) => message.id), armed: workspace.armedAt !== null, at };
    });
  }

  private async reserve(tx: Tx, messages: readonly DueMessage[], at: Date): Promise<Map<string, string>> {
    const invitations = new Map<string, string>();
    const offers = [...new Set(messages.filter((message) => message.withOffer && message.offerId).map((message) => message.offerId!))].sort();
    for (const offerId of offers) {
      const wishing = messages.filter((message) => message.withOffer && message.offerId === offerId);
      const reserved = await this.offers.reserveMany(tx, offerId, wishing, at);
      reserved.forEach((reservation, i) => { if (reservation) invitations.set(wishing[i]!.id, reservation.invitationId); });
    }
    return invitations;
  }

  /** Ends the enrollments of mails that must not or cannot be sent. */
  private async refuse(tx: Tx, messages: readonly DueMessage[], reason: Obstacle, at: Date): Promise<void> {
    if (messages.length === 0) return;
    const { state, says } = OBSTACLES[reason];
    await markClaimed(tx, this.lease.id, messages.map((message) => ({ id: message.id, state, reason, invitationId: null })));
    await this.enrollments.end(tx, messages.map((message) => ({ enrollmentId: message.enrollmentId, reason })), at);
    if (reason === 'suppressed' || reason === 'contact_invalid') await this.offers.releaseOf(tx, messages.map((message) => message.merchantId), 'revoked', at, { why: reason });
    await recordEvents(tx, messages.map((message) => message.id), reason, {}, at);
    await this.timeline.add(tx, messages.map((message) => ({
      leadId: message.leadId, kind: `mail_${state}`, summary: `Mail ${message.position} was not sent: ${says}`, data: { messageId: message.id, reason }, at })));
    if (reason !== 'suppressed') return;
    // A blocked address that only bounced elsewhere does not make the merchant somebody who asked to be left alone.
    const bounced = new Set((await sql<{ id: string }>(tx,
      `select m.id from message m where m.id = any($1::uuid[]) and exists (select from suppression s where s.scope = 'address' and s.mac = m.address_mac and s.lifted_at is null and s.reason = 'hard_bounce')`,
      [messages.map((message) => message.id)])).map((row) => row.id));
    const by = { kind: 'system' } as const;
    await this.stages.advance(tx, messages.filter((message) => bounced.has(message.id)).map((message) => message.leadId), 'unreachable', by, 'the address bounced before');
    await this.stages.advance(tx, messages.filter((message) => !bounced.has(message.id)).map((message) => message.leadId), 'do_not_contact', by, 'the merchant is suppressed');
  }
}
