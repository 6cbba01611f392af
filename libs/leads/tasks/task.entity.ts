import { User } from '#access';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Lead } from '../lead.entity.js';
import type { Repeat } from './local-time.js';

/** Something that a person means to do about a lead. One that repeats is a series of rows: the next is made when one is done. */
@Entity('task')
@Unique('task_occurrence_unique', ['seriesId', 'occurrence'])
@Check('task_repeat_known', `repeat in ('daily', 'weekly', 'monthly')`)
@Index('task_open_idx', { synchronize: false })
@Index('task_lead_idx', { synchronize: false })
export class Task {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Lead, { name: 'task_lead_fk' })
  @Column('uuid', { name: 'lead_id' }) leadId!: string;
  @ForeignKey(() => User, { name: 'task_owner_fk' })
  @Column('uuid', { name: 'owner_id' }) ownerId!: string;
  @ForeignKey(() => User, { name: 'task_creator_fk' })
  @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('text') title!: string;
  /** What the wall clock shows in `zone` when it is due; kept, so that a repeat stays at its hour when clocks change. */
  @Column('timestamp', { name: 'due_local' }) dueLocal!: Date;
  /** IANA time zone. */
  @Column('text') zone!: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('text', { nullable: true }) repeat!: Repeat | null;
  /** 1 to 31, of the first one of the series: a month without that day ends with its last. */
  @Column('int', { name: 'month_day', nullable: true }) monthDay!: number | null;
  @Column('uuid', { name: 'series_id' }) seriesId!: string;
  @Column('int', { default: 1 }) occurrence!: number;
  @Column('int', { default: 1 }) version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt!: Date | null;
  @ForeignKey(() => User, { name: 'task_doer_fk' })
  @Column('uuid', { name: 'done_by', nullable: true }) doneBy!: string | null;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) cancelledAt!: Date | null;
}
