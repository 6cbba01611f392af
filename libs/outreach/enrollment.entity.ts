import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Lead } from '#leads';
import { Contact, Merchant } from '#merchants';
import { Campaign } from './campaign.entity.js';
import { Mailbox } from './mailbox.entity.js';

/** One voice: while a conversation with a merchant is open, nobody else begins another. The database says so. */
@Entity('conversation')
@Index('conversation_one_voice_idx', { synchronize: false })
export class Conversation {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Merchant, { name: 'conversation_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('text', { name: 'close_reason', nullable: true }) closeReason!: string | null;
}

/** `held`: a mail's fate is unknown and a person must settle it before anything else is sent. */
export type EnrollmentState = 'active' | 'held' | 'completed' | 'stopped';

/** A lead on its way through a sequence. Ends once, and says why. */
@Entity('enrollment')
@Unique('enrollment_lead_unique', ['campaignId', 'leadId'])
@Index('enrollment_active_idx', { synchronize: false })
@Index('enrollment_lead_idx', { synchronize: false })
export class Enrollment {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Campaign, { name: 'enrollment_campaign_fk' })
  @Column('uuid', { name: 'campaign_id' }) campaignId!: string;
  @ForeignKey(() => Lead, { name: 'enrollment_lead_fk' })
  @Column('uuid', { name: 'lead_id' }) leadId!: string;
  @ForeignKey(() => Merchant, { name: 'enrollment_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @ForeignKey(() => Contact, { name: 'enrollment_contact_fk' })
  @Column('uuid', { name: 'contact_id' }) contactId!: string;
  @ForeignKey(() => Mailbox, { name: 'enrollment_mailbox_fk' })
  @Column('uuid', { name: 'mailbox_id' }) mailboxId!: string;
  @ForeignKey(() => Conversation, { name: 'enrollment_conversation_fk' })
  @Column('uuid', { name: 'conversation_id' }) conversationId!: string;
  @Column('text') state!: EnrollmentState;
  @Column('text', { name: 'exit_reason', nullable: true }) exitReason!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
