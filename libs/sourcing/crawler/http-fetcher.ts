import { decodeHtml } from '../extraction/index.js';
import type { AddressGuard } from './address-guard.js';
import type { Answers, KeptAnswer } from './answers.js';
import { type Fetched, MAX_REDIRECTS, PAGE_TIMEOUT_MS } from './fetched.js';
import type { HttpClient } from './http-client.js';
import type { Politeness } from './politeness.js';
import type { RobotsGate, RobotsPass } from './robots-gate.js';
import { PageHopeless } from './stop-run.js';

/** Gets a page by plain HTTP. Every hop asks robots.txt, the address guard and the host's pace anew. */
export class HttpFetcher {
  constructor(
    private readonly http: HttpClient, private readonly guard: AddressGuard, private readonly robots: RobotsGate,
    private readonly politeness: Politeness, private readonly maxBytes: number, private readonly stop: AbortSignal, private readonly answers: Answers,
  ) {}

  async fetch(address: string): Promise<Fetched> {
    let url = this.guard.check(address);
    let first: RobotsPass | undefined;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const pass = await this.robots.pass(url);
      first ??= pass;
      const { status, headers, body } = this.answers.take(url.href) ?? await this.ask(url);
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

  private async ask(url: URL): Promise<KeptAnswer> {
    await this.politeness.turn(url.host);
    const answer = await this.http.get(url, { maxBytes: this.maxBytes, timeoutMs: PAGE_TIMEOUT_MS, signal: this.stop });
    if (answer.status < 400) this.answers.keep(url.href, answer);
    return answer;
  }
}
