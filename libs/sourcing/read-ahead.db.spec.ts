import { sql } from '#platform';
import { crawling, type Crawling } from '../../test/support/crawling.js';
import { tinyMarketplace, type TinyMarketplace } from '../../test/support/tiny-marketplace.js';
import { RunAcceptance } from './index.js';
import type { ReadAhead } from './read-ahead.js';

describe('a run that is read while it is crawled', () => {
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
    shop.reset({ products: 60, perPage: 20, sellers: 12 });
    await crawl.forget();
  });
  const observed = async (runId: string): Promise<unknown> => ({
    run: await sql(crawl.db, `select state, reason, counts - 'newStorefronts' as counts, gates, profile from run where id = $1`, [runId]),
    places: await sql(crawl.db, `select list, place, product_id, title, price, storefront_id from listing_observation where run_id = $1 order by 1, 2`, [runId]),
    standings: await sql(crawl.db, `select storefront_id, best_rank, listed_products, price_median from storefront_observation where run_id = $1 order by 1`, [runId]),
  });
  /** Back to where its crawler left it. */
  const undecided = async (runId: string): Promise<void> => {
    await sql(crawl.db, `delete from listing_observation where run_id = $1`, [runId]);
    await sql(crawl.db, `delete from storefront_observation where run_id = $1`, [runId]);
    await sql(crawl.db, `update run set state = 'crawled', reason = null, counts = '{}', gates = null, profile = null, held_by = null where id = $1`, [runId]);
  };
  const donePages = async (runId: string): Promise<number[]> => (await sql<{ id: number }>(crawl.db, `select id from run_page where run_id = $1 and state = 'done' order by id`, [runId])).map(({ id }) => id);
  const hasRead = async (ahead: ReadAhead, pages: number): Promise<void> => {
    for (const end = Date.now() + 20_000; ahead.warnings.size < pages; await new Promise((resolve) => setTimeout(resolve, 5))) if (Date.now() > end) throw new Error('waited too long');
  };

  it('says the same whichever of its pages were read by then: all but one, every other one, none', async () => {
    shop.answer('/item/p7', (_request, response) => void response.writeHead(404).end());
    const { id, state } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    expect(state).toBe('ok_with_warnings');
    await undecided(id);
    await crawl.get(RunAcceptance).accept(id);
    const read = await observed(id);
    const pages = await donePages(id);
    for (const early of [pages.slice(1), pages.filter((_page, n) => n % 2 === 0), []]) {
      await undecided(id);
      const ahead = crawl.get(RunAcceptance).readAhead(id);
      for (const page of early) ahead.booked([page]);
      await hasRead(ahead, early.length);
      expect(await crawl.get(RunAcceptance).accept(id, ahead)).toBe('ok_with_warnings');
      expect(await observed(id)).toEqual(read);
    }
  });

  it('is accepted by what a person had read again, not by what was read before', async () => {
    const { id } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    await undecided(id);
    const pages = await donePages(id);
    const ahead = crawl.get(RunAcceptance).readAhead(id);
    ahead.booked(pages);
    await hasRead(ahead, pages.length);
    await sql(crawl.db, `update run_page set result = jsonb_set(result, '{items,0,title}', '"Read again"') where run_id = $1 and kind = 'list'`, [id]);
    await sql(crawl.db, `update run set decision = 'reparsed' where id = $1`, [id]);
    await crawl.get(RunAcceptance).accept(id, ahead);
    expect(await sql(crawl.db, `select place from listing_observation where run_id = $1 and title = 'Read again' order by 1`, [id])).toEqual([{ place: 1 }, { place: 21 }, { place: 41 }]);
  });
});
