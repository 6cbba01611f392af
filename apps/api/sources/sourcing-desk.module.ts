import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { SourceChanges, SourceSwitches, SourcingModule } from '#sourcing';
import { ReadingsController } from '../recipes/readings.controller.js';
import { RecipesController } from '../recipes/recipes.controller.js';
import { CapturesController } from '../runs/captures.controller.js';
import { RunsController } from '../runs/runs.controller.js';
import { SourcesController } from './sources.controller.js';
import { SourceViews } from './source-views.js';

/** Everything an operator sees and decides about sources, runs and recipes. */
@Module({
  imports: [AccessModule, SourcingModule],
  controllers: [SourcesController, RunsController, CapturesController, RecipesController, ReadingsController],
  providers: [SourceViews, SourceSwitches, SourceChanges],
})
export class SourcingDeskModule {}
