import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Resolution } from '#merchants';
import { InstanceLease, sql } from '#platform';
import { ScoreEngagement, ScorePasses } from '#scoring';
import { testApi, type TestApi } from '../support/api.js';
import { expectSound } from '../support/axe.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { aLead, aRegion, aRun, seenIn } from '../support/factories.js';
import { itNeeds } from '../support/not-run.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');
const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
const NAMES = ['Tallow Home', '東京キャンドル工房 — タロウ', 'متجر النور للهدايا والعطور الفاخرة', 'The Very Long Northern Kitchenware & Household Goods Trading Company of Upper Hambeck'];

describe('the model editor, in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  const contexts: Partial<Record<'lead' | 'reader', BrowserContext>> = {};
  const complaints: string[] = [];
  const passes = () => api.app.get(ScorePasses, { strict: false });
  const runPasses = async () => { for (const { id } of await sql<{ id: string }>(api.db, `select id from score_pass where state <> 'done' order by requested_at`)) await passes().run(id); };
  const open = async (path: string, { role = 'lead' }: { role?: 'lead' | 'reader' } = {}): Promise<Page> => {
    const page = await contexts[role]!.newPage();
    await page.setViewportSize({ width: 1440, height: 900 });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => { if (message.type() === 'error' && !/status of 40[0-9]/.test(message.text())) complaints.push(message.text()); });
    await page.goto(api.origin + path);
    return page;
  };
  const editor = async (options: Parameters<typeof open>[1] = {}): Promise<Page> => {
    const page = await open('/scoring', options);
    await page.getByRole('heading', { level: 1, name: 'Scoring' }).waitFor();
    await page.getByText('Nothing stands against').waitFor();
    return page;
  };

  beforeAll(async () => {
    if (!browserPath) return;
    builtBoard();
    api = await testApi();
    await api.app.get(InstanceLease, { strict: false }).start();
    await aRegion(api.db);
    for (const ago of [9, 2]) {
      const run = await aRun(api.db, { at: daysAgo(ago) });
      await seenIn(api.db, run, Array.from({ length: 240 }, (_, at) => ({
        sellerId: `S${at}`, name: NAMES[at] ?? `Shop ${at}`, rank: ago === 9 && at === 0 ? 31 : (at * 37) % 149 + 1, ratingCount: (at * 7919) % 20_000 + 30, rating: 3 + (at % 20) / 10, price: 5 + (at % 60),
        category: at % 3 ? 'Kitchen' : at % 40 ? 'Garden' : 'Tobacco & Vaping', profile: at % 2 ? null : { email: `info@shop-${at}.example`, vat: `DE${200_000_000 + at}` },
      })));
      await api.db.transaction((tx) => api.app.get(Resolution, { strict: false }).resolve(tx, run.id));
      await api.db.transaction((tx) => passes().request(tx, `run ${run.id} was resolved`, { runId: run.id }));
      await runPasses();
    }
    browser = await openBrowser();
    for (const role of ['lead', 'reader'] as const) {
      const tab = await api.signedIn(role, role === 'lead' ? 'Lena Kurz' : 'Rita Reader');
      const context = await browser.newContext();
      const [name, value] = tab.cookie.split('=') as [string, string];
      await context.addCookies([{ name, value, url: api.origin }]);
      contexts[role] = context;
    }
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });
  afterEach(() => { expect(complaints.splice(0)).toEqual([]); });

  itInBrowser('shows who would enter and leave while a weight moves, and holds what does not add up', async () => {
    const page = await editor();
    await page.getByText('This is the model in force. Move').waitFor();
    const slider = page.getByRole('slider', { name: 'Rank' });
    await slider.focus();
    for (let step = 0; step < 20; step++) await page.keyboard.press('ArrowLeft');
    await page.getByText('Adds up to 80: 20 to give').waitFor();
    await page.getByText('The weights must add up to 100. Below is the last model that did.').waitFor();
    expect(await page.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true);
    await page.getByLabel('Ratings: points').fill('35');
    await page.getByRole('status').filter({ hasText: 'Adds up to 100' }).waitFor();
    await page.locator('section[aria-label="Preview"][aria-busy="false"] ol[aria-label="Enter the top"] li').first().waitFor();
    const [entering, leaving] = await Promise.all(['Enter the top', 'Leave the top'].map((name) => page.getByRole('list', { name }).getByRole('listitem').count()));
    expect(entering).toBe(leaving);
    expect(entering).toBeGreaterThan(3);
    expect(await sql(api.db, `select count(*)::int as n from score_model where state = 'draft'`)).toEqual([{ n: 0 }]);
    await page.close();
  });

  itInBrowser('publishes with a note, scores everybody, and takes an old version up again', async () => {
    const page = await editor();
    await page.getByLabel('Rank: points').fill('15');
    await page.getByLabel('Steady: points').fill('5');
    await page.getByRole('button', { name: 'Make it 100' }).click();
    await page.getByRole('status').filter({ hasText: 'Adds up to 100' }).waitFor();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('The draft is saved').waitFor();
    await page.getByText('draft v2', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true);
    await page.getByLabel('Why?').fill('steady sellers answer more often');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('v2 in force', { exact: true }).waitFor();
    await page.getByText('a pass waits').waitFor();
    await runPasses();
    await page.getByText('a pass waits').waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: 'steady sellers answer more often' }).waitFor();
    expect(await sql(api.db, `select count(distinct model_id)::int as models from merchant_score`)).toEqual([{ models: 1 }]);
    await page.getByRole('button', { name: 'Begin from it' }).click();
    await page.getByRole('status').filter({ hasText: 'Adds up to 100' }).waitFor();
    expect(await page.getByLabel('Rank: points').inputValue()).toBe('25');
    await page.getByRole('button', { name: 'Undo changes' }).click();
    await page.close();
  });

  itInBrowser('tells who was slower that the draft is another one now, and keeps what they did', async () => {
    const page = await editor();
    await page.getByLabel('Fewest ratings').fill('80');
    const weights = (await sql<{ weights: Record<string, number>; gates: object }>(api.db, `select weights, gates from score_model where state = 'published'`))[0]!;
    const other = await contexts.lead!.request.put(`${api.origin}/api/scoring/draft`, { headers: { origin: api.origin }, data: { ...weights, basedOn: null } });
    expect(other.status()).toBe(200);
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Somebody else saved the draft meanwhile').waitFor();
    expect(await page.getByLabel('Fewest ratings').inputValue()).toBe('80');
    await page.getByRole('button', { name: 'Load it' }).click();
    await page.getByText('draft v3', { exact: true }).first().waitFor();
    expect(await page.getByLabel('Fewest ratings').inputValue()).toBe('50');
    await page.getByRole('button', { name: 'Discard draft' }).click();
    await page.getByText('The draft is gone').waitFor();
    await page.close();
  });

  itInBrowser('lets a reader try weights and change nothing', async () => {
    const page = await editor({ role: 'reader' });
    await page.getByText('Team leads and admins change the model').waitFor();
    expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
    await page.getByLabel('Rank: points').fill('5');
    await page.getByLabel('Ratings: points').fill('45');
    await page.getByRole('button', { name: 'Make it 100' }).click();
    await page.getByRole('list', { name: 'Enter the top' }).waitFor();
    const refused = await contexts.reader!.request.put(`${api.origin}/api/scoring/draft`, { headers: { origin: api.origin }, data: { weights: {}, gates: {}, basedOn: null } });
    expect(refused.status()).toBe(403);
    await page.close();
  });

  itInBrowser('explains a lead in points that add up, both axes, and an override that stands and ends', async () => {
    const [{ id: merchantId }] = await sql<{ id: string }>(api.db, `select id from merchant where name = 'Tallow Home'`) as [{ id: string }];
    const [{ id: regionId }] = await sql<{ id: string }>(api.db, `select id from region`) as [{ id: string }];
    const leadId = await aLead(api.db, { merchantId, regionId, since: daysAgo(1) });
    await api.db.transaction((tx) => api.app.get(ScoreEngagement, { strict: false }).record(tx, { merchantId, kind: 'reply', sourceId: 'mail-1', at: daysAgo(3) }));
    const page = await open(`/leads/${leadId}`);
    const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Why this score' }) });
    await panel.getByText('replied 3 d ago').waitFor();
    await panel.getByRole('button', { name: 'Override…' }).click();
    await panel.getByLabel('Points, -20 to +20').fill('-12');
    await panel.getByLabel('Why?').fill('Told us on the fair that they are full until spring');
    await panel.getByRole('button', { name: /^Set until/ }).click();
    await page.getByText('−12 by hand').waitFor();
    await runPasses();
    await panel.getByText('Told us on the fair').waitFor();
    const total = (await sql<{ score: number }>(api.db, `select score from merchant_score where merchant_id = $1`, [merchantId]))[0]!.score;
    await panel.locator('p').filter({ hasText: `Adds up to${total}` }).waitFor();
    await panel.getByRole('button', { name: 'End it now' }).click();
    await page.getByText('The override ended').waitFor();
    await runPasses();
    await panel.getByText('Told us on the fair').first().waitFor({ state: 'detached' });
    await page.close();
  });

  itInBrowser('is readable by everybody, on a phone and in the dark', async () => {
    const page = await editor();
    await expectSound(page, 'editor');
    await page.close();
  });
});
