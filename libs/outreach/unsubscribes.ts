import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LeadStages, Timeline } from '#leads';
import { Suppressions } from '#merchants';
import { Offers } from '#offers';
import { Clock, sql, type Tx } from '#platform';
import { Enrollments } from './enrollments.js';
import { recordEvents } from './message-events.js';
import { SentMail } from './sent-mail.js';
import { UnsubscribeTokens } from './unsubscribe-tokens.js';

interface Subject { messageId: string; leadId: string; merchantId: string; toAddress: string }

/** "Do not write to me": obeyed at once, whichever way it is said. */
@Injectable()
export class Unsubscribes {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(UnsubscribeTokens) private readonly tokens: UnsubscribeTokens,
    @Inject(Suppressions) private readonly suppressions: Suppressions,
    @Inject(Enrollments) private readonly enrollments: Enrollments,
    @Inject(SentMail) private readonly sentMail: SentMail,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(LeadStages) private readonly stages: LeadStages,
    @Inject(Timeline) private readonly timeline: Timeline,
  ) {}

  /** Whom a link is about; null for a token that is unknown. Changes nothing. */
  async find(token: string): Promise<{ address: string; workspace: string; done: boolean } | null> {
    const [row] = await sql<{ address: string; workspace: string; done: boolean }>(this.db,
      `select m.to_address as address, w.name as workspace, exists (select from suppression s where s.scope = 'address' and s.mac = m.address_mac and s.lifted_at is null) as done
       from message m join workspace w on true where m.unsubscribe_hash = $1`, [this.tokens.hash(token)]);
    return row ?? null;
  }

  /**
   * RFC 8058: acts on the POST alone, needs nothing else, and may be repeated.
   * @returns false when there is no such token.
   */
  async apply(token: string): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const [subject] = await sql<Subject>(tx,
        `select m.id as "messageId", e.lead_id as "leadId", e.merchant_id as "merchantId", m.to_address as "toAddress" from message m join enrollment e on e.id = m.enrollment_id where m.unsubscribe_hash = $1`,
        [this.tokens.hash(token)]);
      if (!subject) return false;
      const at = await this.clock.now(tx);
      await this.optOut(tx, subject, 'opt_out', 'unsubscribe', at);
      return true;
    });
  }

  /** Blocks the address, stops what runs, gives the place back, closes the lead. Repeating it changes nothing. */
  async optOut(tx: Tx, subject: Subject, reason: 'opt_out' | 'complaint', how: 'unsubscribe' | 'reply' | 'complaint', at: Date): Promise<void> {
    await this.sentMail.prove(tx, subject.messageId, how, at);
    await this.enrollments.stop(tx, subject.merchantId, reason === 'complaint' ? 'complained' : 'opted_out');
    await this.offers.releaseOf(tx, [subject.merchantId], 'revoked', at, { why: reason });
    const fresh = await this.suppressions.add(tx, { scope: 'address', address: subject.toAddress, reason, evidence: { messageId: subject.messageId, how }, at });
    const says = { unsubscribe: 'The merchant unsubscribed', reply: 'The merchant wrote that we should not write again', complaint: 'The merchant reported our mail as spam' }[how];
    await this.stages.advance(tx, [subject.leadId], 'do_not_contact', { kind: 'merchant' }, says);
    if (!fresh) return;
    await recordEvents(tx, [subject.messageId], reason, { how }, at);
    await this.timeline.add(tx, [{ leadId: subject.leadId, kind: reason, summary: `${says}. ${subject.toAddress} is blocked`, data: { messageId: subject.messageId, how }, at }]);
  }
}
