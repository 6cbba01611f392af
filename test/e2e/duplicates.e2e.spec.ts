import type { Browser, Page } from 'playwright-core';
import { Resolution } from '#merchants';
import { sql } from '#platform';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { aRun, seenIn } from '../support/factories.js';
import { itNeeds } from '../support/not-run.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');

describe('comparing merchants in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const merchants = async () => (await sql<{ count: number }>(api.db, `select count(*)::int as count from merchant where merged_into is null`))[0]!.count;

  beforeAll(async () => {
    if (!browserPath) return;
    builtBoard();
    api = await testApi();
    await api.signedIn('lead', 'Lena Krantz');
    const run = await aRun(api.db);
    const ids = await seenIn(api.db, run, [
      { sellerId: 'A1', name: 'Giardino Verde', ratingCount: 4210, profile: { businessName: 'Giardino Verde S.r.l.', address: 'Via dei Tigli 4, 40121 Bologna', phone: '+39 051 555 0101', email: 'info@giardino.example', vat: 'IT00000000001' } },
      { sellerId: 'B7', name: 'GiardinoVerde Shop', ratingCount: 310, profile: { businessName: 'Giardino Verde di Rossi Anna', address: 'Viale Silvani 9, Bologna', phone: '051 4440909' } },
      { sellerId: 'C3', name: 'متجر النور للأدوات المنزلية الفاخرة والمستلزمات', ratingCount: 88, profile: { businessName: 'شركة النور التجارية', address: 'شارع الزهور ١٢' } },
      { sellerId: 'D4', name: 'Al Nour Home Tools', ratingCount: 77, profile: { businessName: 'Al-Nour Trading Co.', address: '12 Flower Street' } },
    ]);
    await api.db.transaction((tx) => api.app.get(Resolution, { strict: false }).resolve(tx, run.id));
    await sql(api.db, `delete from identity_review`);
    for (const [one, other, score, reasons] of [[ids[0], ids[1], 0.91, ['names that share rare words', 'the same town']], [ids[2], ids[3], 0.78, ['names that sound alike in another script']]] as const) {
      await sql(api.db, `insert into identity_review (one_id, other_id, score, reasons, asked_at) values (least($1::uuid, $2), greatest($1::uuid, $2), $3, $4, '2026-05-04T06:00:00Z')`, [one, other, score, JSON.stringify(reasons)]);
    }
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${api.origin}/duplicates`);
    await page.getByLabel('Mail address').fill('lena.krantz.lead@northwind.example');
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  itInBrowser('joins with one key, takes it back from the sentence that says so, and goes through all by keyboard', async () => {
    await page.getByText('likely one merchant').waitFor();
    expect(await page.locator('thead').innerText()).toMatch(/Giardino Verde/);
    expect(await page.locator('tr[data-same=true] th').allInnerTexts()).toEqual([expect.stringMatching(/Country\s+same/)]);
    await page.keyboard.press('j');
    await page.getByText('2 of 2').waitFor();
    await page.keyboard.press('k');
    await page.getByText('1 of 2').waitFor();
    const before = await merchants();
    await page.keyboard.press('l');
    await page.getByText('Joined into one merchant.').waitFor();
    expect(await merchants()).toBe(before - 1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken apart again.').waitFor();
    expect(await merchants()).toBe(before);
    await page.getByText('names that sound alike').waitFor();
    await page.keyboard.press('a');
    await page.getByText('Kept apart.').waitFor();
    await page.getByText('Nothing to compare').waitFor();
    expect(await merchants()).toBe(before);
    expect(complaints).toEqual([]);
  });
});
