import { Inject, Injectable } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Bells } from '#platform';
import { crawlQueue } from './crawl.jobs.js';
import { Runs } from './runs.js';
import { Sources } from './sources.js';

const PREFIX = 'source-';

/** Keeps the queue's schedulers equal to what the sources say, and turns a scheduled moment into a run. */
@Injectable()
export class Schedules {
  constructor(@Inject(Bells) private readonly bells: Pick<Bells, 'queue'>, @Inject(Sources) private readonly sources: Sources, @Inject(Runs) private readonly runs: Runs) {}

  /** Registers what is missing or has changed, removes what is no longer wanted. The queue may have lost everything at any time. */
  async register(): Promise<void> {
    const queue = this.bells.queue(crawlQueue);
    const wanted = new Map((await this.sources.scheduled()).map((source) => [PREFIX + source.id, source]));
    const present = new Map((await queue.getJobSchedulers()).map((scheduler) => [scheduler.key, scheduler]));
    for (const [key, { id, cron, zone }] of wanted) {
      const scheduler = present.get(key);
      // Registering anew would move the next moment, so what is right is left alone.
      if (scheduler?.pattern === cron && scheduler.tz === zone && scheduler.next !== undefined) continue;
      await queue.upsertJobScheduler(key, { pattern: cron, tz: zone }, { name: 'schedule', data: { sourceId: id } });
    }
    for (const key of present.keys()) if (key.startsWith(PREFIX) && !wanted.has(key)) await queue.removeJobScheduler(key);
  }

  /** The run of a scheduled moment; the same moment twice is one run. @returns the run's id, null when the source no longer runs by itself. */
  async due(job: Pick<Job<{ sourceId: string }>, 'data' | 'opts' | 'timestamp' | 'delay'>): Promise<string | null> {
    const source = await this.sources.find(job.data.sourceId);
    if (!source?.enabled || !source.cron) return null;
    const moment = job.opts.prevMillis ?? job.timestamp + job.delay;
    return this.runs.request(source.id, new Date(moment).toISOString(), 'schedule');
  }
}
