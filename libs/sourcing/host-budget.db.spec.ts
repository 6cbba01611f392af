import pg from 'pg';
import { InstanceLease, sql } from '#platform';
import { crawling, type Crawling } from '../../test/support/crawling.js';
import { testModule, type TestApp } from '../../test/support/database.js';
import { browserPath } from '../../test/support/browser.js';
import { itNeeds } from '../../test/support/not-run.js';
import { tinyMarketplace, tinyRecipe, type TinyMarketplace } from '../../test/support/tiny-marketplace.js';
import { Politeness } from './crawler/politeness.js';
import { Crawls, crawlQueue, FINAL_RUN_STATES, Runs, SourcingModule } from './index.js';


describe('the budget of a host', () => {
  let shop: TinyMarketplace;
  let one: Crawling;
  let two: TestApp;
  beforeAll(async () => {
    shop = await tinyMarketplace();
    one = await crawling([shop.host], [tinyRecipe(), tinyRecipe({ id: 'drawn', drawn: true })]);
    two = await testModule([SourcingModule], { queues: [crawlQueue], env: { BECKON_ALLOW_HOSTS: shop.host, BECKON_HOME: one.config.home }, database: { url: one.url, db: one.db, close: async () => undefined } });
    await two.get(InstanceLease).start();
  });
  afterAll(async () => {
    await two.app.close();
    await one.close();
    await shop.close();
  });
  beforeEach(() => one.forget());

  /** Both workers grab at every run all the time, as their sweeps do. */
  const bothWorkOn = async (runs: readonly string[]): Promise<void> => {
    const grab = async (worker: Pick<TestApp, 'get'>, run: string): Promise<void> => {
      while (!FINAL_RUN_STATES.includes((await worker.get(Crawls).supervise(run))!)) await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await Promise.all(runs.flatMap((run) => [grab(one, run), grab(two, run)]));
  };

  it('holds for two workers with two sources on it: pace and requests under way, measured at the host', async () => {
    shop.reset({ products: 30, perPage: 10, sellers: 5 });
    shop.answer('/item/p3', (_request, response) => void setTimeout(() => response.end('<main data-id="p3"><h1>Product 3</h1></main>'), 300));
    shop.answer('/item/p9', (_request, response) => void setTimeout(() => response.end('<main data-id="p9"><h1>Product 9</h1></main>'), 300));
    const budget = { concurrency: 2, minDelayMs: 30, jitterMs: 5 };
    const sources = [await one.aSource(`${shop.origin}/list/top`, { budget }), await one.aSource(`${shop.origin}/list/other`, { budget })];
    await bothWorkOn(await Promise.all(sources.map((source, n) => one.get(Runs).request(source, `run ${n}`, 'person'))));
    const at = shop.requests.map((request) => request.at).sort((a, b) => a - b);
    // The second run may find robots.txt fetched after it was asked for, by the first.
    expect(shop.requests.filter(({ path }) => path !== '/robots.txt').length).toBe(3 + 30 + 5 + 3);
    const gaps = at.slice(1).map((time, n) => time - at[n]!);
    // Requests leave a whole distance apart (politeness.spec.ts); with several under way, a busy machine may still hand the site two at once, which stamps them when it comes to it.
    expect(gaps.filter((gap) => gap < 29).length / gaps.length).toBeLessThan(0.2);
    const busiest = Math.max(...at.map((from) => at.filter((time) => time >= from && time < from + 1000).length));
    expect(busiest).toBeLessThanOrEqual(Math.ceil(1000 / 30) + 1);
    expect(shop.mostOpen()).toBeLessThanOrEqual(2);
  });

  it('is exact for two workers where one request is made at a time: no two are nearer to each other than the distance, from run to run either', async () => {
    shop.reset({ products: 20, perPage: 10, sellers: 5 });
    for (const path of ['/item/p3', '/item/p9', '/seller/s2']) shop.answer(path, (_request, response) => void setTimeout(() => response.end('<main data-id="p3"><h1>Slow</h1></main>'), 120));
    const sources = await Promise.all(['a', 'b', 'c'].map((list) => one.aSource(`${shop.origin}/list/${list}`, { budget: { concurrency: 1, minDelayMs: 60, jitterMs: 5 } })));
    await bothWorkOn(await Promise.all(sources.map((source, n) => one.get(Runs).request(source, `run ${n}`, 'person'))));
    const gaps = shop.requests.slice(1).map(({ at }, n) => at - shop.requests[n]!.at);
    expect(gaps.length).toBeGreaterThan(30);
    // The site has seen a request before it answers it, and the next one leaves the whole distance after that: nothing is left to chance but a millisecond of two clocks.
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(59);
  });

  it('is kept between the last request of a run and the first one of the next, although the last one left later than it was booked', async () => {
    shop.reset({ products: 1, perPage: 10, sellers: 1 });
    shop.answer('/list/top', (_request, response) => void setTimeout(() => response.setHeader('content-type', 'text/html').end('<ol><li data-id="p1"><span class="rank">#1</span> <a href="/item/p1">One</a></li></ol>'), 2_500));
    const budget = { concurrency: 1, minDelayMs: 2_000, jitterMs: 0, pagesPerRun: 2 };
    const [first, second] = [await one.aSource(`${shop.origin}/list/top`, { budget }), await one.aSource(`${shop.origin}/list/other`, { budget: { ...budget, pagesPerRun: 1 } })];
    await one.run(first);
    await one.run(second);
    const gaps = shop.requests.slice(1).map(({ at }, n) => at - shop.requests[n]!.at);
    expect(shop.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/list/top', '/item/p1', '/robots.txt', '/list/other']);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_999);
  });

  it('is halved by a host that asks for less, for the next run of another worker too, until a day has passed', async () => {
    shop.reset({ products: 1, perPage: 10, sellers: 1 });
    let asked = 0;
    shop.answer('/item/p1', (_request, response) => {
      response.setHeader('content-type', 'text/html');
      if (++asked === 1) response.writeHead(429, { 'retry-after': '1' }).end('slower, please');
      else response.end('<main data-id="p1"><h1>Product 1</h1></main>');
    });
    const budget = { concurrency: 1, minDelayMs: 300, jitterMs: 0 };
    const [first, second] = [await one.aSource(`${shop.origin}/list/top`, { budget }), await one.aSource(`${shop.origin}/list/other`, { budget })];
    expect((await one.run(first)).state).toBe('ok');
    const again = shop.requests.filter(({ path }) => path === '/item/p1').map(({ at }) => at);
    expect(again[1]! - again[0]!).toBeGreaterThanOrEqual(999);
    const before = shop.requests.length;
    await two.get(Crawls).supervise(await one.get(Runs).request(second, 'of another worker', 'person'));
    const next = shop.requests.slice(before).map(({ at }) => at);
    expect(next.length).toBeGreaterThanOrEqual(2);
    expect(Math.min(...next.slice(1).map((at, n) => at - next[n]!))).toBeGreaterThanOrEqual(599);
    const pace = () => sql<{ slowness: number }>(one.db, `select slowness from host_pace`);
    expect(await pace()).toEqual([{ slowness: 2 }]);

    // Complaint by complaint, and back by days; what it asked for a moment ago holds for whoever comes next.
    const db = new pg.Pool({ connectionString: one.url, max: 1 });
    const politeness = (): Politeness => new Politeness(db, { minDelayMs: 0, jitterMs: 0 }, new AbortController().signal);
    const complained = politeness();
    for (let n = 0; n < 5; n++) complained.hold(shop.host, 0);
    await complained.settled();
    expect(await pace()).toEqual([{ slowness: 16 }]);
    await sql(one.db, `update host_pace set slowed_at = slowed_at - interval '50 hours'`);
    const held = performance.now();
    const later = politeness();
    later.hold(shop.host, 700);
    await later.settled();
    expect(await pace()).toEqual([{ slowness: 8 }]);
    await politeness().turn(shop.host);
    expect(performance.now() - held).toBeGreaterThanOrEqual(699);
    await db.end();
  });

  itNeeds(browserPath !== undefined, 'Chromium')('is not spent on a script that all drawn pages share: it is asked for once, and each time where the site wants that', async () => {
    shop.reset({ products: 1, perPage: 10, sellers: 1 });
    const lists = ['a', 'b', 'c'];
    for (const list of lists) {
      shop.answer(`/list/${list}`, (_request, response) => void response.setHeader('content-type', 'text/html')
        .end('<body><ol></ol><script src="/news.js"></script><script src="/app.js"></script></body>'));
    }
    shop.answer('/news.js', (_request, response) => void response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' }).end('document.body.dataset.news = "yes"'));
    shop.answer('/app.js', (_request, response) => void response.setHeader('content-type', 'text/javascript').end(`
      document.querySelector('ol').innerHTML = '<li data-id="p1"><span class="rank">#1</span> <a href="/item/p1">One</a></li>';
      document.body.dataset.ready = document.body.dataset.news;`));
    const source = await one.aSource(`${shop.origin}/list/a`, {
      recipeId: 'drawn', entries: lists.map((list) => ({ url: `${shop.origin}/list/${list}`, category: 'Kitchen', list })), budget: { concurrency: 1 },
    });
    expect(await one.run(source)).toMatchObject({ state: 'ok', counts: { listings: 3 } });
    const times = (path: string): number => shop.requests.filter((request) => request.path === path).length;
    expect(['/list/a', '/list/b', '/list/c', '/app.js', '/news.js'].map(times)).toEqual([1, 1, 1, 1, 3]);
  });

  it('is one run at a time, whoever supervises it', async () => {
    shop.reset({ products: 20, perPage: 10, sellers: 5 });
    const sources = await Promise.all(['a', 'b', 'c'].map((list) => one.aSource(`${shop.origin}/list/${list}`, { budget: { concurrency: 1, minDelayMs: 5 } })));
    await bothWorkOn(await Promise.all(sources.map((source, n) => one.get(Runs).request(source, `run ${n}`, 'person'))));
    expect(shop.mostOpen()).toBe(1);
  });
});
