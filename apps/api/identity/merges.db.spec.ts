import { sql } from '#platform';
import { aLead, aMerchant, aRegion } from '../../../test/support/factories.js';
import { testApi, type TestApi } from '../../../test/support/api.js';

describe('joining merchants over HTTP', () => {
  let api: TestApi;
  beforeAll(async () => { api = await testApi(); });
  afterAll(() => api.close());

  it('tells what would follow, joins once, and takes it back', async () => {
    const lena = await api.signedIn('lead');
    const [winnerId, loserId] = [await aMerchant(api.db, { name: 'Tallow' }), await aMerchant(api.db, { name: 'Tallow Shop', country: 'AT' })];
    const regionId = await aRegion(api.db);
    for (const merchantId of [winnerId, loserId]) await aLead(api.db, { merchantId, regionId, stage: merchantId === loserId ? 'engaged' : 'qualified' });
    const preview = await lena(`/api/merges/preview?winnerId=${winnerId}&loserId=${loserId}`);
    expect(preview).toMatchObject({ status: 200, body: { winner: { name: 'Tallow', leads: [{ stage: 'Qualified' }] }, loser: { leads: [{ stage: 'Engaged' }] } } });
    expect(preview.body.notes).toEqual(expect.arrayContaining([expect.stringMatching(/further in the funnel/), expect.stringMatching(/DE and AT/)]));
    const made = await lena('/api/merges', { method: 'POST', body: { winnerId, loserId, why: 'same imprint' } });
    expect(made.status).toBe(201);
    expect(await lena('/api/merges', { method: 'POST', body: { winnerId, loserId } })).toMatchObject({ status: 409, body: { code: 'merchant-merged-away' } });
    expect((await lena(`/api/merchants/${winnerId}/merges`)).body.merges).toMatchObject([{ id: made.body.id, loserName: 'Tallow Shop', why: 'same imprint', undoneAt: null }]);
    expect(await lena(`/api/merges/${made.body.id}/undo`, { method: 'POST', body: {} })).toMatchObject({ status: 200 });
    expect(await lena(`/api/merges/${made.body.id}/undo`, { method: 'POST', body: {} })).toMatchObject({ status: 200 });
    expect(await sql(api.db, `select merged_into from merchant where id = $1`, [loserId])).toEqual([{ merged_into: null }]);
    expect(await sql(api.db, `select action from audit_event where subject = $1 order by id`, [winnerId])).toEqual([{ action: 'merchant.merged' }, { action: 'merchant.merge-undone' }]);
  });

  it('is not for everybody', async () => {
    const rep = await api.signedIn('rep', 'Rita');
    expect(await rep('/api/merges', { method: 'POST', body: { winnerId: crypto.randomUUID(), loserId: crypto.randomUUID() } })).toMatchObject({ status: 403 });
  });
});
