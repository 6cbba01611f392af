import { defineQueue } from '#platform';

/**
 * Waits for other people's sites. `run` supervises one crawl to its end, `pictures` draws what was kept of one. Schedules are no jobs: they are read from rows.
 * A run is tried again by the sweep, from its row, so a job of it need not be.
 */
export const crawlQueue = defineQueue<{ run: { runId: string }; pictures: { runId: string } }>({
  name: 'crawl', concurrency: 4, attempts: 3, backoffMs: 1000, lockMs: 10_000, takeovers: 100, keepDone: 200, keepFailed: 1000, deferrals: 1000,
});
