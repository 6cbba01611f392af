import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { axeFindings, overEdge } from '../support/axe.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { workerOf, type ImportWorker } from '../support/import-worker.js';
import { csvOf, sellers } from '../support/lists.js';
import { itNeeds } from '../support/not-run.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');
const LONG = 'Süddeutsche Manufaktur für handgefertigte Küchenmesser und Schneidebretter Obermüller & Söhne GmbH & Co. KG';

describe('an operator and a list, in a browser', () => {
  let api: TestApi;
  let worker: ImportWorker;
  let browser: Browser;
  let desk: BrowserContext;
  const complaints: string[] = [];

  const open = async (context: BrowserContext, path: string): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => { if (message.type() === 'error' && !/status of 40[0139]/.test(message.text())) complaints.push(message.text()); });
    await page.goto(api.origin + path);
    return page;
  };
  const signIn = async (page: Page): Promise<void> => {
    await page.getByLabel('Mail address').fill('omar.pratt.operator@northwind.example');
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in to Beckon' }).waitFor({ state: 'detached' });
  };
  const choose = async (page: Page, csv: string | Buffer, name = 'members.csv'): Promise<void> => {
    await page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: 'Read the file' }).click();
  };
  const figures = async (page: Page): Promise<string[]> => (await page.getByRole('group', { name: 'Rows by what becomes of them' }).getByRole('button').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));

  beforeAll(async () => {
    if (!browserPath) return;
    builtBoard();
    api = await testApi();
    worker = await workerOf(api);
    await api.signedIn('operator', 'Omar Pratt');
    browser = await openBrowser();
    desk = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
    const page = await open(desk, '/imports/new');
    await signIn(page);
    await page.getByRole('heading', { name: 'Import a list' }).waitFor();
    await page.close();
  });
  afterAll(async () => {
    await browser?.close();
    await worker?.close();
    await api?.close();
  });

  itInBrowser('says where a new list comes from before its first row arrives', async () => {
    const page = await open(desk, '/imports/new');
    await page.getByLabel('Name', { exact: true }).fill('Chamber members');
    await page.getByLabel('Marketplace').fill('Two Words');
    await page.getByLabel('Category').fill('Kitchen');
    await page.getByLabel('Where it comes from').fill('Members of the Hamburg chamber, May 2026');
    await page.getByLabel('By which right').fill('Members agreed to be contacted by partners of the chamber.');
    await page.getByLabel('Looked at on').fill('2026-05-01');
    await page.getByLabel('By whom').fill('Mara Quist');
    await page.getByRole('button', { name: 'Make the list' }).click();
    await page.getByText('small letters, digits and "-"').waitFor();
    await page.getByLabel('Marketplace').fill('chamber');
    await page.getByRole('button', { name: 'Make the list' }).click();
    await page.getByText('From: Members of the Hamburg chamber, May 2026').waitFor();
    await page.close();
  });

  itInBrowser('matches columns over the file\'s own values, sees what taking it in would do, and takes it in', async () => {
    const page = await open(desk, '/imports/new');
    await choose(page, csvOf([...sellers(60), { id: 'S70', shop: LONG, country: 'Atlantis', email: 'nobody' }, { ...sellers(1)[0]!, email: 'other@tallow.example' }]));
    await page.getByRole('heading', { name: 'members.csv' }).waitFor();
    expect(await page.getByLabel('Firma').inputValue()).toBe('businessName');
    expect(await page.getByLabel('Preis').inputValue()).toBe('price');
    await page.getByLabel('Preis').selectOption('');
    await page.getByLabel('Firma').selectOption({ label: 'Shop name' });
    await page.getByText('7 of 8 are used').waitFor();
    await page.getByLabel('Händler-ID').selectOption('');
    await page.getByLabel('USt-IdNr.').selectOption('');
    await page.getByLabel('Händler-ID').selectOption({ label: 'Seller id' });
    await page.getByLabel('USt-IdNr.').selectOption({ label: 'VAT number' });
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByRole('heading', { name: 'Reading and comparing the rows' }).waitFor();
    await worker.advanceAll();
    await page.getByRole('heading', { name: 'What taking it in would do' }).waitFor();
    expect(await figures(page)).toEqual(['59 New', '0 Changed', '0 Unchanged', '0 Repeated', '2 Conflicts', '1 Cannot be read']);
    await page.getByText('Line 63 says otherwise about the same seller.').first().waitFor();
    await page.getByRole('button', { name: /Cannot be read/ }).click();
    await page.getByText(LONG, { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Take in 59 rows' }).isDisabled()).toBe(true);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download these rows' }).click();
    const file = readFileSync(await (await download).path(), 'utf8');
    expect(file.split('\r\n').filter(Boolean)).toHaveLength(4);
    expect(file).toContain('62;country-unknown email-invalid;');
    await page.getByLabel(/^Go on without the 3 rows/).check();
    await page.getByRole('button', { name: 'Take in 59 rows' }).click();
    await page.getByRole('heading', { name: 'Being taken in' }).waitFor();
    await worker.advanceAll();
    await page.getByText('59 storefronts of chamber, 59 of them new.').waitFor();
    expect(await api.db.query(`select count(*)::int as n from storefront`)).toEqual([{ n: 59 }]);
    await page.getByRole('link', { name: 'See the run and its gates' }).click();
    await page.getByRole('heading', { level: 1, name: /Chamber members/ }).waitFor();
    await page.close();
  });

  itInBrowser('shows the next file field by field, with the columns as they were matched', async () => {
    const page = await open(desk, '/imports/new');
    await page.getByRole('region', { name: 'Earlier files' }).getByText('taken in').waitFor();
    await choose(page, csvOf(sellers(61, (n) => (n === 3 ? { email: 'neu@tallow-4.example' } : {})).slice(1)), 'june.csv');
    await page.getByRole('heading', { name: 'Reading and comparing the rows' }).waitFor();
    await worker.advanceAll();
    await page.getByRole('button', { name: 'Take in 60 rows' }).waitFor();
    expect(await figures(page)).toEqual(['1 New', '1 Changed', '58 Unchanged', '0 Repeated', '0 Conflicts', '0 Cannot be read']);
    const change = page.locator('dl').filter({ hasText: 'Email' });
    // An operator sees that an address changes, not which.
    expect((await change.innerText()).replace(/\s+/g, ' ')).toBe('Email ••• → •••');
    await page.getByRole('button', { name: 'Put it away' }).click();
    await page.getByText('It was put away; nothing of it was taken in.').waitFor();
    await page.close();
  });

  itInBrowser('keeps a list that is half as long in quarantine, where it can be released', async () => {
    const page = await open(desk, '/imports/new');
    await choose(page, csvOf(sellers(25, () => ({ rating: '2,0' }))), 'half.csv');
    await page.getByRole('heading', { name: 'Reading and comparing the rows' }).waitFor();
    await worker.advanceAll();
    await page.getByRole('button', { name: 'Take in 25 rows' }).click();
    await page.getByRole('heading', { name: 'Being taken in' }).waitFor();
    await worker.advanceAll();
    await page.getByText('In quarantine: it differs too much from the last good list').waitFor();
    await page.getByRole('link', { name: /release or reject it/ }).click();
    await page.getByRole('button', { name: 'Release…' }).waitFor();
    await page.close();
  });

  itInBrowser('asks for the encoding instead of guessing, and works without a mouse', async () => {
    const page = await open(desk, '/imports/new');
    await choose(page, Buffer.from('Händler-ID;Firma\nS1;Müller\n', 'latin1'), 'latin.csv');
    await page.getByText(/The file is not UTF-8: line 1 holds other bytes/).locator('visible=true').first().waitFor();
    await page.getByRole('combobox', { name: 'Encoding' }).click();
    await page.getByRole('option', { name: /Western Europe/ }).click();
    await page.getByRole('button', { name: 'Read the file' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Firma').waitFor();
    await page.getByText('Müller').first().waitFor();
    await page.getByLabel('Händler-ID').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('column-1');
    await page.close();
  });

  itInBrowser('fits a phone of 360 px on every screen, with nothing for axe to find', async () => {
    const phone = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await open(phone, '/imports/new');
    await signIn(page);
    const ids = (await api.db.query(`select id from list_import order by created_at`)).map(({ id }: { id: string }) => id);
    for (const path of ['/imports/new', ...ids.map((id: string) => `/imports/${id}`)]) {
      await page.goto(api.origin + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForTimeout(200);
      expect({ path, findings: await axeFindings(page), over: await overEdge(page) }).toEqual({ path, findings: [], over: 0 });
    }
    await phone.close();
  });

  itInBrowser('complained about nothing in the browser\'s console', async () => {
    await Promise.resolve(expect(complaints).toEqual([]));
  });
});
