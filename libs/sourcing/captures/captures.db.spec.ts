import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from '#platform';
import { crawling, type Crawling } from '../../../test/support/crawling.js';
import { tinyMarketplace, type TinyMarketplace } from '../../../test/support/tiny-marketplace.js';
import { Captures } from '../index.js';

describe('what is kept of the pages of a run', () => {
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
  const files = async (): Promise<boolean[]> => (await sql<{ blob: string }>(crawl.db, `select blob from capture order by id`)).map(({ blob }) => existsSync(join(crawl.config.home, 'blobs', blob)));

  it('is ten pages of a good one, of every kind, lists first, and all that could not be read', async () => {
    shop.answer('/item/p7', (_request, response) => void response.end('<p>Nothing that the recipe knows, but here</p><title>Gone'));
    shop.answer('/seller/s4', (_request, response) => void response.writeHead(404).end('<h1>No such shop</h1>'));
    const { id, state } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    expect(state).toBe('ok_with_warnings');
    const captures = crawl.get(Captures);
    const kept = await captures.of(id);
    expect(kept.filter(({ pageKind }) => pageKind === 'list')).toHaveLength(2);
    expect(kept.filter(({ pageState }) => pageState === 'failed').map(({ url }) => url)).toEqual([`${shop.origin}/seller/s4`]);
    expect(kept.filter(({ pageState }) => pageState === 'done').map(({ pageKind }) => pageKind)).toEqual(['list', 'list', ...Array.from({ length: 5 }, () => 'product'), ...Array.from({ length: 3 }, () => 'seller')]);
    expect((await captures.content(kept[0]!.id))!.body.toString()).toContain('Product 1');
    expect(await captures.dropExpired()).toBe(32 - 11);
    expect(await files()).toEqual(Array.from({ length: 11 }, () => true));
  });

  it('is every page of one that was stopped, for two weeks', async () => {
    shop.answer('/item/p5', (_request, response) => void response.end('<form id="captcha">Are you a robot?</form>'));
    const { id, state } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`, { budget: { concurrency: 1 } }));
    expect(state).toBe('blocked');
    const captures = crawl.get(Captures);
    await captures.dateUndecided();
    const kept = await captures.of(id);
    const [row] = await sql<{ asked: number; days: number }>(crawl.db, `select (select count(*) from run_page where http_status is not null) as asked, round(extract(epoch from max(expires_at) - clock_timestamp()) / 86400) as days from capture`);
    expect({ kept: kept.length, days: Number(row!.days) }).toEqual({ kept: row!.asked, days: 14 });
    expect(await captures.dropExpired()).toBe(0);
    await sql(crawl.db, `update capture set expires_at = clock_timestamp() - interval '1 second'`);
    const blobs = (await sql<{ blob: string }>(crawl.db, `select blob from capture`)).map(({ blob }) => blob);
    expect(await captures.dropExpired()).toBe(kept.length);
    expect(blobs.some((blob) => existsSync(join(crawl.config.home, 'blobs', blob)))).toBe(false);
  });
});
