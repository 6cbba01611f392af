import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { readConfig } from '#platform';
import { freePortFrom } from '../../apps/cli/home.js';
import { LOGIN, Northwind } from '../../apps/cli/demo/northwind.js';
import { Pipeline } from '../../apps/cli/demo/pipeline.js';
import { Supervisor } from '../../apps/cli/supervisor.js';
import { startSandbox } from '../../apps/sandbox/sandbox.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { itNeeds } from '../support/not-run.js';

const root = join(import.meta.dirname, '../..');
const test = itNeeds(browserPath !== undefined, 'Chromium');

/** Everything but the browser: a small pretend world whose merchants stay silent, api and worker as processes, mails sent. */
describe('from a ranking to the first yes, as people see it', () => {
  let database: TestDatabase;
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  let supervisor: Supervisor;
  let northwind: Northwind;
  let pipeline: Pipeline;
  let browser: Browser;
  let board: string;
  const home = mkdtempSync(join(tmpdir(), 'beckon-first-yes-'));

  beforeAll(async () => {
    if (!browserPath) return;
    database = await testDatabase();
    sandbox = await startSandbox({ storefronts: 80 });
    await fetch(`${sandbox.control}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ reactions: false }) });
    const port = await freePortFrom(47_600);
    board = `http://127.0.0.1:${port}`;
    const env = {
      PATH: process.env.PATH, DATABASE_URL: database.url, BECKON_SECRET: 'a-secret-for-tests-that-nobody-else-uses', BECKON_HOME: home, PORT: String(port), PUBLIC_URL: board, SINK_SMTP_URL: sandbox.smtp, LOG_LEVEL: 'warn',
      BECKON_ALLOW_HOSTS: [sandbox.alderbay, sandbox.brightcart].map((origin) => new URL(origin).host).join(','), BECKON_BROWSER: browserPath,
    };
    supervisor = new Supervisor(home, () => undefined);
    // A ready line is logged at level info.
    await Promise.all((['api', 'worker'] as const).map((name) => supervisor.start({ name, script: join(root, 'dist/apps', name, 'main.js'), env: { ...env, LOG_LEVEL: 'info' } })));
    northwind = await Northwind.open(readConfig(env));
    pipeline = await Pipeline.watch(database.url, sandbox.control);
    const monday = new Date(Date.UTC(2027, 0, 4, 5));
    await pipeline.jumpTo(monday);
    const truth = await (await fetch(`${sandbox.control}/truth.json`)).json() as { marketplaces: Array<{ id: string; lists: Array<{ url: string; category: string }> }> };
    await northwind.setUp(truth.marketplaces.map((marketplace) => ({ ...marketplace, name: marketplace.id })), monday);
    await northwind.requestRuns('the first day');
    await pipeline.rest(60_000);
    await northwind.startOutreach(8);
    await pipeline.jumpTo(new Date(monday.getTime() + 4 * 3_600_000));
    await pipeline.rest(30_000);
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await pipeline?.close();
    await northwind?.close();
    await supervisor?.stop();
    await sandbox?.close();
    await database?.close();
    rmSync(home, { recursive: true, force: true });
  });

  const signIn = async (page: Page): Promise<void> => {
    await page.goto(`${board}/board`);
    await page.getByLabel('Mail address').fill(LOGIN.email);
    await page.getByLabel('Password', { exact: true }).fill(LOGIN.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('[data-column="contacted"] [data-card]').first().waitFor();
  };
  const inColumn = (page: Page, stage: string, id: string) => page.locator(`[data-column="${stage}"] [data-card="${id}"]`);

  test('a dragged card moves in a second window, the lead opens, the mailed link leads to a yes, and the card moves by itself', async () => {
    const [first, second] = await Promise.all([browser.newContext({ viewport: { width: 1700, height: 900 } }), browser.newContext({ viewport: { width: 1700, height: 900 } })]);
    const [mine, theirs] = await Promise.all([first.newPage(), second.newPage()]);
    await Promise.all([signIn(mine), signIn(theirs)]);

    const cards = mine.locator('[data-column="contacted"] [data-card]');
    const dragged = (await cards.nth(0).getAttribute('data-card'))!;
    const invited = (await cards.nth(1).getAttribute('data-card'))!;
    await inColumn(mine, 'contacted', dragged).dragTo(mine.locator('[data-column="engaged"]'));
    await inColumn(mine, 'engaged', dragged).waitFor();
    await inColumn(theirs, 'engaged', dragged).waitFor();

    await inColumn(mine, 'contacted', invited).click();
    const drawer = mine.getByRole('dialog');
    await drawer.getByRole('heading').first().waitFor();
    const { contacts } = await (await first.request.get(`${board}/api/leads/${invited}`)).json() as { contacts: Array<{ kind: string; value: string }> };
    const address = contacts.find((contact) => contact.kind === 'email')!.value;
    await drawer.getByText(address).locator('visible=true').first().waitFor();

    const mailbox = await (await browser.newContext()).newPage();
    await mailbox.goto(`${sandbox.control}/mail?q=${encodeURIComponent(address)}`);
    await mailbox.locator('a[href^="/mail/"]').first().click();
    await mailbox.locator('a[href*="/i/"]').first().click();
    await mailbox.locator('form#accept').waitFor();
    await mailbox.getByLabel('Your name').fill('Zoë Ångström');
    await mailbox.getByRole('checkbox').check();
    await mailbox.getByRole('button', { name: 'Yes, reserve my place' }).click();
    await mailbox.getByText(/[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}/).first().waitFor();

    await inColumn(theirs, 'accepted', invited).waitFor();
    await mine.keyboard.press('Escape');
    await inColumn(mine, 'accepted', invited).waitFor();
    const lead = await (await first.request.get(`${board}/api/leads/${invited}`)).json() as { stage: string; timeline: Array<{ kind: string; summary: string }> };
    expect(lead.stage).toBe('accepted');
    expect(lead.timeline.map((entry) => entry.summary).join('\n')).toContain('Zoë Ångström');
  });
});
