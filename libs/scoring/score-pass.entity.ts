import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One scoring of everybody: `waiting` (at most one), `running`, `done` or `failed`. */
@Entity('score_pass')
@Index('score_pass_waiting_idx', { synchronize: false })
export class ScorePass {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') reason!: string;
  @Column('text') state!: 'waiting' | 'running' | 'done' | 'failed';
  /** Business time as of which it scores. */
  @Column('timestamptz', { name: 'business_at' }) businessAt!: Date;
  @Column('timestamptz', { name: 'requested_at', default: () => 'clock_timestamp()' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @Column('uuid', { name: 'held_by', nullable: true }) heldBy!: string | null;
  @Column('int', { nullable: true }) merchants!: number | null;
  @Column('int', { nullable: true }) changed!: number | null;
}
