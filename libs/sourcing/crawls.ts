import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { CONFIG, InstanceLease, LOGGER, version, type Config } from '#platform';
import { Aftermath } from './alerts/aftermath.js';
import { lastWord } from './crawler/journal.js';
import { CrawlerProcesses } from './crawler-processes.js';
import { parseRecipe, RecipeInvalid, type Recipe } from './extraction/index.js';
import type { ReadAhead } from './read-ahead.js';
import { RunAcceptance } from './run-acceptance.js';
import { FINAL_RUN_STATES, type RunState } from './run-states.js';
import { Runs } from './runs.js';

/** The name by which sites may speak to us in robots.txt. */
export const PRODUCT_TOKEN = 'Beckon';

/** A second apart; longer than a database takes to restart. */
const MOST_WRITES = 120;

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
    try {
      const state = await this.advance(runId);
      if (state && FINAL_RUN_STATES.includes(state)) await Promise.all([this.aftermath.settle(runId), rm(this.answersOf(runId), { recursive: true, force: true })]);
      return state;
    } finally {
      // Not before: starting one takes as much as accepting a run.
      this.crawlers.prepareNext();
    }
  }

  private async advance(runId: string): Promise<RunState | null> {
    const before = await this.runs.summary(runId);
    if (!before || FINAL_RUN_STATES.includes(before.state)) return before?.state ?? null;
    const ahead = this.acceptance.readAhead(runId);
    if (before.state !== 'crawled') {
      if (this.config.stop.crawling) return before.state;
      if (await this.runs.barred(runId)) return 'blocked';
      const claim = await this.runs.claim(runId, this.lease.id);
      if (!claim) return before.state;
      await this.crawl(runId, claim, ahead);
    }
    return this.acceptance.accept(runId, ahead);
  }

  private async crawl(runId: string, { wallClockLimitMs, recipe: text }: { wallClockLimitMs: number; recipe: string }, ahead: ReadAhead): Promise<void> {
    const holder = this.lease.id;
    const recipe = readable(text);
    if (recipe instanceof RecipeInvalid) return this.surely(() => this.runs.hopeless(runId, holder, `Its recipe cannot be read by this version. ${recipe.message}`));
    const end = await this.crawlers.crawl({
      runId, holder, recipe, databaseUrl: this.config.database.url, allowHosts: this.config.allowHosts, browser: this.config.browser, blobs: join(this.config.home, 'blobs'), answers: join(this.config.home, 'answers'),
      productToken: PRODUCT_TOKEN, userAgent: `${PRODUCT_TOKEN}/${version} (+${this.config.http.publicUrl}/bot)`,
    }, wallClockLimitMs, (pageIds) => ahead.booked(pageIds));
    switch (end.how) {
      case 'answered': return;
      case 'host-busy': return this.surely(() => this.runs.letGo(runId, holder));
      case 'stopped':
        lastWord(this.answersOf(runId), 'stopped');
        return this.surely(() => this.runs.letGo(runId, holder));
      case 'timed-out': return this.surely(() => this.runs.timedOut(runId, holder, wallClockLimitMs));
      case 'killed':
        // Operators restart things, and that is no fault of a source: the run goes on, however often.
        this.log.warn({ runId, detail: end.detail }, 'a crawler was killed; its run goes on');
        return this.surely(() => this.runs.letGo(runId, holder));
      case 'crashed':
        lastWord(this.answersOf(runId), 'broke');
        this.log.error({ runId, detail: end.detail }, 'a crawler broke');
        return this.surely(() => this.runs.crashed(runId, holder, end));
    }
  }

  /** The database may be away, and the crawler may have ended for that reason: the run would be held for ever by us, who are alive, if this were not written. */
  private async surely(write: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await write();
      } catch (error) {
        if (tries === MOST_WRITES || this.crawlers.isClosing) throw error;
        this.log.warn({ err: error }, 'how a crawler ended could not be written down yet');
        await sleep(1_000);
      }
    }
  }

  private answersOf(runId: string): string {
    return join(this.config.home, 'answers', runId);
  }
}

/** Parsed here and not by the crawler, which starts the faster for it. What is stored was checked when it came in, by the version of that day. */
function readable(text: string): Recipe | RecipeInvalid {
  try {
    return parseRecipe(text);
  } catch (error) {
    if (error instanceof RecipeInvalid) return error;
    throw error;
  }
}
