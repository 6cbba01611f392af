import { likeAnywhere, searchWords } from '#merchants';
import type { Stage } from './stages.js';

/** What a board or list is narrowed to. Everything left out narrows nothing. */
export interface LeadFilters {
  /** Words that must all be found among a merchant's names, seller ids, contacts and numbers; case and accents do not matter. */
  readonly q?: string;
  readonly marketplace?: string;
  readonly category?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly minScore?: number;
  readonly ownerId?: string;
}

/** Parameters of one statement: `add` gives a value its `$n`. */
export class Params {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/**
 * Conditions on `lead l`. The search is an IN and not a join: the trigram index finds the merchants once, and statements
 * without a search never touch the merchant table to count.
 */
export function conditions(filters: LeadFilters, params: Params): string {
  const words = searchWords(filters.q ?? '');
  const all = [
    ...(words.length > 0 ? [`l.merchant_id in (select found.id from merchant found where ${words.map((word) => `found.search_text like ${params.add(likeAnywhere(word))}`).join(' and ')})`] : []),
    ...(filters.marketplace ? [`l.marketplaces @> array[${params.add(filters.marketplace)}::text]`] : []),
    ...(filters.category ? [`l.category = ${params.add(filters.category)}`] : []),
    ...(filters.country ? [`l.country = ${params.add(filters.country.toUpperCase())}`] : []),
    ...(filters.minScore !== undefined && filters.minScore > 0 ? [`l.score >= ${params.add(filters.minScore)}`] : []),
    ...(filters.ownerId ? [`l.owner_id = ${params.add(filters.ownerId)}::uuid`] : []),
  ];
  return all.length > 0 ? all.join(' and ') : 'true';
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

/** Columns of a card, from `lead l`. Looked up only for the cards that are shown. */
export const CARD = `
  l.id, l.merchant_id as "merchantId", m.name, l.score, l.stage, l.stage_since as "stageSince", l.version, l.marketplaces, l.category, l.country, l.reason,
  case when o.id is null then null else json_build_object('id', o.id, 'name', o.name) end as owner, l.reachable, l.snoozed_until as "snoozedUntil", seen.at as "seenAt"`;
export const CARD_JOINS = `
  join merchant m on m.id = l.merchant_id
  left join app_user o on o.id = l.owner_id
  left join lateral (select max(s.last_seen_at) as at from identity_link link join storefront s on s.id = link.storefront_id where link.merchant_id = l.merchant_id and link.unlinked_at is null) seen on true`;

/** Top cards of each stage: LATERAL walks the index (stage, score, id) and stops, whatever the size of the column. */
export function topOfEachStage(stages: readonly Stage[], filters: LeadFilters, limit: number): { text: string; values: unknown[] } {
  const params = new Params();
  const of = params.add(stages);
  return {
    text: `select ${CARD} from unnest(${of}::text[]) with ordinality as col (stage, place)
             cross join lateral (select * from lead l where l.stage = col.stage and ${conditions(filters, params)} order by l.score desc, l.id desc limit ${params.add(limit)}) l
             ${CARD_JOINS} order by col.place, l.score desc, l.id desc`,
    values: params.values,
  };
}

/** One page of a stage, or of all stages, below a cursor. */
export function pageBelow(stage: Stage | null, filters: LeadFilters, cursor: Cursor | null, limit: number): { text: string; values: unknown[] } {
  const params = new Params();
  const where = [
    ...(stage ? [`l.stage = ${params.add(stage)}`] : []),
    ...(cursor ? [`(l.score, l.id) < (${params.add(cursor.score)}::int, ${params.add(cursor.id)}::uuid)`] : []),
    conditions(filters, params),
  ];
  return {
    text: `select ${CARD} from (select * from lead l where ${where.join(' and ')} order by l.score desc, l.id desc limit ${params.add(limit)}) l ${CARD_JOINS} order by l.score desc, l.id desc`,
    values: params.values,
  };
}

export function countByStage(filters: LeadFilters): { text: string; values: unknown[] } {
  const params = new Params();
  return { text: `select l.stage, count(*) as count from lead l where ${conditions(filters, params)} group by l.stage`, values: params.values };
}
