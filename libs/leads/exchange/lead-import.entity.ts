import { User } from '#access';
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { LeadMapping } from './columns.js';
import type { Fault, Given, RowChange } from './row-values.js';

/** `reading` and `matching` find out what taking it in would do; `checked` waits for a person; `taking` writes. */
export const LEAD_IMPORT_STATES = ['arriving', 'mapping', 'reading', 'matching', 'checked', 'taking', 'taken', 'discarded'] as const;
export type LeadImportState = (typeof LEAD_IMPORT_STATES)[number];
/** `repeated`: an earlier row is about the same merchant. `likely`: probably a merchant that is known; a person says. */
export const ROW_VERDICTS = ['new', 'changed', 'unchanged', 'repeated', 'likely', 'conflict', 'bad'] as const;
export type RowVerdict = (typeof ROW_VERDICTS)[number];
export type LeadImportSummary = Record<RowVerdict, number>;
/** A file of leads and merchants that somebody brought. Its times are machine time. */
@Entity('lead_import')
@Index('lead_import_recent_idx', { synchronize: false })
@Index('lead_import_open_idx', { synchronize: false })
export class LeadImport {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') form!: 'csv' | 'ndjson';
  @Column('text', { nullable: true }) separator!: string | null;
  @Column('text', { nullable: true }) charset!: string | null;
  @Column('text') state!: LeadImportState;
  /** Counts up with every decision of a person, so that nobody takes in what they have not seen. */
  @Column('int', { default: 1 }) version!: number;
  @Column('jsonb', { default: [] }) columns!: string[];
  @Column('jsonb', { nullable: true }) mapping!: LeadMapping | null;
  @Column('int', { default: 0 }) rows!: number;
  /** The line up to which the present state has come. */
  @Column('int', { default: 0 }) reached!: number;
  @Column('jsonb', { nullable: true }) summary!: LeadImportSummary | null;
  @ForeignKey(() => User, { name: 'lead_import_created_by_fk' })
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy!: string | null;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
  @ForeignKey(() => User, { name: 'lead_import_taken_by_fk' })
  @Column('uuid', { name: 'taken_by', nullable: true }) takenBy!: string | null;
  @Column('timestamptz', { name: 'taken_at', nullable: true }) takenAt!: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @Column('timestamptz', { name: 'rows_dropped_at', nullable: true }) rowsDroppedAt!: Date | null;
}

/** One row as it was brought, who it is about, and what taking it in would do, or did. */
@Entity('lead_import_row')
@Index('lead_import_row_verdict_idx', { synchronize: false })
@Index('lead_import_row_merchant_idx', { synchronize: false })
export class LeadImportRow {
  @ForeignKey(() => LeadImport, { name: 'lead_import_row_import_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'import_id' }) importId!: string;
  @PrimaryColumn('int') line!: number;
  @Column('jsonb') cells!: string[];
  @Column('jsonb', { nullable: true }) facts!: Given | null;
  @Column('jsonb', { default: [] }) faults!: Fault[];
  @Column('text', { nullable: true }) verdict!: RowVerdict | null;
  @Column('uuid', { name: 'lead_id', nullable: true }) leadId!: string | null;
  @Column('uuid', { name: 'merchant_id', nullable: true }) merchantId!: string | null;
  /** The earlier row that is about the same merchant. */
  @Column('int', { name: 'like_line', nullable: true }) likeLine!: number | null;
  @Column('jsonb', { nullable: true }) alike!: Record<string, unknown> | null;
  /** What a person said of a likely row: `same` or `other`. */
  @Column('text', { nullable: true }) decision!: 'same' | 'other' | null;
  /** The merchant's values when the row was compared with it. */
  @Column('text', { nullable: true }) seen!: string | null;
  @Column('jsonb', { nullable: true }) changes!: RowChange[] | null;
  /** Once taken in: `taken`, or `changed-since` when somebody was faster. */
  @Column('text', { nullable: true }) outcome!: 'taken' | 'changed-since' | null;
}
