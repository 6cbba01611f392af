import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CrawlerProcesses } from './crawler-processes.js';
import { Crawls } from './crawls.js';
import { Partitions } from './partitions.js';
import { ProductSeller } from './product-seller.entity.js';
import { RecipeVersion } from './recipe-version.entity.js';
import { RecipeVersions } from './recipe-versions.js';
import { RobotsFile } from './robots-file.entity.js';
import { RunAcceptance } from './run-acceptance.js';
import { RunPage } from './run-page.entity.js';
import { Run } from './run.entity.js';
import { Runs } from './runs.js';
import { Schedules } from './schedules.js';
import { Source } from './source.entity.js';
import { Sources } from './sources.js';
import { SourcingWiring } from './sourcing.wiring.js';
import { Storefront } from './storefront.entity.js';

/** The tables of this room, for a data source that is made by hand. */
export const SOURCING_ENTITIES = [RecipeVersion, Source, Run, RunPage, RobotsFile, Storefront, ProductSeller];

@Module({
  imports: [TypeOrmModule.forFeature(SOURCING_ENTITIES)],
  providers: [Sources, RecipeVersions, Runs, Crawls, CrawlerProcesses, RunAcceptance, Partitions, Schedules, SourcingWiring],
  exports: [Sources, RecipeVersions, Runs, Crawls, RunAcceptance, Schedules, SourcingWiring],
})
export class SourcingModule {}
