import axe from 'axe-core';
import type { Page } from 'playwright-core';

type Scheme = 'light' | 'dark';
interface Finding { id: string; nodes: { html: string; target: string[]; any: { message: string }[] }[] }

/**
 * What axe finds against WCAG 2.2 AA on a page as it stands, one line a finding; of an open dialog only the dialog, since what lies behind it is dimmed and out of reach.
 * Colours fade for a moment after a change of scheme, so a finding counts when it is still there after two seconds of looking.
 */
export async function axeFindings(page: Page, scheme: Scheme = 'light'): Promise<string[]> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await until(page, `document.documentElement.dataset.mantineColorScheme === '${scheme}'`);
  await page.evaluate(axe.source);
  let found: Finding[] = [];
  for (let look = 0; look < 10; look++) {
    found = await page.evaluate<Finding[]>(`axe.run(document.querySelector('[role=dialog]:not([data-state=closed])') ?? document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }).then(({ violations }) => violations)`);
    if (found.length === 0) return [];
    await page.waitForTimeout(200);
  }
  return found.map(({ id, nodes }) => `${scheme} ${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
}

/**
 * Holds a screen to what every screen is held to: axe finds nothing wide, dark or on a phone, and nothing stands beyond the phone's edge. What differs between looks is the width (layout)
 * and the scheme (colours), so the dark phone adds nothing. Screenshots go to BECKON_SHOTS when somebody wants to look. The page is wide and light afterwards.
 */
export async function expectSound(page: Page, name: string): Promise<void> {
  for (const [width, scheme] of [[1440, 'dark'], [360, 'light'], [1440, 'light']] as const) {
    await page.setViewportSize({ width, height: 900 });
    expect({ name, width, findings: await axeFindings(page, scheme), over: await overEdge(page) }).toEqual({ name, width, findings: [], over: 0 });
    if (process.env.BECKON_SHOTS) await page.screenshot({ path: `${process.env.BECKON_SHOTS}/${name}-${scheme}-${width}.png` });
  }
}

/** How far the page, or what scrolls in its main part, reaches beyond the right edge of its window, in CSS pixels. */
export const overEdge = (page: Page): Promise<number> => page.evaluate<number>(`Math.max(document.documentElement.scrollWidth, document.querySelector('main')?.scrollWidth ?? 0) - window.innerWidth`);

/** Waits until an expression holds in the page. Playwright's own `waitForFunction` compiles its text there, which the board's Content-Security-Policy refuses. */
export async function until(page: Page, expression: string): Promise<void> {
  for (let patience = 1200; patience > 0; patience--) {
    if (await page.evaluate<boolean>(expression)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`Never true in the page: ${expression}`);
}
