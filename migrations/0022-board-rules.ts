import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a lead has been in a stage for too long, how long it usually takes, why leads are lost and when to ask again, and the views that people keep. */
export class BoardRules1700000000022 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table stage_limit (
        stage text primary key,
        amber_days int,
        red_days int,
        wip_hint int,
        version int not null default 1,
        constraint stage_limit_order check ((amber_days is null) = (red_days is null) and (amber_days is null or amber_days < red_days))
      );
      insert into stage_limit (stage, amber_days, red_days) values ('sourced', null, null), ('qualified', null, null), ('queued', 3, 7), ('contacted', 14, 28), ('engaged', 3, 7),
        ('offer_sent', 7, 14), ('accepted', 3, 7), ('onboarding', 14, 30), ('activated', null, null);
      create table stage_pace (
        stage text primary key,
        median_days real not null,
        moves int not null,
        computed_at timestamptz not null
      );
      create index stage_move_from_idx on stage_move (from_stage, at desc) where from_stage is not null;

      alter table lead add column close_code text, add column reapproach_at timestamptz;

      create table saved_view (
        id uuid primary key,
        owner_id uuid not null constraint saved_view_owner_fk references app_user,
        name text not null,
        shared boolean not null,
        screen text not null,
        filters jsonb not null,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      create unique index saved_view_name_idx on saved_view ((case when shared then null else owner_id end), lower(name)) nulls not distinct;
      create table saved_view_default (
        user_id uuid primary key constraint saved_view_default_user_fk references app_user,
        view_id uuid not null constraint saved_view_default_view_fk references saved_view on delete cascade
      );
      create index saved_view_default_view_idx on saved_view_default (view_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
