import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { Blackout, Budget, ExpectedItems, Permission, SourceEntry } from './source.schema.js';

/** What we read, how often, how gently, and by which right. */
@Entity('source')
@Unique('source_name_unique', ['name'])
export class Source {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') marketplace!: string;
  @Column('text', { name: 'recipe_id' }) recipeId!: string;
  @Column('jsonb') entries!: SourceEntry[];
  @Column('text', { nullable: true }) cron!: string | null;
  @Column('text', { default: 'UTC' }) zone!: string;
  @Column('boolean', { default: true }) enabled!: boolean;
  @Column('jsonb') budget!: Budget;
  @Column('jsonb', { nullable: true }) permission!: Permission | null;
  @Column('int', { name: 'wall_clock_limit_s', default: 900 }) wallClockLimitS!: number;
  /** A scheduled moment that a person wants left out. */
  @Column('timestamptz', { name: 'skip_moment', nullable: true }) skipMoment!: Date | null;
  @Column('jsonb', { default: [] }) blackouts!: Blackout[];
  /** Up to here its scheduled moments have been seen to. Machine time. */
  @Column('timestamptz', { name: 'scheduled_to', nullable: true }) scheduledTo!: Date | null;
  /** How far a run may start from its moment, in percent of the time to the next one. */
  @Column('int', { name: 'jitter_percent', default: 10 }) jitterPercent!: number;
  @Column('jsonb', { name: 'expected_items', nullable: true }) expectedItems!: ExpectedItems | null;
  /** Counts up with every change by a person, so that of two who edit at once the second one is told. */
  @Column('int', { default: 1 }) version!: number;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
}
