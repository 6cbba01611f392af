import type { Delivery, MailTransport } from './delivery.js';

/** Test mode without a sink host: the mail is kept in its row and goes nowhere. */
export class DatabaseSink implements MailTransport {
  send(): Promise<Delivery> {
    return Promise.resolve({ kind: 'accepted', code: 250, answer: 'kept in the database only: test mode', captured: true });
  }

  close(): void { /* Holds nothing. */ }
}
