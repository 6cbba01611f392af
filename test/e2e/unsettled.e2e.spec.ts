import type { Browser, Page } from 'playwright-core';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { itNeeds } from '../support/not-run.js';
import { mailHost, northwind, type Northwind, type QueuedLead, type TestMailHost } from '../support/outreach.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');

describe('mails of unknown fate in a browser', () => {
  let host: TestMailHost;
  let house: Northwind;
  let api: TestApi;
  let browser: Browser;
  let page: Page;
  let leads: QueuedLead[];
  let hangingUp = true;
  const complaints: string[] = [];
  const stateOf = async (lead: QueuedLead) => (await house.rows<{ state: string }>(`select m.state from message m join enrollment e on e.id = m.enrollment_id where e.lead_id = $1 and m.position = 1`, [lead.leadId]))[0]!.state;

  beforeAll(async () => {
    if (!browserPath) return;
    builtBoard();
    host = await mailHost({ hangUp: () => hangingUp });
    house = await northwind({ env: { SINK_SMTP_URL: host.url } });
    leads = await house.queue([{ name: 'Giardino Verde' }, { name: 'متجر النور للأدوات المنزلية الفاخرة والمستلزمات' }, { name: 'Quill & Sons' }, { name: 'Tallow & Co' }]);
    await house.drain();
    hangingUp = false;
    await house.rows(`update message set subject = null, smtp_answer = null, state_reason = 'interrupted', claimed_at = claimed_at + row.n * interval '1 second' from (select m.id as mail, row_number() over (order by mc.name) as n from message m join enrollment e on e.id = m.enrollment_id join merchant mc on mc.id = e.merchant_id) row where id = row.mail`);
    api = await testApi({}, house);
    await api.signedIn('rep', 'Omar Haddad');
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(120_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${api.origin}/leads/${leads[2]!.leadId}`);
    await page.getByLabel('Mail address').fill('omar.haddad.rep@northwind.example');
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await api?.close();
    await house?.close();
    await host?.close();
  });

  itInBrowser('are settled where the lead says that a person must look, and by keyboard on a screen of their own', async () => {
    // In the lead: what to look for, and that it arrived.
    await page.getByText('A person must look.').waitFor();
    await page.getByRole('button', { name: 'It arrived' }).click();
    await page.getByText('1 mail counts as sent').waitFor();
    await page.getByText('Omar Haddad looked: mail 1 to').waitFor();
    expect(await stateOf(leads[2]!)).toBe('sent');

    // The navigation shows the screen while there is something on it.
    await page.getByRole('link', { name: /Unsettled mails/ }).first().click();
    await page.getByText('3 mails wait').waitFor();
    await page.getByText('Giardino Verde: first three months free').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 chosen').waitFor();
    await page.keyboard.press('n');
    await page.getByRole('dialog', { name: 'Send 2 mails once more?' }).waitFor();
    await page.getByRole('button', { name: 'Send once more' }).click();
    await page.getByText('2 mails go out once more').waitFor();
    await page.getByText('1 mail waits').waitFor();
    expect(await house.drain()).toBe(2);
    expect(host.received.map((mail) => mail.to).sort()).toEqual([leads[0]!.address, leads[3]!.address].sort());

    await page.keyboard.press('a');
    await page.getByText('Every mail’s fate is known').waitFor();
    expect(await stateOf(leads[1]!)).toBe('sent');
    await page.getByRole('navigation', { name: 'Main' }).getByText('Unsettled mails').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  }, 240_000);
});
