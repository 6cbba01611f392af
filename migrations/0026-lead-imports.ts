import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Leads and merchants that people bring in a file, row by row until they are taken in; and what people said of businesses, for comparing the next file with. */
export class LeadImports1700000000026 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table lead_import (
        id uuid primary key default gen_random_uuid(),
        name text not null,
        form text not null,
        separator text,
        charset text,
        state text not null,
        version int not null default 1,
        columns jsonb not null default '[]',
        mapping jsonb,
        rows int not null default 0,
        reached int not null default 0,
        summary jsonb,
        created_by uuid constraint lead_import_created_by_fk references app_user,
        created_at timestamptz not null default clock_timestamp(),
        taken_by uuid constraint lead_import_taken_by_fk references app_user,
        taken_at timestamptz,
        finished_at timestamptz,
        rows_dropped_at timestamptz
      );
      create index lead_import_recent_idx on lead_import (created_at desc);
      create index lead_import_open_idx on lead_import (created_at) where state in ('reading', 'matching', 'taking');
      create table lead_import_row (
        import_id uuid not null constraint lead_import_row_import_fk references lead_import on delete cascade,
        line int not null,
        cells jsonb not null,
        facts jsonb,
        faults jsonb not null default '[]',
        verdict text,
        lead_id uuid,
        merchant_id uuid,
        like_line int,
        alike jsonb,
        decision text,
        seen text,
        changes jsonb,
        outcome text,
        primary key (import_id, line)
      );
      create index lead_import_row_verdict_idx on lead_import_row (import_id, verdict, line) where verdict is not null;
      create index lead_import_row_merchant_idx on lead_import_row (import_id, merchant_id) where merchant_id is not null;
      create table said_party (
        number int generated always as identity primary key,
        import_id uuid,
        line int,
        merchant_id uuid constraint said_party_merchant_fk references merchant,
        party jsonb not null,
        family text not null,
        door text not null,
        counted bigint[] not null,
        constraint said_party_row_unique unique (import_id, line)
      );
      create index said_party_merchant_idx on said_party (merchant_id) where merchant_id is not null;
      create table said_block (
        key bigint not null,
        party int not null constraint said_block_party_fk references said_party on delete cascade,
        primary key (key, party)
      );
      create index said_block_party_idx on said_block (party);
      alter table contact alter column run_id drop not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
