import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Resolution } from '#merchants';
import { LeadIntake } from '#leads';
import { ScorePasses } from '#scoring';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { axeFindings, overEdge } from '../support/axe.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { aRun, seenIn, type SeenStorefront } from '../support/factories.js';
import { itNeeds } from '../support/not-run.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');
/** Six who score best, in this order, before a field that gives them somebody to be better than. */
const NAMES = ['Tallow & Co', 'متجر الأواني الذهبية', '株式会社 さくら台所道具店', '<b>Bold</b> & Sons', 'Ölmühle Nord', 'Donaudampfschifffahrtsgesellschaftskapitänsmützenbedarf und Küchenausstattung Handelsgesellschaft mbH & Co. KG'];
const shops: SeenStorefront[] = [
  ...NAMES.map((name, place) => ({ sellerId: `S${place}`, name, rank: place + 1, ratingCount: 9000 - place * 600, category: ['Kitchen', 'Garden'][place % 2]!, profile: { email: `info@shop-${place}.example`, vat: `DE12345678${place}`, businessName: name, phone: '+49 40 1234567' } })),
  ...Array.from({ length: 24 }, (_, place) => ({ sellerId: `F${place}`, name: `Field ${place}`, rank: 20 + place * 3, ratingCount: 300, category: ['Kitchen', 'Garden'][place % 2]!, profile: null })),
];

describe('a morning of review, by keyboard alone', () => {
  let api: TestApi;
  let browser: Browser;
  let desk: BrowserContext;
  const complaints: string[] = [];
  const ids = new Map<string, string>();
  /** Requests for a next card that are under way, by page. */
  const asking = new Map<Page, number>();

  const open = async (context: BrowserContext, path = '/review', who = 'mira.voss.admin'): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => { if (message.type() === 'error' && !/status of 40[0139]/.test(message.text())) complaints.push(message.text()); });
    const count = (by: number) => (request: { url(): string }) => { if (request.url().endsWith('/api/review/next')) asking.set(page, (asking.get(page) ?? 0) + by); };
    page.on('request', count(1)).on('requestfinished', count(-1)).on('requestfailed', count(-1));
    await page.goto(api.origin + path);
    const field = page.getByLabel('Mail address');
    await field.or(page.getByRole('main')).first().waitFor();
    if (await field.count()) {
      await field.fill(`${who}@northwind.example`);
      await page.locator('input[name=password]').fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
    }
    return page;
  };
  const shows = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  const stageOf = async (name: string) => (await api.db.query(`select stage, owner_id as owner, snoozed_until as until, close_reason as why from lead where id = $1`, [ids.get(name)]) as Array<{ stage: string; owner: string | null; until: Date | null; why: string | null }>)[0]!;
  /** Waits until the server has what the screen showed before. */
  const until = async (what: () => Promise<boolean>): Promise<void> => { for (let left = 2_000; left > 0 && !(await what()); left--) await new Promise((resolve) => { setTimeout(resolve, 50); }); expect(await what()).toBe(true); };

  /** Leaves the screen once nothing is under way; its cards go back to the others. */
  const leave = async (page: Page): Promise<void> => {
    await until(async () => Promise.resolve((asking.get(page) ?? 0) === 0));
    await page.close();
    await until(async () => (await api.db.query(`select from review_claim where ended_at is null`) as unknown[]).length === 0);
  };

  beforeAll(async () => {
    if (!browserPath) return;
    builtBoard();
    api = await testApi();
    await api.signedIn('admin', 'Mira Voss');
    await api.signedIn('rep', 'Omar Haddad');
    const get = <T>(token: new (...args: never[]) => T): T => api.app.get(token as never, { strict: false });
    for (const [day, drop] of [[new Date(Date.now() - 2 * 86_400_000), 15], [new Date(), 0]] as const) {
      const run = await aRun(api.db, { at: day, categories: ['Kitchen', 'Garden'] });
      await seenIn(api.db, run, shops.map((shop) => ({ ...shop, rank: shop.rank! + drop, rating: drop ? 4.4 : 4.6 })));
      await api.db.transaction((tx) => get(Resolution).resolve(tx, run.id));
    }
    await get(ScorePasses).run(await api.db.transaction((tx) => get(ScorePasses).request(tx, 'a test')));
    await api.db.transaction((tx) => get(LeadIntake).sync(tx));
    await api.db.query(`update lead l set score = 95 - 5 * case when substr(s.seller_id, 1, 1) = 'S' then substr(s.seller_id, 2)::int else 12 end, stage = case when s.seller_id like 'S%' then 'qualified' else 'sourced' end
      from identity_link k join storefront s on s.id = k.storefront_id where k.merchant_id = l.merchant_id`);
    for (const row of await api.db.query(`select l.id, m.name from lead l join merchant m on m.id = l.merchant_id`) as Array<{ id: string; name: string }>) ids.set(row.name, row.id);
    browser = await openBrowser();
    desk = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  itInBrowser('accepts, rejects with a number, snoozes with a number, goes on and back, and takes the last one back', async () => {
    const page = await open(desk);
    await shows(page, NAMES[0]!);
    await page.getByText('yours alone').waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');

    await page.keyboard.press('a');
    await shows(page, NAMES[1]!);
    await until(async () => (await stageOf(NAMES[0]!)).stage === 'queued');
    await page.getByText(`Accepted: ${NAMES[0]}`).first().waitFor();

    await page.keyboard.press('j');
    await shows(page, NAMES[2]!);
    await page.keyboard.press('k');
    await shows(page, NAMES[1]!);
    await page.getByText('card 1 of').waitFor();

    await page.keyboard.press('r');
    await page.getByRole('dialog').getByText('Too small').waitFor();
    await page.keyboard.press('4');
    await shows(page, NAMES[2]!);
    await until(async () => (await stageOf(NAMES[1]!)).stage === 'disqualified');
    expect((await stageOf(NAMES[1]!)).why).toBe('Too small');

    await page.keyboard.press('u');
    await shows(page, NAMES[1]!);
    expect(await stageOf(NAMES[1]!)).toMatchObject({ stage: 'qualified', why: null });

    await page.keyboard.press('r');
    await page.getByRole('dialog').getByText('Too small').waitFor();
    await page.keyboard.press('9');
    await page.getByText('Say in a few words what the reason is').waitFor();
    await page.getByLabel('Note').fill('the shop of a museum');
    await page.keyboard.press('Control+Enter');
    await shows(page, NAMES[2]!);
    await until(async () => (await stageOf(NAMES[1]!)).why === 'Something else: the shop of a museum');

    await page.keyboard.press('s');
    await page.getByRole('dialog').getByText('Next Monday').waitFor();
    await page.keyboard.press('1');
    await shows(page, NAMES[3]!);
    await until(async () => (await stageOf(NAMES[2]!)).until !== null);

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).getByText('Take the last decision back').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' });
    expect((await api.db.query(`select outcome from review_claim where outcome is not null order by ended_at`) as Array<{ outcome: string }>).map((row) => row.outcome)).toEqual(['accepted', 'undone', 'rejected', 'snoozed']);
    await leave(page);
  });

  itInBrowser('brings a snoozed merchant back on top, and says why it is back', async () => {
    await api.db.query(`update lead set snoozed_until = now() - interval '1 minute' where id = $1`, [ids.get(NAMES[2]!)]);
    await api.db.query(`update review_claim set snooze_until = (select snoozed_until from lead where id = lead_id), note = 'after the fair' where outcome = 'snoozed'`);
    const page = await open(desk);
    await shows(page, NAMES[2]!);
    await page.getByText('Why it is back').waitFor();
    await page.getByText('Mira Voss snoozed it').waitFor();
    await page.getByText('after the fair').waitFor();
    await leave(page);
  });

  itInBrowser('says who has the card when the lease was lost, and keeps what was typed', async () => {
    const page = await open(desk);
    await shows(page, NAMES[2]!);
    const other = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await page.keyboard.press('r');
    await page.getByLabel('Note').fill('three words kept');
    await page.keyboard.press('Escape');
    await api.db.query(`update review_claim set expires_at = clock_timestamp() - interval '1 minute' where ended_at is null`);
    const colleague = await open(other, '/review', 'omar.haddad.rep');
    await shows(colleague, NAMES[2]!);
    await page.keyboard.press('a');
    await page.getByText('Omar Haddad has this merchant on the screen now.').first().waitFor();
    await page.getByRole('button', { name: 'Go to the next card' }).click();
    expect(await page.evaluate(`sessionStorage.getItem('beckon.review.note.${ids.get(NAMES[2]!)}')`)).toBe('three words kept');
    expect(await stageOf(NAMES[2]!)).toMatchObject({ stage: 'qualified' });
    await until(async () => Promise.resolve((asking.get(page) ?? 0) + (asking.get(colleague) ?? 0) === 0));
    await page.close();
    await leave(colleague);
    await other.close();
  });

  itInBrowser('says why there is nothing, and what to do', async () => {
    const page = await open(desk, '/review/settings');
    await page.getByRole('button', { name: 'Change what Mira Voss takes' }).click();
    await page.getByLabel('Leads a day, at most').fill('1');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Mira Voss: saved.').waitFor();
    await page.getByRole('link', { name: 'Review' }).first().click();
    await page.getByRole('heading', { name: 'That is enough for today' }).waitFor();
    await page.goto(`${api.origin}/review/settings`);
    await page.getByRole('button', { name: 'I am away' }).click();
    await page.getByText('You are away').waitFor();
    await page.goto(`${api.origin}/review`);
    await page.getByRole('heading', { name: 'You are out of office' }).waitFor();
    await page.getByRole('button', { name: 'I am back' }).click();
    await page.getByRole('heading', { name: 'That is enough for today' }).waitFor();
    await api.db.query(`delete from review_route`);
    await api.db.query(`update lead set stage = 'sourced' where stage = 'qualified'`);
    await page.goto(`${api.origin}/review`);
    await page.getByRole('heading', { name: 'Everything is reviewed' }).waitFor();
    await api.db.query(`update lead set stage = 'qualified' where stage = 'sourced' and id = any($1)`, [NAMES.slice(2).map((name) => ids.get(name))]);
    await leave(page);
  });

  itInBrowser('fits a phone of 360 px, with the longest name too', async () => {
    const phone = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await open(phone);
    for (const name of [NAMES[2]!, NAMES[3]!, NAMES[4]!, NAMES[5]!]) {
      await shows(page, name);
      expect({ name, over: await overEdge(page) }).toEqual({ name, over: 0 });
      await page.getByRole('button', { name: 'Accept' }).waitFor();
      await page.keyboard.press('j');
    }
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`${api.origin}/review/settings`);
    await page.getByRole('heading', { name: 'The mix of a day' }).waitFor();
    expect({ findings: await axeFindings(page), over: await overEdge(page) }).toEqual({ findings: [], over: 0 });
    await phone.close();
  });

  itInBrowser('complained about nothing in the browser’s console', async () => {
    await Promise.resolve(expect(complaints).toEqual([]));
  });
});
