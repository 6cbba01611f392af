import { Secret, TOTP } from 'otpauth';
import { PASSWORD, testApi, type Tab, type TestApi } from '../../../test/support/api.js';

describe('one\'s own account', () => {
  let api: TestApi;
  let lena: Tab & { userId: string };
  let totp: TOTP;
  let recovery: string[];
  const EMAIL = 'lena.krantz.admin@northwind.example';
  beforeAll(async () => {
    api = await testApi();
    lena = await api.signedIn('admin', 'Lena Krantz');
  });
  const machineTime = Date.now;
  afterEach(() => { Date.now = machineTime; });
  afterAll(() => api.close());

  const signIn = (code?: string, headers: Record<string, string> = {}) => { const tab = api.tab(); return tab('/api/session', { method: 'POST', body: { email: EMAIL, password: PASSWORD, ...(code ? { code } : {}) }, headers }).then((answer) => ({ tab, ...answer })); };
  /** The code of a time step beside the one at hand. */
  const codeOf = (step: number): string => totp.generate({ timestamp: Date.now() + step * 30_000 });
  /** As if no code had been taken yet: what stands for waiting half a minute. */
  const freshSteps = () => api.db.query(`update app_user set totp_last_step = null where id = $1`, [lena.userId]);
  const forgive = () => api.db.query(`delete from sign_in_failure`);

  it('shows where one is signed in, ends one session or all others, and asks for the password before a change', async () => {
    const firefox = await signIn(undefined, { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0' });
    const third = await signIn();
    const { sessions } = (await lena('/api/account')).body as { sessions: Array<{ id: string; current: boolean; browser: string; ip: string }> };
    expect(sessions).toHaveLength(3);
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    const there = sessions.find(({ browser }) => browser === 'Firefox, Windows')!;
    expect((await lena(`/api/account/sessions/${there.id}`, { method: 'DELETE' })).body.sessions).toHaveLength(2);
    expect((await firefox.tab('/api/session')).status).toBe(401);
    const rep = await api.signedIn('rep', 'Omar Haddad');
    expect(await rep(`/api/account/sessions/${sessions[0]!.id}`, { method: 'DELETE' })).toMatchObject({ status: 404, body: { code: 'session-not-found' } });
    const change = (current: string, password: string) => lena('/api/account/password', { method: 'PUT', body: { current, password } });
    expect(await change('not this one', 'walnut bicycle harbour')).toMatchObject({ status: 403, body: { code: 'password-wrong' } });
    expect(await change(PASSWORD, 'lena.krantz.2026')).toMatchObject({ status: 400, body: { code: 'password-too-weak' } });
    expect(await change(PASSWORD, PASSWORD)).toMatchObject({ status: 200, body: { ended: 1 } });
    expect((await third.tab('/api/session')).status).toBe(401);
  });

  it('gets a second factor once a code shows that the authenticator has the secret; the secret is stored sealed', async () => {
    const other = await signIn();
    expect((await lena('/api/account/second-factor', { method: 'POST', body: { password: 'wrong' } })).body.code).toBe('password-wrong');
    const { secret, uri, svg } = (await lena('/api/account/second-factor', { method: 'POST', body: { password: PASSWORD } })).body as { secret: string; uri: string; svg: string };
    expect(uri).toMatch(/^otpauth:\/\/totp\/Beckon%20Northwind:lena\.krantz\.admin%40northwind\.example\?/);
    expect(svg).toMatch(/^<svg /);
    totp = new TOTP({ secret: Secret.fromBase32(secret) });
    expect(await lena('/api/account/second-factor', { method: 'PUT', body: { code: '000000' } })).toMatchObject({ status: 400, body: { code: 'code-wrong' } });
    expect((await signIn()).status).toBe(201);
    const { codes } = (await lena('/api/account/second-factor', { method: 'PUT', body: { code: codeOf(0) } })).body as { codes: string[] };
    recovery = codes;
    expect(new Set(codes).size).toBe(10);
    expect((await other.tab('/api/session')).status).toBe(401);
    const [row] = await api.db.query(`select u::text || (select string_agg(c::text, '') from recovery_code c) as stored, encode(u.totp_secret, 'escape') as raw from app_user u where id = $1`, [lena.userId]) as Array<{ stored: string; raw: string }>;
    for (const shown of [secret, codes[0]!, codes[0]!.replaceAll('-', '')]) expect(row!.stored + row!.raw).not.toContain(shown);
    expect((await lena('/api/account')).body.secondFactor).toEqual({ on: true, required: false, recoveryCodesLeft: 10 });
  });

  it('takes a code of the step at hand or the one beside it, each once, and never an older one', async () => {
    // Machine time stands still: a step could end between the making of a code and its arrival.
    const moment = Date.now();
    Date.now = () => moment;
    expect((await signIn()).body.code).toBe('second-factor-needed');
    expect((await signIn(codeOf(0))).body.code).toBe('second-factor-wrong');
    await freshSteps();
    for (const step of [-3, 3]) expect((await signIn(codeOf(step))).body.code).toBe('second-factor-wrong');
    await forgive();
    const code = codeOf(-1);
    expect((await signIn(code)).status).toBe(201);
    expect((await signIn(code)).body.code).toBe('second-factor-wrong');
    const next = codeOf(1);
    const answers = await Promise.all([signIn(next), signIn(next), signIn(next)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    expect((await signIn(codeOf(0))).body.code).toBe('second-factor-wrong');
    await forgive();
  });

  it('takes a recovery code once, however it is typed', async () => {
    const typed = recovery[3]!.toUpperCase().replaceAll('-', ' ');
    expect((await signIn(typed)).status).toBe(201);
    expect((await signIn(typed)).body.code).toBe('second-factor-wrong');
    expect((await lena('/api/account')).body.secondFactor.recoveryCodesLeft).toBe(9);
    const renewed = (await lena('/api/account/recovery-codes', { method: 'POST', body: { password: PASSWORD } })).body.codes as string[];
    expect((await signIn(recovery[4]!)).status).toBe(401);
    expect((await signIn(renewed[4]!)).status).toBe(201);
  });

  it('is locked after ten wrong codes, also when the right password comes between them, and when a hundred guesses come at once', async () => {
    await forgive();
    for (let tries = 0; tries < 9; tries++) await signIn('000000');
    await signIn();
    await signIn('000000');
    expect((await signIn(codeOf(0))).body.code).toBe('too-many-tries');
    await forgive();
    const judged = (await Promise.all(Array.from({ length: 30 }, () => signIn('000000')))).filter(({ body }) => body.code === 'second-factor-wrong');
    expect(judged.length).toBeLessThanOrEqual(10);
    await forgive();
  });

  it('must have one where the workspace asks for it: nothing else is open until it has', async () => {
    const rep = await api.signedIn('rep', 'Mira Voss');
    expect((await lena('/api/workspace/second-factor', { method: 'PUT', body: { required: true } })).status).toBe(200);
    expect((await rep('/api/session')).body.user.mustEnrol).toBe(true);
    expect(await rep('/api/leads')).toMatchObject({ status: 403, body: { code: 'second-factor-required' } });
    const { secret } = (await rep('/api/account/second-factor', { method: 'POST', body: { password: PASSWORD } })).body as { secret: string };
    await rep('/api/account/second-factor', { method: 'PUT', body: { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() } });
    expect((await rep('/api/leads')).status).toBe(200);
    await lena('/api/workspace/second-factor', { method: 'PUT', body: { required: false } });
  });

  it('is helped by an admin who takes the second factor away, which ends the sessions and stands in the log', async () => {
    const rep = await api.signedIn('rep', 'Lost Phone');
    await rep('/api/account/second-factor', { method: 'POST', body: { password: PASSWORD } });
    await api.db.query(`update app_user set totp_confirmed_at = clock_timestamp() where id = $1`, [rep.userId]);
    expect((await lena(`/api/people/${rep.userId}/second-factor`, { method: 'DELETE' })).status).toBe(200);
    expect((await rep('/api/session')).status).toBe(401);
    expect(await api.db.query(`select user_id from audit_event where action = 'second-factor.reset' and subject = $1`, [`person ${rep.userId}`])).toEqual([{ user_id: lena.userId }]);
    expect(await lena('/api/account/second-factor/removal', { method: 'POST', body: { password: PASSWORD } })).toMatchObject({ status: 200, body: { secondFactor: { on: false } } });
  });
});
