import type { ExpectedItems } from '../source.schema.js';
import type { Gate, RunProfile } from './gate.js';

/** Of the median of the last good runs (FEATURES W5). */
const LEAST_ITEMS = 0.6;
const FEWER_IS_TOLD = 0.8;
/** A list that has grown is told; one that never ends is kept out. */
const MORE_IS_TOLD = 1.4;
const MOST_ITEMS = 3;
/** A field that nearly always stood there is one that people rely on. */
const RELIED_ON = 0.8;
const COVERAGE_POINTS = 0.05;
/** Below this many, a share says nothing; none at all still does. */
const ENOUGH = 20;
const ENOUGH_FOR_NONE = 5;
const MOST_INVALID = 0.01;
const MOST_UNREAD = 0.1;
const ENOUGH_UNREAD = 3;
const LEAST_IDENTIFIED = 0.8;
/** More than good runs had: some sellers garble their own names. */
const MOST_GARBLED = 0.01;
const ENOUGH_GARBLED = 3;
const PSI_LIMIT = 0.25;
const PSI_ENOUGH = 100;
const PSI_BINS = 8;
const SPEARMAN_LIMIT = 0.6;
const COMMON_ENOUGH = 20;
/** Rankings drift apart with time; after so many days a different order is news and not a fault. */
const ORDER_HOLDS_DAYS = 7;

/** What the gate compares a run with: the last good ones, newest first. */
export interface History {
  readonly profiles: readonly RunProfile[];
  /** Places that products held in the newest good run, by list and product id; sellers where a list names no products. */
  readonly places: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Days of business time since that run; null when there is none. */
  readonly daysAgo: number | null;
  /** What a person said of a good run; null where nobody has. */
  readonly expected: ExpectedItems | null;
}
/** Places of this run, by list and product id. */
export type Places = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Everything that is measured before a run becomes visible. Pure. The first run of a source has nothing to be compared with but
 * what a person expects of it; besides, only what no run may be counts.
 */
export function gatesOf(run: RunProfile, places: Places, history: History): Gate[] {
  return [...schema(run), ...garbled(run, history.profiles), ...itemCount(run, history.profiles), ...asExpected(run, history), ...coverage(run, history.profiles), ...spread(run, history.profiles), ...continuity(places, history)];
}

export const holds = (gates: readonly Gate[]): boolean => gates.every(({ ok }) => ok);
export const warningsOf = (gates: readonly Gate[]): string[] => gates.filter(({ ok, warning }) => ok && warning).map(({ text }) => text);
export const failuresOf = (gates: readonly Gate[]): string[] => gates.filter(({ ok }) => !ok).map(({ text }) => text);

function schema({ invalid: [invalid, items], unread: [unread, arrived], coverage: seen }: RunProfile): Gate[] {
  const share = invalid / Math.max(1, items);
  const unreadShare = unread / Math.max(1, arrived);
  const title = rate(seen['list.title']) ?? 0;
  const identified = Math.max(rate(seen['list.productId']) ?? 0, rate(seen['list.url']) ?? 0, title);
  return [
    { gate: 'schema', measured: round(share), limit: MOST_INVALID, ok: share <= MOST_INVALID, text: `${invalid} of ${items} listings hold values that cannot be (limit ${percent(MOST_INVALID)})` },
    { gate: 'schema', field: 'pages', measured: round(unreadShare), limit: MOST_UNREAD, ok: unreadShare <= MOST_UNREAD || unread < ENOUGH_UNREAD, ...(unread > 0 ? { warning: true } : {}), text: `${unread} of ${arrived} pages arrived and could not be read (limit ${percent(MOST_UNREAD)})` },
    { gate: 'coverage', field: 'list.identity', measured: round(identified), limit: LEAST_IDENTIFIED, ok: items === 0 || identified >= LEAST_IDENTIFIED, text: `${percent(identified)} of the listings have a product id, an address or a title (at least ${percent(LEAST_IDENTIFIED)})` },
  ];
}

function garbled({ garbled: now }: RunProfile, before: readonly RunProfile[]): Gate[] {
  const measured = rate(now);
  if (!now || measured === null) return [];
  const limit = MOST_GARBLED + Math.max(0, ...before.map(({ garbled: then }) => rate(then) ?? 0));
  return [{
    gate: 'schema', field: 'letters', measured: round(measured), limit: round(limit), ok: measured <= limit || now[0] < ENOUGH_GARBLED, ...(now[0] > 0 ? { warning: true } : {}),
    text: `${now[0]} of ${now[1]} titles, names and addresses have lost letters, as happens when a page says a wrong encoding (limit ${percent(limit)})`,
  }];
}

function itemCount(run: RunProfile, before: readonly RunProfile[]): Gate[] {
  // Only lists that both runs were to read: a source whose entries were edited has not shrunk.
  const pairs = before.map(({ lists }) => Object.keys(run.lists).filter((name) => name in lists)
    .reduce((sum, name) => ({ then: sum.then + lists[name]!, now: sum.now + run.lists[name]! }), { then: 0, now: 0 })).filter(({ then }) => then > 0);
  const share = median(pairs.map(({ then, now }) => now / then));
  if (share === null) return [];
  const ok = share >= LEAST_ITEMS && share <= MOST_ITEMS;
  return [{
    gate: 'item-count', measured: round(share), limit: share > 1 ? MOST_ITEMS : LEAST_ITEMS, ok, ...(ok && (share < FEWER_IS_TOLD || share > MORE_IS_TOLD) ? { warning: true } : {}),
    text: `${run.items} listings, ${percent(share)} of what the last ${pairs.length} good runs had (between ${percent(LEAST_ITEMS)} and ${percent(MOST_ITEMS)})`,
  }];
}

/** The least that a person expects holds for every run; what is usual, until good runs say it better. */
function asExpected({ items }: RunProfile, { expected, profiles }: History): Gate[] {
  if (!expected) return [];
  const { min, median: usual } = expected;
  const least = profiles.length === 0 && usual ? Math.max(min, Math.round(usual * LEAST_ITEMS)) : min;
  return [{ gate: 'expected-items', measured: items, limit: least, ok: items >= least, text: `${items} listings; ${least === min ? `at least ${min} are expected of a run` : `a usual run is expected to bring ${usual}, and ${percent(LEAST_ITEMS)} of that is the least for a first one`}` }];
}

function coverage(run: RunProfile, before: readonly RunProfile[]): Gate[] {
  return Object.entries(run.coverage).flatMap(([field, [seen, of]]): Gate[] => {
    // Together, because a quiet day may have opened one page of a kind.
    const past = before.flatMap(({ coverage: c }) => (c[field] ? [c[field]] : [])).reduce(([s, o], [ps, po]) => [s + ps, o + po], [0, 0] as [number, number]);
    const expected = rate(past);
    const measured = rate([seen, of]);
    if (expected === null || measured === null || past[1] < ENOUGH_FOR_NONE) return [];
    const fallen = expected - measured;
    // What chance alone may do to so few pages: three standard deviations.
    const chance = 3 * Math.sqrt((Math.max(0.01, expected * (1 - expected))) / of);
    const gone = seen === 0 && of >= ENOUGH_FOR_NONE && expected >= RELIED_ON;
    const failed = expected >= RELIED_ON && ((of >= ENOUGH && fallen > COVERAGE_POINTS && fallen > chance) || gone);
    const told = !failed && of >= ENOUGH && fallen > Math.max(COVERAGE_POINTS, chance);
    return [{
      gate: 'coverage', field, measured: round(measured), limit: round(Math.max(0, expected - COVERAGE_POINTS)), ok: !failed, ...(told ? { warning: true } : {}),
      text: `${field} is there on ${percent(measured)} of ${of}; the last good runs had it on ${percent(expected)}`,
    }];
  });
}

function spread(run: RunProfile, before: readonly RunProfile[]): Gate[] {
  return Object.entries(run.spread).flatMap(([field, now]): Gate[] => {
    const then: Record<string, number> = {};
    for (const { spread: s } of before) for (const [bin, count] of Object.entries(s[field] ?? {})) then[bin] = (then[bin] ?? 0) + count;
    const [n, m] = [total(now), total(then)];
    if (n < PSI_ENOUGH || m < PSI_ENOUGH) return [];
    const bins = merged(then);
    const measured = psi(now, then, bins);
    // Of equal distributions, samples of these sizes differ by about so much on their own.
    const limit = Math.max(PSI_LIMIT, 3 * (new Set(bins.values()).size - 1) * (1 / n + 1 / m));
    return [{ gate: 'distribution', field: `list.${field}`, measured: round(measured), limit: round(limit), ok: measured <= limit, text: `the values of ${field} are spread otherwise than in the last good runs by ${measured.toFixed(2)} (PSI, limit ${limit.toFixed(2)})` }];
  });
}

function continuity(places: Places, { places: before, daysAgo }: History): Gate[] {
  const correlations: number[] = [];
  let common = 0;
  for (const [list, now] of places) {
    const then = before.get(list);
    const both = then ? [...now].flatMap(([product, place]) => (then.has(product) ? [[then.get(product)!, place] as const] : [])) : [];
    if (both.length < COMMON_ENOUGH) continue;
    common += both.length;
    correlations.push(spearman(both));
  }
  const measured = median(correlations);
  if (measured === null || daysAgo === null) return [];
  const low = measured < SPEARMAN_LIMIT;
  const ok = !low || daysAgo > ORDER_HOLDS_DAYS;
  return [{
    gate: 'rank-continuity', measured: round(measured), limit: SPEARMAN_LIMIT, ok, ...(low && ok ? { warning: true } : {}),
    text: `${common} products that stood on a list ${daysAgo < 1 ? 'earlier the same day' : `${Math.round(daysAgo)} days before`} hold their order by ${measured.toFixed(2)} (Spearman, limit ${SPEARMAN_LIMIT})`,
  }];
}

/** Population stability index over bins of the reference; half a count where one is empty. */
function psi(now: Readonly<Record<string, number>>, then: Readonly<Record<string, number>>, bins: ReadonlyMap<string, number>): number {
  const size = new Set(bins.values()).size;
  const sums = { now: new Array<number>(size).fill(0), then: new Array<number>(size).fill(0) };
  const known = [...bins.keys()].map(Number).filter(Number.isFinite);
  const binFor = (bin: string): number => bins.get(bin) ?? bins.get(String(nearest(known, Number(bin)))) ?? 0;
  for (const [bin, count] of Object.entries(now)) sums.now[binFor(bin)]! += count;
  for (const [bin, count] of Object.entries(then)) sums.then[binFor(bin)]! += count;
  const [n, m] = [total(now), total(then)];
  return sums.now.reduce((sum, count, bin) => {
    const [p, q] = [Math.max(0.5, count) / n, Math.max(0.5, sums.then[bin]!) / m];
    return sum + (p - q) * Math.log(p / q);
  }, 0);
}

/** Neighbouring bins of the reference put together, until each holds its share. */
function merged(then: Readonly<Record<string, number>>): Map<string, number> {
  const least = total(then) / PSI_BINS;
  const bins = new Map<string, number>();
  let [bin, held] = [0, 0];
  for (const [name, count] of Object.entries(then).sort(([a], [b]) => (Number.isNaN(Number(a)) ? -1 : Number.isNaN(Number(b)) ? 1 : Number(a) - Number(b)))) {
    if (held >= least) [bin, held] = [bin + 1, 0];
    bins.set(name, bin);
    held += count;
  }
  return bins;
}

/** Rank correlation of pairs; ties cannot be, because a place is held once. */
export function spearman(pairs: ReadonlyArray<readonly [number, number]>): number {
  const n = pairs.length;
  const ranks = (values: number[]): Map<number, number> => new Map([...values].sort((a, b) => a - b).map((value, rank) => [value, rank]));
  const [a, b] = [ranks(pairs.map(([x]) => x)), ranks(pairs.map(([, y]) => y))];
  const squares = pairs.reduce((sum, [x, y]) => sum + (a.get(x)! - b.get(y)!) ** 2, 0);
  return n < 2 ? 1 : 1 - (6 * squares) / (n * (n * n - 1));
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const nearest = (known: readonly number[], bin: number): number => known.reduce((best, one) => (Math.abs(one - bin) < Math.abs(best - bin) ? one : best), known[0] ?? 0);
const total = (bins: Readonly<Record<string, number>>): number => Object.values(bins).reduce((sum, count) => sum + count, 0);
const rate = (pair: readonly [number, number] | undefined): number | null => (pair && pair[1] > 0 ? pair[0] / pair[1] : null);
const round = (value: number): number => Math.round(value * 10_000) / 10_000;
const percent = (share: number): string => `${Math.round(share * 100)} %`;
