import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { User } from '#access';
import { Run } from '../run.entity.js';
import type { ImportForm, ImportState, ImportSummary } from './import-states.js';
import { ListSource } from './list-source.entity.js';
import type { Mapping } from './mapping.js';

/** One file or body of rows that somebody brought, until it becomes a run. */
@Entity('list_import')
@Index('list_import_open_idx', { synchronize: false })
@Index('list_import_source_idx', { synchronize: false })
@Index('list_import_run_idx', { synchronize: false })
export class ListImport {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid', { name: 'source_id' }) @ForeignKey(() => ListSource, { name: 'list_import_source_fk', onDelete: 'CASCADE' }) sourceId!: string;
  @Column('text') name!: string;
  @Column('text') form!: ImportForm;
  /** How the file was read; null for rows that came as JSON. */
  @Column('text', { nullable: true }) separator!: string | null;
  @Column('text', { nullable: true }) charset!: string | null;
  @Column('text') state!: ImportState;
  /** Counts up with every decision of a person, so that nobody takes in what they have not seen. */
  @Column('int', { default: 1 }) version!: number;
  @Column('jsonb', { default: [] }) columns!: string[];
  @Column('int', { default: 0 }) rows!: number;
  /** Of all cells in order: the same rows twice are one open import. */
  @Column('text', { nullable: true }) digest!: string | null;
  @Column('jsonb', { nullable: true }) mapping!: Mapping | null;
  /** Up to this line the rows have been read with the mapping. */
  @Column('int', { name: 'checked_to', default: 0 }) checkedTo!: number;
  @Column('jsonb', { nullable: true }) summary!: ImportSummary | null;
  /** The accepted run that the summary compares with. */
  @Column('uuid', { nullable: true }) against!: string | null;
  /** The person said that rows with faults may stay behind. */
  @Column('boolean', { name: 'without_bad_rows', default: false }) withoutBadRows!: boolean;
  @Column('uuid', { name: 'run_id', nullable: true }) @ForeignKey(() => Run, { name: 'list_import_run_fk' }) runId!: string | null;
  @Column('uuid', { name: 'created_by', nullable: true }) @ForeignKey(() => User, { name: 'list_import_created_by_fk' }) createdBy!: string | null;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
  @Column('uuid', { name: 'taken_by', nullable: true }) @ForeignKey(() => User, { name: 'list_import_taken_by_fk' }) takenBy!: string | null;
  @Column('timestamptz', { name: 'taken_at', nullable: true }) takenAt!: Date | null;
  @Column('timestamptz', { name: 'rows_dropped_at', nullable: true }) rowsDroppedAt!: Date | null;
}
