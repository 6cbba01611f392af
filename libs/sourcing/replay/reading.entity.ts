import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { User } from '#access';
import { RecipeVersion } from '../recipe-version.entity.js';
import { Run } from '../run.entity.js';
import type { Replay } from './replay-lab.js';

export type ReadingKind = 'replay' | 'promote' | 'reparse';
export type ReadingState = 'waiting' | 'reading' | 'done' | 'failed';
/** Why it could not be done, as a caller would have been told: `code` is stable. */
export interface ReadingProblem { readonly code: string; readonly detail: string; readonly details: Record<string, unknown> }

/** Kept pages that somebody wants read again: tried with a draft, to promote a version, or to save a run. Takes seconds to minutes, so it is a job and not a request. */
@Entity('reading')
@Index('reading_open_idx', { synchronize: false })
export class Reading {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') kind!: ReadingKind;
  @Column('text', { name: 'recipe_id' }) recipeId!: string;
  /** Of `promote` and `reparse`. */
  @Column('uuid', { name: 'recipe_version_id', nullable: true }) @ForeignKey(() => RecipeVersion, { name: 'reading_version_fk' }) recipeVersionId!: string | null;
  /** Of `reparse`. */
  @Column('uuid', { name: 'run_id', nullable: true }) @ForeignKey(() => Run, { name: 'reading_run_fk', onDelete: 'CASCADE' }) runId!: string | null;
  /** Of `replay`. */
  @Column('text', { nullable: true }) yaml!: string | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('uuid', { name: 'asked_by' }) @ForeignKey(() => User, { name: 'reading_asked_by_fk' }) askedBy!: string;
  /** Machine time, like all of it. */
  @CreateDateColumn({ type: 'timestamptz', name: 'asked_at', default: () => 'clock_timestamp()' }) askedAt!: Date;
  @Column('text', { default: 'waiting' }) state!: ReadingState;
  @Column('uuid', { name: 'held_by', nullable: true }) heldBy!: string | null;
  @Column('int', { name: 'pages_done', default: 0 }) pagesDone!: number;
  @Column('int', { name: 'pages_total', nullable: true }) pagesTotal!: number | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @Column('jsonb', { nullable: true }) result!: Replay | null;
  @Column('jsonb', { nullable: true }) problem!: ReadingProblem | null;
}
