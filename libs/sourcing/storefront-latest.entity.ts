import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Storefront } from './storefront.entity.js';

/** The last observation of a storefront, by business time: a row of `storefront_observation` again, kept with it in one statement. */
@Entity('storefront_latest')
export class StorefrontLatest {
  @PrimaryColumn('uuid', { name: 'storefront_id', primaryKeyConstraintName: 'storefront_latest_pkey' }) @ForeignKey(() => Storefront, { name: 'storefront_latest_storefront_fk', onDelete: 'CASCADE' }) storefrontId!: string;
  @Column('uuid', { name: 'run_id' }) runId!: string;
  @Column('timestamptz', { name: 'observed_at' }) observedAt!: Date;
  @Column('text') category!: string;
  @Column('int', { name: 'list_size' }) listSize!: number;
  @Column('int', { name: 'best_rank' }) bestRank!: number;
  @Column('int', { name: 'listed_products' }) listedProducts!: number;
  /** 0 to 5. */
  @Column('real', { name: 'seller_rating', nullable: true }) sellerRating!: number | null;
  @Column('real', { name: 'positive_percent', nullable: true }) positivePercent!: number | null;
  @Column('int', { name: 'rating_count', nullable: true }) ratingCount!: number | null;
  @Column('numeric', { name: 'price_median', precision: 14, scale: 2, nullable: true }) priceMedian!: string | null;
  @Column('char', { length: 3, nullable: true }) currency!: string | null;
}
