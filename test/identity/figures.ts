import { blockingKeys, ENOUGH, sayingsOf, tellingAmong } from '../../libs/merchants/identity/blocking.js';
import { LINK, matchList, partyOf, REVIEW, type Listing, type Pair } from '../../libs/merchants/identity/index.js';

/** A listing whose true business is known. */
export interface Known extends Listing {
  readonly truth: string;
  /** What makes it hard. */
  readonly family: string;
}
export interface FamilyFigures {
  /** Pairs that are one business, of which linked and of which put before a person. */
  pairs: number;
  linked: number;
  reviewed: number;
  /** Linked, and put before a person, though they are two. */
  wrong: number;
  asked: number;
}
export interface Figures {
  readonly listings: number;
  readonly precision: number;
  readonly recall: number;
  /** Found at all: linked or put before a person. */
  readonly found: number;
  readonly families: Record<string, FamilyFigures>;
  /** Of the pairs scored in a band, how many are one business. */
  readonly bands: ReadonlyArray<{ band: string; pairs: number; right: number }>;
  readonly wrong: ReadonlyArray<{ a: Known; b: Known; pair: Pair }>;
  readonly missed: ReadonlyArray<{ a: Known; b: Known }>;
  /** Found here, though they share too little for the product, which has many more storefronts to choose from, to compare them. */
  readonly strangers: readonly Pair[];
}

/** Runs the engine over a list and compares with the truth, pair by pair. */
export function figuresOf(listings: readonly Known[]): Figures {
  const parties = listings.map(partyOf);
  const pairs = matchList(parties);
  const known = new Map(parties.map((party) => [party.id, party]));
  const holders = new Map<string, number>();
  for (const key of parties.flatMap(blockingKeys)) holders.set(key, (holders.get(key) ?? 0) + 1);
  const strangers = pairs.filter(({ a, b }) => {
    const others = new Set(blockingKeys(known.get(b)!));
    return sayingsOf(known.get(a)!).reduce((sum, { keys, telling }) => sum + Math.max(0, ...keys.filter((key) => others.has(key)).map((key) => tellingAmong(holders.get(key)! - 1, telling))), 0) < ENOUGH;
  });
  const byId = new Map(listings.map((one) => [one.id, one]));
  const families: Record<string, FamilyFigures> = {};
  const family = (name: string): FamilyFigures => (families[name] ??= { pairs: 0, linked: 0, reviewed: 0, wrong: 0, asked: 0 });
  const found = new Map(pairs.map((pair) => [key(pair.a, pair.b), pair]));
  const missed: Array<{ a: Known; b: Known }> = [];
  const businesses = new Map<string, Known[]>();
  for (const one of listings) businesses.set(one.truth, [...(businesses.get(one.truth) ?? []), one]);
  let [due, right] = [0, 0];
  for (const same of businesses.values()) {
    for (const [at, a] of same.entries()) {
      for (const b of same.slice(at + 1)) {
        due += 1;
        const pair = found.get(key(a.id, b.id));
        const of = family(b.family);
        of.pairs += 1;
        if (pair?.decision === 'link') [of.linked, right] = [of.linked + 1, right + 1];
        else {
          if (pair) of.reviewed += 1;
          missed.push({ a, b });
        }
      }
    }
  }
  const wrong: Array<{ a: Known; b: Known; pair: Pair }> = [];
  for (const pair of pairs) {
    const [a, b] = [byId.get(pair.a)!, byId.get(pair.b)!];
    if (a.truth === b.truth) continue;
    if (pair.decision === 'link') wrong.push({ a, b, pair });
    family(b.family)[pair.decision === 'link' ? 'wrong' : 'asked'] += 1;
  }
  const reviewed = Object.values(families).reduce((sum, one) => sum + one.reviewed, 0);
  return { listings: listings.length, precision: right / Math.max(1, right + wrong.length), recall: right / Math.max(1, due), found: (right + reviewed) / Math.max(1, due), families, bands: bandsOf(pairs, byId), wrong, missed, strangers };
}

function bandsOf(pairs: readonly Pair[], byId: ReadonlyMap<string, Known>): Figures['bands'] {
  const edges = [REVIEW, 0.85, LINK, 0.99, 1.01];
  return edges.slice(0, -1).map((from, at) => {
    const inside = pairs.filter((pair) => pair.score >= from && pair.score < edges[at + 1]!);
    return { band: `${from} to ${Math.min(1, edges[at + 1]!)}`, pairs: inside.length, right: inside.filter((pair) => byId.get(pair.a)!.truth === byId.get(pair.b)!.truth).length };
  });
}

const key = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
