import { User } from '#access';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Merchant } from '../merchant.entity.js';

/** A value that a page showed until another took its place. Only ever added to. */
@Entity('fact_past')
@Index('fact_past_merchant_idx', { synchronize: false })
export class PastFact {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey(() => Merchant, { name: 'fact_past_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @ForeignKey('storefront', { name: 'fact_past_storefront_fk' })
  @Column('uuid', { name: 'storefront_id' }) storefrontId!: string;
  @Column('text') name!: string;
  @Column('text') value!: string;
  @Column('text', { name: 'source_url' }) sourceUrl!: string;
  @Column('uuid', { name: 'run_id' }) runId!: string;
  @Column('uuid', { name: 'recipe_version_id' }) recipeVersionId!: string;
  @Column('timestamptz') since!: Date;
  /** When it was last confirmed. */
  @Column('timestamptz', { name: 'seen_at' }) seenAt!: Date;
  /** When another value was first seen in its place. */
  @Column('timestamptz') until!: Date;
  @Column('real') confidence!: number;
}

/** What the merchant or one of us said instead of a page. It wins over every page until it is withdrawn. */
@Entity('fact_correction')
@Index('fact_correction_live_idx', { synchronize: false })
@Index('fact_correction_merchant_idx', { synchronize: false })
export class FactCorrection {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Merchant, { name: 'fact_correction_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text') name!: string;
  @Column('text') value!: string;
  @Column('text', { name: 'by_kind' }) byKind!: 'merchant' | 'person';
  /** The person of ours who said it or wrote it down. */
  @ForeignKey(() => User, { name: 'fact_correction_user_fk' })
  @Column('uuid', { name: 'by_user_id', nullable: true }) byUserId!: string | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
}
