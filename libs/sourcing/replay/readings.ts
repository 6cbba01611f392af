import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { Bells, instanceIsDead, InstanceLease, LOGGER, Refusal, sql, type Tx } from '#platform';
import { RecipeInvalid } from '../extraction/index.js';
import { RecipeVersions } from '../recipe-versions.js';
import { ReadingNotFound } from '../sourcing.errors.js';
import { ReadingProgress } from './reading-progress.js';
import type { ReadingKind, ReadingProblem, ReadingState } from './reading.entity.js';
import { ReplayLab, type Replay } from './replay-lab.js';
import { replayQueue } from './replay.jobs.js';

export type WantedReading = { readonly recipeId: string; readonly askedBy: string } & (
  | { readonly kind: 'replay'; readonly yaml: string }
  | { readonly kind: 'promote'; readonly recipeVersionId: string }
  | { readonly kind: 'reparse'; readonly recipeVersionId: string; readonly runId: string; readonly note?: string | undefined });
export interface ReadingView { readonly id: string; readonly kind: ReadingKind; readonly recipeId: string; readonly runId: string | null; readonly state: ReadingState; readonly pagesDone: number; readonly pagesTotal: number | null; readonly askedAt: Date; readonly replay: Replay | null; readonly problem: ReadingProblem | null }
interface Held { readonly kind: ReadingKind; readonly recipeId: string; readonly recipeVersionId: string | null; readonly runId: string | null; readonly yaml: string | null; readonly note: string | null; readonly askedBy: string; readonly askedAt: Date }

/** Runs that a version is tried on. */
const TRIED_ON = 5;

/** Nobody took it over meanwhile, and nobody has finished it. */
const STILL_OURS = `id = $1 and state = 'reading' and held_by = $3`;

/** Readings as rows: asked for, worked on by whichever worker hears the bell, finished once. Nothing of them asks a site for anything. */
@Injectable()
export class Readings {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Bells) private readonly bells: Pick<Bells, 'ring'>, @Inject(InstanceLease) private readonly lease: Pick<InstanceLease, 'id'>,
    @Inject(LOGGER) private readonly log: Logger, @Inject(ReplayLab) private readonly lab: ReplayLab, @Inject(RecipeVersions) private readonly versions: RecipeVersions,
  ) {}

  /** @returns its id; the sweep rings for it within a second. */
  async ask(tx: Tx, wanted: WantedReading): Promise<string> {
    const { kind, recipeId, askedBy, yaml = null, recipeVersionId = null, runId = null, note = null } = { yaml: null, recipeVersionId: null, runId: null, note: null, ...wanted } as Held & WantedReading;
    const [made] = await sql<{ id: string }>(tx, `insert into reading (kind, recipe_id, recipe_version_id, run_id, yaml, note, asked_by) values ($1, $2, $3, $4, $5, $6, $7) returning id`, [kind, recipeId, recipeVersionId, runId, yaml, note, askedBy]);
    return made!.id;
  }

  /** @throws ReadingNotFound */
  async one(id: string): Promise<ReadingView> {
    const [row] = await sql<ReadingView>(this.db,
      `select id, kind, recipe_id as "recipeId", run_id as "runId", state, pages_done as "pagesDone", pages_total as "pagesTotal", asked_at as "askedAt", result as replay, problem from reading where id = $1`, [id]);
    if (!row) throw new ReadingNotFound('This reading is not known any more. Ask for it again.', { id });
    return row;
  }

  /** Works on one from start to end, unless it is done or somebody is at it. Safe at any time. */
  async work(id: string): Promise<void> {
    const [held] = await sql<Held>(this.db,
      `update reading set state = 'reading', held_by = $2, pages_done = 0, pages_total = null where id = $1 and (state = 'waiting' or (state = 'reading' and ${instanceIsDead('held_by')}))
       returning kind, recipe_id as "recipeId", recipe_version_id as "recipeVersionId", run_id as "runId", yaml, note, asked_by as "askedBy", asked_at as "askedAt"`, [id, this.lease.id]);
    if (!held) return;
    const progress = new ReadingProgress(this.db, id);
    try {
      const result = await this.read(held, progress);
      await progress.end();
      await sql(this.db, `update reading set state = 'done', finished_at = clock_timestamp(), result = $2 where ${STILL_OURS}`, [id, result && JSON.stringify(result), this.lease.id]);
    } catch (error) {
      await progress.end();
      await sql(this.db, `update reading set state = 'failed', finished_at = clock_timestamp(), problem = $2 where ${STILL_OURS}`, [id, JSON.stringify(this.problemOf(error, id)), this.lease.id]);
    }
  }

  /** Those that somebody should be working on and nobody is. */
  async unattended(): Promise<string[]> {
    const rows = await sql<{ id: string }>(this.db, `select id from reading where state = 'waiting' or (state = 'reading' and ${instanceIsDead('held_by')}) order by asked_at limit 20`);
    return rows.map((row) => row.id);
  }

  async ringOpen(): Promise<void> {
    for (const readingId of await this.unattended()) await this.bells.ring(replayQueue, 'read', { readingId }, readingId);
  }

  /** Those of yesterday: what came of them stands in runs, versions and the audit log. */
  async forgetOld(): Promise<void> {
    await sql(this.db, `delete from reading where finished_at < clock_timestamp() - interval '1 day'`);
  }

  private async read(held: Held, progress: ReadingProgress): Promise<Replay | null> {
    if (held.kind === 'replay') return this.lab.replay(await this.lastRuns(held.recipeId), held.yaml!, progress);
    // A worker that died between its last commit and this row's left nothing to do.
    if (await this.isDoneAlready(held)) return null;
    if (held.kind === 'promote') await this.versions.promote(held.recipeVersionId!, held.askedBy, progress);
    else await this.lab.applyTo(held.runId!, held.recipeVersionId!, { userId: held.askedBy, note: held.note ?? undefined }, progress);
    return null;
  }

  private async isDoneAlready({ kind, recipeVersionId, runId, askedAt }: Held): Promise<boolean> {
    const rows = kind === 'promote'
      ? await sql(this.db, `select from recipe_version where id = $1 and promoted_at > $2`, [recipeVersionId, askedAt])
      : await sql(this.db, `select from run where id = $1 and recipe_version_id = $2 and decision = 'reparsed' and decided_at > $3 and state <> 'crawled'`, [runId, recipeVersionId, askedAt]);
    return rows.length > 0;
  }

  private async lastRuns(recipeId: string): Promise<string[]> {
    const rows = await sql<{ id: string }>(this.db,
      `select r.id from run r join source s on s.id = r.source_id where s.recipe_id = $1 and r.state in ('ok', 'ok_with_warnings', 'quarantined')
          and exists (select from capture c where c.run_id = r.id and c.kind = 'html' and (c.expires_at is null or c.expires_at > clock_timestamp())) order by r.queued_at desc limit $2`, [recipeId, TRIED_ON]);
    return rows.map((row) => row.id);
  }

  private problemOf(error: unknown, id: string): ReadingProblem {
    if (error instanceof Refusal) return { code: error.code, detail: error.message, details: error.details };
    if (error instanceof RecipeInvalid) return { code: 'recipe-invalid', detail: error.message, details: {} };
    this.log.error({ err: error, readingId: id }, 'a reading broke');
    return { code: 'internal', detail: `Something went wrong on our side. Quote reading ${id} when you ask about it.`, details: {} };
  }
}
