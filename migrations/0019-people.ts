import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People: invitations, versioned edits, a second factor with recovery codes, and how a session was opened. */
export class People1700000000019 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table app_user
        add column version int not null default 1,
        add column totp_secret bytea,
        add column totp_confirmed_at timestamptz,
        add column totp_last_step bigint,
        add column identity_issuer text,
        add column identity_subject text,
        alter column password_hash drop not null;
      create unique index app_user_identity_idx on app_user (identity_issuer, identity_subject) where identity_subject is not null;
      create table recovery_code (
        user_id uuid not null constraint recovery_code_user_fk references app_user on delete cascade,
        code_hash bytea not null,
        used_at timestamptz,
        constraint recovery_code_pk primary key (user_id, code_hash)
      );
      alter table workspace add column totp_required boolean not null default false;
      alter table session add column method text not null default 'password';
      create table user_invitation (
        id uuid primary key default gen_random_uuid(),
        email text not null,
        role text not null,
        user_id uuid constraint user_invitation_user_fk references app_user,
        token_hash bytea not null constraint user_invitation_token_unique unique,
        invited_by uuid not null constraint user_invitation_by_fk references app_user,
        created_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz not null,
        closed_at timestamptz,
        outcome text
      );
      create unique index user_invitation_open_idx on user_invitation (email) where closed_at is null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
