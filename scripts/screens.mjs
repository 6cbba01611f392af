// Takes docs/screens from a demo that stays up: `npm run demo`, then `node scripts/screens.mjs http://127.0.0.1:4600 http://127.0.0.1:4700`.
// Says what axe finds on each of them and what is wider than its window, and ends with 1 when there is anything.
import { operatorScreens } from './operator-screens.mjs';
import { Findings, LOOKS, openScreens } from './screens-browser.mjs';

const [board = 'http://127.0.0.1:4600', sandbox = 'http://127.0.0.1:4700'] = process.argv.slice(2);
const login = { email: 'lena@northwind.example', password: 'northwind-demo' };
/** Screens of growth staff that need nothing but their address. */
const STAFF = [
  ['today', '/today'], ['review', '/review'], ['review-settings', '/review/settings'], ['duplicates', '/duplicates'], ['scoring', '/scoring'], ['unsettled', '/unsettled'], ['bulk', '/leads/bulk'], ['lead-imports', '/leads/imports'], ['import-new', '/imports/new'], ['source-new', '/sources/new'],
  ['settings-account', '/settings/account'], ['settings-people', '/settings/people'], ['settings-fields', '/settings/fields'], ['settings-keys', '/settings/keys'], ['settings-sign-in', '/settings/sign-in'], ['settings-audit', '/settings/audit'],
];

const browser = await openScreens();
const findings = new Findings();
for (const { theme, width, height } of LOOKS) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  const page = await context.newPage();
  const shoot = async (name, options = {}) => {
    await page.waitForTimeout(500);
    await findings.shoot(page, { name, theme, width }, options);
  };
  await page.goto(`${board}/board`);
  await page.getByLabel('Mail address').waitFor();
  await shoot('sign-in');
  await page.getByLabel('Mail address').fill(login.email);
  await page.getByLabel('Password', { exact: true }).fill(login.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('[data-column], [data-card]').first().waitFor();
  await shoot('board');
  const { columns } = await (await context.request.get(`${board}/api/board`)).json();
  const engaged = columns.find((column) => column.stage === 'engaged').cards[0];
  await page.goto(`${board}/board?lead=${engaged.id}`);
  await page.getByRole('dialog').waitFor();
  await shoot('lead-drawer');
  await page.goto(`${board}/leads/${engaged.id}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await shoot('lead');
  for (const [name, path] of [['leads', '/leads'], ['sources', '/sources']]) {
    await page.goto(`${board}${path}`);
    await page.getByText(name === 'leads' ? 'Giardino' : 'best sellers').locator('visible=true').first().waitFor({ timeout: 5_000 }).catch(() => undefined);
    await shoot(name);
  }
  await page.goto(`${board}/merchants/${engaged.merchantId}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await shoot('merchant');
  for (const [name, path] of STAFF) {
    await page.goto(`${board}${path}`);
    await page.locator('main :is(h1, h2, [role=grid])').locator('visible=true').first().waitFor();
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached', timeout: 10_000 }).catch(() => undefined);
    await shoot(name);
  }
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await shoot('keys');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().waitFor();
  await page.keyboard.type('board');
  await shoot('palette');
  const [open] = columns.find((column) => column.stage === 'contacted').cards;
  const lead = await (await context.request.get(`${board}/api/leads/${open.id}`)).json();
  const address = lead.contacts.find((contact) => contact.kind === 'email').value;
  await page.goto(`${sandbox}/mail?q=${encodeURIComponent(address)}`);
  await page.locator('a[href^="/mail/"]').first().click();
  await shoot('mailbox', { ours: false });
  await page.goto(await page.locator('a[href*="/i/"]').first().getAttribute('href'));
  await page.locator('form#accept').waitFor();
  await shoot('offer');
  await shoot('offer-whole', { fullPage: true });
  await context.close();
}
await operatorScreens({ browser, board, sandbox, login, findings });
await browser.close();
process.stdout.write(`${findings.screens} screens, ${findings.lines.length} findings\n${findings.lines.map((line) => `${line}\n`).join('')}`);
process.exit(findings.lines.length === 0 ? 0 : 1);
