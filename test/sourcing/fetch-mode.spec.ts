import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from '#platform';
import { RECIPES_FOLDER } from '#sourcing';
import { startSandbox, type Sandbox } from '../../apps/sandbox/sandbox.js';
import { browserPath } from '../support/browser.js';
import { crawling, type Crawling } from '../support/crawling.js';
import { itNeeds } from '../support/not-run.js';

interface Truth { marketplaces: Array<{ id: string; origin: string; lists: Array<{ url: string; category: string }> }> }
const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');
const recipe = (id: string): string => readFileSync(join(RECIPES_FOLDER, `${id}.yaml`), 'utf8');

describe('pages that the recipe fetches in the wrong way', () => {
  let sandbox: Sandbox;
  let truth: Truth;
  let crawl: Crawling;
  beforeAll(async () => {
    sandbox = await startSandbox({ storefronts: 40 });
    truth = await (await fetch(`${sandbox.control}/truth.json`)).json() as Truth;
    crawl = await crawling(truth.marketplaces.map(({ origin }) => new URL(origin).host), [
      // As the recipe of Brightcart was before its lists were drawn by a script, and that of Alderbay before they no longer were.
      recipe('brightcart').replace(/^id: brightcart$/m, 'id: brightcart-by-http').replace(/^( +)mode: browser\b.*$/gm, '$1mode: http').replace(/^ +(waitFor|loadMore):.*(\n {6,}.*)*$/gm, ''),
      recipe('alderbay').replace(/^id: alderbay$/m, 'id: alderbay-drawn').replace(/^( +)kind: list$/gm, '$1kind: list\n$1mode: browser'),
      recipe('brightcart'),
    ]);
  });
  afterAll(async () => {
    await crawl.close();
    await sandbox.close();
  });
  beforeEach(() => crawl.forget());
  const aSource = (marketplace: string, recipeId: string): Promise<string> => {
    const { lists } = truth.marketplaces.find(({ id }) => id === marketplace)!;
    return crawl.aSource(lists[0]!.url, { marketplace, recipeId, entries: lists.slice(0, 2).map(({ url, category }) => ({ url, category, list: category })), budget: { concurrency: 4, pagesPerRun: 12 } });
  };
  const alarms = () => sql<{ kind: string; text: string; over: boolean }>(crawl.db, `select kind, text, recovered_at is not null as over from alert where kind = 'mode' order by opened_at`);

  it('that came as shells raise an alarm that says to use a browser', async () => {
    const { state } = await crawl.run(await aSource('brightcart', 'brightcart-by-http'));
    expect(state).toBe('failed');
    expect(await alarms()).toEqual([{ kind: 'mode', over: false, text: expect.stringMatching(/2 of 2 pages "\w+" came as empty shells that a script fills, for example http.* Set "mode: browser" for the page "\w+" of the recipe brightcart-by-http/) }]);
  });

  itInBrowser('that a browser draws for nothing raise an alarm that says to use none', async () => {
    const { state } = await crawl.run(await aSource('alderbay', 'alderbay-drawn'));
    expect(['ok', 'ok_with_warnings']).toContain(state);
    expect(await alarms()).toEqual([{ kind: 'mode', over: false, text: expect.stringMatching(/drawn pages "\w+" held everything before any script ran, .* Set "mode: http" for the page "\w+" of the recipe alderbay-drawn/) }]);
  });

  itInBrowser('raise none where the browser is needed, and the alarm ends when the recipe is mended', async () => {
    const source = await aSource('brightcart', 'brightcart-by-http');
    await crawl.run(source);
    await sql(crawl.db, `update source set recipe_id = 'brightcart' where id = $1`, [source]);
    const { id, state } = await crawl.run(source);
    expect(['ok', 'ok_with_warnings']).toContain(state);
    expect(await sql(crawl.db, `select distinct mode_check from run_page where run_id = $1 and mode_check is not null`, [id])).toEqual([{ mode_check: 'fits' }]);
    expect(await alarms()).toMatchObject([{ over: true }]);
  });
});
