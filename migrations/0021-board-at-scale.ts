import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The board at a million leads: what each column holds is counted as it changes, and every common filter has an index that ends in
 * (score desc, id desc).
 *
 * Counts are deltas that are only ever added, in the transaction that changes a lead; a sweep folds them into cells. A counter that
 * was updated in place let movers of one column wait for each other, and deadlock. Triggers and not code write them: whoever
 * writes a lead, it is counted.
 */
export class BoardAtScale1700000000021 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table lead add column value_currency char(3), add column value_low bigint, add column value_high bigint;
      update lead l set value_currency = e.currency, value_low = e.low, value_high = e.high
        from (select distinct on (merchant_id) merchant_id, currency, low, high from estimate order by merchant_id, mid desc, currency) e where e.merchant_id = l.merchant_id;

      create table lead_marketplace (
        lead_id uuid not null constraint lead_marketplace_lead_fk references lead on delete cascade,
        marketplace text not null,
        category text not null,
        stage text not null,
        score int not null,
        primary key (lead_id, marketplace)
      );
      create table lead_count (
        id bigint generated always as identity primary key,
        cuboid smallint not null,
        stage text not null,
        owner_id uuid,
        marketplaces text[],
        category text,
        country char(2),
        currency char(3),
        n bigint not null,
        low numeric(20, 0) not null,
        high numeric(20, 0) not null
      );
      create table lead_count_delta (
        id bigint generated always as identity primary key,
        stage text not null,
        owner_id uuid,
        marketplaces text[] not null,
        category text not null,
        country char(2),
        currency char(3),
        n bigint not null,
        low numeric(20, 0) not null,
        high numeric(20, 0) not null
      ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

      create function lead_created() returns trigger language plpgsql as $$
      begin
        insert into lead_count_delta (stage, owner_id, marketplaces, category, country, currency, n, low, high)
          select stage, owner_id, marketplaces, category, country, value_currency, count(*), coalesce(sum(value_low), 0), coalesce(sum(value_high), 0) from new_leads group by 1, 2, 3, 4, 5, 6;
        insert into lead_marketplace (lead_id, marketplace, category, stage, score) select distinct l.id, marketplace, l.category, l.stage, l.score from new_leads l cross join unnest(l.marketplaces) as marketplace;
        return null;
      end $$;
      create function lead_changed() returns trigger language plpgsql as $$
      begin
        insert into lead_count_delta (stage, owner_id, marketplaces, category, country, currency, n, low, high)
          select side.stage, side.owner_id, side.marketplaces, side.category, side.country, side.currency, sum(side.n), sum(side.n * side.low), sum(side.n * side.high)
            from old_leads o join new_leads l using (id)
            cross join lateral (values
              (o.stage, o.owner_id, o.marketplaces, o.category, o.country, o.value_currency, -1, coalesce(o.value_low, 0), coalesce(o.value_high, 0)),
              (l.stage, l.owner_id, l.marketplaces, l.category, l.country, l.value_currency, 1, coalesce(l.value_low, 0), coalesce(l.value_high, 0))) as side (stage, owner_id, marketplaces, category, country, currency, n, low, high)
           where (o.stage, o.owner_id, o.marketplaces, o.category, o.country, o.value_currency, o.value_low, o.value_high)
             is distinct from (l.stage, l.owner_id, l.marketplaces, l.category, l.country, l.value_currency, l.value_low, l.value_high)
           group by 1, 2, 3, 4, 5, 6 having sum(side.n) <> 0 or sum(side.n * side.low) <> 0 or sum(side.n * side.high) <> 0;
        delete from lead_marketplace k using old_leads o join new_leads l using (id) where k.lead_id = l.id and o.marketplaces <> l.marketplaces and k.marketplace <> all (l.marketplaces);
        insert into lead_marketplace as k (lead_id, marketplace, category, stage, score)
          select distinct l.id, marketplace, l.category, l.stage, l.score from old_leads o join new_leads l using (id) cross join unnest(l.marketplaces) as marketplace
           where (o.stage, o.score, o.category, o.marketplaces) is distinct from (l.stage, l.score, l.category, l.marketplaces)
          on conflict (lead_id, marketplace) do update set category = excluded.category, stage = excluded.stage, score = excluded.score
            where (k.category, k.stage, k.score) is distinct from (excluded.category, excluded.stage, excluded.score);
        return null;
      end $$;
      create function lead_deleted() returns trigger language plpgsql as $$
      begin
        insert into lead_count_delta (stage, owner_id, marketplaces, category, country, currency, n, low, high)
          select stage, owner_id, marketplaces, category, country, value_currency, -count(*), -coalesce(sum(value_low), 0), -coalesce(sum(value_high), 0) from old_leads group by 1, 2, 3, 4, 5, 6;
        return null;
      end $$;
      create function leads_truncated() returns trigger language plpgsql as $$
      begin
        delete from lead_count;
        delete from lead_count_delta;
        return null;
      end $$;

      insert into lead_count_delta (stage, owner_id, marketplaces, category, country, currency, n, low, high)
        select stage, owner_id, marketplaces, category, country, value_currency, count(*), coalesce(sum(value_low), 0), coalesce(sum(value_high), 0) from lead group by 1, 2, 3, 4, 5, 6;
      insert into lead_marketplace (lead_id, marketplace, category, stage, score) select distinct l.id, marketplace, l.category, l.stage, l.score from lead l cross join unnest(l.marketplaces) as marketplace;

      create trigger lead_created after insert on lead referencing new table as new_leads for each statement execute function lead_created();
      create trigger lead_changed after update on lead referencing old table as old_leads new table as new_leads for each statement execute function lead_changed();
      create trigger lead_deleted after delete on lead referencing old table as old_leads for each statement execute function lead_deleted();
      create trigger leads_truncated after truncate on lead for each statement execute function leads_truncated();

      create unique index lead_count_cell_idx on lead_count (cuboid, stage, owner_id, category, country, marketplaces, currency) nulls not distinct;
      create index lead_count_category_idx on lead_count (cuboid, category, country);
      create index lead_count_empty_idx on lead_count (id) where n = 0;

      create index lead_marketplace_category_idx on lead_marketplace (marketplace, category, stage, score desc, lead_id desc);
      create index lead_marketplace_stage_idx on lead_marketplace (marketplace, stage, score desc, lead_id desc);
      create index lead_category_idx on lead (category, stage, score desc, id desc);
      create index lead_country_idx on lead (country, stage, score desc, id desc);
      drop index lead_owner_idx;
      create index lead_owner_idx on lead (owner_id, stage, score desc, id desc) where owner_id is not null;
      create index lead_age_idx on lead (stage, stage_since);
      create index lead_snoozed_idx on lead (stage, score desc, id desc) where snoozed_until is not null;
      create index lead_unreachable_idx on lead (stage, score desc, id desc) where not reachable;
      create index activity_reply_idx on activity (lead_id) where kind = 'reply';
      create index merchant_lower_name_idx on merchant (lower(name) text_pattern_ops);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
