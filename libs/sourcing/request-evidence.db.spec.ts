import { createHash } from 'node:crypto';
import { sql } from '#platform';
import { crawling, type Crawling } from '../../test/support/crawling.js';
import { tinyMarketplace, type TinyMarketplace } from '../../test/support/tiny-marketplace.js';

const permission = { basis: 'Public ranking pages, agreed with the marketplace on 3 March', reviewedOn: '2026-03-03', reviewer: 'Lena Kurz', fields: ['name', 'rating'], retentionDays: 90 };

describe('every request is one row that holds up as evidence', () => {
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
  const rows = (runId: string) => sql<{ url: string; robots_rule: string | null; robots_file: string | null; budget_left: number | null }>(crawl.db, `select url, robots_rule, robots_file, budget_left from run_page where run_id = $1 and state <> 'skipped' order by budget_left desc`, [runId]);

  it('names the line and the file of robots.txt that let it pass, and keeps that file', async () => {
    const robots = 'User-agent: *\nAllow: /list/\nDisallow: /private/\nDisallow: /item/p4\n';
    shop.answer('/robots.txt', (_request, response) => void response.end(robots));
    const { id } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    const hash = createHash('sha256').update(robots).digest('hex');
    const book = await rows(id);
    expect(new Set(book.map(({ robots_file }) => robots_file))).toEqual(new Set([hash]));
    expect(book.find(({ url }) => url.endsWith('/list/top'))?.robots_rule).toBe('Allow: /list/ (line 2)');
    expect(book.find(({ url }) => url.endsWith('/item/p4'))?.robots_rule).toBe('Disallow: /item/p4 (line 4)');
    expect(await sql(crawl.db, `select body from robots_text where hash = $1`, [hash])).toEqual([{ body: robots }]);
  });

  it('of a site without robots.txt names the empty file', async () => {
    shop.answer('/robots.txt', (_request, response) => void response.writeHead(404).end('no'));
    const { id } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    expect(new Set((await rows(id)).map(({ robots_rule, robots_file }) => `${robots_rule} ${robots_file}`))).toEqual(new Set([`no rule ${createHash('sha256').update('').digest('hex')}`]));
  });

  it('says how many pages the run might still fetch after it, down to none', async () => {
    const { id } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`, { budget: { pagesPerRun: 9, pagesPerDay: 12 } }));
    expect((await rows(id)).map(({ budget_left }) => budget_left)).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
    const again = await crawl.run((await sql<{ source_id: string }>(crawl.db, `select source_id from run where id = $1`, [id]))[0]!.source_id);
    expect((await rows(again.id)).map(({ budget_left }) => budget_left)).toEqual([2, 1, 0]);
  });

  it('belongs to a run that keeps the permission record under which it was asked for', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`, { permission });
    const { id } = await crawl.run(source);
    await sql(crawl.db, `update source set permission = jsonb_set(permission, '{basis}', '"another"') where id = $1`, [source]);
    expect(await sql(crawl.db, `select permission from run where id = $1`, [id])).toEqual([{ permission }]);
  });
});
