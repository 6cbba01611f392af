import { aContact, aLead, aMerchant, aRegion } from '../../../test/support/factories.js';
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

  beforeEach(async () => {
    api = await testApi();
    lena = await api.signedIn('admin');
    region = await aRegion(api.db, { name: 'Test region' });
  });
  afterEach(() => api.close());

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
