import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** In this order; a stage is done when nothing of it is left. */
export type PassStage = 'locating' | 'cells' | 'merchants' | 'scores';

/** One scoring: `waiting` (at most one), `running`, `done` or `failed`. Every step is a transaction that moves this row, so whoever takes it up goes on where it stands. */
@Entity('score_pass')
@Index('score_pass_waiting_idx', { synchronize: false })
@Index('score_pass_recent_idx', { synchronize: false })
export class ScorePass {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') reason!: string;
  @Column('text') state!: 'waiting' | 'running' | 'done' | 'failed';
  /** Business time as of which it scores. */
  @Column('timestamptz', { name: 'business_at' }) businessAt!: Date;
  @Column('timestamptz', { name: 'requested_at', default: () => 'clock_timestamp()' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @Column('uuid', { name: 'held_by', nullable: true }) heldBy!: string | null;
  /** Measure everybody, whatever is due. */
  @Column('boolean', { default: false }) everything!: boolean;
  /** Score everybody from what is stored: the model or the regions changed. */
  @Column('boolean', { default: false }) rescore!: boolean;
  @Column('text', { default: 'locating' }) stage!: PassStage;
  @Column('uuid', { name: 'model_id', nullable: true }) modelId!: string | null;
  /** Countries that regions serve; null: all. */
  @Column('text', { array: true, nullable: true }) served!: string[] | null;
  /** How far stage `scores` is: the file of `merchant_score` and the block in it up to which everybody is scored. */
  @Column('text', { nullable: true }) cursor!: string | null;
  /** Of the stage. */
  @Column('int', { default: 0 }) done!: number;
  @Column('int', { default: 0 }) total!: number;
  /** Scored so far. */
  @Column('int', { nullable: true }) merchants!: number | null;
  /** Scores that moved so far. */
  @Column('int', { nullable: true }) changed!: number | null;
}
