import { sql, type Tx } from '#platform';
import { WHOLE, type Gates, type Weights } from '../model.js';
import { formula } from '../rescoring/formula.js';
import { termsOf } from '../rescoring/rescoring.queries.js';
import { signalsAsOf } from '../signals/merchant-signals.js';
import type { Cutoff, Disagreement, Performance } from './figures.js';

/** What counts as success: a yes, or any answer of a person. */
export type Outcome = 'accept' | 'answer';
const KINDS: Readonly<Record<Outcome, string>> = { accept: `('accept')`, answer: `('accept', 'reply')` };

/** So many of each model's best are looked at. */
export const TOP = 50;

export interface Tried {
  readonly weights: Weights;
  readonly gates: Gates;
}
/** One merchant on one day, for learning: shares of `SIGNALS` between 0 and 1. */
export interface Example {
  readonly shares: readonly number[];
  readonly came: boolean;
}

interface Row { readonly merchantId: string; readonly name: string; readonly shares: readonly number[]; readonly came: boolean; readonly triedScore: number; readonly triedPasses: boolean; readonly publishedScore: number; readonly publishedPasses: boolean }

/**
 * Scores everybody as of a past moment by two models, from what was known then alone, and looks at what happened in the days that followed. Reads only.
 * @param asOf business moment. @param horizonDays days after it in which the outcome counts.
 */
export async function cutoff(tx: Tx, { asOf, horizonDays, outcome }: { asOf: Date; horizonDays: number; outcome: Outcome }, tried: Tried, published: Tried): Promise<{ cutoff: Cutoff; examples: Example[] }> {
  const terms = [await termsOf(tx, tried), await termsOf(tx, published, null)] as const;
  const served = (await termsOf(tx, published)).served;
  const one = formula(tried, 's', { prohibited: '$3::text[]', wanted: '$4::text[]', served: '$5::text[]' });
  const other = formula(published, 's', { prohibited: '$6::text[]', wanted: '$7::text[]', served: '$5::text[]' });
  await sql(tx, `set local jit = off`);
  const rows = await sql<Row>(tx,
    `with terms as (select $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]),
     s as materialized (select merchant_id, shares, rating, ratings, country, categories, blocked, ours_since from (${signalsAsOf('$1::timestamptz', { silent: true })}) measured)
     select s.merchant_id as "merchantId", m.name, s.shares, ${one.sum} as "triedScore", ${one.gates} = '[]' as "triedPasses", ${other.sum} as "publishedScore", ${other.gates} = '[]' as "publishedPasses",
            exists (select from score_engagement e where e.merchant_id = s.merchant_id and e.kind in ${KINDS[outcome]} and e.at > $1 and e.at <= $2::timestamptz) as came
       from s join merchant m on m.id = s.merchant_id
      where not exists (select from score_engagement before where before.merchant_id = s.merchant_id and before.kind = 'accept' and before.at <= $1)
      order by s.merchant_id`,
    [asOf, new Date(asOf.getTime() + horizonDays * 86_400_000), terms[0].prohibited, terms[0].wanted, served, terms[1].prohibited, terms[1].wanted]);
  return { cutoff: { asOf: asOf.toISOString(), ...judge(rows) }, examples: rows.filter((row) => row.publishedPasses).map((row) => ({ shares: row.shares.map((share) => share / WHOLE), came: row.came })) };
}

/** Places by score, equal scores by id, as picks are made. */
export function judge(rows: readonly Row[]): Omit<Cutoff, 'asOf'> {
  const tried = places(rows, 'triedScore', 'triedPasses');
  const published = places(rows, 'publishedScore', 'publishedPasses');
  const top = (of: ReadonlyMap<string, number>, row: Row): boolean => (of.get(row.merchantId) ?? Infinity) <= TOP;
  const performance = (of: ReadonlyMap<string, number>): Performance => ({
    candidates: of.size, positives: rows.filter((row) => row.came && of.has(row.merchantId)).length, of: Math.min(TOP, of.size), hits: rows.filter((row) => row.came && top(of, row)).length,
  });
  const disagreements = rows.filter((row) => top(tried, row) !== top(published, row))
    .map((row): Disagreement => ({ merchantId: row.merchantId, name: row.name, triedRank: tried.get(row.merchantId) ?? null, publishedRank: published.get(row.merchantId) ?? null, came: row.came }))
    .sort((a, b) => best(a) - best(b) || (a.merchantId < b.merchantId ? -1 : 1));
  return { tried: performance(tried), published: performance(published), overlap: rows.filter((row) => top(tried, row) && top(published, row)).length, disagreements: disagreements.slice(0, 40) };
}

const best = (one: Disagreement): number => Math.min(one.triedRank ?? Infinity, one.publishedRank ?? Infinity);

function places(rows: readonly Row[], score: 'triedScore' | 'publishedScore', passes: 'triedPasses' | 'publishedPasses'): Map<string, number> {
  const passing = rows.filter((row) => row[passes]).sort((a, b) => b[score] - a[score] || (a.merchantId < b.merchantId ? -1 : 1));
  return new Map(passing.map((row, at) => [row.merchantId, at + 1]));
}
