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

  it('lets everybody look and only operators and admins switch', async () => {
    const { sourceId } = await aCrawledSource(api.db, { name: 'Alder', runs: [] });
    const rep = await api.signedIn('rep', 'Rita Ray');
    expect((await rep(`/api/sources/${sourceId}`)).status).toBe(200);
    expect(await rep(`/api/sources/${sourceId}/enabled`, { method: 'PUT', body: { enabled: false } })).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
    expect(await rep(`/api/sources/${sourceId}/runs`, { method: 'POST', body: {} })).toMatchObject({ status: 403 });
    expect(await rep(`/api/sources/${sourceId}/circuit`, { method: 'DELETE' })).toMatchObject({ status: 403 });
    expect(await rep(`/api/sources/${sourceId}/robots-accepted`, { method: 'PUT', body: {} })).toMatchObject({ status: 403 });
    expect(await rep('/api/sources', { method: 'POST', body: source })).toMatchObject({ status: 403 });
    expect(await rep(`/api/sources/${sourceId}/skipped-moment`, { method: 'PUT', body: { moment: null } })).toMatchObject({ status: 403 });
  });
});
