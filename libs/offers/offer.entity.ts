import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { OfferTerms } from './terms.js';

/** What the marketplace is willing to give, and how much of it. */
@Entity('offer')
@Unique('offer_name_unique', ['name'])
export class Offer {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  /** ISO 4217. */
  @Column('character', { length: 3 }) currency!: string;
  /** The most that may be reserved and committed together; decimal string. */
  @Column('numeric', { precision: 14, scale: 2 }) budget!: string;
  @Column('int', { name: 'max_uses' }) maxUses!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

/** One wording of an offer. Published versions never change; an edit is a new version. */
@Entity('offer_version')
@Unique('offer_version_unique', ['offerId', 'version'])
export class OfferVersion {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Offer, { name: 'offer_version_offer_fk' })
  @Column('uuid', { name: 'offer_id' }) offerId!: string;
  @Column('int') version!: number;
  @Column('text') headline!: string;
  @Column('jsonb') terms!: OfferTerms;
  /** What one place is thought to cost; decimal string in the offer's currency. */
  @Column('numeric', { name: 'reserve_amount', precision: 14, scale: 2 }) reserveAmount!: string;
  @Column('int', { name: 'valid_days' }) validDays!: number;
  @Column('timestamptz', { name: 'published_at' }) publishedAt!: Date;
}
