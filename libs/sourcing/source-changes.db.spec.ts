import { Audit } from '#access';
import { Clock, sql } from '#platform';
import { crawling, type Crawling } from '../../test/support/crawling.js';
import { aUser } from '../../test/support/factories.js';
import { Alerts, Schedules, SourceChanges, Sources, SourceSwitches, type ChangedSource, type Source } from './index.js';

const HOST = '127.0.0.1:46996';
const permission = { basis: 'Public ranking pages, agreed with the marketplace on 3 March', reviewedOn: '2026-03-03', reviewer: 'Lena Kurz', fields: ['name', 'rating'], retentionDays: 90 };

describe('a change of a source that exists', () => {
  let crawl: Crawling;
  let changes: SourceChanges;
  let lena: string;
  let omar: string;
  beforeAll(async () => {
    crawl = await crawling([HOST]);
    changes = new SourceChanges(crawl.get(Sources), crawl.get(Audit), crawl.get(Clock), crawl.get(Alerts));
    lena = await aUser(crawl.db, { name: 'Lena Kurz' });
    omar = await aUser(crawl.db, { name: 'Omar Pratt' });
  });
  afterAll(() => crawl.close());
  beforeEach(async () => {
    await crawl.forget();
    await sql(crawl.db, `truncate audit_event`);
  });
  const aSource = () => crawl.aSource(`http://${HOST}/list/top`, { name: 'Kitchen', cron: '0 6 * * *', zone: 'Europe/Berlin', permission });
  const seen = async (id: string): Promise<Source> => (await crawl.get(Sources).find(id))!;
  /** What a form would send that shows the source as it is, with these fields changed. */
  const asSeen = async (id: string): Promise<ChangedSource> => {
    const { name, marketplace, recipeId, entries, cron, zone, jitterPercent, blackouts, enabled, budget, permission: record, wallClockLimitS, expectedItems, version } = await seen(id);
    return { name, marketplace, recipeId, entries, cron, zone, jitterPercent, blackouts, enabled, budget, permission: record, wallClockLimitS, expectedItems, version };
  };
  const change = async (id: string, to: Partial<ChangedSource>, by = lena): Promise<string[]> => {
    const form = { ...await asSeen(id), ...to };
    return crawl.db.transaction((tx) => changes.change(tx, id, form, by));
  };

  it('takes everything that a person may say, and the audit log holds before and after of what changed', async () => {
    const id = await aSource();
    expect(await change(id, { cron: '30 7 * * 1-5', zone: 'Asia/Tokyo', jitterPercent: 5, blackouts: [{ from: '22:00', to: '06:00' }], wallClockLimitS: 60, expectedItems: { min: 40, median: 100 }, marketplace: 'tiny-two', entries: [{ url: `http://${HOST}/list/new`, category: 'Garden', list: 'garden' }] }))
      .toEqual(['marketplace', 'entries', 'cron', 'zone', 'jitterPercent', 'blackouts', 'wallClockLimitS', 'expectedItems']);
    expect(await seen(id)).toMatchObject({ version: 2, cron: '30 7 * * 1-5', zone: 'Asia/Tokyo', marketplace: 'tiny-two', skipMoment: null });
    expect(await sql(crawl.db, `select user_id, action, subject, before->>'zone' as before, after->>'zone' as after, after ? 'budget' as untouched from audit_event`))
      .toEqual([{ user_id: lena, action: 'source.changed', subject: `source ${id}`, before: 'Europe/Berlin', after: 'Asia/Tokyo', untouched: false }]);
  });

  it('that changes nothing leaves no trace', async () => {
    const id = await aSource();
    expect(await change(id, {})).toEqual([]);
    expect((await seen(id)).version).toBe(1);
    expect(await sql(crawl.db, `select from audit_event`)).toHaveLength(0);
  });

  it('by a second person at once is refused, and says who was faster and with what', async () => {
    const id = await aSource();
    const mine = await asSeen(id);
    await change(id, { cron: '0 7 * * *', zone: 'UTC' }, omar);
    await expect(crawl.db.transaction((tx) => changes.change(tx, id, { ...mine, wallClockLimitS: 60 }, lena))).rejects.toMatchObject({
      code: 'source-changed', message: expect.stringMatching(/^Omar Pratt changed Kitchen while you were editing: its timetable, its time zone\. Nothing of yours was saved\./), details: { version: 2, changedBy: 'Omar Pratt', changed: ['cron', 'zone'] },
    });
    expect(await seen(id)).toMatchObject({ cron: '0 7 * * *', wallClockLimitS: 900 });
  });

  it('does not resume what somebody paused meanwhile', async () => {
    const id = await aSource();
    const mine = await asSeen(id);
    await crawl.db.transaction((tx) => new SourceSwitches(crawl.get(Audit)).pause(tx, id, omar));
    await expect(crawl.db.transaction((tx) => changes.change(tx, id, { ...mine, wallClockLimitS: 60 }, lena))).rejects.toMatchObject({ code: 'source-changed', message: expect.stringContaining('Omar Pratt') });
    expect((await seen(id)).enabled).toBe(false);
  });

  it.each<[string, Partial<ChangedSource>, string, string[]]>([
    ['is asked faster than a public host may be', { entries: [{ url: 'https://shop.example/list', category: 'A', list: 'a' }], budget: { minDelayMs: 400, retryMs: 1000 } }, 'source-invalid', ['budget.minDelayMs']],
    ['has lists on two hosts', { entries: [{ url: `http://${HOST}/a`, category: 'A', list: 'a' }, { url: 'http://127.0.0.1:46995/b', category: 'B', list: 'b' }] }, 'source-invalid', ['entries.1.url']],
    ['has two lists of one name', { entries: [{ url: `http://${HOST}/a`, category: 'A', list: 'a' }, { url: `http://${HOST}/b`, category: 'B', list: 'a' }] }, 'source-invalid', ['entries.1.list']],
    ['has a timetable that cannot be read', { cron: '0 25 * * *' }, 'source-invalid', ['cron']],
    ['is never due', { blackouts: [{ from: '05:00', to: '07:00' }] }, 'source-invalid', ['cron']],
    ['loses its permission record', { permission: null }, 'source-permission-required', ['permission.basis']],
    ['was reviewed on a day to come', { permission: { ...permission, reviewedOn: '2999-01-01' } }, 'source-invalid', ['permission.reviewedOn']],
    ['expects less as usual than at least', { expectedItems: { min: 100, median: 50 } }, 'source-invalid', ['expectedItems.median']],
    ['has a recipe that does not exist', { recipeId: 'nobody' }, 'recipe-unknown', ['recipeId']],
  ])('is refused when the source %s, and names the field', async (_what, to, code, fields) => {
    const id = await aSource();
    const refused = await change(id, to).then(() => null, (error: { code: string; details: { fields?: string[]; errors?: { field: string }[] } }) => error);
    expect(refused).toMatchObject({ code });
    expect(refused!.details.fields ?? refused!.details.errors!.map(({ field }) => field)).toEqual(fields);
    expect((await seen(id)).version).toBe(1);
  });

  it('of its timetable makes up for no moment that the new one had before', async () => {
    const id = await aSource();
    const now = new Date();
    await crawl.get(Schedules).tick(new Date(now.getTime() - 20 * 60_000));
    await change(id, { cron: '*/2 * * * *', jitterPercent: 0 });
    expect(await crawl.get(Schedules).tick(new Date(now.getTime() + 1_000))).toEqual([]);
    expect(await sql(crawl.db, `select from run`)).toHaveLength(0);
    expect(await crawl.get(Schedules).tick(new Date(now.getTime() + 3 * 60_000))).toHaveLength(1);
  });

  it('to another host waits until a run under way has ended', async () => {
    const id = await aSource();
    await sql(crawl.db, `insert into run (source_id, recipe_version_id, state, trigger, occasion, business_at) select $1, id, 'running', 'person', 'x', now() from recipe_version limit 1`, [id]);
    const away = { entries: [{ url: 'https://shop.example/list', category: 'A', list: 'a' }], budget: {} };
    await expect(change(id, away)).rejects.toMatchObject({ code: 'source-busy' });
    expect(await change(id, { wallClockLimitS: 60 })).toEqual(['wallClockLimitS']);
    await sql(crawl.db, `update run set state = 'ok'`);
    expect(await change(id, away)).toEqual(['entries', 'budget']);
  });

  it('that says its terms were read again ends the reminder, and cannot go back in time', async () => {
    const id = await aSource();
    await crawl.db.transaction((tx) => crawl.get(Alerts).open(tx, { sourceId: id, kind: 'review', runId: null, text: 'due' }));
    const review = (reviewedOn: string) => crawl.db.transaction((tx) => changes.review(tx, id, { reviewedOn, reviewer: 'Omar Pratt' }, omar));
    await expect(review('2026-03-02')).rejects.toMatchObject({ code: 'source-invalid', message: expect.stringContaining('reviewed later already') });
    await expect(review('2999-01-01')).rejects.toMatchObject({ code: 'source-invalid', details: { fields: ['reviewedOn'] } });
    await review('2026-09-01');
    expect(await seen(id)).toMatchObject({ version: 2, permission: { ...permission, reviewedOn: '2026-09-01', reviewer: 'Omar Pratt' } });
    expect(await sql(crawl.db, `select recovery_text from alert where recovered_at is not null`)).toEqual([{ recovery_text: 'Omar Pratt has read the terms again.' }]);
    expect(await sql(crawl.db, `select action, before->>'reviewer' as before from audit_event`)).toEqual([{ action: 'source.permission-reviewed', before: 'Lena Kurz' }]);
  });
});
