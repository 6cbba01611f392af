import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RowChange, Verdict } from './import-states.js';
import { ListImport } from './list-import.entity.js';
import type { Fault, RowFacts } from './row-reader.js';

/** One row as it was brought, what the mapping reads in it, and what taking it in would do. */
@Entity('list_import_row')
@Index('list_import_row_verdict_idx', { synchronize: false })
export class ListImportRow {
  @PrimaryColumn('uuid', { name: 'import_id' }) @ForeignKey(() => ListImport, { name: 'list_import_row_import_fk', onDelete: 'CASCADE' }) importId!: string;
  /** Of the file, from 1, where the row begins; of JSON rows the place from 1. */
  @PrimaryColumn('int') line!: number;
  @Column('jsonb') cells!: string[];
  @Column('jsonb', { nullable: true }) facts!: RowFacts | null;
  @Column('jsonb', { default: [] }) faults!: Fault[];
  @Column('text', { name: 'seller_id', nullable: true }) sellerId!: string | null;
  @Column('text', { nullable: true }) verdict!: Verdict | null;
  @Column('jsonb', { nullable: true }) changes!: RowChange[] | null;
}
