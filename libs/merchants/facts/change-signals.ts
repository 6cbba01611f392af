import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { ACCEPTED_RUN_STATES } from '#sourcing';
import type { ChangeKind } from './change-signal.entity.js';
import { changesOf, RANK_DAYS, SLOW_DAYS, type Change, type Comparison, type Standing } from './changes.js';

/** Accepted runs of its list in which a storefront may be missing before it counts as gone. */
export const GONE_AFTER = 3;

export interface SeenChange {
  readonly id: number;
  readonly kind: ChangeKind;
  readonly text: string;
  readonly category: string;
  readonly storefrontId: string;
  readonly marketplace: string;
  readonly storefrontName: string;
  readonly before: { readonly runId: string; readonly at: Date; readonly value: string };
  readonly after: { readonly runId: string; readonly at: Date; readonly value: string | null };
}
interface SeenRun { runId: string; sourceId: string; at: Date }

/** Notices what changed with the storefronts of a run (FEATURES I8). */
@Injectable()
export class ChangeSignals {
  /** Looks at the storefronts of one run, and at those that its lists have lost. A change that was told stays untold for as long as it was measured over. Doing it again changes nothing more. */
  async notice(tx: Tx, run: { readonly runId: string; readonly at: Date }): Promise<number> {
    const [source] = await sql<{ id: string }>(tx, `select source_id as id from run where id = $1`, [run.runId]);
    if (!source) return 0;
    const seen: SeenRun = { runId: run.runId, at: run.at, sourceId: source.id };
    const changes = [...(await comparisons(tx, seen)).flatMap(changesOf), ...await newCategories(tx, seen), ...await gone(tx, seen)];
    if (changes.length === 0) return 0;
    const written = await sql(tx,
      `insert into change_signal (storefront_id, kind, category, before_run_id, before_at, before_value, run_id, at, value, text)
       select c.storefront_id, c.kind, c.category, c.before_run_id, c.before_at, c.before_value, $1, $2, c.value, c.text
         from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::timestamptz[], $8::text[], $9::text[], $10::text[]) as c (storefront_id, kind, category, before_run_id, before_at, before_value, value, text)
        where not exists (select from change_signal told where told.storefront_id = c.storefront_id and told.kind = c.kind and told.category = c.category and told.before_at < $2 and told.at > c.before_at and told.at < $2)
       on conflict on constraint change_signal_unique do nothing returning id`,
      [run.runId, run.at, changes.map((one) => one.storefrontId), changes.map((one) => one.kind), changes.map((one) => one.category), changes.map((one) => one.before.runId), changes.map((one) => one.before.at),
        changes.map((one) => one.before.value), changes.map((one) => one.value), changes.map((one) => one.text)]);
    return written.length;
  }

  /** Of the storefronts that stand behind a merchant now, newest first, at most 100. */
  async of(on: Tx | DataSource, merchantId: string): Promise<SeenChange[]> {
    return sql<SeenChange>(on,
      `select c.id, c.kind, c.text, c.category, c.storefront_id as "storefrontId", s.marketplace, s.name as "storefrontName",
              jsonb_build_object('runId', c.before_run_id, 'at', to_jsonb(c.before_at), 'value', c.before_value) as before, jsonb_build_object('runId', c.run_id, 'at', to_jsonb(c.at), 'value', c.value) as after
         from change_signal c join storefront s on s.id = c.storefront_id join identity_link link on link.storefront_id = s.id and link.unlinked_at is null
        where link.merchant_id = $1 order by c.at desc, c.id desc limit 100`, [merchantId])
      .then((rows) => rows.map((row) => ({ ...row, before: { ...row.before, at: new Date(row.before.at) }, after: { ...row.after, at: new Date(row.after.at) } })));
  }
}

type OnWire<T> = { [Key in keyof T]: T[Key] extends Date ? string : T[Key] };
const standing = (row: OnWire<Standing> | null): Standing | null => (row ? { ...row, at: new Date(row.at) } : null);
const STANDING = (o: string): string => `jsonb_build_object('runId', ${o}.run_id, 'at', ${o}.observed_at, 'rank', ${o}.best_rank, 'listSize', ${o}.list_size, 'rating', ${o}.seller_rating, 'products', ${o}.listed_products, 'price', ${o}.price_median::text, 'currency', ${o}.currency)`;

/** One index probe a storefront and window; the runs of the source are named, so that another list of the same shop is not taken for an earlier day. */
async function comparisons(tx: Tx, run: SeenRun): Promise<Comparison[]> {
  const oldest = (alias: string, days: number): string =>
    `left join lateral (select o.* from storefront_observation o where o.storefront_id = h.storefront_id and o.category = h.category and o.observed_at >= $2::timestamptz - interval '${days} days' and o.observed_at < $2
        and o.run_id = any (array(select id from earlier)) order by o.observed_at limit 1) ${alias} on true`;
  const rows = await sql<{ storefrontId: string; category: string; now: OnWire<Standing>; recent: OnWire<Standing> | null; former: OnWire<Standing> | null }>(tx,
    `with earlier as materialized (select id from run where source_id = $3 and state = any($4) and business_at >= $2::timestamptz - interval '${SLOW_DAYS} days' and business_at < $2)
     select h.storefront_id as "storefrontId", h.category, ${STANDING('h')} as now, case when recent.run_id is not null then ${STANDING('recent')} end as recent, case when former.run_id is not null then ${STANDING('former')} end as former
       from storefront_observation h ${oldest('recent', RANK_DAYS)} ${oldest('former', SLOW_DAYS)}
      where h.run_id = $1 and h.observed_at = $2 and former.run_id is not null`, [run.runId, run.at, run.sourceId, ACCEPTED_RUN_STATES]);
  return rows.map((row) => ({ storefrontId: row.storefrontId, category: row.category, now: standing(row.now)!, recent: standing(row.recent), former: standing(row.former) }));
}

/** A category counts as new for a storefront only when an earlier run of the source read that category too: a list that we begin to read says nothing about its sellers. */
async function newCategories(tx: Tx, run: SeenRun): Promise<Change[]> {
  const rows = await sql<{ storefrontId: string; category: string; place: number; runId: string; at: Date; was: string }>(tx,
    `with earlier as materialized (select id from run where source_id = $3 and state = any($4) and business_at >= $2::timestamptz - interval '${SLOW_DAYS} days' and business_at < $2),
          known as materialized (select distinct l.category from listing_observation l where l.run_id = any (array(select id from earlier)) and l.observed_at >= $2::timestamptz - interval '${SLOW_DAYS} days' and l.observed_at < $2),
          shown as materialized (select l.storefront_id, l.category, min(l.place) as place from listing_observation l join known using (category) where l.run_id = $1 and l.observed_at = $2 and l.storefront_id is not null group by 1, 2)
     select shown.storefront_id as "storefrontId", shown.category, shown.place, before.run_id as "runId", before.observed_at as at, before.category as was
       from shown
       cross join lateral (select o.run_id, o.observed_at, o.category from storefront_observation o where o.storefront_id = shown.storefront_id and o.observed_at < $2 order by o.observed_at desc limit 1) before
      where not exists (select from listing_observation l where l.storefront_id = shown.storefront_id and l.category = shown.category and l.observed_at < $2)`,
    [run.runId, run.at, run.sourceId, ACCEPTED_RUN_STATES]);
  return rows.map((row) => ({ storefrontId: row.storefrontId, kind: 'new-category' as const, category: row.category, before: { runId: row.runId, at: row.at, value: row.was }, value: row.category, text: `now in ${row.category}, at ${row.place} (before: ${row.was})` }));
}

/** Storefronts that were on a list of this source and are missing from its last {@link GONE_AFTER} accepted runs, all of which read that list. */
async function gone(tx: Tx, run: SeenRun): Promise<Change[]> {
  const runs = await sql<{ id: string; at: Date }>(tx,
    `select id, business_at as at from run where source_id = $1 and state = any($2) and (business_at, id) <= ($3, $4) order by business_at desc, id desc limit ${GONE_AFTER + 1}`, [run.sourceId, ACCEPTED_RUN_STATES, run.at, run.runId]);
  const last = runs[GONE_AFTER];
  if (!last || runs[0]!.id !== run.runId) return [];
  const since = runs.slice(0, GONE_AFTER);
  const rows = await sql<{ storefrontId: string; category: string; rank: number }>(tx,
    `select o.storefront_id as "storefrontId", o.category, o.best_rank as rank from storefront_observation o
      where o.run_id = $1 and o.observed_at = $2
        and not exists (select from storefront_observation later where later.storefront_id = o.storefront_id and later.observed_at > $2 and later.run_id = any($3))
        and ${GONE_AFTER} = (select count(*) from unnest($3::uuid[], $4::timestamptz[]) as r (id, at) where exists (select from listing_observation l where l.run_id = r.id and l.observed_at = r.at and l.category = o.category))`,
    [last.id, last.at, since.map((one) => one.id), since.map((one) => one.at)]);
  return rows.map((row) => ({ storefrontId: row.storefrontId, kind: 'gone' as const, category: row.category, before: { runId: last.id, at: last.at, value: String(row.rank) }, value: null, text: `not among the best of ${row.category} in the last ${GONE_AFTER} runs (was at ${row.rank})` }));
}
