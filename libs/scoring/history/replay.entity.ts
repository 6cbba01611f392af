import { User } from '#access';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Suggestion } from '../learning/suggestion.js';
import type { Gates, Weights } from '../model.js';
import type { Outcome } from './cutoffs.js';
import type { Cutoff } from './figures.js';

/** A model tried on the past beside the one in force. Cut-offs are added one by one, so one that dies goes on where it was. */
@Entity('score_replay')
@Index('score_replay_recent_idx', { synchronize: false })
@Index('score_replay_open_idx', { synchronize: false })
export class ScoreReplay {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: 'waiting' | 'running' | 'done' | 'failed';
  @Column('jsonb') weights!: Weights;
  @Column('jsonb') gates!: Gates;
  /** The model it is compared with. */
  @Column('uuid', { name: 'published_id' }) publishedId!: string;
  /** Business moment up to which outcomes count. */
  @Column('timestamptz') until!: Date;
  @Column('int') weeks!: number;
  @Column('int', { name: 'horizon_days' }) horizonDays!: number;
  @Column('text') outcome!: Outcome;
  @ForeignKey(() => User, { name: 'score_replay_user_fk' })
  @Column('uuid', { name: 'requested_by', nullable: true }) requestedBy!: string | null;
  @Column('timestamptz', { name: 'requested_at', default: () => 'clock_timestamp()' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @Column('uuid', { name: 'held_by', nullable: true }) heldBy!: string | null;
  @Column('int', { default: 0 }) done!: number;
  @Column('jsonb', { default: [] }) cutoffs!: Cutoff[];
  @Column('jsonb', { nullable: true }) suggestion!: Suggestion | null;
  @Column('text', { nullable: true }) error!: string | null;
}
