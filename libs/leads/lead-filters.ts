import { customValueSet, likeAnywhere, searchWords } from '#merchants';
import type { Rot, StageClock } from './stage-limits.js';
import type { Stage } from './stages.js';

/**
 * Leads that another room knows of, such as those with an open offer. The room gives the SQL; who asks adds it to the filters.
 * Both texts take their values through `params`.
 */
export interface LeadSet {
  /** Which column of `lead` the ids are of. */
  readonly on: 'id' | 'merchant_id';
  /** A statement of the ids in it, a column `id`, each once. Null: the leads that are not in the set, which are only ever tested. */
  readonly ids: ((params: Params) => string) | null;
  /** A condition on `lead l` that looks at the rows of that one lead. */
  readonly test: (params: Params) => string;
}

/** What a board or list is narrowed to. Everything left out, and every empty list, narrows nothing; several values of one filter are alternatives. */
export interface LeadFilters {
  /** Words that must all be found among a merchant's names, seller ids, contacts and numbers; case and accents do not matter. */
  readonly q?: string | undefined;
  readonly stages?: readonly Stage[] | undefined;
  /** null: nobody's. */
  readonly owners?: ReadonlyArray<string | null> | undefined;
  readonly marketplaces?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly countries?: readonly string[] | undefined;
  readonly minScore?: number | undefined;
  readonly maxScore?: number | undefined;
  /** Sources whose runs saw a storefront of the merchant last. */
  readonly sources?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Custom fields, each by its key with the values or ranges that fit; all of these fields. */
  readonly fields?: readonly FieldFilter[] | undefined;
  /** Days in the stage. */
  readonly minAge?: number | undefined;
  readonly maxAge?: number | undefined;
  readonly rot?: readonly Rot[] | undefined;
  readonly reply?: ReadonlyArray<'waiting' | 'replied' | 'none'> | undefined;
  readonly reachable?: boolean | undefined;
  readonly snoozed?: boolean | undefined;
  /** All of these. */
  readonly among?: readonly LeadSet[] | undefined;
}

/** `values` are what people write: "Hamburg", "yes", "12", or from and to as in "10..20", "..20", "2026-01-01..". */
export interface FieldFilter { readonly key: string; readonly values: readonly string[] }

/** Parameters of one statement: `add` gives a value its `$n`. */
export class Params {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** Filters that counted cells and composite indexes know. */
export type Dimension = 'owners' | 'marketplaces' | 'categories' | 'countries';
export const DIMENSIONS = ['owners', 'marketplaces', 'categories', 'countries'] as const satisfies readonly Dimension[];

/** Columns that the filters read: of `lead`, or of a counted cell, which has the same names. */
export function dimensionConditions(filters: LeadFilters, params: Params, of: string, leaveOut: ReadonlySet<Dimension> = new Set()): string[] {
  const wants = (dimension: Dimension): boolean => (filters[dimension]?.length ?? 0) > 0 && !leaveOut.has(dimension);
  const people = filters.owners?.filter((owner) => owner !== null) ?? [];
  const nobody = filters.owners?.includes(null) ? `${of}.owner_id is null` : '';
  return [
    ...(wants('owners') ? [`(${[...(people.length > 0 ? [`${of}.owner_id = any(${params.add(people)}::uuid[])`] : []), ...(nobody ? [nobody] : [])].join(' or ')})`] : []),
    ...(wants('marketplaces') ? [`${of}.marketplaces && ${params.add(filters.marketplaces)}::text[]`] : []),
    ...(wants('categories') ? [`${of}.category = any(${params.add(filters.categories)}::text[])`] : []),
    ...(wants('countries') ? [`${of}.country = any(${params.add(filters.countries)}::bpchar[])`] : []),
  ];
}

/**
 * Everything else, on `lead l` beside `col (stage, amber, red)`: the moments before which a lead of the stage ages, and rots. What an index
 * of the walk answers by itself is left out by the caller.
 */
export function residualConditions(filters: LeadFilters, clock: StageClock, params: Params): string[] {
  const days = (count: number): string => params.add(new Date(clock.now.getTime() - count * 86_400_000));
  const rot: Record<Rot, string> = { fresh: '(col.amber is null or l.stage_since > col.amber)', ageing: '(l.stage_since <= col.amber and l.stage_since > col.red)', rotten: 'l.stage_since <= col.red' };
  const all = new Set(filters.rot).size === 3;
  return [
    ...(filters.minAge !== undefined ? [`l.stage_since <= ${days(filters.minAge)}::timestamptz`] : []),
    ...(filters.maxAge !== undefined ? [`l.stage_since > ${days(filters.maxAge + 1)}::timestamptz`] : []),
    ...(filters.rot?.length && !all ? [`(${filters.rot.map((one) => rot[one]).join(' or ')})`] : []),
    ...(filters.reachable !== undefined ? [filters.reachable ? 'l.reachable' : 'not l.reachable'] : []),
    ...(filters.snoozed !== undefined ? [filters.snoozed ? `l.snoozed_until > ${params.add(clock.now)}::timestamptz` : `(l.snoozed_until is null or l.snoozed_until <= ${params.add(clock.now)}::timestamptz)`] : []),
  ];
}

/** Of the sort columns, so on whatever the walk goes over. */
export function scoreConditions(filters: LeadFilters, params: Params, score: string): string[] {
  return [
    ...(filters.minScore !== undefined && filters.minScore > 0 ? [`${score} >= ${params.add(filters.minScore)}::int`] : []),
    ...(filters.maxScore !== undefined && filters.maxScore < 100 ? [`${score} <= ${params.add(filters.maxScore)}::int`] : []),
  ];
}

/** The filters that other tables answer, each as a set of leads or merchants. */
export function setsOf(filters: LeadFilters): LeadSet[] {
  const words = searchWords(filters.q ?? '');
  return [
    ...(words.length > 0 ? [wordsSet(words)] : []),
    ...(filters.tags?.length ? [tagSet(filters.tags)] : []),
    ...(filters.fields ?? []).filter((field) => field.values.length > 0).map(fieldSet),
    ...(filters.reply?.length ? [replySet(filters.reply)] : []),
    ...(filters.sources?.length ? [sourceSet(filters.sources)] : []),
    ...(filters.among ?? []),
  ];
}

/** An index of trigrams finds nothing by a word of fewer than three characters: such a word is only tested. */
function wordsSet(words: readonly string[]): LeadSet {
  const like = (params: Params, of: string): string => words.map((word) => `${of}.search_text like ${params.add(likeAnywhere(word))}`).join(' and ');
  return {
    on: 'merchant_id',
    ids: words.some((word) => word.length >= 3) ? (params) => `select found.id from merchant found where ${like(params, 'found')}` : null,
    // A scalar subquery: the planner cannot turn it into a join, whose order it would have to guess.
    test: (params) => `coalesce((select ${like(params, 'found')} from merchant found where found.id = l.merchant_id), false)`,
  };
}

/** Whether names could look like it: who searches by an address or a number has copied it, and thousands of addresses look alike. */
export const isMistypable = (q: string): boolean => q.length <= 60 && !/[\d@]/.test(q);

/** Merchants that look like the words, best first; for who mistyped. */
export function similarMerchants(q: string, params: Params, limit: number): string {
  const text = params.add(searchWords(q).join(' '));
  return `select found.id from merchant found where ${text} <% found.search_text and found.merged_into is null order by word_similarity(${text}, found.search_text) desc, found.id limit ${params.add(limit)}`;
}

const tagSet = (tags: readonly string[]): LeadSet => ({
  on: 'merchant_id',
  ids: (params) => `select distinct tagged.merchant_id as id from merchant_tag tagged where tagged.tag = any(${params.add(tags)}::text[])`,
  test: (params) => `(select count(*) from merchant_tag tagged where tagged.merchant_id = l.merchant_id and tagged.tag = any(${params.add(tags)}::text[])) > 0`,
});

const fieldSet = ({ key, values }: FieldFilter): LeadSet => ({
  on: 'merchant_id',
  ids: (params) => customValueSet(key, values, (value) => params.add(value)).ids,
  test: (params) => customValueSet(key, values, (value) => params.add(value)).test('l.merchant_id'),
});

/** A merchant that answered waits for us until we write again. */
const WAITING = `exists (select from activity said where said.lead_id = l.id and said.kind = 'reply' and not exists (select from activity later where later.lead_id = l.id and later.kind = 'mail_sent' and (later.at, later.id) > (said.at, said.id)))`;
const REPLIED = `exists (select from activity said where said.lead_id = l.id and said.kind = 'reply')`;

function replySet(states: ReadonlyArray<'waiting' | 'replied' | 'none'>): LeadSet {
  const conditions = { waiting: `(l.closed_at is null and ${WAITING})`, replied: REPLIED, none: `not ${REPLIED}` };
  return {
    on: 'id',
    ids: states.includes('none') ? null : () => `select distinct said.lead_id as id from activity said where said.kind = 'reply'`,
    test: () => `(${states.map((state) => conditions[state]).join(' or ')})`,
  };
}

function sourceSet(sources: readonly string[]): LeadSet {
  const seen = (params: Params): string => `from run join storefront s on s.last_run_id = run.id join identity_link link on link.storefront_id = s.id and link.unlinked_at is null where run.source_id = any(${params.add(sources)}::uuid[])`;
  return { on: 'merchant_id', ids: null, test: (params) => `(select count(*) ${seen(params)} and link.merchant_id = l.merchant_id) > 0` };
}
