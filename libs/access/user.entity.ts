import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What a person may do; checked on the server for every action (FEATURES X1). */
export const ROLES = ['admin', 'lead', 'rep', 'operator', 'compliance', 'reader'] as const;
export type Role = (typeof ROLES)[number];

@Entity('app_user')
@Unique('app_user_email_unique', ['email'])
export class User {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text') role!: Role;
  /** PHC string of Argon2id. */
  @Column('text', { name: 'password_hash' }) passwordHash!: string;
  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;
}
