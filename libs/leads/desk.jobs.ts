import { defineQueue } from '#platform';

/** Work that a person asked for and watches: many leads changed at once, a file of leads taken in. Everything is in rows, so a job of it may be lost at any line. */
export const deskQueue = defineQueue<{ 'bulk-change': { bulkId: string }; 'lead-import': { importId: string } }>({
  name: 'desk', concurrency: 2, attempts: 3, backoffMs: 1000, lockMs: 10_000, takeovers: 100, keepDone: 200, keepFailed: 1000, deferrals: 1000,
});
