import { defineQueue } from '#platform';

/** Waits for the processor and the database: one pass at a time is all they have, and a look into the past must not hold it up. */
export const scoreQueue = defineQueue<{ pass: { passId: string }; replay: { replayId: string } }>({
  name: 'score', concurrency: 2, attempts: 8, backoffMs: 1000, lockMs: 10_000, takeovers: 100, keepDone: 50, keepFailed: 1000, deferrals: 20,
});
