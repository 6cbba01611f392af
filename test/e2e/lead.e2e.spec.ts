import type { Browser, Page } from 'playwright-core';
import { MerchantReplies } from '#leads';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { aContact, aLead, aMerchant, aRegion } from '../support/factories.js';
import { itNeeds } from '../support/not-run.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');

describe('a lead in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  let lena: Page;
  let ids: Record<'tallow' | 'arabic' | 'reply', string>;
  const complaints: string[] = [];
  const get = <T>(token: new (...args: never[]) => T): T => api.app.get(token, { strict: false });

  const signIn = async (email: string, options: object = {}): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options })).newPage();
    page.setDefaultTimeout(120_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(api.origin);
    await page.getByLabel('Mail address').fill(email);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
    return page;
  };
  beforeAll(async () => {
    if (!browserPath) return;
    builtBoard();
    api = await testApi();
    const owner = await api.signedIn('rep', 'Lena Krantz');
    await api.signedIn('rep', 'Omar Haddad');
    const regionId = await aRegion(api.db, { name: 'Europe' });
    const since = new Date(Date.now() - 4 * 86_400_000);
    const make = async (name: string, score: number) => {
      const merchantId = await aMerchant(api.db, { name });
      await aContact(api.db, { merchantId, address: `info@shop-${score}.example` });
      return aLead(api.db, { merchantId, regionId, stage: 'engaged', ownerId: owner.userId, score, since });
    };
    ids = { tallow: await make('Tallow & Co', 91), arabic: await make('متجر الأواني الذهبية', 84), reply: await make('A merchant with a very long name that goes on and on GmbH & Co. Handels- und Vertriebsgesellschaft KG', 77) };
    await api.db.transaction((tx) => get(MerchantReplies).heard(tx, ids.reply, new Date(Date.now() - 7_200_000)));
    browser = await openBrowser();
    lena = await signIn('lena.krantz.rep@northwind.example');
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  itInBrowser('goes along the list with J and K, and keeps a note of one\'s own editable', async () => {
    await lena.goto(`${api.origin}/leads`);
    await lena.getByText('Tallow & Co').first().click();
    await lena.getByRole('heading', { name: 'Tallow & Co', level: 1 }).waitFor();
    await lena.getByRole('button', { name: 'Next J' }).waitFor();
    await lena.keyboard.press('j');
    await lena.getByRole('heading', { name: 'متجر الأواني الذهبية', level: 1 }).waitFor();
    await lena.keyboard.press('k');
    await lena.getByRole('heading', { name: 'Tallow & Co', level: 1 }).waitFor();
    await lena.getByRole('button', { name: 'Edit', exact: true }).click();
    const form = lena.getByRole('form', { name: 'Change the note' });
    await form.getByRole('textbox').fill('All said');
    await form.getByRole('button', { name: 'Save' }).click();
    await lena.getByText('edited').waitFor();
    await lena.getByRole('button', { name: 'Notes' }).click();
    await lena.getByText('All said').first().waitFor();
    await lena.getByText('Nothing of that').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});
