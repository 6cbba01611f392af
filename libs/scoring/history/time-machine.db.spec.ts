import { AccessModule } from '#access';
import { MerchantsModule, Resolution } from '#merchants';
import { Clock, sql } from '#platform';
import { SourcingModule } from '#sourcing';
import { aRun, seenIn } from '../../../test/support/factories.js';
import { testModule, type TestApp } from '../../../test/support/database.js';
import { MODEL_V1, type SIGNALS, scoreQueue, ScoreEngagement, ScoreReplays, ScoringModule, type ReplayView, type Weights } from '../index.js';

const DAY = 86_400_000;
const START = +new Date('2090-05-01T06:00:00Z');
const SELLERS = 160;
const WEEKS = 6;
const HORIZON = 14;

let app: TestApp;
let replays: ScoreReplays;
beforeAll(async () => {
  app = await testModule([AccessModule, SourcingModule, MerchantsModule, ScoringModule], { queues: [scoreQueue] });
  replays = app.get(ScoreReplays);
  await aPast();
  await app.get(Clock).jumpTo(new Date(START + 91 * DAY));
});
afterAll(() => app.close());

const rising = (seller: number, week: number): boolean => (seller * 7 + week * 3) % 10 === 0;

/** Weekly rankings over three months. Whoever rose in a week answers twelve days later, three times in four; nobody else does. */
async function aPast(): Promise<void> {
  for (let week = 0; week < 14; week++) {
    const run = await aRun(app.db, { at: new Date(START + week * 7 * DAY) });
    const order = Array.from({ length: SELLERS }, (_, seller) => ({ seller, key: ((seller * 37) % SELLERS) - (rising(seller, week) ? 60 : 0) })).sort((a, b) => a.key - b.key || a.seller - b.seller);
    await seenIn(app.db, run, order.map(({ seller }, at) => ({ sellerId: `S${seller}`, name: `Shop ${seller}`, rank: at + 1, listSize: SELLERS, ratingCount: 100 + ((seller * 13) % 90), rating: 4 + ((seller * 3) % 10) / 10 })));
    await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
  }
  await sql(app.db, `truncate outbox`);
  const merchantOf = new Map((await sql<{ seller: string; id: string }>(app.db, `select s.seller_id as seller, l.merchant_id as id from identity_link l join storefront s on s.id = l.storefront_id`)).map((row) => [row.seller, row.id]));
  for (let week = 0; week < 14; week++) {
    for (let seller = 0; seller < SELLERS; seller++) {
      if (!rising(seller, week) || (seller + week) % 4 === 0) continue;
      await app.db.transaction((tx) => app.get(ScoreEngagement).record(tx, { merchantId: merchantOf.get(`S${seller}`)!, kind: 'reply', sourceId: `${seller}-${week}`, at: new Date(START + (week * 7 + 12) * DAY) }));
    }
  }
}

const only = (signal: (typeof SIGNALS)[number], rest: Weights = {}): Weights => ({ ...rest, [signal]: 100 - Object.values(rest).reduce((sum, one) => sum + (one ?? 0), 0) });
async function replay(weights: Weights, weeks = WEEKS): Promise<ReplayView> {
  const id = await app.db.transaction((tx) => replays.request(tx, { weights, gates: MODEL_V1.gates, weeks, horizonDays: HORIZON, outcome: 'answer', byUserId: null }));
  await replays.run(id);
  return replays.one(id);
}
const figures = ({ cutoffs, tried, published, suggestion }: ReplayView) => ({ cutoffs, tried, published, suggestion });

describe('the score time machine', () => {
  it('looks at every cut-off with the counts that its rates rest on', async () => {
    const view = await replay(only('rank'));
    expect(view).toMatchObject({ state: 'done', done: WEEKS, weeks: WEEKS });
    expect(view.cutoffs).toHaveLength(WEEKS);
    expect(view.cutoffs.map((one) => one.asOf)).toEqual([...view.cutoffs.map((one) => one.asOf)].sort().reverse());
    for (const one of view.cutoffs) {
      expect(one.tried).toMatchObject({ candidates: SELLERS, of: 50 });
      expect(one.tried.positives).toBeGreaterThan(10);
      expect(one.disagreements.length).toBeLessThanOrEqual(40);
    }
    expect(view.tried.precision).toBeCloseTo(view.tried.hits / view.tried.of, 9);
    expect(view.tried.low!).toBeLessThan(view.tried.precision!);
  });

  it('gives identical numbers twice', async () => {
    expect(figures(await replay(only('momentum')))).toEqual(figures(await replay(only('momentum'))));
  });

  it('finds a signal that counts: the more it weighs, the more of the best fifty come, and the weights that are suggested lean on it', async () => {
    const shares = [];
    for (const weight of [0, 20, 50, 100]) {
      const view = await replay(weight === 100 ? only('momentum') : { ...only('ratingVolume', { momentum: weight }) });
      shares.push(view.tried.precision!);
    }
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[3]!).toBeGreaterThan(shares[0]! * 1.5);
    const { suggestion } = await replay(only('momentum'));
    expect(suggestion!.weights!.momentum!).toBe(Math.max(...Object.values(suggestion!.weights!)));
  });

  it('knows nothing of what came later: other observations, links and pages after the last cut-off change nothing', async () => {
    const before = figures(await replay(only('rank', { momentum: 40, ratingVolume: 10 })));
    const last = +new Date(before.cutoffs[0]!.asOf);
    await sql(app.db, `update storefront_observation set best_rank = 161 - best_rank, rating_count = rating_count * 9, seller_rating = 1 where observed_at > $1`, [new Date(last)]);
    const run = await aRun(app.db, { at: new Date(last + 3 * DAY) });
    await seenIn(app.db, run, Array.from({ length: 30 }, (_, at) => ({ sellerId: `S${at}`, name: `Renamed ${at}`, country: 'US', rank: at + 1, listSize: 30, rating: 1, ratingCount: 1, profile: { country: 'US', vat: `US${at}`, email: `info@new-${at}.example` } })));
    await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
    const after = figures(await replay(only('rank', { momentum: 40, ratingVolume: 10 })));
    const nameless = (view: typeof before) => ({ ...view, cutoffs: view.cutoffs.map((one) => ({ ...one, disagreements: one.disagreements.map(({ name, ...rest }) => (void name, rest)) })) });
    expect(nameless(after)).toEqual(nameless(before));
  });

  it('goes on where it died, and leaves what another process runs alone', async () => {
    const id = await app.db.transaction((tx) => replays.request(tx, { weights: only('rank'), gates: MODEL_V1.gates, weeks: 3, horizonDays: HORIZON, outcome: 'answer', byUserId: null }));
    await sql(app.db, `update score_replay set state = 'running', held_by = gen_random_uuid(), done = 1, cutoffs = '[{"kept": true}]' where id = $1`, [id]);
    await replays.run(id);
    const [row] = await sql<{ state: string; cutoffs: Array<Record<string, unknown>> }>(app.db, `select state, cutoffs from score_replay where id = $1`, [id]);
    expect(row!.state).toBe('done');
    expect(row!.cutoffs).toHaveLength(3);
    expect(row!.cutoffs[0]).toEqual({ kept: true });
  });

  it('refuses a model that makes no sense', async () => {
    await expect(app.db.transaction((tx) => replays.request(tx, { weights: { rank: 30 }, gates: MODEL_V1.gates, weeks: 3, horizonDays: 60, outcome: 'accept', byUserId: null }))).rejects.toMatchObject({ code: 'score-model-invalid' });
    await expect(replays.one('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'score-replay-missing' });
  });
});
