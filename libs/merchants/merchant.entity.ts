import type { LegalForm } from './facts/legal-form.js';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** The business behind one or more storefronts: what we write to, score and win. */
@Entity('merchant')
@Index('merchant_search_idx', { synchronize: false })
@Index('merchant_lower_name_idx', { synchronize: false })
@Index('merchant_merged_into_idx', { synchronize: false })
export class Merchant {
  /** Derived from the strongest key it was first seen with, so that the same pages make the same merchants in any order. */
  @PrimaryGeneratedColumn('uuid') id!: string;
  /** What its best-rated storefront is called. */
  @Column('text') name!: string;
  @Column('text', { name: 'legal_name', nullable: true }) legalName!: string | null;
  /** ISO 3166-1 alpha-2. */
  @Column('char', { length: 2, nullable: true }) country!: string | null;
  /** `company`, `sole_trader` or `unknown` (FEATURES I7): what the compliance gate goes by, with the country. */
  @Column('text', { name: 'legal_form', default: 'unknown' }) legalForm!: LegalForm;
  /** A sentence for people; null while it is unknown. */
  @Column('text', { name: 'legal_form_reason', nullable: true }) legalFormReason!: string | null;
  /** Everything a person may search it by, folded by `foldForSearch`. */
  @Column('text', { name: 'search_text' }) searchText!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  /** The merchant that it is part of since a person joined them; always the last of a chain. */
  @ForeignKey(() => Merchant, { name: 'merchant_merged_into_fk' })
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto!: string | null;
}

/** A number that names exactly one business: `vat` or `registration`, in the form of business-keys.ts. */
@Entity('merchant_key')
@Index('merchant_key_merchant_idx', { synchronize: false })
export class MerchantKey {
  @PrimaryColumn('text') kind!: 'vat' | 'registration';
  @PrimaryColumn('text') value!: string;
  @ForeignKey(() => Merchant, { name: 'merchant_key_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
}
