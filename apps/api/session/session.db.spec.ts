import { PASSWORD, testApi, type TestApi } from '../../../test/support/api.js';

describe('signing in', () => {
  let api: TestApi;
  beforeEach(async () => { api = await testApi({ SMTP_URL: 'smtp://127.0.0.1:2525' }); });
  afterEach(() => api.close());

  it('gives a cookie that scripts cannot read, and the session ends when the person signs out', async () => {
    const lena = await api.signedIn('admin', 'Lena Krantz');
    expect((await lena('/api/session')).body).toMatchObject({ user: { name: 'Lena Krantz', role: 'admin' } });
    const again = await api.tab()('/api/session', { method: 'POST', body: { email: 'LENA.krantz.admin@northwind.example', password: PASSWORD } });
    expect(again.headers.get('set-cookie')).toMatch(/^beckon_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);

    const stolen = lena.cookie;
    expect((await lena('/api/session', { method: 'DELETE' })).status).toBe(200);
    const thief = api.tab();
    thief.cookie = stolen;
    expect((await thief('/api/session')).status).toBe(401);
  });

  it('answers a wrong password and an unknown address alike, and refuses to go on after ten', async () => {
    await api.signedIn('admin', 'Lena Krantz');
    const tab = api.tab();
    const wrong = await tab('/api/session', { method: 'POST', body: { email: 'lena.krantz.admin@northwind.example', password: 'not this' } });
    const unknown = await tab('/api/session', { method: 'POST', body: { email: 'nobody@northwind.example', password: 'not this' } });
    expect(wrong.status).toBe(401);
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
    for (let tries = 2; tries < 10; tries++) await tab('/api/session', { method: 'POST', body: { email: 'nobody@northwind.example', password: `guess ${tries}` } });
    const refused = await tab('/api/session', { method: 'POST', body: { email: 'nobody@northwind.example', password: 'one more' } });
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(600);
  });

  it('lets no other site act with the cookie', async () => {
    const lena = await api.signedIn('admin');
    const arm = (headers: Record<string, string>) => lena('/api/workspace/sending', { method: 'PUT', body: { armed: true }, headers });
    expect(await arm({ origin: 'https://evil.example' })).toMatchObject({ status: 403, body: { code: 'cross-site-request' } });
    expect(await arm({ 'sec-fetch-site': 'same-site' })).toMatchObject({ status: 403, body: { code: 'cross-site-request' } });
    expect(await arm({ 'content-type': 'text/plain' })).toMatchObject({ status: expect.any(Number), body: { code: expect.stringMatching(/json-expected|unsupported-media-type/) } });
    expect((await lena('/api/workspace')).body.armed).toBe(false);
  });

  it('leaves sending to admins and writes down who armed it', async () => {
    const rep = await api.signedIn('rep', 'Omar Haddad');
    expect(await rep('/api/workspace/sending', { method: 'PUT', body: { armed: true } })).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
    const admin = await api.signedIn('admin', 'Yuki Tanaka');
    expect(await admin('/api/workspace/sending', { method: 'PUT', body: { armed: true } })).toMatchObject({ status: 200, body: { armed: true } });
    const [event] = await api.db.query(`select user_id, action, request_id is not null as traced from audit_event where action = 'sending.armed'`);
    expect(event).toEqual({ user_id: admin.userId, action: 'sending.armed', traced: true });
  });
});

describe('an installation without a mail host', () => {
  it('cannot be armed, and says what to set', async () => {
    const api = await testApi();
    const admin = await api.signedIn('admin');
    expect(await admin('/api/workspace/sending', { method: 'PUT', body: { armed: true } })).toMatchObject({ status: 409, body: { code: 'no-mail-host', detail: expect.stringContaining('SMTP_URL') } });
    await api.close();
  });
});

describe('first-run set-up', () => {
  let api: TestApi;
  beforeEach(async () => { api = await testApi(); });
  afterEach(() => api.close());
  const form = (token: string) => ({ token, name: 'Ana Ruiz', email: 'ana@northwind.example', password: PASSWORD, workspace: { name: 'Northwind', legalName: 'Northwind GmbH', postalAddress: 'Hafenstraße 1, Hamburg', zone: 'Europe/Berlin', currency: 'EUR' } });

  it('belongs to whoever holds the token, happens once, and signs the admin in', async () => {
    const tab = api.tab();
    expect((await tab('/api/setup')).body).toEqual({ needed: true });
    expect(await tab('/api/setup', { method: 'POST', body: form('a guess') })).toMatchObject({ status: 403, body: { code: 'setup-token-wrong' } });
    expect((await tab('/api/setup', { method: 'POST', body: form('a-token-for-setting-up') })).status).toBe(201);
    expect((await tab('/api/session')).body.user).toMatchObject({ name: 'Ana Ruiz', role: 'admin' });
    expect(await api.tab()('/api/setup', { method: 'POST', body: form('a-token-for-setting-up') })).toMatchObject({ status: 409, body: { code: 'already-set-up' } });
    expect((await tab('/api/setup')).body).toEqual({ needed: false });
  });

  it('names every field that is wrong', async () => {
    const { body, status } = await api.tab()('/api/setup', { method: 'POST', body: { ...form('a-token-for-setting-up'), email: 'ana', password: 'short', workspace: { ...form('').workspace, zone: 'Mars/Olympus' } } });
    expect(status).toBe(400);
    expect(body.code).toBe('invalid-input');
    expect(body.errors.map((error: { field: string }) => error.field)).toEqual(['email', 'password', 'workspace.zone']);
  });
});
