import { Inject, Injectable } from '@nestjs/common';
import { LeadStages, Timeline } from '#leads';
import { sql, type Tx } from '#platform';
import { Enrollments } from './enrollments.js';
import { recordEvents } from './message-events.js';
import { planMessages } from './message.queries.js';
import { UnsubscribeTokens } from './unsubscribe-tokens.js';

interface SentRow {
  id: string; position: number; subject: string | null; toAddress: string; enrollmentId: string; leadId: string; mailboxId: string; mailboxAddress: string; contactId: string;
  addressMac: Buffer; domainMac: Buffer; ended: boolean; nextStepId: string | null; nextDelayDays: number | null;
}

/** What follows from a mail that went, surely or perhaps. */
@Injectable()
export class SentMail {
  constructor(
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
   * @param proof for the history: `reply`, `desk`, `unsubscribe`, `bounce`.
   */
  async prove(tx: Tx, messageId: string, proof: string, at: Date): Promise<boolean> {
    return (await this.proveAll(tx, [messageId], proof, at)).length > 0;
  }

  /** As {@link prove}, for many mails. @returns those whose fate was open. */
  async proveAll(tx: Tx, messageIds: readonly string[], proof: string, at: Date): Promise<string[]> {
    if (messageIds.length === 0) return [];
    await sql(tx, `select id from enrollment where id in (select enrollment_id from message where id = any($1::uuid[])) order by id for no key update`, [messageIds]);
    const proved = await sql<{ id: string; enrollmentId: string }>(tx,
      `update message set state = 'sent', state_reason = null, sent_at = $2 where id = any($1::uuid[]) and state in ('sending', 'unknown') returning id, enrollment_id as "enrollmentId"`, [messageIds, at]);
    const ids = proved.map((row) => row.id);
    await recordEvents(tx, ids, 'proved', { proof }, at);
    await this.enrollments.resume(tx, proved.map((row) => row.enrollmentId));
    await this.follow(tx, ids, at);
    return ids;
  }
}
