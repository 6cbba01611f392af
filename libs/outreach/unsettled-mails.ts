import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql } from '#platform';
import { LetterWriter } from './letter-writer.js';
import { factsOf } from './letter.queries.js';
import { MissingVariable } from './mail-templates.js';

/** A mail that may or may not have gone, with what a person needs to look it up at the mail host. */
export interface UnsettledMail {
  readonly id: string;
  /** See `MailFates`. */
  readonly version: number;
  readonly leadId: string;
  readonly merchant: string;
  readonly campaign: string;
  readonly position: number;
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
  /** As it was written; when its process died before writing that down, as it would be written now. Null when it cannot be. */
  readonly subject: string | null;
  /** `interrupted`: its process died; `connection_lost`: the mail host hung up after it was handed over. */
  readonly reason: 'interrupted' | 'connection_lost';
  /** What the connection said last. */
  readonly answer: string | null;
  /** Machine time, as the mail host's log has it. */
  readonly claimedAt: Date;
  /** Business time. */
  readonly unknownSince: Date;
  /** Nothing more is sent to this lead: a mail that did not arrive stays unsent. */
  readonly ended: boolean;
}
export interface UnsettledPage { readonly mails: readonly UnsettledMail[]; readonly total: number; readonly nextCursor: string | null }

/** What waits for a person. Reads only. */
@Injectable()
export class UnsettledMails {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(LetterWriter) private readonly writer: LetterWriter) {}

  /**
   * One page, by when the mails were handed over.
   * @param page.cursor from the page before, in the same order.
   */
  async page(page: { order: 'oldest' | 'newest'; limit: number; cursor?: string | undefined; leadId?: string | undefined }): Promise<UnsettledPage> {
    const [micros, id] = page.cursor?.split('~') ?? [];
    const [beyond, direction] = page.order === 'oldest' ? ['>', 'asc'] : ['<', 'desc'];
    const rows = await sql<UnsettledMail & { micros: string }>(this.db,
      `select m.id, m.position, m.to_address as "to", m.message_id as "messageId", m.subject, m.smtp_answer as answer, m.claimed_at as "claimedAt",
              case when m.state_reason = 'connection_lost' then m.state_reason else 'interrupted' end as reason,
              (extract(epoch from m.claimed_at) * 1000000)::bigint::text as micros, e.lead_id as "leadId", e.ended_at is not null as ended, mc.name as merchant, c.name as campaign, b.address as "from",
              doubts.version, coalesce(doubts.since, m.due_at) as "unknownSince"
       from message m join enrollment e on e.id = m.enrollment_id join campaign c on c.id = e.campaign_id join merchant mc on mc.id = e.merchant_id join mailbox b on b.id = m.mailbox_id
       cross join lateral (select count(*)::int as version, max(v.at) as since from message_event v where v.message_id = m.id and v.kind = 'unknown') doubts
       where m.state = 'unknown' and ($1::uuid is null or e.lead_id = $1)
         and ($2::bigint is null or (m.claimed_at, m.id) ${beyond} (timestamptz 'epoch' + $2 * interval '1 microsecond', $3::uuid))
       order by m.claimed_at ${direction}, m.id ${direction} limit $4`, [page.leadId ?? null, micros ?? null, id ?? null, page.limit + 1]);
    const [count] = await sql<{ n: number }>(this.db, `select count(*)::int as n from message m join enrollment e on e.id = m.enrollment_id where m.state = 'unknown' and ($1::uuid is null or e.lead_id = $1)`, [page.leadId ?? null]);
    const shown = rows.slice(0, page.limit);
    const last = shown.at(-1);
    return { mails: await this.withSubjects(shown), total: count!.n, nextCursor: rows.length > page.limit && last ? `${last.micros}~${last.id}` : null };
  }

  private async withSubjects(mails: readonly UnsettledMail[]): Promise<UnsettledMail[]> {
    const unwritten = mails.filter((mail) => mail.subject === null).map((mail) => mail.id);
    const facts = new Map((unwritten.length > 0 ? await factsOf(this.db, unwritten) : []).map((one) => [one.id, one]));
    return mails.map((mail) => {
      const known = facts.get(mail.id);
      if (!known) return mail;
      try {
        return { ...mail, subject: this.writer.subject(known) };
      } catch (error) {
        if (error instanceof MissingVariable) return mail;
        throw error;
      }
    });
  }
}
