import { Resolution } from '#merchants';
import { InstanceLease, sql } from '#platform';
import { MODEL_V1, ScorePasses } from '#scoring';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';
import { aRun, seenIn } from '../../../test/support/factories.js';

describe('scoring over HTTP', () => {
  let api: TestApi;
  let lead: Tab & { userId: string };
  let reader: Tab & { userId: string };
  const passes = () => api.app.get(ScorePasses, { strict: false });
  const put = (tab: Tab, path: string, body: unknown) => tab(path, { method: 'PUT', body });
  const post = (tab: Tab, path: string, body: unknown) => tab(path, { method: 'POST', body });
  const model = { weights: { ...MODEL_V1.weights, rank: 20, steadiness: 5 }, gates: MODEL_V1.gates };

  beforeAll(async () => {
    api = await testApi();
    await api.app.get(InstanceLease, { strict: false }).start();
    lead = await api.signedIn('lead');
    reader = await api.signedIn('reader', 'Rita Reader');
    const run = await aRun(api.db);
    await seenIn(api.db, run, Array.from({ length: 12 }, (_, at) => ({ sellerId: `S${at}`, name: `Shop ${at}`, rank: at + 1, rating: at % 4 ? 4.5 : 3 })));
    await api.db.transaction((tx) => api.app.get(Resolution, { strict: false }).resolve(tx, run.id));
    await passes().run(await api.db.transaction((tx) => passes().request(tx, 'a test', { runId: run.id })));
  });
  afterAll(() => api.close());

  it('shows everybody the versions, the signals and the passes', async () => {
    expect((await reader('/api/scoring/models')).body).toMatchObject({ versions: [{ version: 1, state: 'published', merchants: 12, weights: { rank: 25, steadiness: 0 }, gates: { countryServed: true } }], categories: ['Kitchen'], previewed: 10_000 });
    expect((await reader('/api/scoring/passes')).body.passes).toMatchObject([{ state: 'done', merchants: 12, changed: 12, reason: 'a test' }]);
  });

  it('previews for everybody, and says what is wrong with a model', async () => {
    expect(await post(reader, '/api/scoring/preview', model)).toMatchObject({ status: 200, body: { merchants: 12, all: 12, top: 9, overlap: 100, entering: [], passing: { before: 9, after: 9 } } });
    expect(await post(reader, '/api/scoring/preview', { ...model, weights: { rank: 99 } })).toMatchObject({ status: 400, body: { code: 'score-model-invalid', detail: 'The weights must add up to 100.' } });
    expect(await post(reader, '/api/scoring/preview', { ...model, weights: { rank: `0); drop table lead; --` } })).toMatchObject({ status: 400, body: { code: 'score-model-invalid' } });
    expect(await post(reader, '/api/scoring/preview', { ...model, gates: { ...model.gates, minRating: 'NaN' } })).toMatchObject({ status: 400 });
  });

  it('lets leads draft and publish, once, with a reason; others are refused', async () => {
    expect((await put(reader, '/api/scoring/draft', { ...model, basedOn: null })).status).toBe(403);
    const draft = await put(lead, '/api/scoring/draft', { ...model, basedOn: null });
    expect(draft).toMatchObject({ status: 200, body: { version: 2 } });
    const publication = { note: 'steady sellers answer', editedAt: draft.body.editedAt };
    expect((await post(reader, '/api/scoring/publications', publication)).status).toBe(403);
    expect(await post(lead, '/api/scoring/publications', { ...publication, note: ' ' })).toMatchObject({ status: 400, body: { code: 'score-note-required' } });
    const both = await Promise.all([post(lead, '/api/scoring/publications', publication), post(lead, '/api/scoring/publications', publication)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 404]);
    await passes().run(both.find(({ status }) => status === 201)!.body.passId);
    expect((await lead('/api/scoring/models')).body.versions).toMatchObject([{ version: 2, state: 'published', note: 'steady sellers answer', merchants: 12 }, { version: 1, state: 'retired', merchants: 0 }]);
  });

  it('overrides a merchant for a while, and takes it back', async () => {
    const [{ id }] = await sql<{ id: string }>(api.db, `select id from merchant where name = 'Shop 3'`) as [{ id: string }];
    const path = `/api/merchants/${id}/score-override`;
    const expiresAt = new Date(Date.now() + 20 * 86_400_000).toISOString();
    expect((await put(reader, path, { points: 5, reason: 'x', expiresAt })).status).toBe(403);
    expect(await put(lead, path, { points: 5, reason: '', expiresAt })).toMatchObject({ status: 400, body: { code: 'score-override-invalid', detail: 'Say why: the reason is shown with the score.' } });
    expect(await put(lead, path, { points: 5, reason: 'met at the fair', expiresAt })).toMatchObject({ status: 200, body: { override: { points: 5, by: 'Lena Krantz', expiresAt } } });
    expect(await lead(path, { method: 'DELETE' })).toMatchObject({ status: 200, body: { override: null } });
  });
});
