import { Inject, Injectable } from '@nestjs/common';
import { LeadStages, Timeline } from '#leads';
import { Contacts, Suppressions } from '#merchants';
import { Offers } from '#offers';
import { sql, type Tx } from '#platform';
import { Enrollments } from './enrollments.js';
import { recordEvents } from './message-events.js';

export interface FailedMessage {
  readonly id: string;
  readonly position: number;
  readonly enrollmentId: string;
  readonly leadId: string;
  readonly merchantId: string;
  readonly contactId: string;
  readonly toAddress: string;
  /** What the mail host said. */
  readonly answer: string;
}

/** What follows when an address turns out not to exist, or a mail is not wanted. The caller holds the enrollment. */
@Injectable()
export class Bounces {
  constructor(
    @Inject(Contacts) private readonly contacts: Contacts,
    @Inject(Suppressions) private readonly suppressions: Suppressions,
    @Inject(Enrollments) private readonly enrollments: Enrollments,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(LeadStages) private readonly stages: LeadStages,
    @Inject(Timeline) private readonly timeline: Timeline,
  ) {}

  /** The address is dead: never mailed again by anybody, and the lead is unreachable unless another address is there. */
  async hard(tx: Tx, failed: readonly FailedMessage[], at: Date): Promise<void> {
    if (failed.length === 0) return;
    for (const one of failed) {
      await this.contacts.invalidate(tx, one.contactId, `bounced: ${one.answer}`.slice(0, 300), at);
      await this.suppressions.add(tx, { scope: 'address', address: one.toAddress, reason: 'hard_bounce', evidence: { messageId: one.id, answer: one.answer }, at });
    }
    await this.enrollments.end(tx, failed.map((one) => ({ enrollmentId: one.enrollmentId, reason: 'bounced' })), at);
    await this.offers.releaseOf(tx, failed.map((one) => one.merchantId), 'revoked', at, { why: 'bounced' });
    await this.tell(tx, failed, 'the address does not exist', 'hard', at);
    const reachable = new Set((await this.contacts.best(tx, failed.map((one) => one.merchantId))).map((contact) => contact.merchantId));
    await this.stages.advance(tx, failed.filter((one) => !reachable.has(one.merchantId)).map((one) => one.leadId), 'unreachable', { kind: 'system' }, 'every address failed');
  }

  /** The mail was refused for what it is or for who sends it: nothing is held against the address. */
  async policy(tx: Tx, failed: readonly FailedMessage[], at: Date): Promise<void> {
    await this.giveUp(tx, failed, 'refused', 'the mail host did not want it', at);
  }

  /** The host put the mail off too often. */
  async soft(tx: Tx, failed: readonly FailedMessage[], at: Date): Promise<void> {
    await this.giveUp(tx, failed, 'undeliverable', 'the mail host put it off too often', at);
  }

  /** Facts about messages, for the methods above. */
  async facts(tx: Tx, messageIds: readonly string[], answers: ReadonlyMap<string, string>): Promise<FailedMessage[]> {
    const rows = await sql<Omit<FailedMessage, 'answer'>>(tx,
      `select m.id, m.position, m.enrollment_id as "enrollmentId", e.lead_id as "leadId", e.merchant_id as "merchantId", m.contact_id as "contactId", m.to_address as "toAddress"
       from message m join enrollment e on e.id = m.enrollment_id where m.id = any($1::uuid[]) order by m.id`, [messageIds]);
    return rows.map((row) => ({ ...row, answer: answers.get(row.id) ?? '' }));
  }

  private async giveUp(tx: Tx, failed: readonly FailedMessage[], reason: 'refused' | 'undeliverable', says: string, at: Date): Promise<void> {
    if (failed.length === 0) return;
    await this.enrollments.end(tx, failed.map((one) => ({ enrollmentId: one.enrollmentId, reason })), at);
    await this.offers.releaseOf(tx, failed.map((one) => one.merchantId), 'revoked', at, { why: reason });
    await this.tell(tx, failed, says, reason, at);
  }

  private async tell(tx: Tx, failed: readonly FailedMessage[], says: string, kind: string, at: Date): Promise<void> {
    for (const one of failed) await recordEvents(tx, [one.id], 'failed', { class: kind, answer: one.answer }, at);
    await this.timeline.add(tx, failed.map((one) => ({
      leadId: one.leadId, kind: 'mail_failed', summary: `Mail ${one.position} to ${one.toAddress} failed: ${says}`, data: { messageId: one.id, class: kind, answer: one.answer }, at })));
  }
}
