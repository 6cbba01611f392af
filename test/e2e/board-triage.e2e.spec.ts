import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Keys, sql } from '#platform';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { expectSound } from '../support/axe.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { aContact, aLead, aMerchant, aRegion } from '../support/factories.js';
import { itNeeds } from '../support/not-run.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');
const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
const LONG = 'The Very Long Northern Kitchenware & Household Goods Trading Company of Upper Hambeck';
const LEADS: [name: string, stage: string, score: number, marketplaces: string[], category: string][] = [
  ['Tallow & Co', 'contacted', 95, ['alderbay', 'brookmart'], 'Kitchen'], [LONG, 'contacted', 90, ['alderbay'], 'Kitchen'], ['متجر الأواني الذهبية', 'contacted', 85, ['brookmart'], 'Kitchen'],
  ['東京キャンドル工房', 'engaged', 80, ['alderbay'], 'Candles'], ['Ölmühle Nord', 'engaged', 75, ['alderbay'], 'Kitchen'], ['No Address GmbH', 'qualified', 70, ['alderbay'], 'Candles'],
];

const column = (page: Page, stage: string) => page.locator(`section[data-column="${stage}"]`);
const card = (page: Page, stage: string, name: string) => column(page, stage).locator('[data-card]', { hasText: name });
const focused = (page: Page) => page.evaluate('document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? ""') as Promise<string>;

describe('a day at the board', () => {
  let api: TestApi;
  let browser: Browser;
  let lena: BrowserContext;
  let omar: BrowserContext;
  const complaints: string[] = [];

  const open = async (context: BrowserContext, path = '/board'): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => { if (message.type() === 'error' && !/status of 40[0139]/.test(message.text())) complaints.push(message.text()); });
    await page.goto(api.origin + path);
    return page;
  };
  const signedIn = async (tab: { cookie: string }): Promise<BrowserContext> => {
    const context = await browser.newContext({ viewport: { width: 1500, height: 900 } });
    await context.addCookies([{ name: tab.cookie.split('=')[0]!, value: tab.cookie.slice(tab.cookie.indexOf('=') + 1), url: api.origin }]);
    return context;
  };
  const leadOf = async (name: string) => (await sql<{ id: string; stage: string; version: number; owner: string | null }>(api.db, `select l.id, l.stage, l.version, u.name as owner from lead l join merchant m on m.id = l.merchant_id left join app_user u on u.id = l.owner_id where m.name = $1`, [name]))[0]!;

  beforeAll(async () => {
    if (!browserPath) return;
    builtBoard();
    api = await testApi();
    const one = await api.signedIn('admin', 'Lena Krantz');
    const other = await api.signedIn('rep', 'Omar Haddad');
    const keys = api.app.get(Keys);
    const regionId = await aRegion(api.db, { name: 'Europe' });
    for (const [place, [name, stage, score, marketplaces, category]] of LEADS.entries()) {
      const merchantId = await aMerchant(api.db, { name, search: name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase() });
      const address = `info@shop-${place}.example`;
      if (stage !== 'qualified') await aContact(api.db, { merchantId, address, macs: { address: keys.addressMac(address), domain: keys.domainMac(address) } });
      await aLead(api.db, { merchantId, regionId, stage, score, marketplaces, category, reachable: stage !== 'qualified', since: daysAgo(place * 4 + 1) });
    }
    browser = await openBrowser();
    [lena, omar] = [await signedIn(one), await signedIn(other)];
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  itInBrowser('is triaged by keyboard alone: sign in, filter, keep the view, look, move, assign, next', async () => {
    const context = await browser.newContext({ viewport: { width: 1500, height: 900 } });
    const page = await open(context);
    const keyboard = page.keyboard;
    await page.getByLabel('Mail address').waitFor();
    await page.getByLabel('Mail address').focus();
    await keyboard.type('lena.krantz.admin@northwind.example');
    await keyboard.press('Tab');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await card(page, 'contacted', 'Tallow & Co').waitFor();

    await keyboard.press('f');
    await page.getByRole('menuitem', { name: 'Category' }).waitFor();
    await page.getByRole('menuitem', { name: 'Category' }).press('Enter');
    await page.getByRole('combobox', { name: 'Category' }).waitFor();
    await keyboard.type('kitch');
    await page.getByRole('option', { name: 'Kitchen' }).waitFor();
    await keyboard.press('Enter');
    await page.waitForURL(/category=Kitchen/);
    await keyboard.press('Escape');
    await page.getByText('4 leads', { exact: true }).waitFor();
    await keyboard.press('v');
    await page.getByRole('menuitem', { name: 'Save as a new view…' }).press('Enter');
    await page.getByLabel('Name').waitFor();
    await keyboard.type('Kitchen first');
    await keyboard.press('Enter');
    await page.waitForURL(/view=/);
    await page.getByRole('button', { name: /Kitchen first/ }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await card(page, 'contacted', 'Tallow & Co').focus();
    await keyboard.press('j');
    await page.locator('[data-card][data-index="1"]:focus').waitFor();
    await keyboard.press('ArrowUp');
    await keyboard.press('l');
    await page.locator('[data-card][data-stage="engaged"]:focus').waitFor();
    expect(await focused(page)).toContain('Ölmühle Nord, score 75');
    await keyboard.press('h');
    await page.locator('[data-card][data-stage="contacted"]:focus').waitFor();

    await keyboard.press('Space');
    await page.getByRole('dialog').getByRole('heading', { name: 'Tallow & Co' }).waitFor();
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('[data-card][data-index="0"]:focus').waitFor();
    await keyboard.press('a');
    await page.getByRole('menuitem', { name: 'Lena Krantz (you)' }).press('Enter');
    await page.getByText('belongs to Lena Krantz now').first().waitFor();
    await keyboard.press('m');
    await page.getByRole('menuitem', { name: 'Engaged', exact: true }).press('Enter');
    await card(page, 'engaged', 'Tallow & Co').waitFor();
    // The next one has the focus already; what happened was said aloud.
    await page.locator('[data-card][data-stage="contacted"]:focus').waitFor();
    expect(await focused(page)).toContain(LONG);
    await page.getByText('Tallow & Co moved to Engaged').first().waitFor();
    await page.locator('[aria-live="polite"]', { hasText: 'moved to Engaged' }).waitFor({ state: 'attached' });
    await keyboard.press('Enter');
    await page.waitForURL(/\/leads\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { level: 1, name: LONG }).waitFor();
    expect(await leadOf('Tallow & Co')).toMatchObject({ stage: 'engaged', owner: 'Lena Krantz' });

    await page.goto(`${api.origin}/board`);
    await page.locator('[data-card]').first().waitFor();
    await page.locator('[aria-keyshortcuts="V"]').waitFor();
    await keyboard.press('v');
    await page.getByRole('menuitem', { name: 'Kitchen first' }).press('Enter');
    await page.waitForURL(/category=Kitchen/);
    await context.close();
  });

  itInBrowser('shows both values when two people move the same lead, and lets the later one go on', async () => {
    const [first, second] = [await open(lena), await open(omar)];
    await Promise.all([first, second].map((page) => card(page, 'engaged', '東京キャンドル工房').waitFor()));
    // Omar’s window hears nothing for a moment: both see the same version.
    await second.route('**/api/board*', (route) => route.abort());
    await card(first, 'engaged', '東京キャンドル工房').focus();
    await first.keyboard.press('m');
    await first.getByRole('menuitem', { name: 'Offer sent' }).press('Enter');
    await card(first, 'offer_sent', '東京キャンドル工房').waitFor();
    await card(second, 'engaged', '東京キャンドル工房').focus();
    await second.keyboard.press('m');
    await second.getByRole('menuitem', { name: 'Accepted' }).press('Enter');
    const dialog = second.getByRole('dialog', { name: 'Somebody else was faster' });
    await dialog.getByText(/Lena Krantz moved it to Offer sent/).waitFor();
    expect((await dialog.locator('dd').allInnerTexts()).map((text) => text.split('\n')[0])).toEqual(['Engaged', 'Offer sent', 'Accepted']);
    await second.unroute('**/api/board*');
    await dialog.getByRole('button', { name: 'Move it to Accepted' }).press('Enter');
    for (const page of [first, second]) await card(page, 'accepted', '東京キャンドル工房').waitFor();
    const moves = await sql<{ to_stage: string; name: string | null }>(api.db, `select mv.to_stage, u.name from stage_move mv left join app_user u on u.id = mv.by_user_id where mv.lead_id = $1 order by mv.id`, [(await leadOf('東京キャンドル工房')).id]);
    expect(moves.slice(1)).toEqual([{ to_stage: 'offer_sent', name: 'Lena Krantz' }, { to_stage: 'accepted', name: 'Omar Haddad' }]);
    await Promise.all([first.close(), second.close()]);
  });

  itInBrowser('holds still under the pointer: what others bring waits, and is shown when asked for', async () => {
    const page = await open(lena);
    await card(page, 'contacted', LONG).hover();
    const before = await card(page, 'contacted', LONG).boundingBox();
    const other = await api.signedIn('admin', 'Third Person');
    // A better lead that comes in from queued would push the others down.
    const [{ id: regionId }] = await sql<{ id: string }>(api.db, 'select id from region') as [{ id: string }];
    const merchantId = await aMerchant(api.db, { name: 'Newcomer' });
    const id = await aLead(api.db, { merchantId, regionId, stage: 'queued', score: 99 });
    expect((await other(`/api/leads/${id}/stage`, { method: 'PUT', body: { to: 'contacted', version: 1 } })).status).toBe(200);
    const pill = column(page, 'contacted').getByRole('button', { name: '1 new' });
    await pill.waitFor();
    expect(await card(page, 'contacted', 'Newcomer').count()).toBe(0);
    expect(await card(page, 'contacted', LONG).boundingBox()).toEqual(before);
    await pill.click();
    await card(page, 'contacted', 'Newcomer').waitFor();
    await page.close();
  });

  itInBrowser('puts a refused card back and says which field is missing', async () => {
    const page = await open(lena, '/board?show=true');
    const refused = page.waitForResponse((response) => response.url().endsWith('/stage') && response.status() === 409);
    const moves: string[] = [];
    page.on('request', (request) => { if (request.method() === 'PUT') moves.push(request.url()); });
    await card(page, 'qualified', 'No Address GmbH').dragTo(column(page, 'queued'), { targetPosition: { x: 120, y: 300 } });
    await refused;
    await page.getByText(/No Address GmbH stays in Qualified. Missing: a mail address./).first().waitFor();
    await card(page, 'qualified', 'No Address GmbH').waitFor();
    expect(moves).toHaveLength(1);
    await page.close();
  });

  itInBrowser('lists leads by keyboard, with rows to choose and columns to pick', async () => {
    const page = await open(lena, '/leads?owner=nobody');
    const grid = page.getByRole('grid', { name: 'Leads' });
    await grid.locator('[data-row="1"]').waitFor();
    await page.keyboard.press('j');
    await page.locator('[data-row="0"]:focus').waitFor();
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+ArrowDown');
    await page.locator('[role="row"][aria-selected="true"]').nth(1).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[role="row"][aria-selected="true"]').first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Value a month' }).click();
    await grid.getByRole('columnheader', { name: 'Value a month' }).waitFor();
    await page.close();
  });

  itInBrowser('passes axe on board and list, light and dark, wide and on a phone', async () => {
    for (const [name, path] of [['board-filtered', '/board?category=Kitchen&category=Candles&show=true'], ['list-filtered', '/leads?minScore=10']] as const) {
      const page = await open(lena, path);
      await page.locator('[data-card], [data-row]').first().waitFor();
      await expectSound(page, name);
      await page.close();
    }
  });

  itInBrowser('complained about nothing in the browser’s console', async () => {
    await Promise.resolve(expect(complaints.filter((text) => !/net::ERR_FAILED/.test(text))).toEqual([]));
  });
});
