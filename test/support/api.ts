import { createLogger, type Config } from '#platform';
import { Users, Workspaces, type Role } from '#access';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { startApi } from '../../apps/api/boot.js';
import { testConfig, testDatabase, type TestDatabase } from './database.js';

/** A browser tab without the browser: carries the cookie, says where it comes from. */
export interface Tab {
  (path: string, init?: { method?: string; body?: unknown; headers?: Record<string, string> }): Promise<{ status: number; body: any; headers: Headers }>;
  cookie: string;
}
export interface TestApi extends TestDatabase {
  readonly app: NestFastifyApplication;
  readonly config: Config;
  readonly origin: string;
  tab(): Tab;
  /** A tab of a new person with this role, signed in, in a workspace that is set up. */
  signedIn(role?: Role, name?: string): Promise<Tab & { userId: string }>;
}

export const PASSWORD = 'correct horse battery staple';
const SETUP = { workspace: { name: 'Northwind', legalName: 'Northwind Marketplace GmbH', postalAddress: 'Hafenstraße 1, Hamburg', zone: 'Europe/Berlin', currency: 'EUR' }, admin: { name: 'Lena Krantz', email: 'lena@northwind.example', password: PASSWORD } };

/** The whole API, listening on a free port over a database of its own, or over one that somebody else made and closes. */
export async function testApi(env: Record<string, string> = {}, over?: Pick<TestDatabase, 'url' | 'db'>): Promise<TestApi> {
  const database = over ? { url: over.url, db: over.db, close: async () => undefined } : await testDatabase();
  const config = testConfig(database.url, { PORT: '0', BECKON_SETUP_TOKEN: 'a-token-for-setting-up', ...env });
  const app = await startApi(config, createLogger('test-api', process.env.LOG_LEVEL ?? 'fatal'));
  const origin = (await app.getUrl()).replace('[::1]', '127.0.0.1');

  const tab = (): Tab => {
    const go: Tab = Object.assign(async (path: string, init: { method?: string; body?: unknown; headers?: Record<string, string> } = {}) => {
      const method = init.method ?? 'GET';
      const response = await fetch(origin + path, {
        method, redirect: 'manual', ...(init.body === undefined ? {} : { body: typeof init.body === 'string' ? init.body : JSON.stringify(init.body) }),
        headers: { ...(method === 'GET' ? {} : { origin }), ...(init.body === undefined ? {} : { 'content-type': 'application/json' }), ...(go.cookie ? { cookie: go.cookie } : {}), ...init.headers },
      });
      const set = response.headers.getSetCookie().map((line) => line.split(';')[0]!).find((pair) => pair.startsWith('beckon_session='));
      if (set) go.cookie = set === 'beckon_session=' ? '' : set;
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: /json/.test(response.headers.get('content-type') ?? '') && text ? JSON.parse(text) : text };
    }, { cookie: '' });
    return go;
  };

  return {
    ...database, app, config, origin, tab,
    async signedIn(role = 'admin', name = 'Lena Krantz') {
      const workspaces = app.get(Workspaces, { strict: false });
      const users = app.get(Users, { strict: false });
      const email = `${name.toLowerCase().replace(/\W+/g, '.')}.${role}@northwind.example`;
      const userId = await app.get(DataSource).transaction(async (tx) => {
        if (!(await workspaces.get(tx))) await workspaces.setUp(tx, SETUP.workspace, SETUP.admin);
        return (await users.create(tx, { name, email, role, password: PASSWORD })).id;
      });
      const go = tab();
      const { status } = await go('/api/session', { method: 'POST', body: { email, password: PASSWORD } });
      if (status !== 201) throw new Error(`could not sign in: ${status}`);
      return Object.assign(go, { userId });
    },
    async close() {
      await app.close();
      await database.close();
    },
  };
}
