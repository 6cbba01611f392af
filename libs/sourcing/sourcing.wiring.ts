import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Bells, CONFIG, LOGGER, Sweep, type Config } from '#platform';
import { Aftermath } from './alerts/aftermath.js';
import { Alerts } from './alerts/alerts.js';
import { PermissionReviews } from './alerts/permission-reviews.js';
import { Captures } from './captures/captures.js';
import { Pictures } from './captures/pictures.js';
import { crawlQueue } from './crawl.jobs.js';
import { CrawlerProcesses } from './crawler-processes.js';
import { RECIPES_FOLDER } from './package-root.js';
import { Partitions } from './partitions.js';
import { RecipeVersions } from './recipe-versions.js';
import { Readings } from './replay/readings.js';
import { Runs } from './runs.js';
import { Schedules } from './schedules.js';

/** What the worker does for this room besides answering bells. */
@Injectable()
export class SourcingWiring {
  /** Asked for once a life of this process: a machine without a browser must not be asked again and again. */
  private readonly drawn = new Set<string>();

  constructor(
    @Inject(Sweep) private readonly sweep: Sweep, @Inject(Bells) private readonly bells: Bells, @Inject(CONFIG) private readonly config: Pick<Config, 'stop'>,
    @Inject(LOGGER) private readonly log: Logger, @Inject(Runs) private readonly runs: Runs, @Inject(Schedules) private readonly schedules: Schedules,
    @Inject(RecipeVersions) private readonly recipes: RecipeVersions, @Inject(Partitions) private readonly partitions: Partitions,
    @Inject(Captures) private readonly captures: Captures, @Inject(Aftermath) private readonly aftermath: Aftermath, @Inject(Alerts) private readonly alerts: Alerts, @Inject(Pictures) private readonly pictures: Pictures,
    @Inject(PermissionReviews) private readonly reviews: PermissionReviews, @Inject(Readings) private readonly readings: Readings,
    @Inject(CrawlerProcesses) private readonly crawlers: CrawlerProcesses,
  ) {}

  async wire(): Promise<void> {
    const changed = await this.recipes.importFolder(RECIPES_FOLDER);
    if (changed.length > 0) this.log.info({ recipes: changed }, 'recipes taken in');
    if (!this.config.stop.crawling) void this.crawlers.keepReady();
    this.sweep.every(1_000, 'runs that nobody works on', async () => {
      if (this.config.stop.crawling) return;
      for (const runId of await this.runs.unattended()) await this.bells.ring(crawlQueue, 'run', { runId }, runId);
    });
    this.sweep.every(5_000, 'schedules', async () => { if (!this.config.stop.crawling) await this.schedules.tick(); });
    this.sweep.every(2_000, 'ends of runs', async () => { await this.aftermath.settle(); });
    this.sweep.every(10_000, 'runs that are late or stuck', async () => { if (!this.config.stop.crawling) await this.aftermath.watch(); });
    this.sweep.every(2_000, 'alerts to tell', async () => { await this.alerts.tellDue(); });
    this.sweep.every(500, 'kept pages to be read again', () => this.readings.ringOpen());
    this.sweep.every(3600_000, 'readings of yesterday', () => this.readings.forgetOld());
    this.sweep.every(60_000, 'permissions to be reviewed', () => this.reviews.remind());
    this.sweep.every(5_000, 'pictures of what went wrong', async () => {
      for (const runId of (await this.pictures.wanted()).filter((id) => !this.drawn.has(id))) {
        this.drawn.add(runId);
        await this.bells.ring(crawlQueue, 'pictures', { runId }, runId);
      }
    });
    this.sweep.every(10_000, 'captures that have expired', async () => {
      await this.captures.dateUndecided();
      await this.captures.dropExpired();
    });
    this.sweep.every(6 * 3600_000, 'months of observations', () => this.partitions.upkeep());
  }
}
