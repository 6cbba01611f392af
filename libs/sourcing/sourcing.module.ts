import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule, User } from '#access';
import { CONFIG, type Config } from '#platform';
import { Aftermath } from './alerts/aftermath.js';
import { Alerts } from './alerts/alerts.js';
import { ModeWatch } from './alerts/mode-watch.js';
import { PermissionReviews } from './alerts/permission-reviews.js';
import { Alert } from './alerts/alert.entity.js';
import { BlobFolder, BLOBS } from './captures/blobs.js';
import { Capture } from './captures/capture.entity.js';
import { Captures } from './captures/captures.js';
import { Pictures } from './captures/pictures.js';
import { HostCircuit } from './host-circuit.entity.js';
import { HostPace } from './host-pace.entity.js';
import { Circuits } from './circuits.js';
import { CrawlerProcesses } from './crawler-processes.js';
import { Crawls } from './crawls.js';
import { Partitions } from './partitions.js';
import { ProductSeller } from './product-seller.entity.js';
import { Quarantine } from './quarantine/quarantine.js';
import { RecipeVersion } from './recipe-version.entity.js';
import { RecipeVersions } from './recipe-versions.js';
import { Reading } from './replay/reading.entity.js';
import { Readings } from './replay/readings.js';
import { ReplayLab } from './replay/replay-lab.js';
import { RobotsFiles } from './robots-files.js';
import { RobotsFile } from './robots-file.entity.js';
import { RobotsText } from './robots-text.entity.js';
import { RunAcceptance } from './run-acceptance.js';
import { RunPage } from './run-page.entity.js';
import { Run } from './run.entity.js';
import { Runs } from './runs.js';
import { Schedules } from './schedules.js';
import { Source } from './source.entity.js';
import { Sources } from './sources.js';
import { SourcingWiring } from './sourcing.wiring.js';
import { Storefront } from './storefront.entity.js';
import { StorefrontLatest } from './storefront-latest.entity.js';

const OWN = [RecipeVersion, Source, Run, RunPage, RobotsFile, RobotsText, Storefront, StorefrontLatest, ProductSeller, Capture, HostCircuit, HostPace, Alert, Reading];
/** The tables of this room, and those that they point to, for a data source that is made by hand. */
export const SOURCING_ENTITIES = [...OWN, User];

@Module({
  imports: [TypeOrmModule.forFeature(OWN), AccessModule],
  providers: [{ provide: BLOBS, inject: [CONFIG], useFactory: (config: Pick<Config, 'home'>) => new BlobFolder(join(config.home, 'blobs')) }, Captures, Pictures, Quarantine, ReplayLab, Readings, RobotsFiles, Circuits, Alerts, ModeWatch, PermissionReviews, Aftermath, Sources, RecipeVersions, Runs, Crawls, CrawlerProcesses, RunAcceptance, Partitions, Schedules, SourcingWiring],
  exports: [Captures, Pictures, Quarantine, ReplayLab, Readings, RobotsFiles, Circuits, Alerts, PermissionReviews, Aftermath, Sources, RecipeVersions, Runs, Crawls, RunAcceptance, Schedules, SourcingWiring],
})
export class SourcingModule {}
