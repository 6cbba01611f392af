import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Refusal, sql } from '#platform';
import { Returns } from '../returns.js';
import { CaptureList, PageList, RunDetail, RunList, RunStateName } from './run.shapes.js';
import { capturesOf, pagesOf, runOf, runsOf } from './runs.queries.js';

export class RunNotFound extends Refusal {
  readonly code = 'run-not-found';
  override readonly kind = 'missing';
}

export const RunId = z.uuid('A run\'s id is a UUID.');
const RunFilter = z.object({ sourceId: z.uuid().optional(), state: RunStateName.optional(), cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(30) });
const PageFilter = z.object({
  state: z.enum(['pending', 'done', 'refused', 'blocked', 'failed', 'skipped']).optional(), kind: z.string().max(40).optional(),
  status: z.coerce.number().int().min(0).max(599).optional().describe('HTTP status; 0: no answer'), q: z.string().trim().max(200).optional().describe('part of the address'),
  cursor: z.string().regex(/^\d{1,18}$/).optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** How crawls went: states, figures, every request with the rule that allowed it. */
@ApiTags('Runs')
@Controller('api/runs')
export class RunsController {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

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

  private async found(id: string): Promise<{ id: string; sourceId: string }> {
    const [row] = await sql<{ id: string; sourceId: string }>(this.db, `select id, source_id as "sourceId" from run where id = $1`, [id]);
    if (!row) throw noSuchRun();
    return row;
  }
}

const noSuchRun = (): RunNotFound => new RunNotFound('There is no such run. Runs are kept for 90 days.');
