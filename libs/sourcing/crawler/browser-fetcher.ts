import type { BrowserContext, Page, Request, Response, Route } from 'playwright-core';
import { decodeHtml, type PageRule } from '../extraction/index.js';
import type { AddressGuard } from './address-guard.js';
import type { KeptAnswer } from './answers.js';
import type { Asks, Question } from './asks.js';
import type { CrawlBrowser } from './browser.js';
import { DrawnPage } from './drawn-page.js';
import { type Fetched, PAGE_TIMEOUT_MS } from './fetched.js';
import type { PendingPage } from './ledger.js';
import type { Politeness } from './politeness.js';
import type { RobotsGate } from './robots-gate.js';
import { Slots } from './slots.js';
import { BrowserLost, PageBroke, PageHopeless, PageInterrupted, PageRefused, StopRun, type Traces } from './stop-run.js';

/** A context keeps memory of every page it has shown; after so many it is thrown away. */
const PAGES_PER_CONTEXT = 150;
/** Longest time for what says that a page is drawn. */
const DRAWN_MS = 20_000;
/** What a reader of text does not need. */
const NOT_NEEDED = new Set(['image', 'media', 'font', 'stylesheet', 'texttrack', 'manifest', 'ping', 'cspviolationreport']);
/** Answers that are worth keeping over a kill: the page itself and what its scripts fetch. */
const KEPT_TYPES = new Set(['document', 'xhr', 'fetch']);
/** A page that complains without end is not worth more. */
const MOST_COMPLAINTS = 50;
/** How long a page that broke may take to say what it shows. */
const LAST_LOOK_MS = 2_000;

/** What happens while one page is shown. */
interface Showing {
  readonly page: string;
  readonly complaints: string[];
  /** Keys of what its document and its scripts asked for. */
  readonly asked: Set<string>;
  /** Of these, what is on its way. */
  readonly open: Set<string>;
  /** Of these, what was answered well. */
  readonly kept: Set<string>;
  /** Answers that are being written down. */
  readonly keeping: Promise<void>[];
  /** Rejects when its document or its tab came to a bad end half-way: the browser waits for the rest until its time is up. */
  readonly cutShort: Promise<never>;
  readonly cut: (error: Error) => void;
  crashed: boolean;
  interrupted?: PageInterrupted;
}
/** What the pages of a crawl share: one visitor with several tabs. A context each would have the browser throw away the renderer it keeps ready, and start another one, for every page. */
interface Shared { readonly context: BrowserContext; readonly broke: Promise<boolean>; readonly isGone: () => boolean; pages: number; seats: number; retired: boolean }
interface Seat { readonly of: Shared; readonly page: Page; readonly drawn: DrawnPage; showing: Showing | undefined; dead?: true }

/**
 * Gets pages that only a script draws. Navigations and clicks on "load more" take their turn at the host's pace; what the
 * page's own scripts fetch from its origin asks robots.txt.
 */
export class BrowserFetcher {
  private readonly free: Seat[] = [];
  private readonly seats = new WeakMap<Page, Seat>();
  private shared: Promise<Shared> | undefined;
  private readonly slots: Slots;
  private readonly keys = new WeakMap<Request, string>();

  constructor(
    private readonly browser: CrawlBrowser, private readonly guard: AddressGuard, private readonly robots: RobotsGate, private readonly politeness: Politeness,
    private readonly limits: { readonly maxBytes: number; readonly pagesAtOnce: number }, private readonly stop: AbortSignal, private readonly asks: Asks,
  ) {
    this.slots = new Slots(limits.pagesAtOnce);
  }

  /**
   * @param how `withPlain`: also what the site answered before any script ran, to see whether a browser is needed at all; it costs no request. `alone`: with no other page beside it.
   * @throws BrowserLost, PageBroke, PageInterrupted, PageHopeless, PageRefused
   */
  async fetch(page: Pick<PendingPage, 'id' | 'url'>, rule: PageRule, how: { readonly withPlain: boolean; readonly alone: boolean }): Promise<Fetched> {
    const url = this.guard.check(page.url);
    const { rule: allowedBy, file } = await this.robots.pass(url);
    const places = how.alone ? this.limits.pagesAtOnce : 1;
    await this.slots.take(places);
    try {
      const seat = await this.seat();
      const showing = seat.showing = aShowing(page.id);
      return { ...await this.watch(seat, showing, url, () => this.show(seat, url, rule, how.withPlain)), rule: allowedBy, robotsFile: file, complaints: [...showing.complaints] };
    } finally {
      this.slots.give(places);
    }
  }

  /** Shows a page and sees to what becomes of its asks, its seat and its traces, whether that goes well, breaks, or ends the browser. */
  private async watch<Shown>(seat: Seat, showing: Showing, url: URL, show: () => Promise<Shown>): Promise<Shown> {
    let [broken, lost] = [true, false];
    try {
      const shown = await Promise.race([show(), showing.cutShort]);
      if (showing.interrupted) throw showing.interrupted;
      broken = false;
      return shown;
    } catch (error) {
      if (this.stop.aborted) throw error;
      showing.crashed ||= /^[^\n]*\bcrashed\b/.test(messageOf(error));
      lost = showing.crashed || await hasGone(seat, error);
      if (lost) {
        await Promise.allSettled(showing.keeping);
        this.asks.offer(showing.kept);
        // What the tab showed is gone; what the site sent is not.
        const traces: Traces = { url: url.href, html: this.asks.kept({ page: showing.page, url })?.body ?? null, complaints: ['the page ended its tab, or its browser', ...showing.complaints] };
        throw showing.crashed ? new BrowserLost('the tab crashed', true, traces) : await seat.of.broke ? new BrowserLost('the browser broke', true, traces) : new BrowserLost('the browser was killed', false, traces);
      }
      throw showing.interrupted ?? (error instanceof PageHopeless || error instanceof PageRefused || error instanceof StopRun ? error : new PageBroke(messageOf(error), await this.traces(seat, showing, url, error)));
    } finally {
      if (!lost) for (const key of showing.open) this.asks.ended(key);
      showing.open.clear();
      await this.giveBack(seat, broken);
    }
  }

  private async traces({ page }: Seat, { complaints }: Showing, url: URL, error: unknown): Promise<Traces> {
    const html = /^https?:/.test(page.url()) ? await Promise.race([page.content(), new Promise<null>((resolve) => setTimeout(resolve, LAST_LOOK_MS, null).unref())]).catch(() => null) : null;
    return { url: html === null ? url.href : page.url(), html, complaints: [messageOf(error), ...complaints] };
  }

  private async show({ page, drawn }: Seat, url: URL, rule: PageRule, withPlain: boolean): Promise<Omit<Fetched, 'rule' | 'robotsFile'>> {
    await this.politeness.turn(url.host);
    const deadline = Date.now() + PAGE_TIMEOUT_MS;
    const left = (): number => Math.max(1, deadline - Date.now());
    const response = await page.goto(url.href, { waitUntil: 'domcontentloaded', timeout: left() });
    if (!response) throw new Error('the browser got no answer');
    await this.checkHops(response);
    const status = response.status();
    const plain = withPlain && status < 400 ? await plainOf(response) : undefined;
    const waitFor = status < 400 ? rule.waitFor : undefined;
    let html = await drawn.html(waitFor, Math.min(left(), DRAWN_MS), deadline);
    if (status < 400 && rule.loadMore) {
      await this.loadMore(page, url, rule.loadMore);
      html = await drawn.html(undefined, 0, Math.max(deadline, Date.now() + LAST_LOOK_MS));
    }
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
  private async keep(showing: Showing, response: Response): Promise<void> {
    const key = this.keys.get(response.request());
    if (!key || response.status() !== 200) return;
    const { 'content-encoding': _encoding, 'content-length': _length, 'transfer-encoding': _transfer, ...headers } = response.headers();
    const body = await response.body();
    if (!showing.open.delete(key)) return;
    this.asks.keep(key, { status: 200, headers, body });
    this.asks.ended(key);
    showing.kept.add(key);
  }

  private async seat(): Promise<Seat> {
    for (let seat = this.free.pop(); seat; seat = this.free.pop()) {
      if (!seat.page.isClosed() && !seat.dead && !seat.of.retired) return seat;
      await this.leave(seat);
    }
    const of = await this.context();
    of.seats++;
    try {
      const page = await of.context.newPage();
      const seat: Seat = { of, page, drawn: await DrawnPage.of(page), showing: undefined };
      this.seats.set(page, seat);
      const complain = (line: string): void => { if (seat.showing && seat.showing.complaints.length < MOST_COMPLAINTS) seat.showing.complaints.push(line.slice(0, 500)); };
      page.on('console', (message) => { if (message.type() === 'error') complain(message.text()); });
      page.on('pageerror', (error) => complain(String(error)));
      page.on('crash', () => {
        seat.dead = true;
        if (!seat.showing) return;
        seat.showing.crashed = true;
        seat.showing.cut(new Error('the tab crashed'));
      });
      page.on('requestfailed', (request) => {
        const why = request.failure()?.errorText ?? 'no reason';
        if (!NOT_NEEDED.has(request.resourceType())) complain(`${request.method()} ${request.url()} failed: ${why}`);
        if (request.isNavigationRequest() && request.frame() === page.mainFrame() && why !== 'net::ERR_ABORTED') seat.showing?.cut(new Error(why));
      });
      page.on('response', (response) => { if (seat.showing) seat.showing.keeping.push(this.keep(seat.showing, response).catch(() => undefined)); });
      return seat;
    } catch (error) {
      of.seats--;
      of.retired = true;
      if (!of.isGone()) throw error;
      throw new BrowserLost('the browser was killed', false);
    }
  }

  private async context(): Promise<Shared> {
    for (;;) {
      const asked = this.shared;
      const known = await asked?.catch(() => undefined);
      if (known && !known.retired && !known.isGone()) return known;
      // Of several that found it useless the first makes the next one.
      if (this.shared === asked) return this.shared = this.freshContext();
    }
  }

  private async freshContext(): Promise<Shared> {
    const { context, broke, isGone } = await this.browser.newContext();
    await context.route('**/*', (route, request) => this.route(route, request));
    return { context, broke, isGone, pages: 0, seats: 0, retired: false };
  }

  private async giveBack(seat: Seat, broken: boolean): Promise<void> {
    seat.showing = undefined;
    if (broken || ++seat.of.pages >= PAGES_PER_CONTEXT) seat.of.retired = true;
    if (seat.of.retired) await this.leave(seat);
    else this.free.push(seat);
  }

  /** Closes a tab, and with the last one what they shared. */
  private async leave({ of, page }: Seat): Promise<void> {
    of.seats--;
    const closed = of.seats === 0 && of.retired ? of.context.close() : page.close();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 3_000).unref())]).catch(() => undefined);
  }

  private async route(route: Route, request: Request): Promise<void> {
    // A window that a page opened by itself is none of ours.
    const seat = this.seats.get(pageOf(request)!);
    await (seat ? this.decide(seat, route, request) : route.abort('blockedbyclient').catch(() => undefined));
  }

  private async decide({ showing, of: { context } }: Seat, route: Route, request: Request): Promise<void> {
    try {
      this.stop.throwIfAborted();
      if (NOT_NEEDED.has(request.resourceType())) return await route.abort('blockedbyclient');
      const url = this.guard.check(request.url());
      const navigation = request.isNavigationRequest() && request.frame().parentFrame() === null;
      // Its own navigation has passed already; other origins (libraries on a CDN) are no pages of the site.
      if (!navigation && url.origin === originOf(request)) await this.robots.pass(url);
      const known = showing && request.method() === 'GET' && KEPT_TYPES.has(request.resourceType()) ? await this.known(showing, context, request, url) : undefined;
      if (known) return await route.fulfill(known);
      await route.continue();
    } catch (error) {
      if (error instanceof PageInterrupted && showing) showing.interrupted = error;
      await route.abort(error instanceof PageRefused ? 'blockedbyclient' : 'failed').catch(() => undefined);
    }
  }

  /** @returns undefined when the browser is to ask the site; that it does is written down already. */
  private async known(showing: Showing, context: BrowserContext, request: Request, url: URL): Promise<Pick<KeptAnswer, 'status' | 'headers' | 'body'> | undefined> {
    const question: Question = { page: showing.page, url, headers: () => headersOf(context, request) };
    const key = this.asks.keyOf(question);
    // A script that asks for the same thing twice means it.
    if (showing.asked.has(key)) return undefined;
    showing.asked.add(key);
    const known = await this.asks.known(question);
    if (!known) {
      await this.asks.leaves(key);
      showing.open.add(key);
      this.keys.set(request, key);
      return undefined;
    }
    showing.kept.add(key);
    // Where it leads the browser goes by itself, unseen by us: that must not happen a third time.
    if (known.status >= 300 && known.status < 400) this.asks.drop(key);
    const { 'content-encoding': _encoding, 'content-length': _length, 'transfer-encoding': _transfer, ...headers } = known.headers;
    return { status: known.status, headers, body: known.body };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message.split('\n')[0]! : String(error));

function aShowing(page: string): Showing {
  let cut: Showing['cut'] = () => undefined;
  const cutShort = new Promise<never>((_resolve, reject) => (cut = reject));
  cutShort.catch(() => undefined);
  return { page, complaints: [], asked: new Set(), open: new Set(), kept: new Set(), keeping: [], cutShort, cut, crashed: false };
}

/** Has the browser ended, or is about to have? Its end is told in several messages, an error may be the first of them. */
async function hasGone(seat: Seat, error: unknown): Promise<boolean> {
  const gone = (): boolean => seat.page.isClosed() || !seat.of.context.browser()?.isConnected();
  if (!gone() && /has been closed|Target closed|disconnected/i.test(messageOf(error))) await new Promise((resolve) => setTimeout(resolve, 500));
  return gone();
}

/** As the browser would send them. Not `allHeaders()`, which waits until they were sent. */
async function headersOf(context: BrowserContext, request: Request): Promise<Record<string, string>> {
  const cookies = await context.cookies(request.url());
  return { ...request.headers(), ...(cookies.length > 0 ? { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } : {}) };
}

async function plainOf(response: Response): Promise<string | undefined> {
  const body = await response.body().catch(() => undefined);
  return body && decodeHtml(body, /charset\s*=\s*"?([\w:-]{2,40})/i.exec(response.headers()['content-type'] ?? '')?.[1]);
}

function originOf(request: Request): string | null {
  const page = request.frame().page().mainFrame().url();
  return URL.canParse(page) ? new URL(page).origin : null;
}

/** Requests of workers and of windows that are not there yet have none. */
function pageOf(request: Request): Page | undefined {
  try {
    return request.frame().page();
  } catch {
    return undefined;
  }
}
