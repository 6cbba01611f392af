import { missingFieldsSql, suppressedSql } from '#merchants';
import { sql, type Tx } from '#platform';
import { everyLead } from '../every-lead.queries.js';
import { Params, type LeadFilters } from '../lead-filters.js';
import type { StageClock } from '../stage-limits.js';
import { isExit, STAGE_NEEDS, stagesBefore, stagesUpTo, type Stage } from '../stages.js';
import type { BulkChange, BulkReason } from './bulk-change.js';

/** Which leads: by name, or whatever a list shows. */
export type Selection = { readonly ids: readonly string[] } | { readonly filters: LeadFilters };

export interface Item {
  readonly place: number;
  readonly leadId: string;
  readonly merchantId: string;
  readonly stage: Stage;
  readonly stageSince: Date;
  readonly version: number;
  readonly ownerId: string | null;
  readonly snoozedUntil: Date | null;
  readonly skip: BulkReason | null;
}

const PARTS = (merchantId: string): string => `(select ${merchantId} union all select part.id from merchant part where part.merged_into = ${merchantId})`;
const hasTag = (tag: string): string => `exists (select from merchant_tag has where has.tag = ${tag} and has.merchant_id in ${PARTS('l.merchant_id')})`;

/** Why `lead l` is left as it is, or null. The first reason that applies is told. */
function skipSql(change: BulkChange, params: Params): string {
  const reasons: Array<[BulkReason, string]> = [['missing', 'l.id is null']];
  switch (change.kind) {
    case 'stage':
      reasons.push(['already', `l.stage = ${params.add(change.to)}`], ['closed', 'l.closed_at is not null'], ['not-allowed', `l.stage <> all(${params.add(stagesBefore(change.to))}::text[])`],
        ['in-review', 'exists (select from review_claim held where held.lead_id = l.id and held.ended_at is null and held.expires_at > clock_timestamp())']);
      if (!isExit(change.to) && change.to === 'queued') reasons.push(['suppressed', suppressedSql({ merchantId: 'l.merchant_id', country: 'l.country' })]);
      if (STAGE_NEEDS[change.to] === 'address') reasons.push(['no-address', 'not l.reachable']);
      if (!isExit(change.to)) reasons.push(['fields-missing', `exists (select ${missingFieldsSql('l.merchant_id', params.add(stagesUpTo(change.to)))})`]);
      break;
    case 'owner': reasons.push(['already', `l.owner_id is not distinct from ${params.add(change.ownerId)}::uuid`], ['closed', 'l.closed_at is not null']); break;
    case 'add-tag': reasons.push(['already', hasTag(params.add(change.tag))], ['too-many-tags', `(select count(*) from merchant_tag has where has.merchant_id = l.merchant_id) >= 30`]); break;
    case 'remove-tag': reasons.push(['already', `not ${hasTag(params.add(change.tag))}`]); break;
    case 'snooze': reasons.push(['already', `l.snoozed_until = ${params.add(change.until)}::timestamptz`], ['closed', 'l.closed_at is not null']); break;
  }
  return `case ${reasons.map(([reason, when]) => `when ${when} then '${reason}'`).join(' ')} end`;
}

/** Freezes which leads it is about, and says of each whether it will change. One statement: the list cannot move meanwhile. @returns how many leads there are. */
export async function freeze(tx: Tx, bulkId: string, change: BulkChange, selection: Selection, clock: StageClock, most: number): Promise<number> {
  const params = new Params();
  const bulk = params.add(bulkId);
  const chosen = 'ids' in selection
    ? `select asked.id, asked.place::int from (select id, min(place) as place from unnest(${params.add(selection.ids)}::uuid[]) with ordinality as named (id, place) group by id) asked`
    : `select l.id, row_number() over (order by l.score desc, l.id desc)::int as place from ${everyLead(selection.filters, clock, params)} order by l.score desc, l.id desc limit ${params.add(most + 1)}`;
  const [row] = await sql<{ n: number }>(tx,
    `with frozen as (
       insert into bulk_item (bulk_id, place, lead_id, version, outcome, reason)
       select ${bulk}, chosen.place, chosen.id, l.version, case when skip.reason is null then 'waiting' else 'skipped' end, skip.reason
         from (${chosen}) chosen left join lead l on l.id = chosen.id cross join lateral (select ${skipSql(change, params)} as reason) skip returning 1)
     select count(*)::int as n from frozen`, params.values);
  return row!.n;
}

/**
 * The next leads of it, locked, judged anew: what somebody changed since the preview is left alone. Locked in the order of ids, as every
 * set of leads is, so that two that overlap wait for each other instead of deadlocking.
 */
export async function nextItems(tx: Tx, bulkId: string, change: BulkChange, limit: number): Promise<Item[]> {
  const next = await sql<{ place: number; leadId: string }>(tx, `select place, lead_id as "leadId" from bulk_item where bulk_id = $1 and outcome = 'waiting' order by place limit $2`, [bulkId, limit]);
  if (next.length === 0) return [];
  await sql(tx, `select from lead where id = any($1::uuid[]) order by id for no key update`, [next.map((one) => one.leadId)]);
  const params = new Params();
  const [bulk, places] = [params.add(bulkId), params.add(next.map((one) => one.place))];
  const skip = skipSql(change, params);
  return sql<Item>(tx,
    `select i.place, i.lead_id as "leadId", l.merchant_id as "merchantId", l.stage, l.stage_since as "stageSince", l.version, l.owner_id as "ownerId", l.snoozed_until as "snoozedUntil",
            coalesce(${skip}, case when l.version <> i.version and ${change.kind === 'add-tag' || change.kind === 'remove-tag' ? 'false' : 'true'} then 'changed-since' end) as skip
       from bulk_item i left join lead l on l.id = i.lead_id where i.bulk_id = ${bulk} and i.place = any(${places}::int[]) order by i.place`, params.values);
}

export interface Settled { readonly place: number; readonly outcome: 'changed' | 'skipped' | 'undone' | 'kept'; readonly reason?: BulkReason | null; readonly before?: unknown }

/** Writes down what became of leads, and at which version each stands now. */
export async function settle(tx: Tx, bulkId: string, items: readonly Settled[]): Promise<void> {
  if (items.length === 0) return;
  await sql(tx,
    `update bulk_item i set outcome = now.outcome, reason = now.reason, before = coalesce(now.before, i.before), version_after = case when now.outcome = 'changed' then (select version from lead where lead.id = i.lead_id) else i.version_after end
       from unnest($2::int[], $3::text[], $4::text[], $5::jsonb[]) as now (place, outcome, reason, before) where i.bulk_id = $1 and i.place = now.place`,
    [bulkId, items.map((one) => one.place), items.map((one) => one.outcome), items.map((one) => one.reason ?? null), items.map((one) => (one.before === undefined ? null : JSON.stringify(one.before)))]);
}

export interface Changed { readonly place: number; readonly leadId: string; readonly merchantId: string; readonly stage: Stage; readonly untouched: boolean; readonly before: Record<string, unknown>; readonly version: number }

/** Leads that it changed and that nobody has looked at for undoing yet, locked; the last one first. */
export async function changedItems(tx: Tx, bulkId: string, limit: number): Promise<Changed[]> {
  const next = await sql<{ leadId: string }>(tx, `select lead_id as "leadId" from bulk_item where bulk_id = $1 and outcome = 'changed' order by place desc limit $2`, [bulkId, limit]);
  await sql(tx, `select from lead where id = any($1::uuid[]) order by id for no key update`, [next.map((one) => one.leadId)]);
  return sql<Changed>(tx,
    `select i.place, i.lead_id as "leadId", l.merchant_id as "merchantId", l.stage, l.version, l.version = i.version_after as untouched, i.before
       from bulk_item i join lead l on l.id = i.lead_id where i.bulk_id = $1 and i.outcome = 'changed' and i.lead_id = any($2::uuid[]) order by i.place desc`, [bulkId, next.map((one) => one.leadId)]);
}
