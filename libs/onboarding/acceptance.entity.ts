import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Lead } from '#leads';
import { Merchant } from '#merchants';
import { Invitation, type FrozenTerms } from '#offers';

/** A merchant said yes: who, when, from where, and to which words. One per invitation, never changed. */
@Entity('acceptance')
@Unique('acceptance_invitation_unique', ['invitationId'])
export class Acceptance {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Invitation, { name: 'acceptance_invitation_fk' })
  @Column('uuid', { name: 'invitation_id' }) invitationId!: string;
  @ForeignKey(() => Merchant, { name: 'acceptance_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @ForeignKey(() => Lead, { name: 'acceptance_lead_fk' })
  @Column('uuid', { name: 'lead_id' }) leadId!: string;
  @Column('text', { name: 'person_name' }) personName!: string;
  @Column('text', { name: 'person_role', nullable: true }) personRole!: string | null;
  @Column('jsonb') terms!: FrozenTerms;
  @Column('text', { name: 'terms_hash' }) termsHash!: string;
  @Column('text') ip!: string;
  @Column('text', { name: 'user_agent' }) userAgent!: string;
  @Column('timestamptz', { name: 'accepted_at' }) acceptedAt!: Date;
}
