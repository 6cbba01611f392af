import { Merchant } from '#merchants';
import { Storefront } from '#sourcing';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What was measured, in words: one line of an explanation without its points. */
export interface EvidenceLine {
  /** For people: "rank 14 of 150 in Kitchen (top 10 % of 63 sellers from DE)". */
  readonly text: string;
  /** For a card: "#14 in Kitchen"; null when it says nothing by itself. */
  readonly short: string | null;
  /** The value as the page showed it, null when it showed none. */
  readonly raw: string | null;
  readonly sourceUrl: string | null;
  /** ISO 8601 UTC; null when nothing was seen. */
  readonly seenAt: string | null;
}

/** How a storefront does among its neighbours by its newest observation. Shares and evidence stand in the order of `STOREFRONT_SIGNALS`; without shares it waits for its cell to be measured. */
@Entity('storefront_signal')
@Index('storefront_signal_cell_idx', { synchronize: false })
export class StorefrontSignal {
  @ForeignKey(() => Storefront, { name: 'storefront_signal_storefront_fk' })
  @PrimaryColumn('uuid', { name: 'storefront_id' }) storefrontId!: string;
  @Column('text') marketplace!: string;
  @Column('text') category!: string;
  /** Ten-thousandths. */
  @Column('smallint', { array: true, default: [] }) shares!: number[];
  @Column('jsonb', { default: [] }) evidence!: EvidenceLine[];
  @Column('int', { name: 'best_rank', nullable: true }) bestRank!: number | null;
  @Column('real', { nullable: true }) rating!: number | null;
  @Column('int', { name: 'rating_count', nullable: true }) ratingCount!: number | null;
  @Column('timestamptz', { name: 'observed_at', nullable: true }) observedAt!: Date | null;
}

/** All that a score is computed from: the only table of measurements that a rescore reads. */
@Entity('merchant_signal')
export class MerchantSignal {
  @ForeignKey(() => Merchant, { name: 'merchant_signal_merchant_fk' })
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  /** Ten-thousandths, in the order of `SIGNALS`. */
  @Column('smallint', { array: true }) shares!: number[];
  /** 0 to 5, of its most rated storefront. */
  @Column('real', { nullable: true }) rating!: number | null;
  /** Of its most rated storefront. */
  @Column('int', { nullable: true }) ratings!: number | null;
  @Column('char', { length: 2, nullable: true }) country!: string | null;
  @Column('text', { array: true }) categories!: string[];
  /** Who or what forbids asking, in words; null: nobody. */
  @Column('text', { nullable: true }) blocked!: string | null;
  @Column('timestamptz', { name: 'ours_since', nullable: true }) oursSince!: Date | null;
  /** Its newest observation; business time. */
  @Column('timestamptz', { name: 'seen_at' }) seenAt!: Date;
}

/** What stands behind the shares, in words, and what a card shows. Wide; read for one merchant or one page of them. */
@Entity('merchant_evidence')
export class MerchantEvidence {
  @ForeignKey(() => Merchant, { name: 'merchant_evidence_merchant_fk' })
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  /** In the order of `SIGNALS`. */
  @Column('jsonb') lines!: EvidenceLine[];
  @Column('text', { array: true }) marketplaces!: string[];
  @Column('text') category!: string;
  @Column('int', { name: 'best_rank', nullable: true }) bestRank!: number | null;
  @Column('int') storefronts!: number;
  @Column('boolean') reachable!: boolean;
  /** What moved most when its shares last moved: "rank 31 → 14". */
  @Column('text') why!: string;
  /** Fingerprint of links, contacts, blocks and country: another one means that it has to be measured again. */
  @Column('bigint') mark!: string;
}
