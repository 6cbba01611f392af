import { defineQueue } from '#platform';

/** A lane per mailbox: one job sends everything that is due in it. */
export const sendQueue = defineQueue<{ 'drain-mailbox': { mailboxId: string }; 'settle-unknown': { mailboxId: string } }>({
  name: 'send', concurrency: 4, attempts: 5, backoffMs: 2_000, lockMs: 10_000, takeovers: 100, keepDone: 100, keepFailed: 10_000, deferrals: 20,
});
