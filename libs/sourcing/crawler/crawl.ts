import type pg from 'pg';
import { BlobFolder } from '../captures/blobs.js';
import { AddressGuard } from './address-guard.js';
import { Answers } from './answers.js';
import { Asks } from './asks.js';
import { CrawlBrowser } from './browser.js';
import { BrowserFetcher } from './browser-fetcher.js';
import type { CrawlOrder } from './crawl-order.js';
import { HttpClient } from './http-client.js';
import { HttpFetcher } from './http-fetcher.js';
import { Journal } from './journal.js';
import { Ledger, WINDOW, type FoundPage, type Freshness, type PageOutcome, type PendingPage, type RunToCrawl } from './ledger.js';
import { Politeness } from './politeness.js';
import { RobotsGate } from './robots-gate.js';
import { StopRun } from './stop-run.js';
import { Visitor, type Visited } from './visit.js';

/** So many pages without any answer in a row: the host is gone, asking on is pointless. */
const SILENT_IN_A_ROW = 10;
/** A browser page costs a processor, not only a connection. */
const BROWSER_PAGES_AT_ONCE = 3;
/** So many pages may end crawlers before it is the crawler, or its machine, that must be at fault. */
const MOST_CRASHED = 5;
/** Where the recipe does not say, in days. */
const FRESH: Freshness = { productSeller: 30, seller: 14 };

/**
 * Walks one run to its end and books it. Goes on where an earlier crawler of the run stopped.
 * @throws RunLost when the run is cancelled or taken over meanwhile.
 */
export async function crawl(order: CrawlOrder, db: pg.Pool, tell: { browser(pid: number): void; progress(): void; booked(pageIds: readonly string[]): void }): Promise<void> {
  const ledger = new Ledger(db, order.runId, order.holder);
  const run = await ledger.open();
  const { recipe } = order;
  const blobs = new BlobFolder(order.blobs);
  const stopping = new AbortController();
  const guard = new AddressGuard(order.allowHosts);
  const http = new HttpClient(guard, order.userAgent, run.budget.concurrency);
  const politeness = new Politeness(db, run.budget, stopping.signal);
  const robots = new RobotsGate(db, http, guard, politeness, order.productToken, run.host);
  const browser = new CrawlBrowser(guard, order.userAgent, order.browser, (pid) => tell.browser(pid));
  const answers = new Answers(order.answers, order.runId, () => tell.progress());
  const journal = new Journal(answers.folder);
  const asks = new Asks(journal, answers, politeness, { userAgent: order.userAgent, allowHosts: order.allowHosts, maxBytes: run.budget.maxBytes }, stopping.signal);
  const pages = new HttpFetcher(http, guard, robots, politeness, run.budget.maxBytes, stopping.signal, asks);
  const drawn = new BrowserFetcher(browser, guard, robots, politeness, { maxBytes: run.budget.maxBytes, pagesAtOnce: Math.min(BROWSER_PAGES_AT_ONCE, run.budget.concurrency) }, stopping.signal, asks);
  const visitor = new Visitor({ triesBefore: (page) => asks.triesBefore(page), http: (page) => pages.fetch(page), browser: (page, rule, how) => drawn.fetch(page, rule, how) }, recipe, politeness, run.budget.retryMs, stopping.signal,
    { keep: (bytes) => blobs.put(order.runId, bytes), reading: (pageId, read) => journal.reading(pageId, read) });
  const fresh = { productSeller: recipe.freshFor?.productSeller ?? FRESH.productSeller, seller: recipe.freshFor?.seller ?? FRESH.seller };
  try {
    const stop = run.finished === 0 && run.entries[0] ? await robots.opening(new URL(run.entries[0].url).origin, await ledger.usedLastTime(), run.startedAt) : null;
    if (stop) {
      await ledger.frontier(run.entries);
      return await ledger.finish(stop.state, stop.message, stop.message);
    }
    await new Walk(run, { ledger, visitor, journal, booked: (pageIds) => tell.booked(pageIds), triesOf: (page) => asks.triesBefore(page) }, fresh, stopping).toTheEnd();
  } finally {
    journal.close();
    await browser.close();
    await http.close();
    await politeness.settled();
  }
}

/** The loop: keeps as many pages under way as the budget allows, books finished ones as soon as the book is free. */
class Walk {
  private readonly frontier: PendingPage[] = [];
  private readonly finished: PageOutcome[] = [];
  /** So many of the first pages go one by one: a crawler broke while several of them were under way, and it is to be seen whose fault that was. */
  private suspects = 0;
  private known = new Set<string>();
  private underWay = 0;
  private started = 0;
  private booking = false;
  private silent = 0;
  private stopped: StopRun | undefined;
  private broken: { readonly error: unknown } | undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly run: RunToCrawl, private readonly by: { readonly ledger: Ledger; readonly visitor: Visitor; readonly journal: Journal; booked(pageIds: readonly string[]): void; triesOf(page: PendingPage): number },
    private readonly fresh: Freshness, private readonly stopping: AbortController,
  ) {}

  async toTheEnd(): Promise<void> {
    this.queue(await this.by.ledger.frontier(this.run.entries));
    if (this.run.finished > 0) this.known = await this.by.ledger.seen();
    for (;;) {
      const event = new Promise<void>((resolve) => (this.wake = resolve));
      while (this.mayStart()) void this.start(this.frontier.shift()!);
      if (!this.booking && this.finished.length > 0 && !this.broken) void this.book();
      if (this.underWay === 0 && !this.booking && (this.finished.length === 0 || this.broken)) break;
      await event;
    }
    if (this.broken) throw this.broken.error;
    await this.end();
  }

  /** Pages that ended crawler after crawler are left out; those that may have done so come first. */
  private queue(pending: readonly PendingPage[]): void {
    const { journal } = this.by;
    const [out, in_] = [pending.filter(({ id }) => journal.condemns(id)), pending.filter(({ id }) => !journal.condemns(id))];
    const suspects = in_.filter(({ id }) => journal.suspects(id));
    this.suspects = suspects.length;
    this.frontier.push(...suspects, ...in_.filter(({ id }) => !journal.suspects(id)));
    const stop = this.run.crashed + out.length >= MOST_CRASHED ? new StopRun('failed', `${this.run.crashed + out.length} pages ended the crawler, which is no accident any more; the last one was ${out.at(-1)?.url ?? 'found before'}.`) : undefined;
    for (const page of out) this.take({ outcome: leftOut(page, this.by.triesOf(page)), stop, silent: false }, this.budgetLeft());
  }

  private mayStart(): boolean {
    return !this.stopped && !this.broken && this.frontier.length > 0 && this.underWay < (this.suspects > 0 ? 1 : this.run.budget.concurrency) && this.finished.length < WINDOW && this.budgetLeft() > 0;
  }

  private budgetLeft(): number {
    return Math.min(this.run.budget.pagesPerRun - this.run.finished, this.run.leftToday) - this.started;
  }

  private async start(page: PendingPage): Promise<void> {
    this.underWay++;
    this.started++;
    const budgetLeft = this.budgetLeft();
    try {
      this.by.journal.visit(page.id);
      this.take(await this.by.visitor.visit(page), budgetLeft);
      this.by.journal.left(page.id);
    } catch (error) {
      if (!this.stopped) this.halt(error);
    } finally {
      this.underWay--;
      if (this.suspects > 0) this.suspects--;
      this.wake();
    }
  }

  private take({ outcome, stop, silent }: Visited, budgetLeft: number): void {
    this.finished.push({ ...outcome, budgetLeft, found: outcome.found.filter((link) => this.isNew(link)) });
    this.silent = silent ? this.silent + 1 : 0;
    const end = stop ?? (this.silent >= SILENT_IN_A_ROW ? new StopRun('failed', `The host did not answer ${SILENT_IN_A_ROW} times in a row; the last reason was: ${outcome.reason ?? 'none'}.`) : undefined);
    if (end && !this.stopped) {
      this.stopped = end;
      this.stopping.abort(end);
    }
  }

  /** One page a product and one a seller, however many addresses lead there. */
  private isNew({ kind, context }: FoundPage): boolean {
    const id = kind === 'seller' ? context.sellerId : context.productId;
    if (kind === 'list' || id === undefined) return true;
    const key = `${kind} ${id}`;
    if (this.known.has(key)) return false;
    this.known.add(key);
    return true;
  }

  private async book(): Promise<void> {
    this.booking = true;
    try {
      const outcomes = this.finished.splice(0, WINDOW);
      this.frontier.push(...await this.by.ledger.commit(outcomes, this.run.marketplace, this.fresh));
      this.by.booked(outcomes.map(({ id }) => id));
    } catch (error) {
      this.halt(error);
    } finally {
      this.booking = false;
      this.wake();
    }
  }

  private halt(error: unknown): void {
    this.broken ??= { error };
    this.stopping.abort(error);
  }

  private async end(): Promise<void> {
    if (this.stopped) return this.by.ledger.finish(this.stopped.state, this.stopped.message, this.stopped.message);
    const capped = this.frontier.length > 0;
    await this.by.ledger.finish('crawled', null, capped ? `the budget of ${this.run.budget.pagesPerRun} pages a run and ${this.run.budget.pagesPerDay} a day was used up` : 'not reached');
  }
}

const leftOut = ({ id }: PendingPage, attempts: number): Visited['outcome'] => ({
  id, state: 'failed', attempts, rule: null, robotsFile: null, modeCheck: null, status: null, ms: 0, bytes: null, items: null, result: null, found: [], captures: [],
  reason: 'crashed: crawlers ended on this page again and again, so it is left out',
});
