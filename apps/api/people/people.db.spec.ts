import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';

const PASSWORD = 'marble otter drifts north';

describe('people', () => {
  let api: TestApi;
  let lena: Tab & { userId: string };
  beforeAll(async () => {
    api = await testApi();
    lena = await api.signedIn('admin', 'Lena Krantz');
    // The admin who set the workspace up is another one: shut out, so that Lena is alone.
    await api.db.query(`update app_user set disabled_at = clock_timestamp() where role = 'admin' and id <> $1`, [lena.userId]);
  });
  afterAll(() => api.close());

  const invite = async (email: string, role = 'rep') => (await lena('/api/people/invitations', { method: 'POST', body: { email, role } })).body as { id: string; link: string; mail: string };
  const tokenOf = (link: string): string => new URL(link).hash.slice(1);
  const join = (tab: Tab, token: string, name = 'Omar Haddad', password = PASSWORD) => tab('/api/invitations/acceptance', { method: 'POST', body: { token, name, password } });
  const person = async (id: string) => ((await lena('/api/people')).body.people as Array<{ id: string; role: string; version: number; enabled: boolean }>).find((one) => one.id === id)!;

  it('come in by a link that works once, holds 256 bits and is stored as a hash alone', async () => {
    const { link, mail } = await invite('Omar@northwind.example');
    const token = tokenOf(link);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(mail).toBe('none');
    expect(JSON.stringify(await api.db.query(`select i::text from user_invitation i`))).not.toContain(token);
    expect((await api.tab()('/api/invitations/look', { method: 'POST', body: { token } })).body).toMatchObject({ email: 'omar@northwind.example', role: 'rep', workspace: 'Northwind', invitedBy: 'Lena Krantz', forPassword: false });

    const omar = api.tab();
    expect(await join(omar, token, 'Omar', 'northwind 2026')).toMatchObject({ status: 400, body: { code: 'password-too-weak' } });
    expect(await join(omar, token)).toMatchObject({ status: 201, body: { user: { name: 'Omar Haddad', role: 'rep' } } });
    expect((await omar('/api/session')).status).toBe(200);
    expect(await join(api.tab(), token)).toMatchObject({ status: 410, body: { code: 'invitation-gone' } });
    expect(await lena('/api/people/invitations', { method: 'POST', body: { email: 'OMAR@northwind.example', role: 'rep' } })).toMatchObject({ status: 409, body: { code: 'email-taken' } });
    const trail = await api.db.query(`select action, user_id = $1 as by_lena, request_id is not null as traced from audit_event where action like 'person.%' order by id`, [lena.userId]);
    expect(trail).toEqual([{ action: 'person.invited', by_lena: true, traced: true }, { action: 'person.joined', by_lena: false, traced: true }]);
  });

  it('cannot come in by a link that is too old, was withdrawn, or was replaced by a newer one', async () => {
    const old = await invite('late@northwind.example');
    await api.db.query(`update user_invitation set expires_at = clock_timestamp() - interval '1 second' where id = $1`, [old.id]);
    expect((await lena('/api/people')).body.invitations).toMatchObject([{ email: 'late@northwind.example', expired: true }]);
    const first = await invite('mia@northwind.example');
    const second = await invite('mia@northwind.example', 'reader');
    expect((await lena(`/api/people/invitations/${second.id}`, { method: 'DELETE' })).body.invitations).toHaveLength(1);
    for (const { link } of [old, first, second]) expect((await join(api.tab(), tokenOf(link))).body.code).toBe('invitation-gone');
  });

  it('change role by a versioned edit, and a stale one says what they are now; an admin signs them out everywhere', async () => {
    const rep = await api.signedIn('rep', 'Mira Voss');
    const { version } = await person(rep.userId);
    const change = (role: string, seen: number) => lena(`/api/people/${rep.userId}/role`, { method: 'PUT', body: { role, version: seen } });
    expect((await change('operator', version)).status).toBe(200);
    expect((await rep('/api/session')).body.user.role).toBe('operator');
    expect(await change('lead', version)).toMatchObject({ status: 409, body: { code: 'person-changed', current: { role: 'operator', version: version + 1 } } });
    const [event] = await api.db.query(`select before, after from audit_event where action = 'person.role-changed'`);
    expect(event).toEqual({ before: { role: 'rep' }, after: { role: 'operator' } });
    expect((await lena(`/api/people/${rep.userId}/sessions`, { method: 'DELETE' })).body).toEqual({ ended: 1 });
    expect((await rep('/api/session')).status).toBe(401);
  });

  it('are out at once when they are shut out, and cannot sign in', async () => {
    const rep = await api.signedIn('rep', 'Gone Soon');
    const watching = await fetch(`${api.origin}/api/events`, { headers: { cookie: rep.cookie } });
    expect((await lena(`/api/people/${rep.userId}/access`, { method: 'PUT', body: { enabled: false, version: 1 } })).status).toBe(200);
    expect((await rep('/api/session')).status).toBe(401);
    for await (const _ of watching.body!) void _;
    expect((await api.tab()('/api/session', { method: 'POST', body: { email: 'gone.soon.rep@northwind.example', password: 'correct horse battery staple' } })).body.code).toBe('sign-in-failed');
    expect((await lena(`/api/people/${rep.userId}/password-link`, { method: 'POST', body: {} })).status).toBe(404);
  });

  it('never lose their last admin, also when two admins demote each other at once', async () => {
    const alone = await person(lena.userId);
    expect(await lena(`/api/people/${lena.userId}/role`, { method: 'PUT', body: { role: 'lead', version: alone.version } })).toMatchObject({ status: 409, body: { code: 'last-admin' } });
    expect(await lena(`/api/people/${lena.userId}/access`, { method: 'PUT', body: { enabled: false, version: alone.version } })).toMatchObject({ status: 409, body: { code: 'last-admin' } });
    const yuki = await api.signedIn('admin', 'Yuki Tanaka');
    const demote = (by: Tab, id: string, version: number) => by(`/api/people/${id}/role`, { method: 'PUT', body: { role: 'reader', version } });
    const answers = await Promise.all([demote(lena, yuki.userId, 1), demote(yuki, lena.userId, alone.version)]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    await api.db.query(`update app_user set role = 'admin' where id = $1`, [lena.userId]);
  });

  it('set a new password by a link from an admin, which signs them out everywhere', async () => {
    const rep = await api.signedIn('rep', 'Forgot It');
    const { body } = await lena(`/api/people/${rep.userId}/password-link`, { method: 'POST', body: {} });
    expect(new Date(body.expiresAt).getTime()).toBeLessThan(Date.now() + 86_400_001);
    const again = api.tab();
    expect((await join(again, tokenOf(body.link), 'Forgot It', 'harbour lantern seventeen')).status).toBe(201);
    expect((await rep('/api/session')).status).toBe(401);
    expect((await again('/api/session')).body.user.id).toBe(rep.userId);
  });
});
