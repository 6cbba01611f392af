import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Readings, type ReadingView as Reading } from '#sourcing';
import { Returns } from '../returns.js';
import type { GateView } from '../runs/run.shapes.js';
import { ReadingView } from './recipe.shapes.js';

const Id = z.uuid('A reading\'s id is a UUID.');

/** How far the readings of kept pages are that people asked for, and what came of them. Kept for a day. */
@ApiTags('Recipes')
@Controller('api/readings')
export class ReadingsController {
  constructor(@Inject(Readings) private readonly readings: Readings) {}

  @Get(':id')
  @Returns(ReadingView)
  async one(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof ReadingView>> {
    return readingOnWire(await this.readings.one(id));
  }
}

export function readingOnWire({ problem, askedAt, ...reading }: Reading): z.infer<typeof ReadingView> {
  return { ...reading, askedAt: askedAt.toISOString(), problem: problem && { code: problem.code, detail: problem.detail, gates: (problem.details.gates as z.infer<typeof GateView>[] | undefined) ?? [] } };
}
