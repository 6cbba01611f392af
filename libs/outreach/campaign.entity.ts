import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Offer } from '#offers';
import { Mailbox } from './mailbox.entity.js';
import { SequenceVersion } from './sequence.entity.js';

export type CampaignState = 'draft' | 'running' | 'paused' | 'ended';

/** Who hears what from whom: a sequence, an offer and a mailbox. */
@Entity('campaign')
@Unique('campaign_name_unique', ['name'])
export class Campaign {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') state!: CampaignState;
  @ForeignKey(() => SequenceVersion, { name: 'campaign_sequence_version_fk' })
  @Column('uuid', { name: 'sequence_version_id' }) sequenceVersionId!: string;
  @ForeignKey(() => Offer, { name: 'campaign_offer_fk' })
  @Column('uuid', { name: 'offer_id', nullable: true }) offerId!: string | null;
  @ForeignKey(() => Mailbox, { name: 'campaign_mailbox_fk' })
  @Column('uuid', { name: 'mailbox_id' }) mailboxId!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
}
