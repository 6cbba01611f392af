import { Resolution } from '#merchants';
import { sql } from '#platform';
import { aRun, seenIn } from '../../../test/support/factories.js';
import { testApi, type TestApi } from '../../../test/support/api.js';

describe('comparing merchants over HTTP', () => {
  let api: TestApi;
  beforeEach(async () => { api = await testApi(); });
  afterEach(() => api.close());

  /** Two storefronts with a merchant each, and the question whether they are one. */
  const aPair = async () => {
    const run = await aRun(api.db);
    const ids = await seenIn(api.db, run, [
      { sellerId: 'A1', name: 'Tallow & Co', profile: { businessName: 'Tallow GmbH', address: 'Lindenstraße 1, 20001 Hambeck', vat: 'DE100000001' } },
      { sellerId: 'A2', name: 'Quill Paper', profile: { businessName: 'Quill Papier GmbH', vat: 'DE100000002' } },
    ]);
    await api.db.transaction((tx) => api.app.get(Resolution, { strict: false }).resolve(tx, run.id));
    const [row] = await sql<{ id: string }>(api.db,
      `insert into identity_review (one_id, other_id, score, reasons, asked_at) select least($1::uuid, $2), greatest($1::uuid, $2), 0.83, '["the same street", "names much alike"]', '2026-05-04T06:00:00Z' returning id`, ids);
    return { pair: row!.id, ids };
  };

  it('shows the likeliest first, side by side, joins them on a person’s word and can take it back', async () => {
    const { pair } = await aPair();
    const lena = await api.signedIn('lead');
    const list = await lena('/api/identity/pairs');
    expect(list).toMatchObject({ status: 200, body: { open: 1, nextCursor: null, pairs: [{ id: pair, linked: false, reasons: ['the same street', 'names much alike'] }] } });
    expect([list.body.pairs[0].one, list.body.pairs[0].other]).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'Tallow & Co', storefronts: 1, shows: expect.objectContaining({ vat: 'DE100000001', email: null }) })]));
    const decided = await lena(`/api/identity/pairs/${pair}/decision`, { method: 'POST', body: { verdict: 'link', why: 'same owner' } });
    expect(decided).toMatchObject({ status: 200, body: { open: 0, mergeId: expect.any(String) } });
    expect(await sql(api.db, `select count(*)::int as merchants from merchant where merged_into is null`)).toEqual([{ merchants: 1 }]);
    expect(await lena(`/api/identity/pairs/${pair}/decision`, { method: 'POST', body: { verdict: 'apart' } })).toMatchObject({ status: 409, body: { code: 'identity-pair-decided' } });
    expect(await lena(`/api/merges/${decided.body.mergeId}/undo`, { method: 'POST', body: {} })).toMatchObject({ status: 200 });
    expect(await sql(api.db, `select count(*)::int as merchants from merchant where merged_into is null`)).toEqual([{ merchants: 2 }]);
  });

  it('remembers that two are two, and takes a storefront out of a merchant with a reason', async () => {
    const { pair, ids } = await aPair();
    const rita = await api.signedIn('rep', 'Rita');
    expect(await rita(`/api/identity/pairs/${pair}/decision`, { method: 'POST', body: { verdict: 'apart', why: 'other owners' } })).toMatchObject({ status: 200, body: { open: 0, mergeId: null } });
    expect(await rita(`/api/storefronts/${ids[0]}/unlink`, { method: 'POST', body: { why: 'not theirs' } })).toMatchObject({ status: 409, body: { code: 'storefront-alone' } });
    expect(await rita(`/api/storefronts/${ids[0]}/unlink`, { method: 'POST', body: { why: '' } })).toMatchObject({ status: 400, body: { errors: [{ field: 'why' }] } });
    expect(await rita('/api/identity/pairs/00000000-0000-4000-8000-000000000000/decision', { method: 'POST', body: { verdict: 'link' } })).toMatchObject({ status: 404, body: { code: 'identity-pair-not-found' } });
    expect(await rita('/api/identity/pairs?cursor=nonsense')).toMatchObject({ status: 400 });
  });

  it('lets nobody decide who may only look', async () => {
    const { pair } = await aPair();
    const olga = await api.signedIn('reader', 'Olga');
    expect(await olga('/api/identity/pairs')).toMatchObject({ status: 200 });
    expect(await olga(`/api/identity/pairs/${pair}/decision`, { method: 'POST', body: { verdict: 'link' } })).toMatchObject({ status: 403 });
  });
});
