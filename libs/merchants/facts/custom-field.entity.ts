import { User } from '#access';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Merchant } from '../merchant.entity.js';

/** FEATURES I10. */
export const CUSTOM_KINDS = ['text', 'number', 'date', 'choice', 'url', 'yes-no'] as const;
export type CustomKind = (typeof CUSTOM_KINDS)[number];

/** A field that a team keeps for itself. Its key never changes: exports and scripts rely on it. */
@Entity('custom_field')
@Unique('custom_field_key_unique', ['key'])
export class CustomField {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') key!: string;
  @Column('text') label!: string;
  @Column('text') kind!: CustomKind;
  /** For `choice`; empty otherwise. */
  @Column('text', { array: true, default: [] }) choices!: string[];
  @Column('int') place!: number;
  /** The stage of a lead from which on its merchant must have a value; null: none. A name of the funnel, which this room does not know. */
  @Column('text', { name: 'required_from', nullable: true }) requiredFrom!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Not asked for any more; values are kept. */
  @Column('timestamptz', { name: 'retired_at', nullable: true }) retiredAt!: Date | null;
}

/** A merchant's value of such a field, in the field's JSON type, who wrote it and when. */
@Entity('custom_value')
@Index('custom_value_field_idx', { synchronize: false })
export class CustomValue {
  @ForeignKey(() => Merchant, { name: 'custom_value_merchant_fk' })
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  @ForeignKey(() => CustomField, { name: 'custom_value_field_fk' })
  @PrimaryColumn('uuid', { name: 'field_id' }) fieldId!: string;
  @Column('jsonb') value!: string | number | boolean;
  @ForeignKey(() => User, { name: 'custom_value_user_fk' })
  @Column('uuid', { name: 'by_user_id', nullable: true }) byUserId!: string | null;
  @Column('timestamptz') at!: Date;
}

/** A word that a team puts on a merchant. */
@Entity('merchant_tag')
@Index('merchant_tag_tag_idx', { synchronize: false })
export class MerchantTag {
  @ForeignKey(() => Merchant, { name: 'merchant_tag_merchant_fk' })
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  @PrimaryColumn('text') tag!: string;
  @ForeignKey(() => User, { name: 'merchant_tag_user_fk' })
  @Column('uuid', { name: 'by_user_id', nullable: true }) byUserId!: string | null;
  @Column('timestamptz') at!: Date;
}
