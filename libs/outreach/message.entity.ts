import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Contact } from '#merchants';
import { Invitation } from '#offers';
import { Enrollment } from './enrollment.entity.js';
import { Mailbox } from './mailbox.entity.js';
import { Step } from './sequence.entity.js';

/**
 * `pending` waits for its due moment · `sending` is claimed by a living process, before SMTP · `sent` was accepted by the mail host ·
 * `unknown` may or may not have gone, a person settles it · `failed` was refused · `skipped` could not be written ·
 * `suppressed` must not be sent · `cancelled` was overtaken by an answer.
 */
export type MessageState = 'pending' | 'sending' | 'sent' | 'unknown' | 'failed' | 'skipped' | 'suppressed' | 'cancelled';

/** One mail. Unique per enrollment and position: this row is why nobody is written to twice. */
@Entity('message')
@Unique('message_once', ['enrollmentId', 'position'])
@Unique('message_id_unique', ['messageId'])
@Unique('message_unsubscribe_unique', ['unsubscribeHash'])
@Index('message_due_idx', { synchronize: false })
@Index('message_sending_idx', { synchronize: false })
@Index('message_unknown_idx', { synchronize: false })
@Index('message_contact_idx', { synchronize: false })
@Index('message_address_idx', { synchronize: false })
@Index('message_invitation_idx', { synchronize: false })
@Index('message_sent_idx', { synchronize: false })
export class Message {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Enrollment, { name: 'message_enrollment_fk' })
  @Column('uuid', { name: 'enrollment_id' }) enrollmentId!: string;
  @ForeignKey(() => Step, { name: 'message_step_fk' })
  @Column('uuid', { name: 'step_id' }) stepId!: string;
  @Column('int') position!: number;
  @ForeignKey(() => Mailbox, { name: 'message_mailbox_fk' })
  @Column('uuid', { name: 'mailbox_id' }) mailboxId!: string;
  @ForeignKey(() => Contact, { name: 'message_contact_fk' })
  @Column('uuid', { name: 'contact_id' }) contactId!: string;
  @Column('text', { name: 'to_address' }) toAddress!: string;
  @Column('bytea', { name: 'address_mac' }) addressMac!: Buffer;
  @Column('bytea', { name: 'domain_mac' }) domainMac!: Buffer;
  @Column('text') state!: MessageState;
  @Column('text', { name: 'state_reason', nullable: true }) stateReason!: string | null;
  /** Business time. */
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  /** How often the mail host put this mail off. */
  @Column('int', { default: 0 }) attempts!: number;
  /** Machine time before which a mail that was put off is not tried again. */
  @Column('timestamptz', { name: 'retry_at', nullable: true }) retryAt!: Date | null;
  @Column('uuid', { name: 'claimed_by', nullable: true }) claimedBy!: string | null;
  /** Machine time. */
  @Column('timestamptz', { name: 'claimed_at', nullable: true }) claimedAt!: Date | null;
  /** The Message-ID header, known before the mail is written. */
  @Column('text', { name: 'message_id' }) messageId!: string;
  /** SHA-256 of the token in its opt-out link. */
  @Column('bytea', { name: 'unsubscribe_hash' }) unsubscribeHash!: Buffer;
  @ForeignKey(() => Invitation, { name: 'message_invitation_fk' })
  @Column('uuid', { name: 'invitation_id', nullable: true }) invitationId!: string | null;
  @Column('text', { nullable: true }) subject!: string | null;
  /** As sent, but for `{invitation}` and `{unsubscribe}` in place of the secret links. */
  @Column('text', { name: 'text_body', nullable: true }) textBody!: string | null;
  @Column('text', { name: 'html_body', nullable: true }) htmlBody!: string | null;
  @Column('int', { name: 'smtp_code', nullable: true }) smtpCode!: number | null;
  @Column('text', { name: 'smtp_answer', nullable: true }) smtpAnswer!: string | null;
  /** Went to the sink of test mode, not to the merchant. */
  @Column('boolean', { nullable: true }) captured!: boolean | null;
  /** Business time. */
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
}

/** What happened to a mail, in order. Rows are only ever added. */
@Entity('message_event')
@Index('message_event_message_idx', { synchronize: false })
export class MessageEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey(() => Message, { name: 'message_event_message_fk' })
  @Column('uuid', { name: 'message_id' }) messageId!: string;
  @Column('text') kind!: string;
  @Column('jsonb', { default: {} }) data!: Record<string, unknown>;
  @Column('timestamptz') at!: Date;
}
