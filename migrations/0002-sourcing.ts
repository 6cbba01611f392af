import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sourcing: what a public page said, when, and by which right we read it. */
export class Sourcing1700000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table recipe_version (
        id uuid primary key default gen_random_uuid(),
        recipe_id text not null,
        hash text not null,
        body text not null,
        created_at timestamptz not null default clock_timestamp(),
        constraint recipe_version_unique unique (recipe_id, hash)
      );
      create table source (
        id uuid primary key default gen_random_uuid(),
        name text not null constraint source_name_unique unique,
        marketplace text not null,
        recipe_id text not null,
        entries jsonb not null,
        cron text,
        zone text not null default 'UTC',
        enabled boolean not null default true,
        budget jsonb not null,
        permission jsonb,
        wall_clock_limit_s int not null default 900,
        created_at timestamptz not null default clock_timestamp()
      );
      create table run (
        id uuid primary key default gen_random_uuid(),
        source_id uuid not null constraint run_source_fk references source,
        recipe_version_id uuid not null constraint run_recipe_version_fk references recipe_version,
        state text not null,
        trigger text not null,
        occasion text not null,
        business_at timestamptz not null,
        queued_at timestamptz not null default clock_timestamp(),
        started_at timestamptz,
        finished_at timestamptz,
        held_by uuid,
        attempts int not null default 0,
        counts jsonb not null default '{}',
        reason text,
        constraint run_occasion_unique unique (source_id, occasion)
      );
      create index run_open_idx on run (state) where state in ('queued', 'running', 'crawled');
      create index run_source_idx on run (source_id, queued_at desc);
      create table robots_file (
        origin text primary key,
        status int,
        body text,
        fetched_at timestamptz not null
      );
      create table run_page (
        id bigint generated always as identity primary key,
        run_id uuid not null constraint run_page_run_fk references run on delete cascade,
        url text not null,
        kind text not null,
        context jsonb not null default '{}',
        state text not null default 'pending',
        attempts int not null default 0,
        robots_rule text,
        http_status int,
        ms int,
        bytes int,
        items int,
        fetched_at timestamptz,
        reason text,
        result jsonb,
        constraint run_page_unique unique (run_id, url)
      );
      create index run_page_pending_idx on run_page (run_id, id) where state = 'pending';
      create table storefront (
        id uuid primary key default gen_random_uuid(),
        marketplace text not null,
        seller_id text not null,
        name text not null,
        url text,
        country char(2),
        profile jsonb not null default '{}',
        profile_seen_at timestamptz,
        first_seen_at timestamptz not null,
        last_seen_at timestamptz not null,
        last_run_id uuid not null,
        constraint storefront_unique unique (marketplace, seller_id)
      );
      create table product_seller (
        marketplace text not null,
        product_id text not null,
        seller_id text,
        seen_at timestamptz not null,
        primary key (marketplace, product_id)
      );
      create table listing_observation (
        run_id uuid not null,
        list text not null,
        place int not null,
        observed_at timestamptz not null,
        category text not null,
        product_id text,
        title text,
        url text,
        price numeric(14, 2),
        currency char(3),
        rating real,
        review_count int,
        sponsored boolean not null,
        storefront_id uuid,
        primary key (run_id, list, place, observed_at)
      ) partition by range (observed_at);
      create index listing_observation_storefront_idx on listing_observation (storefront_id, observed_at desc);
      create index listing_observation_at_idx on listing_observation using brin (observed_at);
      create table storefront_observation (
        run_id uuid not null,
        storefront_id uuid not null,
        observed_at timestamptz not null,
        category text not null,
        list_size int not null,
        best_rank int not null,
        listed_products int not null,
        seller_rating real,
        positive_percent real,
        rating_count int,
        price_median numeric(14, 2),
        currency char(3),
        primary key (run_id, storefront_id, observed_at)
      ) partition by range (observed_at);
      create index storefront_observation_storefront_idx on storefront_observation (storefront_id, observed_at desc);
      create index storefront_observation_at_idx on storefront_observation using brin (observed_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
