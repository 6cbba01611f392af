import { AccessModule } from '#access';
import { MerchantsModule, Resolution } from '#merchants';
import { Bells, Clock, InstanceLease, sql, Sweep } from '#platform';
import { SourcingModule } from '#sourcing';
import { aRun, aUser, seenIn } from '../../../test/support/factories.js';
import { testModule, type TestApp } from '../../../test/support/database.js';
import { ScoreEngagement, ScoreExplanations, ScoreOverrides, ScorePasses, scoreQueue, ScoringModule, ScoringWiring } from '../index.js';

let app: TestApp;
let me: string;
let merchantId: string;
beforeAll(async () => {
  app = await testModule([AccessModule, SourcingModule, MerchantsModule, ScoringModule], { queues: [scoreQueue] });
  await app.get(InstanceLease).start();
  app.get<ScoringWiring>(ScoringWiring).wire();
});
afterAll(() => app.close());

const later = async (days: number): Promise<Date> => new Date((await app.get(Clock).now()).getTime() + days * 86_400_000);
const jump = async (days: number): Promise<void> => { await app.get(Clock).jumpTo(await later(days)); };
const explained = async () => (await app.get(ScoreExplanations).of(app.db, merchantId))!;
const set = (given: { points?: number; reason?: string; expiresAt?: Date }) => app.db.transaction(async (tx) =>
  app.get(ScoreOverrides).set(tx, { merchantId, points: given.points ?? 12, reason: given.reason ?? 'met at the fair', expiresAt: given.expiresAt ?? await later(30), by: me }));
/** What is seen today, and scored. */
async function seenToday(): Promise<void> {
  const run = await aRun(app.db, { at: await later(-0.01) });
  await seenIn(app.db, run, Array.from({ length: 9 }, (_, at) => ({ sellerId: `F${at}`, name: `Field ${at}`, rank: 10 * (at + 1) })));
  await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
  await app.get(ScorePasses).run(await app.db.transaction((tx) => app.get(ScorePasses).request(tx, 'a test', { runId: run.id })));
}
beforeEach(async () => {
  await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox, score_pass, score_change, score_due_run, score_due_cell, score_due_merchant, app_user, audit_event cascade`);
  me = await aUser(app.db);
  await seenToday();
  merchantId = (await sql<{ id: string }>(app.db, `select id from merchant where name = 'Field 4'`))[0]!.id;
});

describe('an override', () => {
  it('is a line of its own in the explanation, adds up, and is in the log and in the audit', async () => {
    const before = await explained();
    await app.get(ScorePasses).run(await set({ points: 12 }));
    const after = await explained();
    expect(after.total).toBe(before.total + 12);
    expect(after.contributions.at(-1)).toMatchObject({ signal: 'override', label: 'By hand', points: 12, max: 20, text: expect.stringMatching(/^met at the fair \(Lena Kurz, until \d+ \w+ \d{4}\)$/) as string });
    expect(after.contributions.reduce((sum, one) => sum + one.points, 0)).toBe(after.total);
    expect(after.changes[0]).toMatchObject({ from: before.total, to: after.total, why: 'by hand +12' });
    expect(await sql(app.db, `select action, user_id as "userId" from audit_event`)).toEqual([{ action: 'score.overridden', userId: me }]);
  });

  it('never takes a score below 0 or above 100, and says that it was cut', async () => {
    await sql(app.db, `update score_model set weights = '{"crossListing": 100}' where state = 'published'`);
    await app.get(ScorePasses).run(await app.db.transaction((tx) => app.get(ScorePasses).request(tx, 'other weights', 'scores')));
    expect((await explained()).total).toBe(0);
    await app.get(ScorePasses).run(await set({ points: -15 }));
    expect(await explained()).toMatchObject({ total: 0 });
    await sql(app.db, `update score_model set weights = '{"momentum": 18, "crossListing": 82}' where state = 'published'`);
    await app.get(ScorePasses).run(await app.db.transaction((tx) => app.get(ScorePasses).request(tx, 'other weights', 'scores')));
    const cut = await explained();
    expect(cut).toMatchObject({ total: 0 });
    expect(cut.contributions.at(-1)).toMatchObject({ points: -9, text: expect.stringContaining('15 were given, a score ends at 0 and 100') as string });
  });

  it('ends by itself when its time is over, by business time', async () => {
    const before = (await explained()).total;
    await app.get(ScorePasses).run(await set({ points: -7, expiresAt: await later(10) }));
    await jump(9.9);
    await app.get(Sweep).runAll();
    expect(await app.get(ScoreOverrides).standing(app.db, merchantId)).not.toBeNull();
    await jump(0.2);
    await app.get(Sweep).runAll();
    const [job] = await app.get(Bells).queue(scoreQueue).getJobs(['waiting', 'prioritized', 'delayed']);
    const [pass] = await sql<{ id: string }>(app.db, `select id from score_pass where state = 'waiting'`);
    expect(job).toBeDefined();
    await app.get(ScorePasses).run(pass!.id);
    const after = await explained();
    expect(after).toMatchObject({ total: before, override: null });
    expect(after.changes[0]).toMatchObject({ to: before, why: 'the override ended' });
    expect(after.contributions.map((one) => one.signal)).not.toContain('override');
  });

  it('takes the place of the one before, and is taken back by a person', async () => {
    const before = (await explained()).total;
    await set({ points: 5 });
    await app.get(ScorePasses).run(await set({ points: 9, reason: 'they called' }));
    expect((await explained()).total).toBe(before + 9);
    expect(await app.get(ScoreOverrides).standing(app.db, merchantId)).toMatchObject({ points: 9, reason: 'they called', by: 'Lena Kurz' });
    await app.get(ScorePasses).run((await app.db.transaction((tx) => app.get(ScoreOverrides).end(tx, merchantId, me)))!);
    expect((await explained()).total).toBe(before);
    expect(await app.db.transaction((tx) => app.get(ScoreOverrides).end(tx, merchantId, me))).toBeNull();
  });

  it('is refused beyond twenty points or sixty days, and without a reason', async () => {
    for (const given of [{ points: 21 }, { points: 0 }, { points: 2.5 }, { reason: '  ' }, { expiresAt: await later(61) }, { expiresAt: await later(-1) }]) await expect(set(given)).rejects.toMatchObject({ code: 'score-override-invalid' });
    expect(await sql(app.db, `select count(*)::int as n from score_override`)).toEqual([{ n: 0 }]);
  });

  it('of two people at once, leaves one standing', async () => {
    await Promise.all([set({ points: 3 }), set({ points: 4 }), set({ points: 5 })]);
    expect(await sql(app.db, `select count(*)::int as n from score_override where ended_at is null`)).toEqual([{ n: 1 }]);
  });
});

describe('engagement', () => {
  const record = (kind: 'reply' | 'visit' | 'accept', sourceId: string, at: Date) => app.db.transaction((tx) => app.get(ScoreEngagement).record(tx, { merchantId, kind, sourceId, at }));

  it('is what people did of late: half after thirty days, counted once, and no part of the fit', async () => {
    const { total, grade, engagement } = await explained();
    expect(engagement).toEqual({ value: 0, events: [] });
    expect(grade).toMatch(/3$/);
    const now = await later(0);
    await record('reply', 'mail-1', now);
    await record('reply', 'mail-1', now);
    expect(await explained()).toMatchObject({ total, engagement: { value: 60, events: [{ kind: 'reply', points: 60 }] } });
    expect((await explained()).grade).toMatch(/1$/);
    await jump(30);
    expect((await explained()).engagement.value).toBe(30);
    await record('visit', 'invitation-1', await later(0));
    expect((await explained()).engagement.value).toBe(60);
    await jump(300);
    expect(await explained()).toMatchObject({ total, engagement: { value: 0 } });
  });
});

describe('a snapshot', () => {
  it('greys after fourteen days and is out after thirty, until the merchant is seen again', async () => {
    expect((await explained()).freshness).toBe('fresh');
    await jump(14.1);
    expect((await explained()).freshness).toBe('grey');
    await jump(16);
    expect((await explained()).freshness).toBe('out');
    await seenToday();
    expect((await explained()).freshness).toBe('fresh');
  });
});
