import { blockingKeys, sharedKeys } from './blocking.js';
import { compareParties, LINK, REVIEW, type Verdict } from './compare.js';
import type { Party } from './party.js';
import { cityKey, doorOf, nameSounds, type Rarity } from './rarity.js';

export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly decision: 'link' | 'review';
  readonly reasons: readonly string[];
}

/** A key that more listings share is passed over: each of them has narrower keys. */
const CROWD = 60;

/** How common words, towns, telephones, sites and addresses are in this very list. */
export function rarityOf(parties: readonly Party[]): Rarity {
  const named = count(parties, nameSounds);
  const cities = count(parties, (party) => [cityKey(party)]);
  const names = new Map<string, Set<string>>();
  const doors = new Map<string, Set<string>>();
  const note = (sets: Map<string, Set<string>>, key: string, what: string): void => {
    const set = sets.get(key);
    if (set) set.add(what);
    else sets.set(key, new Set([what]));
  };
  for (const party of parties) {
    const [family, door] = [nameFamily(party), doorOf(party)];
    for (const key of sharedKeys(party)) {
      note(names, key, family);
      if (door !== '' && !key.startsWith('a:')) note(doors, key, door);
    }
  }
  return { size: parties.length, named: (sound) => named.get(sound) ?? 0, inCity: (city) => cities.get(city) ?? 0, sharing: (key) => names.get(key)?.size ?? 0, doors: (key) => doors.get(key)?.size ?? 0 };
}

/** A name cut down so far that two writings of it are mostly one: the sound of its rarest-looking word. */
export function nameFamily(party: Party): string {
  const [name] = party.names;
  if (!name) return '';
  const words = name.telling.length > 0 ? name.telling : name.generic;
  return [...words].sort((a, b) => b.sound.length - a.sound.length || (a.sound < b.sound ? -1 : 1))[0]?.bones.slice(0, 4) ?? name.joined.slice(0, 4);
}

function count(parties: readonly Party[], of: (party: Party) => Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const party of parties) for (const key of of(party)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/**
 * Finds the businesses of a list that are one, whatever columns it has. Compares only listings that share a blocking key;
 * work and memory grow with the list, not with its square.
 */
export function matchList(parties: readonly Party[]): Pair[] {
  const rarity = rarityOf(parties);
  const holders = new Map<string, number[]>();
  const keysOf = parties.map(blockingKeys);
  keysOf.forEach((keys, at) => {
    for (const key of keys) {
      const block = holders.get(key);
      if (!block) holders.set(key, [at]);
      else block.push(at);
    }
  });
  const found: Found[] = [];
  const comparedWith = new Int32Array(parties.length).fill(-1);
  for (const [at, keys] of keysOf.entries()) {
    for (const key of keys) {
      const block = holders.get(key)!;
      if (block.length < 2 || block.length > CROWD) continue;
      for (const other of block) {
        if (other >= at || comparedWith[other] === at) continue;
        comparedWith[other] = at;
        const verdict = compareParties(parties[other]!, parties[at]!, rarity);
        if (verdict.score >= REVIEW) found.push({ a: other, b: at, verdict });
      }
    }
  }
  return settle(parties, found.filter(worthAsking(parties)), rarity).map(({ a, b, verdict }) => ({
    a: parties[a]!.id, b: parties[b]!.id, score: Math.round(verdict.score * 10_000) / 10_000, decision: verdict.score >= LINK ? 'link' : 'review', reasons: verdict.reasons,
  }));
}

/** From so many doors on a name is a chain's. */
const CHAIN = 3;

/** A name at many doors is a chain's: two of its doors, with nothing else in common, are not asked about. */
function worthAsking(parties: readonly Party[]): (pair: Found) => boolean {
  const doors = new Map<string, Set<string>>();
  for (const party of parties) {
    const door = doorOf(party);
    if (door !== '') for (const { joined } of party.names) doors.set(joined, (doors.get(joined) ?? new Set()).add(door));
  }
  const chained = (at: number): boolean => parties[at]!.names.some(({ joined }) => (doors.get(joined)?.size ?? 0) >= CHAIN);
  return ({ a, b, verdict }) => verdict.score >= LINK || !verdict.contradicts || verdict.basis.length > 0 || !(chained(a) || chained(b));
}

interface Found { readonly a: number; readonly b: number; readonly verdict: Verdict }

/**
 * Two that are each one with a third, and contradict each other, cannot both be right: the weaker link becomes a question,
 * and both do where neither is surer.
 */
function settle(parties: readonly Party[], found: readonly Found[], rarity: Rarity): readonly Found[] {
  const links = found.filter((pair) => pair.verdict.score >= LINK).sort((x, y) => y.verdict.score - x.verdict.score || x.a - y.a || x.b - y.b);
  const linked = new Map<number, Found[]>();
  const demoted = new Set<Found>();
  const disagree = (one: number, other: number): boolean => {
    const { contradicts, score } = compareParties(parties[one]!, parties[other]!, rarity);
    return contradicts && score < LINK;
  };
  for (const pair of links) {
    const against = [pair.a, pair.b].flatMap((one) => (linked.get(one) ?? []).filter((surer) => disagree(surer.a === one ? surer.b : surer.a, pair.a === one ? pair.b : pair.a)));
    if (against.length > 0) {
      for (const surer of against) if (surer.verdict.score - pair.verdict.score < 0.002) demoted.add(surer);
      demoted.add(pair);
      continue;
    }
    for (const one of [pair.a, pair.b]) linked.set(one, [...(linked.get(one) ?? []), pair]);
  }
  return found
    .map((pair) => (demoted.has(pair) ? { ...pair, verdict: { ...pair.verdict, score: Math.min(pair.verdict.score, LINK - 0.01), reasons: [...pair.verdict.reasons, 'another link of one of the two contradicts this one'] } } : pair))
    .sort((x, y) => y.verdict.score - x.verdict.score || x.a - y.a || x.b - y.b);
}
