import { Merchant } from '#merchants';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Something that a person at the merchant did. Machines are never recorded. */
@Entity('score_engagement')
@Unique('score_engagement_unique', ['kind', 'sourceId'])
@Index('score_engagement_merchant_idx', { synchronize: false })
export class Engagement {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey(() => Merchant, { name: 'score_engagement_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text') kind!: 'reply' | 'visit' | 'accept';
  /** Of the mail, invitation or answer: recording it twice is recording it once. */
  @Column('text', { name: 'source_id' }) sourceId!: string;
  @Column('timestamptz') at!: Date;
}

/** A merchant that sells with us already. */
@Entity('our_seller')
export class OurSeller {
  @ForeignKey(() => Merchant, { name: 'our_seller_merchant_fk' })
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('timestamptz') since!: Date;
}
