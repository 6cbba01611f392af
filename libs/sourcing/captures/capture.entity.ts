import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { RunPage } from '../run-page.entity.js';
import { Run } from '../run.entity.js';

/** `html`: the page as it came; `screenshot`: JPEG of it; `console`: what a browser complained of, JSON lines. */
export type CaptureKind = 'html' | 'screenshot' | 'console';

/** What is kept of a page besides what was read on it. */
@Entity('capture')
@Unique('capture_unique', ['runId', 'pageId', 'kind'])
@Index('capture_expiry_idx', { synchronize: false })
export class Capture {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('uuid', { name: 'run_id' }) @ForeignKey(() => Run, { name: 'capture_run_fk', onDelete: 'CASCADE' }) runId!: string;
  @Column('bigint', { name: 'page_id' }) @ForeignKey(() => RunPage, { name: 'capture_page_fk', onDelete: 'CASCADE' }) pageId!: number;
  @Column('text') kind!: CaptureKind;
  /** Where the redirects ended: the address that its recipe reads it by. */
  @Column('text') url!: string;
  /** Key in the blob store. */
  @Column('text') blob!: string;
  /** Before compression. */
  @Column('int') bytes!: number;
  @CreateDateColumn({ type: 'timestamptz', name: 'at', default: () => 'clock_timestamp()' }) at!: Date;
  /** Machine time; null while its run is undecided. */
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
}
