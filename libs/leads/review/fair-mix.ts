/** How a day is mixed. */
export interface MixRule {
  /** Largest part of a day's cards that one category may make up, 0 to 1. */
  readonly categoryShare: number;
  /** The same for cards that one marketplace alone vouches for. */
  readonly sourceShare: number;
  /** Cards of one category or marketplace that a day gives in any case: a short day simply goes by score. */
  readonly freeCards: number;
}
/** Cards that were given today, of one category and marketplace. */
export interface Given {
  readonly category: string;
  /** Empty when several marketplaces show the merchant: one that drifts cannot have made it up. */
  readonly source: string;
  readonly count: number;
}
/** The best waiting lead of one category and marketplace. */
export interface Candidate {
  readonly id: string;
  readonly category: string;
  readonly source: string;
  readonly score: number;
  readonly since: Date;
}
/** Which limit had to give way, because nothing else was left to show. */
export type Yielded = 'category' | 'source' | 'both' | null;

const total = (given: readonly Given[]): number => given.reduce((sum, one) => sum + one.count, 0);
const tally = (given: readonly Given[], by: 'category' | 'source'): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const one of given) counts.set(one[by], (counts.get(one[by]) ?? 0) + one.count);
  return counts;
};

/** A card that may be given, and which limit it goes beyond because nothing else waits. */
export interface Choice extends Candidate {
  readonly yielded: Yielded;
}

/** How many cards of one kind a day may hold once the next one is given. */
export const mostOf = (share: number, given: number, freeCards: number): number => Math.max(freeCards, Math.ceil(share * (given + 1) - 1e-9));

/** How full a kind would be with one card more, 1 being its limit. */
function fullness(given: readonly Given[], by: 'category' | 'source', share: number, freeCards: number): (kind: string) => number {
  const counts = tally(given, by);
  const most = mostOf(share, total(given), freeCards);
  return (kind) => (kind === '' ? 0 : ((counts.get(kind) ?? 0) + 1) / Math.max(1, most));
}

/** Whether a day so far calls for choosing among categories at all. While it does not, the best lead is simply the best. */
export function mixBinds(given: readonly Given[], { categoryShare, sourceShare, freeCards }: MixRule): boolean {
  const over = (by: 'category' | 'source', share: number): boolean => {
    const full = fullness(given, by, share, freeCards);
    return given.some((one) => full(one[by]) > 1);
  };
  return over('category', categoryShare) || over('source', sourceShare);
}

/** Best first: by score, then by how long it waits, then by id, so that every process chooses the same. */
export const byMerit = (a: Candidate, b: Candidate): number => b.score - a.score || a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1);

/**
 * What may be given next, best first, from the best of every category and marketplace. When all that waits is beyond its share,
 * the limits give way, least where they are most overdrawn, so that two marketplaces go half and half; each card says so.
 */
export function chooseFair(candidates: readonly Candidate[], given: readonly Given[], { categoryShare, sourceShare, freeCards }: MixRule): Choice[] {
  const [category, source] = [fullness(given, 'category', categoryShare, freeCards), fullness(given, 'source', sourceShare, freeCards)];
  const yieldedBy = (one: Candidate): Yielded => (category(one.category) > 1 ? (source(one.source) > 1 ? 'both' : 'category') : source(one.source) > 1 ? 'source' : null);
  const overdrawn = (one: Candidate): number => Math.max(1, category(one.category), source(one.source));
  const all = candidates.map((one) => ({ ...one, yielded: yieldedBy(one) }));
  const within = all.filter((one) => one.yielded === null);
  return within.length > 0 ? within.sort(byMerit) : all.sort((a, b) => overdrawn(a) - overdrawn(b) || byMerit(a, b));
}
