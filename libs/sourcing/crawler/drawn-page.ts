import type { CDPSession, Page } from 'playwright-core';

/**
 * Waits for an element and says what the page shows, in one step. Runs in a world of its own: the page's scripts can neither see it nor change what it uses.
 * No animation frames: a page that nobody looks at need not be painted for us.
 */
const READ = (selector: string | undefined, ms: number): string => `(async (selector, ms) => {
  const shown = () => selector === null || document.querySelector(selector) !== null;
  if (!shown()) await new Promise((resolve) => {
    const look = new MutationObserver(() => { if (shown()) done(); });
    const timer = setTimeout(() => done(), ms);
    const done = () => { look.disconnect(); clearTimeout(timer); resolve(); };
    look.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  return (document.doctype ? new XMLSerializer().serializeToString(document.doctype) : '') + (document.documentElement ? document.documentElement.outerHTML : '');
})(${JSON.stringify(selector ?? null)}, ${ms})`;

const WORLD = 'beckon';
/** The page went on to another document meanwhile; there it is looked for again. */
const WENT_ON = /context was destroyed|Cannot find context|Promise was collected|navigat|Inspected target/i;

/** What a browser page shows, read over its debugging protocol: Playwright's own way puts its whole tool box into every document first, a third of the cost of showing one. */
export class DrawnPage {
  private constructor(private readonly page: Page, private readonly session: CDPSession) {}

  static async of(page: Page): Promise<DrawnPage> {
    return new DrawnPage(page, await page.context().newCDPSession(page));
  }

  /**
   * @param waitFor CSS of what says that the page is drawn; after `waitMs` it is read as it is.
   * @param deadline moment (ms since 1970) at which a page that does not answer counts as hung.
   * @throws when it hangs, or its browser ended.
   */
  async html(waitFor: string | undefined, waitMs: number, deadline: number): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const hung = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the page did not answer in time')), Math.max(1, deadline - Date.now()));
    });
    try {
      return await Promise.race([this.settled(waitFor, Date.now() + waitMs), hung]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async settled(waitFor: string | undefined, until: number): Promise<string> {
    for (;;) {
      try {
        return await this.read(waitFor, Math.max(0, until - Date.now()));
      } catch (error) {
        if (!(error instanceof Error && WENT_ON.test(error.message)) || this.page.isClosed()) throw error;
        await this.page.waitForLoadState('domcontentloaded', { timeout: 10_000 });
      }
    }
  }

  private async read(waitFor: string | undefined, ms: number): Promise<string> {
    const { frameTree } = await this.session.send('Page.getFrameTree');
    const { executionContextId } = await this.session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: WORLD });
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', { contextId: executionContextId, expression: READ(waitFor, ms), awaitPromise: true, returnByValue: true });
    // A selector that the browser cannot read waits for nothing.
    if (exceptionDetails && waitFor !== undefined) return this.read(undefined, 0);
    if (exceptionDetails || typeof result.value !== 'string') throw new Error(`the page could not be read: ${exceptionDetails?.exception?.description ?? exceptionDetails?.text ?? 'no reason'}`);
    return result.value;
  }
}
