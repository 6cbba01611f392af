import { randomUUID } from 'node:crypto';
import { suppressedSql } from '#merchants';
import { instanceIsDead, sql, type Tx } from '#platform';
import type { MessageState } from './message.entity.js';
import type { UnsubscribeTokens } from './unsubscribe-tokens.js';

/** Machine time after which a mail in flight is given up on, though its process lives: the process lost its outcome. */
const LOST_AFTER_MS = 15 * 60_000;

export interface PlannedMessage {
  readonly enrollmentId: string;
  readonly stepId: string;
  readonly position: number;
  readonly mailboxId: string;
  readonly mailboxAddress: string;
  readonly contactId: string;
  readonly toAddress: string;
  readonly addressMac: Buffer;
  readonly domainMac: Buffer;
  readonly dueAt: Date;
}

/** Writes mails that will be due. The Message-ID follows from enrollment and position: a second one cannot exist, here or at the mail host. */
export async function planMessages(tx: Tx, tokens: UnsubscribeTokens, planned: readonly PlannedMessage[]): Promise<void> {
  if (planned.length === 0) return;
  const ids = planned.map(() => randomUUID());
  await sql(tx,
    `insert into message (id, enrollment_id, step_id, position, mailbox_id, contact_id, to_address, address_mac, domain_mac, state, due_at, message_id, unsubscribe_hash)
     select id, enrollment_id, step_id, position, mailbox_id, contact_id, to_address, address_mac, domain_mac, 'pending', due_at, message_id, unsubscribe_hash
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::uuid[], $6::uuid[], $7::text[], $8::bytea[], $9::bytea[], $10::timestamptz[], $11::text[], $12::bytea[])
       as new (id, enrollment_id, step_id, position, mailbox_id, contact_id, to_address, address_mac, domain_mac, due_at, message_id, unsubscribe_hash)
     on conflict (enrollment_id, position) do nothing`,
    [ids, planned.map((one) => one.enrollmentId), planned.map((one) => one.stepId), planned.map((one) => one.position), planned.map((one) => one.mailboxId),
      planned.map((one) => one.contactId), planned.map((one) => one.toAddress), planned.map((one) => one.addressMac), planned.map((one) => one.domainMac), planned.map((one) => one.dueAt),
      planned.map((one) => `<${one.enrollmentId}.${one.position}@${one.mailboxAddress.split('@').at(-1)}>`), ids.map((id) => tokens.hash(tokens.token(id)))]);
}

/** A due mail that the claiming transaction holds. */
export interface DueMessage {
  readonly id: string;
  readonly enrollmentId: string;
  readonly conversationId: string;
  readonly position: number;
  readonly toAddress: string;
  readonly contactId: string;
  readonly leadId: string;
  readonly merchantId: string;
  readonly offerId: string | null;
  readonly withOffer: boolean;
  readonly suppressed: boolean;
  readonly invalid: boolean;
  /** Somebody moved the lead on, back or out: what was planned for it no longer fits. */
  readonly movedOn: boolean;
}

/**
 * Locks the next due mails of a mailbox, oldest due first, and says of each whether it may go. SKIP LOCKED on message and
 * enrollment: two lanes never hold one row, and an answer that is being taken in right now is never waited for but obeyed next time.
 * Suppression is asked in this statement, so an opt-out that was committed before it always wins.
 * Only a process whose lease runs may claim: nobody else would be found dead later.
 */
export const lockDue = (tx: Tx, mailboxId: string, businessNow: Date, holder: string, limit: number): Promise<DueMessage[]> => sql<DueMessage>(tx,
  `select m.id, m.enrollment_id as "enrollmentId", e.conversation_id as "conversationId", m.position, m.to_address as "toAddress", m.contact_id as "contactId",
          e.lead_id as "leadId", e.merchant_id as "merchantId", c.offer_id as "offerId", s.with_offer as "withOffer",
          ${suppressedSql({ addressMac: 'm.address_mac', domainMac: 'm.domain_mac', merchantId: 'e.merchant_id', country: 'mc.country' })} as suppressed,
          ct.status = 'invalid' as invalid, (l.stage <> all('{queued,contacted}'::text[]) or l.closed_at is not null) as "movedOn"
   from message m
   join enrollment e on e.id = m.enrollment_id and e.state = 'active'
   join campaign c on c.id = e.campaign_id and c.state = 'running'
   join mailbox b on b.id = m.mailbox_id and b.state = 'active'
   join step s on s.id = m.step_id
   join merchant mc on mc.id = e.merchant_id
   join contact ct on ct.id = m.contact_id
   join lead l on l.id = e.lead_id
   where m.mailbox_id = $1 and m.state = 'pending' and m.due_at <= $2 and (m.retry_at is null or m.retry_at <= clock_timestamp())
     and exists (select from instance_lease mine where mine.holder = $3 and mine.expires_at > clock_timestamp())
   order by m.due_at, m.id limit $4
   for update of m, e skip locked`, [mailboxId, businessNow, holder, limit]);

/** Writes what the claiming transaction decided, for all rows at once. */
export async function markClaimed(tx: Tx, holder: string, marks: ReadonlyArray<{ id: string; state: MessageState; reason: string | null; invitationId: string | null }>): Promise<void> {
  await sql(tx,
    `update message m set state = mark.state, state_reason = mark.reason, invitation_id = coalesce(mark.invitation_id, m.invitation_id),
            claimed_by = case when mark.state = 'sending' then $1::uuid end, claimed_at = case when mark.state = 'sending' then clock_timestamp() end
     from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[]) as mark (id, state, reason, invitation_id) where m.id = mark.id`,
    [holder, marks.map((mark) => mark.id), marks.map((mark) => mark.state), marks.map((mark) => mark.reason), marks.map((mark) => mark.invitationId)]);
}

/** Mails in flight whose process died, or has not come back with an outcome for far longer than SMTP may take. */
export const LEFT_BEHIND = `m.state = 'sending' and (${instanceIsDead('m.claimed_by')} or m.claimed_at < clock_timestamp() - ${LOST_AFTER_MS} * interval '1 millisecond')`;

/** Mailboxes with something due to send right now. */
export const DUE_MAILBOXES =
  `select b.id from mailbox b where b.state = 'active' and exists (
     select from message m join enrollment e on e.id = m.enrollment_id and e.state = 'active' join campaign c on c.id = e.campaign_id and c.state = 'running'
     where m.mailbox_id = b.id and m.state = 'pending' and m.due_at <= $1 and (m.retry_at is null or m.retry_at <= clock_timestamp()))`;
