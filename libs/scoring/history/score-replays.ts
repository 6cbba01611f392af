import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bells, Clock, InstanceLease, instanceIsDead, sql, type Tx } from '#platform';
import { suggest, type Suggestion } from '../learning/suggestion.js';
import type { Gates, Weights } from '../model.js';
import { scoreQueue } from '../score.jobs.js';
import { checked, ScoreModels } from '../score-models.js';
import { ReplayMissing } from '../scoring.errors.js';
import { cutoff, type Example, type Outcome } from './cutoffs.js';
import { summary, type Cutoff, type Summary } from './figures.js';

const DAY_MS = 86_400_000;
/** FEATURES W2: weekly cut-offs, and what happened in the sixty days after each. */
export const REPLAY_DEFAULTS = { weeks: 12, horizonDays: 60, outcome: 'accept' } as const;

export interface ReplayWanted {
  readonly weights: unknown;
  readonly gates: unknown;
  readonly weeks: number;
  readonly horizonDays: number;
  readonly outcome: Outcome;
  readonly byUserId: string | null;
}
export interface ReplayView {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly done: number;
  readonly weeks: number;
  readonly horizonDays: number;
  readonly outcome: Outcome;
  readonly weights: Weights;
  readonly publishedVersion: number;
  readonly requestedAt: Date;
  readonly requestedBy: string | null;
  readonly finishedAt: Date | null;
  readonly error: string | null;
  /** Newest first. */
  readonly cutoffs: readonly Cutoff[];
  readonly tried: Summary;
  readonly published: Summary;
  readonly suggestion: Suggestion | null;
}
/** Replays of one day look at the same moments, so that they can be compared. */
const midnight = (now: Date): Date => new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);

interface Row { id: string; weights: Weights; gates: Gates; publishedId: string; until: Date; weeks: number; horizonDays: number; outcome: Outcome; done: number }

/** The score time machine: what a model would have put on top on past days, by what was known then, and what came of it. Changes no score. */
@Injectable()
export class ScoreReplays {
  private readonly atWork = new Set<string>();
  /** What each cut-off that this process looked at has to teach, so that learning measures again only what a dead process had measured. */
  private readonly learned = new Map<string, Map<number, Example[]>>();

  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(InstanceLease) private readonly lease: InstanceLease,
    @Inject(ScoreModels) private readonly models: ScoreModels,
    @Inject(Bells) private readonly bells: Bells,
  ) {}

  /** Asks for a replay of a model beside the one in force. @returns its id, to ring for after the commit. @throws ModelInvalid */
  async request(tx: Tx, { weights, gates, weeks, horizonDays, outcome, byUserId }: ReplayWanted): Promise<string> {
    const model = checked({ weights, gates });
    const published = await this.models.ensurePublished(tx);
    const [row] = await sql<{ id: string }>(tx,
      `insert into score_replay (state, weights, gates, published_id, until, weeks, horizon_days, outcome, requested_by) values ('waiting', $1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [JSON.stringify(model.weights), JSON.stringify(model.gates), published.id, midnight(await this.clock.now(tx)), weeks, horizonDays, outcome, byUserId]);
    return row!.id;
  }

  async ring(replayId: string): Promise<void> {
    await this.bells.ring(scoreQueue, 'replay', { replayId }, replayId);
  }

  async ringOpen(): Promise<void> {
    for (const { id } of await sql<{ id: string }>(this.db, `select id from score_replay where state = 'waiting' or (state = 'running' and (${instanceIsDead('held_by')})) order by requested_at`)) await this.ring(id);
  }

  /** Runs a replay to its end, one cut-off a transaction that is written down before the next begins. Safe to die in at any line. */
  async run(replayId: string): Promise<void> {
    if (this.atWork.has(replayId)) return;
    this.atWork.add(replayId);
    try {
      const [claimed] = await sql(this.db,
        `update score_replay set state = 'running', held_by = $2 where id = (select id from score_replay where id = $1 and (state = 'waiting' or (state = 'running' and (held_by = $2 or ${instanceIsDead('held_by')}))) for update) returning id`, [replayId, this.lease.id]);
      if (!claimed) return;
      while (await this.db.transaction('REPEATABLE READ', (tx) => this.step(tx, replayId)));
      await this.finish(replayId);
    } finally {
      this.atWork.delete(replayId);
      this.learned.delete(replayId);
    }
  }

  /** @throws ReplayMissing */
  async one(id: string): Promise<ReplayView> {
    const [view] = await this.views('where r.id = $1', [id]);
    if (!view) throw new ReplayMissing('There is no such replay.', { id });
    return view;
  }

  /** Newest first. */
  recent(limit = 10): Promise<ReplayView[]> {
    return this.views('order by r.requested_at desc limit $1', [limit]);
  }

  private async views(where: string, params: unknown[]): Promise<ReplayView[]> {
    const rows = await sql<Omit<ReplayView, 'tried' | 'published'>>(this.db,
      `select r.id, r.state, r.done, r.weeks, r.horizon_days as "horizonDays", r.outcome, r.weights, m.version as "publishedVersion", r.requested_at as "requestedAt", u.name as "requestedBy", r.finished_at as "finishedAt", r.error, r.cutoffs, r.suggestion
         from score_replay r join score_model m on m.id = r.published_id left join app_user u on u.id = r.requested_by ${where}`, params);
    return rows.map((row) => ({ ...row, tried: summary(row.cutoffs.map((one) => one.tried)), published: summary(row.cutoffs.map((one) => one.published)) }));
  }

  /** @returns whether there is another cut-off to look at. */
  private async step(tx: Tx, replayId: string): Promise<boolean> {
    const replay = await this.held(tx, replayId);
    if (!replay || replay.done >= replay.weeks) return false;
    const { cutoff: found, examples } = await this.cutoffOf(tx, replay, replay.done);
    this.learned.set(replayId, (this.learned.get(replayId) ?? new Map<number, Example[]>()).set(replay.done, examples));
    await sql(tx, `update score_replay set done = done + 1, cutoffs = cutoffs || $2::jsonb where id = $1`, [replayId, JSON.stringify([found])]);
    return replay.done + 1 < replay.weeks;
  }

  /** Learning reads all days at once. What a process that died had measured is measured again: examples are not worth rows. */
  private async finish(replayId: string): Promise<void> {
    await this.db.transaction('REPEATABLE READ', async (tx) => {
      const replay = await this.held(tx, replayId);
      if (!replay || replay.done < replay.weeks) return;
      const days: Example[][] = [];
      for (let week = replay.weeks - 1; week >= 0; week--) {
        const examples = this.learned.get(replayId)?.get(week) ?? (await this.cutoffOf(tx, replay, week)).examples;
        if (examples.length > 0) days.push(examples);
      }
      await sql(tx, `update score_replay set state = 'done', held_by = null, finished_at = clock_timestamp(), suggestion = $2 where id = $1`, [replayId, JSON.stringify(suggest(days))]);
    });
  }

  private async held(tx: Tx, replayId: string): Promise<Row | undefined> {
    const [row] = await sql<Row>(tx, `select id, weights, gates, published_id as "publishedId", until, weeks, horizon_days as "horizonDays", outcome, done from score_replay where id = $1 and state = 'running' and held_by = $2 for update`, [replayId, this.lease.id]);
    return row;
  }

  /** `week` 0 is the latest day whose days after it are over. */
  private async cutoffOf(tx: Tx, replay: Row, week: number): Promise<{ cutoff: Cutoff; examples: Example[] }> {
    const asOf = new Date(replay.until.getTime() - (replay.horizonDays + 7 * week) * DAY_MS);
    return cutoff(tx, { asOf, horizonDays: replay.horizonDays, outcome: replay.outcome }, replay, await this.models.one(tx, replay.publishedId));
  }
}
