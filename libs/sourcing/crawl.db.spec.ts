import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Clock, sql } from '#platform';
import { crawling, type Crawling } from '../../test/support/crawling.js';
import { aUser } from '../../test/support/factories.js';
import { tinyMarketplace, type TinyMarketplace } from '../../test/support/tiny-marketplace.js';
import { Crawls, RobotsFiles, Runs } from './index.js';

describe('a crawl', () => {
  let shop: TinyMarketplace;
  let crawl: Crawling;
  beforeAll(async () => {
    shop = await tinyMarketplace();
    crawl = await crawling([shop.host]);
  });
  afterAll(async () => {
    await crawl.close();
    await shop.close();
  });
  beforeEach(async () => {
    shop.reset();
    await crawl.forget();
  });
  const asked = (): string[] => shop.requests.map(({ path }) => path);

  it('walks list, item and seller pages, asks for each once, and keeps what it saw', async () => {
    const { id, state, counts } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    expect({ state, counts }).toEqual({ state: 'ok', counts: { pages: 32, listings: 20, storefronts: 10, newStorefronts: 10, products: 20, refused: 0, failed: 0 } });
    expect(asked().filter((path) => path !== '/robots.txt')).toHaveLength(32);
    expect(new Set(asked()).size).toBe(33);
    expect(shop.requests.every(({ userAgent }) => /^Beckon\/[\d.]+ \(\+http:\/\/\S+\/bot\)$/.test(userAgent ?? ''))).toBe(true);
    const [shop3] = await sql(crawl.db, `select s.name, s.profile->>'ratingCount' as ratings, o.best_rank, o.list_size, o.listed_products, o.rating_count, o.price_median, o.currency
      from storefront s join storefront_observation o on o.storefront_id = s.id where s.seller_id = 's3'`);
    expect(shop3).toEqual({ name: 'Shop 3', ratings: '103', best_rank: 3, list_size: 20, listed_products: 2, rating_count: 103, price_median: '8.50', currency: 'USD' });
    expect(await sql(crawl.db, `select event, payload from outbox`)).toEqual([{ event: 'sourcing.run-accepted', payload: { runId: id } }]);
  });

  it('fetches only the list again while it knows who sells what', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    await crawl.run(source);
    shop.requests.length = 0;
    const { state, counts } = await crawl.run(source);
    expect({ state, ...counts }).toMatchObject({ state: 'ok', pages: 2, listings: 20, storefronts: 10, newStorefronts: 0 });
    expect(asked()).toEqual(['/robots.txt', '/list/top', '/list/top?page=2']);
    shop.requests.length = 0;
    await crawl.get(Clock).jumpTo(new Date(Date.now() + 8 * 86_400_000));
    expect((await crawl.run(source)).counts).toMatchObject({ pages: 22 });
  });

  it('asks again for a seller whose page could not be read the last time', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    let broken = true;
    shop.answer('/seller/s4', (_request, response) => void (broken ? response.writeHead(500).end() : response.end('<main data-id="s4"><h1>Shop 4</h1></main>')));
    const first = await crawl.run(source);
    expect(first).toMatchObject({ state: 'ok_with_warnings', counts: { failed: 1, storefronts: 10 } });
    expect(await sql(crawl.db, `select name, profile_seen_at from storefront where seller_id = 's4'`)).toEqual([{ name: 'Shop 4', profile_seen_at: null }]);
    broken = false;
    shop.requests.length = 0;
    expect(await crawl.run(source)).toMatchObject({ state: 'ok' });
    expect(asked()).toEqual(['/robots.txt', '/list/top', '/list/top?page=2', '/seller/s4']);
  });

  it('does not touch what robots.txt forbids, and says which line forbade it', async () => {
    shop.answer('/robots.txt', (_request, response) => void response.end('User-agent: *\nDisallow: /item/p7$\n'));
    const { id, state, counts, reason } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    expect({ state, refused: counts.refused, reason }).toEqual({ state: 'ok_with_warnings', refused: 1, reason: '1 pages are forbidden by robots.txt' });
    expect(asked()).not.toContain('/item/p7');
    const pages = await crawl.pages(id);
    expect(pages.filter(({ state }) => state === 'refused')).toEqual([expect.objectContaining({ url: `${shop.origin}/item/p7`, robots_rule: 'Disallow: /item/p7$ (line 2)', http_status: null })]);
    expect(pages.filter(({ state }) => state === 'done').every(({ robots_rule }) => robots_rule === 'no rule')).toBe(true);
  });

  it.each([[503, 'stopped_by_robots', 0], [404, 'ok', 32]] as const)('takes a robots.txt that answers %i as %s', async (status, expected, pages) => {
    shop.answer('/robots.txt', (_request, response) => void response.writeHead(status).end('User-agent: *\nDisallow: /'));
    expect((await crawl.run(await crawl.aSource(`${shop.origin}/list/top`))).state).toBe(expected);
    expect(asked().filter((path) => path !== '/robots.txt')).toHaveLength(pages);
  });

  it('asks nothing of a site whose robots.txt has come to forbid what it used to read, until a person says how to go on', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    await crawl.run(source);
    shop.answer('/robots.txt', (_request, response) => void response.end('User-agent: *\nDisallow: /private/\nDisallow: /seller/\n'));
    shop.requests.length = 0;
    const { id, state, reason } = await crawl.run(source);
    expect({ state, reason }).toEqual({ state: 'stopped_by_robots', reason: `robots.txt of ${shop.origin} now forbids 10 of the pages that this source reads: Disallow: /seller/ (line 3), for example ${shop.origin}/seller/s0. Nothing was fetched.` });
    expect(asked()).toEqual(['/robots.txt']);
    expect((await crawl.pages(id)).every((page) => page.state === 'skipped')).toBe(true);
    const lena = await aUser(crawl.db);
    expect(await crawl.get(RobotsFiles).diff(shop.origin)).toMatchObject({ lines: ['  User-agent: *', '  Disallow: /private/', '+ Disallow: /seller/'] });
    expect((await crawl.run(source)).state).toBe('stopped_by_robots');
    await crawl.db.transaction((tx) => crawl.get(RobotsFiles).accept(tx, shop.origin, lena));
    shop.requests.length = 0;
    await sql(crawl.db, `update storefront set profile_seen_at = null`);
    expect((await crawl.run(source)).state).toBe('ok_with_warnings');
    expect(asked().filter((path) => path.startsWith('/seller/'))).toEqual([]);
  });

  it('asks for robots.txt again when the copy is 24 hours and a minute old, in the middle of a run too', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    let reads = 0;
    shop.answer('/robots.txt', (_request, response) => void response.end(`User-agent: *\nDisallow: /${++reads}/\n`));
    const interrupted = async (age: string): Promise<number> => {
      const runId = await crawl.get(Runs).request(source, `age ${age}`, 'person');
      // An earlier crawler of the run had begun it: what it had fetched need not be fetched again.
      await sql(crawl.db, `insert into run_page (run_id, url, kind, context, state) values ($1, $2, 'list', '{"list":"kitchen","page":1}', 'pending'), ($1, $3, 'list', '{"list":"kitchen","page":9}', 'failed')`, [runId, `${shop.origin}/list/top`, `${shop.origin}/list/top?page=9`]);
      await sql(crawl.db, `update robots_file set fetched_at = clock_timestamp() - $1::interval`, [age]);
      const before = reads;
      await crawl.get(Crawls).supervise(runId);
      return reads - before;
    };
    await crawl.run(source);
    expect(reads).toBe(1);
    expect(await interrupted('23 hours 59 minutes')).toBe(0);
    expect(await interrupted('24 hours 1 minute')).toBe(1);
  });

  it('stops at a captcha, asks nothing more and accepts nothing', async () => {
    shop.reset({ products: 60, sellers: 60 });
    shop.answer('/item/p5', (_request, response) => void response.end('<form id="captcha">Are you a robot?</form>'));
    const { id, state, reason } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`, { budget: { concurrency: 1 } }));
    expect({ state, reason }).toEqual({ state: 'blocked', reason: 'The site shows a captcha page; the run stopped and asked nothing more.' });
    expect(asked().at(-1)).toBe('/item/p5');
    const pages = await crawl.pages(id);
    expect(pages.filter(({ state }) => state === 'pending')).toEqual([]);
    expect(pages.filter(({ state }) => state === 'blocked')).toHaveLength(1);
    expect(await sql(crawl.db, `select from storefront`)).toHaveLength(0);
    expect(await sql(crawl.db, `select from outbox`)).toHaveLength(0);
  });

  it.each([401, 403])('stops when the site answers %i', async (status) => {
    shop.answer('/list/top?page=2', (_request, response) => void response.writeHead(status).end());
    expect((await crawl.run(await crawl.aSource(`${shop.origin}/list/top`))).state).toBe('blocked');
  });

  it('waits as long as Retry-After asks, and stops when it is asked a third time', async () => {
    let times = 0;
    // What is on its way when the site asks for patience stays on its way until the page is asked for again: of four at once that leaves one free to break the wait.
    const onTheirWay: Array<() => void> = [];
    for (let n = 1; n <= 10; n++) shop.answer(`/item/p${n}`, (_request, response) => { const gone = () => void response.writeHead(404).end(); if (times < 2) onTheirWay.push(gone); else gone(); });
    shop.answer('/list/top?page=2', (_request, response) => {
      response.writeHead(429, { 'retry-after': '1' }).end(String(++times));
      if (times === 2) for (const answer of onTheirWay) answer();
    });
    const { state } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    expect({ state, times }).toEqual({ state: 'blocked', times: 3 });
    const asks = shop.requests.flatMap(({ path, at }, place) => (path === '/list/top?page=2' ? [{ at, place }] : []));
    expect(Math.min(asks[1]!.at - asks[0]!.at, asks[2]!.at - asks[1]!.at)).toBeGreaterThanOrEqual(1000);
    expect(shop.requests.slice(0, asks[1]!.place).filter(({ path }) => path.startsWith('/item/')).length).toBeLessThanOrEqual(3);
  });

  it('tries a page three times when the connection breaks, and goes on with the rest', async () => {
    shop.answer('/item/p2', (request) => void request.socket.destroy());
    const { id, state, counts } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    expect({ state, failed: counts.failed }).toEqual({ state: 'ok_with_warnings', failed: 1 });
    expect((await crawl.pages(id)).find(({ url }) => url.endsWith('/p2'))).toMatchObject({ state: 'failed', attempts: 3 });
    expect(asked().filter((path) => path === '/item/p2')).toHaveLength(3);
  });

  it('never accepts a run that read nothing', async () => {
    shop.answer('/list/top', (_request, response) => void response.end('<p>We have moved things around!</p>'));
    const { state, reason } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    expect({ state, reason }).toEqual({ state: 'failed', reason: expect.stringMatching(/^No listing was read, so there is nothing to accept\./) });
    expect(await sql(crawl.db, `select from outbox`)).toHaveLength(0);
  });

  it('reaches no machine inside the network, neither directly nor by a redirect', async () => {
    let reached = 0;
    const inside = createServer((_request, response) => void response.end(String(++reached)));
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    const secret = `http://127.0.0.1:${(inside.address() as AddressInfo).port}/list/secret`;
    const direct = await crawl.run(await crawl.aSource(secret, { budget: { minDelayMs: 1000, retryMs: 1000 } }));
    expect(direct).toMatchObject({ state: 'failed', reason: expect.stringContaining('127.0.0.1, which is not on the public internet') });
    shop.answer('/item/p3', (_request, response) => void response.writeHead(302, { location: secret }).end());
    const redirected = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    expect(redirected).toMatchObject({ state: 'ok_with_warnings', counts: { failed: 1 } });
    expect(reached).toBe(0);
    await new Promise((resolve) => inside.close(resolve));
  });

  it('follows five redirects and no more', async () => {
    for (let hop = 1; hop < 9; hop++) shop.answer(`/hop/${hop}`, (_request, response) => void response.writeHead(301, { location: `/hop/${hop + 1}` }).end());
    shop.answer('/item/p1', (_request, response) => void response.writeHead(302, { location: '/hop/1' }).end());
    shop.answer('/item/p2', (_request, response) => void response.writeHead(302, { location: '/hop/6' }).end());
    shop.answer('/hop/9', (_request, response) => void response.writeHead(302, { location: '/item/p12' }).end());
    const { id } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    const pages = await crawl.pages(id);
    expect(pages.find(({ url }) => url.endsWith('/item/p1'))).toMatchObject({ state: 'failed', reason: 'the page redirects more than 5 times' });
    expect(pages.find(({ url }) => url.endsWith('/item/p2'))).toMatchObject({ state: 'done' });
  });

  it('fetches no more than its budget, and says what it left out', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`, { budget: { pagesPerRun: 5, pagesPerDay: 8 } });
    const { state, counts, reason } = await crawl.run(source);
    expect({ state, pages: counts.pages, reason }).toEqual({ state: 'ok_with_warnings', pages: 5, reason: expect.stringContaining('the budget of 5 pages a run and 8 a day was used up') });
    expect((await crawl.run(source)).counts.pages).toBe(3);
  });

  it('gives one run an occasion, however often it is asked for', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    const [first, second] = [await crawl.run(source, '2026-05-04T06:00:00.000Z'), await crawl.run(source, '2026-05-04T06:00:00.000Z')];
    expect(second.id).toBe(first.id);
    expect(asked().filter((path) => path === '/list/top')).toHaveLength(1);
  });
});
