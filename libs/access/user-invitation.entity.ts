import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { User, type Role } from './user.entity.js';

/** A link that lets somebody in: a new person, or one who sets a new password. The token itself is only in the link. */
@Entity('user_invitation')
@Unique('user_invitation_token_unique', ['tokenHash'])
@Index('user_invitation_open_idx', { synchronize: false })
export class UserInvitation {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') email!: string;
  @Column('text') role!: Role;
  /** Who sets a new password; null: somebody new. */
  @ForeignKey(() => User, { name: 'user_invitation_user_fk' })
  @Column('uuid', { name: 'user_id', nullable: true }) userId!: string | null;
  @Column('bytea', { name: 'token_hash' }) tokenHash!: Buffer;
  @ForeignKey(() => User, { name: 'user_invitation_by_fk' })
  @Column('uuid', { name: 'invited_by' }) invitedBy!: string;
  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  /** `accepted`, `revoked` or `replaced`. */
  @Column('text', { nullable: true }) outcome!: string | null;
}

/** One of the codes that stand in for a lost authenticator, each once. */
@Entity('recovery_code')
export class RecoveryCode {
  @ForeignKey(() => User, { name: 'recovery_code_user_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'recovery_code_pk' }) userId!: string;
  @PrimaryColumn('bytea', { name: 'code_hash', primaryKeyConstraintName: 'recovery_code_pk' }) codeHash!: Buffer;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
}
