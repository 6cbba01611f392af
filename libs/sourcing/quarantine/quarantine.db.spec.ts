import net from 'node:net';
import { sql } from '#platform';
import { crawling, type Crawling } from '../../../test/support/crawling.js';
import { browserPath } from '../../../test/support/browser.js';
import { itNeeds } from '../../../test/support/not-run.js';
import { tinyMarketplace, tinyRecipe, type TinyMarketplace } from '../../../test/support/tiny-marketplace.js';
import { Captures, Crawls, Pictures, RecipeVersions, ReplayLab, Runs, type Gate } from '../index.js';


/** Prices move to another element, as in a real redesign that breaks half of a reader. */
const redesign = (html: string): string => html.replace(/<b class="price">([^<]*)<\/b>/g, '<div class="cost"><strong>$1</strong></div>');
const MENDED = tinyRecipe().replace('price: .price', "price: ['.price', '.cost strong']");

describe('the quarantine gate', () => {
  let shop: TinyMarketplace;
  let crawl: Crawling;
  let lena: string;
  beforeAll(async () => {
    shop = await tinyMarketplace();
    crawl = await crawling([shop.host]);
    const [user] = await sql<{ id: string }>(crawl.db, `insert into app_user (email, name, role, password_hash) values ('lena@northwind.example', 'Lena Kurz', 'admin', 'none') returning id`);
    lena = user!.id;
  });
  afterAll(async () => {
    await crawl.close();
    await shop.close();
  });
  beforeEach(async () => {
    shop.reset({ products: 60, perPage: 20, sellers: 12 });
    await crawl.forget();
    await sql(crawl.db, `truncate audit_event`);
    await sql(crawl.db, `delete from recipe_version where proposed_by is not null`);
  });
  const gatesOf = async (runId: string): Promise<Gate[]> => (await sql<{ gates: Gate[] }>(crawl.db, `select gates from run where id = $1`, [runId]))[0]!.gates;
  const visible = async (): Promise<unknown> => (await sql(crawl.db,
    `select (select count(*) from storefront) as storefronts, (select count(*) from listing_observation) as listings, (select count(*) from storefront_observation) as standings, (select count(*) from outbox) as events, (select max(last_seen_at) from storefront) as seen`))[0];
  const redesigned = async (): Promise<{ source: string; good: string; run: Awaited<ReturnType<Crawling['run']>>; before: unknown }> => {
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    const good = await crawl.run(source);
    expect(good.state).toBe('ok');
    const before = await visible();
    shop.reset({ products: 60, perPage: 20, sellers: 12, restyle: redesign });
    return { source, good: good.id, run: await crawl.run(source), before };
  };

  it('keeps a redesigned site out: nothing of the run is seen, and no event tells of it', async () => {
    const { run, before } = await redesigned();
    expect(run).toMatchObject({ state: 'quarantined', reason: 'list.price is there on 0 % of 60; the last good runs had it on 100 %' });
    expect((await gatesOf(run.id)).filter(({ ok }) => !ok)).toEqual([expect.objectContaining({ gate: 'coverage', field: 'list.price', measured: 0, limit: 0.95 })]);
    expect(await visible()).toEqual(before);
  });

  it('holds a run against what a person expects: the least always, the usual while no good run says it better', async () => {
    const expecting = async (expectedItems: { min: number; median?: number }) => crawl.run(await crawl.aSource(`${shop.origin}/list/top`, { expectedItems }));
    expect(await expecting({ min: 61 })).toMatchObject({ state: 'quarantined', reason: '60 listings; at least 61 are expected of a run' });
    expect(await expecting({ min: 10, median: 101 })).toMatchObject({ state: 'quarantined', reason: '60 listings; a usual run is expected to bring 101, and 60 % of that is the least for a first one' });
    expect(await expecting({ min: 10, median: 100 })).toMatchObject({ state: 'ok', reason: null });
  });

  it('lets a genuine drop of 30 % through, with a warning', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    await crawl.run(source);
    shop.reset({ products: 42, perPage: 20, sellers: 12 });
    const { state, reason } = await crawl.run(source);
    expect({ state, reason }).toEqual({ state: 'ok_with_warnings', reason: '42 listings, 70 % of what the last 1 good runs had (between 60 % and 300 %)' });
  });

  it('keeps out a list that has lost most of its places, and one on which nothing can be read any more', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    await crawl.run(source);
    shop.reset({ products: 20, perPage: 20, sellers: 12 });
    expect((await crawl.run(source)).state).toBe('quarantined');
    shop.reset({ restyle: () => '<main>All new!</main>' });
    const { state, id } = await crawl.run(source);
    expect(state).toBe('quarantined');
    expect((await gatesOf(id)).filter(({ ok }) => !ok).map(({ gate }) => gate)).toContain('item-count');
  });

  it('keeps out names that lost their letters because the site says a wrong encoding, and lets the odd one pass', async () => {
    shop.reset({ products: 20, perPage: 20, sellers: 12, restyle: (html) => html.replaceAll('Product', 'Kännchen') });
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    expect((await crawl.run(source)).state).toBe('ok');
    const list = await (await fetch(`${shop.origin}/list/top`)).text();
    const send = (html: string, encoding: 'utf8' | 'latin1') => shop.answer('/list/top', (_request, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(Buffer.from(html, encoding)));
    send(list, 'latin1');
    const { state, reason } = await crawl.run(source);
    expect({ state, reason }).toEqual({ state: 'quarantined', reason: '20 of 20 titles, names and addresses have lost letters, as happens when a page says a wrong encoding (limit 1 %)' });
    send(list.replace('Kännchen 7', 'K\ufffdnnchen 7'), 'utf8');
    expect(await crawl.run(source)).toMatchObject({ state: 'ok_with_warnings', reason: '1 of 20 titles, names and addresses have lost letters, as happens when a page says a wrong encoding (limit 1 %)' });
  });

  it('lets a person release a run, with the name of who did', async () => {
    const { run } = await redesigned();
    await crawl.db.transaction((tx) => crawl.get(Runs).release(tx, run.id, { userId: lena, note: 'prices are behind a sign-in now' }));
    expect(await crawl.get(Runs).unattended()).toEqual([run.id]);
    expect(await crawl.get(Crawls).supervise(run.id)).toBe('ok_with_warnings');
    expect(await sql(crawl.db, `select event from outbox`)).toHaveLength(2);
    expect(await sql(crawl.db, `select user_id, action, subject from audit_event`)).toEqual([{ user_id: lena, action: 'run.released', subject: run.id }]);
    await expect(crawl.db.transaction((tx) => crawl.get(Runs).release(tx, run.id, { userId: lena }))).rejects.toMatchObject({ code: 'run-not-quarantined' });
  });

  it('lets a person reject a run; nothing of it is ever seen', async () => {
    const { run, before } = await redesigned();
    await crawl.db.transaction((tx) => crawl.get(Runs).reject(tx, run.id, { userId: lena, note: 'a test page' }));
    expect(await crawl.get(Runs).summary(run.id)).toMatchObject({ state: 'failed', reason: 'Rejected by a person: a test page.' });
    expect(await visible()).toEqual(before);
    expect(await sql(crawl.db, `select action from audit_event`)).toEqual([{ action: 'run.rejected' }]);
  });

  it('is passed by a mended recipe over what is kept, without one request', async () => {
    const { run, good, source } = await redesigned();
    const asked = shop.requests.length;
    const before = net.Socket.prototype.connect;
    const database = Number(new URL(crawl.url).port);
    const strays: unknown[] = [];
    net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
      const [to] = args.flat() as [{ port?: number } | number | undefined];
      if (Number(typeof to === 'object' ? to.port : to) !== database) {
        strays.push(to);
        throw new Error('replay must not reach the network');
      }
      return (before as (...all: unknown[]) => net.Socket).apply(this, args);
    } as typeof before;
    try {
      const replay = await crawl.get(ReplayLab).replay([run.id], MENDED);
      expect(replay).toMatchObject({ pages: 3, ok: true, networkCalls: 0 });
      expect(replay.fields.find(({ field }) => field === 'price')).toEqual({ pageKind: 'list', field: 'price', before: 0, after: 1, changed: 60 });
      expect(replay.fields.filter(({ changed }) => changed > 0)).toHaveLength(1);
      expect(replay.examples[0]).toEqual({ url: `${shop.origin}/list/top`, field: 'list.price', was: null, now: '{"amount":"1.50","currency":"USD"}' });
      const version = await crawl.get(RecipeVersions).propose(MENDED, lena);
      await crawl.get(RecipeVersions).promote(version, lena);
      expect(await crawl.get(RecipeVersions).current(crawl.db.manager, 'tiny')).toBe(version);
      expect(await crawl.get(ReplayLab).applyTo(run.id, version, { userId: lena })).toBe('ok');
    } finally {
      net.Socket.prototype.connect = before;
    }
    expect(strays).toEqual([]);
    expect(shop.requests.length).toBe(asked);
    expect(await sql(crawl.db, `select run_id, count(price) as prices from listing_observation group by 1 order by 2, run_id = $1`, [run.id])).toEqual([{ run_id: good, prices: 60 }, { run_id: run.id, prices: 60 }]);
    expect((await sql<{ action: string }>(crawl.db, `select action from audit_event order by id`)).map(({ action }) => action)).toEqual(['recipe.proposed', 'recipe.promoted', 'run.reparsed']);
    expect((await crawl.run(source)).state).toBe('ok');
  });

  itNeeds(browserPath !== undefined, 'Chromium')('is drawn beside the last good run, offline, for the person who decides', async () => {
    const { run, good } = await redesigned();
    const asked = shop.requests.length;
    expect(await crawl.get(Pictures).wanted()).toEqual([run.id]);
    expect(await crawl.get(Pictures).draw(run.id)).toHaveLength(4);
    expect(await crawl.get(Pictures).wanted()).toEqual([]);
    const pictures = await Promise.all([run.id, good].map(async (id) => (await crawl.get(Captures).of(id)).filter(({ kind }) => kind === 'screenshot')));
    expect(pictures.map((of) => of.map(({ url }) => url))).toEqual([[`${shop.origin}/list/top`, `${shop.origin}/list/top?page=2`], [`${shop.origin}/list/top`, `${shop.origin}/list/top?page=2`]]);
    const image = (await crawl.get(Captures).content(pictures[0]![0]!.id))!.body;
    expect([image.subarray(0, 3).toString('hex'), image.length > 5_000 && image.length <= 1_000_000]).toEqual(['ffd8ff', true]);
    expect(shop.requests.length).toBe(asked);
  });

  it('does not let a version be promoted that reads less than the one in use', async () => {
    await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    const worse = tinyRecipe().replace('title: a,', 'title: .headline,');
    const version = await crawl.get(RecipeVersions).propose(worse, lena);
    await expect(crawl.get(RecipeVersions).promote(version, lena)).rejects.toMatchObject({ code: 'recipe-regresses', details: { gates: [expect.objectContaining({ field: 'list.title', measured: 0, ok: false })] } });
    expect(await crawl.get(RecipeVersions).current(crawl.db.manager, 'tiny')).not.toBe(version);
  });
});
