import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, sql, type Config } from '#platform';
import { findBrowser } from '../crawler/find-browser.js';
import { decodeHtml } from '../extraction/index.js';
import { ACCEPTED_RUN_STATES } from '../run-states.js';
import { Captures } from './captures.js';
import { maskContacts } from './mask-contacts.js';

/** Pages of a run that are drawn, lists first. */
const DRAWN = 2;
const LARGEST = 1_000_000;
const VIEWPORT = { width: 1280, height: 1024 };
const TALLEST = 8_000;

/**
 * Pictures of kept pages, for a person who holds a run in quarantine beside the last good one. Drawn afterwards from what is kept, by a browser that
 * is offline and runs no script of the page: nothing is asked of the site, and a crawl does not wait for pictures that nobody needs. Mail addresses
 * and telephone numbers are masked before they are taken; a page on which that fails gets none.
 */
@Injectable()
export class Pictures {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(CONFIG) private readonly config: Pick<Config, 'browser'>, @Inject(Captures) private readonly captures: Captures) {}

  /** Runs that wait for a person, or were blocked, and have no picture yet. */
  async wanted(): Promise<string[]> {
    const rows = await sql<{ id: string }>(this.db,
      `select r.id from run r where r.state in ('quarantined', 'blocked') and r.finished_at > clock_timestamp() - interval '1 day'
         and exists (select from capture c where c.run_id = r.id and c.kind = 'html') and not exists (select from capture c where c.run_id = r.id and c.kind = 'screenshot') order by r.finished_at limit 5`);
    return rows.map((row) => row.id);
  }

  /**
   * Draws the first pages of a run, and the same pages of the last good run before it.
   * @returns ids of the new captures.
   * @throws BrowserMissing
   */
  async draw(runId: string): Promise<number[]> {
    const pages = await sql<{ page_id: number; capture_id: number }>(this.db,
      `with shown as (
         select c.id, c.page_id, p.url, row_number() over (order by p.state = 'done', p.kind <> 'list', p.id) as nth
         from capture c join run_page p on p.id = c.page_id where c.run_id = $1 and c.kind = 'html' and p.state in ('done', 'failed', 'blocked') and (p.kind = 'list' or p.state <> 'done')),
       good as (
         select g.id from run r join run g on g.source_id = r.source_id and g.state = any($3) and g.queued_at < r.queued_at where r.id = $1 order by g.queued_at desc limit 1)
       select id as capture_id, page_id from shown where nth <= $2
       union all
       select c.id, c.page_id from shown join good on true join run_page p on p.run_id = good.id and p.url = shown.url join capture c on c.page_id = p.id and c.kind = 'html'
       where shown.nth <= $2 and not exists (select from capture d where d.page_id = p.id and d.kind = 'screenshot')`, [runId, DRAWN, ACCEPTED_RUN_STATES]);
    if (pages.length === 0) return [];
    const { chromium } = await import('playwright-core');
    const browser = await chromium.launch({ executablePath: findBrowser(this.config.browser), headless: true, chromiumSandbox: process.getuid?.() !== 0, timeout: 30_000, args: ['--disable-dev-shm-usage'] });
    try {
      const context = await browser.newContext({ javaScriptEnabled: false, offline: true, serviceWorkers: 'block', acceptDownloads: false, viewport: VIEWPORT, bypassCSP: true });
      await context.route('**/*', (route) => route.abort());
      const made: number[] = [];
      for (const { page_id, capture_id } of pages) {
        const kept = await this.captures.content(capture_id);
        if (!kept) continue;
        const page = await context.newPage();
        try {
          // A shadow tree that is closed could not be looked into; without its mark it stays a template, which shows nothing.
          await page.setContent(decodeHtml(kept.body).replace(/shadowrootmode/gi, 'data-shadowroot'), { waitUntil: 'domcontentloaded', timeout: 15_000 });
          if (!(await maskContacts(page))) continue;
          const shot = async (height: number, quality: number): Promise<Buffer> => {
            await page.setViewportSize({ width: VIEWPORT.width, height });
            return page.screenshot({ type: 'jpeg', quality, timeout: 15_000 });
          };
          const full = Number(await page.locator('html').evaluate((root) => root.scrollHeight, undefined, { timeout: 5_000 }).catch(() => VIEWPORT.height));
          const whole = await shot(Math.max(200, Math.min(TALLEST, full)), 70);
          const picture = whole.length <= LARGEST ? whole : await shot(VIEWPORT.height * 2, 40);
          const id = await this.captures.add(page_id, 'screenshot', picture);
          if (id !== null) made.push(id);
        } finally {
          await page.close();
        }
      }
      return made;
    } finally {
      await browser.close();
    }
  }
}
