import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The review queue: who holds which card, what came of it, who takes which leads, and the fair mix of a day. */
export class Review1700000000014 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table review_rule (
        id boolean primary key default true constraint review_rule_single check (id),
        category_share real not null default 0.3,
        source_share real not null default 0.3,
        free_cards int not null default 10
      );
      insert into review_rule default values;
      create table review_route (
        user_id uuid primary key constraint review_route_user_fk references app_user,
        countries text[] not null default '{}',
        languages text[] not null default '{}',
        categories text[] not null default '{}',
        min_score int not null default 0,
        max_score int not null default 100,
        daily_capacity int,
        by_turn boolean not null default true,
        away_from timestamptz,
        away_until timestamptz
      );
      create table review_turn (
        id bigint generated always as identity primary key,
        user_id uuid not null constraint review_turn_user_fk references app_user,
        lead_id uuid not null constraint review_turn_lead_fk references lead,
        day date not null,
        how text not null,
        at timestamptz not null
      );
      create index review_turn_person_idx on review_turn (user_id, day);
      create index review_turn_lead_idx on review_turn (lead_id);
      create table review_claim (
        id uuid primary key default gen_random_uuid(),
        lead_id uuid not null constraint review_claim_lead_fk references lead,
        user_id uuid not null constraint review_claim_user_fk references app_user,
        session_id uuid,
        day date not null,
        category text not null,
        source text not null,
        mix text,
        claimed_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz not null,
        ended_at timestamptz,
        outcome text,
        reason text,
        note text,
        snooze_until timestamptz,
        decided_at timestamptz,
        version_after int,
        before jsonb
      );
      create unique index review_claim_held_idx on review_claim (lead_id) where ended_at is null;
      create index review_claim_holder_idx on review_claim (user_id, claimed_at) where ended_at is null;
      create index review_claim_expiry_idx on review_claim (expires_at) where ended_at is null;
      create index review_claim_lead_idx on review_claim (lead_id, claimed_at);
      create index review_claim_mix_idx on review_claim (day, category, source) where outcome is null or outcome in ('accepted', 'rejected', 'snoozed');

      create index lead_review_idx on lead (score desc, stage_since, id) where stage = 'qualified' and closed_at is null and reachable;
      create index lead_review_mix_idx on lead (category, (case when cardinality(marketplaces) = 1 then marketplaces[1] else '' end), score desc, stage_since, id)
        where stage = 'qualified' and closed_at is null and reachable;
      create index lead_review_country_idx on lead (country, category, (case when cardinality(marketplaces) = 1 then marketplaces[1] else '' end), score desc, stage_since, id)
        where stage = 'qualified' and closed_at is null and reachable;
      create index lead_review_back_idx on lead (snoozed_until) where stage = 'qualified' and closed_at is null and reachable and snoozed_until is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
