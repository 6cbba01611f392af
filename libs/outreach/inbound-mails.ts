import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bells, Clock, Keys, sha256, sql, type Tx } from '#platform';
import { InboundEffects, type AnsweredMessage } from './inbound-effects.js';
import { inboundQueue } from './inbound.jobs.js';
import { MailTooLarge } from './outreach.errors.js';
import { readInbound, type InboundReading } from './reading/index.js';

/** Bytes of the largest mail that is taken in. */
export const LARGEST_MAIL = 10 * 1024 * 1024;
const MOST_ATTEMPTS = 8;

/** Takes mails in, finds out what they answer, and lets the rooms know. */
@Injectable()
export class InboundMails {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Keys) private readonly keys: Keys,
    @Inject(Bells) private readonly bells: Bells,
    @Inject(InboundEffects) private readonly effects: InboundEffects,
  ) {}

  /**
   * Stores a mail as it came; it is understood afterwards. The same bytes a second time are the same mail.
   * @throws MailTooLarge above {@link LARGEST_MAIL}.
   */
  async receive(raw: Buffer): Promise<{ inboundMailId: string; fresh: boolean }> {
    if (raw.length > LARGEST_MAIL) throw new MailTooLarge('A mail may have at most 10 MB.', { bytes: raw.length });
    const hash = sha256(raw);
    const [made] = await sql<{ id: string }>(this.db,
      `insert into inbound_mail (raw_sha256, raw, received_at) values ($1, $2, $3) on conflict (raw_sha256) do nothing returning id`, [hash, raw, await this.clock.now()]);
    const id = made?.id ?? (await sql<{ id: string }>(this.db, `select id from inbound_mail where raw_sha256 = $1`, [hash]))[0]!.id;
    // Lost when the queue is away: the sweep finds the row.
    if (made) await this.bells.ring(inboundQueue, 'inbound-mail', { inboundMailId: id }, id).catch(() => undefined);
    return { inboundMailId: id, fresh: Boolean(made) };
  }

  /** Understands one stored mail and does what follows from it, once. */
  async process(inboundMailId: string): Promise<void> {
    const [stored] = await sql<{ raw: Buffer; state: string }>(this.db, `select raw, state from inbound_mail where id = $1`, [inboundMailId]);
    if (!stored || stored.state !== 'received') return;
    try {
      const reading = await readInbound(stored.raw);
      await this.db.transaction(async (tx) => {
        const [mine] = await sql(tx, `select id from inbound_mail where id = $1 and state = 'received' for update skip locked`, [inboundMailId]);
        if (!mine) return;
        const message = await this.answered(tx, reading);
        const at = await this.clock.now(tx);
        if (message) await this.effects.apply(tx, reading, message, inboundMailId, at);
        await sql(tx,
          `update inbound_mail set state = 'handled', kind = $2, from_address = $3, subject = $4, body_text = $5, in_reply_to = $6, message_id = $7 where id = $1`,
          [inboundMailId, reading.kind, clean(reading.from), clean(reading.subject), clean(reading.text), clean(reading.inReplyTo), message?.messageId ?? null]);
      });
    } catch (error) {
      await sql(this.db, `update inbound_mail set attempts = attempts + 1, error = $2, state = case when attempts + 1 >= ${MOST_ATTEMPTS} then 'failed' else state end where id = $1`,
        [inboundMailId, String(error instanceof Error ? error.stack : error).slice(0, 4000)]);
      throw error;
    }
  }

  /** The mail of ours that this one is about: by the Message-IDs it refers to, else the last one to the address it comes from or is about. */
  private async answered(tx: Tx, reading: InboundReading): Promise<AnsweredMessage | null> {
    const columns = `m.id as "messageId", m.position, m.to_address as "toAddress", e.id as "enrollmentId", e.lead_id as "leadId", e.merchant_id as "merchantId", m.contact_id as "contactId"`;
    const [byId] = await sql<AnsweredMessage>(tx,
      `select ${columns} from message m join enrollment e on e.id = m.enrollment_id where m.message_id = any($1::text[]) and m.state in ('sending', 'unknown', 'sent', 'failed')
       order by array_position($1::text[], m.message_id) limit 1`, [reading.refersTo]);
    if (byId) return byId;
    const address = reading.kind === 'bounce' || reading.kind === 'complaint' ? reading.recipient : reading.from;
    if (!address || reading.kind === 'other') return null;
    const [byAddress] = await sql<AnsweredMessage>(tx,
      `select ${columns} from message m join enrollment e on e.id = m.enrollment_id where m.address_mac = $1 and m.sent_at is not null order by m.sent_at desc limit 1`, [this.keys.addressMac(address)]);
    return byAddress ?? null;
  }
}

/** PostgreSQL's text holds no zero byte. */
const clean = (text: string | null): string | null => text?.replaceAll('\0', '').slice(0, 200_000) ?? null;
