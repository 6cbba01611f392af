import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What a person may do; checked on the server for every action (FEATURES X1). */
export const ROLES = ['admin', 'lead', 'rep', 'operator', 'compliance', 'reader'] as const;
export type Role = (typeof ROLES)[number];

@Entity('app_user')
@Unique('app_user_email_unique', ['email'])
@Index('app_user_identity_idx', { synchronize: false })
export class User {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text') role!: Role;
  /** PHC string of Argon2id; null: this person has no password and signs in with the identity provider. */
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash!: string | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;
  /** Counts edits of the role and of access; sent back with the next one. */
  @Column('int', { default: 1 }) version!: number;
  /** Sealed under the instance's key; see `Keys.seal`. */
  @Column('bytea', { name: 'totp_secret', nullable: true }) totpSecret!: Buffer | null;
  /** Null while enrolment is under way: a code from the app has not been shown yet. */
  @Column('timestamptz', { name: 'totp_confirmed_at', nullable: true }) totpConfirmedAt!: Date | null;
  /** The latest time step whose code was taken (RFC 6238 5.2: never twice). */
  @Column('bigint', { name: 'totp_last_step', nullable: true }) totpLastStep!: number | null;
  /** Who the identity provider says they are: issuer and subject of the ID token, kept at the first sign-in through it. */
  @Column('text', { name: 'identity_issuer', nullable: true }) identityIssuer!: string | null;
  @Column('text', { name: 'identity_subject', nullable: true }) identitySubject!: string | null;
}
