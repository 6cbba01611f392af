import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Secret, TOTP } from 'otpauth';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { itNeeds } from '../support/not-run.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const PATIENCE_MS = 240_000;
/** Where screenshots go when somebody wants to look; nowhere in a run of the suite. */
const SHOTS = process.env.BECKON_SHOTS;

describe('settings, in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  let desk: BrowserContext;
  let page: Page;
  const complaints: string[] = [];
  const listen = (one: Page): Page => one.on('pageerror', (error) => complaints.push(String(error))).on('console', (message) => { if (message.type() === 'error' && !/status of 40[0139]/.test(message.text())) complaints.push(message.text()); });

  beforeAll(async () => {
    if (!browserPath) return;
    builtBoard();
    api = await testApi();
    await api.signedIn('admin', 'Mira Voss');
    await api.signedIn('rep', 'متجر الأواني');
    await api.signedIn('operator', 'Donaudampfschifffahrtsgesellschaftskapitänsmützen Ölmühle-Handelsvertretung');
    browser = await openBrowser();
    desk = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    page = listen(await desk.newPage());
  }, PATIENCE_MS);
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  const signIn = async (on: Page, who: string): Promise<void> => {
    await on.getByLabel('Mail address').fill(`${who}@northwind.example`);
    await on.locator('input[name=password]').fill(PASSWORD);
    await on.getByRole('button', { name: 'Sign in' }).click();
  };
  /** What axe finds, and how wide the screen wants to be, at desk and telephone, light and dark. */
  const looksRight = async (name: string, on = page): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) for (const width of [1440, 360]) {
      await on.emulateMedia({ colorScheme });
      await on.setViewportSize({ width, height: 800 });
      if (SHOTS) await on.screenshot({ path: `${SHOTS}/${name}-${colorScheme}-${width}.png`, fullPage: true });
      expect({ name, width, overflow: await on.evaluate(`document.documentElement.scrollWidth > innerWidth`) }).toEqual({ name, width, overflow: false });
      await on.evaluate(AXE);
      const found = await on.evaluate(`axe.run('main').then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`) as string[];
      expect({ name, width, colorScheme, found }).toEqual({ name, width, colorScheme, found: [] });
    }
    await on.emulateMedia({ colorScheme: 'light' });
    await on.setViewportSize({ width: 1440, height: 900 });
  };

  itInBrowser('lets an admin invite somebody, who joins by the link and finds what their role may open', async () => {
    await page.goto(`${api.origin}/settings/people`);
    await page.getByRole('heading', { name: 'Sign in to Beckon' }).waitFor();
    await looksRight('front-door');
    await signIn(page, 'mira.voss.admin');
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByRole('dialog').getByLabel('Mail address').fill('nora@northwind.example');
    await page.getByRole('radio', { name: /Operator/ }).check();
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = new URL(await page.getByLabel('The link', { exact: true }).inputValue());
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'nora@northwind.example' }).waitFor();
    await looksRight('people');

    const other = await browser.newContext({ reducedMotion: 'reduce' });
    const nora = listen(await other.newPage());
    await nora.goto(`${api.origin}/join${link.hash}`);
    await nora.getByLabel('Your name').waitFor();
    await looksRight('join', nora);
    await nora.getByLabel('Your name').fill('Nora Lind');
    await nora.locator('input[name=password]').fill('quiet lantern over water');
    await nora.getByRole('button', { name: 'Join' }).click();
    await nora.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
    expect(await nora.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts()).toEqual(['Today', 'Scoring', 'Sources', 'Settings']);
    await other.close();
  }, PATIENCE_MS);

  itInBrowser('sets up a second factor, and asks for it at the next sign-in', async () => {
    await page.goto(`${api.origin}/settings/account`);
    await page.getByRole('button', { name: 'Set up', exact: true }).click();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    const totp = new TOTP({ secret: Secret.fromBase32((await page.getByRole('dialog').locator('code').innerText()).replaceAll(' ', '')) });
    await page.getByLabel('Code', { exact: true }).fill(totp.generate());
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await page.getByRole('dialog').getByRole('listitem').nth(9).waitFor();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes are left.').waitFor();
    await looksRight('account');
    await api.db.query(`update app_user set totp_last_step = null`);
    const other = await browser.newContext();
    const again = listen(await other.newPage());
    await again.goto(`${api.origin}/settings/account`);
    await signIn(again, 'mira.voss.admin');
    await again.getByLabel('Code', { exact: true }).fill(totp.generate());
    await again.getByRole('button', { name: 'Sign in' }).click();
    await again.getByRole('heading', { name: 'My account', level: 1 }).waitFor();
    await other.close();
  }, PATIENCE_MS);

  itInBrowser('makes a key that is shown once, and keeps a log that can be narrowed', async () => {
    await page.goto(`${api.origin}/settings/keys`);
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByLabel('Name', { exact: true }).fill('warehouse sync');
    await page.getByRole('button', { name: 'Make the key' }).click();
    expect(await page.getByLabel('The key', { exact: true }).inputValue()).toMatch(/^bk_[\w-]{43}$/);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: /warehouse sync/ }).waitFor();
    await looksRight('keys');
    await page.goto(`${api.origin}/settings/audit?action=api-key.issued`);
    await page.getByRole('region', { name: 'Audit log' }).getByText('api-key.issued').click();
    await page.getByText('"leads:read"').waitFor();
    await looksRight('audit');
    await page.goto(`${api.origin}/settings/sign-in`);
    await page.getByLabel('Issuer').waitFor();
    await looksRight('sign-in');
    expect(complaints).toEqual([]);
  }, PATIENCE_MS);
});
