import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { LinkEvidence } from './identity/link-evidence.js';
import { Merchant } from './merchant.entity.js';

/** Says that a storefront belongs to a merchant, why, who said so, and until when it was believed. */
@Entity('identity_link')
@Index('identity_link_live_idx', { synchronize: false })
@Index('identity_link_merchant_idx', { synchronize: false })
@Index('identity_link_basis_idx', { synchronize: false })
@Index('identity_link_past_idx', { synchronize: false })
export class IdentityLink {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey('storefront', { name: 'identity_link_storefront_fk' })
  @Column('uuid', { name: 'storefront_id' }) storefrontId!: string;
  @ForeignKey(() => Merchant, { name: 'identity_link_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  /** A sentence for people, such as "VAT number DE123456789". */
  @Column('text') reason!: string;
  /** `rule`, or the id of the person. */
  @Column('text', { name: 'linked_by' }) linkedBy!: string;
  @Column('timestamptz', { name: 'linked_at' }) linkedAt!: Date;
  @Column('timestamptz', { name: 'unlinked_at', nullable: true }) unlinkedAt!: Date | null;
  /** 0 to 1 where likeness decided; null where a number or a person did. */
  @Column('real', { nullable: true }) score!: number | null;
  /** The storefront that it was found to be like, why, and what that rests on. */
  @Column('jsonb', { nullable: true }) evidence!: LinkEvidence | null;
}
