import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { Budget, Permission, SourceEntry } from './source.schema.js';

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
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
}
