import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LeadsModule, LeadsWiring } from '#leads';
import { MerchantsModule, MerchantsWiring } from '#merchants';
import { OffersModule } from '#offers';
import { inboundQueue, OutreachModule, OutreachWiring, sendQueue } from '#outreach';
import { Relay, relayQueue, sql } from '#platform';
import { ScorePasses, scoreQueue, ScoringModule, ScoringWiring } from '#scoring';
import { applyRepairs, Captures, decodeHtml, pageOf, parseRecipe, RecipeVersions, RECIPES_FOLDER, ReplayLab, suggestRepairs, type Extraction, type Repair } from '#sourcing';
import { startSandbox, type Sandbox } from '../../apps/sandbox/sandbox.js';
import { crawling, type Crawling } from '../support/crawling.js';
import { aRegion, aUser } from '../support/factories.js';

interface Truth { marketplaces: Array<{ id: string; origin: string; lists: Array<{ url: string; category: string }> }> }
const RECIPE = readFileSync(join(RECIPES_FOLDER, 'alderbay.yaml'), 'utf8');
/** Pages of each kind that repairs are learned from. */
const PAGES_LEARNED_FROM = 3;

describe('a marketplace that is redesigned overnight', () => {
  let sandbox: Sandbox;
  let crawl: Crawling;
  let lists: Array<{ url: string; category: string }>;
  let lena: string;
  beforeAll(async () => {
    sandbox = await startSandbox({ storefronts: 60 });
    const truth = await (await fetch(`${sandbox.control}/truth.json`)).json() as Truth;
    const shop = truth.marketplaces.find(({ id }) => id === 'alderbay')!;
    lists = shop.lists.slice(0, 3);
    crawl = await crawling([new URL(shop.origin).host], [RECIPE], {}, { modules: [MerchantsModule, ScoringModule, LeadsModule, OffersModule, OutreachModule], queues: [relayQueue, scoreQueue, sendQueue, inboundQueue] });
    for (const wiring of [MerchantsWiring, ScoringWiring, LeadsWiring, OutreachWiring]) await crawl.get<{ wire(): unknown }>(wiring as never).wire();
    lena = await aUser(crawl.db);
    await aRegion(crawl.db);
  });
  afterAll(async () => {
    await crawl.close();
    await sandbox.close();
  });
  const fault = (name: string | null) => fetch(`${sandbox.control}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fault: { alderbay: name } }) });
  const requests = async (): Promise<number> => ((await (await fetch(`${sandbox.control}/requests.json?marketplace=alderbay`)).json()) as unknown[]).length;
  /** Everything below sourcing has its say. */
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round++) {
      await crawl.get(Relay).drain();
      for (const { id } of await sql<{ id: string }>(crawl.db, `select id from score_pass where finished_at is null`)) await crawl.get(ScorePasses).run(id);
    }
  };
  const consequences = async () => (await sql(crawl.db,
    `select (select count(*) from merchant_score) as scores, (select count(*) from score_change) as changes, (select count(*) from score_pass) as passes, (select count(*) from lead) as leads, (select count(*) from message) as mails,
            (select count(*) from listing_observation) as listings, (select md5(string_agg(merchant_id || ' ' || score, ',' order by merchant_id)) from merchant_score) as sums`))[0] as Record<string, unknown>;

  it('changes no score and sends no mail; a suggested repair restores its fields, and what was fetched counts without being fetched again', async () => {
    const source = await crawl.aSource(lists[0]!.url, { marketplace: 'alderbay', recipeId: 'alderbay', entries: lists.map(({ url, category }) => ({ url, category, list: category })), budget: { concurrency: 8 } });
    const good = await crawl.run(source);
    expect(good.state).toBe('ok');
    await settle();
    const before = await consequences();
    expect(before).toMatchObject({ passes: 1 });
    expect(Number(before.scores)).toBeGreaterThan(20);

    // Nothing is fresh, so that the run meets pages of every kind in the new coat.
    await sql(crawl.db, `update product_seller set seen_at = '2020-01-01'`);
    await sql(crawl.db, `update storefront set profile_seen_at = '2020-01-01'`);
    await fault('redesign');
    const broken = await crawl.run(source);
    expect(broken.state).toBe('quarantined');
    await settle();
    expect(await consequences()).toEqual(before);

    const asked = await requests();
    const known = new Map((await sql<{ url: string; result: Extraction }>(crawl.db, `select url, result from run_page where run_id = $1 and state = 'done'`, [good.id])).map((page) => [page.url, page.result]));
    const recipe = parseRecipe(RECIPE);
    const best = new Map<string, Repair>();
    const learned = new Map<string, number>();
    const captures = crawl.get(Captures);
    for (const { id, url, kind } of await captures.of(broken.id)) {
      const rule = pageOf(url, recipe);
      const last = known.get(url);
      if (kind !== 'html' || !rule || !last || (learned.get(rule.name) ?? 0) >= PAGES_LEARNED_FROM) continue;
      learned.set(rule.name, (learned.get(rule.name) ?? 0) + 1);
      for (const repair of suggestRepairs(recipe, rule.name, { ...last, blocked: null, page: rule.name }, decodeHtml((await captures.content(id))!.body), url)) {
        const key = `${repair.page} ${repair.field}`;
        if ((best.get(key)?.confidence ?? 0) < repair.confidence) best.set(key, repair);
      }
    }
    const { yaml } = applyRepairs(recipe, [...best.values()]);
    const replay = await crawl.get(ReplayLab).replay([broken.id], yaml);
    const lost = replay.fields.filter(({ before: was }) => was < 0.5).map(({ pageKind, field }) => `${pageKind}.${field}`);
    expect(lost.length).toBeGreaterThan(3);

    // What the good run read on the same pages is what must stand there again.
    const version = await crawl.get(RecipeVersions).propose(yaml, lena);
    expect(await crawl.get(ReplayLab).applyTo(broken.id, version, { userId: lena })).toMatch(/^ok/);
    const [restored] = await sql<{ kept: number; of: number }>(crawl.db,
      `with good as (select url, kind, f.key, f.value from run_page, lateral (
           select i->>'productId' || '.' || e.key as key, e.value from jsonb_array_elements(result->'items') i, jsonb_each(i) e where kind = 'list' and i->>'productId' is not null
           union all select e.key, e.value from jsonb_each(case when jsonb_typeof(result->'product') = 'object' and kind = 'product' then result->'product' else '{}' end) e
           union all select e.key, e.value from jsonb_each(case when jsonb_typeof(result->'seller') = 'object' and kind = 'seller' then result->'seller' else '{}' end) e) f where run_id = $1 and state = 'done' and f.value <> 'null' and f.key !~ '(approx|extra)$'),
       now as (select url, kind, f.key, f.value from run_page, lateral (
           select i->>'productId' || '.' || e.key as key, e.value from jsonb_array_elements(result->'items') i, jsonb_each(i) e where kind = 'list' and i->>'productId' is not null
           union all select e.key, e.value from jsonb_each(case when jsonb_typeof(result->'product') = 'object' and kind = 'product' then result->'product' else '{}' end) e
           union all select e.key, e.value from jsonb_each(case when jsonb_typeof(result->'seller') = 'object' and kind = 'seller' then result->'seller' else '{}' end) e) f where run_id = $2 and state = 'done')
       select count(*) filter (where now.value = good.value) as kept, count(*) as of from good left join now using (url, kind, key)
       where url in (select url from run_page where run_id = $2 and http_status is not null)`, [good.id, broken.id]);
    process.stderr.write(`restored ${restored!.kept} of ${restored!.of} values; ${replay.pages} pages read again in ${replay.ms} ms; lost fields: ${lost.join(', ')}\n`);
    expect(restored!.kept / restored!.of).toBeGreaterThanOrEqual(0.95);
    expect(await requests()).toBe(asked);
    await settle();
    expect(await consequences()).toMatchObject({ passes: 2, listings: Number(before.listings) * 2 });
  });
});
