import type { BrowserContext, Page, Request, Response, Route } from 'playwright-core';
import { decodeHtml, type PageRule } from '../extraction/reading.js';
import type { AddressGuard } from './address-guard.js';
import type { KeptAnswer } from './answers.js';
import type { Asks, Question } from './asks.js';
import type { CrawlBrowser } from './browser.js';
import { type Fetched, PAGE_TIMEOUT_MS } from './fetched.js';
import type { PendingPage } from './ledger.js';
import type { Politeness } from './politeness.js';
import type { RobotsGate } from './robots-gate.js';
import { SharedScripts } from './shared-scripts.js';
import { listen, NOT_NEEDED, Showing } from './showing.js';
import { Slots } from './slots.js';
import { BrowserLost, PageBroke, PageHopeless, PageInterrupted, PageRefused, StopRun, type Traces } from './stop-run.js';
import { Tabs, type Tab, type TabOwner } from './tabs.js';

/** Longest time for what says that a page is drawn. */
const DRAWN_MS = 20_000;
/** Answers that are worth keeping over a kill: the page itself and what its scripts fetch. */
const KEPT_TYPES = new Set(['document', 'xhr', 'fetch']);
/** How long a page that broke may take to say what it shows. */
const LAST_LOOK_MS = 2_000;

/**
 * Gets pages that only a script draws. Navigations and clicks on "load more" take their turn at the host's pace; what the
 * page's own scripts fetch from its origin asks robots.txt.
 */
export class BrowserFetcher implements TabOwner {
  private readonly tabs: Tabs;
  private readonly slots: Slots;
  private readonly keys = new WeakMap<Request, string>();
  private readonly scripts = new SharedScripts();

  constructor(
    browser: CrawlBrowser, private readonly guard: AddressGuard, private readonly robots: RobotsGate, private readonly politeness: Politeness,
    private readonly limits: { readonly maxBytes: number; readonly pagesAtOnce: number }, private readonly stop: AbortSignal, private readonly asked: Asks,
  ) {
    this.tabs = new Tabs(browser, this);
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
      const tab = await this.tabs.take();
      const showing = tab.showing = new Showing(page.id);
      return { ...await this.watch(tab, showing, url, () => this.show(tab, url, rule, how.withPlain)), rule: allowedBy, robotsFile: file, complaints: [...showing.complaints] };
    } finally {
      this.slots.give(places);
    }
  }

  /** Shows a page and sees to what becomes of its asks, its tab and its traces, whether that goes well, breaks, or ends the browser. */
  private async watch<Shown>(tab: Tab, showing: Showing, url: URL, show: () => Promise<Shown>): Promise<Shown> {
    let [broken, lost] = [true, false];
    try {
      const shown = await Promise.race([show(), showing.cutShort]);
      if (showing.interrupted) throw showing.interrupted;
      broken = false;
      return shown;
    } catch (error) {
      if (this.stop.aborted) throw error;
      showing.crashed ||= /^[^\n]*\bcrashed\b/.test(messageOf(error));
      lost = showing.crashed || await hasGone(tab, error);
      if (lost) {
        await Promise.allSettled(showing.keeping);
        this.asked.offer(showing.kept);
        // What the tab showed is gone; what the site sent is not.
        const traces: Traces = { url: url.href, html: this.asked.kept({ page: showing.page, url })?.body ?? null, complaints: ['the page ended its tab, or its browser', ...showing.complaints] };
        throw showing.crashed ? new BrowserLost('the tab crashed', true, traces) : await tab.of.broke ? new BrowserLost('the browser broke', true, traces) : new BrowserLost('the browser was killed', false, traces);
      }
      throw showing.interrupted ?? (error instanceof PageHopeless || error instanceof PageRefused || error instanceof StopRun ? error : new PageBroke(messageOf(error), await this.traces(tab, showing, url, error)));
    } finally {
      if (!lost) for (const key of showing.open) this.asked.ended(key);
      showing.open.clear();
      await this.tabs.giveBack(tab, broken);
    }
  }

  private async traces({ page }: Tab, { complaints }: Showing, url: URL, error: unknown): Promise<Traces> {
    const html = /^https?:/.test(page.url()) ? await Promise.race([page.content(), new Promise<null>((resolve) => setTimeout(resolve, LAST_LOOK_MS, null).unref())]).catch(() => null) : null;
    return { url: html === null ? url.href : page.url(), html, complaints: [messageOf(error), ...complaints] };
  }

  private async show({ page, drawn }: Tab, url: URL, rule: PageRule, withPlain: boolean): Promise<Omit<Fetched, 'rule' | 'robotsFile'>> {
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
    const request = response.request();
    if (isScript(request)) {
      const head = { status: response.status(), headers: asSent(response.headers()) };
      if (this.scripts.lacks(request.url(), head)) this.scripts.keep(request.url(), { ...head, body: await response.body() });
      return;
    }
    const key = this.keys.get(request);
    if (!key || response.status() !== 200) return;
    const headers = asSent(response.headers());
    const body = await response.body();
    if (!showing.open.delete(key)) return;
    this.asked.keep(key, { status: 200, headers, body });
    this.asked.ended(key);
    showing.kept.add(key);
  }

  opened(tab: Tab): void {
    listen(tab);
    tab.page.on('response', (response) => { if (tab.showing) tab.showing.keeping.push(this.keep(tab.showing, response).catch(() => undefined)); });
  }

  /** Whether and how a request of a tab leaves. */
  async asks({ showing, of: { context } }: Tab, route: Route, request: Request): Promise<void> {
    try {
      this.stop.throwIfAborted();
      if (NOT_NEEDED.has(request.resourceType())) return await route.abort('blockedbyclient');
      const url = this.guard.check(request.url());
      const navigation = request.isNavigationRequest() && request.frame().parentFrame() === null;
      // Its own navigation has passed already; other origins (libraries on a CDN) are no pages of the site.
      if (!navigation && url.origin === originOf(request)) await this.robots.pass(url);
      const known = showing && request.method() === 'GET' && KEPT_TYPES.has(request.resourceType()) ? await this.known(showing, context, request, url) : undefined;
      if (known) return await route.fulfill(known);
      const script = isScript(request) ? this.scripts.find(url.href) : undefined;
      if (script) return await route.fulfill({ status: script.status, headers: script.headers, body: script.body });
      await route.continue();
    } catch (error) {
      if (error instanceof PageInterrupted && showing) showing.interrupted = error;
      await route.abort(error instanceof PageRefused ? 'blockedbyclient' : 'failed').catch(() => undefined);
    }
  }

  /** @returns undefined when the browser is to ask the site; that it does is written down already. */
  private async known(showing: Showing, context: BrowserContext, request: Request, url: URL): Promise<Pick<KeptAnswer, 'status' | 'headers' | 'body'> | undefined> {
    const question: Question = { page: showing.page, url, headers: () => headersOf(context, request) };
    const key = this.asked.keyOf(question);
    // A script that asks for the same thing twice means it.
    if (showing.asked.has(key)) return undefined;
    showing.asked.add(key);
    const known = await this.asked.known(question);
    if (!known) {
      await this.asked.leaves(key);
      showing.open.add(key);
      this.keys.set(request, key);
      return undefined;
    }
    showing.kept.add(key);
    // Where it leads the browser goes by itself, unseen by us: that must not happen a third time.
    if (known.status >= 300 && known.status < 400) this.asked.drop(key);
    return { status: known.status, headers: asSent(known.headers), body: known.body };
  }
}

const isScript = (request: Request): boolean => request.resourceType() === 'script' && request.method() === 'GET';

/** Without what speaks of how the bytes came. */
function asSent({ 'content-encoding': _encoding, 'content-length': _length, 'transfer-encoding': _transfer, ...headers }: Readonly<Record<string, string>>): Record<string, string> {
  return headers;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message.split('\n')[0]! : String(error));

/** Has the browser ended, or is about to have? Its end is told in several messages, an error may be the first of them. */
async function hasGone(tab: Tab, error: unknown): Promise<boolean> {
  const gone = (): boolean => tab.page.isClosed() || !tab.of.context.browser()?.isConnected();
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
