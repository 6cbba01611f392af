import { readFileSync } from 'node:fs';
import { testApi, type TestApi } from '../../test/support/api.js';

interface Operation { responses: Record<string, { content?: Record<string, { schema?: object }> }>; operationId?: string }
type Paths = Record<string, Record<string, Operation>>;

/** Reached without a session, on purpose. A new route is not on it until somebody decides so. */
const OPEN = ['GET /health/live', 'GET /health/ready', 'GET /metrics', 'GET /api/setup', 'POST /api/setup', 'POST /api/session', 'POST /api/inbound/mail', 'GET /api/session/oidc', 'POST /api/session/oidc', 'POST /api/session/oidc/answer', 'POST /api/invitations/look', 'POST /api/invitations/acceptance'];

describe('the contract of the API', () => {
  let api: TestApi;
  let routes: Array<{ name: string; method: string; path: string; operation: Operation }>;

  beforeAll(async () => {
    api = await testApi();
    const paths = (await (await fetch(`${api.origin}/api/openapi.json`)).json() as { paths: Paths }).paths;
    routes = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path, operation })));
  });
  afterAll(() => api.close());

  it('states a schema for every answer of every route', () => {
    expect(routes.length).toBeGreaterThan(20);
    const without = routes.flatMap(({ name, operation }) => Object.entries(operation.responses)
      .filter(([, response]) => Object.values(response.content ?? {}).length === 0 || Object.values(response.content ?? {}).some(({ schema }) => !schema || Object.keys(schema).length === 0))
      .map(([status]) => `${name} ${status}`));
    expect(without).toEqual([]);
  });

  it('answers 401 on every route but the open ones when nobody is signed in', async () => {
    const answers = await Promise.all(routes.map(async ({ name, method, path }) => {
      const response = await fetch(api.origin + path.replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000'), {
        method, ...(method === 'GET' ? {} : { body: '{}', headers: { origin: api.origin, 'content-type': 'application/json' } }),
      });
      const body = await response.text();
      return { name, closed: response.status === 401 && body.includes('"code":"signed-out"') };
    }));
    expect(answers.filter(({ closed }) => !closed).map(({ name }) => name).sort()).toEqual([...OPEN].sort());
  });

  it('is the committed one, so that the board and other programs are built on it', async () => {
    expect(await (await fetch(`${api.origin}/api/openapi.json`)).json()).toEqual(JSON.parse(readFileSync('openapi.json', 'utf8')));
  });

  it('describes an error as problem+json with a code and the request\'s id', async () => {
    const response = await fetch(`${api.origin}/api/nowhere`);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = await response.json() as Record<string, unknown>;
    expect(problem).toMatchObject({ status: 404, code: 'not-found' });
    expect(problem.requestId).toBe(response.headers.get('x-request-id'));
  });
});
