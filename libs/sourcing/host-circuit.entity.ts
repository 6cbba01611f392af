import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A host that showed us the door, and until when it is left alone. */
@Entity('host_circuit')
export class HostCircuit {
  /** `name:port`. */
  @PrimaryColumn('text') host!: string;
  /** 0: first time, 1: again, 2: a person decides. */
  @Column('int') level!: number;
  /** Machine time; null: until a person closes it. */
  @Column('timestamptz', { name: 'open_until', nullable: true }) openUntil!: Date | null;
  @Column('text') reason!: string;
  @Column('uuid', { name: 'run_id', nullable: true }) runId!: string | null;
  @CreateDateColumn({ type: 'timestamptz', name: 'opened_at', default: () => 'clock_timestamp()' }) openedAt!: Date;
}
