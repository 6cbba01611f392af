import type { Page } from 'playwright-core';
import type { PageInterrupted } from './stop-run.js';

/** What a reader of text does not need. */
export const NOT_NEEDED: ReadonlySet<string> = new Set(['image', 'media', 'font', 'stylesheet', 'texttrack', 'manifest', 'ping', 'cspviolationreport']);
/** A page that complains without end is not worth more. */
const MOST_COMPLAINTS = 50;
const LONGEST_COMPLAINT = 500;

/** What happens in a tab while one page is shown there. */
export class Showing {
  readonly complaints: string[] = [];
  /** Keys of what its document and its scripts asked for. */
  readonly asked = new Set<string>();
  /** Of these, what is on its way. */
  readonly open = new Set<string>();
  /** Of these, what was answered well. */
  readonly kept = new Set<string>();
  /** Answers that are being written down. */
  readonly keeping: Promise<void>[] = [];
  /** Rejects when its document or its tab came to a bad end half-way: the browser waits for the rest until its time is up. */
  readonly cutShort: Promise<never>;
  crashed = false;
  interrupted?: PageInterrupted;
  private cut: (error: Error) => void = () => undefined;

  constructor(readonly page: string) {
    this.cutShort = new Promise<never>((_resolve, reject) => (this.cut = reject));
    this.cutShort.catch(() => undefined);
  }

  complain(line: string): void {
    if (this.complaints.length < MOST_COMPLAINTS) this.complaints.push(line.slice(0, LONGEST_COMPLAINT));
  }

  brokeOff(why: string): void {
    this.cut(new Error(why));
  }
}

/** Whatever is shown in this tab hears what the browser says of it. */
export function listen(tab: { readonly page: Page; showing: Showing | undefined; /** Its renderer crashed. */ dead?: true }): void {
  const { page } = tab;
  page.on('console', (message) => { if (message.type() === 'error') tab.showing?.complain(message.text()); });
  page.on('pageerror', (error) => tab.showing?.complain(String(error)));
  page.on('crash', () => {
    tab.dead = true;
    if (!tab.showing) return;
    tab.showing.crashed = true;
    tab.showing.brokeOff('the tab crashed');
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'no reason';
    if (!NOT_NEEDED.has(request.resourceType())) tab.showing?.complain(`${request.method()} ${request.url()} failed: ${why}`);
    // An aborted navigation is told where it was begun.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame() && why !== 'net::ERR_ABORTED') tab.showing?.brokeOff(why);
  });
}
