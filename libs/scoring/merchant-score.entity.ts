import { Merchant } from '#merchants';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Contribution, FailedGate } from './model.js';
import { ScoreModel } from './score-model.entity.js';

/** What a merchant scores now, and why: the points of its contributions add up to the score. */
@Entity('merchant_score')
@Index('merchant_score_rank_idx', { synchronize: false })
export class MerchantScore {
  @ForeignKey(() => Merchant, { name: 'merchant_score_merchant_fk' })
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  @ForeignKey(() => ScoreModel, { name: 'merchant_score_model_fk' })
  @Column('uuid', { name: 'model_id' }) modelId!: string;
  /** The pass that last changed it. */
  @Column('uuid', { name: 'pass_id' }) passId!: string;
  @Column('int') score!: number;
  @Column('jsonb') contributions!: Contribution[];
  /** Empty: nothing stands against asking. */
  @Column('jsonb') gates!: FailedGate[];
  @Column('text', { array: true }) marketplaces!: string[];
  @Column('text') category!: string;
  @Column('int', { name: 'best_rank', nullable: true }) bestRank!: number | null;
  @Column('int') storefronts!: number;
  @Column('boolean') reachable!: boolean;
  @Column('timestamptz', { name: 'scored_at' }) scoredAt!: Date;
}

/** A score that moved, with the one thing that moved it most. */
@Entity('score_change')
@Index('score_change_merchant_idx', { synchronize: false })
export class ScoreChange {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey(() => Merchant, { name: 'score_change_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'model_id' }) modelId!: string;
  @Column('int', { name: 'from_score', nullable: true }) fromScore!: number | null;
  @Column('int', { name: 'to_score' }) toScore!: number;
  @Column('text') why!: string;
  @Column('timestamptz') at!: Date;
}
