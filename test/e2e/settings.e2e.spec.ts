import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Secret, TOTP } from 'otpauth';
import { expectSound, until } from '../support/axe.js';
import { aLead, aMerchant, aRegion } from '../support/factories.js';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { itNeeds } from '../support/not-run.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');
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
  itInBrowser('lets an admin invite somebody, who joins by the link and finds what their role may open', async () => {
    await page.goto(`${api.origin}/settings/people`);
    await page.getByRole('heading', { name: 'Sign in to Beckon' }).waitFor();
    await expectSound(page, 'front-door');
    await signIn(page, 'mira.voss.admin');
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByRole('dialog').getByLabel('Mail address').fill('nora@northwind.example');
    await page.getByRole('radio', { name: /Operator/ }).check();
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = new URL(await page.getByLabel('The link', { exact: true }).inputValue());
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'nora@northwind.example' }).waitFor();
    await expectSound(page, 'people');

    const other = await browser.newContext({ reducedMotion: 'reduce' });
    const nora = listen(await other.newPage());
    await nora.goto(`${api.origin}/join${link.hash}`);
    await nora.getByLabel('Your name').waitFor();
    await expectSound(nora, 'join');
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
    await expectSound(page, 'account');
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
    await expectSound(page, 'keys');
    await page.goto(`${api.origin}/settings/audit?action=api-key.issued`);
    await page.getByRole('region', { name: 'Audit log' }).getByText('api-key.issued').click();
    await page.getByText('"leads:read"').waitFor();
    await expectSound(page, 'audit');
    await page.goto(`${api.origin}/settings/sign-in`);
    await page.getByLabel('Issuer').waitFor();
    await expectSound(page, 'sign-in');
    expect(complaints).toEqual([]);
  }, PATIENCE_MS);

  itInBrowser('lets a lead of the team add fields by keyboard, put them in order, retire one and take that back', async () => {
    const lena = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    const on = listen(await lena.newPage());
    await api.signedIn('lead', 'Lena Krantz');
    await on.goto(`${api.origin}/settings/fields`);
    await signIn(on, 'lena.krantz.lead');
    const panel = on.getByRole('region', { name: 'Fields' });
    await panel.getByRole('heading', { name: 'No fields yet' }).waitFor();
    await expectSound(on, 'fields-empty');

    const add = on.getByRole('button', { name: 'Add a field' });
    const { keyboard } = on;
    const dialog = on.getByRole('dialog');
    await add.focus();
    await keyboard.press('Enter');
    await dialog.getByLabel('Label').waitFor();
    await keyboard.type('Größe (m²)');
    await keyboard.press('Tab');
    expect(await dialog.getByLabel('Key').inputValue()).toBe('grosse_m2');
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('size');
    await keyboard.press('Enter');
    await panel.getByRole('heading', { name: 'Größe (m²)' }).waitFor();
    expect(await add.evaluate((button) => button === button.ownerDocument.activeElement)).toBe(true);

    await keyboard.press('Enter');
    await dialog.getByLabel('Label').fill('مساحة المستودع بالمتر المربع');
    expect(await dialog.getByLabel('Key').inputValue()).toBe('');
    await dialog.getByLabel('Key').fill('size');
    await dialog.getByRole('combobox', { name: 'Kind' }).click();
    await on.getByRole('option', { name: 'One of several choices' }).click();
    await dialog.getByLabel('Choices').fill('صغير\nMittelgroß mit einem sehr langen Namen, den niemand kürzen wollte\nC');
    await dialog.getByRole('combobox', { name: 'Needed from stage' }).click();
    await on.getByRole('option', { name: 'Engaged' }).click();
    await dialog.getByRole('button', { name: 'Add the field' }).click();
    await dialog.getByText('There is a field with the key size. Keys are never given twice.').waitFor();
    expect(await dialog.getByLabel('Key').getAttribute('aria-invalid')).toBe('true');
    await expectSound(on, 'fields-refused');
    await dialog.getByLabel('Key').fill('storage');
    await dialog.getByRole('button', { name: 'Add the field' }).click();
    await dialog.waitFor({ state: 'detached' });
    await panel.getByText('needed from Engaged').waitFor();

    const labels = () => panel.getByRole('article').getByRole('heading').allInnerTexts();
    const up = panel.getByRole('button', { name: 'Move مساحة المستودع بالمتر المربع up' });
    await up.focus();
    await keyboard.press('Enter');
    // At the top it can only go down: the focus is there once the new order is drawn.
    await until(on, `document.activeElement.dataset.move === 'storage down'`);
    expect(await labels()).toEqual(['مساحة المستودع بالمتر المربع', 'Größe (m²)']);
    expect(await on.evaluate('document.activeElement.dataset.move')).toBe('storage down');
    await on.waitForLoadState('networkidle');
    expect((await api.db.query(`select key from custom_field order by place`)).map(({ key }: { key: string }) => key)).toEqual(['storage', 'size']);

    await panel.getByRole('button', { name: 'Change Größe (m²)' }).click();
    await dialog.getByText('These two stay as they are').waitFor();
    await expectSound(on, 'fields-change');
    await dialog.getByLabel('Label').fill('Lagerfläche in Quadratmetern, wie der Händler sie nennt');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await panel.getByRole('heading', { name: 'Lagerfläche' }).waitFor();
    const retire = panel.getByRole('button', { name: /^Retire Lagerfläche/ });
    await retire.click();
    await on.getByText('What was written is kept.').waitFor();
    await on.getByRole('button', { name: 'Undo' }).click();
    await panel.getByText('not used any more').waitFor({ state: 'detached' });
    await retire.click();
    await panel.getByText('not used any more').waitFor();
    await expectSound(on, 'fields');
    await panel.getByRole('button', { name: /^Bring Lagerfläche.* back$/ }).click();
    await retire.waitFor();

    await aLead(api.db, { merchantId: await aMerchant(api.db, { name: 'Tallow & Co' }), regionId: await aRegion(api.db), stage: 'contacted' });
    await on.goto(`${api.origin}/board`);
    await on.locator('article', { hasText: 'Tallow & Co' }).first().focus();
    await keyboard.press('m');
    await on.getByRole('menuitem', { name: /Engaged/ }).click();
    await on.getByText('Tallow & Co stays in Contacted. Fill in on the merchant’s page first: “مساحة المستودع بالمتر المربع”.').first().waitFor();
    if (SHOTS) await on.screenshot({ path: `${SHOTS}/fields-toast.png` });

    await on.getByRole('button', { name: 'Filter', exact: true }).click();
    await on.getByRole('menuitem', { name: 'مساحة المستودع بالمتر المربع' }).click();
    await on.getByRole('option', { name: 'C', exact: true }).click();
    await keyboard.press('Escape');
    await on.getByRole('button', { name: 'مساحة المستودع بالمتر المربع: C', exact: true }).waitFor();
    expect(new URL(on.url()).searchParams.getAll('field')).toEqual(['storage:C']);
    await on.getByText('0 leads').waitFor();
    await api.db.query(`insert into custom_value (merchant_id, field_id, value, at) select m.id, f.id, '"C"', now() from merchant m, custom_field f where m.name = 'Tallow & Co' and f.key = 'storage'`);
    await on.reload();
    await on.getByText('1 lead', { exact: true }).waitFor();
    await expectSound(on, 'fields-filter');
    await on.getByRole('button', { name: 'Remove the filter مساحة المستودع بالمتر المربع' }).click();
    expect(new URL(on.url()).searchParams.getAll('field')).toEqual([]);
    await lena.close();
  }, PATIENCE_MS);

  itInBrowser('shows fields to those who may not change them', async () => {
    const omar = await browser.newContext({ reducedMotion: 'reduce' });
    const on = listen(await omar.newPage());
    await api.signedIn('rep', 'Omar Haddad');
    await on.goto(`${api.origin}/settings/fields`);
    await signIn(on, 'omar.haddad.rep');
    const panel = on.getByRole('region', { name: 'Fields' });
    await panel.getByText('needed from Engaged').waitFor();
    expect(await on.getByRole('main').getByRole('button').count()).toBe(0);
    await omar.close();
    expect(complaints).toEqual([]);
  }, PATIENCE_MS);
});
