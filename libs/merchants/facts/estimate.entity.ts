import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Merchant } from '../merchant.entity.js';

/** What an estimate rests on: every figure that went into it, so that a person can do the sum again. */
export interface EstimateBasis {
  readonly storefronts: ReadonlyArray<{
    readonly marketplace: string; readonly sellerId: string; readonly ratingsFrom: number; readonly ratingsTo: number;
    /** ISO 8601 UTC. */
    readonly from: string; readonly to: string; readonly days: number; readonly medianPrice: string;
  }>;
  /** Shares of orders that are assumed to leave a rating: of the high, mid and low figure. */
  readonly reviewRates: readonly [number, number, number];
}

/** Sales of a year as a range, in whole units of the currency (FEATURES I9). Never a point, and never in a mail. */
@Entity('estimate')
@Check('estimate_is_a_range', 'low < mid and mid < high')
export class Estimate {
  @ForeignKey(() => Merchant, { name: 'estimate_merchant_fk' })
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  @PrimaryColumn('char', { length: 3 }) currency!: string;
  @Column('numeric', { precision: 16, scale: 0 }) low!: string;
  @Column('numeric', { precision: 16, scale: 0 }) mid!: string;
  @Column('numeric', { precision: 16, scale: 0 }) high!: string;
  @Column('text') method!: string;
  @Column('jsonb') basis!: EstimateBasis;
  @Column('timestamptz', { name: 'computed_at' }) computedAt!: Date;
}
