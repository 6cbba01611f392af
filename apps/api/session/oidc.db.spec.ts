import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';

describe('signing in with the company\'s identity provider', () => {
  let api: TestApi;
  let lena: Tab & { userId: string };
  let provider: ChildProcess;
  let issuer: string;
  const OURS = 'http://beckon.northwind.example';
  beforeAll(async () => {
    provider = spawn(process.execPath, ['test/support/oidc-provider.mjs', `${OURS}/sign-in/oidc`], { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, NODE_OPTIONS: '' } });
    for await (const line of createInterface(provider.stdout!)) { ({ issuer } = JSON.parse(line) as { issuer: string }); break; }
    api = await testApi({ PUBLIC_URL: OURS });
    lena = await api.signedIn('admin', 'Lena Krantz');
  });
  afterAll(async () => {
    provider.kill();
    await api.close();
  });

  const settings = (more: object = {}) => ({ issuer, clientId: 'beckon', name: 'Northwind ID', enabled: true, domains: ['northwind.example'], clientSecret: 'a-client-secret', version: 0, ...more });
  const save = (more: object = {}) => lena('/api/identity-provider', { method: 'PUT', body: settings(more) });
  /** What a browser does: leaves with our state, signs in there as `login`, and comes back with what was added to our address. */
  const visit = async (login: string): Promise<{ query: string; cookie: string; url: URL }> => {
    const begun = await api.tab()('/api/session/oidc', { method: 'POST', body: {} });
    const cookie = begun.headers.getSetCookie()[0]!.split(';')[0]!;
    const url = new URL((begun.body as { url: string }).url);
    let at = new URL(url);
    at.searchParams.set('login_hint', login);
    const jar = new Map<string, string>();
    for (let hops = 0; hops < 10 && at.origin === issuer; hops++) {
      const response = await fetch(at, { redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } });
      for (const line of response.headers.getSetCookie()) { const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!; jar.set(name!, value!); }
      at = new URL(response.headers.get('location') ?? 'about:blank', at);
    }
    return { query: at.search.slice(1), cookie, url };
  };
  const comeBack = async ({ query, cookie }: { query: string; cookie: string }) => { const tab = api.tab(); const answer = await tab('/api/session/oidc/answer', { method: 'POST', body: { query }, headers: { cookie } }); return { tab, ...answer }; };
  const signIn = async (login: string) => comeBack(await visit(login));

  it('is offered once an admin has set it up, and only with settings that work; the secret is never read back', async () => {
    expect((await api.tab()('/api/session/oidc')).body).toEqual({ name: null });
    expect((await api.tab()('/api/session/oidc', { method: 'POST', body: {} })).body.code).toBe('identity-provider-off');
    expect(await lena('/api/identity-provider')).toMatchObject({ status: 200, body: { issuer: '', enabled: false, secretKept: false, version: 0 } });
    expect(await save({ issuer: 'http://login.northwind.example' })).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(await save({ issuer: `${issuer}/nowhere` })).toMatchObject({ status: 409, body: { code: 'identity-provider-failed', detail: expect.stringContaining('.well-known') } });
    expect(await save({ clientSecret: null })).toMatchObject({ status: 400, body: { code: 'client-secret-missing' } });
    expect(await save()).toMatchObject({ status: 200, body: { version: 1, secretKept: true, returnsTo: `${OURS}/sign-in/oidc` } });
    expect(await save()).toMatchObject({ status: 409, body: { code: 'identity-provider-changed' } });
    expect(JSON.stringify((await lena('/api/identity-provider')).body) + JSON.stringify(await api.db.query(`select p::text, encode(client_secret, 'escape') as raw from identity_provider p`)) + JSON.stringify(await api.db.query(`select a::text from audit_event a`))).not.toContain('a-client-secret');
    expect((await api.tab()('/api/session/oidc')).body).toEqual({ name: 'Northwind ID' });
    expect((await save({ clientSecret: null, clientId: 'another', version: 1 })).body.code).toBe('client-secret-missing');
  });

  it('sends code, PKCE, state and nonce, and takes the answer once, in the browser that began', async () => {
    const there = await visit('lena');
    expect(Object.fromEntries(there.url.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', state: expect.stringMatching(/.{40,}/), nonce: expect.stringMatching(/.{40,}/), redirect_uri: `${OURS}/sign-in/oidc` });
    expect((await comeBack({ ...there, cookie: '' })).body.code).toBe('identity-provider-failed');
    expect((await comeBack({ ...there, query: there.query.replace(/code=[^&]+/, 'code=forged') })).body.code).toBe('identity-provider-failed');
    expect((await comeBack(there)).body.code).toBe('sign-in-attempt-gone');
    const again = await visit('lena');
    const came = await comeBack(again);
    expect(came).toMatchObject({ status: 201, body: { user: { id: lena.userId, role: 'admin' } } });
    expect((await comeBack(again)).status).toBe(410);
    expect((await came.tab('/api/account')).body.sessions.some((one: { method: string }) => one.method === 'oidc')).toBe(true);
  });

  it('knows people by a verified address once, and by their identity ever after', async () => {
    expect((await signIn('unproved')).body.code).toBe('address-not-verified');
    expect((await signIn('imposter')).body.code).toBe('other-identity');
    await api.db.query(`update app_user set email = 'lena@elsewhere.example' where id = $1`, [lena.userId]);
    expect((await signIn('lena')).body.user.id).toBe(lena.userId);
  });

  it('lets in who was invited, with the role of the invitation; who is of a listed domain, as read-only; and nobody else', async () => {
    await lena('/api/people/invitations', { method: 'POST', body: { email: 'invited@northwind.example', role: 'rep' } });
    expect((await signIn('invited')).body.user).toMatchObject({ email: 'invited@northwind.example', role: 'rep', name: 'Invited One' });
    expect((await signIn('ana')).body.user).toMatchObject({ email: 'ana@northwind.example', role: 'reader' });
    expect((await signIn('stranger')).body.code).toBe('not-invited');
    expect((await signIn('nobody')).body.code).toBe('identity-provider-refused');
    expect((await api.tab()('/api/session', { method: 'POST', body: { email: 'ana@northwind.example', password: 'anything at all' } })).body.code).toBe('sign-in-failed');
    await api.db.query(`update app_user set disabled_at = clock_timestamp() where email = 'ana@northwind.example'`);
    expect((await signIn('ana')).body.code).toBe('not-invited');
  });
});
