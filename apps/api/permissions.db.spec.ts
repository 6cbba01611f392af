import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { ROLES, SCOPES, type Role } from '#access';
import { testApi, type Tab, type TestApi } from '../../test/support/api.js';
import { permissions, type Permission } from '../../test/support/permissions.js';

/** Some sixteen hundred requests: a slow machine takes its time. */
const PATIENCE_MS = 300_000;
const NOBODY = '00000000-0000-4000-8000-000000000000';
type Verdict = 'in' | 'role-not-allowed' | 'scope-missing' | 'not-for-keys' | 'signed-out';
const REFUSALS = new Set(['role-not-allowed', 'scope-missing', 'not-for-keys', 'signed-out']);
const closed = permissions.filter(({ open }) => !open);

describe('what each role and each key may do', () => {
  let api: TestApi;
  const tabs = new Map<Role, Tab>();
  beforeAll(async () => {
    api = await testApi({ KEY_RATE_PER_MINUTE: '100000' });
    for (const role of ROLES) tabs.set(role, await api.signedIn(role));
  });
  afterAll(() => api.close());

  /** Every route that the application answers, the pages for merchants included. */
  const routes = (): string[] => [...api.app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]).flatMap(({ metatype }) => {
    const base = Reflect.getMetadata(PATH_METADATA, metatype as object) as string;
    return Object.getOwnPropertyNames((metatype as { prototype: object }).prototype).flatMap((name) => {
      const handler = (metatype as unknown as { prototype: Record<string, object> }).prototype[name]!;
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as number | undefined;
      if (method === undefined) return [];
      const path = `/${base}/${Reflect.getMetadata(PATH_METADATA, handler) as string}`.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
      return [`${RequestMethod[method]} ${path}`];
    });
  });

  /** What the door said; what happens behind it is other tests' business. Streams are left at their first line. */
  const knock = async ({ method, path }: Permission, headers: Record<string, string>): Promise<Verdict> => {
    const leave = new AbortController();
    const response = await fetch(api.origin + path.replace(/:\w+/g, NOBODY), {
      method, signal: leave.signal, ...(method === 'GET' ? {} : { body: '{}' }), headers: { ...headers, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
    });
    const refused = response.status === 401 || response.status === 403 ? (await response.json() as { code: string }).code : '';
    leave.abort();
    expect({ [`${method} ${path}`]: response.status }).not.toEqual({ [`${method} ${path}`]: 500 });
    return REFUSALS.has(refused) ? refused as Verdict : 'in';
  };
  /** One after another where it ends the session that knocks. */
  const all = async (headers: Record<string, string>, judge: (permission: Permission) => Verdict): Promise<string[]> => {
    const wrong: string[] = [];
    const ending = closed.filter(({ route }) => route === 'DELETE /api/session');
    for (const some of [...chunks(closed.filter((one) => !ending.includes(one)), 8), ending]) {
      await Promise.all(some.map(async (one) => {
        const said = await knock(one, headers);
        if (said !== judge(one)) wrong.push(`${one.route}: ${said}, not ${judge(one)}`);
      }));
    }
    return wrong;
  };
  const keyOf = async (role: Role, scopes: readonly string[]): Promise<string> => (await tabs.get(role)!('/api/keys', { method: 'POST', body: { name: scopes.join(' '), scopes, days: 1 } })).body.key as string;

  it('is decided for every route there is, and for none that is gone', () => {
    const known = routes();
    expect(known.length).toBeGreaterThan(130);
    expect({ withoutALine: known.filter((route) => !permissions.some((one) => one.route === route)), gone: permissions.map(({ route }) => route).filter((route) => !known.includes(route)) }).toEqual({ withoutALine: [], gone: [] });
  });

  it('is held for every scope of a key, and nothing for people is open to any', async () => {
    for (const scope of SCOPES) {
      const [area, how] = scope.split(':');
      const opens = (wanted: string): boolean => wanted === scope || (how === 'write' && wanted === `${area}:read`);
      const key = await keyOf('admin', [scope]);
      expect({ [scope]: await all({ authorization: `Bearer ${key}` }, (one) => (one.scope === null ? 'not-for-keys' : opens(one.scope) ? 'in' : 'scope-missing')) }).toEqual({ [scope]: [] });
    }
  }, PATIENCE_MS);

  it('is held for a key below its owner\'s role, whatever its scopes say', async () => {
    for (const role of ['reader', 'operator'] as const) {
      const key = await keyOf(role, SCOPES);
      expect(await all({ authorization: `Bearer ${key}` }, (one) => (one.scope === null ? 'not-for-keys' : one.roles.includes(role) ? 'in' : 'role-not-allowed'))).toEqual([]);
    }
  }, PATIENCE_MS);

  it('is held for every role on every route', async () => {
    for (const role of ROLES) expect({ [role]: await all({ cookie: tabs.get(role)!.cookie, origin: api.origin }, (one) => (one.roles.includes(role) ? 'in' : 'role-not-allowed')) }).toEqual({ [role]: [] });
    expect(await all({ origin: api.origin }, () => 'signed-out')).toEqual([]);
  }, PATIENCE_MS);
});

const chunks = <T>(all: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
