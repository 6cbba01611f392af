import { MODEL_V1, ScoreReplays } from '#scoring';
import { testApi, type TestApi } from '../../../test/support/api.js';

describe('trying a model on the past over HTTP', () => {
  let api: TestApi;
  beforeAll(async () => { api = await testApi(); });
  afterAll(() => api.close());
  const ask = { weights: MODEL_V1.weights, gates: MODEL_V1.gates, weeks: 2, horizonDays: 14 };

  it('takes the wish, works on it by itself, and shows what came of it with the counts', async () => {
    const lena = await api.signedIn('lead');
    const asked = await lena('/api/scoring/replays', { method: 'POST', body: ask });
    expect(asked).toMatchObject({ status: 202, body: { state: 'waiting', done: 0, weeks: 2, horizonDays: 14, outcome: 'accept', requestedBy: 'Lena Krantz', tried: { hits: 0, of: 0, precision: null } } });
    await api.app.get(ScoreReplays, { strict: false }).run(asked.body.id);
    expect(await lena(`/api/scoring/replays/${asked.body.id}`)).toMatchObject({ status: 200, body: { state: 'done', done: 2, cutoffs: [{ tried: { candidates: 0 } }, {}], suggestion: { weights: null, why: expect.stringMatching(/too few/) } } });
    expect((await lena('/api/scoring/replays')).body.replays).toHaveLength(1);
  });

  it('refuses weights that do not add up, and people who may only look', async () => {
    const lena = await api.signedIn('admin', 'Lena Two');
    expect(await lena('/api/scoring/replays', { method: 'POST', body: { ...ask, weights: { rank: 30 } } })).toMatchObject({ status: 400, body: { code: 'score-model-invalid' } });
    expect(await lena('/api/scoring/replays/00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404, body: { code: 'score-replay-missing' } });
    const rita = await api.signedIn('rep', 'Rita');
    expect(await rita('/api/scoring/replays', { method: 'POST', body: ask })).toMatchObject({ status: 403 });
    expect(await rita('/api/scoring/replays')).toMatchObject({ status: 200 });
  });
});
