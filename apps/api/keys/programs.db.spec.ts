import { AccessWiring, AuditLog, Idempotency } from '#access';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';

describe('programs', () => {
  let api: TestApi;
  let lena: Tab & { userId: string };
  let key: string;
  let keyId: string;
  beforeAll(async () => {
    api = await testApi({ KEY_RATE_PER_MINUTE: '60' });
    lena = await api.signedIn('admin', 'Lena Krantz');
  });
  beforeEach(async () => { ({ key, id: keyId } = await issue()); });
  afterAll(() => api.close());

  const issue = async (scopes = ['leads:write', 'settings:write', 'sourcing:write']) => (await lena('/api/keys', { method: 'POST', body: { name: 'warehouse sync', scopes, days: 30 } })).body as { id: string; key: string };
  const program = async (path: string, { body, method, ...headers }: Record<string, any> = {}) => {
    const response = await fetch(api.origin + path, { method: method ?? (body === undefined ? 'GET' : 'POST'), headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: response.status, headers: response.headers, body: await response.json() as any };
  };
  const field = (name: string) => ({ key: name.toLowerCase(), label: name, kind: 'text' });
  const fields = async (): Promise<string[]> => (await program('/api/custom-fields')).body.fields.map((one: { label: string }) => one.label);

  it('sign in with a key that is shown once, stored as a hash, and needs no origin and no cookie', async () => {
    expect(Buffer.from(key.slice(3), 'base64url')).toHaveLength(32);
    expect(JSON.stringify(await api.db.query(`select k::text from api_key k`))).not.toContain(key.slice(10));
    expect((await program('/api/custom-fields', { body: field('Warehouse') })).status).toBe(201);
    expect((await program('/api/custom-fields', { cookie: lena.cookie })).body.code).toBe('two-credentials');
    expect((await program('/api/people')).body.code).toBe('not-for-keys');
    const [listed] = (await lena('/api/keys')).body.keys as Array<Record<string, unknown>>;
    expect(listed).toMatchObject({ prefix: key.slice(0, 9), state: 'active', mine: true, lastUsedAt: expect.any(String) });
    expect(JSON.stringify(listed)).not.toContain(key.slice(10));
    const [line] = (await lena('/api/audit?action=custom-field.created')).body.events as Array<{ key: string; person: { name: string } }>;
    expect(line).toMatchObject({ person: { name: 'Lena Krantz' }, key: `warehouse sync (${key.slice(0, 9)}…)` });
  });

  it('are out at once when the key is revoked, has run out, or its owner is shut out', async () => {
    const open = async (): Promise<boolean> => (await program('/api/workspace')).status === 200;
    expect(await open()).toBe(true);
    const colleague = await api.signedIn('rep', 'Omar Haddad');
    expect((await colleague(`/api/keys/${keyId}`, { method: 'DELETE' })).status).toBe(404);
    expect((await lena(`/api/keys/${keyId}`, { method: 'DELETE' })).body.keys.find((one: { id: string }) => one.id === keyId).state).toBe('revoked');
    expect(await open()).toBe(false);
    ({ key, id: keyId } = await issue());
    await api.db.query(`update api_key set expires_at = clock_timestamp() where id = $1`, [keyId]);
    expect((await program('/api/workspace')).body.code).toBe('api-key-unknown');
    ({ key } = (await colleague('/api/keys', { method: 'POST', body: { name: 'mine', scopes: ['settings:read'], days: 1 } })).body);
    expect(await open()).toBe(true);
    await lena(`/api/people/${colleague.userId}/access`, { method: 'PUT', body: { enabled: false, version: 1 } });
    expect(await open()).toBe(false);
  });

  it('are told what is left to them, and wait when it is spent', async () => {
    const first = await program('/api/workspace');
    expect([first.headers.get('ratelimit-limit'), first.headers.get('ratelimit-remaining')]).toEqual(['60', '59']);
    let spent = first;
    for (let asked = 0; asked < 500 && spent.status === 200; asked++) spent = await program('/api/workspace');
    expect(spent).toMatchObject({ status: 429, body: { code: 'rate-spent' } });
    expect(spent.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(spent.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(spent.headers.get('ratelimit-reset'))).toBeGreaterThan(0);
    ({ key } = await issue());
    expect((await program('/api/workspace')).status).toBe(200);
  });

  it('send a request again and it is done once: also at the same moment, also when it was refused', async () => {
    const once = { body: field('Once'), 'idempotency-key': 'order-1' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => program('/api/custom-fields', once)));
    expect(new Set(answers.map(({ status }) => status)).size).toBeLessThanOrEqual(2);
    expect(answers.every(({ status, body }) => status === 201 || body.code === 'idempotency-under-way')).toBe(true);
    const again = await program('/api/custom-fields', once);
    expect([again.status, again.headers.get('idempotency-replayed'), again.body]).toEqual([201, 'true', answers.find(({ status }) => status === 201)!.body]);
    expect((await fields()).filter((label) => label === 'Once')).toHaveLength(1);
    expect(await program('/api/custom-fields', { ...once, body: field('Other') })).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });

    const merge = { winnerId: '00000000-0000-4000-8000-000000000001', loserId: '00000000-0000-4000-8000-000000000002', why: 'the same', keep: {} };
    const refused = await program('/api/merges', { body: merge, 'idempotency-key': 'merge-1' });
    expect(refused.status).toBeGreaterThanOrEqual(404);
    expect((await program('/api/merges', { body: merge, 'idempotency-key': 'merge-1' })).body.requestId).toBe(refused.body.requestId);

    expect((await program('/api/custom-fields', { body: { kind: 'text' }, 'idempotency-key': 'order-2' })).body.code).toBe('invalid-input');
    expect((await program('/api/custom-fields', { body: field('Mended'), 'idempotency-key': 'order-2' })).status).toBe(201);
    expect((await program('/api/custom-fields', { ...once, 'idempotency-key': 'x'.repeat(256) })).body.code).toBe('idempotency-key-malformed');
  });

  it('may take over a request whose process died, after a minute; results are forgotten after a day', async () => {
    const idempotency = api.app.get(Idempotency, { strict: false });
    const died = await idempotency.claim(keyId, 'died', 'POST /x') as { keep: (result: { status: number; body: string }) => Promise<void> };
    await expect(idempotency.claim(keyId, 'died', 'POST /x')).rejects.toMatchObject({ code: 'idempotency-under-way' });
    await api.db.query(`update idempotency_key set claimed_until = clock_timestamp() - interval '1 second' where key = 'died'`);
    const heir = await idempotency.claim(keyId, 'died', 'POST /x') as typeof died;
    await heir.keep({ status: 201, body: '"second"' });
    await died.keep({ status: 201, body: '"first"' });
    expect(await idempotency.claim(keyId, 'died', 'POST /x')).toEqual({ first: { status: 201, body: '"second"' } });
    await api.db.query(`update idempotency_key set expires_at = clock_timestamp() - interval '1 second' where key = 'died'`);
    await new AccessWiring(api.db, undefined as never).forget();
    expect(await api.db.query(`select from idempotency_key where key = 'died'`)).toEqual([]);
  });

  it('read the contract as a page that runs no script and asks no third party', async () => {
    const response = await fetch(`${api.origin}/api/docs`);
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain(`default-src 'none'`);
    expect(page).toContain('<code>/api/leads/{id}/stage</code>');
    expect(page).not.toMatch(/<script|https?:\/\/|@import|url\(/);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`);
  });

  describe('and the audit log', () => {
    it('holds every change of a person with its request, and nothing rewrites it', async () => {
      const answer = await lena('/api/review/mix', { method: 'PUT', body: { categoryShare: 0.5, sourceShare: 0.4, freeCards: 7 } });
      const [line] = (await lena('/api/audit?limit=1')).body.events as Array<Record<string, any>>;
      expect(line).toMatchObject({ action: 'review-rule.changed', person: { name: 'Lena Krantz' }, requestId: answer.headers.get('x-request-id'), before: { categoryShare: 0.3 }, after: { freeCards: 7 } });
      await expect(api.db.query(`update audit_event set user_id = null`)).rejects.toThrow('only ever added to');
      await expect(api.db.query(`delete from audit_event`)).rejects.toThrow('only ever added to');
    });

    it('is read by filter and by page, and taken as a file in which no cell is a formula', async () => {
      await lena('/api/people/invitations', { method: 'POST', body: { email: 'cmd@northwind.example', role: 'rep' } });
      await api.db.query(`insert into audit_event (user_id, action, subject, after) select $1, 'test.counted', '=cmd()|' || n, to_jsonb(n) from generate_series(1, 1203) n`, [lena.userId]);
      expect((await lena('/api/audit/actions')).body.actions).toContain('person.invited');
      const seen: string[] = [];
      for (let cursor = ''; ;) {
        const page = (await lena(`/api/audit?action=test.counted&subject=%3Dcmd&person=${lena.userId}&limit=200${cursor && `&cursor=${cursor}`}`)).body as { events: Array<{ after: number }>; nextCursor: string | null };
        seen.push(...page.events.map(({ after }) => String(after)));
        if (!page.nextCursor) break;
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(Array.from({ length: 1203 }, (_, at) => String(1203 - at)));
      const { body: csv } = await lena('/api/audit/export.csv?action=test.counted');
      const lines = String(csv).trim().split('\n');
      expect(lines).toHaveLength(1204);
      expect(lines.slice(1).every((line) => line.includes(`,'=cmd()|`))).toBe(true);
      expect((await lena('/api/audit?limit=1')).body.events[0].action).toBe('audit-log.exported');
      expect(await api.app.get(AuditLog, { strict: false }).page({ subject: '%' }, null, 5)).toEqual({ events: [], nextCursor: null });
      const future = new Date(Date.now() + 60_000).toISOString();
      expect((await lena(`/api/audit?from=${future}`)).body.events).toEqual([]);
    });

    it('has a line for what a room did not write down itself', async () => {
      const [source] = await api.db.query(`select count(*)::int as lines from audit_event where action = 'request.made'`) as Array<{ lines: number }>;
      await lena('/api/review/away', { method: 'PUT', body: { away: true, until: null } });
      const lines = await api.db.query(`select subject from audit_event where user_id = $1 order by id desc limit 1`, [lena.userId]) as Array<{ subject: string }>;
      expect(source!.lines).toBeGreaterThanOrEqual(0);
      expect(lines[0]!.subject).toMatch(/review|user/);
    });
  });
});
