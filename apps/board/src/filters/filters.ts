import type { Stage } from '../api/client';
import type { paths } from '../api/schema.d.ts';

/** What narrows the board and the list. Lives in the address; several values of one filter widen, filters among each other narrow. */
export type Filters = NonNullable<paths['/api/board']['get']['parameters']['query']>;

export const MANY = ['stage', 'owner', 'marketplace', 'category', 'country', 'source', 'tag', 'field', 'rot', 'offer', 'reply'] as const satisfies readonly (keyof Filters)[];
export type Many = (typeof MANY)[number];
/** From, to: ranges that belong together. */
export const RANGES = [['minScore', 'maxScore', 100], ['minAge', 'maxAge', 3650]] as const;
const AT_MOST = 20;

const STAGES: readonly Stage[] = ['sourced', 'qualified', 'queued', 'contacted', 'engaged', 'offer_sent', 'accepted', 'onboarding', 'activated', 'declined', 'unreachable', 'disqualified', 'do_not_contact'];
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const fits: Record<Many, (value: string) => boolean> = {
  stage: (value) => (STAGES as readonly string[]).includes(value), owner: (value) => value === 'me' || value === 'nobody' || ID.test(value),
  marketplace: Boolean, category: Boolean, country: (value) => /^[a-z]{2}$/i.test(value), source: (value) => ID.test(value), tag: Boolean, field: (value) => /^[a-z][a-z0-9_]{0,39}:./s.test(value),
  rot: (value) => /^(fresh|ageing|rotten)$/.test(value), offer: (value) => value === 'open' || value === 'none' || ID.test(value), reply: (value) => /^(waiting|replied|none)$/.test(value),
};

/** Reads filters from an address that people share, edit and mistype: what makes no sense is dropped, so that the API never refuses an address. */
export function filtersOf(search: Record<string, unknown>): Filters {
  const texts = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean').map((one) => String(one).trim().slice(0, 200));
  const filters: Record<string, unknown> = {};
  const [q] = texts(search['q']);
  if (q) filters['q'] = q;
  for (const key of MANY) {
    const values = [...new Set(texts(search[key]))].filter((value) => value && fits[key](value)).slice(0, AT_MOST);
    if (values.length > 0) filters[key] = values;
  }
  for (const [from, to, most] of RANGES) {
    const whole = (value: unknown) => (value !== undefined && value !== '' && Number.isInteger(Number(value)) && Number(value) >= 0 && Number(value) <= most ? Number(value) : undefined);
    const low = whole(search[from]);
    const high = whole(search[to]);
    if (low) filters[from] = low;
    if (high !== undefined && (low === undefined || low <= high)) filters[to] = high;
  }
  for (const key of ['reachable', 'snoozed'] as const) if (search[key] === 'yes' || search[key] === 'no') filters[key] = search[key];
  return filters as Filters;
}

/** The names under which an address holds filters; the rest of the address is the screen's own. */
export const FILTER_KEYS: readonly (keyof Filters)[] = ['q', ...MANY, ...RANGES.flatMap(([from, to]) => [from, to]), 'reachable', 'snoozed'];
/** Takes every filter out of an address. */
export const noFilters: { [Key in keyof Filters]: undefined } = Object.fromEntries(FILTER_KEYS.map((key) => [key, undefined])) as { [Key in keyof Filters]: undefined };

export const isFiltered = (filters: Filters): boolean => FILTER_KEYS.some((key) => filters[key] !== undefined);

/** One text for one set of filters, whatever the order they were chosen in. */
export const keyOf = (filters: Filters): string => JSON.stringify(FILTER_KEYS.map((key) => { const value = filters[key]; return Array.isArray(value) ? [...value].sort() : value ?? null; }));
export const sameFilters = (a: Filters, b: Filters): boolean => keyOf(a) === keyOf(b);
