import type { BrowserContext, Page, Request, Response, Route } from 'playwright-core';
import { decodeHtml, type PageRule } from '../extraction/index.js';
import type { AddressGuard } from './address-guard.js';
import type { Answers } from './answers.js';
import type { CrawlBrowser } from './browser.js';
import { type Fetched, PAGE_TIMEOUT_MS } from './fetched.js';
import type { Politeness } from './politeness.js';
import type { RobotsGate } from './robots-gate.js';
import { BrowserLost, PageHopeless, PageRefused } from './stop-run.js';

/** A context keeps memory of every page it has shown; after so many it is thrown away. */
const PAGES_PER_CONTEXT = 50;
/** What a reader of text does not need. */
const NOT_NEEDED = new Set(['image', 'media', 'font', 'stylesheet', 'texttrack', 'manifest', 'ping', 'cspviolationreport']);

/** A page that complains without end is not worth more. */
const MOST_COMPLAINTS = 50;

interface Seat { context: BrowserContext; page: Page; shown: number; complaints: string[]; /** Keys of what the site answered for the page that is shown now. */ kept: string[]; /** Answers that are being written down. */ keeping: Promise<void>[] }
/** Answers that are worth keeping over a kill: the page itself and what its scripts fetch. */
const KEPT_TYPES = new Set(['document', 'xhr', 'fetch']);

/**
 * Gets pages that only a script draws. Navigations and clicks on "load more" take their turn at the host's pace; what the
 * page's own scripts fetch from its origin asks robots.txt.
 */
export class BrowserFetcher {
  private readonly free: Seat[] = [];
  private readonly waiting: Array<() => void> = [];
  private seats = 0;

  constructor(
    private readonly browser: CrawlBrowser, private readonly guard: AddressGuard, private readonly robots: RobotsGate, private readonly politeness: Politeness,
    private readonly limits: { readonly maxBytes: number; readonly pagesAtOnce: number }, private readonly stop: AbortSignal, private readonly answers: Answers,
  ) {}

  /** @param withPlain also what the site answered before any script ran: to see whether a browser is needed at all. It costs no request. */
  async fetch(address: string, rule: PageRule, withPlain = false): Promise<Fetched> {
    const url = this.guard.check(address);
    const allowedBy = await this.robots.pass(url);
    const seat = await this.take();
    let broken = true;
    seat.complaints.length = seat.kept.length = seat.keeping.length = 0;
    try {
      const fetched = await this.show(seat.page, url, rule, withPlain);
      broken = false;
      return { ...fetched, rule: allowedBy.rule, robotsFile: allowedBy.file, complaints: [...seat.complaints] };
    } catch (error) {
      if (!seat.page.isClosed()) throw error;
      this.answers.offer(seat.kept);
      throw new BrowserLost('the browser died');
    } finally {
      await this.giveBack(seat, broken);
    }
  }

  private async show(page: Page, url: URL, rule: PageRule, withPlain: boolean): Promise<Omit<Fetched, 'rule' | 'robotsFile'>> {
    await this.politeness.turn(url.host);
    const deadline = Date.now() + PAGE_TIMEOUT_MS;
    const left = (): number => Math.max(1, deadline - Date.now());
    const response = await page.goto(url.href, { waitUntil: 'domcontentloaded', timeout: left() });
    if (!response) throw new Error('the browser got no answer');
    await this.checkHops(response);
    const status = response.status();
    const plain = withPlain && status < 400 ? await plainOf(response) : undefined;
    if (status < 400) {
      if (rule.waitFor) await page.waitForSelector(rule.waitFor, { state: 'attached', timeout: Math.min(left(), 20_000) }).catch(() => undefined);
      if (rule.loadMore) await this.loadMore(page, url, rule.loadMore);
    }
    const html = await page.content();
    const bytes = Buffer.byteLength(html);
    if (bytes > this.limits.maxBytes) throw new PageHopeless(`the page is larger than ${this.limits.maxBytes} bytes`, status);
    return { url: page.url(), status, html, bytes, retryAfter: await response.headerValue('retry-after') ?? undefined, plain };
  }

  /** Redirects happen inside the browser; a hop that robots.txt forbids makes the page count as refused. */
  private async checkHops(response: Response): Promise<void> {
    for (let hop: Request | null = response.request(); hop?.redirectedFrom(); hop = hop.redirectedFrom()) await this.robots.pass(this.guard.check(hop.url()));
  }

  /** Presses the button until it is gone, nothing new comes, or the recipe's limit is reached. */
  private async loadMore(page: Page, url: URL, more: NonNullable<PageRule['loadMore']>): Promise<void> {
    const button = page.locator(more.selector).first();
    for (let click = 0; click < more.maxClicks; click++) {
      if (!(await button.isVisible())) return;
      const before = await page.evaluate('document.getElementsByTagName("*").length');
      await this.politeness.turn(url.host);
      if (!(await button.click({ timeout: 10_000 }).then(() => true, () => false))) return;
      const grown = `document.getElementsByTagName("*").length !== ${String(before)} && ${more.waitFor ? `document.querySelector(${JSON.stringify(more.waitFor)}) !== null` : 'true'}`;
      const came = await page.waitForFunction(grown, undefined, { timeout: 15_000, polling: 25 }).then(() => true, () => false);
      if (!came) return;
    }
  }

  /** Writes down what the site answered as soon as it is there, so that a kill does not make us ask for it again. */
  private async keep(seat: Seat, response: Response): Promise<void> {
    const request = response.request();
    if (response.status() !== 200 || request.method() !== 'GET' || request.redirectedFrom() || !KEPT_TYPES.has(request.resourceType())) return;
    const { 'content-encoding': _encoding, 'content-length': _length, 'transfer-encoding': _transfer, ...headers } = response.headers();
    seat.kept.push(this.answers.keep(request.url(), { status: 200, headers, body: await response.body() }));
  }

  private async take(): Promise<Seat> {
    for (let seat = this.free.pop(); seat; seat = this.free.pop()) {
      if (!seat.page.isClosed()) return seat;
      this.seats--;
    }
    if (this.seats >= this.limits.pagesAtOnce) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
      return this.take();
    }
    this.seats++;
    try {
      const context = await this.browser.newContext();
      await context.route('**/*', (route, request) => this.decide(route, request));
      const page = await context.newPage();
      const complaints: string[] = [];
      const complain = (line: string): void => { if (complaints.length < MOST_COMPLAINTS) complaints.push(line.slice(0, 500)); };
      page.on('console', (message) => { if (message.type() === 'error') complain(message.text()); });
      page.on('pageerror', (error) => complain(String(error)));
      const seat: Seat = { context, page, shown: 0, complaints, kept: [], keeping: [] };
      page.on('response', (response) => void seat.keeping.push(this.keep(seat, response).catch(() => undefined)));
      return seat;
    } catch (error) {
      this.seats--;
      this.waiting.shift()?.();
      throw error;
    }
  }

  private async giveBack(seat: Seat, broken: boolean): Promise<void> {
    seat.shown++;
    if (broken || seat.shown >= PAGES_PER_CONTEXT) {
      this.seats--;
      await Promise.race([seat.context.close(), new Promise((resolve) => setTimeout(resolve, 3_000).unref())]).catch(() => undefined);
    } else {
      this.free.push(seat);
    }
    this.waiting.shift()?.();
  }

  private async decide(route: Route, request: Request): Promise<void> {
    try {
      this.stop.throwIfAborted();
      if (NOT_NEEDED.has(request.resourceType())) return await route.abort('blockedbyclient');
      const url = this.guard.check(request.url());
      const navigation = request.isNavigationRequest() && request.frame().parentFrame() === null;
      // Its own navigation has passed already; other origins (libraries on a CDN) are no pages of the site.
      if (!navigation && url.origin === originOf(request)) await this.robots.pass(url);
      const held = request.method() === 'GET' ? this.answers.take(request.url()) : undefined;
      if (held) return await route.fulfill(held);
      await route.continue();
    } catch (error) {
      await route.abort(error instanceof PageRefused ? 'blockedbyclient' : 'failed').catch(() => undefined);
    }
  }
}

async function plainOf(response: Response): Promise<string | undefined> {
  const body = await response.body().catch(() => undefined);
  return body && decodeHtml(body, /charset\s*=\s*"?([\w:-]{2,40})/i.exec(response.headers()['content-type'] ?? '')?.[1]);
}

function originOf(request: Request): string | null {
  const page = request.frame().page().mainFrame().url();
  return URL.canParse(page) ? new URL(page).origin : null;
}
