import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from '#sourcing';

/** The browser that the product would take on this machine, if there is one. */
export const browserPath = ((): string | undefined => {
  try {
    return findBrowser(process.env.BECKON_BROWSER);
  } catch {
    return undefined;
  }
})();

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
