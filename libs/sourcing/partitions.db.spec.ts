import { Clock, sql } from '#platform';
import { crawling, type Crawling } from '../../test/support/crawling.js';
import { Partitions } from './partitions.js';
import { RunAcceptance } from './run-acceptance.js';
import { tinyMarketplace, type TinyMarketplace } from '../../test/support/tiny-marketplace.js';

const DAY = 86_400_000;

describe('observations, as months go by', () => {
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
  const months = async (parent: string): Promise<string[]> => (await sql<{ name: string }>(crawl.db, `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = to_regclass($1) order by 1`, [parent])).map(({ name }) => name.slice(-7));
  const month = (now: Date, plus: number): string => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + plus, 1)).toISOString().slice(0, 7).replace('-', '_');
  const later = async (days: number): Promise<Date> => {
    const clock = crawl.get(Clock);
    const now = await clock.jumpTo(new Date((await clock.now()).getTime() + days * DAY));
    await crawl.get(Partitions).upkeep();
    return now;
  };

  it('have a place before their month begins, and lose it when it is no longer kept', async () => {
    const first = await later(0);
    expect(await months('listing_observation')).toEqual([month(first, 0), month(first, 1)]);
    expect((await crawl.run(await crawl.aSource(`${shop.origin}/list/top`))).state).toBe('ok');
    const [seen] = await sql<{ n: number }>(crawl.db, `select count(*)::int as n from listing_observation`);
    expect(seen!.n).toBeGreaterThan(0);

    const soon = await later(150);
    expect(await months('listing_observation')).toEqual([month(first, 0), month(first, 1), month(soon, 0), month(soon, 1)].filter((name, at, all) => all.indexOf(name) === at));
    expect((await sql<{ n: number }>(crawl.db, `select count(*)::int as n from listing_observation`))[0]).toEqual(seen);

    const nextYear = await later(250);
    expect(await months('listing_observation')).not.toContain(month(first, 0));
    expect(await months('listing_observation')).toEqual(expect.arrayContaining([month(nextYear, 0), month(nextYear, 1)]));
    expect((await sql<{ n: number }>(crawl.db, `select count(*)::int as n from listing_observation`))[0]!.n).toBe(0);
    expect(await months('storefront_observation')).toContain(month(first, 0));

    await later(500);
    expect(await months('storefront_observation')).not.toContain(month(first, 0));
    // Where storefronts stand now is known after their history has gone.
    expect((await sql<{ n: number }>(crawl.db, `select count(*)::int as n from storefront_latest`))[0]!.n).toBeGreaterThan(0);
  });

  it('do not go when somebody reads them at that moment; the next upkeep has them', async () => {
    await crawl.get(Partitions).ensure(new Date('2019-03-05T00:00:00Z'));
    const reader = crawl.db.createQueryRunner();
    await reader.connect();
    await reader.startTransaction();
    await reader.query(`select count(*) from listing_observation`);
    await expect(crawl.get(Partitions).upkeep()).rejects.toThrow(/lock timeout/);
    await reader.rollbackTransaction();
    await reader.release();
    expect(await months('listing_observation')).toContain('2019_03');
    await crawl.get(Partitions).upkeep();
    expect(await months('listing_observation')).not.toContain('2019_03');
  });

  it('leave behind where each storefront stood last, whichever run came in last', async () => {
    await crawl.forget();
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    const standing = () => sql(crawl.db, `select s.seller_id, l.run_id, l.observed_at, l.category, l.list_size, l.best_rank, l.listed_products, l.price_median::text from storefront_latest l join storefront s on s.id = l.storefront_id order by 1`);
    const { id } = await crawl.run(source);
    const now = await standing();
    expect(now.length).toBeGreaterThan(0);
    expect(await sql(crawl.db, `select count(*)::int as n from storefront_latest l join storefront_observation o using (storefront_id, run_id, observed_at, category, list_size, best_rank, listed_products) where l.run_id = $1`, [id])).toEqual([{ n: now.length }]);

    await later(1);
    const next = await crawl.run(source);
    expect(new Set((await standing()).map((row) => (row as { run_id: string }).run_id))).toEqual(new Set([next.id]));

    // A run of the day before that is decided only now.
    await sql(crawl.db, `delete from storefront_observation where run_id = $1`, [id]);
    await sql(crawl.db, `update run set state = 'crawled', held_by = null where id = $1`, [id]);
    await crawl.get(RunAcceptance).accept(id);
    expect(new Set((await standing()).map((row) => (row as { run_id: string }).run_id))).toEqual(new Set([next.id]));
  });
});
