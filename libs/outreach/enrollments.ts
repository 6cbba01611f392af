import { Inject, Injectable } from '@nestjs/common';
import { Clock, sql, type Tx } from '#platform';

export type ExitReason = 'replied' | 'accepted' | 'declined' | 'not_now' | 'opted_out' | 'complained' | 'bounced' | 'refused' | 'undeliverable' | 'suppressed'
  | 'missing_data' | 'contact_invalid' | 'offer_exhausted' | 'completed' | (string & {});

/** After these a person goes on talking with the merchant, so the conversation stays open and nobody else begins one. */
const KEEPS_TALKING: readonly string[] = ['replied', 'accepted', 'not_now'];

/** Ends what a merchant was going to be sent. */
@Injectable()
export class Enrollments {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Stops whatever runs for a merchant: mails that are not in flight are cancelled in the same transaction. Stopping what has ended changes nothing.
   * @returns the enrollment that was stopped, or null.
   */
  async stop(tx: Tx, merchantId: string, reason: ExitReason): Promise<{ enrollmentId: string; leadId: string } | null> {
    const running = await this.lock(tx, merchantId);
    if (!running) return null;
    await this.end(tx, [{ enrollmentId: running.enrollmentId, reason }], await this.clock.now(tx));
    return running;
  }

  /**
   * Takes the merchant's running enrollment, if there is one, for the rest of the transaction. Whoever changes enrollment, message,
   * invitation and lead takes them in this order, so that two answers at once wait for each other instead of deadlocking.
   */
  async lock(tx: Tx, merchantId: string): Promise<{ enrollmentId: string; leadId: string } | null> {
    const [row] = await sql<{ enrollmentId: string; leadId: string }>(tx,
      `select id as "enrollmentId", lead_id as "leadId" from enrollment where merchant_id = $1 and ended_at is null for no key update`, [merchantId]);
    return row ?? null;
  }

  /** Ends enrollments, each with its reason; `completed` is an end too. Those that have ended keep their reason. */
  async end(tx: Tx, ends: ReadonlyArray<{ enrollmentId: string; reason: ExitReason }>, at: Date): Promise<void> {
    if (ends.length === 0) return;
    await sql(tx,
      `with ending as (
         update enrollment e set state = case when why.reason = 'completed' then 'completed' else 'stopped' end, exit_reason = why.reason, ended_at = $3
         from unnest($1::uuid[], $2::text[]) as why (id, reason) where e.id = why.id and e.ended_at is null
         returning e.id, e.conversation_id, e.exit_reason
       ), cancelled as (
         update message m set state = 'cancelled', state_reason = ending.exit_reason from ending where m.enrollment_id = ending.id and m.state = 'pending' returning m.id
       )
       update conversation c set closed_at = $3, close_reason = ending.exit_reason from ending
       where c.id = ending.conversation_id and c.closed_at is null and ending.exit_reason <> all($4::text[])`,
      [ends.map((one) => one.enrollmentId), ends.map((one) => one.reason), at, KEEPS_TALKING]);
  }

  /**
   * Undoes an enrollment of which nothing has left the house, so that the lead can be enrolled again later.
   * @returns false, and nothing is changed, when a mail of it was sent, is on its way, or may be.
   */
  async withdraw(tx: Tx, leadId: string): Promise<boolean> {
    const ids = (await sql<{ id: string }>(tx, `select id from enrollment where lead_id = $1 order by id for update`, [leadId])).map((row) => row.id);
    const [written] = await sql(tx, `select from message where enrollment_id = any($1::uuid[]) and state <> all('{pending,cancelled,skipped}'::text[]) limit 1`, [ids]);
    if (written) return false;
    await sql(tx, `delete from message_event v using message m where m.id = v.message_id and m.enrollment_id = any($1::uuid[])`, [ids]);
    await sql(tx, `delete from message where enrollment_id = any($1::uuid[])`, [ids]);
    const gone = await sql<{ conversationId: string }>(tx, `delete from enrollment where id = any($1::uuid[]) returning conversation_id as "conversationId"`, [ids]);
    await sql(tx, `update conversation set closed_at = $2, close_reason = 'withdrawn' where id = any($1::uuid[]) and closed_at is null`, [gone.map((row) => row.conversationId), await this.clock.now(tx)]);
    return true;
  }

  /** Nothing more is sent until a person has settled what became of a mail. */
  async hold(tx: Tx, enrollmentIds: readonly string[]): Promise<void> {
    await sql(tx, `update enrollment set state = 'held' where id = any($1::uuid[]) and state = 'active'`, [enrollmentIds]);
  }

  async resume(tx: Tx, enrollmentIds: readonly string[]): Promise<void> {
    await sql(tx, `update enrollment set state = 'active' where id = any($1::uuid[]) and state = 'held'
      and not exists (select from message m where m.enrollment_id = enrollment.id and m.state = 'unknown')`, [enrollmentIds]);
  }
}
