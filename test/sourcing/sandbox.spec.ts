import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from '#platform';
import { findBrowser, RECIPES_FOLDER } from '#sourcing';
import { startSandbox, type Sandbox } from '../../apps/sandbox/sandbox.js';
import { crawling, type Crawling } from '../support/crawling.js';
import { itNeeds } from '../support/not-run.js';

interface Truth { marketplaces: Array<{ id: string; origin: string; lists: Array<{ url: string; category: string }>; storefronts: Array<{ sellerId: string; name: string; listedOnDay: number; email: string | null; country: string; lifetimeRatings: number }> }> }
interface Request { at: number; url: string; status: number; userAgent: string }
const hasBrowser = ((): boolean => { try { return Boolean(findBrowser(process.env.BECKON_BROWSER)); } catch { return false; } })();

describe('a crawl of the pretend marketplaces', () => {
  let sandbox: Sandbox;
  let crawl: Crawling;
  let truth: Truth;
  const get = async <T>(path: string): Promise<T> => (await fetch(sandbox.control + path)).json() as Promise<T>;
  const marketplace = (id: string) => truth.marketplaces.find((one) => one.id === id)!;
  const aSource = (id: string, lists: number, budget: object): Promise<string> => crawl.aSource(marketplace(id).lists[0]!.url, {
    marketplace: id, recipeId: id, entries: marketplace(id).lists.slice(0, lists).map(({ url, category }) => ({ url, category, list: category })), budget,
  });
  beforeAll(async () => {
    sandbox = await startSandbox({ storefronts: 60 });
    truth = await get<Truth>('/truth.json');
    crawl = await crawling(truth.marketplaces.map(({ origin }) => new URL(origin).host), ['alderbay', 'brightcart'].map((id) => readFileSync(join(RECIPES_FOLDER, `${id}.yaml`), 'utf8')));
  });
  afterAll(async () => {
    await crawl.close();
    await sandbox.close();
  });
  const compare = async (id: string): Promise<void> => {
    const found = await sql<{ seller_id: string; name: string; email: string | null; country: string; ratings: string }>(crawl.db,
      `select seller_id, name, country, profile->>'email' as email, profile->>'ratingCount' as ratings from storefront where marketplace = $1 order by 1`, [id]);
    const listed = marketplace(id).storefronts.filter(({ listedOnDay }) => listedOnDay === 1).map((s) => ({ seller_id: s.sellerId, name: s.name, country: s.country, email: s.email, ratings: String(s.lifetimeRatings) }));
    expect(found).toEqual(listed.sort((a, b) => (a.seller_id < b.seller_id ? -1 : 1)));
  };

  it('finds every storefront of the server-rendered one and invents none', async () => {
    const { state } = await crawl.run(await aSource('alderbay', 99, { concurrency: 8 }));
    expect(state).toBe('ok');
    await compare('alderbay');
  });

  itNeeds(hasBrowser, 'Chromium')('finds every storefront of the one that a script draws', async () => {
    const { state } = await crawl.run(await aSource('brightcart', 99, { concurrency: 8 }));
    expect(state).toBe('ok');
    await compare('brightcart');
  });

  it.each([1, 4])('keeps 300 ms between any two requests, as the site sees it, with up to %i of them under way', async (concurrency) => {
    await crawl.forget();
    await fetch(`${sandbox.control}/requests`, { method: 'DELETE' });
    const { counts } = await crawl.run(await aSource('alderbay', 2, { concurrency, minDelayMs: 300, jitterMs: 40, pagesPerRun: 25 }));
    expect(counts.pages).toBe(25);
    const requests = await get<Request[]>('/requests.json?marketplace=alderbay');
    expect(requests.map(({ url }) => url)[0]).toBe('/robots.txt');
    const at = requests.map((request) => request.at).sort((a, b) => a - b);
    const gaps = at.slice(1).map((time, n) => time - at[n]!);
    expect(gaps).toHaveLength(25);
    // One millisecond for the clocks of two processes. Alone, a request was seen before its answer let the next one leave: exact.
    // With several under way the site stamps them when it comes to it, so a busy machine may squeeze some and stretch others.
    const tooNear = gaps.filter((gap) => gap < 299).length;
    expect(tooNear).toBeLessThanOrEqual(concurrency === 1 ? 0 : 5);
    expect(at.at(-1)! - at[0]!).toBeGreaterThanOrEqual(24 * 299);
    expect(requests.every(({ userAgent }) => userAgent.startsWith('Beckon/'))).toBe(true);
  });

  it.each([['captcha', 'blocked'], ['down', 'stopped_by_robots']])('leaves a site alone that shows a %s', async (fault, state) => {
    await crawl.forget();
    await fetch(`${sandbox.control}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fault: { alderbay: fault } }) });
    await fetch(`${sandbox.control}/requests`, { method: 'DELETE' });
    const run = await crawl.run(await aSource('alderbay', 3, { concurrency: 1 }));
    await fetch(`${sandbox.control}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fault: { alderbay: null } }) });
    expect(run.state).toBe(state);
    expect((await get<Request[]>('/requests.json?marketplace=alderbay')).length).toBeLessThanOrEqual(3);
    expect(await sql(crawl.db, `select from storefront`)).toHaveLength(0);
  });
});
