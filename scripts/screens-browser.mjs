// The browser that takes docs/screens, where they go, and what a screen is held to while it is taken.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from '../dist/libs/sourcing/crawler/find-browser.js';

const SCREENS = fileURLToPath(new URL('../docs/screens', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

export function openScreens() {
  mkdirSync(SCREENS, { recursive: true });
  return chromium.launch({
    executablePath: findBrowser(process.env.BECKON_BROWSER),
    args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}

/** Every screen is looked at in these. */
export const LOOKS = ['light', 'dark'].flatMap((theme) => [[1440, 900], [360, 740]].map(([width, height]) => ({ theme, width, height })));

/** What was found so far: how many screens were looked at, and a line for everything that axe found or that stands beyond the right edge. */
export class Findings {
  screens = 0;
  lines = [];

  /** Takes one picture; of our own screens it also asks axe (WCAG 2.2 AA; of an open dialog only the dialog) and looks whether anything is wider than the window. */
  async shoot(page, { name, theme, width }, { of = page, ours = true, ...options } = {}) {
    await of.screenshot({ path: join(SCREENS, `${name}-${theme}-${width}.png`), ...options });
    if (!ours) return;
    this.screens += 1;
    const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    if (over > 0) this.lines.push(`${name} ${theme} ${width}: ${over} px beyond the right edge`);
    await page.evaluate(AXE);
    const violations = await page.evaluate(`axe.run(document.querySelector('[role=dialog]:not([data-state=closed])') ?? document, { runOnly: ${JSON.stringify(WCAG)}, resultTypes: ['violations'] }).then((found) => found.violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')))`);
    for (const violation of violations) this.lines.push(`${name} ${theme} ${width}: ${violation}`);
  }
}
