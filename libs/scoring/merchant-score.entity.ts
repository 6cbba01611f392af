import { Merchant } from '#merchants';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
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

/** A score that moved, with the one thing that moved it most: a model, or something that was seen. Narrow on purpose: a new model writes one for everybody. */
@Entity('score_change')
@Check('score_change_cause', `(why is null) <> (model_id is null)`)
@Index('score_change_jump_idx', { synchronize: false })
export class ScoreChange {
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  @PrimaryColumn('timestamptz') at!: Date;
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  /** The model whose publishing moved it; null: something else did. */
  @Column('uuid', { name: 'model_id', nullable: true }) modelId!: string | null;
  @Column('int', { name: 'from_score', nullable: true }) fromScore!: number | null;
  @Column('int', { name: 'to_score' }) toScore!: number;
  /** What moved it, in words; null: the model did. `changeWhySql` reads both. */
  @Column('text', { nullable: true }) why!: string | null;
}
