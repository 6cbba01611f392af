import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One change of many leads at once: which leads, what became of each, and what each was before. */
export class BulkActions1700000000025 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table bulk_action (
        id uuid primary key default gen_random_uuid(),
        change jsonb not null,
        selection jsonb not null,
        state text not null,
        leads int not null default 0,
        created_by uuid constraint bulk_action_created_by_fk references app_user,
        created_at timestamptz not null default clock_timestamp(),
        started_at timestamptz,
        finished_at timestamptz,
        undone_by uuid constraint bulk_action_undone_by_fk references app_user,
        undone_at timestamptz
      );
      create index bulk_action_recent_idx on bulk_action (created_at desc);
      create index bulk_action_open_idx on bulk_action (created_at) where state in ('running', 'undoing');
      create table bulk_item (
        bulk_id uuid not null constraint bulk_item_bulk_fk references bulk_action on delete cascade,
        place int not null,
        lead_id uuid not null,
        version int,
        outcome text not null,
        reason text,
        before jsonb,
        version_after int,
        primary key (bulk_id, place)
      );
      create index bulk_item_outcome_idx on bulk_item (bulk_id, outcome, place);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
