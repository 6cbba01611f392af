import { sql, type Tx } from '#platform';
import { LABELS, SIGNALS, WHOLE, type Weights } from '../model.js';
import { merchantSignals } from './merchant-signals.js';
import { latestObservation, storefrontSignals } from './storefront-signals.js';

/** Finds storefronts in their cells; the cells they are in now and those they were in are due, and so are their merchants. */
const locate = (storefronts: string): string => `
  with now as (
    select s.id as storefront_id, s.marketplace, o.category from storefront s cross join lateral (${latestObservation('s.id', '$1')}) o where s.id in (${storefronts})),
  was as (select marketplace, category from storefront_signal where storefront_id in (select storefront_id from now)),
  located as (
    insert into storefront_signal as kept (storefront_id, marketplace, category) select * from now
    on conflict (storefront_id) do update set category = excluded.category where kept.category <> excluded.category),
  cells as (insert into score_due_cell select marketplace, category from now union select * from was on conflict do nothing)
  insert into score_due_merchant select distinct merchant_id from identity_link where storefront_id in (select storefront_id from now) and unlinked_at is null on conflict do nothing`;

/** Takes the runs that wait and marks what they touched. @returns whether there were any. */
export async function locateRuns(tx: Tx, asOf: Date): Promise<boolean> {
  const runs = await sql<{ runId: string }>(tx, `with taken as materialized (select run_id from score_due_run for update skip locked) delete from score_due_run due using taken where due.run_id = taken.run_id returning due.run_id as "runId"`);
  if (runs.length > 0) await sql(tx, locate(`select storefront_id from storefront_observation where run_id = any($2)`), [asOf, runs.map((run) => run.runId)]);
  return runs.length > 0;
}

export async function locateEverything(tx: Tx, asOf: Date): Promise<void> {
  await sql(tx, locate('select id from storefront'), [asOf]);
}

/**
 * Fingerprint of everything but observations that merchants are measured by. Comparing it finds what moved without a run (a merge, a
 * bounce, an opt-out, a checked mailbox) whoever moved it; comparing times would miss a transaction that commits late.
 * One hash pass over links and contacts: about three seconds a million merchants.
 */
const MARKS = (only: string): string => `
  select m.id as merchant_id, hashtextextended(concat_ws('|', coalesce(m.country, '--'), coalesce(link.mark, 0), coalesce(contact.mark, 0), coalesce(block.mark, 0), coalesce(ours.since::text, '-')), 7) as mark
    from merchant m
    left join (select merchant_id, bit_xor(hashtextextended(storefront_id::text, 1)) as mark from identity_link where unlinked_at is null${only && ` and merchant_id in (${only})`} group by merchant_id) link on link.merchant_id = m.id
    left join (select merchant_id, bit_xor(hashtextextended(id::text || kind || status || role, 2)) as mark from contact${only && ` where merchant_id in (${only})`} group by merchant_id) contact on contact.merchant_id = m.id
    left join (select merchant_id, bit_xor(hashtextextended(id::text, 3)) as mark from (
        select merchant_id, id from suppression where scope = 'merchant' and lifted_at is null
        union select c.merchant_id, s.id from suppression s join contact c on c.address_mac = s.mac where s.scope = 'address' and s.lifted_at is null
        union select c.merchant_id, s.id from suppression s join contact c on c.domain_mac = s.mac where s.scope = 'domain' and s.lifted_at is null
        union select m.id, s.id from suppression s join merchant m on m.country = s.country where s.scope = 'country' and s.lifted_at is null) blocked group by merchant_id) block on block.merchant_id = m.id
    left join our_seller ours on ours.merchant_id = m.id
   where ${only ? `m.id in (${only})` : 'true'}`;

/** Marks the merchants whose links, contacts, blocks or country are not those that they were measured with. */
export async function dueByInputs(tx: Tx): Promise<void> {
  await sql(tx,
    `insert into score_due_merchant
     select mark.merchant_id from (${MARKS('')}) mark left join merchant_evidence e on e.merchant_id = mark.merchant_id
      where case when e.merchant_id is null
                 then exists (select from identity_link link join storefront_signal s on s.storefront_id = link.storefront_id where link.merchant_id = mark.merchant_id and link.unlinked_at is null)
                 else e.mark <> mark.mark end
     on conflict do nothing`);
}

/** Measures some of the cells that are due. @returns how many; 0: none is left. */
export async function measureCells(tx: Tx, asOf: Date, limit: number): Promise<number> {
  const cells = await sql<{ marketplace: string; category: string }>(tx,
    `with taken as materialized (select marketplace, category from score_due_cell order by marketplace, category limit $1 for update skip locked)
     delete from score_due_cell due using taken where (due.marketplace, due.category) = (taken.marketplace, taken.category) returning due.marketplace, due.category`, [limit]);
  if (cells.length === 0) return 0;
  const asked = 'select * from unnest($2::text[], $3::text[])';
  await sql(tx,
    `with fresh as materialized (${storefrontSignals({ asOf: '$1', storefronts: `select storefront_id from storefront_signal where (marketplace, category) in (${asked})`, cells: asked })}),
     kept as (
       update storefront_signal k set shares = f.shares, evidence = f.evidence, best_rank = f.best_rank, rating = f.rating, rating_count = f.rating_count, observed_at = f.observed_at
         from fresh f
        where k.storefront_id = f.storefront_id and (k.shares, k.evidence, k.best_rank, k.rating, k.rating_count, k.observed_at) is distinct from (f.shares, f.evidence, f.best_rank, f.rating, f.rating_count, f.observed_at)
       returning k.storefront_id)
     insert into score_due_merchant select distinct merchant_id from identity_link where storefront_id in (select storefront_id from kept) and unlinked_at is null on conflict do nothing`,
    [asOf, cells.map((cell) => cell.marketplace), cells.map((cell) => cell.category)]);
  return cells.length;
}

/** Takes some of the merchants that are due. @returns their ids, in order; empty: none is left. */
export async function takeMerchants(tx: Tx, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }>(tx,
    `with taken as materialized (select merchant_id from score_due_merchant order by merchant_id limit $1 for update skip locked)
     delete from score_due_merchant due using taken where due.merchant_id = taken.merchant_id returning due.merchant_id as id`, [limit]);
  return rows.map((row) => row.id).sort();
}

/** The one line that moved most, in words: "rank 31 → 14". Movement follows from rank, so rank is named before it. */
const WHY = `
  select case when was.line is null then now.line ->> 'text'
              when was.line ->> 'raw' is distinct from now.line ->> 'raw' then format('%s %s → %s', lower(label), coalesce(was.line ->> 'raw', 'none'), coalesce(now.line ->> 'raw', 'none'))
              else format('%s %s → %s points, because others moved', lower(label), was_points, now_points) end
    from jsonb_array_elements(f.lines) with ordinality as now (line, place)
    left join lateral (select old.lines -> (place::int - 1) as line) was on true
    cross join lateral (select (array[${SIGNALS.map((signal) => `'${LABELS[signal]}'`).join(', ')}])[place] as label, ($3::int[])[place] as weight) signal
    cross join lateral (select (weight * f.shares[place] + ${WHOLE / 2}) / ${WHOLE} as now_points, (weight * old.shares[place] + ${WHOLE / 2}) / ${WHOLE} as was_points) points
   order by abs(now_points - coalesce(was_points, 0)) * case label when '${LABELS.momentum}' then 0.1 else 1 end desc, weight * abs(f.shares[place] - coalesce(old.shares[place], 0)) desc, now_points desc, place limit 1`;

/** Measures the given merchants again. Who has no storefront any more (its storefronts went to another merchant) is forgotten. */
export async function measureMerchants(tx: Tx, asOf: Date, merchantIds: readonly string[], weights: Weights): Promise<void> {
  const asked = 'select unnest($2::uuid[])';
  await sql(tx,
    `with fresh as materialized (${merchantSignals({ asOf: '$1', measured: 'storefront_signal', merchants: asked })}),
     told as materialized (
       select f.*, mark.mark, case when f.shares is distinct from old.shares or f.lines is distinct from old.lines then (${WHY}) else old.why end as why
         from fresh f join (${MARKS(asked)}) mark using (merchant_id)
         left join (select merchant_id, s.shares, e.lines, e.why from merchant_signal s join merchant_evidence e using (merchant_id)) old using (merchant_id)),
     gone as (select id from unnest($2::uuid[]) id where not exists (select from fresh where merchant_id = id)),
     no_score as (delete from merchant_score where merchant_id in (select id from gone)),
     no_signal as (delete from merchant_signal where merchant_id in (select id from gone)),
     no_evidence as (delete from merchant_evidence where merchant_id in (select id from gone)),
     signal as (
       insert into merchant_signal as kept (merchant_id, shares, rating, ratings, country, categories, blocked, ours_since, seen_at)
       select merchant_id, shares, rating, ratings, country, categories, blocked, ours_since, seen_at from told
       on conflict (merchant_id) do update set shares = excluded.shares, rating = excluded.rating, ratings = excluded.ratings, country = excluded.country, categories = excluded.categories,
         blocked = excluded.blocked, ours_since = excluded.ours_since, seen_at = excluded.seen_at
       where (kept.shares, kept.rating, kept.ratings, kept.country, kept.categories, kept.blocked, kept.ours_since, kept.seen_at)
         is distinct from (excluded.shares, excluded.rating, excluded.ratings, excluded.country, excluded.categories, excluded.blocked, excluded.ours_since, excluded.seen_at))
     insert into merchant_evidence as kept (merchant_id, lines, marketplaces, category, best_rank, storefronts, reachable, why, mark)
     select merchant_id, lines, marketplaces, category, best_rank, storefronts, reachable, why, mark from told
     on conflict (merchant_id) do update set lines = excluded.lines, marketplaces = excluded.marketplaces, category = excluded.category, best_rank = excluded.best_rank, storefronts = excluded.storefronts,
       reachable = excluded.reachable, why = excluded.why, mark = excluded.mark
     where (kept.lines, kept.marketplaces, kept.category, kept.best_rank, kept.storefronts, kept.reachable, kept.why, kept.mark)
       is distinct from (excluded.lines, excluded.marketplaces, excluded.category, excluded.best_rank, excluded.storefronts, excluded.reachable, excluded.why, excluded.mark)`,
    [asOf, merchantIds, SIGNALS.map((signal) => weights[signal] ?? 0)]);
}
