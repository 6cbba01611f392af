import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Merchant } from './merchant.entity.js';

export const SUPPRESSION_SCOPES = ['address', 'domain', 'merchant', 'country'] as const;
export type SuppressionScope = (typeof SUPPRESSION_SCOPES)[number];
export const SUPPRESSION_REASONS = ['opt_out', 'hard_bounce', 'complaint', 'legal', 'manual', 'dsar'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** Whom nothing may be sent to. Addresses and domains are kept as keyed fingerprints only, so they outlive erasure (FEATURES D5, D6). */
@Entity('suppression')
@Index('suppression_mac_idx', { synchronize: false })
@Index('suppression_merchant_idx', { synchronize: false })
@Index('suppression_country_idx', { synchronize: false })
export class Suppression {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') scope!: SuppressionScope;
  @Column('bytea', { nullable: true }) mac!: Buffer | null;
  @ForeignKey(() => Merchant, { name: 'suppression_merchant_fk' })
  @Column('uuid', { name: 'merchant_id', nullable: true }) merchantId!: string | null;
  @Column('char', { length: 2, nullable: true }) country!: string | null;
  @Column('text') reason!: SuppressionReason;
  @Column('jsonb', { default: {} }) evidence!: Record<string, unknown>;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'lifted_at', nullable: true }) liftedAt!: Date | null;
}
