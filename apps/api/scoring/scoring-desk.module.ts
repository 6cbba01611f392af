import { Module } from '@nestjs/common';
import { ScoringModule } from '#scoring';
import { ScoreModelsController } from './score-models.controller.js';
import { ScoreOverridesController } from './score-overrides.controller.js';

@Module({ imports: [ScoringModule], controllers: [ScoreModelsController, ScoreOverridesController] })
export class ScoringDeskModule {}
