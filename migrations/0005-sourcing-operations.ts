import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sourcing that an operator can leave alone: captures, the quarantine gate, schedules with their exceptions, circuits, alerts, robots diffs. */
export class SourcingOperations1700000000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table recipe_version add column promoted_at timestamptz default clock_timestamp();
      alter table recipe_version add column imported_at timestamptz;
      alter table recipe_version add column proposed_by uuid constraint recipe_version_proposed_by_fk references app_user;
      update recipe_version set promoted_at = created_at, imported_at = created_at;

      alter table source add column skip_moment timestamptz;
      alter table source add column blackouts jsonb not null default '[]';
      alter table source add column scheduled_to timestamptz;

      alter table run add column gates jsonb;
      alter table run add column profile jsonb;
      alter table run add column decision text;
      alter table run add column decided_by uuid constraint run_decided_by_fk references app_user;
      alter table run add column decided_at timestamptz;
      alter table run add column note text;
      alter table run add column settled_at timestamptz;
      create index run_unsettled_idx on run (finished_at) where settled_at is null;

      alter table robots_file add column previous_body text;
      alter table robots_file add column changed_at timestamptz;
      alter table robots_file add column accepted_at timestamptz;
      alter table robots_file add column accepted_by uuid constraint robots_file_accepted_by_fk references app_user;

      create table capture (
        id bigint generated always as identity primary key,
        run_id uuid not null constraint capture_run_fk references run on delete cascade,
        page_id bigint not null constraint capture_page_fk references run_page on delete cascade,
        kind text not null,
        url text not null,
        blob text not null,
        bytes int not null,
        at timestamptz not null default clock_timestamp(),
        expires_at timestamptz,
        constraint capture_unique unique (run_id, page_id, kind)
      );
      create index capture_expiry_idx on capture (expires_at) where expires_at is not null;
      create table host_circuit (
        host text primary key,
        level int not null,
        open_until timestamptz,
        reason text not null,
        run_id uuid,
        opened_at timestamptz not null default clock_timestamp()
      );
      create table alert (
        id uuid primary key default gen_random_uuid(),
        source_id uuid not null constraint alert_source_fk references source on delete cascade,
        kind text not null,
        run_id uuid,
        text text not null,
        opened_at timestamptz not null default clock_timestamp(),
        notified_at timestamptz,
        recovered_at timestamptz,
        recovery_text text,
        recovery_notified_at timestamptz
      );
      create unique index alert_open_idx on alert (source_id, kind) where recovered_at is null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
