import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Chrome or Chromium on this machine, if there is one. */
export const browserPath = [process.env.BECKON_BROWSER, '/usr/lib/chromium/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', chromium.executablePath()]
  .find((path) => path && existsSync(path));

/** A headless browser that keeps to itself: no background requests, no sandbox only for root. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: browserPath!, headless: true,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  // Conditions are waited for, and on a busy machine they take their time. BECKON_PATIENCE_MS: who writes a test need not wait two minutes for what never comes.
  browser.on('context', (context) => context.setDefaultTimeout(Number(process.env.BECKON_PATIENCE_MS ?? 120_000)));
  return browser;
}
