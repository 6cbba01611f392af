import { Merchant } from '#merchants';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { FailedGate } from './model.js';

/**
 * What a merchant scores now. Narrow on purpose: a rescore rewrites every row of it. What was measured stands in
 * `merchant_signal` and `merchant_evidence`; who reads a score joins those.
 */
@Entity('merchant_score')
@Index('merchant_score_rank_idx', { synchronize: false })
export class MerchantScore {
  @ForeignKey(() => Merchant, { name: 'merchant_score_merchant_fk' })
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  /** The model it was scored with. No foreign key: checking it a million times a rescore costs more than scoring, and models are never deleted. */
  @Column('uuid', { name: 'model_id' }) modelId!: string;
  /** The pass that last changed it. */
  @Column('uuid', { name: 'pass_id' }) passId!: string;
  /** 0 to 100: the points of the signals and the override. */
  @Column('int') score!: number;
  /** Points of `score` that a person gave or took. */
  @Column('int', { default: 0 }) override!: number;
  /** Empty: nothing stands against asking. */
  @Column('jsonb') gates!: FailedGate[];
  @Column('timestamptz', { name: 'scored_at' }) scoredAt!: Date;
  /** Rows it has in `score_change`, so that the log is cut without counting it. */
  @Column('int', { default: 0 }) changes!: number;
}

/** A score that moved, with the one thing that moved it most. */
@Entity('score_change')
@Index('score_change_merchant_idx', { synchronize: false })
@Index('score_change_jump_idx', { synchronize: false })
export class ScoreChange {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'model_id' }) modelId!: string;
  @Column('int', { name: 'from_score', nullable: true }) fromScore!: number | null;
  @Column('int', { name: 'to_score' }) toScore!: number;
  @Column('text') why!: string;
  @Column('timestamptz') at!: Date;
}
