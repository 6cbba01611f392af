import type { Browser, Page } from 'playwright-core';
import { HandOverRequests, MerchantReplies, Snoozes } from '#leads';
import { Clock } from '#platform';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { expectSound, until } from '../support/axe.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { aContact, aLead, aMerchant, aRegion } from '../support/factories.js';
import { itNeeds } from '../support/not-run.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');

describe('a lead between two people, in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  let lena: Page;
  let omar: Page;
  let ids: Record<'tallow' | 'arabic' | 'reply', string>;
  const complaints: string[] = [];
  const get = <T>(token: new (...args: never[]) => T): T => api.app.get(token, { strict: false });

  const signIn = async (email: string, options: object = {}): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options })).newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(api.origin);
    await page.getByLabel('Mail address').fill(email);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
    return page;
  };
  const waits = (page: Page) => page.getByRole('region', { name: 'Waits for you' });
  const shoot = async (page: Page, name: string): Promise<void> => { if (process.env.BECKON_SHOTS) await page.screenshot({ path: `${process.env.BECKON_SHOTS}/${name}.png`, fullPage: false }); };

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
    [lena, omar] = [await signIn('lena.krantz.rep@northwind.example'), await signIn('omar.haddad.rep@northwind.example')];
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  itInBrowser('walks from a note over a mention, a task and a sleep to a hand-over, by keyboard', async () => {
    await lena.goto(`${api.origin}/leads`);
    await lena.getByText('Tallow & Co').first().waitFor();
    await lena.getByText('Tallow & Co').first().click();
    await lena.getByRole('heading', { name: 'Tallow & Co', level: 1 }).waitFor();

    // A note that names Omar, chosen from the list with the keyboard.
    await lena.keyboard.press('n');
    const field = lena.getByRole('textbox', { name: 'Note' });
    await field.waitFor();
    await until(lena, `document.activeElement?.tagName === 'TEXTAREA'`);
    await lena.keyboard.type('Met them at the fair, <b>ask</b> @om');
    await lena.getByRole('option', { name: 'Omar Haddad' }).waitFor();
    await lena.keyboard.press('Enter');
    await lena.keyboard.type('for prices');
    await lena.keyboard.press('Control+Enter');
    await lena.locator('mark', { hasText: '@Omar Haddad' }).waitFor();
    await lena.locator('p', { hasText: 'Met them at the fair, <b>ask</b>' }).waitFor();

    // Omar sees it in his day, and it is gone when he has looked.
    await omar.reload();
    await waits(omar).getByText('Met them at the fair').waitFor();
    expect(await omar.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Today/ }).textContent()).toContain('1');
    await waits(omar).getByRole('link', { name: 'Tallow & Co' }).click();
    await omar.getByText('Ask before you write').waitFor();
    await until(omar, `fetch('/api/today/count').then((answer) => answer.json()).then(({ count }) => count === 0)`);

    // A task for tomorrow.
    await lena.locator('body').press('Escape');
    await lena.getByRole('heading', { level: 1 }).click({ position: { x: 500, y: 5 } }).catch(() => undefined);
    await lena.goto(`${api.origin}/leads/${ids.tallow}`);
    await lena.getByRole('heading', { name: 'Tallow & Co', level: 1 }).waitFor();
    await lena.getByRole('button', { name: 'Snooze…' }).waitFor();
    await lena.keyboard.press('t');
    await until(lena, `document.activeElement?.getAttribute('aria-label') === 'What is to be done?'`);
    await lena.keyboard.type('Send the price list');
    await lena.keyboard.press('Enter');
    await lena.getByRole('checkbox', { name: 'Done: Send the price list' }).waitFor();
    await lena.getByText(/^Lena Krantz: Send the price list/).first().waitFor();
    await lena.getByRole('checkbox', { name: 'Done: Send the price list' }).click();
    await lena.getByRole('checkbox', { name: 'Not done after all: Send the price list' }).waitFor();

    // It sleeps for three days, and comes back with the reason.
    await lena.getByRole('heading', { name: 'Tallow & Co', level: 1 }).waitFor();
    await lena.evaluate(`document.activeElement?.blur()`);
    await lena.keyboard.press('s');
    await lena.getByLabel('Why will it be back?').fill('their stock is in');
    await lena.getByRole('button', { name: 'In three days' }).click();
    await lena.getByText(/^snoozed until .*their stock is in/).first().waitFor();
    await get(Clock).jumpTo(new Date(Date.now() + 5 * 86_400_000));
    expect(await get(Snoozes).wakeDue()).toBe(1);
    await lena.goto(`${api.origin}/today`);
    await waits(lena).getByText('their stock is in').waitFor();
    await shoot(lena, 'today-1440');

    // Omar asks for it; Lena says yes from her day.
    await omar.reload();
    await omar.getByRole('button', { name: 'Ask for hand-over…' }).click();
    await omar.getByLabel('Why you?').fill('I know their founder');
    await omar.getByRole('button', { name: 'Ask', exact: true }).click();
    await omar.getByText(/You asked for this lead/).waitFor();
    await shoot(omar, 'lead-1440');
    const request = lena.getByRole('group', { name: 'Omar Haddad asks for this lead' });
    await request.waitFor();
    await request.getByLabel('A word to Omar Haddad').fill('gladly');
    await request.getByRole('button', { name: 'Hand it over' }).click();
    await request.waitFor({ state: 'detached' });
    await omar.getByRole('region', { name: 'Who talks with this merchant' }).getByText(/\byou$/).waitFor();
    const [lead] = await api.db.query(`select u.name as owner from lead l join app_user u on u.id = l.owner_id where l.id = $1`, [ids.tallow]);
    expect(lead).toEqual({ owner: 'Omar Haddad' });
    expect(await get(HandOverRequests).expireDue()).toBe(0);
    await omar.getByRole('button', { name: 'Take it up' }).click();
    await omar.getByRole('button', { name: 'Take it up' }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
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

  itInBrowser('has nothing for axe to find, light or dark, and fits a phone', async () => {
    for (const [name, path, ready] of [['today', '/today', 'Changed since yesterday'], ['lead', `/leads/${ids.reply}`, 'Timeline'], ['drawer', `/board?lead=${ids.arabic}`, 'Timeline']] as const) {
      await lena.goto(api.origin + path);
      await lena.getByText(ready).first().waitFor();
      await expectSound(lena, name);
    }
  });
});
