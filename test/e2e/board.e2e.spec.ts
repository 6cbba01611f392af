import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { Keys } from '#platform';
import { findBrowser } from '#sourcing';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { overEdge } from '../support/axe.js';
import { itNeeds } from '../support/not-run.js';
import { aContact, aLead, aMerchant, aRegion } from '../support/factories.js';

const executablePath = ((): string | null => { try { return findBrowser(process.env.BECKON_BROWSER); } catch { return null; } })();
const itInBrowser = itNeeds(executablePath !== null, 'Chromium or Chrome');

const column = (page: Page, stage: string) => page.locator(`section[data-column="${stage}"]`);
const card = (page: Page, stage: string, name: string) => column(page, stage).locator('[data-card]', { hasText: name });

describe('the board in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  let desk: BrowserContext;
  const complaints: string[] = [];

  const open = async (context: BrowserContext, path = '/board'): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => { if (message.type() === 'error' && !/status of 401|status of 409/.test(message.text())) complaints.push(message.text()); });
    await page.goto(api.origin + path);
    return page;
  };
  const signIn = async (page: Page): Promise<void> => {
    await page.getByLabel('Mail address').fill('lena.krantz.admin@northwind.example');
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  beforeAll(async () => {
    if (!executablePath) return;
    if (!existsSync('dist/board/index.html')) execFileSync('node_modules/.bin/vite', ['build', '--logLevel', 'warn', 'apps/board'], { stdio: 'inherit' });
    api = await testApi();
    await api.signedIn('admin', 'Lena Krantz');
    const keys = api.app.get(Keys);
    const regionId = await aRegion(api.db, { name: 'Europe' });
    for (const [place, [name, stage]] of [['Tallow & Co', 'contacted'], ['Ölmühle Nord', 'contacted'], ['متجر الأواني الذهبية', 'engaged'], ['<b>Bold</b> & Sons', 'queued'], ['Quiet Shop', 'qualified']].entries() as IterableIterator<[number, [string, string]]>) {
      const merchantId = await aMerchant(api.db, { name, search: name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase() });
      const address = `info@shop-${place}.example`;
      await aContact(api.db, { merchantId, address, macs: { address: keys.addressMac(address), domain: keys.domainMac(address) } });
      await aLead(api.db, { merchantId, regionId, stage, score: 90 - place });
    }
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
    desk = await browser.newContext({ viewport: { width: 1500, height: 900 } });
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  itInBrowser('signs in, moves a card by dragging, and a second window sees it move by itself', async () => {
    const page = await open(desk);
    await signIn(page);
    await card(page, 'contacted', 'Tallow & Co').waitFor();
    const second = await open(desk);
    await card(second, 'contacted', 'Tallow & Co').waitFor();

    await card(page, 'contacted', 'Tallow & Co').dragTo(column(page, 'engaged'), { targetPosition: { x: 120, y: 300 } });
    await card(page, 'engaged', 'Tallow & Co').waitFor();
    await card(second, 'engaged', 'Tallow & Co').waitFor();
    expect(await column(second, 'contacted').getAttribute('aria-label')).toBe('Contacted, 1 lead');
    const [row] = await api.db.query(`select stage, version from lead l join merchant m on m.id = l.merchant_id where m.name = 'Tallow & Co'`);
    expect(row).toEqual({ stage: 'engaged', version: 2 });
    await Promise.all([page.close(), second.close()]);
  });

  itInBrowser('puts a card back that may not go there, and says where it may', async () => {
    const page = await open(desk);
    await card(page, 'queued', 'Bold').dragTo(column(page, 'engaged'), { targetPosition: { x: 120, y: 300 } });
    await page.getByText('A lead cannot go from Queued to Engaged').first().waitFor();
    expect(await card(page, 'queued', '<b>Bold</b> & Sons').count()).toBe(1);
    await page.close();
  });

  itInBrowser('is worked by keyboard alone: search, walk, move with a reason, open the lead', async () => {
    const page = await open(desk);
    await card(page, 'contacted', 'Ölmühle Nord').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('ölmühle');
    await page.waitForURL(/q=/);
    await page.getByText('1 lead', { exact: true }).waitFor();
    await card(page, 'contacted', 'Ölmühle Nord').focus();
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: 'Declined…' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: 'Declined…' }).press('Enter');
    await page.getByRole('button', { name: 'Not now' }).press('Enter');
    await page.getByRole('button', { name: 'Move to Declined' }).press('Enter');
    await page.getByText('Ölmühle Nord moved to Declined').first().waitFor();
    const [move] = await api.db.query(`select to_stage, by_kind from stage_move where to_stage = 'declined'`);
    expect(move).toEqual({ to_stage: 'declined', by_kind: 'person' });
    await page.close();
  });

  itInBrowser('opens a lead in a drawer that can be linked to, with right-to-left names unharmed', async () => {
    const page = await open(desk);
    const arabic = card(page, 'engaged', 'متجر الأواني الذهبية');
    await arabic.focus();
    await page.keyboard.press('o');
    await page.waitForURL(/lead=/);
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading', { name: 'متجر الأواني الذهبية' }).waitFor();
    await drawer.getByText('info@shop-2.example').waitFor();
    const linked = await open(desk, new URL(page.url()).pathname + new URL(page.url()).search);
    await linked.getByRole('dialog').getByRole('heading', { name: 'متجر الأواني الذهبية' }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('lead='));
    await Promise.all([page.close(), linked.close()]);
  });

  itInBrowser('fits a phone of 360 px on every screen', async () => {
    const phone = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await open(phone);
    await signIn(page);
    await page.getByRole('tablist', { name: 'Stages' }).waitFor();
    for (const path of ['/board', '/leads', '/sources']) {
      await page.goto(api.origin + path);
      await page.waitForLoadState('load');
      await page.getByRole('main').waitFor();
      expect({ path, over: await overEdge(page) }).toEqual({ path, over: 0 });
    }
    await phone.close();
  });

  itInBrowser('signs out from the menu, and nothing of the board is left on screen', async () => {
    const context = await browser.newContext();
    const page = await open(context);
    await signIn(page);
    await page.getByRole('button', { name: 'You: Lena Krantz' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Beckon' }).waitFor();
    expect(await page.locator('[data-card]').count()).toBe(0);
    await signIn(page);
    await card(page, 'engaged', 'Tallow & Co').waitFor();
    await context.close();
  });

  itInBrowser('asks to sign in again in place when the session has ended', async () => {
    const page = await open(desk, '/leads');
    await page.getByRole('grid', { name: 'Leads' }).waitFor();
    await api.db.query(`delete from session`);
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in to Beckon' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/leads');
  });

  itInBrowser('complained about nothing in the browser\'s console', async () => {
    await Promise.resolve(expect(complaints).toEqual([]));
  });
});
