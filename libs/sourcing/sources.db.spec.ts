import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '#platform';
import { crawling, type Crawling } from '../../test/support/crawling.js';
import { tinyRecipe } from '../../test/support/tiny-marketplace.js';
import { RecipeVersions, Sources, type NewSource } from './index.js';

const HOST = '127.0.0.1:46999';
const permission = { basis: 'Public ranking pages, agreed with the marketplace on 3 March', reviewedOn: '2026-03-03', reviewer: 'Lena Kurz', fields: ['name', 'rating'], retentionDays: 90 };

describe('a source', () => {
  let crawl: Crawling;
  beforeAll(async () => { crawl = await crawling([HOST]); });
  afterAll(() => crawl.close());
  beforeEach(() => crawl.forget());
  const create = (source: Partial<NewSource>) => crawl.db.transaction((tx) => crawl.get(Sources).create(tx, { name: 'Shop', recipeId: 'tiny', entries: [{ url: 'https://shop.example/list/top', category: 'Kitchen', list: 'kitchen' }], ...source }));

  it('is gentle unless it is told otherwise', async () => {
    expect((await create({})).budget).toEqual({ concurrency: 1, minDelayMs: 3000, jitterMs: 2000, pagesPerRun: 300, pagesPerDay: 1000, maxBytes: 8_000_000, retryMs: 30_000 });
  });

  it('may be asked faster than once a second only on a loopback host of the allow list', async () => {
    const fast = { minDelayMs: 0, retryMs: 10 };
    await expect(create({ budget: fast })).rejects.toMatchObject({ code: 'source-invalid', message: expect.stringContaining('at least 1000 ms') });
    await expect(create({ budget: fast, entries: [{ url: 'http://127.0.0.1:46998/list/a', category: 'A', list: 'a' }] })).rejects.toMatchObject({ code: 'source-invalid' });
    await expect(create({ budget: fast, entries: [{ url: `http://${HOST}/list/a`, category: 'A', list: 'a' }] })).resolves.toMatchObject({ budget: expect.objectContaining({ minDelayMs: 0 }) });
  });

  it('cannot run on a schedule before somebody has said by which right', async () => {
    await expect(create({ cron: '0 6 * * *' })).rejects.toMatchObject({ code: 'source-permission-required' });
    await expect(create({ cron: '0 6 * * *', permission })).resolves.toMatchObject({ permission });
  });

  it.each([
    ['an entry that is no web address', { entries: [{ url: 'file:///etc/passwd', category: 'A', list: 'a' }] }, 'source-invalid'],
    ['entries on two hosts', { entries: [{ url: 'https://a.example/', category: 'A', list: 'a' }, { url: 'https://b.example/', category: 'B', list: 'b' }] }, 'source-invalid'],
    ['a zone that does not exist', { zone: 'Mars/Olympus' }, 'source-invalid'],
    ['a recipe that does not exist', { recipeId: 'nobody' }, 'recipe-unknown'],
    ['a setting that does not exist', { budget: { speed: 'high' } as never }, 'source-invalid'],
  ])('is refused with %s', async (_what, source, code) => {
    await expect(create(source)).rejects.toMatchObject({ code });
  });

  it('has a name of its own', async () => {
    await create({});
    await expect(create({})).rejects.toMatchObject({ code: 'source-name-taken' });
  });

  it('reads by the newest version of its recipe, and by an older one again when the file goes back to it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recipes-'));
    const recipes = crawl.get(RecipeVersions);
    const body = (name: string): string => tinyRecipe({ id: 'versioned' }).replace('name: Tiny', `name: ${name}`);
    const put = async (name: string): Promise<string[]> => {
      await writeFile(join(folder, 'versioned.yaml'), body(name));
      return recipes.importFolder(folder);
    };
    const current = async (): Promise<string> => (await sql<{ body: string }>(crawl.db, `select body from recipe_version where id = $1`, [await recipes.current(crawl.db.manager, 'versioned')]))[0]!.body;
    expect([await put('One'), await put('One'), await put('Two'), await put('One'), await put('One')]).toEqual([['versioned'], [], ['versioned'], ['versioned'], []]);
    expect(await current()).toBe(body('One'));
    await rm(folder, { recursive: true });
  });
});
