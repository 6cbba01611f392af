import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The company's own sign-in, by OpenID Connect. One row, or none. */
@Entity('identity_provider')
@Check('identity_provider_single', 'id')
export class IdentityProvider {
  @PrimaryColumn('boolean', { default: true }) id!: boolean;
  @Column('text') issuer!: string;
  @Column('text', { name: 'client_id' }) clientId!: string;
  /** Sealed under the instance's key; never leaves the house again. */
  @Column('bytea', { name: 'client_secret' }) clientSecret!: Buffer;
  /** What people call it: "Continue with …". */
  @Column('text') name!: string;
  @Column('boolean') enabled!: boolean;
  /** Mail domains whose people come in by themselves, as read-only. */
  @Column('text', { array: true, default: '{}' }) domains!: string[];
  @Column('int', { default: 1 }) version!: number;
}

/** A sign-in that was sent to the provider and is awaited back, for ten minutes and once. */
@Entity('identity_attempt')
export class IdentityAttempt {
  @PrimaryColumn('bytea', { name: 'state_hash', primaryKeyConstraintName: 'identity_attempt_pk' }) stateHash!: Buffer;
  @Column('text') nonce!: string;
  /** PKCE verifier (RFC 7636), sealed. */
  @Column('bytea') verifier!: Buffer;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}
