import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Source } from '../source.entity.js';

export const ALERT_KINDS = ['missed', 'stuck', 'failed', 'quarantined', 'blocked', 'robots', 'silent', 'review', 'mode'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** One incident of a source: told once when it opens and once when it is over. Times are machine time. */
@Entity('alert')
@Index('alert_open_idx', { synchronize: false })
export class Alert {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid', { name: 'source_id' }) @ForeignKey(() => Source, { name: 'alert_source_fk', onDelete: 'CASCADE' }) sourceId!: string;
  @Column('text') kind!: AlertKind;
  @Column('uuid', { name: 'run_id', nullable: true }) runId!: string | null;
  @Column('text') text!: string;
  @CreateDateColumn({ type: 'timestamptz', name: 'opened_at', default: () => 'clock_timestamp()' }) openedAt!: Date;
  @Column('timestamptz', { name: 'notified_at', nullable: true }) notifiedAt!: Date | null;
  @Column('timestamptz', { name: 'recovered_at', nullable: true }) recoveredAt!: Date | null;
  @Column('text', { name: 'recovery_text', nullable: true }) recoveryText!: string | null;
  @Column('timestamptz', { name: 'recovery_notified_at', nullable: true }) recoveryNotifiedAt!: Date | null;
}
