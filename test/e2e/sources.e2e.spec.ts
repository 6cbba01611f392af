import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { BlobFolder, extract, parseRecipe, Readings } from '#sourcing';
import { aCrawledSource } from '../support/crawled-source.js';
import { PASSWORD, testApi, type TestApi } from '../support/api.js';
import { axeFindings, overEdge } from '../support/axe.js';
import { browserPath, openBrowser } from '../support/browser.js';
import { builtBoard } from '../support/built-board.js';
import { itNeeds } from '../support/not-run.js';
import { tinyRecipe } from '../support/tiny-marketplace.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');
const LIST = 'http://127.0.0.1:4999/list/top';
const shelf = (item: (n: number) => string) => `<!doctype html><html lang="en"><title>Top 30</title><body><h1>Top 30 in Kitchen</h1><ol>${Array.from({ length: 30 }, (_, n) => item(n + 1)).join('')}</ol></body></html>`;
const before = shelf((n) => `<li data-id="p${n}"><span class="rank">#${n}</span> <a href="/item/p${n}">Enamel pot No. ${n}</a> <b class="price">$${n}.50</b></li>`);
/** The same shelf after a redesign: prices stand elsewhere, under another name. */
const after = shelf((n) => `<li data-id="p${n}"><span class="rank">#${n}</span> <a href="/item/p${n}">Enamel pot No. ${n}</a> <div class="buy"><em data-cost="yes">$${n}.50</em></div></li>`);
const gates = [
  { gate: 'item-count', measured: 30, limit: 18, ok: true, text: 'Read 30 places; the last good runs had 30.' },
  { gate: 'coverage', field: 'list.price', measured: 0, limit: 0.95, ok: false, text: 'Prices were read on 0 % of places; the last good runs read them on 100 %.' },
];

describe('an operator and a redesigned site, in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  let desk: BrowserContext;
  let good: string;
  let bad: string;
  /** Another one in quarantine, of a source beside it. */
  let again: string;
  let sourceId: string;
  const complaints: string[] = [];

  const open = async (context: BrowserContext, path: string): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => { if (message.type() === 'error' && !/status of 40[0139]/.test(message.text())) complaints.push(message.text()); });
    await page.goto(api.origin + path);
    return page;
  };
  const signIn = async (page: Page): Promise<void> => {
    await page.getByLabel('Mail address').fill('omar.pratt.operator@northwind.example');
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in to Beckon' }).waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    if (!browserPath) return;
    builtBoard();
    const home = mkdtempSync(join(tmpdir(), 'beckon-sources-'));
    api = await testApi({ BECKON_HOME: home });
    await api.signedIn('operator', 'Omar Pratt');
    browser = await openBrowser();
    const blobs = new BlobFolder(join(home, 'blobs'));
    const made = await aCrawledSource(api.db, { name: 'Kitchen <b>lists</b>', runs: [{ state: 'ok', items: 30 }, { state: 'quarantined', items: 30, coverage: 0, gates, reason: 'Coverage of list.price fell.' }] });
    ({ sourceId } = made);
    [good, bad] = made.runIds as [string, string];
    await api.db.query(`update run_page set result = $2 where run_id = $1 and url = $3`, [good, JSON.stringify(extract(before, LIST, parseRecipe(tinyRecipe()))), LIST]);
    const camera = await browser.newPage({ viewport: { width: 800, height: 600 } });
    [again] = (await aCrawledSource(api.db, { name: 'Garden shelf', runs: [{ state: 'quarantined', items: 30, coverage: 0, gates, reason: 'Coverage of list.price fell.', pages: [{ url: LIST }] }] })).runIds as [string];
    for (const [run, html] of [[good, before], [bad, after], [again, after]] as const) {
      await camera.setContent(html);
      const [page] = await api.db.query(`select id from run_page where run_id = $1 and url = $2`, [run, LIST]);
      for (const [kind, body] of [['html', Buffer.from(html)], ['screenshot', await camera.screenshot({ type: 'jpeg', quality: 60 })]] as const) {
        await api.db.query(`insert into capture (run_id, page_id, kind, url, blob, bytes) values ($1, $2, $3, $4, $5, $6)`, [run, page.id, kind, LIST, await blobs.put(run, body), body.length]);
      }
    }
    await camera.close();
    desk = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await open(desk, '/sources');
    await signIn(page);
    await page.getByRole('heading', { name: 'Sources' }).waitFor();
    await page.close();
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  itInBrowser('finds the source that waits, and sees the redesign beside the last good page', async () => {
    const page = await open(desk, '/sources');
    await page.getByText('2 of 2 need a look').waitFor();
    await page.getByRole('article', { name: 'Kitchen <b>lists</b>' }).getByRole('link', { name: /in quarantine/ }).click();
    await page.getByRole('heading', { level: 1, name: /Kitchen <b>lists<\/b>/ }).waitFor();
    await page.getByText('Prices were read on 0 % of places').waitFor();
    await page.getByAltText(`This run: ${LIST}`).waitFor();
    await page.getByAltText(`The last good run: ${LIST}`).waitFor();
    expect(await page.getByRole('region', { name: 'Pages' }).getByText('Disallow: /private/ (line 2)').count()).toBe(1);
    await page.getByRole('button', { name: 'list http' }).click();
    await page.getByRole('dialog').getByText('<em data-cost="yes">').waitFor();
    await page.close();
  });

  itInBrowser('mends the recipe with a suggested repair: the preview shows what it restores before anything is used', async () => {
    const page = await open(desk, `/recipes/tiny?run=${bad}`);
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('no request').waitFor();
    expect(await preview.getByRole('cell', { name: 'items.price' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Look for repairs' }).click();
    await page.getByText('items[0].fields.price').waitFor();
    await page.getByRole('button', { name: 'Accept all into the draft' }).click();
    await preview.getByRole('cell', { name: 'items.price', exact: true }).waitFor();
    await page.getByRole('region', { name: 'Difference' }).waitFor();
    await page.getByRole('button', { name: 'Propose' }).click();
    await page.getByText('Kept as a proposed version').waitFor();
    const [version] = await api.db.query(`select promoted_at, proposed_by is not null as by_a_person from recipe_version where recipe_id = 'tiny' order by created_at desc limit 1`);
    expect(version).toEqual({ promoted_at: null, by_a_person: true });
    await page.getByLabel('Recipe, YAML').fill('id: tiny\npages: [');
    await preview.getByRole('alert').getByText('YAML').waitFor();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.close();
  });

  itInBrowser('sees how far kept pages are read, promotes the mended recipe, and reads the quarantined run again with it', async () => {
    const page = await open(desk, '/recipes/tiny');
    const [proposed] = await api.db.query(`select id from recipe_version where proposed_by is not null`);
    await page.goto(`${api.origin}/recipes/tiny?version=${proposed.id}`);
    await page.getByRole('button', { name: 'Try on the last five runs' }).click();
    await page.getByText('It waits for a worker. Is one running, and is it free?').waitFor();
    const readings = api.app.get(Readings, { strict: false });
    let ended = false;
    const worker = (async () => {
      for (; !ended; await new Promise((resolve) => setTimeout(resolve, 200))) for (const id of await readings.unattended()) await readings.work(id);
    })();
    try {
      await page.getByText(/the gates hold/).waitFor();
      await page.getByText(/^3 pages of 3 runs in/).waitFor();
      await page.getByRole('button', { name: 'Promote' }).click();
      await page.getByText('this version is in use from the next run on').waitFor();
      await page.goto(`${api.origin}/runs/${again}`);
      await page.getByRole('button', { name: 'Read again…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: /in use/ }).check();
      await dialog.getByRole('button', { name: 'Read again' }).click();
      await page.getByText('Read again; the gates hold.').waitFor();
      await page.getByText(/read again with another recipe/).first().waitFor();
      expect(await page.getByRole('button', { name: 'Release…' }).count()).toBe(0);
    } finally {
      ended = true;
      await worker;
    }
    const [run] = await api.db.query(`select state, decision, recipe_version_id from run where id = $1`, [again]);
    expect(run).toMatchObject({ state: expect.stringMatching(/^ok/), decision: 'reparsed', recipe_version_id: proposed.id });
    await page.close();
  });

  itInBrowser('releases the run only with a reason, which stays with it and in the audit log', async () => {
    const page = await open(desk, `/runs/${bad}`);
    await page.getByRole('button', { name: 'Release…' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Release', exact: true }).isDisabled()).toBe(true);
    await dialog.getByLabel('Why').fill('The site shows no prices this week, on purpose.');
    await dialog.getByRole('button', { name: 'Release', exact: true }).click();
    await page.getByText('Released. It becomes visible within seconds.').waitFor();
    await page.getByText('released by Omar Pratt').waitFor();
    expect(await page.getByRole('button', { name: 'Release…' }).count()).toBe(0);
    const [run] = await api.db.query(`select decision, note from run where id = $1`, [bad]);
    expect(run).toEqual({ decision: 'released', note: 'The site shows no prices this week, on purpose.' });
    expect(await api.db.query(`select action from audit_event where action = 'run.released'`)).toHaveLength(1);
    await page.close();
  });

  itInBrowser('pauses a source and adds one, with what is refused said beside its field', async () => {
    const page = await open(desk, '/sources');
    await page.getByRole('button', { name: 'More for Kitchen <b>lists</b>' }).click();
    await page.getByRole('menuitem', { name: 'Pause its schedule' }).click();
    await page.getByText('is paused.').waitFor();
    await page.getByRole('link', { name: 'Add a source' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Garden lists');
    await page.getByRole('combobox', { name: 'Recipe' }).click();
    await page.getByRole('option', { name: /Tiny/ }).click();
    await page.getByLabel('List 1: address').fill('https://shop.example/list/garden');
    await page.getByLabel('Category').fill('Garden');
    await page.getByLabel('List name').fill('garden');
    await page.getByLabel('Timetable').fill('61 * * * *');
    await page.getByText('The minute "61" cannot be read').first().waitFor();
    await page.getByLabel('Timetable').fill('0 6 * * *');
    await page.getByText(/^Next: .+ · .+ · /).waitFor();
    await page.getByRole('button', { name: 'Add the source' }).click();
    await page.getByText('Garden lists has no permission record').first().waitFor();
    expect(await page.getByLabel('Basis').evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);
    await page.getByLabel('Basis').fill('Public lists; the terms allow reading them.');
    await page.getByLabel('Terms of the site read on').fill('2026-05-01');
    await page.getByLabel('By whom').fill('Mara Quist');
    await page.getByRole('button', { name: 'Add the source' }).click();
    await page.getByRole('heading', { level: 1, name: 'Garden lists' }).waitFor();
    await page.getByRole('tab', { name: 'Permission' }).click();
    await page.getByText('Public lists; the terms allow reading them.').waitFor();
    await page.close();
  });

  itInBrowser('changes everything of a source; of two who edit at once the second one loses nothing', async () => {
    const [page, other] = [await open(desk, `/sources/${sourceId}?tab=settings`), await open(desk, `/sources/${sourceId}/edit`)];
    await page.getByRole('link', { name: 'Change these settings' }).click();
    await page.getByLabel('Timetable').fill('15 7 * * 1-5');
    await page.getByRole('button', { name: 'Leave out some hours' }).click();
    await page.getByText(/^Next: (Mon|Tue|Wed|Thu|Fri).+07:15.+ · .+ · /).waitFor();
    await page.getByLabel('Jitter').fill('0');
    await page.getByLabel('Least items of a good run').fill('25');
    await page.getByLabel('Longest run').fill('600');
    await page.getByRole('button', { name: 'Save the change' }).click();
    await page.getByText('15 7 * * 1-5').waitFor();
    await page.getByText('none: it starts on the minute').waitFor();
    await page.getByText('22:00 and 06:00').waitFor();
    await page.getByText('at least 25').waitFor();
    await other.getByLabel('Pages a run').fill('123');
    await other.getByRole('button', { name: 'Save the change' }).click();
    await other.getByText(/^Omar Pratt changed Kitchen .* while you were editing: .*its timetable/).waitFor();
    await other.getByRole('button', { name: 'Put my changes on top of theirs' }).click();
    await other.getByText(/^Omar Pratt changed Kitchen/).waitFor({ state: 'detached' });
    expect(await other.getByLabel('Timetable').inputValue()).toBe('15 7 * * 1-5');
    expect(await other.getByLabel('Pages a run').inputValue()).toBe('123');
    await other.getByRole('button', { name: 'Save the change' }).click();
    await other.getByRole('tab', { name: 'Settings', selected: true }).waitFor();
    const [row] = await api.db.query(`select cron, jitter_percent, budget->>'pagesPerRun' as pages, expected_items, wall_clock_limit_s, version from source where id = $1`, [sourceId]);
    expect(row).toMatchObject({ cron: '15 7 * * 1-5', jitter_percent: 0, pages: '123', expected_items: { min: 25 }, wall_clock_limit_s: 600 });
    await Promise.all([page.close(), other.close()]);
  });

  itInBrowser('says beside the field what a public host does not allow, and puts the cursor there', async () => {
    const page = await open(desk, `/sources/${sourceId}/edit`);
    await page.getByLabel('Least time between requests').fill('200');
    await page.getByRole('button', { name: 'Save the change' }).click();
    await page.getByText(/Between two requests to a public host/).first().waitFor();
    expect(await page.getByLabel('Least time between requests').evaluate((input) => [input.getAttribute('aria-invalid'), input === input.ownerDocument.activeElement])).toEqual(['true', true]);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.close();
  });

  itInBrowser('records that the terms were read again, and shows each request with the file that allowed it', async () => {
    const hash = 'c0ffee'.padEnd(64, '0');
    await api.db.query(`update source set permission = jsonb_set(permission, '{reviewedOn}', '"2026-01-05"') where id = $1`, [sourceId]);
    await api.db.query(`insert into alert (source_id, kind, text) values ($1, 'review', 'The permission to read Kitchen lists was last reviewed on 2026-01-05.')`, [sourceId]);
    await api.db.query(`insert into robots_text (hash, body) values ($1, $2)`, [hash, 'User-agent: *\nAllow: /list/\nDisallow: /private/\n']);
    await api.db.query(`update run_page set robots_file = $1, robots_rule = 'Allow: /list/ (line 2)', budget_left = 297 where state = 'done'`, [hash]);
    const page = await open(desk, `/sources/${sourceId}`);
    await page.getByRole('link', { name: 'record the review' }).click();
    await page.getByRole('button', { name: 'Record a review' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('By whom').inputValue()).toBe('Omar Pratt');
    await dialog.getByRole('button', { name: 'Record the review' }).click();
    await page.getByText('The review is recorded.').waitFor();
    await page.getByText(/by Omar Pratt; to be read again by/).waitFor();
    expect(await page.getByRole('link', { name: 'record the review' }).count()).toBe(0);
    const [first] = await page.getByRole('button', { name: 'file c0ffee00' }).all();
    await first!.click();
    await dialog.getByText('2  Allow: /list/').waitFor();
    expect(await dialog.locator('[data-change="="]').textContent()).toContain('Allow: /list/');
    await page.close();
  });

  itInBrowser('fits a phone of 360 px on every screen, with nothing for axe to find', async () => {
    const phone = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await open(phone, '/sources');
    await signIn(page);
    for (const path of ['/sources', `/sources/${sourceId}`, `/sources/${sourceId}?tab=permission`, `/sources/${sourceId}?tab=robots`, `/sources/${sourceId}?tab=settings`, `/sources/${sourceId}/edit`, '/sources/new', `/runs/${bad}`, '/recipes', '/recipes/tiny']) {
      await page.goto(api.origin + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForTimeout(200);
      expect({ path, findings: await axeFindings(page), over: await overEdge(page) }).toEqual({ path, findings: [], over: 0 });
    }
    await phone.close();
  });

  itInBrowser('asks for a run now, with one button', async () => {
    const page = await open(desk, '/sources');
    await page.getByRole('button', { name: 'Run now' }).first().click();
    await page.getByText('a run was asked for').waitFor();
    await page.close();
  });

  itInBrowser('complained about nothing in the browser\'s console', async () => {
    await Promise.resolve(expect(complaints).toEqual([]));
  });
});
