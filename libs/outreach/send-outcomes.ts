import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Offers } from '#offers';
import { Clock, InstanceLease, sql, type Tx } from '#platform';
import { Bounces } from './bounces.js';
import type { Delivery } from './delivery.js';
import { Enrollments } from './enrollments.js';
import type { Letter } from './letter-writer.js';
import type { MessageState } from './message.entity.js';
import { LEFT_BEHIND } from './message.queries.js';
import { SentMail } from './sent-mail.js';
import { Timeline } from '#leads';

/** What became of one claimed message. `unwritten`: no mail came into being, `why` names the hole. */
export interface Outcome {
  readonly id: string;
  readonly letter: Letter | null;
  readonly delivery: Delivery | { readonly kind: 'unwritten'; readonly why: string };
  /** Business time at which it was claimed. */
  readonly at: Date;
}

/** A mail that is put off this often is given up. */
const MOST_ATTEMPTS = 8;
/** First wait of a mail that was put off; doubles each time. Machine time. */
const RETRY_MS = 60_000;

interface Decided { readonly id: string; readonly state: MessageState; readonly reason: string | null; readonly outcome: Outcome; readonly wasSent: boolean; readonly putOff: boolean }

/** Writes what became of a window of mails, and everything that follows from it, in one transaction. */
@Injectable()
export class SendOutcomes {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(InstanceLease) private readonly lease: InstanceLease,
    @Inject(Enrollments) private readonly enrollments: Enrollments,
    @Inject(SentMail) private readonly sentMail: SentMail,
    @Inject(Bounces) private readonly bounces: Bounces,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(Timeline) private readonly timeline: Timeline,
  ) {}

  /** Only rows that this process claimed are touched; one that was meanwhile proved to have arrived stays `sent`. */
  async write(outcomes: readonly Outcome[]): Promise<void> {
    if (outcomes.length === 0) return;
    await this.db.transaction(async (tx) => {
      const at = await this.clock.now(tx);
      const rows = await this.lockClaimed(tx, outcomes.map((outcome) => outcome.id));
      const decided = outcomes.flatMap((outcome) => {
        const row = rows.get(outcome.id);
        return row ? [decide(outcome, row)] : [];
      });
      await this.save(tx, decided, at);

      const of = (state: MessageState) => decided.filter((one) => one.state === state && !one.wasSent);
      await this.enrollments.resume(tx, [...rows.values()].filter((row) => row.state === 'unknown').map((row) => row.enrollmentId));
      await this.sentMail.follow(tx, of('sent').map((one) => one.id), at);
      const failed = of('failed');
      const facts = await this.bounces.facts(tx, failed.map((one) => one.id), new Map(failed.map((one) => [one.id, answerOf(one.outcome)])));
      const why = new Map(failed.map((one) => [one.id, one.reason]));
      await this.bounces.hard(tx, facts.filter((one) => why.get(one.id) === 'hard'), at);
      await this.bounces.policy(tx, facts.filter((one) => why.get(one.id) === 'policy'), at);
      await this.bounces.soft(tx, facts.filter((one) => why.get(one.id) === 'soft'), at);
      await this.unwritten(tx, of('skipped'), at);
      await this.sentMail.mayHaveGone(tx, of('unknown').map((one) => one.id), 'the connection to the mail host was lost after the mail was handed over', at);
    });
  }

  /**
   * Mails whose process died between claim and answer become `unknown`. They are named, and never sent again by themselves.
   * @param mailboxId null: of every mailbox.
   */
  async nameLeftBehind(mailboxId: string | null): Promise<number> {
    return this.db.transaction(async (tx) => {
      const at = await this.clock.now(tx);
      const left = await sql<{ id: string }>(tx,
        `select m.id from message m join enrollment e on e.id = m.enrollment_id where ($1::uuid is null or m.mailbox_id = $1) and ${LEFT_BEHIND}
         order by e.id, m.id for update of m, e skip locked`, [mailboxId]);
      const ids = left.map((row) => row.id);
      if (ids.length === 0) return 0;
      await sql(tx, `update message set state = 'unknown', state_reason = 'interrupted' where id = any($1::uuid[])`, [ids]);
      await this.sentMail.mayHaveGone(tx, ids, 'the process that was sending it died before the mail host answered', at);
      return ids.length;
    });
  }

  private async lockClaimed(tx: Tx, ids: readonly string[]): Promise<Map<string, ClaimedRow>> {
    // Enrollments first and in one order, as everybody who takes in an answer does.
    await sql(tx, `select id from enrollment where id in (select enrollment_id from message where id = any($1::uuid[])) order by id for no key update`, [ids]);
    const rows = await sql<ClaimedRow & { id: string }>(tx,
      `select m.id, m.state, m.attempts, m.enrollment_id as "enrollmentId", e.ended_at is not null as ended from message m join enrollment e on e.id = m.enrollment_id
       where m.id = any($1::uuid[]) and m.claimed_by = $2 and m.state in ('sending', 'unknown', 'sent') order by m.id for no key update of m`, [ids, this.lease.id]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** All outcomes in one statement: two commits a window instead of two a mail (PERFORMANCE §1). */
  private async save(tx: Tx, decided: readonly Decided[], at: Date): Promise<void> {
    await sql(tx,
      `update message m set state = d.state, state_reason = d.reason, smtp_code = d.code, smtp_answer = d.answer, captured = d.captured,
              subject = coalesce(d.subject, m.subject), text_body = coalesce(d.text_body, m.text_body), html_body = coalesce(d.html_body, m.html_body),
              sent_at = case when d.state = 'sent' then coalesce(m.sent_at, $1) else m.sent_at end,
              attempts = m.attempts + d.put_off, retry_at = case when d.put_off > 0 then clock_timestamp() + ${RETRY_MS} * power(2, m.attempts) * interval '1 millisecond' end,
              claimed_by = case when d.state = 'pending' then null else m.claimed_by end, claimed_at = case when d.state = 'pending' then null else m.claimed_at end
       from unnest($2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[], $7::boolean[], $8::text[], $9::text[], $10::text[], $11::int[])
         as d (id, state, reason, code, answer, captured, subject, text_body, html_body, put_off) where m.id = d.id`,
      [at, decided.map((one) => one.id), decided.map((one) => one.state), decided.map((one) => one.reason),
        decided.map((one) => codeOf(one.outcome)), decided.map((one) => answerOf(one.outcome)), decided.map((one) => (one.outcome.delivery.kind === 'accepted' ? one.outcome.delivery.captured : null)),
        decided.map((one) => one.outcome.letter?.subject ?? null), decided.map((one) => one.outcome.letter?.text ?? null), decided.map((one) => one.outcome.letter?.html ?? null),
        decided.map((one) => (one.putOff ? 1 : 0))]);
  }

  private async unwritten(tx: Tx, skipped: readonly Decided[], at: Date): Promise<void> {
    if (skipped.length === 0) return;
    const facts = await this.bounces.facts(tx, skipped.map((one) => one.id), new Map());
    const why = new Map(skipped.map((one) => [one.id, one.reason]));
    await this.enrollments.end(tx, facts.map((one) => ({ enrollmentId: one.enrollmentId, reason: 'missing_data' })), at);
    await this.offers.releaseOf(tx, facts.map((one) => one.merchantId), 'revoked', at, { why: 'missing_data' });
    await this.timeline.add(tx, facts.map((one) => (
      { leadId: one.leadId, kind: 'mail_skipped', summary: `Mail ${one.position} was not sent: data is missing (${why.get(one.id)?.replace('missing_data: ', '')})`, data: { messageId: one.id }, at })));
  }
}

interface ClaimedRow { readonly state: MessageState; readonly attempts: number; readonly enrollmentId: string; readonly ended: boolean }

function decide(outcome: Outcome, row: ClaimedRow): Decided {
  const { delivery } = outcome;
  const is = (state: MessageState, reason: string | null, putOff = false): Decided => ({ id: outcome.id, state, reason, outcome, wasSent: row.state === 'sent', putOff });
  if (row.state === 'sent') return is('sent', null);
  switch (delivery.kind) {
    case 'accepted': return is('sent', null);
    case 'unknown': return is('unknown', 'connection_lost');
    case 'unwritten': return is('skipped', `missing_data: ${delivery.why}`);
    case 'refused': return is('failed', delivery.class);
    case 'later':
      if (row.ended) return is('cancelled', 'the enrollment ended meanwhile');
      if (delivery.host || delivery.code === null) return is('pending', null);
      return row.attempts + 1 >= MOST_ATTEMPTS ? is('failed', 'soft') : is('pending', null, true);
  }
}

const answerOf = ({ delivery }: Outcome): string => (delivery.kind === 'unwritten' ? '' : delivery.answer);
const codeOf = ({ delivery }: Outcome): number | null => ('code' in delivery ? delivery.code : null);
