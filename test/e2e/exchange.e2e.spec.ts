import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sql } from '#platform';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { expectSound } from '../support/axe.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { workDesk } from '../support/desk-worker.js';
import { aLead, aMerchant, aRegion } from '../support/factories.js';
import { itNeeds } from '../support/not-run.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');
const LONG = 'Süddeutsche Manufaktur für handgefertigte Küchenmesser und Schneidebretter Obermüller & Söhne GmbH & Co. KG';

describe('many leads at once, in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  let desk: BrowserContext;
  let page: Page;
  let working = true;
  let worker: Promise<void>;
  const complaints: string[] = [];

  beforeAll(async () => {
    if (!browserPath) return;
    builtBoard();
    api = await testApi();
    await api.signedIn('lead', 'Lena Krantz');
    const region = await aRegion(api.db);
    for (const [n, name] of [LONG, 'مؤسسة النور للتجارة', 'Tallow & Co', 'Nordlicht Keramik', '=HYPERLINK("x")'].entries()) await aLead(api.db, { merchantId: await aMerchant(api.db, { name }), regionId: region, score: 90 - n, reachable: n !== 3 });
    browser = await openBrowser();
    desk = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
    page = await desk.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${api.origin}/leads`);
    await page.getByLabel('Mail address').fill('lena.krantz.lead@northwind.example');
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Nordlicht Keramik').first().waitFor();
    worker = (async () => { while (working) { await workDesk(api); await new Promise((resolve) => setTimeout(resolve, 100)); } })();
  });
  afterAll(async () => {
    working = false;
    await worker;
    await browser?.close();
    await api?.close();
  });

  itInBrowser('shows what a change would do, does it, and takes it back', async () => {
    await page.getByRole('button', { name: 'Change all' }).click();
    await page.getByRole('menuitem', { name: 'Move to a stage…' }).click();
    await page.getByRole('combobox', { name: 'Stage' }).last().click();
    await page.getByRole('listbox').getByRole('option', { name: 'Queued' }).click();
    await page.getByRole('button', { name: 'Show what would change' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('No mail address is known').waitFor();
    expect(await dialog.getByRole('status').innerText()).toContain('4 leads change, 1 is skipped.');
    await expectSound(page, 'bulk-preview');
    expect(await sql(api.db, `select count(*)::int as n from lead where stage = 'queued'`)).toEqual([{ n: 0 }]);
    await dialog.getByRole('button', { name: 'Change 4 leads' }).click();
    await dialog.getByText('4 leads changed.').waitFor();
    expect(await sql(api.db, `select count(*)::int as n from lead where stage = 'queued'`)).toEqual([{ n: 4 }]);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('link', { name: 'Bulk changes' }).click();
    await page.getByRole('heading', { name: 'Bulk changes' }).waitFor();
    await page.getByRole('button', { name: 'Move to Queued' }).click();
    await page.getByText('Skipped: No mail address is known').waitFor();
    await page.getByRole('row').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('taken back', { exact: true }).waitFor();
    await expectSound(page, 'bulk-recent');
    expect(await sql(api.db, `select count(*)::int as n from lead where stage = 'qualified'`)).toEqual([{ n: 5 }]);
  });

  itInBrowser('exports, and takes back in what was changed in the file', async () => {
    await page.goto(`${api.origin}/leads`);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByText('CSV, for spreadsheets').waitFor();
    await expectSound(page, 'export');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
    const csv = readFileSync(await download.path(), 'utf8');
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);

    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await page.getByRole('heading', { name: 'Import leads' }).waitFor();
    await expectSound(page, 'lead-imports');
    const lines = csv.trimEnd().split('\r\n');
    const changed = [lines[0], ...lines.slice(1).map((line) => line.replace('Tallow & Co', 'Tallow & Daughters').replace(',DE,', line.includes('Nordlicht') ? ',Atlantis,' : ',DE,'))].join('\r\n');
    await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(changed) });
    await page.getByRole('button', { name: 'Read the file' }).click();
    await page.getByRole('heading', { name: 'Which column says what?' }).waitFor();
    await expectSound(page, 'lead-import-columns');
    await page.getByRole('button', { name: 'Compare the rows' }).click();
    const figures = page.getByRole('group', { name: 'Rows by what becomes of them' });
    await figures.waitFor();
    expect((await figures.getByRole('button').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual(['0 New', '1 Changed', '3 Unchanged', '0 Repeated', '0 Likely duplicates', '0 Conflicts', '1 Cannot be read']);
    await expectSound(page, 'lead-import-bad');
    await figures.getByRole('button', { name: 'Changed', exact: false }).first().click();
    await page.getByText('Tallow & Daughters').last().waitFor();
    await expectSound(page, 'lead-import-changed');
    expect(await page.getByRole('button', { name: 'Take in 1 row' }).isDisabled()).toBe(true);
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Take in 1 row' }).click();
    await page.getByRole('heading', { name: '1 row was taken in.' }).waitFor();
    await expectSound(page, 'lead-import-taken');
    expect(await sql(api.db, `select count(*)::int as n from merchant where name = 'Tallow & Daughters'`)).toEqual([{ n: 1 }]);
    expect(complaints).toEqual([]);
  });
});
