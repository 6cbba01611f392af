import { defineQueue } from '#platform';

/** Waits for this machine's processor: kept pages are read again for a person who looks on. Apart from crawls, which may hold their queue for a quarter of an hour. */
export const replayQueue = defineQueue<{ read: { readingId: string } }>({
  name: 'replay', concurrency: 1, attempts: 3, backoffMs: 1000, lockMs: 30_000, takeovers: 100, keepDone: 200, keepFailed: 1000, deferrals: 1000,
});
