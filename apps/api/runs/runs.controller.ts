import { Body, Controller, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { sql } from '#platform';
import { Readings, RecipeVersionNotFound, RunNotFound, RunNotQuarantined, Runs } from '#sourcing';
import { readingOnWire } from '../recipes/readings.controller.js';
import { ReadingView } from '../recipes/recipe.shapes.js';
import { Returns } from '../returns.js';
import { Allow, Me } from '../routes.js';
import { CaptureList, PageList, RunDetail, RunList, RunStateName } from './run.shapes.js';
import { capturesOf, pagesOf, runOf, runsOf } from './runs.queries.js';

export const RunId = z.uuid('A run\'s id is a UUID.');
const RunFilter = z.object({ sourceId: z.uuid().optional(), state: RunStateName.optional(), cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(30) });
const PageFilter = z.object({
  state: z.enum(['pending', 'done', 'refused', 'blocked', 'failed', 'skipped']).optional(), kind: z.string().max(40).optional(),
  status: z.coerce.number().int().min(0).max(599).optional().describe('HTTP status; 0: no answer'), q: z.string().trim().max(200).optional().describe('part of the address'),
  cursor: z.string().regex(/^\d{1,18}$/).optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
});
const Verdict = z.object({ decision: z.enum(['released', 'rejected']), note: z.string().trim().min(3, 'say why, in a few words').max(1000) }).meta({ id: 'RunDecision' });
const Reparse = z.object({ recipeVersionId: z.uuid(), note: z.string().trim().max(1000).optional() }).meta({ id: 'RunReparse' });

/** How crawls went: states, figures, every request with the rule that allowed it. */
@ApiTags('Runs')
@Controller('api/runs')
export class RunsController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Runs) private readonly book: Runs, @Inject(Readings) private readonly readings: Readings) {}

  /** Latest first. */
  @Get()
  @Returns(RunList)
  runs(@Query({ schema: RunFilter }) filter: z.infer<typeof RunFilter>): Promise<z.infer<typeof RunList>> {
    return runsOf(this.db, filter);
  }

  @Get(':id')
  @Returns(RunDetail)
  async one(@Param('id', { schema: RunId }) id: string): Promise<z.infer<typeof RunDetail>> {
    const run = await runOf(this.db, id);
    if (!run) throw noSuchRun();
    return run;
  }

  /** The ledger: one row a page, in the order in which they were found. */
  @Get(':id/pages')
  @Returns(PageList)
  async pages(@Param('id', { schema: RunId }) id: string, @Query({ schema: PageFilter }) filter: z.infer<typeof PageFilter>): Promise<z.infer<typeof PageList>> {
    await this.found(id);
    return pagesOf(this.db, id, filter);
  }

  /** What is kept of its pages, with the screenshots of the last good run. */
  @Get(':id/captures')
  @Returns(CaptureList)
  async captures(@Param('id', { schema: RunId }) id: string): Promise<z.infer<typeof CaptureList>> {
    return capturesOf(this.db, await this.found(id));
  }

  /** A person decides about a quarantined run. Released, it becomes visible within seconds; rejected, nothing of it is ever seen. */
  @Put(':id/decision')
  @Allow('admin', 'operator')
  @Returns(RunDetail)
  async decide(@Param('id', { schema: RunId }) id: string, @Body({ schema: Verdict }) { decision, note }: z.infer<typeof Verdict>, @Me() me: SignedIn): Promise<z.infer<typeof RunDetail>> {
    await this.db.transaction((tx) => (decision === 'released' ? this.book.release(tx, id, { userId: me.userId, note }) : this.book.reject(tx, id, { userId: me.userId, note })));
    return this.one(id);
  }

  /** Reads a quarantined run again with another version of its recipe, without one request to the site, and lets it stand before the gates anew; the reading tells how far it is. */
  @Post(':id/replays')
  @Allow('admin', 'operator')
  @Returns(ReadingView, 202)
  async reparse(@Param('id', { schema: RunId }) id: string, @Body({ schema: Reparse }) { recipeVersionId, note }: z.infer<typeof Reparse>, @Me() me: SignedIn): Promise<z.infer<typeof ReadingView>> {
    const run = await this.one(id);
    if (run.state !== 'quarantined' && run.state !== 'failed') throw new RunNotQuarantined(`The run is ${run.state}; only a run that is in quarantine, or of which nothing could be read, is read again.`, { runId: id, state: run.state });
    await this.versionOf(run.recipe.id, recipeVersionId);
    return readingOnWire(await this.readings.one(await this.db.transaction((tx) => this.readings.ask(tx, { kind: 'reparse', recipeId: run.recipe.id, askedBy: me.userId, recipeVersionId, runId: id, note }))));
  }

  private async versionOf(recipeId: string, versionId: string): Promise<void> {
    const [version] = await sql(this.db, `select from recipe_version where id = $1 and recipe_id = $2`, [versionId, recipeId]);
    if (!version) throw new RecipeVersionNotFound(`The recipe "${recipeId}" has no such version.`, { versionId });
  }

  private async found(id: string): Promise<{ id: string; sourceId: string }> {
    const [row] = await sql<{ id: string; sourceId: string }>(this.db, `select id, source_id as "sourceId" from run where id = $1`, [id]);
    if (!row) throw noSuchRun();
    return row;
  }
}

const noSuchRun = (): RunNotFound => new RunNotFound('There is no such run. Runs are kept for 90 days.');
