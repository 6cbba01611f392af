import { sql, type Tx } from '#platform';
import type { Gates, Weights } from '../model.js';
import { summary, type Cutoff } from './figures.js';

/** A model may be so much worse than the one in force before somebody has to write down why it is published (FEATURES W2: two points). */
export const SLACK = 0.02;

export type Trial =
  /** Nobody has said yes yet, so no model can be told from another. */
  | { readonly verdict: 'no-outcomes' }
  | { readonly verdict: 'not-tried' }
  | { readonly verdict: 'holds' | 'worse'; readonly tried: { readonly hits: number; readonly of: number }; readonly published: { readonly hits: number; readonly of: number } };

/** What the newest replay of exactly this model, beside the one in force, says of it. */
export async function trialOf(tx: Tx, draft: { readonly weights: Weights; readonly gates: Gates }, publishedId: string): Promise<Trial> {
  const [known] = await sql<{ any: boolean }>(tx, `select exists (select from score_engagement where kind = 'accept') as any`);
  if (!known!.any) return { verdict: 'no-outcomes' };
  const [replay] = await sql<{ cutoffs: Cutoff[] }>(tx, `select cutoffs from score_replay where state = 'done' and published_id = $1 and weights = $2 and gates = $3 order by requested_at desc limit 1`, [publishedId, JSON.stringify(draft.weights), JSON.stringify(draft.gates)]);
  if (!replay) return { verdict: 'not-tried' };
  const [tried, published] = [summary(replay.cutoffs.map((one) => one.tried)), summary(replay.cutoffs.map((one) => one.published))];
  return { verdict: (tried.precision ?? 0) >= (published.precision ?? 0) - SLACK ? 'holds' : 'worse', tried, published };
}
