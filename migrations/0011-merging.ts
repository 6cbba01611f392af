import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two merchants become one, and can be taken apart again. */
export class Merging1700000000011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table merchant add column merged_into uuid constraint merchant_merged_into_fk references merchant;
      create index merchant_merged_into_idx on merchant (merged_into) where merged_into is not null;
      create table merchant_merge (
        id uuid primary key default gen_random_uuid(),
        winner_id uuid not null constraint merchant_merge_winner_fk references merchant,
        loser_id uuid not null constraint merchant_merge_loser_fk references merchant,
        why text not null,
        merged_by uuid constraint merchant_merge_user_fk references app_user,
        merged_at timestamptz not null,
        undone_by uuid constraint merchant_merge_undone_user_fk references app_user,
        undone_at timestamptz,
        constraint merchant_merge_two check (winner_id <> loser_id)
      );
      create unique index merchant_merge_live_idx on merchant_merge (loser_id) where undone_at is null;
      create index merchant_merge_winner_idx on merchant_merge (winner_id);
      create table merge_row (
        merge_id uuid not null constraint merge_row_merge_fk references merchant_merge,
        relation text not null,
        row_id text not null,
        before jsonb not null default '{}',
        primary key (merge_id, relation, row_id)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
