import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { CONFIG, InstanceLease, LOGGER, version, type Config } from '#platform';
import { Aftermath } from './alerts/aftermath.js';
import { CrawlerProcesses } from './crawler-processes.js';
import { RunAcceptance } from './run-acceptance.js';
import { FINAL_RUN_STATES, type RunState } from './run-states.js';
import { Runs } from './runs.js';

/** The name by which sites may speak to us in robots.txt. */
export const PRODUCT_TOKEN = 'Beckon';

/** Sees one run through: takes it, lets a process crawl it, accepts what came. */
@Injectable()
export class Crawls {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'database' | 'http' | 'home' | 'allowHosts' | 'browser' | 'stop'>, @Inject(LOGGER) private readonly log: Logger,
    @Inject(InstanceLease) private readonly lease: Pick<InstanceLease, 'id'>, @Inject(Runs) private readonly runs: Runs,
    @Inject(CrawlerProcesses) private readonly crawlers: CrawlerProcesses, @Inject(RunAcceptance) private readonly acceptance: RunAcceptance,
    @Inject(Aftermath) private readonly aftermath: Pick<Aftermath, 'settle'>,
  ) {}

  /**
   * Works on a run as far as it goes now. Safe to call at any time and from anywhere: a run that is held, or whose host is
   * busy, is left alone.
   * @returns the run's state afterwards; null when there is no such run.
   */
  async supervise(runId: string): Promise<RunState | null> {
    const state = await this.advance(runId);
    if (state && FINAL_RUN_STATES.includes(state)) await this.aftermath.settle(runId);
    return state;
  }

  private async advance(runId: string): Promise<RunState | null> {
    const before = await this.runs.summary(runId);
    if (!before || FINAL_RUN_STATES.includes(before.state)) return before?.state ?? null;
    if (before.state !== 'crawled') {
      if (this.config.stop.crawling) return before.state;
      if (await this.runs.barred(runId)) return 'blocked';
      const claim = await this.runs.claim(runId, this.lease.id);
      if (!claim) return before.state;
      await this.crawl(runId, claim.wallClockLimitMs);
    }
    const crawled = await this.runs.summary(runId);
    if (crawled?.state !== 'crawled') return crawled?.state ?? null;
    return this.acceptance.accept(runId);
  }

  private async crawl(runId: string, wallClockLimitMs: number): Promise<void> {
    const holder = this.lease.id;
    const end = await this.crawlers.crawl({
      runId, holder, databaseUrl: this.config.database.url, allowHosts: this.config.allowHosts, browser: this.config.browser, blobs: join(this.config.home, 'blobs'), answers: join(this.config.home, 'answers'),
      productToken: PRODUCT_TOKEN, userAgent: `${PRODUCT_TOKEN}/${version} (+${this.config.http.publicUrl}/bot)`,
    }, wallClockLimitMs);
    switch (end.how) {
      case 'answered': return;
      case 'host-busy': case 'stopped': return this.runs.letGo(runId, holder);
      case 'timed-out': return this.runs.timedOut(runId, holder, wallClockLimitMs);
      case 'crashed':
        this.log.error({ runId, detail: end.detail }, 'a crawler broke');
        return this.runs.crashed(runId, holder, end);
    }
  }
}
