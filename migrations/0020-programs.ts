import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programs and trust: API keys, idempotency keys, the audit log closed against rewriting, and the identity provider. */
export class Programs1700000000020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table api_key (
        id uuid primary key default gen_random_uuid(),
        user_id uuid not null constraint api_key_user_fk references app_user,
        name text not null,
        prefix text not null,
        token_hash bytea not null constraint api_key_token_unique unique,
        scopes text[] not null,
        created_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz not null,
        last_used_at timestamptz,
        revoked_at timestamptz
      );
      create index api_key_user_idx on api_key (user_id);
      create table idempotency_key (
        owner_id uuid not null,
        key text not null,
        fingerprint bytea not null,
        claim uuid not null,
        claimed_until timestamptz not null,
        status int,
        body text,
        expires_at timestamptz not null,
        constraint idempotency_key_pk primary key (owner_id, key)
      );
      create index idempotency_key_expiry_idx on idempotency_key (expires_at);

      alter table audit_event add column api_key_id uuid constraint audit_event_key_fk references api_key;
      create index audit_event_user_idx on audit_event (user_id, id);
      create index audit_event_action_idx on audit_event (action, id);
      create index audit_event_subject_idx on audit_event (subject text_pattern_ops, id);
      create index audit_event_at_idx on audit_event (at, id);
      create function audit_event_is_append_only() returns trigger language plpgsql as $$
        begin
          raise exception 'audit_event is only ever added to' using errcode = 'insufficient_privilege';
        end $$;
      create trigger audit_event_append_only before update or delete on audit_event for each row execute function audit_event_is_append_only();

      create table identity_provider (
        id boolean primary key default true constraint identity_provider_single check (id),
        issuer text not null,
        client_id text not null,
        client_secret bytea not null,
        name text not null,
        enabled boolean not null,
        domains text[] not null default '{}',
        version int not null default 1
      );
      create table identity_attempt (
        state_hash bytea not null constraint identity_attempt_pk primary key,
        nonce text not null,
        verifier bytea not null,
        expires_at timestamptz not null
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
