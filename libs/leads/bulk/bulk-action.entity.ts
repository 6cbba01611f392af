import { User } from '#access';
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { BulkChange, BulkOutcome, BulkReason, BulkState } from './bulk-change.js';

/** One change of many leads, from its preview to its undoing. All its times are machine time. */
@Entity('bulk_action')
@Index('bulk_action_recent_idx', { synchronize: false })
@Index('bulk_action_open_idx', { synchronize: false })
export class BulkAction {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('jsonb') change!: BulkChange;
  /** How the leads were chosen, for people: `{ ids: 12 }` or `{ filters: {…} }`. The leads themselves are its items. */
  @Column('jsonb') selection!: Record<string, unknown>;
  @Column('text') state!: BulkState;
  @Column('int', { default: 0 }) leads!: number;
  @ForeignKey(() => User, { name: 'bulk_action_created_by_fk' })
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy!: string | null;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @ForeignKey(() => User, { name: 'bulk_action_undone_by_fk' })
  @Column('uuid', { name: 'undone_by', nullable: true }) undoneBy!: string | null;
  @Column('timestamptz', { name: 'undone_at', nullable: true }) undoneAt!: Date | null;
}

/** One lead of it, as it stood when it was chosen. */
@Entity('bulk_item')
@Index('bulk_item_outcome_idx', { synchronize: false })
export class BulkItem {
  @ForeignKey(() => BulkAction, { name: 'bulk_item_bulk_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'bulk_id' }) bulkId!: string;
  /** In the order of the list, from 1. */
  @PrimaryColumn('int') place!: number;
  /** No foreign key: a person may name a lead that is gone, and is told so. */
  @Column('uuid', { name: 'lead_id' }) leadId!: string;
  @Column('int', { nullable: true }) version!: number | null;
  @Column('text') outcome!: BulkOutcome;
  @Column('text', { nullable: true }) reason!: BulkReason | null;
  /** What was changed, as it was. */
  @Column('jsonb', { nullable: true }) before!: Record<string, unknown> | null;
  /** The lead's version once changed: while it is the lead's, nobody has touched it since. */
  @Column('int', { name: 'version_after', nullable: true }) versionAfter!: number | null;
}
