import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Models tried on the past: what each would have put on top, and what came of it. */
export class TimeMachine1700000000015 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table contact add column first_seen_at timestamptz;
      alter table contact add column invalid_since timestamptz;
      update contact set first_seen_at = seen_at, invalid_since = case when status = 'invalid' then seen_at end;
      create table score_replay (
        id uuid primary key default gen_random_uuid(),
        state text not null,
        weights jsonb not null,
        gates jsonb not null,
        published_id uuid not null,
        until timestamptz not null,
        weeks int not null,
        horizon_days int not null,
        outcome text not null,
        requested_by uuid constraint score_replay_user_fk references app_user,
        requested_at timestamptz not null default clock_timestamp(),
        finished_at timestamptz,
        held_by uuid,
        done int not null default 0,
        cutoffs jsonb not null default '[]',
        suggestion jsonb,
        error text
      );
      create index score_replay_recent_idx on score_replay (requested_at desc);
      create index score_replay_open_idx on score_replay (requested_at) where state in ('waiting', 'running');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
