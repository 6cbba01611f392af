import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { PageContext, PageResult, PageState } from './run-states.js';
import { Run } from './run.entity.js';

/** One page of one run: pending rows are the frontier, finished ones the ledger of requests. */
@Entity('run_page')
@Unique('run_page_unique', ['runId', 'url'])
@Index('run_page_pending_idx', { synchronize: false })
export class RunPage {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('uuid', { name: 'run_id' }) @ForeignKey(() => Run, { name: 'run_page_run_fk', onDelete: 'CASCADE' }) runId!: string;
  @Column('text') url!: string;
  @Column('text') kind!: string;
  @Column('jsonb', { default: {} }) context!: PageContext;
  @Column('text', { default: 'pending' }) state!: PageState;
  @Column('int', { default: 0 }) attempts!: number;
  /** The line of robots.txt that allowed or forbade it, or `no rule`. */
  @Column('text', { name: 'robots_rule', nullable: true }) robotsRule!: string | null;
  /** SHA-256 of the robots.txt in which that line stands: a key of `robots_text`. */
  @Column('text', { name: 'robots_file', nullable: true }) robotsFile!: string | null;
  /** Pages that the run might still fetch after this one. */
  @Column('int', { name: 'budget_left', nullable: true }) budgetLeft!: number | null;
  /** What it said about how pages of its kind must be fetched; null where nobody looked. */
  @Column('text', { name: 'mode_check', nullable: true }) modeCheck!: 'fits' | 'needs-browser' | 'needs-no-browser' | null;
  @Column('int', { name: 'http_status', nullable: true }) httpStatus!: number | null;
  @Column('int', { nullable: true }) ms!: number | null;
  @Column('int', { nullable: true }) bytes!: number | null;
  @Column('int', { nullable: true }) items!: number | null;
  @Column('timestamptz', { name: 'fetched_at', nullable: true }) fetchedAt!: Date | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('jsonb', { nullable: true }) result!: PageResult | null;
}
