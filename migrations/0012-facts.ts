import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of a merchant, since when and from where: values that were, corrections, checked addresses, what changed, estimates, a team's own fields. */
export class Facts1700000000012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table fact add column since timestamptz;
      update fact set since = seen_at;
      alter table fact alter column since set not null;
      create table fact_past (
        id bigint generated always as identity primary key,
        merchant_id uuid not null constraint fact_past_merchant_fk references merchant,
        storefront_id uuid not null constraint fact_past_storefront_fk references storefront,
        name text not null,
        value text not null,
        source_url text not null,
        run_id uuid not null,
        recipe_version_id uuid not null,
        since timestamptz not null,
        seen_at timestamptz not null,
        until timestamptz not null,
        confidence real not null
      );
      create index fact_past_merchant_idx on fact_past (merchant_id, name, until desc);
      create table fact_correction (
        id uuid primary key default gen_random_uuid(),
        merchant_id uuid not null constraint fact_correction_merchant_fk references merchant,
        name text not null,
        value text not null,
        by_kind text not null,
        by_user_id uuid constraint fact_correction_user_fk references app_user,
        note text,
        at timestamptz not null,
        withdrawn_at timestamptz
      );
      create unique index fact_correction_live_idx on fact_correction (merchant_id, name) where withdrawn_at is null;
      create index fact_correction_merchant_idx on fact_correction (merchant_id, at desc);

      alter table merchant add column legal_form text not null default 'unknown';
      alter table merchant add column legal_form_reason text;

      alter table contact add column bounced boolean not null default false;
      update contact set bounced = true where status = 'invalid' and address_mac is not null;
      alter table contact add column checked_at timestamptz;
      alter table contact add column check_due_at timestamptz;
      update contact set check_due_at = seen_at where kind = 'email' and status <> 'invalid';
      create index contact_check_idx on contact (check_due_at) where check_due_at is not null;

      create table change_signal (
        id bigint generated always as identity primary key,
        storefront_id uuid not null constraint change_signal_storefront_fk references storefront,
        kind text not null,
        category text not null,
        before_run_id uuid not null,
        before_at timestamptz not null,
        before_value text not null,
        run_id uuid not null,
        at timestamptz not null,
        value text,
        text text not null,
        constraint change_signal_unique unique (storefront_id, kind, category, run_id)
      );
      create index change_signal_storefront_idx on change_signal (storefront_id, at desc);

      create table estimate (
        merchant_id uuid not null constraint estimate_merchant_fk references merchant,
        currency char(3) not null,
        low numeric(16, 0) not null,
        mid numeric(16, 0) not null,
        high numeric(16, 0) not null,
        method text not null,
        basis jsonb not null,
        computed_at timestamptz not null,
        primary key (merchant_id, currency),
        constraint estimate_is_a_range check (low < mid and mid < high)
      );

      create table custom_field (
        id uuid primary key default gen_random_uuid(),
        key text not null constraint custom_field_key_unique unique,
        label text not null,
        kind text not null,
        choices text[] not null default '{}',
        place int not null,
        created_at timestamptz not null,
        retired_at timestamptz
      );
      create table custom_value (
        merchant_id uuid not null constraint custom_value_merchant_fk references merchant,
        field_id uuid not null constraint custom_value_field_fk references custom_field,
        value jsonb not null,
        by_user_id uuid constraint custom_value_user_fk references app_user,
        at timestamptz not null,
        primary key (merchant_id, field_id)
      );
      create index custom_value_field_idx on custom_value (field_id, value);
      create table merchant_tag (
        merchant_id uuid not null constraint merchant_tag_merchant_fk references merchant,
        tag text not null,
        by_user_id uuid constraint merchant_tag_user_fk references app_user,
        at timestamptz not null,
        primary key (merchant_id, tag)
      );
      create index merchant_tag_tag_idx on merchant_tag (tag);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
