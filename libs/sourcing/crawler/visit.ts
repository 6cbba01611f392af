import { extract, pageOf, type Extraction, type PageRule, type Recipe } from '../extraction/reading.js';
import { resultOf } from '../page-result.js';
import type { PageContext } from '../run-states.js';
import { asksForLess, type Fetched, retryAfterMs, TRIES } from './fetched.js';
import { BLAME } from './journal.js';
import { checkOf, type ModeCheck } from './mode-check.js';
import type { FoundPage, KeptBlob, PageOutcome, PendingPage } from './ledger.js';
import { pause, type Politeness } from './politeness.js';
import { BrowserLost, PageBroke, PageHopeless, PageRefused, RunLost, StopRun } from './stop-run.js';

/** A host that wants more patience than this is left alone until the next run. */
const LONGEST_WAIT_MS = 120_000;
/** Drawn pages of each rule that are held against what the site answered before any script ran, in every crawler. */
const MODE_CHECKS = 3;
/** Longer addresses cannot be kept in the ledger's index, and no shop needs them. */
const LONGEST_URL = 2_000;

export interface Fetchers {
  /** How many tries of the page are over, by crawlers before this one. */
  triesBefore(page: PendingPage): number;
  http(page: PendingPage): Promise<Fetched>;
  /** @param alone no other page beside it: it is to be seen whether this one ends the browser. */
  browser(page: PendingPage, rule: PageRule, how: { withPlain: boolean; alone: boolean }): Promise<Fetched>;
}

/** Where a visit is written down. */
export interface Records {
  keep(bytes: Buffer): Promise<string>;
  /** Reads a page, so that it is known which one was being read if we do not survive that. */
  reading<Result>(pageId: string, read: () => Result): Result;
}

type Verdict =
  | { readonly final: Pick<PageOutcome, 'state' | 'reason'> & { extraction?: Extraction; modeCheck?: ModeCheck | null }; readonly stop?: StopRun; readonly silent?: boolean }
  | { readonly again: string; readonly waitMs?: number; readonly throttled?: boolean };

/** What there is to keep of a page, whether it came whole or broke. */
type Shown = Pick<Fetched, 'url' | 'complaints'> & { readonly html: Buffer | string | null };

export interface Visited { readonly outcome: Omit<PageOutcome, 'budgetLeft'>; readonly stop?: StopRun | undefined; /** Nobody answered at all. */ readonly silent: boolean }

/** Fetches one page, reads it, and says what became of it: exactly one outcome, whatever happens. */
export class Visitor {
  private readonly rules = new Map<string, PageRule | undefined>();
  /** Pages of a rule on which it is still to be seen whether they need a browser. */
  private readonly checks = new Map<PageRule, number>();

  constructor(
    private readonly fetchers: Fetchers, private readonly recipe: Recipe, private readonly politeness: Politeness, private readonly retryMs: number, private readonly stop: AbortSignal,
    private readonly records: Records,
  ) {}

  /** @throws the reason for stopping when the run ends before this page has had its outcome. */
  async visit(page: PendingPage): Promise<Visited> {
    let fetched: Fetched | undefined;
    let started = performance.now();
    let shown: Shown | undefined;
    let blame = 0;
    for (let attempt = this.fetchers.triesBefore(page) + 1; ; attempt++) {
      this.stop.throwIfAborted();
      started = performance.now();
      shown = fetched = undefined;
      let verdict: Verdict;
      let rule: string | null = null;
      let robotsFile: string | null = null;
      try {
        const how = this.ruleFor(page);
        const came = shown = fetched = how?.mode === 'browser' ? await this.fetchers.browser(page, how, { withPlain: this.isToBeChecked(how), alone: blame >= BLAME.broke }) : await this.fetchers.http(page);
        ({ rule, robotsFile } = came);
        verdict = this.records.reading(page.id, () => this.judge(came, how));
      } catch (error) {
        if (error instanceof RunLost) throw error;
        this.stop.throwIfAborted();
        if (error instanceof StopRun) return this.visited(page, attempt, started, {}, { rule: null, robotsFile: null }, { final: { state: 'failed', reason: error.message }, stop: error });
        if (error instanceof BrowserLost && (blame += error.byItself ? BLAME.broke : BLAME.killed) < BLAME.most) {
          attempt--;
          continue;
        }
        if (error instanceof PageRefused) ({ rule, file: robotsFile } = error);
        if (error instanceof PageBroke || error instanceof BrowserLost) shown = error.traces;
        verdict = fromError(error);
      }
      const wait = 'final' in verdict ? 0 : verdict.waitMs ?? Math.random() * this.retryMs * 2 ** (attempt - 1);
      const throttled = fetched !== undefined && asksForLess(fetched.status);
      if (throttled) this.politeness.hold(new URL(fetched!.url).host, wait);
      if ('final' in verdict) return this.visited(page, attempt, started, { fetched, shown }, { rule, robotsFile }, verdict);
      if (attempt >= TRIES) return this.visited(page, attempt, started, { fetched, shown }, { rule, robotsFile }, exhausted(verdict, fetched));
      if (!throttled) await pause(wait, this.stop);
    }
  }

  private isToBeChecked(rule: PageRule): boolean {
    const done = this.checks.get(rule) ?? 0;
    this.checks.set(rule, done + 1);
    return done < MODE_CHECKS;
  }

  private judge(fetched: Fetched, how: PageRule | undefined): Verdict {
    const { status } = fetched;
    if (status === 401 || status === 403) return blocked(`the site answered ${status}`);
    if (asksForLess(status)) {
      const wait = retryAfterMs(fetched.retryAfter);
      if (wait !== null && wait > LONGEST_WAIT_MS) return blocked(`the site answered ${status} and asks to be left alone for ${Math.round(wait / 1000)} s`);
      return { again: `the site answered ${status}`, throttled: true, ...(wait === null ? { waitMs: Math.random() * this.retryMs } : { waitMs: wait }) };
    }
    if (status === 404 || status === 410) return { final: { state: 'failed', reason: `HTTP ${status}` } };
    if (status >= 400) return { again: `HTTP ${status}` };
    const extraction = extract(fetched.html, fetched.url, this.recipe);
    switch (extraction.blocked) {
      case 'captcha': case 'login': return blocked(`the site shows a ${extraction.blocked} page`);
      case 'error': return { again: 'the site shows an error page' };
      case 'shell': return { final: { state: 'failed', reason: 'the page came without its content; its recipe should fetch it with a browser', modeCheck: how?.mode === 'browser' ? null : 'needs-browser' } };
      default:
    }
    const modeCheck = checkOf(how?.mode ?? 'http', fetched, extraction, this.recipe);
    if (extraction.pageKind === 'unknown') return { final: { modeCheck, state: 'failed', reason: extraction.warnings[0] ?? 'no page of the recipe looks like this one', extraction } };
    return { final: { state: 'done', reason: null, extraction, modeCheck } };
  }

  private async visited(page: PendingPage, attempts: number, started: number, { fetched, shown }: { fetched?: Fetched | undefined; shown?: Shown | undefined }, robots: Pick<PageOutcome, 'rule' | 'robotsFile'>, verdict: Extract<Verdict, { final: unknown }>): Promise<Visited> {
    const { extraction, state, reason, modeCheck = null } = verdict.final;
    const ms = Math.round(performance.now() - started);
    const read = state === 'done' && extraction;
    return {
      stop: verdict.stop, silent: verdict.silent ?? false,
      outcome: {
        id: page.id, state, attempts, ...robots, reason, modeCheck, status: fetched?.status ?? null, ms, bytes: fetched?.bytes ?? null,
        items: read ? extraction.items.length : null, result: read ? resultOf(extraction) : null, found: read ? foundOn(page, extraction) : [],
        captures: shown ? await this.captured(shown) : [],
      },
    };
  }

  /** The page as it came: until its run is decided, every page of it can be read again. */
  private async captured({ html, url, complaints = [] }: Shown): Promise<KeptBlob[]> {
    const keep = async (kind: KeptBlob['kind'], content: Buffer | string): Promise<KeptBlob> => {
      // What is text already is marked as UTF-8, whatever the page itself says it is.
      const bytes = Buffer.isBuffer(content) ? content : Buffer.from(`\ufeff${content}`);
      return { kind, url, blob: await this.records.keep(bytes), bytes: bytes.length };
    };
    return Promise.all([...(html === null ? [] : [keep('html', html)]), ...(complaints.length > 0 ? [keep('console', complaints.map((line) => JSON.stringify(line)).join('\n'))] : [])]);
  }

  /** How the page must be fetched: what the recipe says of its address, else of pages of its kind. */
  private ruleFor(page: PendingPage): PageRule | undefined {
    const byAddress = pageOf(page.url, this.recipe);
    if (byAddress) return byAddress;
    if (!this.rules.has(page.kind)) this.rules.set(page.kind, this.recipe.pages.find((rule) => rule.kind === page.kind));
    return this.rules.get(page.kind);
  }
}

function blocked(reason: string): Verdict {
  return { final: { state: 'blocked', reason }, stop: new StopRun('blocked', `${reason[0]!.toUpperCase()}${reason.slice(1)}; the run stopped and asked nothing more.`) };
}

function fromError(error: unknown): Verdict {
  if (error instanceof PageRefused) return { final: { state: 'refused', reason: error.message } };
  if (error instanceof BrowserLost) return { final: { state: 'failed', reason: `crashed: ${error.message} again and again, so the page is left out` } };
  if (error instanceof PageHopeless) return { final: { state: 'failed', reason: error.message } };
  return { again: error instanceof Error ? error.message.split('\n')[0]!.slice(0, 500) : String(error) };
}

function exhausted(verdict: Extract<Verdict, { again: string }>, fetched: Fetched | undefined): Extract<Verdict, { final: unknown }> {
  const reason = `${verdict.again}, ${TRIES} times`;
  if (verdict.throttled) return blocked(reason) as Extract<Verdict, { final: unknown }>;
  return { final: { state: 'failed', reason }, silent: fetched === undefined };
}

/** The next list page stays in its list; everything else is known by its ids. */
function foundOn(page: PendingPage, { next }: Extraction): FoundPage[] {
  return next.filter((link) => link.url.length <= LONGEST_URL).map((link) => {
    const context: PageContext = link.kind === 'list'
      ? { ...page.context, page: (page.context.page ?? 1) + 1 }
      : { ...(link.productId ? { productId: link.productId } : {}), ...(link.sellerId ? { sellerId: link.sellerId } : {}) };
    return { url: link.url, kind: link.kind, context };
  });
}
