import { Inject, Injectable } from '@nestjs/common';
import { LeadStages, MerchantReplies, Timeline } from '#leads';
import { sql, type Tx } from '#platform';
import { ScoreEngagement } from '#scoring';
import { Bounces } from './bounces.js';
import { Enrollments } from './enrollments.js';
import { recordEvents } from './message-events.js';
import type { InboundReading } from './reading/index.js';
import { SentMail } from './sent-mail.js';
import { Unsubscribes } from './unsubscribes.js';

/** The mail of ours that an inbound mail is about. */
export interface AnsweredMessage {
  readonly messageId: string;
  readonly position: number;
  readonly toAddress: string;
  readonly enrollmentId: string;
  readonly leadId: string;
  readonly merchantId: string;
  readonly contactId: string;
}

/** What an answer changes, by its kind. */
@Injectable()
export class InboundEffects {
  constructor(
    @Inject(Enrollments) private readonly enrollments: Enrollments,
    @Inject(SentMail) private readonly sentMail: SentMail,
    @Inject(Unsubscribes) private readonly unsubscribes: Unsubscribes,
    @Inject(Bounces) private readonly bounces: Bounces,
    @Inject(LeadStages) private readonly stages: LeadStages,
    @Inject(Timeline) private readonly timeline: Timeline,
    @Inject(ScoreEngagement) private readonly engagement: ScoreEngagement,
    @Inject(MerchantReplies) private readonly replies: MerchantReplies,
  ) {}

  async apply(tx: Tx, reading: InboundReading, message: AnsweredMessage, inboundMailId: string, at: Date): Promise<void> {
    const told = { messageId: message.messageId, inboundMailId, from: reading.from, text: reading.text.slice(0, 4000) };
    const tell = (kind: string, summary: string) => this.timeline.add(tx, [{ leadId: message.leadId, kind, summary, data: told, at }]);
    switch (reading.kind) {
      case 'reply':
        await this.sentMail.prove(tx, message.messageId, 'reply', at);
        await this.enrollments.stop(tx, message.merchantId, 'replied');
        await recordEvents(tx, [message.messageId], 'replied', { inboundMailId }, at);
        await tell('reply', `The merchant replied: ${excerpt(reading.text)}`);
        await this.engagement.record(tx, { merchantId: message.merchantId, kind: 'reply', sourceId: inboundMailId, at });
        await this.stages.advance(tx, [message.leadId], 'engaged', { kind: 'merchant' }, 'the merchant replied');
        await this.replies.heard(tx, message.leadId, at);
        return;
      case 'auto_reply':
        await this.sentMail.prove(tx, message.messageId, 'auto_reply', at);
        await recordEvents(tx, [message.messageId], 'auto_reply', { inboundMailId }, at);
        await tell('auto_reply', `Automatic reply: ${excerpt(reading.text || reading.subject)}`);
        return;
      case 'opt_out':
        await tell('reply', `The merchant replied: ${excerpt(reading.text || reading.subject)}`);
        await this.unsubscribes.optOut(tx, message, 'opt_out', 'reply', at);
        return;
      case 'complaint':
        await this.unsubscribes.optOut(tx, message, 'complaint', 'complaint', at);
        return;
      case 'bounce':
        return this.bounced(tx, reading, message, at);
      case 'other':
        return;
    }
  }

  /** A bounce that comes back later than SMTP's answer counts like a refusal at once. */
  private async bounced(tx: Tx, reading: InboundReading, message: AnsweredMessage, at: Date): Promise<void> {
    const answer = `${reading.status ?? ''} ${reading.diagnostic ?? ''}`.trim() || 'returned without a reason';
    if (reading.class === 'soft') {
      await recordEvents(tx, [message.messageId], 'soft_bounce', { answer }, at);
      await this.timeline.add(tx, [{ leadId: message.leadId, kind: 'soft_bounce', summary: `Mail ${message.position} is delayed: ${answer}`, data: { messageId: message.messageId }, at }]);
      return;
    }
    await sql(tx, `select id from enrollment where id = $1 for no key update`, [message.enrollmentId]);
    const failed = await sql(tx, `update message set state = 'failed', state_reason = $2, smtp_answer = $3 where id = $1 and state in ('sending', 'unknown', 'sent') returning id`,
      [message.messageId, reading.class, answer]);
    if (failed.length === 0) return;
    const facts = await this.bounces.facts(tx, [message.messageId], new Map([[message.messageId, answer]]));
    if (reading.class === 'hard') await this.bounces.hard(tx, facts, at);
    else await this.bounces.policy(tx, facts, at);
  }
}

const excerpt = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > 160 ? `“${flat.slice(0, 159)}…”` : `“${flat}”`;
};
