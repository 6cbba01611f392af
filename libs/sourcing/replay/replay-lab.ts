import { setImmediate as breath } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '#access';
import { sql, type Tx } from '#platform';
import { BLOBS, type BlobStore } from '../captures/blobs.js';
import { parseRecipe, type Recipe } from '../extraction/index.js';
import { Harvest } from '../harvest.js';
import type { Gate } from '../quarantine/gate.js';
import { holds } from '../quarantine/gates.js';
import { Profiler } from '../quarantine/profile.js';
import { Quarantine } from '../quarantine/quarantine.js';
import { RunAcceptance } from '../run-acceptance.js';
import type { Decision, RunState } from '../run-states.js';
import { NothingKept, RecipeVersionNotFound, RunNotFound, RunNotQuarantined } from '../sourcing.errors.js';
import type { Progress } from './reading-progress.js';
import { FieldDiffs, type DiffExample, type FieldDiff } from './field-diff.js';
import { reread, type KeptPage } from './reread.js';

const COVERAGE_POINTS = 0.05;

export interface Replay {
  readonly pages: number;
  readonly fields: FieldDiff[];
  readonly examples: DiffExample[];
  /** Those of all runs, in the order of the runs. */
  readonly gates: Gate[];
  readonly runs: Array<{ readonly runId: string; readonly pages: number; /** Every page of the run is kept, so its real gates were measured; otherwise samples were compared. */ readonly complete: boolean; readonly ok: boolean; readonly gates: Gate[] }>;
  readonly ok: boolean;
  readonly ms: number;
  /** Nothing in this folder can fetch; a test takes the sockets away. */
  readonly networkCalls: 0;
}

interface Kept { readonly id: string; readonly state: RunState; readonly sourceId: string; readonly businessAt: Date; readonly lists: string[]; readonly arrived: number; readonly recipeId: string }

/** Reads kept pages with another version of a recipe: to see what it would change, and to save a run that a redesign broke (FEATURES W6). */
@Injectable()
export class ReplayLab {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(BLOBS) private readonly blobs: BlobStore, @Inject(Quarantine) private readonly quarantine: Quarantine,
    @Inject(RunAcceptance) private readonly acceptance: RunAcceptance, @Inject(Audit) private readonly audit: Audit,
  ) {}

  /**
   * Writes nothing, asks nobody.
   * @throws RecipeInvalid, RunNotFound; NothingKept when no page of any of the runs is kept.
   */
  async replay(runIds: readonly string[], recipeYaml: string, progress?: Progress): Promise<Replay> {
    const started = performance.now();
    const recipe = parseRecipe(recipeYaml);
    const diffs = new FieldDiffs();
    const runs: Array<Replay['runs'][number]> = [];
    progress?.expect(await this.keptPages(runIds));
    for (const runId of runIds) runs.push(await this.one(runId, recipe, diffs, progress));
    const pages = runs.reduce((sum, run) => sum + run.pages, 0);
    if (pages === 0) throw new NothingKept('No page of these runs is kept any more, so there is nothing to read again. Ask for a new run.', { runIds });
    return { pages, fields: diffs.fields(), examples: diffs.examples(), gates: runs.flatMap(({ gates }) => gates), runs, ok: runs.every(({ ok }) => ok), ms: Math.round(performance.now() - started), networkCalls: 0 };
  }

  /**
   * Reads a quarantined run again with another version of its recipe and lets it stand before the gates anew, without one request.
   * @returns the run's state afterwards.
   * @throws RunNotFound, RunNotQuarantined, RecipeVersionNotFound, NothingKept, RecipeInvalid
   */
  async applyTo(runId: string, recipeVersionId: string, by?: Decision, progress?: Progress): Promise<RunState> {
    progress?.expect(await this.keptPages([runId]));
    await this.db.transaction(async (tx) => {
      const run = await this.kept(tx, runId, true);
      const mendable = run.state === 'quarantined' || run.state === 'failed';
      if (!mendable) throw new RunNotQuarantined(`The run is ${run.state}; only a run that is in quarantine, or of which nothing could be read, is read again.`, { runId, state: run.state });
      const [version] = await sql<{ body: string; hash: string }>(tx, `select body, hash from recipe_version where id = $1 and recipe_id = $2`, [recipeVersionId, run.recipeId]);
      if (!version) throw new RecipeVersionNotFound(`The recipe "${run.recipeId}" has no version ${recipeVersionId}.`, { recipeVersionId });
      const recipe = parseRecipe(version.body);
      const outcomes: Array<Record<string, unknown>> = [];
      for await (const { page, html } of this.pages(tx, runId)) {
        const { state, reason, items, result } = reread(page, html, recipe);
        if (state !== 'blocked') outcomes.push({ id: page.id, state, reason, items, result });
        progress?.read();
        await breath();
      }
      if (outcomes.length === 0) throw new NothingKept('No page of this run is kept any more, so it cannot be read again. Ask for a new run.', { runId });
      await sql(tx,
        `update run_page p set state = o.state, reason = o.reason, items = o.items, result = o.result
         from jsonb_to_recordset($2::jsonb) o (id bigint, state text, reason text, items int, result jsonb) where p.id = o.id and p.run_id = $1`, [runId, JSON.stringify(outcomes)]);
      await sql(tx,
        `update run set state = 'crawled', recipe_version_id = $2, decision = 'reparsed', decided_by = $3, decided_at = clock_timestamp(), note = $4, gates = null, profile = null, held_by = null, settled_at = null where id = $1`,
        [runId, recipeVersionId, by?.userId ?? null, by?.note ?? null]);
      await this.audit.record(tx, { userId: by?.userId ?? null, action: 'run.reparsed', subject: runId, before: { state: run.state }, after: { recipeVersionId, hash: version.hash, pages: outcomes.length } });
    });
    return (await this.acceptance.accept(runId))!;
  }

  private async one(runId: string, recipe: Recipe, diffs: FieldDiffs, progress?: Progress): Promise<Replay['runs'][number]> {
    const tx = this.db.manager;
    const run = await this.kept(tx, runId, false);
    const [harvest, profiler, own] = [new Harvest(), new Profiler(), new FieldDiffs()];
    let pages = 0;
    for await (const { page, html } of this.pages(tx, runId)) {
      pages++;
      const now = reread(page, html, recipe);
      for (const diff of [diffs, own]) diff.add(page.url, page.kind, page.result, now.result);
      profiler.add({ kind: page.kind, result: now.result, unread: now.state === 'failed' && (page.httpStatus ?? 500) < 400 });
      if (now.result) harvest.add({ url: page.url, kind: page.kind, context: page.context, result: now.result });
      progress?.read();
      await breath();
    }
    const complete = pages > 0 && pages >= run.arrived;
    const full = run.state === 'quarantined' || run.state === 'failed';
    const gates = full && complete ? (await this.quarantine.measure(run, profiler.done(harvest, run.lists), harvest.listings())).gates : regressions(own.fields());
    return { runId, pages, complete, ok: holds(gates), gates };
  }

  private async kept(tx: Tx, runId: string, lock: boolean): Promise<Kept> {
    const [run] = await sql<Kept>(tx,
      `select r.id, r.state, r.source_id as "sourceId", r.business_at as "businessAt", s.recipe_id as "recipeId",
              (select array_agg(distinct e->>'list') from jsonb_array_elements(s.entries) e) as lists,
              (select count(*) from run_page p where p.run_id = r.id and p.http_status is not null) as arrived
       from run r join source s on s.id = r.source_id where r.id = $1${lock ? ' for update of r' : ''}`, [runId]);
    if (!run) throw new RunNotFound(`There is no run ${runId}.`, { runId });
    return run;
  }

  private async keptPages(runIds: readonly string[]): Promise<number> {
    const [row] = await sql<{ pages: number }>(this.db, `select count(*)::int as pages from capture where run_id = any($1) and kind = 'html' and (expires_at is null or expires_at > clock_timestamp())`, [runIds]);
    return row!.pages;
  }

  /** One after another: a run of a thousand pages does not stand in memory as a whole. */
  private async *pages(tx: Tx, runId: string): AsyncGenerator<{ page: KeptPage; html: Buffer }> {
    const kept = await sql<KeptPage>(tx,
      `select p.id, p.url, p.kind, p.context, p.state, p.http_status as "httpStatus", c.url as "readFrom", c.blob, null as result
       from capture c join run_page p on p.id = c.page_id where c.run_id = $1 and c.kind = 'html' and (c.expires_at is null or c.expires_at > clock_timestamp()) order by p.id`, [runId]);
    for (const page of kept) {
      const html = await this.blobs.get(page.blob);
      if (!html) continue;
      const [was] = await sql<Pick<KeptPage, 'result'>>(tx, `select result from run_page where id = $1`, [page.id]);
      yield { page: { ...page, result: was?.result ?? null }, html };
    }
  }
}

/** Of a good run: whatever it read on the pages that are kept must still be read. */
function regressions(fields: readonly FieldDiff[]): Gate[] {
  return fields.filter(({ before }) => before > 0).map(({ pageKind, field, before, after }) => ({
    gate: 'coverage', field: `${pageKind}.${field}`, measured: Math.round(after * 10_000) / 10_000, limit: Math.round(Math.max(0, before - COVERAGE_POINTS) * 10_000) / 10_000, ok: after >= before - COVERAGE_POINTS,
    text: `${pageKind}.${field} is read on ${Math.round(after * 100)} % of the kept pages' entries; the run itself read it on ${Math.round(before * 100)} %`,
  }));
}
