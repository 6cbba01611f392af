import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { User } from './user.entity.js';

/** What a program signs in with. The key itself is shown once; its first characters name it to people. */
@Entity('api_key')
@Unique('api_key_token_unique', ['tokenHash'])
@Index('api_key_user_idx', { synchronize: false })
export class ApiKey {
  @PrimaryGeneratedColumn('uuid') id!: string;
  /** Whose role is its ceiling. */
  @ForeignKey(() => User, { name: 'api_key_user_fk' })
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('text') name!: string;
  @Column('text') prefix!: string;
  @Column('bytea', { name: 'token_hash' }) tokenHash!: Buffer;
  @Column('text', { array: true }) scopes!: string[];
  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}

/** What came of a request that a program may send again; kept for a day. `status` is null while it is under way. */
@Entity('idempotency_key')
@Index('idempotency_key_expiry_idx', { synchronize: false })
export class IdempotencyKey {
  @PrimaryColumn('uuid', { name: 'owner_id', primaryKeyConstraintName: 'idempotency_key_pk' }) ownerId!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_key_pk' }) key!: string;
  /** SHA-256 of method, address and body. */
  @Column('bytea') fingerprint!: Buffer;
  /** Who works on it: a request that took over from a dead one must not be overwritten by it. */
  @Column('uuid') claim!: string;
  @Column('timestamptz', { name: 'claimed_until' }) claimedUntil!: Date;
  @Column('int', { nullable: true }) status!: number | null;
  @Column('text', { nullable: true }) body!: string | null;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}
