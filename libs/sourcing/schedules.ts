import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, sql, type Tx } from '#platform';
import { RecipeVersions } from './recipe-versions.js';
import { Runs } from './runs.js';
import { jittered, MOST_JITTER_MS, nextRuns, type Timetable } from './scheduled-moments.js';

/** Later than this a moment is missed: it is told, not made up for, because the next one comes anyway. */
export const GRACE_MS = 10 * 60_000;
/** After a long silence so many are written down; the oldest ones say nothing new. */
const MOST_MISSED = 24;

interface Scheduled extends Timetable { readonly id: string; readonly enabled: boolean; readonly skipMoment: Date | null; readonly scheduledTo: Date | null }

/**
 * Turns the moments of crons into runs, from rows alone: a queue that loses everything loses no moment. Machine time.
 * A moment is a run's occasion, so the same moment twice is one run.
 */
@Injectable()
export class Schedules {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(Runs) private readonly runs: Runs, @Inject(RecipeVersions) private readonly recipes: RecipeVersions) {}

  /** Asks for whatever has become due. @returns the runs that were asked for; the sweep rings for them. */
  async tick(now = new Date()): Promise<string[]> {
    const ids = await sql<{ id: string }>(this.db, `select id from source where cron is not null and permission is not null order by id`);
    const asked: string[] = [];
    for (const { id } of ids) asked.push(...await this.db.transaction((tx) => this.of(tx, id, now)));
    return asked;
  }

  private async of(tx: Tx, id: string, now: Date): Promise<string[]> {
    const [source] = await sql<Scheduled>(tx,
      `select id, cron, zone, enabled, blackouts, jitter_percent as "jitterPercent", skip_moment as "skipMoment", scheduled_to as "scheduledTo" from source where id = $1 and cron is not null and permission is not null for update`, [id]);
    if (!source) return [];
    // A new source, or one that was paused, begins now: what came before was nobody's plan.
    const since = source.enabled ? source.scheduledTo : null;
    if (!since) {
      if (!source.scheduledTo || now.getTime() - source.scheduledTo.getTime() > 30_000) await this.seenTo(tx, id, now);
      return [];
    }
    const due = dueMoments(source, since, now);
    const asked: string[] = [];
    for (const moment of due.slice(-MOST_MISSED)) {
      const run = await this.take(tx, source, moment, now);
      if (run) asked.push(run);
    }
    const to = due.at(-1) ?? (now.getTime() - since.getTime() > 4 * MOST_JITTER_MS ? new Date(now.getTime() - 2 * MOST_JITTER_MS) : null);
    if (to) await this.seenTo(tx, id, to);
    return asked;
  }

  private async take(tx: Tx, source: Scheduled, moment: Date, now: Date): Promise<string | null> {
    if (source.skipMoment?.getTime() === moment.getTime()) {
      await sql(tx, `update source set skip_moment = null where id = $1`, [source.id]);
      return null;
    }
    if (now.getTime() - jittered(source, source.id, moment).getTime() > GRACE_MS) return this.missed(tx, source.id, moment, `Nobody was there to start it within ${GRACE_MS / 60_000} minutes. The next one is made as planned.`);
    const [open] = await sql(tx, `select from run where source_id = $1 and state in ('queued', 'running', 'crawled') limit 1`, [source.id]);
    if (open) return this.missed(tx, source.id, moment, 'The run before it was still under way; two runs of one source never overlap.');
    return this.runs.request(source.id, moment.toISOString(), 'schedule', tx);
  }

  private async missed(tx: Tx, sourceId: string, moment: Date, why: string): Promise<null> {
    await sql(tx,
      `insert into run (source_id, recipe_version_id, state, trigger, occasion, business_at, finished_at, reason)
       select id, v, 'missed', 'schedule', $2, $3, clock_timestamp(), $4 from source cross join lateral (select $5::uuid as v) w where id = $1 and v is not null on conflict do nothing`,
      [sourceId, moment.toISOString(), await this.clock.now(tx), why, await this.recipeOf(tx, sourceId)]);
    return null;
  }

  private async recipeOf(tx: Tx, sourceId: string): Promise<string | null> {
    const [source] = await sql<{ recipe_id: string }>(tx, `select recipe_id from source where id = $1`, [sourceId]);
    return source ? this.recipes.current(tx, source.recipe_id) : null;
  }

  private async seenTo(tx: Tx, id: string, to: Date): Promise<void> {
    await sql(tx, `update source set scheduled_to = $2 where id = $1`, [id, to]);
  }
}

/** Moments after `since` whose time, jitter included, has come. */
function dueMoments(source: Scheduled, since: Date, now: Date): Date[] {
  const due: Date[] = [];
  for (let after = since; ;) {
    const [moment] = nextRuns(source, 1, after);
    if (!moment || moment.getTime() - MOST_JITTER_MS > now.getTime() || jittered(source, source.id, moment) > now) return due;
    due.push(moment);
    after = moment;
  }
}
