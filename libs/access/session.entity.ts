import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { User } from './user.entity.js';

/** A signed-in browser. The token itself is only in its cookie. */
@Entity('session')
@Unique('session_token_unique', ['tokenHash'])
@Index('session_user_idx', { synchronize: false })
export class Session {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('bytea', { name: 'token_hash' }) tokenHash!: Buffer;
  @ForeignKey(() => User, { name: 'session_user_fk' })
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'last_seen_at', default: () => 'clock_timestamp()' }) lastSeenAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('text') ip!: string;
  @Column('text', { name: 'user_agent' }) userAgent!: string;
  /** `password` or `oidc`: who signs in with an identity provider proves the second factor there. */
  @Column('text', { default: 'password' }) method!: string;
}

/** A sign-in that failed, per account and per address; old rows are forgotten. */
@Entity('sign_in_failure')
@Index('sign_in_failure_subject_idx', { synchronize: false })
export class SignInFailure {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text') subject!: string;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
}
