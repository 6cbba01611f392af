import { randomUUID } from 'node:crypto';
import { Clock } from '#platform';
import { aRegion } from '../../../test/support/factories.js';
import { aCrawledSource } from '../../../test/support/crawled-source.js';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';

const permission = { basis: 'Public lists; the terms allow reading them.', reviewedOn: new Date().toISOString().slice(0, 10), reviewer: 'Mara Quist', fields: ['name', 'rank'], retentionDays: 365 };
const source = { name: 'Kitchen lists', recipeId: 'tiny', entries: [{ url: 'https://shop.example/list/top', category: 'Kitchen', list: 'kitchen' }], cron: '0 6 * * *', zone: 'Europe/Berlin', permission };

describe('sources over HTTP', () => {
  let api: TestApi;
  let operator: Tab & { userId: string };

  beforeEach(async () => {
    api = await testApi();
    operator = await api.signedIn('operator', 'Omar Pratt');
    await aRegion(api.db, { name: 'Europe' });
  });
  afterEach(() => api.close());

  it('shows how each source does, when it runs next, and the last run against the last good one', async () => {
    await aCrawledSource(api.db, { name: 'Alder', runs: [{ state: 'ok', items: 200, coverage: 0.99 }, { state: 'quarantined', items: 90, coverage: 0.41, reason: 'Prices are missing.' }] });
    const { body } = await operator('/api/sources');
    expect(body.sources).toMatchObject([{
      name: 'Alder', health: { level: 'waits' }, permission: { state: 'valid' }, lastRun: { state: 'quarantined', items: 90, coverage: 0.41 }, lastGood: { state: 'ok', items: 200, coverage: 0.99 },
    }]);
    expect(body.sources[0].nextRuns).toHaveLength(3);
    expect(body.sources[0].budget.usedToday).toBeGreaterThan(0);
  });

  it('takes a new source, and names each field that cannot be used', async () => {
    await aCrawledSource(api.db, { name: 'Alder', runs: [] });
    expect(await operator('/api/sources', { method: 'POST', body: source })).toMatchObject({ status: 201, body: { name: 'Kitchen lists', nextRuns: [{}, {}, {}], record: { reviewer: 'Mara Quist' } } });
    expect(await operator('/api/sources', { method: 'POST', body: source })).toMatchObject({ status: 409, body: { code: 'source-name-taken' } });
    const wrong = await operator('/api/sources', { method: 'POST', body: { ...source, name: 'B', zone: 'Mars/Base', entries: [{ url: 'ftp://x', category: 'K', list: 'k' }] } });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(wrong.body.errors.map((error: { field: string }) => error.field).sort()).toEqual(['entries.0.url', 'zone']);
    expect(await operator('/api/sources', { method: 'POST', body: { ...source, name: 'B', cron: '61 * * * *' } })).toMatchObject({ status: 400, body: { errors: [{ field: 'cron', message: expect.stringContaining('minute') }] } });
    expect(await operator('/api/sources', { method: 'POST', body: { ...source, name: 'B', permission: null } })).toMatchObject({ status: 400, body: { code: 'source-permission-required' } });
    expect(await operator('/api/sources', { method: 'POST', body: { ...source, name: 'B', recipeId: 'nobody' } })).toMatchObject({ status: 400, body: { code: 'recipe-unknown' } });
  });

  it('previews a timetable in its zone', async () => {
    const { body } = await operator('/api/timetable?cron=30+2+*+*+*&zone=Europe/Berlin');
    expect(body.moments).toHaveLength(3);
    const dark = await operator('/api/timetable?cron=0+*+*+*+*&zone=UTC&blackouts=00:00-12:00,13:00-23:59');
    expect(dark.body.moments.map((at: string) => at.slice(11, 16))).toEqual(['12:00', '12:00', '12:00']);
    expect(await operator('/api/timetable?cron=often&zone=UTC')).toMatchObject({ status: 400, body: { errors: [{ field: 'cron' }] } });
  });

  it('pauses, resumes, runs now and skips a moment, and the audit log says who did', async () => {
    const { sourceId } = await aCrawledSource(api.db, { name: 'Alder', runs: [] });
    const put = (what: string, body: object) => operator(`/api/sources/${sourceId}/${what}`, { method: 'PUT', body });
    expect(await put('enabled', { enabled: false })).toMatchObject({ status: 200, body: { enabled: false, nextRuns: [], health: { level: 'idle' } } });
    const resumed = await put('enabled', { enabled: true });
    const moment = resumed.body.nextRuns[0].at;
    expect(await put('skipped-moment', { moment })).toMatchObject({ status: 200, body: { nextRuns: [{ at: moment, skipped: true }, { skipped: false }, {}] } });
    expect(await put('skipped-moment', { moment: '2031-01-01T00:00:00Z' })).toMatchObject({ status: 400 });
    const asked = await operator(`/api/sources/${sourceId}/runs`, { method: 'POST', body: {} });
    expect(asked.status).toBe(201);
    expect(await operator(`/api/runs/${asked.body.runId}`)).toMatchObject({ body: { state: 'queued', trigger: 'person' } });
    expect(await api.db.query(`select action from audit_event where user_id = $1 and action like any('{source.%,run.%}') order by at`, [operator.userId]))
      .toEqual([{ action: 'source.paused' }, { action: 'source.resumed' }, { action: 'source.moment-skipped' }, { action: 'run.requested' }]);
  });

  it('lets a person who read the change go on after robots.txt or a block stopped a source', async () => {
    const { sourceId } = await aCrawledSource(api.db, { name: 'Alder', runs: [] });
    expect(await operator(`/api/sources/${sourceId}/robots-accepted`, { method: 'PUT', body: {} })).toMatchObject({ status: 404, body: { code: 'robots-unknown' } });
    await api.db.query(`insert into robots_file (origin, status, body, fetched_at, previous_body, changed_at) values ('http://127.0.0.1:4999', 200, 'Disallow: /list/', now(), '', now())`);
    expect(await operator(`/api/sources/${sourceId}/robots-accepted`, { method: 'PUT', body: {} })).toMatchObject({ status: 200, body: { robots: { acceptedAt: expect.any(String) } } });
    await api.db.query(`insert into host_circuit (host, level, open_until, reason) values ('127.0.0.1:4999', 2, null, 'HTTP 403')`);
    expect(await operator(`/api/sources/${sourceId}`)).toMatchObject({ body: { health: { level: 'stopped' }, circuit: { level: 2, openUntil: null, reason: 'HTTP 403' } } });
    expect(await operator(`/api/sources/${sourceId}/circuit`, { method: 'DELETE' })).toMatchObject({ status: 200, body: { circuit: null } });
  });

  /** What the settings form sends: the source as it is shown, with the version that was seen. */
  const asShown = (body: any) => ({
    name: body.name, marketplace: body.marketplace, recipeId: body.recipe, entries: body.entries, cron: body.cron, zone: body.zone, jitterPercent: body.jitterPercent, blackouts: body.blackouts, enabled: body.enabled,
    budget: Object.fromEntries(Object.entries(body.settings).filter(([key]) => key !== 'wallClockLimitS')), permission: body.record, wallClockLimitS: body.settings.wallClockLimitS, expectedItems: body.expectedItems, version: body.version,
  });

  it('changes a source, tells the second of two editors who was faster, and points at what cannot be', async () => {
    const { sourceId } = await aCrawledSource(api.db, { name: 'Alder', runs: [] });
    const put = (body: object, by: Tab = operator) => by(`/api/sources/${sourceId}`, { method: 'PUT', body });
    const form = asShown((await operator(`/api/sources/${sourceId}`)).body);
    expect(await put({ ...form, cron: '0 8 * * *', zone: 'Asia/Tokyo', jitterPercent: 0, expectedItems: { min: 20, median: null }, wallClockLimitS: 120, blackouts: [{ from: '22:00', to: '06:00' }] }))
      .toMatchObject({ status: 200, body: { version: 2, cron: '0 8 * * *', zone: 'Asia/Tokyo', jitterPercent: 0, expectedItems: { min: 20 }, settings: { wallClockLimitS: 120 } } });
    const late = await put({ ...form, name: 'Alder two' }, await api.signedIn('admin', 'Mara Quist'));
    expect(late).toMatchObject({ status: 409, body: { code: 'source-changed', current: { version: 2, changedBy: 'Omar Pratt' } } });
    expect(late.body.detail).toMatch(/^Omar Pratt changed Alder while you were editing: .*its timetable/);
    const now = { ...form, version: 2 };
    const fields = async (body: object) => (await put(body)).body.errors.map((error: { field: string }) => error.field);
    expect(await fields({ ...now, budget: { ...form.budget as object, minDelayMs: 10 } })).toEqual(['budget.minDelayMs']);
    expect(await fields({ ...now, permission: null })).toEqual(['permission.basis']);
    expect(await fields({ ...now, blackouts: [{ from: '9', to: '10:00' }], wallClockLimitS: 0 })).toEqual(['blackouts.0.from', 'wallClockLimitS']);
    expect(await put({ ...now, version: undefined })).toMatchObject({ status: 400, body: { errors: [{ field: 'version' }] } });
    expect(await operator(`/api/sources/${randomUUID()}`, { method: 'PUT', body: now })).toMatchObject({ status: 404 });
  });

  it('takes note that the terms were read again, and by business time says when that is due', async () => {
    const { sourceId } = await aCrawledSource(api.db, { name: 'Alder', runs: [] });
    await api.db.query(`update source set permission = jsonb_set(permission, '{reviewedOn}', '"2026-01-05"')`);
    expect(await operator(`/api/sources/${sourceId}`)).toMatchObject({ body: { permission: { state: 'review-due', reviewBy: '2026-07-04' } } });
    const review = (reviewedOn: string) => operator(`/api/sources/${sourceId}/permission-review`, { method: 'PUT', body: { reviewedOn, reviewer: 'Omar Pratt' } });
    expect(await review('2999-01-01')).toMatchObject({ status: 400, body: { errors: [{ field: 'reviewedOn' }] } });
    const today = new Date().toISOString().slice(0, 10);
    expect(await review(today)).toMatchObject({ status: 200, body: { permission: { state: 'valid', reviewedOn: today }, record: { reviewer: 'Omar Pratt' }, version: 2 } });
    await api.app.get(Clock, { strict: false }).jumpTo(new Date(Date.now() + 181 * 86_400_000));
    expect(await operator(`/api/sources/${sourceId}`)).toMatchObject({ body: { permission: { state: 'review-due' } } });
  });

  it('lets everybody look and only operators and admins switch', async () => {
    const { sourceId } = await aCrawledSource(api.db, { name: 'Alder', runs: [] });
    const rep = await api.signedIn('rep', 'Rita Ray');
    expect((await rep(`/api/sources/${sourceId}`)).status).toBe(200);
    expect(await rep(`/api/sources/${sourceId}/enabled`, { method: 'PUT', body: { enabled: false } })).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
    expect(await rep(`/api/sources/${sourceId}/runs`, { method: 'POST', body: {} })).toMatchObject({ status: 403 });
    expect(await rep(`/api/sources/${sourceId}/circuit`, { method: 'DELETE' })).toMatchObject({ status: 403 });
    expect(await rep(`/api/sources/${sourceId}/robots-accepted`, { method: 'PUT', body: {} })).toMatchObject({ status: 403 });
    expect(await rep(`/api/sources/${sourceId}`, { method: 'PUT', body: { ...source, version: 1 } })).toMatchObject({ status: 403 });
    expect(await rep(`/api/sources/${sourceId}/permission-review`, { method: 'PUT', body: { reviewedOn: '2026-05-01', reviewer: 'Rita Ray' } })).toMatchObject({ status: 403 });
    expect(await rep('/api/sources', { method: 'POST', body: source })).toMatchObject({ status: 403 });
    expect(await rep(`/api/sources/${sourceId}/skipped-moment`, { method: 'PUT', body: { moment: null } })).toMatchObject({ status: 403 });
  });
});
