import { Column, Entity, ForeignKey, PrimaryGeneratedColumn } from 'typeorm';
import { User } from './user.entity.js';

/** Who did what to what. Only ever added to. */
@Entity('audit_event')
export class AuditEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
  @ForeignKey(() => User, { name: 'audit_event_user_fk' })
  @Column('uuid', { name: 'user_id', nullable: true }) userId!: string | null;
  @Column('text') action!: string;
  @Column('text') subject!: string;
  @Column('jsonb', { nullable: true }) before!: unknown;
  @Column('jsonb', { nullable: true }) after!: unknown;
  @Column('text', { name: 'request_id', nullable: true }) requestId!: string | null;
}
