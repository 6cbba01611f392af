import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Invitation } from './invitation.entity.js';
import { Offer } from './offer.entity.js';

/** Money-like facts about an offer: a place is reserved once, and then either committed or released, once. Never updated, never deleted. */
@Entity('ledger_entry')
@Unique('ledger_entry_once', ['invitationId', 'kind'])
@Index('ledger_entry_offer_idx', { synchronize: false })
@Index('ledger_entry_settled_idx', { synchronize: false })
export class LedgerEntry {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey(() => Offer, { name: 'ledger_entry_offer_fk' })
  @Column('uuid', { name: 'offer_id' }) offerId!: string;
  @ForeignKey(() => Invitation, { name: 'ledger_entry_invitation_fk' })
  @Column('uuid', { name: 'invitation_id' }) invitationId!: string;
  @Column('text') kind!: 'reserve' | 'commit' | 'release';
  /** Always positive; decimal string in the offer's currency. */
  @Column('numeric', { precision: 14, scale: 2 }) amount!: string;
  @Column('int') uses!: number;
  @Column('timestamptz') at!: Date;
}
