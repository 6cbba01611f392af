import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Lead } from '#leads';
import { Contact, Merchant } from '#merchants';
import { OfferVersion } from './offer.entity.js';
import type { FrozenTerms } from './terms.js';

export type InvitationState = 'open' | 'accepted' | 'declined' | 'expired' | 'revoked';

/** One merchant's personal copy of an offer, with its terms as they were on the day it was issued. */
@Entity('invitation')
@Unique('invitation_token_unique', ['tokenHash'])
@Unique('invitation_check_code_unique', ['checkCode'])
@Index('invitation_live_idx', { synchronize: false })
@Index('invitation_expiry_idx', { synchronize: false })
@Index('invitation_lead_idx', { synchronize: false })
export class Invitation {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => OfferVersion, { name: 'invitation_offer_version_fk' })
  @Column('uuid', { name: 'offer_version_id' }) offerVersionId!: string;
  @ForeignKey(() => Merchant, { name: 'invitation_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @ForeignKey(() => Lead, { name: 'invitation_lead_fk' })
  @Column('uuid', { name: 'lead_id' }) leadId!: string;
  @ForeignKey(() => Contact, { name: 'invitation_contact_fk' })
  @Column('uuid', { name: 'contact_id' }) contactId!: string;
  @Column('int', { default: 1 }) generation!: number;
  /** SHA-256 of the token; the token itself is never stored. */
  @Column('bytea', { name: 'token_hash' }) tokenHash!: Buffer;
  @Column('text', { name: 'check_code' }) checkCode!: string;
  @Column('text') state!: InvitationState;
  @Column('jsonb') terms!: FrozenTerms;
  /** SHA-256 over the canonical JSON of the terms, hex. */
  @Column('text', { name: 'terms_hash' }) termsHash!: string;
  @Column('timestamptz', { name: 'issued_at' }) issuedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @Column('jsonb', { nullable: true }) answer!: Record<string, unknown> | null;
}
