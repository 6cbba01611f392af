import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Merchant } from './merchant.entity.js';

/** One value that a public page showed, and everything needed to check it (FEATURES I4). */
@Entity('fact')
export class Fact {
  @ForeignKey(() => Merchant, { name: 'fact_merchant_fk' })
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  @ForeignKey('storefront', { name: 'fact_storefront_fk' })
  @PrimaryColumn('uuid', { name: 'storefront_id' }) storefrontId!: string;
  @PrimaryColumn('text') name!: string;
  @Column('text') value!: string;
  @Column('text', { name: 'source_url' }) sourceUrl!: string;
  @Column('uuid', { name: 'run_id' }) runId!: string;
  @Column('uuid', { name: 'recipe_version_id' }) recipeVersionId!: string;
  /** When this value was first seen there; the ones before it are in `fact_past`. */
  @Column('timestamptz') since!: Date;
  /** When it was last confirmed. */
  @Column('timestamptz', { name: 'seen_at' }) seenAt!: Date;
  /** 0 to 1. */
  @Column('real') confidence!: number;
}
