import { Module } from '@nestjs/common';
import { ScoringModule } from '#scoring';
import { ReplaysController } from './replays.controller.js';
import { ScoreModelsController } from './score-models.controller.js';
import { ScoreOverridesController } from './score-overrides.controller.js';

@Module({ imports: [ScoringModule], controllers: [ReplaysController, ScoreModelsController, ScoreOverridesController] })
export class ScoringDeskModule {}
