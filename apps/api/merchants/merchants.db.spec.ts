import { sql } from '#platform';
import { Resolution } from '#merchants';
import { aMerchant, aRun, seenIn } from '../../../test/support/factories.js';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';

const daysAgo = (days: number): Date => new Date((Math.floor(Date.now() / 86_400_000) - days) * 86_400_000);

describe('merchants over HTTP', () => {
  let api: TestApi;
  let lena: Tab & { userId: string };
  let merchantId: string;
  const put = (tab: Tab, path: string, body: unknown) => tab(`/api/merchants/${merchantId}/${path}`, { method: 'PUT', body });

  beforeEach(async () => {
    api = await testApi();
    lena = await api.signedIn('rep', 'Lena Kurz');
    for (const [ago, rank] of [[12, 40], [8, 22]] as const) {
      const run = await aRun(api.db, { at: daysAgo(ago) });
      await seenIn(api.db, run, [{ sellerId: 'A1', name: 'Tallow', rank, ratingCount: 1020 - ago, profile: { businessName: 'Tallow GmbH', email: 'info@tallow.example', phone: '+49 40 1' } }]);
      await api.db.transaction((tx) => api.app.get(Resolution, { strict: false }).resolve(tx, run.id));
    }
    [{ id: merchantId }] = await sql<{ id: string }>(api.db, `select id from merchant`) as [{ id: string }];
  });
  afterEach(() => api.close());

  it('show who they are, what is known and from where', async () => {
    const { status, body } = await lena(`/api/merchants/${merchantId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Tallow', legalName: 'Tallow GmbH', legalForm: 'company', country: 'DE', score: null, leads: [], tags: [], fields: [],
      storefronts: [{ marketplace: 'alderbay', sellerId: 'A1', bestRank: 22, link: { by: null, reason: 'seller A1 on alderbay' } }],
      contacts: [{ kind: 'email', value: 'info@tallow.example', best: true, suppressed: false, age: 'ageing' }, { kind: 'phone', best: false }],
      changes: [{ kind: 'rank-up', text: '+18 places in Kitchen in 4 d (40 → 22)' }], estimates: [{ currency: 'EUR' }],
    });
    const name = body.facts.find((one: { name: string }) => one.name === 'businessName');
    expect(name.current).toMatchObject({ value: 'Tallow GmbH', since: daysAgo(12).toISOString(), seenAt: daysAgo(8).toISOString(), age: 'ageing', page: { sourceUrl: 'http://alderbay.example/seller/A1', captureId: null, recipe: { id: 'alderbay' } } });
    expect(await lena('/api/merchants/00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404, body: { code: 'merchant-not-found' } });
    expect(await lena('/api/merchants/nobody')).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });

  it('tell rank and rating over time, of as many days as asked', async () => {
    expect((await lena(`/api/merchants/${merchantId}/history`)).body).toMatchObject({ days: 90, series: [{ category: 'Kitchen', points: [{ rank: 40 }, { rank: 22 }] }] });
    expect((await lena(`/api/merchants/${merchantId}/history?days=10`)).body.series).toMatchObject([{ category: 'Kitchen', points: [{ rank: 22, ratingCount: 1012 }] }]);
    expect((await lena(`/api/merchants/${merchantId}/history?days=1`)).body.series).toEqual([]);
    expect((await lena(`/api/merchants/${merchantId}/history?days=0`)).status).toBe(400);
  });

  it('are corrected by those who work with them, and every correction is on record', async () => {
    const { body } = await put(lena, 'facts/businessName', { value: 'Tallow & Söhne GmbH', by: 'merchant', note: 'on the phone' });
    expect(body).toMatchObject({ legalName: 'Tallow & Söhne GmbH' });
    expect(body.facts.find((one: { name: string }) => one.name === 'businessName').current).toMatchObject({ age: 'fresh', page: null, said: { kind: 'merchant', name: 'Lena Kurz', note: 'on the phone' } });
    expect(await put(lena, 'facts/rating', { value: '5' })).toMatchObject({ status: 400, body: { code: 'fact-not-correctable' } });
    expect((await lena(`/api/merchants/${merchantId}/facts/businessName`, { method: 'DELETE' })).body).toMatchObject({ legalName: 'Tallow GmbH' });
    expect(await sql(api.db, `select action from audit_event where subject = $1 order by id`, [`merchant ${merchantId}`])).toEqual([{ action: 'fact.corrected' }, { action: 'fact.withdrawn' }]);
    const reader = await api.signedIn('reader', 'Rita Read');
    expect((await reader(`/api/merchants/${merchantId}`)).status).toBe(200);
    for (const [path, change] of [['facts/businessName', { value: 'X' }], ['fields/vans', { value: 1 }], ['tags', { tags: [] }]] as const) expect(await put(reader, path, change)).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
  });

  it('carry a team’s own fields and tags', async () => {
    const admin = await api.signedIn('admin', 'Ada Min');
    const create = (tab: Tab, body: unknown) => tab('/api/custom-fields', { method: 'POST', body });
    expect(await create(lena, { key: 'vans', label: 'Vans', kind: 'number' })).toMatchObject({ status: 403 });
    expect(await create(admin, { key: 'vans', label: 'Vans', kind: 'number' })).toMatchObject({ status: 201, body: { key: 'vans', retired: false } });
    expect(await create(admin, { key: 'vans', label: 'Vans', kind: 'text' })).toMatchObject({ status: 409, body: { code: 'custom-field-key-taken' } });
    expect((await put(lena, 'fields/vans', { value: '12' })).body.fields).toMatchObject([{ key: 'vans', value: 12, by: 'Lena Kurz' }]);
    expect(await put(lena, 'fields/vans', { value: 'many' })).toMatchObject({ status: 400, body: { code: 'custom-field-invalid', errors: [{ field: 'value' }] } });
    expect(await put(lena, 'fields/trucks', { value: 1 })).toMatchObject({ status: 404, body: { code: 'custom-field-not-found' } });
    expect((await put(lena, 'tags', { tags: ['Gift', 'gift', 'EU'] })).body.tags).toEqual(['eu', 'gift']);
    const change = (body: unknown) => admin('/api/custom-fields/vans', { method: 'PUT', body });
    expect(await create(admin, { key: 'segment', label: 'Segment', kind: 'choice', choices: ['A', 'B'], requiredFrom: 'engaged' })).toMatchObject({ status: 201, body: { requiredFrom: 'engaged' } });
    expect(await create(admin, { key: 'other', label: 'Other', kind: 'text', requiredFrom: 'declined' })).toMatchObject({ status: 400, body: { code: 'invalid-input', errors: [{ field: 'requiredFrom' }] } });
    expect(await change({ requiredFrom: 'queued', place: 2 })).toMatchObject({ status: 200, body: { key: 'vans', requiredFrom: 'queued' } });
    expect(await change({ label: ' ' })).toMatchObject({ status: 400, body: { code: 'custom-field-invalid', errors: [{ field: 'label' }] } });
    expect(await change({ place: 0 })).toMatchObject({ status: 400, body: { errors: [{ field: 'place' }] } });
    expect((await lena('/api/custom-fields')).body.fields).toMatchObject([{ key: 'segment', requiredFrom: 'engaged' }, { key: 'vans', requiredFrom: 'queued' }]);
    expect((await lena(`/api/merchants/${merchantId}`)).body.fields).toMatchObject([{ key: 'segment', value: null, requiredFrom: 'engaged' }, { key: 'vans', requiredFrom: 'queued' }]);
    expect((await admin('/api/custom-fields/vans', { method: 'PUT', body: { retired: true } })).body).toMatchObject({ retired: true });
    expect((await lena('/api/custom-fields')).body.fields).toMatchObject([{ key: 'segment', retired: false }, { key: 'vans', retired: true }]);
  });

  it('have their own websites read only after an admin said by which right', async () => {
    expect((await lena('/api/contact-search')).body).toEqual({ on: false, reason: null, reviewer: null, reviewedOn: null, sourceId: null });
    const turn = (tab: Tab, on: boolean, reason?: string) => tab('/api/contact-search', { method: 'PUT', body: { on, ...(reason ? { reason } : {}) } });
    expect(await turn(lena, true, 'Published by law on every shop’s imprint.')).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
    const admin = await api.signedIn('admin', 'Ada Min');
    expect(await turn(admin, true)).toMatchObject({ status: 400, body: { code: 'business-pages-need-reason', errors: [{ field: 'reason' }] } });
    expect(await turn(admin, true, 'Published by law on every shop’s imprint.')).toMatchObject({ status: 200, body: { on: true, reviewer: 'Ada Min' } });
    expect((await lena('/api/contact-search')).body).toMatchObject({ on: true, reason: 'Published by law on every shop’s imprint.' });
    expect(await sql(api.db, `select name, enabled, permission->>'basis' as basis from source where name like 'Merchants%'`)).toEqual([{ name: 'Merchants’ own websites', enabled: true, basis: 'Published by law on every shop’s imprint.' }]);
    expect((await turn(admin, false)).body).toMatchObject({ on: false, reason: 'Published by law on every shop’s imprint.' });
  });

  it('without an address are counted, so that nobody mistakes silence for a no', async () => {
    await aMerchant(api.db);
    expect((await lena('/api/contact-coverage')).body).toEqual({ merchants: 2, withoutAddress: 1 });
  });
});
