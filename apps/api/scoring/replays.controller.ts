import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { ScoreReplays, type ReplayView } from '#scoring';
import { Returns } from '../returns.js';
import { Allow, Me } from '../routes.js';
import { Replay, ReplayRequest, Replays } from './replay.shapes.js';

const Id = z.uuid('A replay\'s id is a UUID.');

@ApiTags('Scoring')
@Controller('api/scoring/replays')
export class ReplaysController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(ScoreReplays) private readonly replays: ScoreReplays) {}

  /** Tries a model on past days: weekly, by what was known then, against what came of it. Runs by itself; look at it again. Changes no score. */
  @Post()
  @Allow('admin', 'lead')
  @Returns(Replay, 202)
  async request(@Body({ schema: ReplayRequest }) wanted: z.infer<typeof ReplayRequest>, @Me() me: SignedIn): Promise<z.infer<typeof Replay>> {
    const id = await this.db.transaction((tx) => this.replays.request(tx, { ...wanted, byUserId: me.userId }));
    await this.replays.ring(id);
    return onWire(await this.replays.one(id));
  }

  /** Newest first, at most ten. */
  @Get()
  @Returns(Replays)
  async recent(): Promise<z.infer<typeof Replays>> {
    return { replays: (await this.replays.recent()).map(onWire) };
  }

  @Get(':id')
  @Returns(Replay)
  async one(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof Replay>> {
    return onWire(await this.replays.one(id));
  }
}

const onWire = ({ requestedAt, finishedAt, cutoffs, suggestion, ...replay }: ReplayView): z.infer<typeof Replay> => ({
  ...replay, requestedAt: requestedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null,
  cutoffs: cutoffs.map((one) => ({ ...one, disagreements: [...one.disagreements] })),
  suggestion: suggestion && { ...suggestion, odds: suggestion.odds as Record<string, number>, calibration: [...suggestion.calibration] },
});
