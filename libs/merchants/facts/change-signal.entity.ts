import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** FEATURES I8. */
export const CHANGE_KINDS = ['rank-up', 'rank-down', 'new-category', 'rating-drop', 'products-up', 'products-down', 'price-cut', 'gone'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Something worth knowing about a storefront, and the two observations that show it. Only ever added to. */
@Entity('change_signal')
@Unique('change_signal_unique', ['storefrontId', 'kind', 'category', 'runId'])
@Index('change_signal_storefront_idx', { synchronize: false })
export class ChangeSignal {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey('storefront', { name: 'change_signal_storefront_fk' })
  @Column('uuid', { name: 'storefront_id' }) storefrontId!: string;
  @Column('text') kind!: ChangeKind;
  @Column('text') category!: string;
  @Column('uuid', { name: 'before_run_id' }) beforeRunId!: string;
  @Column('timestamptz', { name: 'before_at' }) beforeAt!: Date;
  @Column('text', { name: 'before_value' }) beforeValue!: string;
  @Column('uuid', { name: 'run_id' }) runId!: string;
  @Column('timestamptz') at!: Date;
  /** Null for a storefront that is gone: the later run shows nothing. */
  @Column('text', { nullable: true }) value!: string | null;
  /** One line for people. */
  @Column('text') text!: string;
}
