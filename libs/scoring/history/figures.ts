/** How one model would have done on one day. Rates are `hits` of `of`; a rate without its counts is never shown. */
export interface Performance {
  /** Merchants that no gate ruled out and that had not said yes before. */
  readonly candidates: number;
  /** Of them, those with the outcome. */
  readonly positives: number;
  /** Size of the top: fifty, or all candidates when they are fewer. */
  readonly of: number;
  readonly hits: number;
}
/** A merchant that one model put on top and the other did not. */
export interface Disagreement {
  readonly merchantId: string;
  readonly name: string;
  readonly triedRank: number | null;
  readonly publishedRank: number | null;
  readonly came: boolean;
}
export interface Cutoff {
  /** ISO 8601 UTC. */
  readonly asOf: string;
  readonly tried: Performance;
  readonly published: Performance;
  /** Merchants in both tops. */
  readonly overlap: number;
  /** Best placed first, at most 40. */
  readonly disagreements: readonly Disagreement[];
}
export interface Summary {
  readonly hits: number;
  readonly of: number;
  /** Share of the top that had the outcome; null without anybody in it. */
  readonly precision: number | null;
  /** Wilson's interval at 95 %. The same merchant on twelve days is not twelve merchants, so it is narrower than the truth. */
  readonly low: number | null;
  readonly high: number | null;
  /** How many times better than picking at random among the candidates; null when nobody came at all. */
  readonly lift: number | null;
}

/** Sums cut-offs of one model. */
export function summary(performances: readonly Performance[]): Summary {
  const sum = (key: keyof Performance): number => performances.reduce((total, one) => total + one[key], 0);
  const [hits, of, positives, candidates] = [sum('hits'), sum('of'), sum('positives'), sum('candidates')];
  const precision = of === 0 ? null : hits / of;
  return { hits, of, precision, ...wilson(hits, of), lift: precision === null || positives === 0 ? null : precision / (positives / candidates) };
}

/** E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927). */
function wilson(hits: number, of: number): { low: number | null; high: number | null } {
  if (of === 0) return { low: null, high: null };
  const z = 1.959964;
  const share = hits / of;
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

