import type { BrowserContext, Page, Request, Route } from 'playwright-core';
import type { CrawlBrowser } from './browser.js';
import { DrawnPage } from './drawn-page.js';
import type { Showing } from './showing.js';
import { BrowserLost } from './stop-run.js';

/** A context keeps memory of every page it has shown; after so many it is thrown away. */
const PAGES_PER_CONTEXT = 150;
const CLOSING_MS = 3_000;

/** What the pages of a crawl share: one visitor with several tabs. A context each would have the browser throw away the renderer it keeps ready, and start another one, for every page. */
interface Shared { readonly context: BrowserContext; readonly broke: Promise<boolean>; readonly isGone: () => boolean; pages: number; tabs: number; retired: boolean }
export interface Tab { readonly of: Shared; readonly page: Page; readonly drawn: DrawnPage; showing: Showing | undefined; /** Its renderer crashed. */ dead?: true }

/** What the owner of the tabs does with what happens in them. */
export interface TabOwner {
  opened(tab: Tab): void;
  asks(tab: Tab, route: Route, request: Request): Promise<void>;
}

/** Tabs of the crawl's browser, used again and again, and made anew when they, their context or the browser came to an end. */
export class Tabs {
  private readonly free: Tab[] = [];
  private readonly byPage = new WeakMap<Page, Tab>();
  private shared: Promise<Shared> | undefined;

  constructor(private readonly browser: CrawlBrowser, private readonly owner: TabOwner) {}

  /** @throws BrowserLost when the browser ended meanwhile. */
  async take(): Promise<Tab> {
    for (let tab = this.free.pop(); tab; tab = this.free.pop()) {
      if (!tab.page.isClosed() && !tab.dead && !tab.of.retired) return tab;
      await this.leave(tab);
    }
    const of = await this.context();
    of.tabs++;
    return alive(of, async () => {
      const page = await of.context.newPage();
      const tab: Tab = { of, page, drawn: await DrawnPage.of(page), showing: undefined };
      this.byPage.set(page, tab);
      this.owner.opened(tab);
      return tab;
    });
  }

  async giveBack(tab: Tab, broken: boolean): Promise<void> {
    tab.showing = undefined;
    if (broken || ++tab.of.pages >= PAGES_PER_CONTEXT) tab.of.retired = true;
    if (tab.of.retired) await this.leave(tab);
    else this.free.push(tab);
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
    const shared: Shared = { context, broke, isGone, pages: 0, tabs: 0, retired: false };
    return alive(shared, async () => {
      await context.route('**/*', (route, request) => this.route(route, request));
      return shared;
    });
  }

  /** Closes a tab, and with the last one what they shared. */
  private async leave({ of, page }: Tab): Promise<void> {
    of.tabs--;
    const closed = of.tabs === 0 && of.retired ? of.context.close() : page.close();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, CLOSING_MS).unref())]).catch(() => undefined);
  }

  private async route(route: Route, request: Request): Promise<void> {
    // A window that a page opened by itself is none of ours.
    const tab = this.byPage.get(pageOf(request)!);
    await (tab ? this.owner.asks(tab, route, request) : route.abort('blockedbyclient').catch(() => undefined));
  }
}

async function alive<Result>(of: Shared, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    of.retired = true;
    if (--of.tabs <= 0) void of.context.close().catch(() => undefined);
    throw of.isGone() ? new BrowserLost('the browser was killed', false) : error;
  }
}

/** Requests of workers and of windows that are not there yet have none. */
function pageOf(request: Request): Page | undefined {
  try {
    return request.frame().page();
  } catch {
    return undefined;
  }
}
