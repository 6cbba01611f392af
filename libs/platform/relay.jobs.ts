import { defineQueue } from './queues.js';

/** Hands events from the outbox to their listeners. One drain at a time is plenty: it empties the table. */
export const relayQueue = defineQueue<{ drain: Record<string, never> }>({
  name: 'relay', concurrency: 1, attempts: 3, backoffMs: 500, lockMs: 10_000, takeovers: 100, keepDone: 10, keepFailed: 1000, deferrals: 10,
});
