import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Merchant } from './merchant.entity.js';

/** FEATURES I6. `invalid` is never written to. */
export const CONTACT_STATUSES = ['valid', 'risky', 'catch_all', 'unknown', 'invalid'] as const;
export type ContactStatus = (typeof CONTACT_STATUSES)[number];

/** A way to reach a merchant, and the public page that shows it. */
@Entity('contact')
@Unique('contact_unique', ['merchantId', 'kind', 'value'])
@Index('contact_address_idx', { synchronize: false })
@Index('contact_check_idx', { synchronize: false })
export class Contact {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Merchant, { name: 'contact_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text') kind!: 'email' | 'phone';
  @Column('text') value!: string;
  /** Keyed fingerprints for suppression; null for what is not a mail address. */
  @Column('bytea', { name: 'address_mac', nullable: true }) addressMac!: Buffer | null;
  @Column('bytea', { name: 'domain_mac', nullable: true }) domainMac!: Buffer | null;
  /** A mailbox of a function (sales@, info@), not of a person. */
  @Column('boolean', { default: false }) role!: boolean;
  @Column('text', { default: 'unknown' }) status!: ContactStatus;
  @Column('text', { name: 'status_reason', nullable: true }) statusReason!: string | null;
  /** A mail to it came back: it stays invalid whatever a later check says. */
  @Column('boolean', { default: false }) bounced!: boolean;
  /** Business time of the last check by mail-check.ts. */
  @Column('timestamptz', { name: 'checked_at', nullable: true }) checkedAt!: Date | null;
  /** Business time; null when there is nothing to check. */
  @Column('timestamptz', { name: 'check_due_at', nullable: true }) checkDueAt!: Date | null;
  @Column('text', { name: 'source_url' }) sourceUrl!: string;
  /** The run that read the page; null when one of us gave it. */
  @Column('uuid', { name: 'run_id', nullable: true }) runId!: string | null;
  @Column('timestamptz', { name: 'seen_at' }) seenAt!: Date;
  /** Business time of the first page that showed it, and of the day it was found dead: what was known on a past day. */
  @Column('timestamptz', { name: 'first_seen_at', nullable: true }) firstSeenAt!: Date | null;
  @Column('timestamptz', { name: 'invalid_since', nullable: true }) invalidSince!: Date | null;
}
