import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sources that can be changed after they were made, and a ledger that names its evidence. */
export class SourcesKeptUp1700000000009 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table source add column jitter_percent int not null default 10;
      alter table source add column expected_items jsonb;
      alter table source add column version int not null default 1;

      alter table run add column permission jsonb;
      alter table run_page add column robots_file text;
      alter table run_page add column budget_left int;
      alter table run_page add column mode_check text;
      create table robots_text (
        hash text primary key,
        body text not null,
        first_seen_at timestamptz not null default clock_timestamp()
      );

      create table reading (
        id uuid primary key default gen_random_uuid(),
        kind text not null,
        recipe_id text not null,
        recipe_version_id uuid constraint reading_version_fk references recipe_version,
        run_id uuid constraint reading_run_fk references run on delete cascade,
        yaml text,
        note text,
        asked_by uuid not null constraint reading_asked_by_fk references app_user,
        asked_at timestamptz not null default clock_timestamp(),
        state text not null default 'waiting',
        held_by uuid,
        pages_done int not null default 0,
        pages_total int,
        finished_at timestamptz,
        result jsonb,
        problem jsonb
      );
      create index reading_open_idx on reading (asked_at) where state in ('waiting', 'reading');

      insert into robots_text (hash, body) select distinct encode(sha256(convert_to(coalesce(body, ''), 'UTF8')), 'hex'), coalesce(body, '') from robots_file where status < 500;

      -- Pictures are masked when they are taken; those that were taken before go, and are taken anew where somebody still needs them.
      update capture set expires_at = clock_timestamp() where kind = 'screenshot';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
