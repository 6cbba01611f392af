import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists that people bring themselves: where they come from, and each file or body of rows until it is taken in. */
export class ListImports1700000000008 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table list_source (
        source_id uuid primary key constraint list_source_source_fk references source on delete cascade,
        origin text not null,
        origin_url text,
        category text not null,
        mapping jsonb
      );
      create table list_import (
        id uuid primary key default gen_random_uuid(),
        source_id uuid not null constraint list_import_source_fk references list_source on delete cascade,
        name text not null,
        form text not null,
        separator text,
        charset text,
        state text not null,
        version int not null default 1,
        columns jsonb not null default '[]',
        rows int not null default 0,
        digest text,
        mapping jsonb,
        checked_to int not null default 0,
        summary jsonb,
        against uuid,
        without_bad_rows boolean not null default false,
        run_id uuid constraint list_import_run_fk references run,
        created_by uuid constraint list_import_created_by_fk references app_user,
        created_at timestamptz not null default clock_timestamp(),
        taken_by uuid constraint list_import_taken_by_fk references app_user,
        taken_at timestamptz,
        rows_dropped_at timestamptz
      );
      create unique index list_import_open_idx on list_import (source_id, digest) where state in ('mapping', 'checking', 'checked', 'taking');
      create index list_import_source_idx on list_import (source_id, created_at desc);
      create index list_import_run_idx on list_import (run_id) where run_id is not null;
      create table list_import_row (
        import_id uuid not null constraint list_import_row_import_fk references list_import on delete cascade,
        line int not null,
        cells jsonb not null,
        facts jsonb,
        faults jsonb not null default '[]',
        seller_id text,
        verdict text,
        changes jsonb,
        primary key (import_id, line)
      );
      create index list_import_row_verdict_idx on list_import_row (import_id, verdict, line) where verdict is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
