import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Platform and access: outbox, clock, leases, rates; workspace, people, sessions, audit. */
export class Ground1700000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`create extension if not exists pg_trgm`);
    await db.query(`
      create table outbox (
        id bigint generated always as identity primary key,
        event text not null,
        payload jsonb not null,
        created_at timestamptz not null default clock_timestamp(),
        attempts int not null default 0,
        next_try_at timestamptz not null default clock_timestamp(),
        dead boolean not null default false,
        last_error text
      );
      create table clock_offset (
        id boolean primary key default true constraint clock_offset_single check (id),
        offset_ms bigint not null default 0
      );
      insert into clock_offset default values;
      create table rate_bucket (key text primary key, booked_at timestamptz not null);
      create table instance_lease (holder uuid primary key, expires_at timestamptz not null);

      create table workspace (
        id boolean primary key default true constraint workspace_single check (id),
        name text not null,
        legal_name text not null,
        postal_address text not null,
        zone text not null,
        currency char(3) not null,
        armed_at timestamptz,
        armed_for text,
        created_at timestamptz not null default clock_timestamp()
      );
      create table region (
        id uuid primary key default gen_random_uuid(),
        name text not null constraint region_name_unique unique,
        countries text[] not null default '{}',
        created_at timestamptz not null default clock_timestamp()
      );
      create table app_user (
        id uuid primary key default gen_random_uuid(),
        email text not null constraint app_user_email_unique unique,
        name text not null,
        role text not null,
        password_hash text not null,
        created_at timestamptz not null default clock_timestamp(),
        disabled_at timestamptz
      );
      create table session (
        id uuid primary key default gen_random_uuid(),
        token_hash bytea not null constraint session_token_unique unique,
        user_id uuid not null constraint session_user_fk references app_user,
        created_at timestamptz not null default clock_timestamp(),
        last_seen_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz not null,
        ip text not null,
        user_agent text not null
      );
      create index session_user_idx on session (user_id);
      create table sign_in_failure (
        id bigint generated always as identity primary key,
        subject text not null,
        at timestamptz not null default clock_timestamp()
      );
      create index sign_in_failure_subject_idx on sign_in_failure (subject, at);
      create table audit_event (
        id bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        user_id uuid constraint audit_event_user_fk references app_user,
        action text not null,
        subject text not null,
        before jsonb,
        after jsonb,
        request_id text
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
