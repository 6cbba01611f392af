import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { AccessModule } from '#access';
import { MerchantsModule, Resolution } from '#merchants';
import { Clock, InstanceLease, sql } from '#platform';
import { SourcingModule } from '#sourcing';
import { aMerchant, aRegion, aRun, aUser, seenIn, type SeenStorefront } from '../../../test/support/factories.js';
import { testModule, type TestApp } from '../../../test/support/database.js';
import { GATE_CODES, MODEL_V1, OurSellers, ScoreExplanations, ScoreModels, ScoreOverrides, ScorePasses, ScorePreviews, scoreQueue, ScoringModule, SIGNALS, type Gates, type Weights } from '../index.js';
import { signalsAsOf } from '../signals/merchant-signals.js';
import { cursorOf, placesAfter, type Place } from './rescoring.queries.js';

let app: TestApp;
let me: string;
beforeAll(async () => {
  app = await testModule([AccessModule, SourcingModule, MerchantsModule, ScoringModule], { queues: [scoreQueue] });
  await app.get(InstanceLease).start();
});
afterAll(() => app.close());
beforeEach(async () => {
  await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox, score_pass, score_model, score_change, score_due_run, score_due_cell, score_due_merchant, region, app_user, audit_event cascade`);
  me = await aUser(app.db, { role: 'lead' });
});

const day = (number: number, hour = 6): Date => new Date(Date.UTC(2026, 4, 3 + number, hour));
async function seen(at: Date, storefronts: readonly SeenStorefront[], marketplace = 'alderbay'): Promise<string> {
  const run = await aRun(app.db, { at, marketplace });
  await seenIn(app.db, run, storefronts);
  await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
  return run.id;
}
async function pass(scope: Parameters<ScorePasses['request']>[2] = 'everything'): Promise<string> {
  const id = await app.db.transaction((tx) => app.get(ScorePasses).request(tx, 'a test', scope));
  await app.get(ScorePasses).run(id);
  return id;
}
const run = (passId: string | null) => app.get(ScorePasses).run(passId!);
const field = (size: number, more: Partial<SeenStorefront> = {}): SeenStorefront[] => Array.from({ length: size }, (_, at) => ({ sellerId: `F${at}`, name: `Field ${at}`, rank: 10 * (at + 1), ratingCount: 1000 - at, rating: 4.9 - at / 100, price: 20 + at, ...more }));
const idOf = async (name: string): Promise<string> => (await sql<{ id: string }>(app.db, `select id from merchant where name = $1`, [name]))[0]!.id;
const explained = async (name: string) => (await app.get(ScoreExplanations).of(app.db, await idOf(name)))!;
const stored = () => sql(app.db, `select m.name, k.score, k.override, k.gates, s.shares, s.rating, s.ratings, s.country, s.categories, s.blocked, s.seen_at, e.lines, e.marketplaces, e.category, e.best_rank, e.storefronts, e.reachable
  from merchant m join merchant_score k on k.merchant_id = m.id join merchant_signal s on s.merchant_id = m.id join merchant_evidence e on e.merchant_id = m.id order by m.id`);
const passRow = async (id: string) => (await sql<{ state: string; merchants: number; changed: number; stage: string }>(app.db, `select state, merchants, changed, stage from score_pass where id = $1`, [id]))[0]!;
async function publish(weights: Weights, gates: Gates = MODEL_V1.gates, note = 'a test'): Promise<string> {
  return app.db.transaction(async (tx) => {
    const draft = await app.get(ScoreModels).saveDraft(tx, { weights, gates }, me);
    await app.get(ScoreModels).publish(tx, { note, editedAt: draft.editedAt, by: me });
    return app.get(ScorePasses).request(tx, 'a model was published', 'scores');
  });
}
const weightsFrom = (cuts: readonly number[]): Weights => {
  const sorted = [...cuts].sort((a, b) => a - b);
  return Object.fromEntries(SIGNALS.map((signal, at) => [signal, (sorted[at] ?? 100) - (sorted[at - 1] ?? 0)]));
};
const anyWeights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: SIGNALS.length - 1, maxLength: SIGNALS.length - 1 }).map(weightsFrom);

describe('a pass over what a run touched', () => {
  it('leaves the same book as one over everything, whatever came before', async () => {
    const front = fc.record({ seller: fc.integer({ min: 0, max: 14 }), rank: fc.integer({ min: 1, max: 150 }), category: fc.constantFrom('Kitchen', 'Garden', 'Toys'), rating: fc.option(fc.integer({ min: 20, max: 50 })), country: fc.constantFrom('DE', 'FR', null), vat: fc.integer({ min: 0, max: 8 }) });
    const runs = fc.array(fc.record({ marketplace: fc.constantFrom('alderbay', 'brightcart'), fronts: fc.uniqueArray(front, { selector: (one) => one.seller, minLength: 1, maxLength: 12 }) }), { minLength: 1, maxLength: 5 });
    await fc.assert(fc.asyncProperty(runs, async (all) => {
      await sql(app.db, `truncate storefront, merchant, source, storefront_observation, score_pass, score_change, score_due_run, score_due_cell, score_due_merchant cascade`);
      for (const [at, { marketplace, fronts }] of all.entries()) {
        const runId = await seen(day(at + 1), fronts.map(({ seller, vat, rating, ...one }) => ({ ...one, rating: rating === null ? null : rating / 10, sellerId: `${marketplace}${seller}`, profile: { vat: `DE${200_000_000 + vat}`, country: one.country } })), marketplace);
        await pass({ runId });
      }
      const stepwise = await stored();
      const changes = await sql(app.db, `select count(*)::int as n from score_change`);
      await pass();
      expect(await stored()).toEqual(stepwise);
      expect(await sql(app.db, `select count(*)::int as n from score_change`)).toEqual(changes);
    }), { numRuns: 12 });
  });

  it('looks at nobody outside the cells that the run touched', async () => {
    await seen(day(1), [...field(10), ...field(10, { category: 'Garden' }).map((one) => ({ ...one, sellerId: `G${one.sellerId}` }))]);
    await pass();
    const runId = await seen(day(2), field(4, { category: 'Garden' }).map((one) => ({ ...one, sellerId: `G${one.sellerId}`, rank: 149 })));
    expect(await passRow(await pass({ runId }))).toMatchObject({ state: 'done', merchants: 10 });
    expect(await passRow(await pass('due'))).toMatchObject({ state: 'done', merchants: 0, changed: 0 });
  });

  it('sees by itself who was linked, blocked or bounced since', async () => {
    await seen(day(1), [...field(9), { sellerId: 'X', name: 'Two', profile: { email: 'info@two.example' } }, { sellerId: 'Y', name: 'One' }]);
    await pass();
    expect((await explained('Two')).contributions.find((one) => one.signal === 'reachability')).toMatchObject({ points: 10 });
    await sql(app.db, `update contact set status = 'invalid' where value = 'info@two.example'`);
    await sql(app.db, `insert into suppression (scope, merchant_id, reason, created_at) values ('merchant', $1, 'manual', $2)`, [await idOf('One'), day(2)]);
    expect(await passRow(await pass('due'))).toMatchObject({ merchants: 2 });
    expect((await explained('Two')).contributions.find((one) => one.signal === 'reachability')).toMatchObject({ points: 0, text: 'no usable email found' });
    expect((await explained('One')).gates).toEqual([{ code: 'suppressed', text: 'blocked on 5 May 2026' }]);
    await sql(app.db, `update identity_link set merchant_id = $1 where merchant_id = $2`, [await idOf('Two'), await idOf('One')]);
    await pass('due');
    expect(await app.get(ScoreExplanations).of(app.db, await idOf('One'))).toBeNull();
    expect(await sql(app.db, `select storefronts from merchant_evidence where merchant_id = $1`, [await idOf('Two')])).toEqual([{ storefronts: 2 }]);
  });

  it('is what was known then, asked from the past or the present', async () => {
    await seen(day(1), [...field(12), { sellerId: 'X', name: 'Riser', rank: 90 }]);
    await pass();
    const before = await stored();
    await seen(day(2), [...field(12), { sellerId: 'X', name: 'Riser', rank: 2 }]);
    await pass();
    const asked = async (at: Date) => (await sql<{ shares: number[]; lines: unknown }>(app.db, `select m.name, asked.shares, asked.lines from (${signalsAsOf('$1')}) asked join merchant m on m.id = asked.merchant_id order by m.id`, [at]));
    const signals = (rows: Array<Record<string, unknown>>) => rows.map(({ name, shares, lines }) => ({ name, shares, lines }));
    expect(await asked(await app.get(Clock).now())).toEqual(signals(await stored()));
    expect(await asked(day(1, 23))).toEqual(signals(before));
  });
});

describe('a pass that dies', () => {
  it('goes on where it stood, at whichever step, and nobody is left out or scored twice', async () => {
    const whole = await publishedFleet();
    for (const dieAfter of [0, 1, 2]) {
      const weights = weightsFrom([dieAfter + 5, 30, 40, 50, 60, 70, 80, 90, 95]);
      const id = await publish(weights);
      await sql(app.db, `update score_pass set state = 'running', held_by = gen_random_uuid(), stage = $2, model_id = (select id from score_model where state = 'published'), cursor = $3 where id = $1`,
        [id, dieAfter === 0 ? 'locating' : dieAfter === 1 ? 'merchants' : 'scores', null]);
      await app.get(ScorePasses).run(id);
      expect(await passRow(id)).toMatchObject({ state: 'done', merchants: whole });
      expect(await sql(app.db, `select count(*)::int as wrong from merchant_score where model_id <> (select id from score_model where state = 'published')`)).toEqual([{ wrong: 0 }]);
    }
  });

  it('takes up scores behind its cursor only, and a step that failed has not happened', async () => {
    const whole = await publishedFleet();
    const id = await publish({ ...MODEL_V1.weights, rank: 20, steadiness: 5 });
    const [{ file }] = await sql<{ file: string }>(app.db, `select pg_relation_filenode('merchant_score')::text as file`) as [{ file: string }];
    const stand = (cursor: string) => sql(app.db, `update score_pass set state = 'running', held_by = gen_random_uuid(), stage = 'scores', model_id = (select id from score_model where state = 'published'), cursor = $2 where id = $1`, [id, cursor]);
    const scored = async () => (await sql<{ n: number }>(app.db, `select count(*)::int as n from merchant_score where model_id = (select id from score_model where state = 'published')`))[0]!.n;
    await stand(`${file}:0`);
    await sql(app.db, `alter table merchant_score add constraint broken check (override > 5) not valid`);
    await expect(app.get(ScorePasses).run(id)).rejects.toThrow(/broken/);
    expect(await passRow(id)).toMatchObject({ state: 'running', merchants: null });
    await sql(app.db, `alter table merchant_score drop constraint broken`);
    expect(await scored()).toBe(0);
    await stand(`${file}:1000`);
    await app.get(ScorePasses).run(id);
    expect([await scored(), (await passRow(id)).state]).toEqual([0, 'done']);
    const again = await app.db.transaction((tx) => app.get(ScorePasses).request(tx, 'again', 'scores'));
    await app.get(ScorePasses).run(again);
    expect([await scored(), (await passRow(again)).merchants]).toEqual([whole, whole]);
  });

  it('begins anew when the table was written anew meanwhile, for places say nothing any more', async () => {
    const whole = await publishedFleet();
    const id = await publish({ ...MODEL_V1.weights, rank: 20, steadiness: 5 });
    await sql(app.db, `update score_pass set state = 'running', held_by = gen_random_uuid(), stage = 'scores', model_id = (select id from score_model where state = 'published'), cursor = pg_relation_filenode('merchant_score') || ':1000' where id = $1`, [id]);
    await sql(app.db, `vacuum full merchant_score`);
    await app.get(ScorePasses).run(id);
    expect(await passRow(id)).toMatchObject({ state: 'done', merchants: whole });
  });

  it('scores parts of a large table side by side: one that fails leaves nothing of itself, the one beside it stays, and nobody is scored twice', async () => {
    await publishedFleet();
    // One row a block, so that a few thousand merchants make a large table, and no statistics that would say so.
    await sql(app.db, `alter table merchant_score set (fillfactor = 10, autovacuum_enabled = off)`);
    await sql(app.db, `insert into merchant (id, name, search_text, created_at, updated_at) select gen_random_uuid(), 'Many ' || n, '', $1, $1 from generate_series(1, 2600) n`, [day(1)]);
    await sql(app.db, `insert into merchant_signal (merchant_id, shares, rating, ratings, country, categories, blocked, seen_at) select m.id, s.shares, s.rating, s.ratings, 'DE', s.categories, s.blocked, s.seen_at from merchant m, (select * from merchant_signal limit 1) s where m.name like 'Many %'`);
    await sql(app.db, `insert into merchant_evidence (merchant_id, lines, marketplaces, category, best_rank, storefronts, reachable, why, mark) select m.id, '[]', '{alderbay}', 'Kitchen', 1, 1, true, 'first seen', 0 from merchant m where m.name like 'Many %'`);
    await sql(app.db, `insert into merchant_score (merchant_id, model_id, pass_id, score, gates, scored_at) select m.id, gen_random_uuid(), gen_random_uuid(), 0, to_jsonb(repeat(md5(m.id::text), 50)), $1 from merchant m where m.name like 'Many %'`, [day(1)]);
    const whole = Number((await sql<{ n: string }>(app.db, `select count(*) as n from merchant_score`))[0]!.n);
    const [{ blocks, behind }] = await sql<{ blocks: number; behind: string }>(app.db, `select (pg_relation_size('merchant_score') / 8192)::int as blocks, (select merchant_id from merchant_score order by ctid desc limit 1) as behind`) as [{ blocks: number; behind: string }];
    expect(blocks).toBeGreaterThan(2000);
    const id = await publish({ ...MODEL_V1.weights, rank: 20, steadiness: 5 });
    await sql(app.db, `alter table merchant_score add constraint broken check (merchant_id <> '${behind}' or pass_id <> '${id}') not valid`);
    await expect(app.get(ScorePasses).run(id)).rejects.toThrow(/broken/);
    const carrying = async () => Number((await sql<{ n: string }>(app.db, `select count(*) as n from merchant_score where pass_id = $1`, [id]))[0]!.n);
    const first = await carrying();
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(whole);
    await sql(app.db, `alter table merchant_score drop constraint broken`);
    await app.get(ScorePasses).run(id);
    expect(await passRow(id)).toMatchObject({ state: 'done', merchants: whole });
    expect(await carrying()).toBe(whole);
    expect(await sql(app.db, `select merchant_id from score_change where model_id = (select id from score_model where state = 'published') group by 1 having count(*) > 1`)).toEqual([]);
    await sql(app.db, `alter table merchant_score reset (fillfactor, autovacuum_enabled)`);
  });

  it('takes parts of equally many scores, wherever in the table they lie', async () => {
    await sql(app.db, `alter table merchant_score set (fillfactor = 10, autovacuum_enabled = off)`);
    await sql(app.db, `insert into merchant (id, name, search_text, created_at, updated_at) select gen_random_uuid(), 'Many ' || n, '', $1, $1 from generate_series(1, 6000) n`, [day(1)]);
    await sql(app.db, `insert into merchant_score (merchant_id, model_id, pass_id, score, gates, scored_at) select id, gen_random_uuid(), gen_random_uuid(), 0, to_jsonb(repeat(md5(id::text), 50)), $1 from merchant`, [day(1)]);
    // The first two thirds are empty now, as after a rescore.
    await sql(app.db, `delete from merchant_score k using (select ctid as at, row_number() over (order by ctid) as nth from merchant_score) one where k.ctid = one.at and one.nth <= 4000`);
    await sql(app.db, `vacuum merchant_score`);
    const passId = randomUUID();
    const held = async ({ from, to }: Place) => (await sql<{ n: number }>(app.db, `select count(*)::int as n from merchant_score where ctid >= $1::tid and ctid < $2::tid`, [`(${from},0)`, `(${to},0)`]))[0]!.n;
    await app.db.transaction(async (tx) => {
      const rest = await placesAfter(tx, passId, null, 100_000, 2);
      expect(rest).toHaveLength(2);
      const [one, other] = [await held(rest[0]!), await held(rest[1]!)] as const;
      expect(one + other).toBe(2000);
      expect(Math.abs(one - other)).toBeLessThan(600);
      // A few hundred at a time, from the first to the last.
      let [all, cursor, steps]: [number, string | null, number] = [0, null, 0];
      for (; ; steps += 1) {
        const places = await placesAfter(tx, passId, cursor, 400, 2);
        if (places.length === 0) break;
        for (const place of places) all += await held(place);
        expect(places.every((place, nth) => nth === 0 || place.from === places[nth - 1]!.to)).toBe(true);
        cursor = cursorOf(places.at(-1)!);
      }
      expect(all).toBe(2000);
      expect(steps).toBeLessThan(12);
    });
    await sql(app.db, `alter table merchant_score reset (fillfactor, autovacuum_enabled)`);
  });

  it('is not overtaken by the next one: two models never score at once', async () => {
    await publishedFleet();
    const first = await publish({ ...MODEL_V1.weights, rank: 20, steadiness: 5 });
    await sql(app.db, `with other as (insert into instance_lease values (gen_random_uuid(), clock_timestamp() + interval '1 minute') returning holder) update score_pass set state = 'running', held_by = holder from other where id = $1`, [first]);
    const second = await publish({ ...MODEL_V1.weights, rank: 15, steadiness: 10 });
    await app.get(ScorePasses).run(second);
    expect(await passRow(second)).toMatchObject({ state: 'waiting' });
    await sql(app.db, `update score_pass set held_by = null where id = $1`, [first]);
    await app.get(ScorePasses).run(first);
    await app.get(ScorePasses).run(second);
    expect(await passRow(second)).toMatchObject({ state: 'done' });
  });

  async function publishedFleet(): Promise<number> {
    await seen(day(1), field(30));
    await pass();
    return 30;
  }
});

describe('a model', () => {
  it('gives every merchant points that add up to its score, whatever its weights, gates and overrides', async () => {
    await seen(day(1), [...field(12, { profile: { email: 'info@a.example', vat: 'DE123456789' } }).map((one, at) => ({ ...one, profile: { email: at % 2 ? `info@a${at}.example` : null, vat: `DE12345678${at % 10}` }, category: at % 3 ? 'Kitchen' : 'Garden', rating: at % 4 ? 4.1 : null }))]);
    await pass();
    const ids = (await sql<{ id: string }>(app.db, `select merchant_id as id from merchant_score order by 1`)).map((row) => row.id);
    await fc.assert(fc.asyncProperty(anyWeights, fc.subarray(['Kitchen', 'Garden', 'Toys']), fc.integer({ min: -20, max: 20 }).filter((points) => points !== 0), fc.nat(ids.length - 1), async (weights, wanted, points, who) => {
      await run(await publish(weights, { ...MODEL_V1.gates, wanted }));
      const expiresAt = new Date((await app.get(Clock).now()).getTime() + 86_400_000);
      await run(await app.db.transaction((tx) => app.get(ScoreOverrides).set(tx, { merchantId: ids[who]!, points, reason: 'a test', expiresAt, by: me })));
      for (const id of ids) {
        const { total, contributions } = (await app.get(ScoreExplanations).of(app.db, id))!;
        expect(contributions.reduce((sum, one) => sum + one.points, 0)).toBe(total);
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(100);
        for (const one of contributions) expect(one.signal === 'override' ? Math.abs(one.points) <= 20 : one.points >= 0 && one.points <= one.max && one.max === weights[one.signal]).toBe(true);
      }
    }), { numRuns: 15 });
  });

  it('is drafted, tried, and published with a note; the one before is kept, and everybody is scored with the new one', async () => {
    await seen(day(1), field(12));
    await pass();
    const before = await stored();
    const weights = { ...MODEL_V1.weights, rank: 15, steadiness: 10 };
    const models = app.get(ScoreModels);
    const draft = await app.db.transaction((tx) => models.saveDraft(tx, { weights, gates: MODEL_V1.gates }, me));
    await app.get(ScorePreviews).of({ weights, gates: MODEL_V1.gates });
    expect(await stored()).toEqual(before);
    await expect(app.db.transaction((tx) => models.saveDraft(tx, { weights, gates: MODEL_V1.gates, basedOn: null }, me))).rejects.toMatchObject({ code: 'score-draft-changed' });
    const publishing = (note: string, editedAt = draft.editedAt) => app.db.transaction((tx) => models.publish(tx, { note, editedAt, by: me }));
    await expect(publishing('  ')).rejects.toMatchObject({ code: 'score-note-required' });
    await expect(publishing('why', new Date(0))).rejects.toMatchObject({ code: 'score-draft-changed' });
    await publishing('steady sellers answer more often');
    await expect(publishing('again')).rejects.toMatchObject({ code: 'score-draft-missing' });
    expect((await models.versions()).map(({ version, state, note, publishedBy }) => ({ version, state, note, publishedBy }))).toEqual([
      { version: 2, state: 'published', note: 'steady sellers answer more often', publishedBy: 'Lena Kurz' }, { version: 1, state: 'retired', note: MODEL_V1.note, publishedBy: null }]);
    await pass('due');
    const explanation = await explained('Field 0');
    expect(explanation).toMatchObject({ modelVersion: 2 });
    expect(explanation.contributions.map((one) => one.signal)).toContain('steadiness');
    expect(explanation.changes[0]).toMatchObject({ why: 'model v2 was published' });
    expect(await sql(app.db, `select action from audit_event order by id`)).toEqual([{ action: 'score-model.drafted' }, { action: 'score-model.published' }]);
  });

  it('is refused when its weights do not add up to 100 or a gate makes no sense', async () => {
    const save = (weights: unknown, gates: unknown = MODEL_V1.gates) => app.db.transaction((tx) => app.get(ScoreModels).saveDraft(tx, { weights, gates }, me));
    await expect(save({ ...MODEL_V1.weights, rank: 26 })).rejects.toMatchObject({ code: 'score-model-invalid', message: 'The weights must add up to 100.' });
    await expect(save({ ...MODEL_V1.weights, luck: 0 })).rejects.toMatchObject({ code: 'score-model-invalid' });
    await expect(save({ ...MODEL_V1.weights, rank: 24.5, steadiness: 0.5 })).rejects.toMatchObject({ code: 'score-model-invalid' });
    await expect(save(MODEL_V1.weights, { ...MODEL_V1.gates, minRating: 9 })).rejects.toMatchObject({ code: 'score-model-invalid' });
    expect(await sql(app.db, `select count(*)::int as n from score_model where state = 'draft'`)).toEqual([{ n: 0 }]);
  });

  it('shows before it is published who would enter and leave, as publishing then does', async () => {
    await seen(day(1), Array.from({ length: 260 }, (_, at) => ({ sellerId: `S${at}`, name: `Shop ${at}`, rank: (at * 37) % 149 + 1, ratingCount: (at * 7919) % 20_000 + 40, rating: 3 + (at % 20) / 10, price: 5 + (at % 60) })));
    await pass();
    const weights = { ...MODEL_V1.weights, rank: 5, ratingVolume: 35 };
    const gates = { ...MODEL_V1.gates, minRating: 4 };
    const topOf = async () => (await sql<{ id: string }>(app.db, `select merchant_id as id from merchant_score where gates = '[]' order by score desc, merchant_id limit 100`)).map((row) => row.id);
    const top = await topOf();
    const preview = await app.get(ScorePreviews).of({ weights, gates });
    expect(preview).toMatchObject({ merchants: 260, all: 260 });
    await run(await publish(weights, gates));
    const after = await topOf();
    expect(new Set(preview.entering.map((move) => move.merchantId))).toEqual(new Set(after.filter((id) => !top.includes(id))));
    expect(new Set(preview.leaving.map((move) => move.merchantId))).toEqual(new Set(top.filter((id) => !after.includes(id))));
    expect(preview.overlap).toBe(after.filter((id) => top.includes(id)).length);
    expect(preview.entering.length).toBeGreaterThan(5);
    const failing = await sql<{ code: string; n: number }>(app.db, `select gate ->> 'code' as code, count(*)::int as n from merchant_score, jsonb_array_elements(gates) gate group by 1`);
    expect(preview.gates.map(({ code, after: n }) => [code, n])).toEqual(GATE_CODES.map((code) => [code, failing.find((row) => row.code === code)?.n ?? 0]));
    expect(preview.histogram.after.reduce((sum, n) => sum + n, 0)).toBe(preview.passing.after);
    expect(preview.rising.every((move) => move.name.startsWith('Shop ') && move.toRank! < move.fromRank!)).toBe(true);
  });

  it('scores everybody again when the regions change what is served', async () => {
    await aRegion(app.db, { countries: ['DE'] });
    await seen(day(1), [...field(9), { sellerId: 'FR', name: 'Abroad', country: 'FR' }]);
    await pass();
    expect((await explained('Abroad')).gates).toEqual([{ code: 'country-not-served', text: 'FR is not served' }]);
    await aRegion(app.db, { countries: ['FR'] });
    await pass('due');
    expect((await explained('Abroad')).gates).toEqual([]);
  });

  it('rules out who sells with us already, unless its gates say otherwise', async () => {
    await seen(day(1), field(9));
    await pass();
    const merchantId = await idOf('Field 3');
    await app.db.transaction((tx) => app.get(OurSellers).add(tx, [merchantId, merchantId], day(1)));
    await pass('due');
    expect((await explained('Field 3')).gates).toEqual([{ code: 'already-selling-with-us', text: 'sells with us since 4 May 2026' }]);
    await run(await publish(MODEL_V1.weights, { ...MODEL_V1.gates, notOurs: false }));
    expect((await explained('Field 3')).gates).toEqual([]);
  });

  it('takes a word of a gate as it is written, whatever it holds', async () => {
    await seen(day(1), [...field(3), { sellerId: 'C', name: 'Plus', category: 'Wine (18+)' }]);
    await pass();
    await run(await publish(MODEL_V1.weights, { ...MODEL_V1.gates, prohibited: ['wine (18+)', `o'clock`, '[', '\\'] }));
    expect((await explained('Plus')).gates).toEqual([{ code: 'prohibited-category', text: 'sells in Wine (18+), which we do not take' }]);
    expect((await explained('Field 0')).gates).toEqual([]);
  });
});

describe('the change log', () => {
  it('has no row when nothing moved, and keeps the newest fifty when a merchant moves all the time', async () => {
    await seen(day(1), field(3));
    await pass();
    const id = await idOf('Field 0');
    for (let turn = 0; turn < 80; turn++) await run(await publish({ ...MODEL_V1.weights, momentum: 5 + (turn % 2) * 10, steadiness: 10 - (turn % 2) * 10 }));
    const [{ n, newest }] = await sql<{ n: number; newest: number }>(app.db, `select count(*)::int as n, max(id)::int as newest from score_change where merchant_id = $1`, [id]) as [{ n: number; newest: number }];
    expect(n).toBeLessThanOrEqual(75);
    expect(n).toBeGreaterThanOrEqual(50);
    await pass();
    expect(await sql(app.db, `select max(id)::int as newest from score_change where merchant_id = $1`, [id])).toEqual([{ newest }]);
  });
});

describe('a merchant that was never scored', () => {
  it('has nothing to explain and nothing to override', async () => {
    const merchantId = await aMerchant(app.db);
    expect(await app.get(ScoreExplanations).of(app.db, merchantId)).toBeNull();
    const expiresAt = new Date((await app.get(Clock).now()).getTime() + 86_400_000);
    await expect(app.db.transaction((tx) => app.get(ScoreOverrides).set(tx, { merchantId, points: 5, reason: 'x', expiresAt, by: me }))).rejects.toMatchObject({ code: 'merchant-never-scored' });
  });
});
