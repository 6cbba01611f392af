import { createHash } from 'node:crypto';
import { readAnswer, type Answers, type KeptAnswer } from './answers.js';
import { TRIES } from './fetched.js';
import type { Journal } from './journal.js';
import type { Politeness } from './politeness.js';
import { askAgain, secondAsk, type Errand } from './second-ask.js';
import { PageInterrupted } from './stop-run.js';

/** One address on behalf of one page: two pages that lead to the same address each have an ask of their own. */
export interface Question { readonly page: string; readonly url: URL; /** Sent along when it is asked a second time. */ readonly headers?: () => Promise<Readonly<Record<string, string>>> }

/**
 * Sees to it that however often crawlers, browsers and workers are killed, no page is asked for more than twice because of it: every ask is written down before it
 * leaves. One whose answer was lost is asked again by a messenger, which no kill of ours takes along; is that lost too, the page is `interrupted` and
 * the next run asks for it. Asks that were answered, if badly, are the three tries of FEATURES S4 and count together with these.
 */
export class Asks {
  /** Keys of which this crawler has had what was left behind; from then on it asks for itself. */
  private readonly used = new Set<string>();

  constructor(
    private readonly journal: Journal, private readonly answers: Answers, private readonly politeness: Pick<Politeness, 'alone'>,
    private readonly errand: Pick<Errand, 'userAgent' | 'allowHosts' | 'maxBytes'>, private readonly stop: AbortSignal,
  ) {}

  keyOf({ page, url }: Question): string {
    return createHash('sha1').update(`${page} ${url.href}`).digest('hex');
  }

  /** How many tries of this page are over, by crawlers before this one. */
  triesBefore({ id, url }: { readonly id: string; readonly url: string }): number {
    if (!URL.canParse(url)) return 0;
    const key = this.keyOf({ page: id, url: new URL(url) });
    const tried = this.journal.asked(key) + (secondAsk(this.answers.folder, key) === 'not-made' ? 0 : 1);
    return Math.max(0, Math.min(TRIES, this.answers.offers(key) ? tried : tried + 1) - 1);
  }

  /**
   * What is known without a new ask of ours: an answer that was left behind, or that of a second ask.
   * @returns undefined when the request may leave now, after {@link leaves}.
   * @throws PageInterrupted when it was asked twice and no answer came.
   */
  async known(question: Question): Promise<KeptAnswer | undefined> {
    const key = this.keyOf(question);
    const left = this.answers.take(key);
    if (left) {
      this.used.add(key);
      return answered(left);
    }
    const lost = this.journal.lost(key);
    if (lost === 0) return undefined;
    const before = secondAsk(this.answers.folder, key);
    if (lost > 1 || before === 'gone' || (before === 'not-made' && this.journal.asked(key) >= TRIES)) throw new PageInterrupted();
    if (this.used.has(key)) return undefined;
    const errand = { ...this.errand, folder: this.answers.folder, key, url: question.url.href, headers: await question.headers?.() ?? {} };
    const again = await this.politeness.alone(question.url.host, () => askAgain(errand, this.stop));
    if (!again) throw new PageInterrupted();
    this.used.add(key);
    this.answers.count(key);
    return answered(again);
  }

  /** The request leaves when this resolves. */
  async leaves(key: string): Promise<void> {
    await this.journal.ask(key);
  }

  /** The answer that is kept, without using it up. */
  kept(question: Question): KeptAnswer | undefined {
    return readAnswer(this.answers.folder, this.keyOf(question));
  }

  /** It was answered well. */
  keep(key: string, answer: KeptAnswer): void {
    this.answers.keep(key, answer);
  }

  /** It came to an end, well or badly, and we were there to see it. */
  ended(key: string): void {
    this.journal.end(key);
  }

  /** Its page was interrupted under a browser that died: what was answered need not be asked again. */
  offer(keys: Iterable<string>): void {
    for (const key of keys) {
      this.used.delete(key);
      this.answers.offer([key]);
    }
  }

  /** What a second ask brought led elsewhere, and a browser follows by itself: it serves once. */
  drop(key: string): void {
    this.answers.drop(key);
  }
}

function answered(answer: KeptAnswer): KeptAnswer {
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer;
}
