import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { ApiKey } from './api-key.entity.js';
import { User } from './user.entity.js';

/** Who did what to what. Only ever added to: a trigger refuses every update and delete. */
@Entity('audit_event')
@Index('audit_event_user_idx', { synchronize: false })
@Index('audit_event_action_idx', { synchronize: false })
@Index('audit_event_subject_idx', { synchronize: false })
@Index('audit_event_at_idx', { synchronize: false })
export class AuditEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
  @ForeignKey(() => User, { name: 'audit_event_user_fk' })
  @Column('uuid', { name: 'user_id', nullable: true }) userId!: string | null;
  @Column('text') action!: string;
  @Column('text') subject!: string;
  @Column('jsonb', { nullable: true }) before!: unknown;
  @Column('jsonb', { nullable: true }) after!: unknown;
  /** The key that a program of theirs used; null: they did it themselves. */
  @ForeignKey(() => ApiKey, { name: 'audit_event_key_fk' })
  @Column('uuid', { name: 'api_key_id', nullable: true }) apiKeyId!: string | null;
  @Column('text', { name: 'request_id', nullable: true }) requestId!: string | null;
}
