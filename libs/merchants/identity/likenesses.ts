import { setImmediate } from 'node:timers/promises';
import { sql, type Tx } from '#platform';
import type { SellerPage } from '../facts/page-facts.js';
import { NOTHING_ALIKE, type LikelyPair, type Likeness } from '../identity.js';
import { areCertainlyApart, compareParties, REVIEW } from './compare.js';
import { AT_ONCE, keepParties, meetCandidates, outlinesByNumber, partiesByNumber, partiesOfStorefronts, rarityOf } from './party-book.js';
import { outlineOf, type Party } from './party.js';
import type { Rarity } from './rarity.js';

/** A run's storefronts, compared with all others that share a blocking key: only those that are new or say something new. */
export interface FoundLikeness extends Likeness {
  /** Storefronts whose pages say something new of who is behind them. */
  readonly changed: readonly string[];
  /** A person said that two storefronts are of two merchants. */
  readonly apart: ReadonlyArray<readonly [string, string]>;
}

export async function findLikeness(tx: Tx, pages: readonly SellerPage[]): Promise<FoundLikeness> {
  const kept = await keepParties(tx, pages);
  const likely: LikelyPair[] = [];
  const parties = new Map(kept.map((one) => [one.storefrontId, one.party]));
  const candidates = await meetCandidates(tx, kept);
  let rarity: Rarity | null = null;
  const seen = new Set<string>();
  for (let from = 0; from < kept.length; from += AT_ONCE) {
    const batch = kept.slice(from, from + AT_ONCE);
    const outlines = await outlinesByNumber(tx, [...new Set(batch.flatMap((one) => candidates.get(one.number)!))]);
    const possible = batch.flatMap((one) => {
      const outline = outlineOf(one.party);
      return candidates.get(one.number)!.flatMap((number) => (outlines.has(number) && !areCertainlyApart(outline, outlines.get(number)!) ? [{ one, number }] : []));
    });
    const others = await partiesByNumber(tx, [...new Set(possible.map(({ number }) => number))]);
    const pairs = possible.map(({ one, number }) => ({ one, number, other: others.get(number)! }));
    rarity = await rarityOf(tx, batch.map((one) => one.party), [...new Set(pairs.map(({ other }) => other.party))]);
    for (const { one, number, other } of pairs) {
      const pair = one.number < number ? `${one.number} ${number}` : `${number} ${one.number}`;
      if (seen.has(pair)) continue;
      seen.add(pair);
      const verdict = compareParties(one.party, other.party, rarity);
      if (verdict.score < REVIEW) continue;
      likely.push({ a: one.storefrontId, b: other.storefrontId, score: verdict.score, reasons: verdict.reasons, basis: verdict.basis, nameAlone: verdict.nameAlone });
      parties.set(other.storefrontId, other.party);
    }
    await setImmediate();
  }
  const changed = kept.map((one) => one.storefrontId);
  if (likely.length === 0 || rarity === null) return { ...NOTHING_ALIKE, changed, apart: [] };
  likely.sort((x, y) => y.score - x.score || (x.a + x.b < y.a + y.b ? -1 : 1));
  return { likely, changed, ...await standing(tx, likely, parties) };
}

/** Who the found storefronts are linked to, and which pairs must stay apart. */
async function standing(tx: Tx, likely: readonly LikelyPair[], parties: Map<string, Party>): Promise<Pick<FoundLikeness, 'others' | 'members' | 'separate' | 'apart'>> {
  const named = [...new Set(likely.flatMap((pair) => [pair.a, pair.b]))];
  const rows = await sql<{ storefrontId: string; merchantId: string; called: string }>(tx,
    `select link.storefront_id as "storefrontId", link.merchant_id as "merchantId", '“' || s.name || '” on ' || s.marketplace as called
       from identity_link link join storefront s on s.id = link.storefront_id
      where link.unlinked_at is null and link.merchant_id in (select merchant_id from identity_link where storefront_id = any($1) and unlinked_at is null)`, [named]);
  const others = new Map(rows.map((row) => [row.storefrontId, row]));
  const members = new Map<string, string[]>();
  for (const row of rows) members.set(row.merchantId, [...(members.get(row.merchantId) ?? []), row.storefrontId]);
  const everybody = [...new Set([...named, ...rows.map((row) => row.storefrontId)])];
  for (const [id, party] of await partiesOfStorefronts(tx, everybody.filter((id) => !parties.has(id)))) parties.set(id, party);
  const rarity = await rarityOf(tx, everybody.flatMap((id) => parties.get(id) ?? []));
  const apart = (await sql<{ one: string; other: string }>(tx, `select one_id as one, other_id as other from identity_review where state = 'apart' and (one_id = any($1) or other_id = any($1))`, [everybody])).map((row) => [row.one, row.other] as const);
  const said = new Set(apart.map(([one, other]) => `${one} ${other}`));
  const separate = (a: string, b: string): boolean => {
    if (said.has(`${a} ${b}`) || said.has(`${b} ${a}`)) return true;
    const [one, other] = [parties.get(a), parties.get(b)];
    if (!one || !other) return false;
    const verdict = compareParties(one, other, rarity);
    return verdict.contradicts && verdict.score < REVIEW;
  };
  return { others, members, separate, apart };
}
