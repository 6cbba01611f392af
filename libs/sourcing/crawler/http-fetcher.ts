import { decodeHtml } from '../extraction/reading.js';
import type { AddressGuard } from './address-guard.js';
import type { KeptAnswer } from './answers.js';
import type { Asks, Question } from './asks.js';
import { type Fetched, MAX_REDIRECTS, PAGE_TIMEOUT_MS } from './fetched.js';
import type { HttpClient } from './http-client.js';
import type { PendingPage } from './ledger.js';
import type { Politeness } from './politeness.js';
import type { RobotsGate, RobotsPass } from './robots-gate.js';
import { PageHopeless } from './stop-run.js';

/** Gets a page by plain HTTP. Every hop asks robots.txt, the address guard and the host's pace anew. */
export class HttpFetcher {
  constructor(
    private readonly http: HttpClient, private readonly guard: AddressGuard, private readonly robots: RobotsGate,
    private readonly politeness: Politeness, private readonly maxBytes: number, private readonly stop: AbortSignal, private readonly asks: Asks,
  ) {}

  async fetch(page: Pick<PendingPage, 'id' | 'url'>): Promise<Fetched> {
    let url = this.guard.check(page.url);
    let first: RobotsPass | undefined;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const pass = await this.robots.pass(url);
      first ??= pass;
      const { status, headers, body } = await this.answerTo({ page: page.id, url });
      const target = status >= 300 && status < 400 ? headers.location : undefined;
      if (target === undefined) {
        const charset = /charset\s*=\s*"?([\w:-]{2,40})/i.exec(headers['content-type'] ?? '')?.[1];
        return { url: url.href, status, html: charset ? decodeHtml(body, charset) : body, bytes: body.length, rule: first.rule, robotsFile: first.file, retryAfter: headers['retry-after'] };
      }
      if (!URL.canParse(target, url.href)) throw new PageHopeless('the page redirects to what is no address', status);
      url = this.guard.check(new URL(target, url).href);
      url.hash = '';
    }
    throw new PageHopeless(`the page redirects more than ${MAX_REDIRECTS} times`);
  }

  private async answerTo(question: Question): Promise<KeptAnswer> {
    const known = await this.asks.known(question);
    if (known) return known;
    const key = this.asks.keyOf(question);
    await this.politeness.turn(question.url.host, true);
    await this.asks.leaves(key);
    try {
      const answer = await this.http.get(question.url, { maxBytes: this.maxBytes, timeoutMs: PAGE_TIMEOUT_MS, signal: this.stop });
      if (answer.status < 400) this.asks.keep(key, answer);
      return answer;
    } finally {
      this.asks.ended(key);
    }
  }
}
