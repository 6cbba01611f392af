import fc from 'fast-check';
import { AccessModule } from '#access';
import { MerchantsModule, Resolution, Suppressions } from '#merchants';
import { InstanceLease, sql } from '#platform';
import { SourcingModule } from '#sourcing';
import { aRegion, aRun, seenIn, type SeenStorefront } from '../../test/support/factories.js';
import { testModule, type TestApp } from '../../test/support/database.js';
import { MODEL_V1, ScoreExplanations, ScorePasses, scoreQueue, ScoringModule, SIGNALS, type Contribution, type FailedGate } from './index.js';

let app: TestApp;
beforeAll(async () => {
  app = await testModule([AccessModule, SourcingModule, MerchantsModule, ScoringModule], { queues: [scoreQueue] });
  await app.get(InstanceLease).start();
});
afterAll(() => app.close());
beforeEach(async () => { await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox, score_pass, score_model, score_change, score_due_run, score_due_cell, score_due_merchant, region cascade`); });

const day = (number: number, hour = 6): Date => new Date(Date.UTC(2026, 4, 3 + number, hour));
async function seen(at: Date, storefronts: readonly SeenStorefront[], marketplace = 'alderbay'): Promise<void> {
  const run = await aRun(app.db, { at, marketplace });
  await seenIn(app.db, run, storefronts);
  await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
}
async function pass(): Promise<string> {
  const id = await app.db.transaction((tx) => app.get(ScorePasses).request(tx, 'a test'));
  await app.get(ScorePasses).run(id);
  return id;
}
const scores = async () => {
  const rows = await sql<{ id: string; name: string; reachable: boolean; marketplaces: string[]; score: number }>(app.db, `select m.id, m.name, s.score, e.reachable, e.marketplaces from merchant_score s join merchant_evidence e using (merchant_id) join merchant m on m.id = s.merchant_id order by m.id`);
  const explained = await Promise.all(rows.map((row) => app.get(ScoreExplanations).of(app.db, row.id)));
  return new Map(rows.map((row, at): [string, typeof row & { contributions: Contribution[]; gates: FailedGate[] }] => [row.name, { ...row, contributions: [...explained[at]!.contributions], gates: [...explained[at]!.gates] }]));
};
const points = (row: { contributions: Contribution[] } | undefined) => Object.fromEntries(row!.contributions.map((one) => [one.signal, one.points]));
/** A well-behaved field of neighbours in one cell. */
const field = (size: number, more: Partial<SeenStorefront> = {}): SeenStorefront[] => Array.from({ length: size }, (_, at) => ({ sellerId: `F${at}`, name: `Field ${at}`, rank: 10 * (at + 1), ratingCount: 1000 - at, rating: 4.9 - at / 100, price: 20 + at, ...more }));

it('weighs signals that add up to 100', () => {
  expect(Object.values(MODEL_V1.weights).reduce((sum, weight) => sum + weight, 0)).toBe(100);
});

describe('a score', () => {
  it('is always the sum of its contributions, none beyond its weight', async () => {
    const storefront = fc.record({
      rank: fc.integer({ min: 1, max: 150 }), products: fc.integer({ min: 1, max: 40 }), rating: fc.option(fc.float({ min: 0, max: 5, noNaN: true })), ratingCount: fc.option(fc.nat(100_000)),
      price: fc.option(fc.integer({ min: 1, max: 9000 })), country: fc.constantFrom('DE', 'FR', null), category: fc.constantFrom('Kitchen', 'Tobacco & Vaping'), vat: fc.integer({ min: 200_000_000, max: 200_000_030 }), email: fc.constantFrom(null, 'info@a.example', 'ana@a.example', 'nonsense'),
    });
    await fc.assert(fc.asyncProperty(fc.array(storefront, { minLength: 1, maxLength: 40 }), fc.boolean(), async (fronts, twice) => {
      await sql(app.db, `truncate storefront, merchant, source, storefront_observation, score_pass, score_change cascade`);
      const rows = fronts.map(({ vat, email, ...front }, at) => ({ ...front, sellerId: `S${at}`, profile: { vat: `DE${vat}`, email } }));
      await seen(day(1), rows);
      if (twice) await seen(day(2), rows.map((row) => ({ ...row, rank: ((row.rank * 7) % 150) + 1 })), 'alderbay');
      await pass();
      const found = [...(await scores()).values()];
      expect(found.length).toBeGreaterThan(0);
      for (const { score, contributions } of found) {
        expect(contributions.map((one) => one.signal)).toEqual(SIGNALS.filter((signal) => MODEL_V1.weights[signal]));
        expect(contributions.reduce((sum, one) => sum + one.points, 0)).toBe(score);
        for (const { points: given, max, text } of contributions) {
          expect(Number.isInteger(given) && given >= 0 && given <= max).toBe(true);
          expect(text).toMatch(/\w/);
        }
      }
    }), { numRuns: 12 });
  });

  it('explains a rank within marketplace, category and country, with its page and age', async () => {
    await seen(day(1), [...field(9), { sellerId: 'X', name: 'Best', rank: 1, ratingCount: 9000, rating: 5, profile: { email: 'sales@best.example' } }, { sellerId: 'FR', name: 'Alone', rank: 99, country: 'FR' }]);
    await pass();
    const best = (await scores()).get('Best')!;
    expect(best.contributions[0]).toEqual({ signal: 'rank', label: 'Rank', points: 25, max: 25, text: 'rank 1 of 150 in Kitchen (top 10 % of 10 sellers from DE)', short: '#1 in Kitchen', raw: '1', sourceUrl: 'http://alderbay.example/top/kitchen', seenAt: '2026-05-04T06:00:00.000Z' });
    expect(points(best)).toMatchObject({ ratingVolume: 15, momentum: 8, ratingQuality: 10, reachability: 10, crossListing: 0 });
    expect((await scores()).get('Alone')!.contributions[0]!.text).toBe('rank 99 of 150 in Kitchen (top 100 % of 11 sellers)');
    expect(points((await scores()).get('Field 8'))).toMatchObject({ rank: 0, reachability: 0 });
  });

  it('rises with the rank, and says what moved', async () => {
    await seen(day(1), [...field(9), { sellerId: 'X', name: 'Riser', rank: 81 }]);
    await pass();
    const before = (await scores()).get('Riser')!;
    await seen(day(2), [...field(9), { sellerId: 'X', name: 'Riser', rank: 14 }]);
    await pass();
    const after = (await scores()).get('Riser')!;
    expect(after.score).toBeGreaterThan(before.score);
    expect(after.contributions[2]).toMatchObject({ signal: 'momentum', points: 15, text: 'up 67 places in 1 day (rank 81 → 14)', short: '↑67 in 1 d', raw: '67' });
    const [{ id }] = await sql<{ id: string }>(app.db, `select id from merchant where name = 'Riser'`) as [{ id: string }];
    const explanation = await app.get(ScoreExplanations).of(app.db, id);
    expect(explanation!.changes).toMatchObject([{ from: before.score, to: after.score, why: 'rank 81 → 14', at: expect.any(Date) as Date }, { from: null, to: before.score }]);
    expect(explanation).toMatchObject({ total: after.score, modelVersion: 1, gates: [] });
  });

  it('does not lose by one more storefront, and gains by selling on two marketplaces', async () => {
    await seen(day(1), [...field(9), { sellerId: 'X', name: 'Both', rank: 30, profile: { vat: 'DE123456789' } }]);
    await pass();
    const alone = (await scores()).get('Both')!;
    await seen(day(1, 7), [...field(9), { sellerId: 'Y', name: 'Both', rank: 150, rating: 3.6, ratingCount: 60, profile: { vat: 'DE123456789' } }], 'brightcart');
    await pass();
    const both = (await scores()).get('Both')!;
    expect(both.marketplaces).toEqual(['alderbay', 'brightcart']);
    expect(both.score).toBeGreaterThanOrEqual(alone.score + 5);
  });

  it('is the same however often and in whichever passes it is computed', async () => {
    await seen(day(1), field(12));
    await pass();
    await seen(day(1, 7), field(12).map((one) => ({ ...one, sellerId: `B${one.sellerId}` })), 'brightcart');
    await pass();
    const stepwise = (await scores());
    await sql(app.db, `truncate merchant_score, score_change`);
    await pass();
    const content = (map: typeof stepwise) => [...map].map(([name, { score, contributions, gates }]) => ({ name, score, contributions, gates })).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(content(await scores())).toEqual(content(stepwise));
    await pass();
    expect(await sql(app.db, `select count(*) from score_change where from_score is not null`)).toEqual([{ count: 0 }]);
  });
});

describe('a hard gate', () => {
  it('names what rules a merchant out, and leaves its score to be seen', async () => {
    await aRegion(app.db, { countries: ['DE', 'FR'] });
    await seen(day(1), [
      ...field(9), { sellerId: 'T', name: 'Smoke', category: 'Tobacco & Vaping' }, { sellerId: 'L', name: 'Low', rating: 3.2 }, { sellerId: 'N', name: 'New', ratingCount: 12 }, { sellerId: 'U', name: 'Unknown', ratingCount: null },
      { sellerId: 'C', name: 'Faraway', country: 'US' }, { sellerId: 'O', name: 'Opted out', profile: { email: 'info@out.example' } }, { sellerId: 'M', name: 'Blocked' },
    ]);
    const [blocked] = await sql<{ id: string }>(app.db, `select id from merchant where name = 'Blocked'`);
    await app.db.transaction(async (tx) => {
      await app.get(Suppressions).add(tx, { scope: 'address', address: 'info@out.example', reason: 'opt_out', at: day(1, 9) });
      await app.get(Suppressions).add(tx, { scope: 'merchant', merchantId: blocked!.id, reason: 'manual', at: day(1, 9) });
    });
    await pass();
    const found = await scores();
    expect(Object.fromEntries([...found].filter(([, { gates }]) => gates.length > 0).map(([name, { gates }]) => [name, gates]))).toEqual({
      Smoke: [{ code: 'prohibited-category', text: 'sells in Tobacco & Vaping, which we do not take' }],
      Low: [{ code: 'rating-too-low', text: 'rated 3.2 of 5, below 3.5' }],
      New: [{ code: 'too-few-ratings', text: '12 ratings, fewer than 50' }],
      Unknown: [{ code: 'too-few-ratings', text: 'no rating count seen' }],
      Faraway: [{ code: 'country-not-served', text: 'US is not served' }],
      'Opted out': [{ code: 'suppressed', text: 'opted out on 4 May 2026' }],
      Blocked: [{ code: 'suppressed', text: 'blocked on 4 May 2026' }],
    });
    expect(found.get('Low')!.score).toBeGreaterThan(0);
    expect(found.get('Opted out')).toMatchObject({ reachable: false });
  });
});

describe('passes', () => {
  it('coalesce while one waits, and a pass that is done does nothing when rung for again', async () => {
    await seen(day(1), field(3));
    const request = () => app.db.transaction((tx) => app.get(ScorePasses).request(tx, 'a test'));
    const [one, two] = await Promise.all([request(), request()]);
    expect(one).toBe(two);
    await Promise.all([app.get(ScorePasses).run(one), app.get(ScorePasses).run(one)]);
    await app.get(ScorePasses).run(one);
    expect(await sql(app.db, `select event, payload from outbox where event like 'scoring.%'`)).toEqual([{ event: 'scoring.merchants-scored', payload: { passId: one } }]);
    expect(await request()).not.toBe(one);
  });

  it('do not start before what they were asked for is in the book', async () => {
    await pass();
    const waiting = await app.db.transaction((tx) => app.get(ScorePasses).request(tx, 'first'));
    let running: Promise<void> | undefined;
    await app.db.transaction(async (tx) => {
      const run = await aRun(tx);
      await seenIn(tx, run, [{ sellerId: 'late', name: 'Late' }]);
      await app.get(Resolution).resolve(tx, run.id);
      expect(await app.get(ScorePasses).request(tx, 'second')).toBe(waiting);
      running = app.get(ScorePasses).run(waiting);
      await new Promise((resolve) => setTimeout(resolve, 150));
    });
    await running;
    expect((await scores()).has('Late')).toBe(true);
  });

  it('left behind by a dead process are taken up by another', async () => {
    await seen(day(1), field(3));
    const id = await app.db.transaction((tx) => app.get(ScorePasses).request(tx, 'a test'));
    await sql(app.db, `update score_pass set state = 'running', held_by = gen_random_uuid() where id = $1`, [id]);
    await app.get(ScorePasses).run(id);
    expect(await sql(app.db, `select state, merchants, held_by from score_pass where id = $1`, [id])).toEqual([{ state: 'done', merchants: 3, held_by: null }]);
  });

  it('of a living process are left alone', async () => {
    const id = await app.db.transaction((tx) => app.get(ScorePasses).request(tx, 'a test'));
    await sql(app.db, `with other as (insert into instance_lease values (gen_random_uuid(), clock_timestamp() + interval '1 minute') returning holder) update score_pass set state = 'running', held_by = holder from other where id = $1`, [id]);
    await app.get(ScorePasses).run(id);
    expect(await sql(app.db, `select state from score_pass where id = $1`, [id])).toEqual([{ state: 'running' }]);
  });

  it('measure and score more cells and merchants than one step takes, each once', async () => {
    const fronts = Array.from({ length: 2_400 }, (_, at) => ({ sellerId: `S${at}`, rank: (at * 37) % 149 + 1, ratingCount: (at * 7919) % 20_000, rating: 3 + (at % 20) / 10, category: `Category ${at % 40}`, country: ['DE', 'FR', 'US', 'JP'][at % 4]! }));
    await seenIn(app.db, await aRun(app.db, { at: day(1) }), fronts.slice(0, 2_100));
    await seenIn(app.db, await aRun(app.db, { at: day(1, 7), marketplace: 'brightcart' }), fronts.slice(2_100));
    // Who is behind whom is told here: finding out is the merchants' room's work. The three hundred on the second marketplace are the first three hundred of the first one.
    await sql(app.db, `insert into merchant (id, name, search_text, created_at, updated_at) select md5(seller_id)::uuid, name, '', $1, $1 from storefront where marketplace = 'alderbay'`, [day(1)]);
    await sql(app.db, `insert into identity_link (storefront_id, merchant_id, reason, linked_by, linked_at) select id, md5(case marketplace when 'alderbay' then seller_id else 'S' || substr(seller_id, 2)::int - 2100 end)::uuid, 'told', 'rule', $1 from storefront`, [day(1)]);
    const id = await pass();
    expect(await sql(app.db, `select state, merchants, changed from score_pass where id = $1`, [id])).toEqual([{ state: 'done', merchants: 2_100, changed: 2_100 }]);
    expect(await sql(app.db, `select count(*)::int as scored, count(distinct merchant_id)::int as merchants, sum(storefronts)::int as fronts from score_change join merchant_score using (merchant_id) join merchant_evidence using (merchant_id)`)).toEqual([{ scored: 2_100, merchants: 2_100, fronts: 2_400 }]);
  });
});
