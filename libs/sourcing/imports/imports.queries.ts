import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { ACCEPTED_RUN_STATES } from '../run-states.js';
import type { CsvRow } from './csv-reader.js';
import type { ImportSummary } from './import-states.js';
import { LIST_RECIPE } from './list-recipe.js';
import type { Key, Mapping } from './mapping.js';
import type { Fault, RowFacts } from './row-reader.js';

/** The latest accepted list of a source, which the next one is compared with. */
export async function lastGoodRun(on: Tx | DataSource, sourceId: string): Promise<{ id: string; businessAt: Date } | null> {
  const [run] = await sql<{ id: string; businessAt: Date }>(on,
    `select id, business_at as "businessAt" from run where source_id = $1 and state = any($2) order by business_at desc, queued_at desc limit 1`, [sourceId, ACCEPTED_RUN_STATES]);
  return run ?? null;
}

export async function stageRows(on: Tx | DataSource, importId: string, rows: readonly CsvRow[]): Promise<void> {
  await sql(on, `insert into list_import_row (import_id, line, cells) select $1, r.line, r.cells from unnest($2::int[], $3::jsonb[]) r (line, cells)`, [importId, rows.map(({ line }) => line), rows.map(({ cells }) => JSON.stringify(cells))]);
}

export const stagedRows = (tx: Tx, importId: string, after: number, limit: number): Promise<CsvRow[]> =>
  sql(tx, `select line, cells from list_import_row where import_id = $1 and line > $2 order by line limit $3`, [importId, after, limit]);

export async function saveReading(tx: Tx, importId: string, rows: ReadonlyArray<{ line: number; facts: RowFacts | null; faults: readonly Fault[] }>): Promise<void> {
  await sql(tx,
    `update list_import_row r set facts = n.facts, faults = n.faults, verdict = case when n.facts is null then 'bad' end, seller_id = null, changes = null
       from unnest($2::int[], $3::jsonb[], $4::jsonb[]) n (line, facts, faults) where r.import_id = $1 and r.line = n.line`,
    [importId, rows.map(({ line }) => line), rows.map(({ facts }) => (facts ? JSON.stringify(facts) : null)), rows.map(({ faults }) => JSON.stringify(faults))]);
}

/** The key of a storefront in the form of `keyOf`; `f` is the storefront. */
const KEY_OF_STOREFRONT: Readonly<Record<Key, string>> = {
  sellerId: `f.seller_id`,
  vat: `regexp_replace(lower(f.profile->>'vat'), '[^a-z0-9]', '', 'g')`,
  registration: `regexp_replace(lower(f.profile->>'registration'), '[^[:alnum:]]', '', 'g')`,
  email: `lower(f.profile->>'email')`,
  url: `regexp_replace(regexp_replace(lower(f.url), '^https?://(www\\.)?', ''), '/+$', '')`,
  name: `lower(btrim(normalize(f.name, NFKC)))`,
};

/** Name of the list that a row stands on: rows of another category than the usual one have one of their own. */
const LIST_OF_ROW = `case when coalesce(r.facts->'place'->>'category', b.category) = b.category then b.name else b.name || ' / ' || (r.facts->'place'->>'category') end`;

/**
 * Finds whom each readable row means, what contradicts what, and what taking it in would change, in one statement: fifty thousand rows one by one
 * took minutes. Rows that contradict each other are all left to a person, because nobody can say which of them is right.
 * @param last the run that places are compared with.
 */
export async function judgeRows(tx: Tx, importId: string, mapping: Mapping, last: { id: string; businessAt: Date } | null): Promise<void> {
  // The rows are younger than any statistics on them: taken for a handful, they would be compared each with each.
  await sql(tx, `set local enable_nestloop = off`);
  await sql(tx,
    `with base as (select s.name, s.marketplace, l.category from list_import i join list_source l on l.source_id = i.source_id join source s on s.id = i.source_id where i.id = $1),
     owner as (select left(${KEY_OF_STOREFRONT[mapping.key]}, 200) as key, array_agg(f.seller_id order by f.seller_id) as ids from storefront f, base b where f.marketplace = b.marketplace and ${KEY_OF_STOREFRONT[mapping.key]} <> '' group by 1),
     owned as (
       select r.line, r.facts, o.ids, r.facts->>'key' as key, r.facts->>'sellerId' as own, r.facts->'seller' as seller, r.facts->'place' as place, ${LIST_OF_ROW} as list,
              case when $2 = 'sellerId' then r.facts->>'sellerId' when r.facts->>'sellerId' = any(o.ids) or o.ids is null then coalesce(r.facts->>'sellerId', $2 || ':' || (r.facts->>'key')) else o.ids[1] end as seller_id
         from list_import_row r cross join base b left join owner o on $2 <> 'sellerId' and o.key = r.facts->>'key' where r.import_id = $1 and r.facts is not null),
     held as (select *, coalesce((place->>'productId') || ' ', '') || seller_id as holder from owned),
     seen as (
       select *, min(line) over s as seller_first, max(line) over s as seller_last, min(seller::text) over s <> max(seller::text) over s as contradicts,
              min(seller_id) over k <> max(seller_id) over k as several, min(line) over k as key_first, max(line) over k as key_last,
              min(place::text) over p <> max(place::text) over p as twice, row_number() over (p order by line) as nth, min(line) over p as place_first, max(line) over p as place_last,
              place ? 'rank' and min(holder) over r <> max(holder) over r as shared, min(line) over r as rank_first, max(line) over r as rank_last
         from held window s as (partition by seller_id), k as (partition by key), p as (partition by list, holder), r as (partition by list, place->'rank')),
     faulty as (
       select *, case
         when $2 <> 'sellerId' and own is null and cardinality(ids) > 1 then jsonb_build_object('code', 'key-of-several', 'column', $3::text, 'text', format('%s storefronts have this: %s.', cardinality(ids), array_to_string(ids[1:3], ', ')))
         when $2 <> 'sellerId' and own <> all(ids) then jsonb_build_object('code', 'key-of-another', 'column', $3::text, 'text', format('This belongs to the storefront %s, and the row says it is %s.', ids[1], own))
         when $2 <> 'sellerId' and several then jsonb_build_object('code', 'key-of-several', 'column', $3::text, 'text', format('Line %s has the same here and another seller id.', case when line = key_first then key_last else key_first end))
         when contradicts then jsonb_build_object('code', 'seller-contradicts-itself', 'column', null, 'text', format('Line %s says otherwise about the same seller.', case when line = seller_first then seller_last else seller_first end))
         when twice then jsonb_build_object('code', 'place-said-twice', 'column', null, 'text', format('Line %s says otherwise about the same place on the list.', case when line = place_first then place_last else place_first end))
         when shared then jsonb_build_object('code', 'rank-held-twice', 'column', $4::text, 'text', format('Line %s has the same place.', case when line = rank_first then rank_last else rank_first end))
       end as fault from seen),
     last_list as (
       select distinct on (1, 2) o.list, coalesce(o.product_id || ' ', '') || f.seller_id as holder, o.place, o.price, o.currency, o.title, o.review_count
         from listing_observation o join storefront f on f.id = o.storefront_id where o.run_id = $5 and o.observed_at = $6 order by 1, 2, o.place),
     judged as (
       select n.line, n.seller_id, n.fault, case when n.fault is not null then 'conflict' when n.nth > 1 then 'repeated' when f.id is null then 'new' when c.changes is not null then 'changed' else 'unchanged' end as verdict, case when n.fault is null and n.nth = 1 and f.id is not null then c.changes end as changes
         from faulty n cross join base b
         left join storefront f on f.marketplace = b.marketplace and f.seller_id = n.seller_id
         left join last_list l on l.list = n.list and l.holder = n.holder
         cross join lateral (
           select jsonb_agg(jsonb_build_object('field', d.field, 'from', d.was, 'to', d.is) order by d.field) as changes from (
             select e.key as field, case e.key when 'name' then f.name when 'url' then f.url when 'country' then coalesce(f.country, f.profile->>'country') else f.profile->>e.key end as was, e.value as is from jsonb_each_text(n.seller) e
             union all select 'rank', l.place::text, n.place->>'rank' where l.holder is not null and n.place ? 'rank'
             union all select 'price', l.price || ' ' || l.currency, (n.place->'price'->>'amount')::numeric(14, 2) || ' ' || (n.place->'price'->>'currency') where l.holder is not null and n.place ? 'price'
             union all select 'title', l.title, n.place->>'title' where l.holder is not null and n.place ? 'title'
             union all select 'reviewCount', l.review_count::text, n.place->>'reviewCount' where l.holder is not null and n.place ? 'reviewCount'
             union all select 'category', null, n.list where l.holder is null
           ) d where d.was is distinct from d.is) c)
     update list_import_row r set seller_id = j.seller_id, verdict = j.verdict, changes = j.changes, faults = case when j.fault is null then '[]' else jsonb_build_array(j.fault) end
       from judged j where r.import_id = $1 and r.line = j.line`,
    [importId, mapping.key, mapping.columns[mapping.key] ?? null, mapping.columns.rank ?? null, last?.id ?? null, last?.businessAt ?? null]);
}

/** Rows by verdict, and what the last good list holds that this one lacks. */
export async function summaryOf(tx: Tx, importId: string, last: { id: string; businessAt: Date } | null): Promise<ImportSummary> {
  const [counts] = await sql<ImportSummary>(tx,
    `with base as (select s.name, l.category from list_import i join list_source l on l.source_id = i.source_id join source s on s.id = i.source_id where i.id = $1),
     tally as (select ${['new', 'changed', 'unchanged', 'repeated', 'conflict', 'bad'].map((verdict) => `count(*) filter (where verdict = '${verdict}')::int as "${verdict}"`).join(', ')} from list_import_row where import_id = $1),
     here as (select distinct ${LIST_OF_ROW} as list, coalesce((r.facts->'place'->>'productId') || ' ', '') || r.seller_id as holder from list_import_row r, base b where r.import_id = $1 and r.facts is not null),
     there as (select distinct o.list, coalesce(o.product_id || ' ', '') || f.seller_id as holder from listing_observation o join storefront f on f.id = o.storefront_id where o.run_id = $2 and o.observed_at = $3)
     select tally.*, (select count(*)::int from there where not exists (select from here where here.list = there.list and here.holder = there.holder)) as gone from tally`,
    [importId, last?.id ?? null, last?.businessAt ?? null]);
  return counts!;
}

/** Rows that become part of the run. A changed row stands for its seller; repeated ones are there already. */
const TAKEN = `r.import_id = $1 and r.verdict in ('new', 'changed', 'unchanged')`;
const EMPTY_SELLER = JSON.stringify({ id: null, name: null, url: null, rating: null, positivePercent: null, ratingCount: null, businessName: null, address: null, country: null, email: null, phone: null, vat: null, registration: null, windows: [] });
const REST = `'product', null, 'warnings', jsonb_build_array(), 'next', jsonb_build_array()`;
const ROWS_A_PAGE = 1_000;

/**
 * Makes a run out of checked rows: one page a seller, as if its own page had been read, and pages of the lists on which they stand. What comes
 * after a crawl (gates, observations, event) then comes after an import by the same path.
 * @param at business time of the run. @returns the run's id.
 */
export async function makeRun(tx: Tx, importId: string, recipeVersionId: string, at: Date): Promise<string> {
  const [run] = await sql<{ id: string }>(tx,
    `insert into run (source_id, recipe_version_id, state, trigger, occasion, business_at, started_at, finished_at)
     select source_id, $2, 'crawled', 'person', 'import ' || id, $3, clock_timestamp(), clock_timestamp() from list_import where id = $1 returning id`, [importId, recipeVersionId, at]);
  const runId = run!.id;
  await sql(tx,
    `insert into run_page (run_id, url, kind, context, state, items, result)
     select $2, coalesce(l.origin_url || '#line-' || r.line, l.origin || ' (line ' || r.line || ')'), 'seller', jsonb_build_object('sellerId', r.seller_id), 'done', 0,
            jsonb_build_object('pageKind', 'seller', 'items', jsonb_build_array(), 'seller', $3::jsonb || (r.facts->'seller') || jsonb_build_object('id', r.seller_id), ${REST})
       from (select distinct on (seller_id) * from list_import_row r where ${TAKEN} order by seller_id, line) r
       join list_import i on i.id = r.import_id join list_source l on l.source_id = i.source_id order by r.line`, [importId, runId, EMPTY_SELLER]);
  await sql(tx,
    `with base as (select s.name, l.category, l.origin, l.origin_url from list_import i join list_source l on l.source_id = i.source_id join source s on s.id = i.source_id where i.id = $1),
     placed as (select r.*, ${LIST_OF_ROW} as list, coalesce(r.facts->'place'->>'category', b.category) as category, coalesce((r.facts->'place'->>'rank')::int, row_number() over (partition by ${LIST_OF_ROW} order by r.line)) as place
                  from list_import_row r, base b where ${TAKEN}),
     paged as (select *, (row_number() over (partition by list order by place) - 1) / $3 + 1 as page from placed)
     insert into run_page (run_id, url, kind, context, state, items, result)
     select $2, coalesce(b.origin_url || '#', b.origin || ', ') || list || ', page ' || page, 'list', jsonb_build_object('list', list, 'category', min(p.category), 'page', page), 'done', count(*),
            jsonb_build_object('pageKind', 'list', 'seller', null, ${REST}, 'items', jsonb_agg(jsonb_build_object(
              'rank', p.place, 'section', null, 'productId', p.facts->'place'->'productId', 'title', coalesce(p.facts->'place'->'title', p.facts->'seller'->'name'), 'url', coalesce(p.facts->'place'->'url', p.facts->'seller'->'url'), 'image', null,
              'price', p.facts->'place'->'price', 'rating', p.facts->'place'->'rating', 'reviewCount', p.facts->'place'->'reviewCount', 'sponsored', false,
              'seller', jsonb_build_object('id', p.seller_id, 'name', p.facts->'seller'->'name', 'url', p.facts->'seller'->'url', 'positivePercent', p.facts->'seller'->'positivePercent', 'ratingCount', p.facts->'seller'->'ratingCount')) order by p.place))
       from paged p, base b group by b.origin, b.origin_url, list, page order by list, page`, [importId, runId, ROWS_A_PAGE]);
  await sql(tx, `update list_import set state = 'taken', run_id = $2 where id = $1`, [importId, runId]);
  return runId;
}

/** The mapping as a version of the pseudo-recipe of lists, so that a run remembers by which words it was read. It is never the current recipe of anything. */
export async function mappingVersion(tx: Tx, body: string, hash: string): Promise<string> {
  const [version] = await sql<{ id: string }>(tx,
    `insert into recipe_version (recipe_id, hash, body, promoted_at) values ($1, $2, $3, null) on conflict (recipe_id, hash) do update set body = excluded.body returning id`, [LIST_RECIPE, hash, body]);
  return version!.id;
}
