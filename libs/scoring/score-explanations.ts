import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Clock, sql, type Tx } from '#platform';
import { gradeOf, ScoreEngagement, type EngagementView, type Grade } from './engagement/score-engagement.js';
import { GREY_AFTER_DAYS, LABELS, OUT_AFTER_DAYS, SIGNALS, type Contribution, type FailedGate } from './model.js';
import { MOST_POINTS, ScoreOverrides, type StandingOverride } from './overrides/score-overrides.js';
import { formula } from './rescoring/formula.js';
import { ScoreModels } from './score-models.js';
import { changeWhySql } from './score-sql.js';
import type { EvidenceLine } from './signals/signal.entity.js';

/** `grey`: seen more than 14 days ago, shown greyed; `out`: more than 30, not picked until it is seen again. */
export type Freshness = 'fresh' | 'grey' | 'out';

export interface ScoreExplanation {
  readonly total: number;
  readonly modelVersion: number;
  readonly scoredAt: Date;
  /** Newest observation behind it; business time. */
  readonly seenAt: Date;
  readonly freshness: Freshness;
  /** Their points add up to `total`; an override is one of them. */
  readonly contributions: readonly Contribution[];
  readonly gates: readonly FailedGate[];
  /** The one that stands; a pass may not have counted it yet. */
  readonly override: StandingOverride | null;
  readonly engagement: EngagementView;
  readonly grade: Grade;
  /** Newest first, at most 50. `from` is null for the first score. */
  readonly changes: ReadonlyArray<{ id: number; from: number | null; to: number; why: string; at: Date }>;
}

interface Row { total: number; override: number; modelId: string; scoredAt: Date; seenAt: Date; gates: FailedGate[]; categories: string[]; lines: EvidenceLine[] }

/** Why a merchant scores what it scores: the points of its stored signals by the formula and the model that scored it. */
@Injectable()
export class ScoreExplanations {
  constructor(
    @Inject(Clock) private readonly clock: Clock, @Inject(ScoreModels) private readonly models: ScoreModels,
    @Inject(ScoreOverrides) private readonly overrides: ScoreOverrides, @Inject(ScoreEngagement) private readonly engagements: ScoreEngagement,
  ) {}

  /** @returns null for a merchant that was never scored. */
  async of(on: Tx | DataSource, merchantId: string): Promise<ScoreExplanation | null> {
    // A pass may score it between two statements: points and score must be of one.
    const [found] = await sql<{ modelId: string }>(on, `select model_id as "modelId" from merchant_score where merchant_id = $1`, [merchantId]);
    if (!found) return null;
    const model = await this.models.one(on, found.modelId);
    const { points } = formula(model, 's', { prohibited: `'{}'::text[]`, wanted: '$2::text[]', served: 'null::text[]' });
    const [row] = await sql<Row & { points: number[] }>(on,
      `select k.score as total, k.override, k.model_id as "modelId", k.scored_at as "scoredAt", k.gates, s.seen_at as "seenAt", s.categories, e.lines, array[${SIGNALS.map((signal) => points[signal]).join(', ')}]::int[] as points
         from merchant_score k join merchant_signal s using (merchant_id) join merchant_evidence e using (merchant_id) where k.merchant_id = $1 and $2::text[] is not null`, [merchantId, model.gates.wanted]);
    if (!row) return null;
    if (row.modelId !== model.id) return this.of(on, merchantId);
    const now = await this.clock.now(on);
    const [override, engagement, changes] = [await this.overrides.standing(on, merchantId), await this.engagements.of(on, merchantId, now), await this.changes(on, merchantId)];
    return {
      total: row.total, modelVersion: model.version, scoredAt: row.scoredAt, seenAt: row.seenAt, freshness: freshness(row.seenAt, now), gates: row.gates, override, engagement, grade: gradeOf(row.total, engagement.value), changes,
      contributions: [...SIGNALS.flatMap((signal, at): Contribution[] => {
        const max = model.weights[signal] ?? 0;
        const notWanted = signal === 'catalogueFit' && model.gates.wanted.length > 0 && !row.categories.some((category) => model.gates.wanted.includes(category));
        return max === 0 ? [] : [{ signal, label: LABELS[signal], points: row.points[at]!, max, ...row.lines[at]!, ...(notWanted ? { text: `${row.categories.join(', ')}: not a category we look for` } : {}) }];
      }), ...(row.override === 0 ? [] : [byHand(row.override, override)])],
    };
  }

  private changes(on: Tx | DataSource, merchantId: string): Promise<ScoreExplanation['changes']> {
    return sql(on, `select id, from_score as "from", to_score as "to", ${changeWhySql('change')} as why, at from score_change change where merchant_id = $1 order by at desc, id desc limit 50`, [merchantId]);
  }
}

export function freshness(seenAt: Date, now: Date): Freshness {
  const days = (now.getTime() - seenAt.getTime()) / 86_400_000;
  return days > OUT_AFTER_DAYS ? 'out' : days > GREY_AFTER_DAYS ? 'grey' : 'fresh';
}

const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
const byHand = (points: number, override: StandingOverride | null): Contribution => ({
  signal: 'override', label: 'By hand', points, max: MOST_POINTS, short: null, raw: null, sourceUrl: null, seenAt: override?.at.toISOString() ?? null,
  text: override ? `${override.reason} (${override.by ?? 'somebody'}, until ${day.format(override.expiresAt)}${override.points === points ? '' : `; ${Math.abs(override.points)} were given, a score ends at 0 and 100`})` : 'an override that just ended; the next pass takes it back',
});
