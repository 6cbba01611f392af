import { sql, type Tx } from '#platform';
import type { LikelyPair } from '../identity.js';
import { compareParties, LINK, SHARED } from './compare.js';
import { partiesOfStorefronts, rarityOf } from './party-book.js';
import { sharedKeys } from './blocking.js';

export interface Question { readonly one: string; readonly other: string; readonly score: number; readonly reasons: readonly string[] }

/**
 * Pairs that a person should compare: alike enough, of two merchants, and nobody has said yet. The surest pair stands for two merchants.
 * @param merchantOf merchant by storefront, as decided.
 */
export function questionsOf(likely: readonly LikelyPair[], merchantOf: ReadonlyMap<string, string>, apart: ReadonlyArray<readonly [string, string]>): Question[] {
  const together = (a: string, b: string): string => [merchantOf.get(a), merchantOf.get(b)].sort().join(' ');
  const answered = new Set(apart.map(([one, other]) => together(one, other)));
  const questions: Question[] = [];
  for (const pair of likely) {
    const merchants = together(pair.a, pair.b);
    if (!merchantOf.has(pair.a) || !merchantOf.has(pair.b) || merchantOf.get(pair.a) === merchantOf.get(pair.b) || answered.has(merchants)) continue;
    answered.add(merchants);
    questions.push({ one: pair.a, other: pair.b, score: pair.score, reasons: pair.reasons });
  }
  return questions;
}

/** Writes questions down. A pair that was asked or answered before is left as it is. @param at business time. */
export async function ask(tx: Tx, questions: readonly Question[], at: Date): Promise<void> {
  const rows = questions.map((question) => (question.one < question.other ? question : { ...question, one: question.other, other: question.one }));
  await sql(tx,
    `insert into identity_review (one_id, other_id, score, reasons, asked_at) select one, other, score, reasons, $5 from unnest($1::uuid[], $2::uuid[], $3::real[], $4::jsonb[]) as asked (one, other, score, reasons) on conflict do nothing`,
    [rows.map((row) => row.one), rows.map((row) => row.other), rows.map((row) => row.score), rows.map((row) => JSON.stringify(row.reasons)), at]);
}

/**
 * Links by likeness whose telephone, site or address turned out to be many names': a person looks at those that no longer
 * stand without it. The link itself stays: a rule moves nobody.
 * @param storefrontIds storefronts that now show something new.
 */
export async function doubtShared(tx: Tx, storefrontIds: readonly string[], at: Date): Promise<void> {
  const parties = await partiesOfStorefronts(tx, storefrontIds);
  const keys = [...new Set([...parties.values()].flatMap(sharedKeys))];
  const rarity = await rarityOf(tx, [...parties.values()]);
  const shared = keys.filter((key) => rarity.sharing(key) >= SHARED);
  if (shared.length === 0) return;
  // PostgreSQL takes one in a hundred links for one that rests on such a key, and would start a process to look through them; there are a few, and the index has them.
  await sql(tx, `set local max_parallel_workers_per_gather = 0`);
  const links = await sql<{ storefrontId: string; beside: string; basis: string[] }>(tx,
    `select link.storefront_id as "storefrontId", link.evidence ->> 'beside' as beside, array(select jsonb_array_elements_text(link.evidence -> 'basis')) as basis
       from identity_link link join identity_link other on other.storefront_id = (link.evidence ->> 'beside')::uuid and other.unlinked_at is null and other.merchant_id = link.merchant_id
      where link.unlinked_at is null and link.evidence is not null and link.linked_by = 'rule' and link.evidence -> 'basis' ?| $1`, [shared]);
  if (links.length === 0) return;
  const both = await partiesOfStorefronts(tx, links.flatMap((link) => [link.storefrontId, link.beside]));
  const now = await rarityOf(tx, [...both.values()]);
  await ask(tx, links.flatMap((link) => {
    const [one, other] = [both.get(link.storefrontId), both.get(link.beside)];
    if (!one || !other) return [];
    const { score, reasons, nameAlone } = compareParties(one, other, now);
    const turned = link.basis.filter((key) => shared.includes(key)).map((key) => `${WHAT[key[0]!] ?? 'What they share'} turned out to be shared by ${now.sharing(key)} names; the link rested on it`);
    return score >= LINK && !nameAlone ? [] : [{ one: link.storefrontId, other: link.beside, score, reasons: [...turned, ...reasons] }];
  }), at);
}
const WHAT: Record<string, string> = { t: 'the telephone', w: 'the site', a: 'the address' };
