import { chromium, type Browser, type Page } from 'playwright-core';
import { isLocal } from './visitor.js';

/** At most so many visits in a run: each costs a second of CPU, and a dozen prove the point. */
const MOST_VISITS = 12;

/** The scanner with scripts on: opens the offer page in Chromium and clicks every submit button of every form, unfilled and unvalidated. */
export class BrowserScanner {
  private browser: Promise<Browser> | null = null;
  private visits = 0;
  private line: Promise<unknown> = Promise.resolve();

  constructor(private readonly executablePath: string) {}

  /** Null when this run's visits are used up; else what it did. Visits go one at a time, in one browser. */
  visit(url: string): Promise<string> | null {
    if (this.visits >= MOST_VISITS) return null;
    this.visits += 1;
    const visit = this.line.then(() => this.look(url));
    this.line = visit.catch(() => undefined);
    return visit;
  }

  private async look(url: string): Promise<string> {
    const browser = await (this.browser ??= chromium.launch({
      executablePath: this.executablePath,
      args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    }));
    const context = await browser.newContext();
    try {
      await context.route('**/*', (route) => (isLocal(route.request().url()) ? route.continue() : route.abort()));
      const page = await context.newPage();
      // A machine that is busy with other things answers late; a merchant whose gateway gave up would never read the mail.
      page.setDefaultTimeout(60_000);
      page.on('dialog', (dialog) => { void dialog.accept().catch(() => undefined); });
      let clicked = 0;
      for (let buttons = await this.open(page, url), index = 0; index < buttons; index += 1) {
        if (index > 0) await this.open(page, url);
        // A click only starts the sending: leaving before the answer would call the request back, or collide with the page that the answer brings.
        const answered = page.waitForResponse((response) => response.request().isNavigationRequest() || response.request().method() === 'POST', { timeout: 20_000 }).catch(() => undefined);
        await page.locator(SUBMITS).nth(index).evaluate((button: { form: { noValidate: boolean } | null; click(): void }) => {
          if (button.form) button.form.noValidate = true;
          button.click();
        });
        clicked += 1;
        await answered;
        // A script that sends by itself navigates nowhere.
        await page.waitForEvent('framenavigated', { timeout: 500 }).catch(() => undefined);
        await settled(page);
      }
      return `browser clicked ${clicked} unfilled`;
    } finally {
      await context.close();
    }
  }

  /** How many submit buttons the page has once its scripts have run. */
  private async open(page: Page, url: string): Promise<number> {
    // The page that an answer brought may come later still, and then it ends this visit: once more.
    await page.goto(url).catch(() => page.goto(url));
    await settled(page);
    return page.locator(SUBMITS).count();
  }

  reset(): void {
    this.visits = 0;
  }

  async close(): Promise<void> {
    if (this.browser) await (await this.browser.catch(() => null))?.close();
    this.browser = null;
  }
}

/** Until the page is quiet, or three seconds for one that never is. */
const settled = (page: Page): Promise<void> => page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);

const SUBMITS = 'form button:not([type=button]):not([type=reset]), form input[type=submit]';
