import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type playwright from 'playwright-core';

/** The headless build first: nobody looks at the windows that the others draw, and starting them takes four times the processor time. Debian's own file: its wrapper in /usr/bin stays between us and the browser, and killing it leaves the browser running. */
const USUAL_PLACES = [
  '/usr/lib/chromium/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium', '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

export class BrowserMissing extends Error {
  override readonly name = 'BrowserMissing';
}

/**
 * Path of a Chromium to drive: the configured one, else a usual place of Chrome or Chromium, else Playwright's own.
 * @throws BrowserMissing with the sentence that says how to get one.
 */
export function findBrowser(configured?: string): string {
  if (configured) {
    if (existsSync(configured)) return configured;
    throw new BrowserMissing(`BECKON_BROWSER is ${configured}, but there is no file. Set it to the path of Chrome or Chromium, or leave it empty to let Beckon look.`);
  }
  const found = USUAL_PLACES.find((path) => existsSync(path)) ?? playwrightsOwn();
  if (found) return found;
  throw new BrowserMissing('No Chrome or Chromium was found. Install one (`apt-get install chromium-headless-shell`, or `npx playwright-core install chromium`), or set BECKON_BROWSER to its path. Pages that need no scripts work without.');
}

/** Loaded only when needed: the package is large, and most processes never drive a browser. */
function playwrightsOwn(): string | undefined {
  const { chromium } = createRequire(import.meta.url)('playwright-core') as typeof playwright;
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}
