import { defineQueue } from '#platform';

/** Waits for this machine alone: rows are read, compared and written. Everything is in rows, so a job of it may be lost at any line. */
export const importQueue = defineQueue<{ import: { importId: string } }>({
  name: 'import', concurrency: 1, attempts: 3, backoffMs: 1000, lockMs: 10_000, takeovers: 100, keepDone: 200, keepFailed: 1000, deferrals: 1000,
});
