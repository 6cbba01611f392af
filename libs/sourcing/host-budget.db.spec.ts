import { InstanceLease } from '#platform';
import { crawling, type Crawling } from '../../test/support/crawling.js';
import { testModule, type TestApp } from '../../test/support/database.js';
import { tinyMarketplace, type TinyMarketplace } from '../../test/support/tiny-marketplace.js';
import { Crawls, crawlQueue, FINAL_RUN_STATES, Runs, SourcingModule } from './index.js';

describe('the budget of a host', () => {
  let shop: TinyMarketplace;
  let one: Crawling;
  let two: TestApp;
  beforeAll(async () => {
    shop = await tinyMarketplace();
    one = await crawling([shop.host]);
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
    expect(at.length).toBe(2 + 3 + 30 + 5 + 3);
    const gaps = at.slice(1).map((time, n) => time - at[n]!);
    // One millisecond for the clocks of three processes; the site stamps what it accepts, a busy machine may hand it two at once.
    expect(gaps.filter((gap) => gap < 29).length / gaps.length).toBeLessThan(0.05);
    const busiest = Math.max(...at.map((from) => at.filter((time) => time >= from && time < from + 1000).length));
    expect(busiest).toBeLessThanOrEqual(Math.ceil(1000 / 30) + 1);
    expect(shop.mostOpen()).toBeLessThanOrEqual(2);
  });

  it('is one run at a time, whoever supervises it', async () => {
    shop.reset({ products: 20, perPage: 10, sellers: 5 });
    const sources = await Promise.all(['a', 'b', 'c'].map((list) => one.aSource(`${shop.origin}/list/${list}`, { budget: { concurrency: 1, minDelayMs: 5 } })));
    await bothWorkOn(await Promise.all(sources.map((source, n) => one.get(Runs).request(source, `run ${n}`, 'person'))));
    expect(shop.mostOpen()).toBe(1);
  });
});
