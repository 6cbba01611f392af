import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectSound } from '../support/axe.js';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CustomFields, Facts, Resolution, Tags } from '#merchants';
import { sql } from '#platform';
import { ScorePasses } from '#scoring';
import { BlobFolder } from '#sourcing';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { aLead, aMerchant, aRegion, aRun, seenIn } from '../support/factories.js';
import { itNeeds } from '../support/not-run.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');
const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

interface SellerPage { sellerId: string; name: string; businessName: string; address: string; email: string; phone: string; vat: string; country: string }
const shops: SellerPage[] = [
  { sellerId: 'A1', name: 'Tallow Home', businessName: 'Tallow & Söhne GmbH', address: 'Lindenstraße 1, 20001 Hambeck, DE', email: 'info@tallow.example', phone: '+49 40 123456', vat: 'DE123456789', country: 'DE' },
  { sellerId: 'B1', name: '東京キャンドル工房 — タロウ', businessName: 'Tallow Japan', address: 'Hafen 9, 20002 Hambeck, DE', email: 'ana@tallow.example', phone: '+49 40 99', vat: 'DE123456789', country: 'DE' },
];

describe('a merchant’s page, in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  let desk: BrowserContext;
  let site: Server;
  let origin: string;
  let merchantId: string;
  let bareId: string;
  const complaints: string[] = [];

  /** The seller's page as the pretend marketplace serves it. */
  const sellerPage = (shop: SellerPage) => `<!doctype html><meta charset="utf-8"><title>${shop.name}</title><h1>${shop.name}</h1><dl>${Object.values(shop).map((value) => `<dd>${value.replace('&', '&amp;')}</dd>`).join('')}<dd>4.5</dd><dd>2998</dd><dd>898</dd></dl>`;
  const open = async (path: string, options: { width?: number; context?: BrowserContext } = {}): Promise<Page> => {
    const page = await (options.context ?? desk).newPage();
    if (options.width) await page.setViewportSize({ width: options.width, height: 800 });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => { if (message.type() === 'error' && !/status of 40[0134]/.test(message.text())) complaints.push(message.text()); });
    await page.goto(api.origin + path);
    return page;
  };
  const merchantPage = async (options: { width?: number } = {}): Promise<Page> => {
    const page = await open(`/merchants/${merchantId}`, options);
    await page.getByRole('heading', { level: 1, name: 'Tallow Home' }).waitFor();
    await page.locator('.uplot canvas').first().waitFor();
    return page;
  };

  beforeAll(async () => {
    if (!browserPath) return;
    builtBoard();
    site = createServer((request, response) => {
      const shop = shops.find((one) => request.url === `/seller/${one.sellerId}`);
      response.writeHead(shop ? 200 : 404, { 'content-type': 'text/html' }).end(shop ? sellerPage(shop) : 'no such page');
    });
    await new Promise<void>((resolve) => { site.listen(0, '127.0.0.1', resolve); });
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const home = mkdtempSync(join(tmpdir(), 'beckon-merchant-'));
    api = await testApi({ BECKON_HOME: home });
    const lena = await api.signedIn('rep', 'Lena Kurz');
    const resolution = api.app.get(Resolution, { strict: false });
    const field = Array.from({ length: 9 }, (_, at) => ({ sellerId: `F${at}`, rank: 60 + at * 5, profile: null }));
    // Thirty days in which every third was read, but for a fortnight without any run.
    for (const ago of [60, 57, 54, 51, 48, 31, 27, 24, 21, 18, 15, 12, 9, 6, 3, 1]) {
      for (const [marketplace, shop] of [['alderbay', shops[0]!], ['brightcart', shops[1]!]] as const) {
        const run = await aRun(api.db, { marketplace, at: daysAgo(ago) });
        const { sellerId, name, ...profile } = shop;
        await seenIn(api.db, run, [...field, { sellerId, name, rank: Math.round(12 + ago / 2), rating: ago > 20 ? 4.9 : 4.5, ratingCount: (marketplace === 'alderbay' ? 3000 : 900) - ago * 2, profile: { ...profile, address: ago > 40 ? 'Hafen 1, 20001 Hambeck, DE' : shop.address, sourceUrl: `${origin}/seller/${sellerId}` } }]);
        await api.db.transaction((tx) => resolution.resolve(tx, run.id));
      }
    }
    merchantId = (await sql<{ id: string }>(api.db, `select id from merchant where name = 'Tallow Home'`))[0]!.id;
    bareId = await aMerchant(api.db, { name: 'متجر النور للهدايا والعطور الفاخرة' });
    // The page behind one fact is still kept.
    const [fact] = await sql<{ run_id: string }>(api.db, `select run_id from fact f join storefront s on s.id = f.storefront_id where f.merchant_id = $1 and s.seller_id = 'A1' and f.name = 'businessName'`, [merchantId]);
    const [page] = await sql<{ id: string }>(api.db, `insert into run_page (run_id, url, kind, state) values ($1, $2, 'seller', 'done') returning id`, [fact!.run_id, `${origin}/seller/A1`]);
    const html = Buffer.from(sellerPage(shops[0]!).replace('&amp;', '&'));
    await sql(api.db, `insert into capture (run_id, page_id, kind, url, blob, bytes) values ($1, $2, 'html', $3, $4, $5)`, [fact!.run_id, page!.id, `${origin}/seller/A1`, await new BlobFolder(join(home, 'blobs')).put(fact!.run_id, html), html.length]);
    await api.db.transaction(async (tx) => {
      await api.app.get(CustomFields, { strict: false }).create(tx, { key: 'segment', label: 'Segment', kind: 'choice', choices: ['Gifts', 'Candles'] }, daysAgo(2));
      await api.app.get(CustomFields, { strict: false }).create(tx, { key: 'vans', label: 'Vans', kind: 'number' }, daysAgo(2));
      await api.app.get(Tags, { strict: false }).set(tx, { merchantId, tags: ['gift shop'], byUserId: lena.userId, at: daysAgo(1) });
      await api.app.get(Facts, { strict: false }).correct(tx, { merchantId, name: 'address', value: 'Speicher 4, 20001 Hambeck', by: { kind: 'merchant', userId: lena.userId }, note: 'told us on the phone', at: daysAgo(2) });
    });
    const passes = api.app.get(ScorePasses, { strict: false });
    await passes.run(await api.db.transaction((tx) => passes.request(tx, 'a test')));
    await aLead(api.db, { merchantId, regionId: await aRegion(api.db, { name: 'Europe' }), stage: 'qualified' });
    browser = await openBrowser();
    desk = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const door = await open('/leads');
    await door.getByLabel('Mail address').fill('lena.kurz.rep@northwind.example');
    await door.locator('input[name=password]').fill(PASSWORD);
    await door.getByRole('button', { name: 'Sign in' }).click();
    await door.getByRole('heading', { name: 'Sign in to Beckon' }).waitFor({ state: 'detached' });
    await door.close();
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
    site?.close();
  });

  itInBrowser('opens the source of every fact and contact on screen, and the value stands there', async () => {
    const page = await merchantPage();
    const rows = page.locator('[data-fact]');
    await rows.first().waitFor();
    expect(await rows.count()).toBeGreaterThanOrEqual(7);
    for (const past of await page.locator('[data-fact] details').all()) await past.locator('summary').first().click();
    let walked = 0;
    for (const value of await rows.locator('[data-value]').all()) {
      const said = await value.locator('bdi').innerText();
      const links = value.locator('[data-source]');
      if (await links.count() === 0) expect(await value.locator('[data-said]').innerText()).toMatch(/merchant, \d+ \w+ \d{4}/); // no page: said, by whom and when
      expect(await value.locator('[data-run]').count()).toBe(await links.count());
      for (const link of await links.all()) {
        const opened = desk.waitForEvent('page');
        await link.click();
        const source = await opened;
        await source.waitForLoadState();
        expect(source.url()).toMatch(new RegExp(`^${origin}/seller/`));
        // A page that has changed since no longer shows what it showed then; the run's ledger still does.
        if (await value.getAttribute('data-value') === 'now') expect(await source.locator('body').innerText()).toContain(said);
        await source.close();
        expect(await link.locator('xpath=..').locator('[data-run]').getAttribute('href')).toMatch(/^\/runs\/[0-9a-f-]{36}$/);
        walked++;
      }
    }
    expect(walked).toBeGreaterThanOrEqual(14);
    const contacts = page.getByRole('region', { name: 'Contacts' }).locator('li');
    for (const contact of await contacts.all()) expect((await (await fetch((await contact.locator('[data-source]').getAttribute('href'))!)).text())).toContain(await contact.locator('bdi').innerText());
    expect(await contacts.count()).toBe(4);
    await page.close();
  });

  itInBrowser('shows the page as it was stored, with the value marked', async () => {
    const page = await merchantPage();
    await page.locator('[data-fact=businessName]').getByRole('button', { name: 'as stored' }).click();
    expect(await page.getByRole('dialog').locator('mark').innerText()).toBe('Tallow & Söhne GmbH');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('[data-fact=businessName] [data-run]').first().click();
    await page.waitForURL(/\/runs\//);
    await page.close();
  });

  itInBrowser('adds up: the points on screen are the score in the head', async () => {
    const page = await merchantPage();
    const points = await page.locator('[data-contribution]').evaluateAll((lines) => lines.map((line) => Number(line.getAttribute('data-contribution'))));
    const sum = Number(await page.locator('[data-sum]').innerText());
    expect(points.length).toBeGreaterThan(5);
    expect(points.reduce((total, one) => total + one, 0)).toBe(sum);
    expect(await page.getByRole('link', { name: `Score ${sum}: why` }).count()).toBe(1);
    await page.close();
  });

  itInBrowser('lets a rep correct a fact by keyboard, and take it back', async () => {
    const page = await merchantPage();
    const name = page.locator('[data-fact=businessName]');
    await name.getByRole('button', { name: 'Correct legal name' }).focus();
    await page.keyboard.press('Enter');
    const field = page.getByLabel('What it is');
    await field.waitFor();
    await field.fill('Tallow Manufaktur GmbH');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await name.locator('bdi').first().innerText()).toBe('Tallow Manufaktur GmbH');
    expect(await name.innerText()).toContain('Tallow & Söhne GmbH'); // what the page shows stays beside it
    await page.reload();
    await page.getByText('Tallow Manufaktur GmbH').first().waitFor();
    await name.getByRole('button', { name: 'Correct legal name' }).click();
    await page.getByRole('button', { name: 'Go by the pages again' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await name.locator('bdi').first().innerText()).toBe('Tallow & Söhne GmbH');
    await page.getByRole('button', { name: 'Add what you know' }).click();
    await page.getByRole('combobox', { name: 'About' }).click();
    await page.getByRole('option', { name: 'Register number' }).click();
    await page.getByRole('textbox', { name: 'What it is' }).fill('HRB 12345');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('[data-fact=registration]').getByText('HRB 12345').waitFor();
    await page.close();
  });

  itInBrowser('takes the team’s own fields and tags, and refuses nonsense in words', async () => {
    const page = await merchantPage();
    await page.getByRole('button', { name: 'Fill in Vans' }).click();
    await page.getByLabel('Vans', { exact: true }).fill('many');
    await page.keyboard.press('Enter');
    await page.getByText('Write a number such as 12 or 12.5.').waitFor();
    await page.getByLabel('Vans', { exact: true }).fill('12');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Change Vans' }).waitFor();
    await page.getByLabel('Add a tag').fill('Summer 2027');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove tag summer 2027' }).click();
    await page.getByRole('button', { name: 'Remove tag summer 2027' }).waitFor({ state: 'detached' });
    await page.close();
  });

  itInBrowser('draws rank and rating, says them in words, and gives them as a table', async () => {
    const page = await merchantPage();
    const shop = page.getByRole('article', { name: 'Tallow Home on alderbay' });
    expect(await shop.getByRole('img').first().getAttribute('aria-label')).toMatch(/^Rank: 42 on .+, 13 on /);
    await shop.getByText(/^As a table/).click();
    expect(await shop.getByRole('table').locator('tbody tr').count()).toBe(16);
    await page.getByRole('button', { name: '30 days' }).click();
    await shop.getByText('As a table (10)').waitFor();
    await page.close();
  });

  itInBrowser('says what is missing when nothing is known yet', async () => {
    const page = await open(`/merchants/${bareId}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const text of ['No storefront is linked', 'No page of this merchant has been read', 'No page shows a mail address', 'Not scored yet', 'Too little was seen', 'Nothing that is worth telling']) await page.getByText(text).waitFor();
    await page.goto(`${api.origin}/merchants/00000000-0000-4000-8000-000000000000`);
    await page.getByText('There is no such merchant.').waitFor();
    await page.close();
  });

  itInBrowser('takes a storefront out that is not theirs, with a reason', async () => {
    const page = await merchantPage();
    await page.getByRole('button', { name: '東京キャンドル工房 — タロウ is not theirs' }).click();
    await page.getByRole('textbox', { name: 'Why' }).fill('Their VAT number was copied from ours');
    await page.getByRole('button', { name: 'Take it out' }).click();
    await page.getByRole('article', { name: 'on brightcart' }).waitFor({ state: 'detached' });
    await page.getByText('Not theirs any more (1)').click();
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('heading', { level: 1, name: '東京キャンドル工房 — タロウ' }).waitFor();
    await page.close();
  });

  itInBrowser('fits a phone, has no faults a checker finds in light or dark, and complains of nothing', async () => {
    const page = await merchantPage();
    await page.locator('.uplot canvas').first().waitFor();
    await expectSound(page, 'merchant');
    await page.close();
    expect(complaints).toEqual([]);
  });
});
