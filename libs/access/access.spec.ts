import { sql } from '#platform';
import { testModule, type TestApp } from '../../test/support/database.js';
import { AccessModule, Sessions, SignInFailed, TooManyTries, Workspaces } from './index.js';

const browser = { ip: '127.0.0.1', userAgent: 'test' };
const northwind = { name: 'Northwind', legalName: 'Northwind Markets Ltd', postalAddress: '1 Quay Street, Dublin', zone: 'Europe/Dublin', currency: 'EUR' };
const ana = { email: 'Ana@northwind.example', name: 'Ana', password: 'correct horse battery' };

describe('access', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testModule([AccessModule]);
    await app.db.transaction((tx) => app.get(Workspaces).setUp(tx, northwind, ana));
  });
  afterAll(() => app.close());

  it('sets a workspace up once', async () => {
    await expect(app.db.transaction((tx) => app.get(Workspaces).setUp(tx, northwind, { ...ana, email: 'b@northwind.example' }))).rejects.toMatchObject({ code: 'already-set-up' });
    expect(await sql(app.db, `select from app_user`)).toHaveLength(1);
  });

  it('starts in test mode', async () => {
    expect((await app.get(Workspaces).get())?.armedAt).toBeNull();
  });

  it('is silent again in a copy of the database, until somebody arms the copy', async () => {
    const workspaces = app.get(Workspaces);
    const [admin] = await sql<{ id: string }>(app.db, `select id from app_user`);
    await app.db.transaction((tx) => workspaces.arm(tx, true, admin!.id));
    expect((await workspaces.get())?.armedAt).toBeInstanceOf(Date);
    await sql(app.db, `update workspace set armed_for = 'the database this one was copied from'`);
    expect((await workspaces.get())?.armedAt).toBeNull();
    await app.db.transaction((tx) => workspaces.arm(tx, false, admin!.id));
  });

  it('signs in whatever the case of the address, and forgets the session when it is closed', async () => {
    const { token, user } = await app.get(Sessions).open('ana@NORTHWIND.example', ana.password, browser);
    expect(await app.get(Sessions).find(token)).toMatchObject({ name: 'Ana', role: 'admin' });
    await app.db.transaction((tx) => app.get(Sessions).end(tx, user.userId, user.sessionId));
    expect(await app.get(Sessions).find(token)).toBeNull();
  });

  it('does not store the token', async () => {
    const { token } = await app.get(Sessions).open(ana.email, ana.password, browser);
    const [row] = await sql<{ session: string }>(app.db, `select s::text as session from session s`);
    expect(row!.session).not.toContain(token);
  });

  it('gives one answer for an unknown address and a wrong password, and locks after ten', async () => {
    let last = 9;
    const wrong = (email: string) => app.get(Sessions).open(email, 'nope', { ...browser, ip: `127.0.0.${last++}` });
    const messages = await Promise.all(['nobody@northwind.example', ana.email].map((email) => wrong(email).catch((error: Error) => error)));
    expect(messages[0]).toBeInstanceOf(SignInFailed);
    expect(messages[0]).toEqual(messages[1]);
    for (let i = 0; i < 9; i++) await wrong(ana.email).catch(() => undefined);
    await expect(app.get(Sessions).open(ana.email, ana.password, browser)).rejects.toBeInstanceOf(TooManyTries);
  });
});
