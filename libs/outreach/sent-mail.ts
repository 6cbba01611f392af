import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LeadStages, Timeline } from '#leads';
import { Clock, sql, type Tx } from '#platform';
import { Enrollments } from './enrollments.js';
import { recordEvents } from './message-events.js';
import { planMessages } from './message.queries.js';
import { NothingToSettle } from './outreach.errors.js';
import { UnsubscribeTokens } from './unsubscribe-tokens.js';

interface SentRow {
  id: string; position: number; subject: string | null; toAddress: string; enrollmentId: string; leadId: string; mailboxId: string; mailboxAddress: string; contactId: string;
  addressMac: Buffer; domainMac: Buffer; ended: boolean; nextStepId: string | null; nextDelayDays: number | null;
}

/** What follows from a mail that went, surely or perhaps. */
@Injectable()
export class SentMail {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Enrollments) private readonly enrollments: Enrollments,
    @Inject(LeadStages) private readonly stages: LeadStages,
    @Inject(Timeline) private readonly timeline: Timeline,
    @Inject(UnsubscribeTokens) private readonly tokens: UnsubscribeTokens,
  ) {}

  /** Messages became `sent` at `at`: the next step is planned, the lead is contacted, the timeline tells. The caller holds the enrollments. */
  async follow(tx: Tx, messageIds: readonly string[], at: Date): Promise<void> {
    if (messageIds.length === 0) return;
    const sent = await sql<SentRow>(tx,
      `select m.id, m.position, m.subject, m.to_address as "toAddress", m.enrollment_id as "enrollmentId", e.lead_id as "leadId", m.mailbox_id as "mailboxId", b.address as "mailboxAddress",
              m.contact_id as "contactId", m.address_mac as "addressMac", m.domain_mac as "domainMac", e.ended_at is not null as ended, next.id as "nextStepId", next.delay_days as "nextDelayDays"
       from message m join enrollment e on e.id = m.enrollment_id join mailbox b on b.id = m.mailbox_id join step s on s.id = m.step_id
       left join step next on next.sequence_version_id = s.sequence_version_id and next.position = s.position + 1
       where m.id = any($1::uuid[]) order by e.lead_id`, [messageIds]);
    await planMessages(tx, this.tokens, sent.filter((row) => !row.ended && row.nextStepId).map((row) => ({
      ...row, stepId: row.nextStepId!, position: row.position + 1, dueAt: new Date(at.getTime() + row.nextDelayDays! * 86_400_000) })));
    await this.enrollments.end(tx, sent.filter((row) => !row.ended && !row.nextStepId).map((row) => ({ enrollmentId: row.enrollmentId, reason: 'completed' })), at);
    await recordEvents(tx, messageIds, 'sent', {}, at);
    await this.timeline.add(tx, sent.map((row) => ({
      leadId: row.leadId, kind: 'mail_sent', summary: `Mail ${row.position} sent to ${row.toAddress}${row.subject ? `: ${row.subject}` : ''}`, data: { messageId: row.id, position: row.position }, at })));
    await this.stages.advance(tx, [...new Set(sent.map((row) => row.leadId))], 'contacted', { kind: 'system' }, 'the first mail was sent');
  }

  /** Messages became `unknown`: their enrollments are held until a person, or an answer, settles it. */
  async mayHaveGone(tx: Tx, messageIds: readonly string[], why: string, at: Date): Promise<void> {
    if (messageIds.length === 0) return;
    const rows = await sql<{ id: string; position: number; enrollmentId: string; leadId: string; toAddress: string }>(tx,
      `select m.id, m.position, m.enrollment_id as "enrollmentId", e.lead_id as "leadId", m.to_address as "toAddress" from message m join enrollment e on e.id = m.enrollment_id where m.id = any($1::uuid[])`, [messageIds]);
    await this.enrollments.hold(tx, rows.map((row) => row.enrollmentId));
    await recordEvents(tx, messageIds, 'unknown', { why }, at);
    await this.timeline.add(tx, rows.map((row) => ({
      leadId: row.leadId, kind: 'mail_unknown', summary: `Mail ${row.position} to ${row.toAddress} may or may not have arrived: ${why}. Nothing more is sent until somebody settles it`, data: { messageId: row.id }, at })));
  }

  /**
   * The merchant reacted to a mail whose fate was open, so it arrived. Does nothing for any other.
   * @param proof for the history: `reply`, `desk`, `unsubscribe`, `bounce`, `person`.
   */
  async prove(tx: Tx, messageId: string, proof: string, at: Date): Promise<boolean> {
    await sql(tx, `select id from enrollment where id = (select enrollment_id from message where id = $1) for no key update`, [messageId]);
    const [proved] = await sql<{ enrollmentId: string }>(tx,
      `update message set state = 'sent', state_reason = null, sent_at = $2 where id = $1 and state in ('sending', 'unknown') returning enrollment_id as "enrollmentId"`, [messageId, at]);
    if (!proved) return false;
    await recordEvents(tx, [messageId], 'proved', { proof }, at);
    await this.enrollments.resume(tx, [proved.enrollmentId]);
    await this.follow(tx, [messageId], at);
    return true;
  }

  /**
   * A person says what became of an unknown mail. `not_sent` lets it be sent (again): their decision, never ours.
   * @throws NothingToSettle when its fate is not unknown.
   */
  async settle(messageId: string, verdict: 'sent' | 'not_sent', userId: string | null = null): Promise<void> {
    await this.db.transaction(async (tx) => {
      const at = await this.clock.now(tx);
      const [open] = await sql<{ id: string }>(tx, `select id from message where id = $1 and state = 'unknown'`, [messageId]);
      if (!open) throw new NothingToSettle('This mail is settled already, or there is no such mail.', { messageId });
      if (verdict === 'sent') { await this.prove(tx, messageId, 'person', at); return; }
      await sql(tx, `select id from enrollment where id = (select enrollment_id from message where id = $1) for no key update`, [messageId]);
      const [again] = await sql<{ enrollmentId: string; ended: boolean }>(tx,
        `update message m set state = case when e.ended_at is null then 'pending' else 'cancelled' end, state_reason = 'a person says it was not sent', claimed_by = null, claimed_at = null
         from enrollment e where m.id = $1 and e.id = m.enrollment_id and m.state = 'unknown' returning m.enrollment_id as "enrollmentId"`, [messageId]);
      if (!again) throw new NothingToSettle('This mail is settled already.', { messageId });
      await recordEvents(tx, [messageId], 'settled', { verdict, userId }, at);
      await this.enrollments.resume(tx, [again.enrollmentId]);
    });
  }
}
