import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Logger } from 'pino';
import { CONFIG, LOGGER, type Config } from '#platform';
import type { MailTransport } from './delivery.js';
import { LetterWriter } from './letter-writer.js';
import { factsOf, type LetterFacts } from './letter.queries.js';
import { MissingVariable } from './mail-templates.js';
import { MessageClaims, type ClaimedWindow } from './message-claims.js';
import { MailHostUnreachable } from './outreach.errors.js';
import { PostOffice } from './post-office.js';
import { SendOutcomes, type Outcome } from './send-outcomes.js';

/** Mails per commit. A crash leaves at most this many for a person to settle. */
const WINDOW = 40;
const WRITE_TRIES = 6;

/** Sends everything that is due in a mailbox. */
@Injectable()
export class MailboxLane {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(MessageClaims) private readonly claims: MessageClaims,
    @Inject(LetterWriter) private readonly writer: LetterWriter,
    @Inject(PostOffice) private readonly post: PostOffice,
    @Inject(SendOutcomes) private readonly outcomes: SendOutcomes,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /**
   * Window after window: claim and commit, hand over at once, write all outcomes in one statement. Two lanes of one mailbox share the work.
   * @returns how many mails were accepted.
   * @throws MailHostUnreachable when the mail host takes nothing: what was claimed is pending again.
   */
  async drain(mailboxId: string): Promise<number> {
    let accepted = 0;
    while (!this.config.stop.sending) {
      const window = await this.claims.claim(mailboxId, WINDOW);
      if (window.taken === 0) break;
      const outcomes = await this.send(window);
      await this.write(outcomes);
      accepted += outcomes.filter((outcome) => outcome.delivery.kind === 'accepted').length;
      const down = outcomes.find((outcome) => outcome.delivery.kind === 'later' && outcome.delivery.host);
      if (down) throw new MailHostUnreachable(`The mail host takes nothing right now: ${down.delivery.kind === 'later' ? down.delivery.answer : ''}`, 15_000);
    }
    return accepted;
  }

  /** Names the mails of a mailbox that were in flight when their process died. @returns how many became unknown. */
  settleUnknown(mailboxId: string): Promise<number> {
    return this.outcomes.nameLeftBehind(mailboxId);
  }

  private async send(window: ClaimedWindow): Promise<Outcome[]> {
    if (window.sending.length === 0) return [];
    let transport: MailTransport;
    let facts: LetterFacts[];
    try {
      transport = this.post.transport(window.armed);
      facts = await factsOf(this.db, window.sending);
    } catch (error) {
      // Nothing was handed over yet: give the window back before saying why.
      await this.write(window.sending.map((id) => ({ id, delivery: { kind: 'later', host: false, code: null, answer: 'not handed over' }, letter: null, at: window.at })));
      throw error;
    }
    return Promise.all(facts.map((one) => this.sendOne(one, transport, window.at)));
  }

  private async sendOne(facts: LetterFacts, transport: MailTransport, at: Date): Promise<Outcome> {
    try {
      const letter = await this.writer.write(facts, at);
      return { id: facts.id, letter, delivery: await transport.send(letter.mail), at };
    } catch (error) {
      if (!(error instanceof MissingVariable)) this.log.error({ err: error, messageId: facts.id }, 'a mail could not be written');
      const why = error instanceof MissingVariable ? error.variable : 'the mail could not be written';
      return { id: facts.id, letter: null, delivery: { kind: 'unwritten', why }, at };
    }
  }

  /**
   * The outcomes exist only in this process until they are written, so a database that is away for a moment is waited for. If it stays
   * away the rows become unknown: named, never resent.
   */
  private async write(outcomes: readonly Outcome[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.outcomes.write(outcomes);
      } catch (error) {
        this.log.error({ err: error, attempt, mails: outcomes.length }, 'outcomes of mails could not be written');
        if (attempt >= WRITE_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
      }
    }
  }
}
