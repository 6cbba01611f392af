import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Returns } from '../returns.js';
import { RunList, runsOf, SourceList, sourcesWithLastRun } from './sources.queries.js';

const RunFilter = z.object({ limit: z.coerce.number().int().min(1).max(200).default(30) });

/** What is crawled, and how the last crawls went. Read only. */
@ApiTags('Sources')
@Controller('api')
export class SourcesController {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  @Get('sources')
  @Returns(SourceList)
  async sources(): Promise<z.infer<typeof SourceList>> {
    return { sources: await sourcesWithLastRun(this.db) };
  }

  /** Latest first. */
  @Get('runs')
  @Returns(RunList)
  async runs(@Query({ schema: RunFilter }) filter: z.infer<typeof RunFilter>): Promise<z.infer<typeof RunList>> {
    return { runs: await runsOf(this.db, filter.limit) };
  }
}
