import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, sql } from '#platform';
import type { EnrollmentState } from './enrollment.entity.js';
import type { MessageState } from './message.entity.js';

export interface LeadMessage {
  readonly id: string;
  readonly position: number;
  readonly state: MessageState;
  readonly reason: string | null;
  readonly dueAt: Date;
  readonly sentAt: Date | null;
  readonly to: string;
  readonly subject: string | null;
  readonly text: string | null;
  readonly captured: boolean | null;
  /** The Message-ID header. */
  readonly messageId: string;
  /** How often its fate was unknown; see `MailFates`. */
  readonly version: number;
}
export interface LeadOutreach {
  readonly enrollment: { readonly id: string; readonly campaign: string; readonly state: EnrollmentState; readonly exitReason: string | null; readonly at: Date; readonly endedAt: Date | null; readonly from: string } | null;
  readonly messages: readonly LeadMessage[];
  readonly offer: { readonly headline: string; readonly state: string; readonly expiresAt: Date; readonly answeredAt: Date | null; readonly checkCode: string } | null;
  /** As on the card; null when nothing is to come. */
  readonly nextStep: string | null;
}

/** What the board shows of outreach. Reads only. */
@Injectable()
export class Outreach {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock) {}

  /** The next step of each lead in a few words ("mail 2 on 9 Dec", "waits for you"); leads without one are absent. One statement, whatever the number. */
  async ofLeads(leadIds: readonly string[]): Promise<Map<string, string>> {
    if (leadIds.length === 0) return new Map();
    const rows = await sql<{ leadId: string; state: EnrollmentState; exitReason: string | null; position: number | null; dueAt: Date | null; sending: boolean; zone: string | null }>(this.db,
      `select distinct on (e.lead_id) e.lead_id as "leadId", e.state, e.exit_reason as "exitReason", m.position, m.due_at as "dueAt", coalesce(m.state = 'sending', false) as sending,
              (select zone from workspace) as zone
       from enrollment e left join lateral (
         select position, due_at, state from message m where m.enrollment_id = e.id and m.state in ('pending', 'sending') order by position limit 1) m on true
       where e.lead_id = any($1::uuid[]) order by e.lead_id, e.created_at desc`, [leadIds]);
    const now = await this.clock.now();
    return new Map(rows.flatMap((row) => {
      const words = inWords(row, now, row.zone ?? 'UTC');
      return words ? [[row.leadId, words] as const] : [];
    }));
  }

  async ofLead(leadId: string): Promise<LeadOutreach> {
    const [enrollment] = await sql<NonNullable<LeadOutreach['enrollment']>>(this.db,
      `select e.id, c.name as campaign, e.state, e.exit_reason as "exitReason", e.created_at as at, e.ended_at as "endedAt", b.name || ' <' || b.address || '>' as "from"
       from enrollment e join campaign c on c.id = e.campaign_id join mailbox b on b.id = e.mailbox_id where e.lead_id = $1 order by e.created_at desc limit 1`, [leadId]);
    const messages = await sql<LeadMessage>(this.db,
      `select m.id, m.position, m.state, m.state_reason as reason, m.due_at as "dueAt", m.sent_at as "sentAt", m.to_address as "to", m.subject, m.text_body as text, m.captured,
              m.message_id as "messageId", (select count(*)::int from message_event v where v.message_id = m.id and v.kind = 'unknown') as version
       from message m join enrollment e on e.id = m.enrollment_id where e.lead_id = $1 order by e.created_at, m.position`, [leadId]);
    const [offer] = await sql<NonNullable<LeadOutreach['offer']>>(this.db,
      `select terms->>'headline' as headline, state, expires_at as "expiresAt", answered_at as "answeredAt", check_code as "checkCode" from invitation where lead_id = $1 order by issued_at desc limit 1`, [leadId]);
    return { enrollment: enrollment ?? null, messages, offer: offer ?? null, nextStep: (await this.ofLeads([leadId])).get(leadId) ?? null };
  }
}

function inWords(row: { state: EnrollmentState; exitReason: string | null; position: number | null; dueAt: Date | null; sending: boolean }, now: Date, zone: string): string | null {
  if (row.state === 'held') return 'a mail waits to be settled';
  if (row.state === 'stopped' && row.exitReason === 'replied') return 'waits for you: reply';
  if (row.position === null || row.dueAt === null) return null;
  if (row.sending) return `mail ${row.position} is being sent`;
  if (row.dueAt <= now) return `mail ${row.position} is due`;
  return `mail ${row.position} on ${new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'short' }).format(row.dueAt)}`;
}
