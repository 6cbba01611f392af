import { defineQueue } from '#platform';

/** Waits for nobody in particular: what keeps the book true while nothing else happens. Two at once: reading websites takes its time, and checking addresses must not wait for it. */
export const upkeepQueue = defineQueue<{ 'check-addresses': Record<string, never>; 'find-contacts': Record<string, never> }>({
  name: 'upkeep', concurrency: 2, attempts: 3, backoffMs: 30_000, lockMs: 30_000, takeovers: 100, keepDone: 20, keepFailed: 200, deferrals: 20,
});
