import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Merchants behind storefronts, who is worth asking, and the funnel. */
export class MerchantsScoringLeads1700000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table merchant (
        id uuid primary key default gen_random_uuid(),
        name text not null,
        legal_name text,
        country char(2),
        search_text text not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      create index merchant_search_idx on merchant using gin (search_text gin_trgm_ops);
      create table merchant_key (
        kind text not null,
        value text not null,
        merchant_id uuid not null constraint merchant_key_merchant_fk references merchant,
        primary key (kind, value)
      );
      create index merchant_key_merchant_idx on merchant_key (merchant_id);
      create table identity_link (
        id uuid primary key default gen_random_uuid(),
        storefront_id uuid not null constraint identity_link_storefront_fk references storefront,
        merchant_id uuid not null constraint identity_link_merchant_fk references merchant,
        reason text not null,
        linked_by text not null,
        linked_at timestamptz not null,
        unlinked_at timestamptz
      );
      create unique index identity_link_live_idx on identity_link (storefront_id) where unlinked_at is null;
      create index identity_link_merchant_idx on identity_link (merchant_id) where unlinked_at is null;
      create table contact (
        id uuid primary key default gen_random_uuid(),
        merchant_id uuid not null constraint contact_merchant_fk references merchant,
        kind text not null,
        value text not null,
        address_mac bytea,
        domain_mac bytea,
        role boolean not null default false,
        status text not null default 'unknown',
        status_reason text,
        source_url text not null,
        run_id uuid not null,
        seen_at timestamptz not null,
        constraint contact_unique unique (merchant_id, kind, value)
      );
      create index contact_address_idx on contact (address_mac);
      create table fact (
        merchant_id uuid not null constraint fact_merchant_fk references merchant,
        storefront_id uuid not null constraint fact_storefront_fk references storefront,
        name text not null,
        value text not null,
        source_url text not null,
        run_id uuid not null,
        recipe_version_id uuid not null,
        seen_at timestamptz not null,
        confidence real not null,
        primary key (merchant_id, storefront_id, name)
      );
      create table suppression (
        id uuid primary key default gen_random_uuid(),
        scope text not null,
        mac bytea,
        merchant_id uuid constraint suppression_merchant_fk references merchant,
        country char(2),
        reason text not null,
        evidence jsonb not null default '{}',
        created_at timestamptz not null,
        lifted_at timestamptz
      );
      create unique index suppression_mac_idx on suppression (scope, mac) where lifted_at is null and mac is not null;
      create unique index suppression_merchant_idx on suppression (merchant_id) where lifted_at is null and scope = 'merchant';
      create unique index suppression_country_idx on suppression (country) where lifted_at is null and scope = 'country';

      create table score_model (
        id uuid primary key default gen_random_uuid(),
        version int not null constraint score_model_version_unique unique,
        state text not null,
        weights jsonb not null,
        gates jsonb not null,
        note text not null,
        published_at timestamptz
      );
      create unique index score_model_published_idx on score_model (state) where state = 'published';
      create table score_pass (
        id uuid primary key default gen_random_uuid(),
        reason text not null,
        state text not null,
        business_at timestamptz not null,
        requested_at timestamptz not null default clock_timestamp(),
        finished_at timestamptz,
        held_by uuid,
        merchants int,
        changed int
      );
      create unique index score_pass_waiting_idx on score_pass (state) where state = 'waiting';
      create table merchant_score (
        merchant_id uuid primary key constraint merchant_score_merchant_fk references merchant,
        model_id uuid not null constraint merchant_score_model_fk references score_model,
        pass_id uuid not null,
        score int not null,
        contributions jsonb not null,
        gates jsonb not null,
        marketplaces text[] not null,
        category text not null,
        best_rank int,
        storefronts int not null,
        reachable boolean not null,
        scored_at timestamptz not null
      );
      create index merchant_score_rank_idx on merchant_score (score desc, merchant_id);
      create table score_change (
        id bigint generated always as identity primary key,
        merchant_id uuid not null constraint score_change_merchant_fk references merchant,
        model_id uuid not null,
        from_score int,
        to_score int not null,
        why text not null,
        at timestamptz not null
      );
      create index score_change_merchant_idx on score_change (merchant_id, at desc);

      create table funnel_rule (
        id boolean primary key default true constraint funnel_rule_single check (id),
        qualify_at int not null default 40,
        daily_picks int not null default 0,
        pick_hour int not null default 8,
        cool_down_days int not null default 90
      );
      insert into funnel_rule default values;
      create table daily_pick (
        day date primary key,
        picked int not null,
        at timestamptz not null
      );
      create table lead (
        id uuid primary key default gen_random_uuid(),
        merchant_id uuid not null constraint lead_merchant_fk references merchant,
        region_id uuid not null constraint lead_region_fk references region,
        stage text not null,
        stage_since timestamptz not null,
        version int not null default 1,
        owner_id uuid constraint lead_owner_fk references app_user,
        score int not null,
        reason text not null,
        marketplaces text[] not null,
        category text not null,
        country char(2),
        reachable boolean not null,
        snoozed_until timestamptz,
        closed_at timestamptz,
        close_reason text,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      create unique index lead_open_idx on lead (merchant_id, region_id) where closed_at is null;
      create index lead_board_idx on lead (stage, score desc, id desc);
      create index lead_list_idx on lead (score desc, id desc);
      create index lead_merchant_idx on lead (merchant_id);
      create index lead_owner_idx on lead (owner_id) where owner_id is not null;
      create table stage_move (
        id bigint generated always as identity primary key,
        lead_id uuid not null constraint stage_move_lead_fk references lead,
        from_stage text,
        to_stage text not null,
        by_kind text not null,
        by_user_id uuid constraint stage_move_user_fk references app_user,
        why text not null,
        version int not null,
        at timestamptz not null
      );
      create index stage_move_lead_idx on stage_move (lead_id, id);
      create table activity (
        id bigint generated always as identity primary key,
        lead_id uuid not null constraint activity_lead_fk references lead,
        kind text not null,
        summary text not null,
        data jsonb not null default '{}',
        at timestamptz not null
      );
      create index activity_lead_idx on activity (lead_id, at desc, id desc);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
