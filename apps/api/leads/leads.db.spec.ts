import pg from 'pg';
import { aContact, aCustomField, aCustomValue, aLead, aMerchant, aRegion } from '../../../test/support/factories.js';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';

describe('leads over HTTP', () => {
  let api: TestApi;
  let lena: Tab & { userId: string };
  let region: string;
  const lead = async (options: { name?: string; stage?: string; score?: number; reachable?: boolean; search?: string } = {}) => {
    const merchantId = await aMerchant(api.db, { ...(options.name ? { name: options.name } : {}), ...(options.search ? { search: options.search } : {}) });
    await aContact(api.db, { merchantId });
    return aLead(api.db, { merchantId, regionId: region, ...options });
  };
  const moveTo = (tab: Tab, id: string, to: string, version = 1, why?: string) => tab(`/api/leads/${id}/stage`, { method: 'PUT', body: { to, version, ...(why ? { why } : {}) } });

  beforeAll(async () => {
    api = await testApi();
    lena = await api.signedIn('admin');
  });
  beforeEach(async () => {
    await api.db.query(`truncate merchant, region, saved_view, custom_field cascade`);
    region = await aRegion(api.db, { name: 'Test region' });
  });
  afterAll(() => api.close());

  it('shows a board with exact counts, the best first, and exits as counts only', async () => {
    await lead({ name: 'Tallow', stage: 'queued', score: 70 });
    await lead({ name: 'Acme', stage: 'queued', score: 91 });
    await lead({ name: 'Gone', stage: 'declined' });
    const { body } = await lena('/api/board');
    expect(body.total).toBe(3);
    const queued = body.columns.find((column: { stage: string }) => column.stage === 'queued');
    expect(queued).toMatchObject({ count: 2, nextCursor: null, cards: [{ name: 'Acme', score: 91, nextStep: null }, { name: 'Tallow' }] });
    expect(body.columns.find((column: { stage: string }) => column.stage === 'declined')).toMatchObject({ count: 1, cards: [] });
  });

  it('finds a name whatever its case and pages through a column without loss', async () => {
    await lead({ name: 'ÖLMÜHLE NORD', stage: 'qualified', search: 'olmuhle nord' });
    for (let place = 0; place < 7; place++) await lead({ stage: 'queued', score: 50 + (place % 3) });
    expect((await lena(`/api/leads?q=${encodeURIComponent('ölmühle')}`)).body.leads).toMatchObject([{ name: 'ÖLMÜHLE NORD' }]);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { leads: { id: string }[]; nextCursor: string | null } = (await lena(`/api/leads?stage=queued&limit=3${cursor ? `&cursor=${cursor}` : ''}`)).body;
      seen.push(...page.leads.map((card) => card.id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
    expect(await lena('/api/leads?stage=nowhere')).toMatchObject({ status: 400, body: { code: 'invalid-input', errors: [{ field: 'stage.0' }] } });
  });

  it('moves a lead once, and tells who comes second what it is now', async () => {
    const id = await lead({ stage: 'contacted' });
    expect(await moveTo(lena, id, 'engaged')).toMatchObject({ status: 200, body: { id, stage: 'engaged', version: 2 } });
    expect(await moveTo(lena, id, 'engaged')).toMatchObject({ status: 409, body: { code: 'lead-changed', current: { stage: 'engaged', version: 2 } } });
    expect(await moveTo(lena, id, 'sourced', 2)).toMatchObject({ status: 409, body: { code: 'stage-move-not-allowed' } });
    expect(await moveTo(lena, id, 'declined', 2)).toMatchObject({ status: 400, body: { code: 'reason-required', errors: [{ field: 'reason' }], missing: ['reason'] } });
    expect(await moveTo(lena, id, 'declined', 2, 'not interested')).toMatchObject({ status: 200, body: { stage: 'declined' } });
    expect(await moveTo(lena, '00000000-0000-4000-8000-000000000000', 'queued')).toMatchObject({ status: 404, body: { code: 'lead-not-found' } });
    const { body } = await lena(`/api/leads/${id}`);
    expect(body.timeline.filter((entry: { kind: string }) => entry.kind === 'stage').length).toBeGreaterThanOrEqual(2);
  });

  it('says what a lead that leaves needs, by stable names, and remembers why it left and when to ask again', async () => {
    const id = await lead({ stage: 'contacted' });
    const leave = (body: Record<string, unknown>) => lena(`/api/leads/${id}/stage`, { method: 'PUT', body: { to: 'declined', version: 1, ...body } });
    expect(await leave({})).toMatchObject({ status: 400, body: { code: 'reason-required', missing: ['reason'] } });
    expect(await leave({ reason: 'other' })).toMatchObject({ status: 400, body: { code: 'reason-required', missing: ['note'], errors: [{ field: 'note' }] } });
    expect(await leave({ reason: 'bounced' })).toMatchObject({ status: 400, body: { code: 'reason-unknown' } });
    const hidden = await lead({ stage: 'qualified', reachable: false });
    expect(await moveTo(lena, hidden, 'queued')).toMatchObject({ status: 409, body: { code: 'address-required', missing: ['address'], current: { from: 'qualified', to: 'queued' } } });
    expect(await leave({ reason: 'fees', note: '15 % is too much' })).toMatchObject({ status: 200, body: { stage: 'declined' } });
    const { body: { closed } } = await lena(`/api/leads/${id}`);
    expect(closed).toMatchObject({ reason: 'fees', label: 'Fees are too high', note: 'Fees are too high: 15 % is too much' });
    expect(Math.round((Date.parse(closed.reapproachAt) - Date.parse(closed.at)) / 86_400_000)).toBe(180);
  });

  it('refuses a move for want of a field of the team, by its label, and narrows by what the field holds', async () => {
    const segment = await aCustomField(api.db, { key: 'segment', label: 'Segment', kind: 'choice', choices: ['A', 'B'], requiredFrom: 'engaged' });
    const id = await lead({ name: 'Tallow', stage: 'contacted' });
    expect(await moveTo(lena, id, 'engaged')).toMatchObject({ status: 409, body: { code: 'fields-required', missing: ['Segment'], current: { from: 'contacted', to: 'engaged', keys: ['segment'] }, detail: expect.stringContaining('Fill it in on the merchant’s page') } });
    const found = async (query: string) => (await lena(`/api/leads?${query}`)).body.leads.map((one: { name: string }) => one.name);
    expect(await found('field=segment:A')).toEqual([]);
    const [{ merchantId }] = await api.db.query(`select merchant_id as "merchantId" from lead where id = $1`, [id]);
    await aCustomValue(api.db, { merchantId, fieldId: segment, value: 'A' });
    expect(await found('field=segment:B&field=segment:A')).toEqual(['Tallow']);
    expect(await found('field=segment:B')).toEqual([]);
    expect(await moveTo(lena, id, 'engaged')).toMatchObject({ status: 200, body: { stage: 'engaged' } });
    expect(await lena('/api/views', { method: 'POST', body: { id: '11111111-0000-4000-8000-000000000009', name: 'Segment A', shared: false, screen: 'list', filters: { field: ['segment:A'] } } })).toMatchObject({ status: 201, body: { filters: { field: ['segment:A'] } } });
    expect((await lena('/api/leads/export?field=segment:A')).body).toContain('Tallow');
    expect((await lena('/api/leads/export?field=segment:B')).body).not.toContain('Tallow');
  });

  it('refuses a filter that it does not know', async () => {
    for (const [query, field] of [['rot=old', 'rot.0'], ['owner=lena', 'owner.0'], ['colour=red', ''], ['minScore=101', 'minScore'], ['country=Germany', 'country.0'], ['offer=free', 'offer.0'], ['reachable=1', 'reachable'], ['field=segment', 'field.0']]) {
      const { status, body } = await lena(`/api/board?${query}`);
      expect([query, status, body.code, body.errors?.[0]?.field]).toEqual([query, 400, 'invalid-input', field]);
    }
    await lead({ name: 'Acme', stage: 'queued' });
    for (const query of ['stage=queued&stage=engaged&country=DE&country=fr', 'offer=none', 'offer=none&offer=open', 'reachable=yes&snoozed=no', 'owner=nobody', 'maxScore=90&minAge=0']) expect([query, (await lena(`/api/board?${query}`)).body.total]).toEqual([query, 1]);
    expect((await lena('/api/board?offer=open')).body.total).toBe(0);
  });

  it('keeps views: one\'s own and shared ones, each version once, with one to start with', async () => {
    const rep = await api.signedIn('rep', 'Rita Rep');
    const other = await api.signedIn('rep', 'Omar Other');
    const [mine, shared] = ['11111111-0000-4000-8000-000000000001', '11111111-0000-4000-8000-000000000002'];
    const save = (tab: Tab, id: string, name: string, isShared: boolean) => tab('/api/views', { method: 'POST', body: { id, name, shared: isShared, screen: 'board', filters: { stage: ['engaged'], owner: ['me'] } } });
    expect(await save(rep, mine, 'My engaged', false)).toMatchObject({ status: 201, body: { version: 1, mine: true, canEdit: true, filters: { stage: ['engaged'], owner: ['me'] } } });
    expect(await save(rep, mine, 'My engaged', false)).toMatchObject({ status: 201, body: { id: mine, version: 1 } });
    expect(await save(rep, shared, 'For all', true)).toMatchObject({ status: 403, body: { code: 'view-not-yours' } });
    expect(await save(lena, shared, 'For all', true)).toMatchObject({ status: 201 });
    expect(await save(rep, '11111111-0000-4000-8000-000000000003', 'my ENGAGED', false)).toMatchObject({ status: 409, body: { code: 'view-name-taken', errors: [{ field: 'name' }] } });
    expect(await rep('/api/views', { method: 'POST', body: { id: mine, name: 'x', shared: false, screen: 'board', filters: { stage: ['nowhere'] } } })).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect((await other('/api/views')).body.views).toMatchObject([{ id: shared, mine: false, canEdit: false, by: { name: 'Lena Krantz' } }]);
    const change = (tab: Tab, id: string, version: number) => tab(`/api/views/${id}`, { method: 'PUT', body: { name: 'Renamed', shared: id === shared, screen: 'list', filters: {}, version } });
    expect(await change(rep, mine, 1)).toMatchObject({ status: 200, body: { name: 'Renamed', version: 2, screen: 'list' } });
    expect(await change(rep, mine, 1)).toMatchObject({ status: 409, body: { code: 'view-changed', current: { version: 2, name: 'Renamed' } } });
    expect(await change(other, shared, 1)).toMatchObject({ status: 403 });
    expect(await change(other, mine, 2)).toMatchObject({ status: 404, body: { code: 'view-not-found' } });
    expect(await rep('/api/views/default', { method: 'PUT', body: { viewId: shared } })).toMatchObject({ status: 200, body: { defaultId: shared } });
    expect((await rep('/api/views')).body.defaultId).toBe(shared);
    expect(await other('/api/views/default', { method: 'PUT', body: { viewId: mine } })).toMatchObject({ status: 404 });
    for (let time = 0; time < 2; time++) expect(await lena(`/api/views/${shared}?version=1`, { method: 'DELETE' })).toMatchObject({ status: 200, body: { ok: true } });
    expect((await rep('/api/views')).body).toMatchObject({ defaultId: null, views: [{ id: mine }] });
  });

  it('asks the database the same number of questions for nine leads as for sixty, on every screen', async () => {
    const grow = async (count: number) => { for (let made = 0; made < count; made++) await lead({ name: `Tallow ${made}`, search: `tallow ${made}`, stage: ['qualified', 'queued', 'engaged'][made % 3]! }); };
    const statements = async (path: string): Promise<number> => {
      const { query } = pg.Client.prototype;
      let count = 0;
      // The listener's heartbeat and the session's own bookkeeping come and go by themselves.
      pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) { if (!/^select$|session/.test(typeof given[0] === 'string' ? given[0] : String((given[0] as { text?: unknown }).text))) count++; return (query as (...all: unknown[]) => unknown).apply(this, given); } as typeof query;
      try { expect([path, (await lena(path)).status]).toEqual([path, 200]); } finally { pg.Client.prototype.query = query; }
      return count;
    };
    const paths = ['/api/board', '/api/board?owner=nobody&marketplace=alderbay', '/api/board?q=tallow', '/api/board?rot=fresh&reply=none', '/api/leads?limit=100', '/api/leads?q=tallow&limit=100', '/api/search?q=tallow&limit=50', '/api/leads/facets', '/api/views', '/api/stages'];
    const all = async () => { const counts: Record<string, number> = {}; for (const path of paths) counts[path] = await statements(path); return counts; };
    await grow(9);
    await all();
    const few = await all();
    await grow(51);
    expect(await all()).toEqual(few);
    expect(Math.max(...Object.values(few))).toBeLessThanOrEqual(10);
  }, 180_000);

  it('lets readers look and not touch', async () => {
    const id = await lead({ stage: 'contacted' });
    const reader = await api.signedIn('reader', 'Rita Read');
    expect((await reader(`/api/leads/${id}`)).status).toBe(200);
    expect(await moveTo(reader, id, 'engaged')).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
    expect(await reader(`/api/leads/${id}/owner`, { method: 'PUT', body: { ownerId: null, version: 1 } })).toMatchObject({ status: 403 });
  });

  it('gives a lead to a colleague and narrows the board to one\'s own', async () => {
    const id = await lead({ stage: 'engaged' });
    await lead({ stage: 'engaged' });
    expect(await lena(`/api/leads/${id}/owner`, { method: 'PUT', body: { ownerId: lena.userId, version: 1 } })).toMatchObject({ status: 200, body: { owner: { id: lena.userId }, version: 2 } });
    expect((await lena('/api/board?owner=me')).body.total).toBe(1);
    expect(await lena(`/api/leads/${id}/owner`, { method: 'PUT', body: { ownerId: null, version: 1 } })).toMatchObject({ status: 409, body: { code: 'lead-changed' } });
  });

  it('says which moves a person may make, and which need a reason', async () => {
    const { body } = await lena('/api/stages');
    const contacted = body.stages.find((row: { stage: string }) => row.stage === 'contacted');
    expect(contacted.moves).toEqual(expect.arrayContaining([{ to: 'engaged', needsReason: false }, { to: 'declined', needsReason: true }]));
  });

  it('tells every open board which lead changed, and hangs up when its person signs out', async () => {
    const id = await lead({ stage: 'contacted' });
    const omar = await api.signedIn('rep', 'Omar Haddad');
    const stream = await fetch(`${api.origin}/api/events`, { headers: { cookie: omar.cookie } });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const heard = listen(stream);
    await heard.until(/event: ready/);
    await moveTo(lena, id, 'engaged');
    const text = await heard.until(/event: lead\n/);
    expect(text).toContain(`"id":"${id}","stage":"engaged","version":2`);
    await omar('/api/session', { method: 'DELETE' });
    await heard.ended;
  });

  it('numbers what it tells, gives who comes back what was missed, and says so when it cannot', async () => {
    const id = await lead({ stage: 'contacted' });
    const first = listen(await fetch(`${api.origin}/api/events`, { headers: { cookie: lena.cookie } }));
    await first.until(/event: ready/);
    await moveTo(lena, id, 'engaged');
    await moveTo(lena, id, 'offer_sent', 2);
    const text = await first.until(/"version":3/);
    const ids = [...text.matchAll(/^id: (\w+):(\d+)$/gm)].map((match) => ({ epoch: match[1]!, seq: Number(match[2]) }));
    expect(ids.map(({ seq }) => seq - ids[0]!.seq)).toEqual([0, 1, 2]);
    const back = (last: string) => fetch(`${api.origin}/api/events`, { headers: { cookie: lena.cookie, 'last-event-id': last } }).then(listen);
    const missed = await (await back(`${ids[0]!.epoch}:${ids[1]!.seq}`)).until(/event: lead\n/);
    expect(missed).toMatch(new RegExp(`event: ready\ndata: {"epoch":"${ids[0]!.epoch}","seq":${ids[1]!.seq}}`));
    expect([...missed.matchAll(/"version":(\d)/g)].map((match) => match[1])).toEqual(['3']);
    for (const lost of [`another:${ids[0]!.seq}`, `${ids[0]!.epoch}:999999`, 'nonsense']) expect(await (await back(lost)).until(/event: resync/)).toContain('"why":"behind"');
  });

  it('asks every board to look anew when the connection that brings the news was lost', async () => {
    const stream = await fetch(`${api.origin}/api/events`, { headers: { cookie: lena.cookie } });
    const heard = listen(stream);
    await heard.until(/event: ready/);
    await api.db.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'beckon-listen' and datname = current_database()`);
    await heard.until(/event: resync/);
  });
});

/** Reads a stream of events as text. */
function listen(response: Response) {
  const reader = response.body!.getReader();
  let text = '';
  let wake: () => void = () => undefined;
  const ended = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += new TextDecoder().decode(value);
      wake();
    }
  })();
  return {
    ended,
    async until(pattern: RegExp): Promise<string> {
      while (!pattern.test(text) || !text.endsWith('\n\n')) await new Promise<void>((resolve) => { wake = resolve; });
      return text;
    },
  };
}
