import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { CONFIG, InstanceLease, sql, type Config } from '#platform';
import { browserPath } from '../../test/support/browser.js';
import { crawling, type Crawling } from '../../test/support/crawling.js';
import { itNeeds } from '../../test/support/not-run.js';
import { tinyMarketplace, tinyRecipe, type TinyMarketplace } from '../../test/support/tiny-marketplace.js';
import { CrawlerProcesses, Crawls, Runs } from './index.js';

/** Command lines of processes that name this port or our crawler script under `parent`. */
const processes = (): Array<{ pid: number; parent: number; command: string }> => execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  .flatMap((line) => { const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []; return pid ? [{ pid: Number(pid), parent: Number(parent), command: command! }] : []; });
const crawlers = (): number[] => processes().filter(({ parent, command }) => parent === process.pid && command.includes('crawler/child.js')).map(({ pid }) => pid);
const until = async (what: () => boolean | Promise<boolean>, every = 40): Promise<void> => {
  for (const end = Date.now() + 120_000; !(await what()); await new Promise((resolve) => setTimeout(resolve, every))) if (Date.now() > end) throw new Error('waited too long');
};
/** Between two looks at all processes of the machine, which cost as much as a page of a crawl. */
const LOOK = 250;

describe('a crawl that is interrupted', () => {
  let shop: TinyMarketplace;
  let crawl: Crawling;
  beforeAll(async () => {
    shop = await tinyMarketplace();
    crawl = await crawling([shop.host], [tinyRecipe(), tinyRecipe({ id: 'drawn', drawn: true })]);
  });
  afterAll(async () => {
    await crawl.close();
    await shop.close();
  });
  beforeEach(async () => {
    shop.reset({ products: 120, perPage: 20, sellers: 60 });
    await crawl.forget();
  });
  const seen = (): Promise<unknown[]> => sql(crawl.db, `select l.list, l.place, l.product_id, l.price, s.seller_id, s.name, s.profile from listing_observation l join storefront s on s.id = l.storefront_id order by 1, 2`);
  const standing = (): Promise<unknown[]> => sql(crawl.db, `select s.seller_id, o.category, o.list_size, o.best_rank, o.listed_products, o.rating_count, o.price_median from storefront_observation o join storefront s on s.id = o.storefront_id order by 1`);

  it('goes on after a SIGKILL without asking again for what was finished, and sees what an undisturbed one sees', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`, { budget: { concurrency: 2, minDelayMs: 4 } });
    const runId = await crawl.get(Runs).request(source, 'killed', 'person');
    const finishedBefore = new Map<string, number>();
    for (const after of [30, 90]) {
      const supervised = crawl.get(Crawls).supervise(runId);
      await until(async () => (await crawl.pages(runId)).filter(({ state }) => state !== 'pending').length >= after);
      for (const pid of crawlers()) process.kill(pid, 'SIGKILL');
      expect(await supervised).toBe('queued');
      for (const { url, state } of await crawl.pages(runId)) if (state === 'done' && !finishedBefore.has(url)) finishedBefore.set(url, shop.requests.filter(({ path }) => url.endsWith(path)).length);
    }
    expect(await crawl.get(Crawls).supervise(runId)).toBe('ok');
    const pages = await crawl.pages(runId);
    expect(pages).toHaveLength(6 + 120 + 60);
    expect(pages.every(({ state }) => state === 'done')).toBe(true);
    const times = (url: string): number => shop.requests.filter(({ path }) => url === shop.origin + path).length;
    for (const [url, before] of finishedBefore) expect([url, times(url)]).toEqual([url, before]);
    expect(Math.max(...pages.map(({ url }) => times(url)))).toBeLessThanOrEqual(2);
    expect(times(`${shop.origin}/robots.txt`)).toBe(1);
    const [interrupted, standingInterrupted] = [await seen(), await standing()];
    await crawl.forget();
    await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    expect(interrupted).toEqual(await seen());
    expect(standingInterrupted).toEqual(await standing());
  });

  it('is taken over when the process that held it is dead, and not before', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    const runId = await crawl.get(Runs).request(source, 'left behind', 'person');
    await sql(crawl.db, `update run set state = 'running', held_by = $2 where id = $1`, [runId, crawl.get(InstanceLease).id]);
    expect(await crawl.get(Crawls).supervise(runId)).toBe('running');
    expect(await crawl.get(Runs).unattended()).toEqual([]);
    await sql(crawl.db, `update run set held_by = gen_random_uuid() where id = $1`, [runId]);
    expect(await crawl.get(Runs).unattended()).toEqual([runId]);
    expect(await crawl.get(Crawls).supervise(runId)).toBe('ok');
  });

  /** How often crawlers of the run have begun to work on a page. */
  const visits = (runId: string, pageId: string): number => {
    const journal = join(crawl.get<Config>(CONFIG).home, 'answers', runId, 'journal');
    return existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').filter((line) => line === `visit ${pageId}`).length : 0;
  };
  const pageId = async (runId: string, path: string): Promise<string | undefined> => (await sql<{ id: string }>(crawl.db, `select id::text from run_page where run_id = $1 and url = $2`, [runId, shop.origin + path]))[0]?.id;
  const asked = (path: string): number => shop.requests.filter((request) => request.path === path).length;

  it('goes on however often operators kill its crawler, and asks twice at most for the page that suffers', async () => {
    shop.reset({ products: 5, perPage: 20, sellers: 5 });
    const held: ServerResponse[] = [];
    shop.answer('/item/p3', (_request, response) => void held.push(response));
    const runId = await crawl.get(Runs).request(await crawl.aSource(`${shop.origin}/list/top`, { budget: { concurrency: 1 } }), 'killed often', 'person');
    for (let kills = 1; kills <= 4; kills++) {
      const supervised = crawl.get(Crawls).supervise(runId);
      await until(async () => { const page = await pageId(runId, '/item/p3'); return page !== undefined && visits(runId, page) >= kills && asked('/item/p3') >= Math.min(kills, 2); });
      for (const pid of crawlers()) process.kill(pid, 'SIGKILL');
      expect(await supervised).toBe('queued');
    }
    const supervised = crawl.get(Crawls).supervise(runId);
    held[1]!.writeHead(200, { 'content-type': 'text/html' }).end('<main data-id="p3"><h1>Product 3</h1>Sold by <a class="seller" data-id="s3" href="/seller/s3">Shop 3</a></main>');
    expect(await supervised).toBe('ok');
    expect((await crawl.pages(runId)).find(({ url }) => url.endsWith('/item/p3'))).toMatchObject({ state: 'done', attempts: 2 });
    expect(asked('/item/p3')).toBe(2);
  });

  it('asks no third time for a page whose second ask was killed too, and leaves it to the next run', async () => {
    shop.reset({ products: 5, perPage: 20, sellers: 5 });
    const held: ServerResponse[] = [];
    shop.answer('/item/p3', (_request, response) => void held.push(response));
    const source = await crawl.aSource(`${shop.origin}/list/top`, { budget: { concurrency: 1 } });
    const runId = await crawl.get(Runs).request(source, 'killed twice', 'person');
    const first = crawl.get(Crawls).supervise(runId);
    await until(() => asked('/item/p3') === 1);
    for (const pid of crawlers()) process.kill(pid, 'SIGKILL');
    expect(await first).toBe('queued');
    const second = crawl.get(Crawls).supervise(runId);
    await until(() => asked('/item/p3') === 2);
    for (const { pid, parent, command } of processes()) if (command.includes('crawler/messenger.js') && crawlers().includes(parent)) process.kill(pid, 'SIGKILL');
    expect(await second).toBe('ok_with_warnings');
    expect((await crawl.pages(runId)).filter(({ state }) => state !== 'done').map(({ url, state, reason }) => ({ url, state, reason }))).toEqual([
      { url: `${shop.origin}/item/p3`, state: 'failed', reason: 'interrupted: it was on its way twice when its crawler was killed; the next run asks for it again' },
    ]);
    expect(asked('/item/p3')).toBe(2);
    shop.reset({ products: 5, perPage: 20, sellers: 5 });
    const next = await crawl.run(source);
    expect(next.state).toBe('ok');
    expect((await crawl.pages(next.id)).find(({ url }) => url.endsWith('/item/p3'))).toMatchObject({ state: 'done' });
    for (const response of held) response.destroy();
  });

  it('goes on past a page on which crawler after crawler breaks, and names it', async () => {
    shop.reset({ products: 5, perPage: 20, sellers: 5 });
    const held: ServerResponse[] = [];
    shop.answer('/item/p3', (_request, response) => void held.push(response));
    const runId = await crawl.get(Runs).request(await crawl.aSource(`${shop.origin}/list/top`, { budget: { concurrency: 2 } }), 'a page that kills', 'person');
    // The first one dies with two pages under way, so nobody knows yet which it was; then each is tried alone.
    for (let deaths = 1; deaths <= 4; deaths++) {
      const supervised = crawl.get(Crawls).supervise(runId);
      await until(async () => { const page = await pageId(runId, '/item/p3'); return page !== undefined && visits(runId, page) >= deaths; });
      // As a process ends that wrote where it must not.
      for (const pid of crawlers()) process.kill(pid, 'SIGSEGV');
      expect(await supervised).toBe('queued');
    }
    expect(await crawl.get(Crawls).supervise(runId)).toBe('ok_with_warnings');
    const pages = await crawl.pages(runId);
    expect(pages.filter(({ state }) => state !== 'done').map(({ url, state, attempts, reason }) => ({ url, state, attempts, reason }))).toEqual([
      { url: `${shop.origin}/item/p3`, state: 'failed', attempts: 2, reason: 'crashed: crawlers ended on this page again and again, so it is left out' },
    ]);
    expect(pages.length).toBe(1 + 5 + 4);
    expect(asked('/item/p3')).toBe(2);
    for (const response of held) response.destroy();
  });

  it('fails at once, and says why, when its recipe cannot be read', async () => {
    const body = tinyRecipe({ id: 'torn' }).replace('pages:', 'pages: {');
    await sql(crawl.db, `insert into recipe_version (recipe_id, hash, body) values ('torn', $1, $2)`, [createHash('sha256').update(body).digest('hex'), body]);
    const runId = await crawl.get(Runs).request(await crawl.aSource(`${shop.origin}/list/top`, { recipeId: 'torn' }), 'unreadable', 'person');
    expect(await crawl.get(Crawls).supervise(runId)).toBe('failed');
    expect((await crawl.get(Runs).summary(runId))?.reason).toContain('Its recipe cannot be read by this version. The recipe is not YAML that can be read');
    expect(shop.requests).toEqual([]);
  });

  it('counts as failed when its crawler breaks before it gets anywhere', async () => {
    const runId = await crawl.get(Runs).request(await crawl.aSource(`${shop.origin}/list/top`), 'hopeless', 'person');
    // Where it wants to note what it asks for stands a file.
    mkdirSync(join(crawl.config.home, 'answers'), { recursive: true });
    writeFileSync(join(crawl.config.home, 'answers', runId), '');
    for (const expected of ['queued', 'queued', 'queued', 'queued', 'failed']) expect(await crawl.get(Crawls).supervise(runId)).toBe(expected);
    expect((await crawl.get(Runs).summary(runId))?.reason).toContain('Its crawler broke 5 times; the last time: exit code 1');
    expect(shop.requests).toEqual([]);
  });

  itNeeds(browserPath !== undefined, 'Chromium')('goes on in a new browser when operators kill that, without asking again for what was answered', async () => {
    shop.reset({ products: 50, perPage: 10, sellers: 20 });
    const source = await crawl.aSource(`${shop.origin}/list/top`, { recipeId: 'drawn', budget: { concurrency: 2, minDelayMs: 50 } });
    const runId = await crawl.get(Runs).request(source, 'browser killed', 'person');
    const supervised = crawl.get(Crawls).supervise(runId);
    const browser = (): number | undefined => {
      const own = crawlers();
      return processes().find(({ parent, command }) => own.includes(parent) && /chrom/i.test(command) && !command.includes('--type='))?.pid;
    };
    for (const page of ['/list/top?page=2', '/list/top?page=4']) {
      await until(() => asked(page) > 0);
      await until(() => browser() !== undefined, LOOK);
      process.kill(browser()!, 'SIGKILL');
    }
    expect(await supervised).toBe('ok');
    const pages = await crawl.pages(runId);
    expect(pages).toHaveLength(5 + 50 + 20);
    expect(pages.every(({ state }) => state === 'done')).toBe(true);
    expect(Math.max(...pages.map(({ url }) => asked(url.slice(shop.origin.length))))).toBeLessThanOrEqual(2);
  });

  it('never runs beside another one on the same host', async () => {
    shop.reset({ products: 40, perPage: 20, sellers: 10 });
    const [one, two] = [await crawl.aSource(`${shop.origin}/list/top`, { budget: { concurrency: 1, minDelayMs: 5 } }), await crawl.aSource(`${shop.origin}/list/other`, { budget: { concurrency: 1, minDelayMs: 5 } })];
    const runs = [await crawl.get(Runs).request(one, 'a', 'person'), await crawl.get(Runs).request(two, 'b', 'person')];
    await Promise.all(runs.map((runId) => until(async () => (await crawl.get(Crawls).supervise(runId)) === 'ok')));
    expect(shop.mostOpen()).toBe(1);
  });

  it('is stopped from outside at its wall-clock limit', async () => {
    shop.answer('/item/p5', () => undefined);
    const { state, reason, id } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`, { wallClockLimitS: 2 }));
    expect({ state, reason }).toEqual({ state: 'timed_out', reason: 'It took longer than its limit of 2 s and was stopped.' });
    expect(crawlers()).toEqual([]);
    expect((await crawl.pages(id)).some(({ state }) => state === 'pending')).toBe(false);
    expect(await sql(crawl.db, `select from outbox`)).toHaveLength(0);
  });

  it('asks nothing more once a person has cancelled it', async () => {
    const runId = await crawl.get(Runs).request(await crawl.aSource(`${shop.origin}/list/top`, { budget: { concurrency: 1, minDelayMs: 10 } }), 'cancelled', 'person');
    const supervised = crawl.get(Crawls).supervise(runId);
    await until(() => shop.requests.length > 20);
    await crawl.db.transaction((tx) => crawl.get(Runs).cancel(tx, runId, 'not now'));
    expect(await supervised).toBe('cancelled');
    const asked = shop.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(shop.requests.length).toBe(asked);
  });

  itNeeds(browserPath !== undefined, 'Chromium')('takes its browser along, whether it times out, is killed, or ends well', async () => {
    // Only browsers that were seen below a crawler of ours: other people's start and end meanwhile.
    const ours = new Set<number>();
    const browsers = (): number => {
      const all = processes();
      const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
      const own = new Set(all.filter(({ parent, command }) => parent === process.pid && command.includes('crawler/child.js')).map(({ pid }) => pid));
      const below = (pid: number | undefined): boolean => pid !== undefined && (own.has(pid) || below(parents.get(pid)));
      const drivers = all.filter(({ command }) => command.includes('--headless') && command.includes('playwright'));
      for (const { pid } of drivers) if (below(pid)) ours.add(pid);
      return drivers.filter(({ pid }) => ours.has(pid)).length;
    };
    const watching = setInterval(browsers, LOOK).unref();
    const source = (limit: number): Promise<string> => crawl.aSource(`${shop.origin}/list/top`, { recipeId: 'drawn', wallClockLimitS: limit, budget: { concurrency: 2 } });
    shop.reset({ products: 30, perPage: 10, sellers: 10 });
    const good = await crawl.run(await source(60));
    expect(good).toMatchObject({ state: 'ok', counts: { pages: 43, storefronts: 10 } });
    expect(ours.size).toBeGreaterThan(0);
    await until(() => browsers() === 0, LOOK);
    await crawl.forget();
    shop.answer('/list/top?page=3', () => undefined);
    expect((await crawl.run(await source(4))).state).toBe('timed_out');
    await until(() => browsers() === 0, LOOK);
    const runId = await crawl.get(Runs).request(await source(60), 'killed', 'person');
    const supervised = crawl.get(Crawls).supervise(runId);
    await until(() => browsers() > 0, LOOK);
    for (const pid of crawlers()) process.kill(pid, 'SIGKILL');
    expect(await supervised).toBe('queued');
    await until(() => browsers() === 0, LOOK);
    clearInterval(watching);
  });

  it('is begun by a crawler that was kept ready: of one order only, followed by another one, and not missed when it died while it waited', async () => {
    const ready = crawl.get(CrawlerProcesses);
    await ready.keepReady();
    const [first, ...others] = crawlers();
    expect(others).toEqual([]);
    await ready.prepare();
    expect(crawlers()).toEqual([first]);
    const crawled = crawl.run(await crawl.aSource(`${shop.origin}/list/top`, { budget: { concurrency: 4, minDelayMs: 0 } }));
    expect((await crawled).state).toBe('ok');
    await until(() => crawlers().length === 1 && crawlers()[0] !== first, LOOK);
    await ready.prepare();
    const [second] = crawlers();
    process.kill(second!, 'SIGKILL');
    await crawl.forget();
    expect((await crawl.run(await crawl.aSource(`${shop.origin}/list/top`, { budget: { concurrency: 4, minDelayMs: 0 } }))).state).toBe('ok');
    expect(crawlers()).not.toContain(second);
  });

  it('is put back in line when the worker shuts down', async () => {
    const runId = await crawl.get(Runs).request(await crawl.aSource(`${shop.origin}/list/top`, { budget: { concurrency: 1, minDelayMs: 20 } }), 'shut down', 'person');
    const supervised = crawl.get(Crawls).supervise(runId);
    await until(() => shop.requests.length > 5);
    crawl.get(CrawlerProcesses).onModuleDestroy();
    expect(await supervised).toBe('queued');
    expect(crawlers()).toEqual([]);
  });
});
