import { sql, type Tx } from '#platform';
import type { PublishedModel } from '../score-models.js';
import { formula, type Formula } from './formula.js';
import type { DataSource } from 'typeorm';

/** What a model means in this book: its words as the categories they hit, its regions as countries. */
export interface Terms {
  readonly prohibited: readonly string[];
  readonly wanted: readonly string[];
  /** Null: every country. */
  readonly served: readonly string[] | null;
}

/** Reads the categories that there are once, so that no regular expression runs a merchant. */
export async function termsOf(on: Tx | DataSource, { gates }: Pick<PublishedModel, 'gates'>, served?: readonly string[] | null): Promise<Terms> {
  const prohibited = gates.prohibited.length === 0 ? [] : await sql<{ category: string }>(on,
    `select category from (select distinct category from storefront_signal) seen where exists (select from unnest($1::text[]) word where category ~* ('\\m' || regexp_replace(word, '([^[:alnum:][:space:]])', '\\\\\\1', 'g')))`, [gates.prohibited]);
  return { prohibited: prohibited.map((row) => row.category), wanted: gates.wanted, served: served === undefined ? await servedCountries(on) : served };
}

/** Countries that regions serve; null when there is no region, or one that serves all. */
export async function servedCountries(on: Tx | DataSource): Promise<string[] | null> {
  const [row] = await sql<{ served: string[] | null }>(on,
    `select case when count(*) = 0 or bool_or(cardinality(countries) = 0) then null else (select array_agg(distinct trim(country) order by trim(country)) from region r, unnest(r.countries) country) end as served from region`);
  return row!.served;
}

/** `$1` model, `$2` pass, `$3` business moment, `$4` prohibited, `$5` wanted, `$6` served; then those of the scope. */
const PARAMS = { prohibited: '$4::text[]', wanted: '$5::text[]', served: '$6::text[]' };
export const formulaOf = (model: Pick<PublishedModel, 'weights' | 'gates'>, row: string): Formula => formula(model, row, PARAMS);

export interface Scored { readonly merchants: number; readonly changed: number }

/** Rows that a merchant keeps in `score_change`, and the count at which it is cut to that. */
const KEPT_CHANGES = 50;
const CUT_AT = 75;

/**
 * Scores merchants from their stored signals, one statement a batch; rows that come out the same are not written. The row that is
 * rewritten is found by its place (`ctid`), which only passes move, one at a time: looking it up by key again cost a third of the time.
 * The scope is said again there: without it every step would hash the whole table. Rows are rewritten in the order in which they lie: in
 * that of the signals, which is another, table and both indexes were written here and there, at twice the processor time.
 * @param scope SQL condition over signals `s`, for merchants that may have no score yet, or over scores `k`; its parameters begin at `$7`.
 */
async function rescore(tx: Tx, model: PublishedModel, terms: Terms, passId: string, at: Date, scope: { merchants?: string; rows?: string; params: unknown[] }): Promise<Scored> {
  const { sum, gates } = formulaOf(model, 's');
  const [totals] = await sql<Scored & { over: string[] | null }>(tx,
    `with terms as (select $4::text[], $5::text[], $6::text[]),
     fresh as materialized (
       select merchant_id, slot, was, was_model, was_override, was_sum, was_gates, gates, greatest(0, least(100, sum + given)) as score, greatest(0, least(100, sum + given)) - sum as override, sum
         from (select s.merchant_id, k.ctid as slot, k.score as was, k.model_id as was_model, k.override as was_override, k.score - k.override as was_sum, k.gates as was_gates, ${gates} as gates, ${sum} as sum, coalesce(o.points, 0) as given
                 from merchant_signal s
                 ${scope.rows ? 'join' : 'left join'} merchant_score k on k.merchant_id = s.merchant_id
                 left join score_override o on o.merchant_id = s.merchant_id and o.ended_at is null
                where ${scope.rows ?? scope.merchants!}${scope.rows ? ' order by k.ctid' : ''}) one),
     kept as (
       update merchant_score k set model_id = $1, pass_id = $2, score = f.score, override = f.override, gates = f.gates, scored_at = $3, changes = k.changes + (f.was <> f.score)::int
         from fresh f
        where k.ctid = f.slot and ${scope.rows ?? 'k.merchant_id = any($7::uuid[])'} and (f.was <> f.score or f.was_model <> $1 or f.was_override <> f.override or f.was_gates <> f.gates)
       returning case when k.changes >= ${CUT_AT} then k.merchant_id end as over),
     added as (
       insert into merchant_score (merchant_id, model_id, pass_id, score, override, gates, scored_at, changes) select merchant_id, $1, $2, score, override, gates, $3, 1 from fresh where was is null),
     moved as (
       insert into score_change (merchant_id, model_id, from_score, to_score, why, at)
       select merchant_id, case when was_model <> $1 then $1::uuid end, was, score, case when was_model <> $1 then null
                when was is not null and was_sum = sum then case when override = 0 then 'the override ended' else format('by hand %s%s', case when override > 0 then '+' else '−' end, abs(override)) end
                else (select why from merchant_evidence e where e.merchant_id = fresh.merchant_id) end, $3
         from fresh where was is distinct from score order by merchant_id
       returning 1)
     select (select count(*) from fresh)::int as merchants, (select count(*) from moved)::int as changed, (select array_agg(over) from kept where over is not null) as over`,
    [model.id, passId, at, terms.prohibited, terms.wanted, terms.served, ...scope.params]);
  if (totals!.over) await cut(tx, totals!.over);
  return { merchants: totals!.merchants, changed: totals!.changed };
}

/** Keeps the newest changes of merchants whose log grew long. */
async function cut(tx: Tx, merchantIds: readonly string[]): Promise<void> {
  await sql(tx,
    `delete from score_change c using unnest($1::uuid[]) as one (merchant)
      where c.merchant_id = one.merchant and c.id not in (select kept.id from score_change kept where kept.merchant_id = one.merchant order by kept.at desc, kept.id desc limit ${KEPT_CHANGES})`, [merchantIds]);
  await sql(tx, `update merchant_score set changes = ${KEPT_CHANGES} where merchant_id = any($1)`, [merchantIds]);
}

/** Scores the given merchants, for the first time or again. */
export const rescoreThese = (tx: Tx, model: PublishedModel, terms: Terms, passId: string, at: Date, merchantIds: readonly string[]): Promise<Scored> =>
  rescore(tx, model, terms, passId, at, { merchants: 's.merchant_id = any($7::uuid[])', params: [merchantIds] });

/** So many blocks, by chance, tell where the scores of a table lie, by so many marks. */
const BLOCKS_SAMPLED = 1_000;
const MARKS = 1_000;
/** Fewer scores are not worth a part of their own. */
const LEAST_ROWS = 1_000;

/** A part of `merchant_score` by its blocks on disk, `to` left out. `file` changes when somebody writes the table anew (VACUUM FULL). */
export interface Place { readonly file: string; readonly from: number; readonly to: number }

/**
 * The next parts, at most `most`, that together lead to the end of the table when `rows` scores each are enough for that. In the order of their ids every step would touch
 * every page, so a part is what lies side by side; equally many blocks would not do: where a table was rewritten whole, most blocks are empty and the rest holds everything,
 * and of parts that are done at the same time one would wait for the other. A sample tells where the scores lie that this pass has yet to do.
 * @param after `cursorOf` the part before; null for the first.
 */
export async function placesAfter(tx: Tx, passId: string, after: string | null, rows: number, most: number): Promise<Place[]> {
  const [table] = await sql<{ file: string; end: number }>(tx,
    `select pg_relation_filenode(oid)::text as file, (pg_relation_size(oid) / current_setting('block_size')::int)::int as "end" from pg_class where oid = 'merchant_score'::regclass`);
  const { file, end } = table!;
  // Places of another file say nothing, and looking at everybody again does no harm.
  const [place, block] = after?.split(':') ?? [];
  const from = place === file ? Number(block) : 0;
  if (from >= end) return [];
  const share = Math.min(1, BLOCKS_SAMPLED / end);
  const marks = await sql<{ block: number; sampled: number }>(tx,
    `with seen as (select ctid, row_number() over (order by ctid) as nth, count(*) over () as sampled from merchant_score tablesample system ($1) where pass_id <> $2 and ctid >= $3::tid)
     select (ctid::text::point)[0]::int as block, sampled::int from seen where nth % greatest(1, sampled / ${MARKS}) = 0 order by nth`, [share * 100, passId, `(${from},0)`]);
  const left = (marks[0]?.sampled ?? 0) / share;
  const parts = Math.max(1, Math.min(most, Math.ceil(left / LEAST_ROWS)));
  const ends = left <= rows * parts;
  const each = marks.length * (ends ? 1 / parts : rows / left);
  const bound = (nth: number): number => (nth === 0 ? from : nth === parts && ends ? end : marks[Math.min(marks.length - 1, Math.round(nth * each))]!.block);
  const places = Array.from({ length: parts }, (_, nth) => ({ file, from: bound(nth), to: bound(nth + 1) })).filter((part) => part.from < part.to);
  return places.length > 0 ? places : [{ file, from, to: end }];
}

export const cursorOf = ({ file, to }: Place): string => `${file}:${to}`;

/** Scores the merchants whose scores lie there. A row that is rewritten moves, but not into a place that could be missed: it carries this pass, and is passed over when it is met again. */
export const rescorePlace = (tx: Tx, model: PublishedModel, terms: Terms, passId: string, at: Date, { from, to }: Place): Promise<Scored> =>
  rescore(tx, model, terms, passId, at, { rows: 'k.ctid >= $7::tid and k.ctid < $8::tid and k.pass_id <> $2', params: [`(${from},0)`, `(${to},0)`] });
