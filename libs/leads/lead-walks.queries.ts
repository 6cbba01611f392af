import { DIMENSIONS, dimensionConditions, Params, residualConditions, scoreConditions, type Dimension, type LeadFilters, type LeadSet } from './lead-filters.js';
import type { StageClock } from './stage-limits.js';
import { ALL_STAGES, type Stage } from './stages.js';

export interface Query { readonly text: string; readonly values: unknown[] }

/** What is looked for, once it is known how many leads the sets of other tables leave. */
export interface Wanted {
  readonly filters: LeadFilters;
  readonly clock: StageClock;
  /** Few enough leads to look at each of them: then nothing is walked. */
  readonly few: { readonly on: LeadSet['on']; readonly ids: readonly string[] } | null;
  /** Sets that every lead which is walked over is tested against. */
  readonly tests: readonly LeadSet[];
}

/** A place in the order (score desc, id desc). */
export interface Cursor {
  readonly score: number;
  readonly id: string;
}
export const writeCursor = ({ score, id }: Cursor): string => Buffer.from(`${score}.${id}`).toString('base64url');
/** @returns null for anything that {@link writeCursor} did not write. */
export function readCursor(text: string): Cursor | null {
  const match = /^(\d{1,3})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(Buffer.from(text, 'base64url').toString());
  return match ? { score: Number(match[1]), id: match[2]! } : null;
}

/** Columns of a card, from `lead l`. Looked up only for the cards that are shown, each by a primary key. */
export const CARD = `
  l.id, l.merchant_id as "merchantId", m.name, l.score, l.stage, l.stage_since as "stageSince", l.version, l.marketplaces, l.category, l.country, l.reason,
  case when o.id is null then null else json_build_object('id', o.id, 'name', o.name) end as owner, l.reachable, l.snoozed_until as "snoozedUntil", seen.seen_at as "seenAt",
  case when l.value_currency is null then null else json_build_object('currency', l.value_currency, 'low', l.value_low / 12, 'high', (l.value_high + 11) / 12) end as value`;
export const CARD_JOINS = `
  join merchant m on m.id = l.merchant_id
  left join app_user o on o.id = l.owner_id
  left join merchant_signal seen on seen.merchant_id = l.merchant_id`;

/** Stages that the filters leave. None of them has limits: then no lead of it ages. */
export function stagesOf(filters: LeadFilters, clock: StageClock, of: readonly Stage[] = ALL_STAGES): Stage[] {
  const aged = (filters.rot?.length ?? 0) > 0 && !filters.rot!.includes('fresh');
  return of.filter((stage) => (!filters.stages?.length || filters.stages.includes(stage)) && (!aged || typeof clock.of.get(stage)?.amberDays === 'number'));
}

export const stageColumns = (stages: readonly Stage[], clock: StageClock, params: Params): string => {
  const { amber, red } = clock.moments(stages);
  return `unnest(${params.add(stages)}::text[], ${params.add(amber)}::timestamptz[], ${params.add(red)}::timestamptz[]) as col (stage, amber, red)`;
};

/** One index walk for each stage and each value that an index begins with. All of these indexes go on with the stage and end in (score desc, id desc). */
interface Walk {
  /** The index answers these filters. */
  readonly by: readonly Dimension[];
  readonly keys: string;
  readonly from: 'lead' | 'lead_marketplace';
  readonly where: string;
  /** Every stage is gone down once and meets leads themselves: what it meets is what is shown, and need not be looked up again. */
  readonly whole: boolean;
}

/** The narrowest index: a person's leads, then a category of a marketplace, a category, a country, a marketplace, all. */
export function walkOf(filters: LeadFilters, params: Params): Walk {
  const has = (dimension: Dimension): boolean => (filters[dimension]?.length ?? 0) > 0;
  const keys = (values: readonly unknown[], type: string, name: string): string => ` cross join unnest(${params.add([...new Set(values)])}::${type}[]) as ${name} (value)`;
  const leads = (dimension: Dimension, type: string, name: string, column: string): Walk =>
    ({ by: [dimension], keys: keys(filters[dimension]!, type, name), from: 'lead', where: `l.${column} = ${name}.value`, whole: filters[dimension]!.length === 1 });
  if (has('owners') && !filters.owners!.includes(null)) return leads('owners', 'uuid', 'person', 'owner_id');
  if (has('marketplaces') && has('categories')) {
    const both = keys(filters.marketplaces!, 'text', 'place') + keys(filters.categories!, 'text', 'kind');
    return { by: ['marketplaces', 'categories'], keys: both, from: 'lead_marketplace', where: 'k.marketplace = place.value and k.category = kind.value', whole: false };
  }
  if (has('categories')) return leads('categories', 'text', 'kind', 'category');
  if (has('countries')) return leads('countries', 'bpchar', 'land', 'country');
  if (has('marketplaces')) return { by: ['marketplaces'], keys: keys(filters.marketplaces!, 'text', 'place'), from: 'lead_marketplace', where: 'k.marketplace = place.value', whole: false };
  return { by: [], keys: '', from: 'lead', where: 'true', whole: true };
}

/** What every lead on the walk is looked at for. */
export const lookedAt = (wanted: Wanted, by: readonly Dimension[], params: Params): string[] => [
  ...dimensionConditions(wanted.filters, params, 'l', new Set(by)), ...residualConditions(wanted.filters, wanted.clock, params), ...wanted.tests.map((set) => set.test(params)),
];

/** At most `limit` leads of each stage and key, best first: all columns where the walk is whole, else ids. A merchant on two wanted marketplaces is met twice. */
function walked(wanted: Wanted, stages: readonly Stage[], cursor: Cursor | null, limit: number, params: Params, walk: Walk): string {
  const looked = lookedAt(wanted, walk.by, params);
  const narrow = walk.from === 'lead_marketplace';
  const [score, id, stage] = narrow ? ['k.score', 'k.lead_id', 'k.stage'] : ['l.score', 'l.id', 'l.stage'];
  const from = !narrow ? 'lead l' : looked.length > 0 ? 'lead_marketplace k join lead l on l.id = k.lead_id' : 'lead_marketplace k';
  const where = [`${stage} = col.stage`, walk.where, ...scoreConditions(wanted.filters, params, score!), ...below(cursor, params, score!, id!), ...looked];
  return `select ${walk.whole ? 'hit.*' : 'hit.id, hit.score, col.stage'} from ${stageColumns(stages, wanted.clock, params)}${walk.keys}
          cross join lateral (select ${walk.whole ? 'l.*' : `${id} as id, ${score} as score`} from ${from} where ${where.join(' and ')} order by ${score} desc, ${id} desc limit ${params.add(limit)}) hit`;
}

/** The few leads that the sets left, all of them, in no order. */
export function fewLeads(wanted: Wanted, stages: readonly Stage[], cursor: Cursor | null, params: Params): string {
  const { on, ids } = wanted.few!;
  const where = [...scoreConditions(wanted.filters, params, 'l.score'), ...below(cursor, params, 'l.score', 'l.id'), ...lookedAt(wanted, [], params)];
  return `select l.id, l.score, l.stage, l.value_currency, l.value_low, l.value_high
            from (select * from lead where ${on} = any(${params.add(ids)}::uuid[]) offset 0) l join ${stageColumns(stages, wanted.clock, params)} on col.stage = l.stage
           where ${where.length > 0 ? where.join(' and ') : 'true'}`;
}

const below = (cursor: Cursor | null, params: Params, score: string, id: string): string[] => (cursor ? [`(${score}, ${id}) < (${params.add(cursor.score)}::int, ${params.add(cursor.id)}::uuid)`] : []);

/** Top cards of each stage, whatever the size of the column: each walk stops after `limit`. */
export function topOfEachStage(wanted: Wanted, stages: readonly Stage[], limit: number): Query {
  const params = new Params();
  const walk = wanted.few ? null : walkOf(wanted.filters, params);
  if (walk?.whole) return { text: cardsOf(walked(wanted, stages, null, limit, params, walk)), values: params.values };
  const found = walk ? walked(wanted, stages, null, limit, params, walk) : fewLeads(wanted, stages, null, params);
  return {
    text: `with hit as materialized (select distinct id, score, stage from (${found}) met), placed as materialized (select id, row_number() over (partition by stage order by score desc, id desc) as place from hit)
           select ${CARD} from placed join lead l on l.id = placed.id ${CARD_JOINS} where placed.place <= ${params.add(limit)} order by l.stage, placed.place`,
    values: params.values,
  };
}

/** One page below a cursor, over the stages. Without any filter it is one walk over all leads. */
export function pageBelow(wanted: Wanted, stages: readonly Stage[], cursor: Cursor | null, limit: number): Query {
  const params = new Params();
  const walk = wanted.few ? null : walkOf(wanted.filters, params);
  const most = params.add(limit);
  if (walk?.by.length === 0 && stages.length === ALL_STAGES.length && !wanted.filters.rot?.length) {
    const where = [...scoreConditions(wanted.filters, params, 'l.score'), ...below(cursor, params, 'l.score', 'l.id'), ...lookedAt(wanted, [], params), 'true'].join(' and ');
    return { text: cardsOf(`select l.* from lead l where ${where} order by l.score desc, l.id desc limit ${most}`), values: params.values };
  }
  // Of several stages each gives a page, of which one page is shown: that many leads are found by the index alone.
  const found = walk ? walked(wanted, stages, cursor, limit, params, { ...walk, whole: false }) : fewLeads(wanted, stages, cursor, params);
  return {
    text: `with hit as materialized (select distinct id, score from (${found}) met order by score desc, id desc limit ${most})
           select ${CARD} from hit join lead l on l.id = hit.id ${CARD_JOINS} order by hit.score desc, hit.id desc`,
    values: params.values,
  };
}

/** Cards of whole leads, the best first. */
const cardsOf = (leads: string): string => `with hit as materialized (${leads}) select ${CARD} from hit l ${CARD_JOINS} order by l.score desc, l.id desc`;

export const usesOnly = (filters: LeadFilters, allowed: readonly Dimension[]): boolean => DIMENSIONS.every((dimension) => allowed.includes(dimension) || !filters[dimension]?.length);
