import { defineQueue } from '#platform';

/** One job a mail: what it says decides who is told. */
export const inboundQueue = defineQueue<{ 'inbound-mail': { inboundMailId: string } }>({
  name: 'inbound', concurrency: 4, attempts: 5, backoffMs: 1_000, lockMs: 10_000, takeovers: 100, keepDone: 100, keepFailed: 10_000, deferrals: 120,
});
