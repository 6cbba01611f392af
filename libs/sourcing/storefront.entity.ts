import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What a storefront's own page says about who runs it; a field that no page showed is absent. */
export interface StorefrontProfile {
  businessName?: string;
  address?: string;
  country?: string;
  email?: string;
  phone?: string;
  vat?: string;
  registration?: string;
  /** 0 to 5. */
  rating?: number;
  positivePercent?: number;
  ratingCount?: number;
  url?: string;
  /** The page that said so. */
  sourceUrl?: string;
  /** Fields that an earlier page said and the list that said the rest does not, by field. Times are business time, ISO 8601. */
  kept?: Record<string, { sourceUrl: string | null; seenAt: string }>;
}

/** One seller on one marketplace. Times are business time. */
@Entity('storefront')
@Unique('storefront_unique', ['marketplace', 'sellerId'])
export class Storefront {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') marketplace!: string;
  @Column('text', { name: 'seller_id' }) sellerId!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('char', { length: 2, nullable: true }) country!: string | null;
  @Column('jsonb', { default: {} }) profile!: StorefrontProfile;
  /** When its own page was last read; null while it never was. */
  @Column('timestamptz', { name: 'profile_seen_at', nullable: true }) profileSeenAt!: Date | null;
  @Column('timestamptz', { name: 'first_seen_at' }) firstSeenAt!: Date;
  @Column('timestamptz', { name: 'last_seen_at' }) lastSeenAt!: Date;
  @Column('uuid', { name: 'last_run_id' }) lastRunId!: string;
}
