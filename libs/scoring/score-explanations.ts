import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import type { Contribution, FailedGate } from './model.js';

export interface ScoreExplanation {
  readonly total: number;
  readonly modelVersion: number;
  readonly scoredAt: Date;
  /** Their points add up to `total`. */
  readonly contributions: readonly Contribution[];
  readonly gates: readonly FailedGate[];
  /** Newest first, at most 50. `from` is null for the first score. */
  readonly changes: ReadonlyArray<{ id: number; from: number | null; to: number; why: string; at: Date }>;
}

/** Why a merchant scores what it scores. */
@Injectable()
export class ScoreExplanations {
  /** @returns null for a merchant that was never scored. */
  async of(on: Tx | DataSource, merchantId: string): Promise<ScoreExplanation | null> {
    const [score] = await sql<Omit<ScoreExplanation, 'changes'>>(on,
      `select s.score as total, m.version as "modelVersion", s.scored_at as "scoredAt", s.contributions, s.gates from merchant_score s join score_model m on m.id = s.model_id where s.merchant_id = $1`, [merchantId]);
    if (!score) return null;
    const changes = await sql<ScoreExplanation['changes'][number]>(on,
      `select id, from_score as "from", to_score as "to", why, at from score_change where merchant_id = $1 order by at desc, id desc limit 50`, [merchantId]);
    return { ...score, changes };
  }
}
