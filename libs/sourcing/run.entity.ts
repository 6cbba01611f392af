import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { User } from '#access';
import type { Gate, RunProfile } from './quarantine/gate.js';
import { RecipeVersion } from './recipe-version.entity.js';
import type { RunCounts, RunState } from './run-states.js';
import { Source } from './source.entity.js';
import type { Permission } from './source.schema.js';

/** One crawl of one source for one occasion, and what came of it. */
@Entity('run')
@Unique('run_occasion_unique', ['sourceId', 'occasion'])
@Index('run_open_idx', { synchronize: false })
@Index('run_source_idx', { synchronize: false })
@Index('run_unsettled_idx', { synchronize: false })
export class Run {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid', { name: 'source_id' }) @ForeignKey(() => Source, { name: 'run_source_fk' }) sourceId!: string;
  @Column('uuid', { name: 'recipe_version_id' }) @ForeignKey(() => RecipeVersion, { name: 'run_recipe_version_fk' }) recipeVersionId!: string;
  @Column('text') state!: RunState;
  @Column('text') trigger!: 'schedule' | 'person';
  /** What asked for it; a second request for one occasion finds the first run. */
  @Column('text') occasion!: string;
  /** Business time of the request: when what it observes is taken to have been seen. */
  @Column('timestamptz', { name: 'business_at' }) businessAt!: Date;
  @CreateDateColumn({ type: 'timestamptz', name: 'queued_at', default: () => 'clock_timestamp()' }) queuedAt!: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  /** The process that crawls it. */
  @Column('uuid', { name: 'held_by', nullable: true }) heldBy!: string | null;
  /** How often a crawler of it died without an answer. */
  @Column('int', { default: 0 }) attempts!: number;
  @Column('jsonb', { default: {} }) counts!: Partial<RunCounts>;
  /** Why it ended so; null for a plain `ok`. */
  @Column('text', { nullable: true }) reason!: string | null;
  /** What the quarantine gate measured; null while it has not. */
  @Column('jsonb', { nullable: true }) gates!: Gate[] | null;
  /** The run in figures, for the gates of later runs. */
  @Column('jsonb', { nullable: true }) profile!: RunProfile | null;
  /** What a person decided on a quarantined run. */
  @Column('text', { nullable: true }) decision!: 'released' | 'rejected' | 'reparsed' | null;
  @Column('uuid', { name: 'decided_by', nullable: true }) @ForeignKey(() => User, { name: 'run_decided_by_fk' }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) note!: string | null;
  /** The permission record under which it was asked for: what its source says later does not change that. */
  @Column('jsonb', { nullable: true }) permission!: Permission | null;
  /** When its end was seen to: circuit, alerts. Null while it was not. */
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
}
