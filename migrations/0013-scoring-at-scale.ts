import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was measured is stored apart from what it scores: a new model reads narrow rows; a run measures only the cells that it touched. */
export class ScoringAtScale1700000000013 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table storefront_signal (
        storefront_id uuid primary key constraint storefront_signal_storefront_fk references storefront,
        marketplace text not null,
        category text not null,
        shares smallint[] not null default '{}',
        evidence jsonb not null default '[]',
        best_rank int,
        rating real,
        rating_count int,
        observed_at timestamptz
      );
      create index storefront_signal_cell_idx on storefront_signal (marketplace, category);
      create table merchant_signal (
        merchant_id uuid primary key constraint merchant_signal_merchant_fk references merchant,
        shares smallint[] not null,
        rating real,
        ratings int,
        country char(2),
        categories text[] not null,
        blocked text,
        ours_since timestamptz,
        seen_at timestamptz not null
      );
      create table merchant_evidence (
        merchant_id uuid primary key constraint merchant_evidence_merchant_fk references merchant,
        lines jsonb not null,
        marketplaces text[] not null,
        category text not null,
        best_rank int,
        storefronts int not null,
        reachable boolean not null,
        why text not null,
        mark bigint not null
      );
      create table score_due_run (run_id uuid primary key);
      create table score_due_cell (
        marketplace text not null,
        category text not null,
        primary key (marketplace, category)
      );
      create table score_due_merchant (merchant_id uuid primary key);

      alter table score_pass add column everything boolean not null default false;
      alter table score_pass add column rescore boolean not null default false;
      alter table score_pass add column stage text not null default 'locating';
      alter table score_pass add column model_id uuid;
      alter table score_pass add column served text[];
      alter table score_pass add column cursor text;
      alter table score_pass add column done int not null default 0;
      alter table score_pass add column total int not null default 0;
      alter table score_pass add column started_at timestamptz;
      create index score_pass_recent_idx on score_pass (requested_at desc);
      insert into score_pass (reason, state, business_at, everything)
        select 'what was measured is stored from now on', 'waiting', clock_timestamp(), true where exists (select from merchant_score)
        on conflict (state) where state = 'waiting' do update set everything = true;

      alter table merchant_score drop constraint merchant_score_model_fk;
      alter table merchant_score drop column contributions, drop column marketplaces, drop column category, drop column best_rank, drop column storefronts, drop column reachable;
      alter table merchant_score add column override int not null default 0;
      alter table merchant_score add column changes int not null default 0;
      update merchant_score s set changes = (select count(*) from score_change c where c.merchant_id = s.merchant_id);
      alter table score_change drop constraint score_change_merchant_fk;

      alter table score_model add column published_by uuid constraint score_model_published_by_fk references app_user;
      alter table score_model add column edited_at timestamptz;
      create unique index score_model_draft_idx on score_model (state) where state = 'draft';

      create table score_override (
        id uuid primary key default gen_random_uuid(),
        merchant_id uuid not null constraint score_override_merchant_fk references merchant,
        points int not null,
        reason text not null,
        by_user_id uuid constraint score_override_user_fk references app_user,
        at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz,
        ended_by uuid constraint score_override_ended_by_fk references app_user
      );
      create unique index score_override_live_idx on score_override (merchant_id) where ended_at is null;
      create index score_override_expiry_idx on score_override (expires_at) where ended_at is null;
      create table score_engagement (
        id bigint generated always as identity primary key,
        merchant_id uuid not null constraint score_engagement_merchant_fk references merchant,
        kind text not null,
        source_id text not null,
        at timestamptz not null,
        constraint score_engagement_unique unique (kind, source_id)
      );
      create index score_engagement_merchant_idx on score_engagement (merchant_id, at desc);
      create table our_seller (
        merchant_id uuid primary key constraint our_seller_merchant_fk references merchant,
        since timestamptz not null
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
