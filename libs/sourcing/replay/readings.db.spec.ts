import { sql } from '#platform';
import { crawling, type Crawling } from '../../../test/support/crawling.js';
import { aUser } from '../../../test/support/factories.js';
import { tinyMarketplace, tinyRecipe, type TinyMarketplace } from '../../../test/support/tiny-marketplace.js';
import { Readings, RecipeVersions, replayQueue } from '../index.js';

describe('kept pages that a person wants read again', () => {
  let shop: TinyMarketplace;
  let crawl: Crawling;
  let readings: Readings;
  let lena: string;
  beforeAll(async () => {
    shop = await tinyMarketplace();
    crawl = await crawling([shop.host], undefined, {}, { modules: [], queues: [replayQueue] });
    readings = crawl.get(Readings);
    lena = await aUser(crawl.db);
  });
  afterAll(async () => {
    await crawl.close();
    await shop.close();
  });
  beforeEach(async () => {
    await crawl.forget();
    await sql(crawl.db, `delete from recipe_version where proposed_by is not null`);
    shop.reset({ products: 20, perPage: 10, sellers: 4 });
    await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
  });
  const ask = (yaml = tinyRecipe()): Promise<string> => crawl.db.transaction((tx) => readings.ask(tx, { kind: 'replay', recipeId: 'tiny', askedBy: lena, yaml }));

  it('are counted while they are read, and read once however many hear the bell', async () => {
    const id = await ask();
    expect(await readings.unattended()).toEqual([id]);
    await Promise.all([readings.work(id), readings.work(id), readings.work(id)]);
    const { state, pagesDone, pagesTotal, replay, problem } = await readings.one(id);
    expect({ state, pagesDone, pagesTotal, pages: replay?.pages, problem }).toEqual({ state: 'done', pagesDone: pagesTotal, pagesTotal, pages: pagesTotal, problem: null });
    expect(pagesTotal).toBeGreaterThan(5);
    expect(await readings.unattended()).toEqual([]);
  });

  it('are taken up by another worker when the one that read them died', async () => {
    const id = await ask();
    await sql(crawl.db, `update reading set state = 'reading', held_by = gen_random_uuid(), pages_done = 3, pages_total = 9 where id = $1`, [id]);
    expect(await readings.unattended()).toEqual([id]);
    await readings.work(id);
    expect(await readings.one(id)).toMatchObject({ state: 'done', problem: null });
  });

  it('are not promoted a second time when the worker died after it had promoted', async () => {
    const versionId = await crawl.get(RecipeVersions).propose(tinyRecipe().replace('name: Tiny', 'name: Tiny two'), lena);
    const id = await crawl.db.transaction((tx) => readings.ask(tx, { kind: 'promote', recipeId: 'tiny', askedBy: lena, recipeVersionId: versionId }));
    await crawl.get(RecipeVersions).promote(versionId, lena);
    await readings.work(id);
    expect(await readings.one(id)).toMatchObject({ state: 'done', problem: null });
    expect(await sql(crawl.db, `select from audit_event where action = 'recipe.promoted'`)).toHaveLength(1);
  });

  it('that are kept no more are a reason in words, not a broken job', async () => {
    await sql(crawl.db, `update capture set expires_at = clock_timestamp()`);
    const id = await ask();
    await readings.work(id);
    expect(await readings.one(id)).toMatchObject({ state: 'failed', replay: null, problem: { code: 'nothing-kept', detail: expect.stringContaining('Ask for a new run') } });
  });

  it('are forgotten after a day', async () => {
    const id = await ask();
    await readings.work(id);
    await readings.forgetOld();
    expect((await readings.one(id)).state).toBe('done');
    await sql(crawl.db, `update reading set finished_at = clock_timestamp() - interval '25 hours'`);
    await readings.forgetOld();
    await expect(readings.one(id)).rejects.toMatchObject({ code: 'reading-not-found' });
  });
});
