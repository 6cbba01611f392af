import { dimensionConditions, Params, scoreConditions, type Dimension, type LeadFilters } from './lead-filters.js';
import { fewLeads, lookedAt, stageColumns, walkOf, usesOnly, type Query, type Wanted } from './lead-walks.queries.js';
import type { Stage } from './stages.js';

/**
 * Cells are kept for these groupings, beside stage and currency; the number is PostgreSQL's own `grouping(owner_id, marketplaces, category, country)`,
 * a bit for each that is left out. The first that knows all of a board's filters answers it: few rows, and no lead is read.
 */
const CUBOIDS: ReadonlyArray<{ readonly cuboid: number; readonly knows: readonly Dimension[] }> = [
  { cuboid: 0b1111, knows: [] }, { cuboid: 0b0111, knows: ['owners'] }, { cuboid: 0b1011, knows: ['marketplaces'] }, { cuboid: 0b1101, knows: ['categories'] }, { cuboid: 0b1110, knows: ['countries'] },
  { cuboid: 0b1001, knows: ['marketplaces', 'categories'] }, { cuboid: 0b1000, knows: ['marketplaces', 'categories', 'countries'] },
];

export interface CountRow {
  readonly stage: Stage;
  /** Null for leads without an estimate. */
  readonly currency: string | null;
  readonly count: number;
  /** Sums of a year. */
  readonly low: number;
  readonly high: number;
}

/** Whether the counted cells know everything that these filters ask. */
export const isCounted = ({ filters, few, tests }: Wanted): boolean => !few && tests.length === 0
  && !filters.minScore && (filters.maxScore ?? 100) >= 100 && filters.minAge === undefined && filters.maxAge === undefined && !filters.rot?.length && filters.reachable === undefined && filters.snoozed === undefined
  && CUBOIDS.some(({ knows }) => usesOnly(filters, knows));

/** Exact: cells, and what happened since they were last folded, in one snapshot. */
export function countedCells(filters: LeadFilters, stages: readonly Stage[]): Query {
  const params = new Params();
  const { cuboid } = CUBOIDS.find(({ knows }) => usesOnly(filters, knows))!;
  const of = params.add(stages);
  const where = [`c.stage = any(${of}::text[])`, ...dimensionConditions(filters, params, 'c')].join(' and ');
  const part = (table: string, more: string): string => `select c.stage, c.currency, c.n, c.low, c.high from ${table} c where ${more}${where}`;
  return {
    text: `select stage, currency, sum(n)::bigint as count, sum(low)::float8 as low, sum(high)::float8 as high
             from (${part('lead_count', `c.cuboid = ${params.add(cuboid)}::smallint and `)} union all ${part('lead_count_delta', '')}) both_parts group by stage, currency`,
    values: params.values,
  };
}

/** Exact, with sums: every one of the few leads is looked at. */
export function countFew(wanted: Wanted, stages: readonly Stage[]): Query {
  const params = new Params();
  return { text: `select stage, value_currency as currency, count(*) as count, coalesce(sum(value_low), 0)::float8 as low, coalesce(sum(value_high), 0)::float8 as high from (${fewLeads(wanted, stages, null, params)}) few group by 1, 2`, values: params.values };
}

/** Whether an index alone knows who is counted: then a count has no need of a bound. */
export const indexKnows = (wanted: Wanted): boolean => lookedAt(wanted, walkOf(wanted.filters, new Params()).by, new Params()).length === 0;

/** Leads of each stage, counted one by one and at most `most` of a stage; a merchant on two wanted marketplaces is one. */
export function countWalked(wanted: Wanted, stages: readonly Stage[], most: number | null): Query {
  const params = new Params();
  const walk = walkOf(wanted.filters, params);
  const looked = lookedAt(wanted, walk.by, params);
  const narrow = walk.from === 'lead_marketplace';
  const [score, id, stage] = narrow ? ['k.score', 'k.lead_id', 'k.stage'] : ['l.score', 'l.id', 'l.stage'];
  const from = !narrow ? 'lead l' : looked.length > 0 ? 'lead_marketplace k join lead l on l.id = k.lead_id' : 'lead_marketplace k';
  const twice = narrow && wanted.filters.marketplaces!.length > 1;
  const where = [`${stage} = col.stage`, walk.where, ...scoreConditions(wanted.filters, params, score!), ...looked].join(' and ');
  const bound = most === null ? '' : ` limit ${params.add(most)}`;
  const columns = stageColumns(stages, wanted.clock, params);
  return {
    text: `select col.stage, null as currency, ${twice ? 'count(distinct met.id)' : 'sum(met.n)::bigint'} as count, 0 as low, 0 as high from ${columns}${walk.keys}
             cross join lateral (${twice ? `select ${id} as id from ${from} where ${where}${bound}` : `select count(*) as n from (select from ${from} where ${where}${bound}) one`}) met group by col.stage`,
    values: params.values,
  };
}

/** Takes what was written since and adds it to the cells of every grouping. Only one at a time: the caller holds the lock. */
export const FOLD = `
  with taken as (
    delete from lead_count_delta where id in (select id from lead_count_delta order by id limit $1) returning stage, owner_id, marketplaces, category, country, currency, n, low, high)
  , folded as (
    insert into lead_count as cell (cuboid, stage, owner_id, marketplaces, category, country, currency, n, low, high)
    select grouping(owner_id, marketplaces, category, country), stage, owner_id, marketplaces, category, country, currency, sum(n), sum(low), sum(high) from taken
     group by grouping sets ((stage, currency), (stage, currency, owner_id), (stage, currency, marketplaces), (stage, currency, category), (stage, currency, country), (stage, currency, marketplaces, category), (stage, currency, marketplaces, category, country))
    having sum(n) <> 0 or sum(low) <> 0 or sum(high) <> 0
    on conflict (cuboid, stage, owner_id, category, country, marketplaces, currency) do update set n = cell.n + excluded.n, low = cell.low + excluded.low, high = cell.high + excluded.high)
  select count(*) as taken from taken`;
