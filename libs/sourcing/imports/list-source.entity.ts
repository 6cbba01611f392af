import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Source } from '../source.entity.js';
import type { Mapping } from './mapping.js';

/** A source whose rows people bring: nobody crawls it, but where it comes from and by which right is written down all the same. */
@Entity('list_source')
export class ListSource {
  @PrimaryColumn('uuid', { name: 'source_id', primaryKeyConstraintName: 'list_source_pkey' }) @ForeignKey(() => Source, { name: 'list_source_source_fk', onDelete: 'CASCADE' }) sourceId!: string;
  /** In words; merchants who ask where we know them from are told this. */
  @Column('text') origin!: string;
  @Column('text', { name: 'origin_url', nullable: true }) originUrl!: string | null;
  /** Of rows that name none. */
  @Column('text') category!: string;
  /** The columns as they were matched last; the next file starts with it. */
  @Column('jsonb', { nullable: true }) mapping!: Mapping | null;
}
