import { testApi, type TestApi } from '../../../test/support/api.js';

describe('how the API is', () => {
  let api: TestApi;
  beforeAll(async () => { api = await testApi(); });
  afterAll(() => api.close());

  it('lives, and is ready when database, migrations and queue are', async () => {
    expect((await api.tab()('/health/live')).body).toMatchObject({ ok: true });
    expect(await api.tab()('/health/ready')).toMatchObject({ status: 200, body: { ok: true, database: { ok: true }, migrations: { ok: true }, queue: { ok: true } } });
  });

  it('is not ready while a migration is pending', async () => {
    const [last] = await api.db.query(`delete from migrations where id = (select max(id) from migrations) returning name, timestamp`).then((result: [Array<{ name: string; timestamp: number }>]) => result[0]);
    expect(await api.tab()('/health/ready')).toMatchObject({ status: 503, body: { ok: false, migrations: { ok: false, says: expect.stringContaining('beckon migrate') } } });
    await api.db.query(`insert into migrations (name, timestamp) values ($1, $2)`, [last!.name, last!.timestamp]);
    expect((await api.tab()('/health/ready')).status).toBe(200);
  });

  it('measures by route and never by id', async () => {
    await api.tab()('/api/leads/2f1c1f8e-0000-4000-8000-000000000000');
    const { body } = await api.tab()('/metrics');
    expect(body).toContain('beckon_http_request_seconds_count{method="GET",route="/api/leads/:id",status="401"}');
    expect(body).not.toContain('2f1c1f8e');
  });

  it('answers a wrong address of the API as wrong, and every other one with the board', async () => {
    for (const path of ['/api/nope', '/assets/nope.js', '/i', '/health/nope', '/..%2f..%2fpackage.json', '/%E0%A4%A']) expect((await api.tab()(path)).status).toBeGreaterThanOrEqual(400);
    for (const path of ['/', '/board?q=a.b', '/leads/2f1c1f8e-0000-4000-8000-000000000000']) {
      const { headers, body } = await api.tab()(path);
      expect(headers.get('content-type')).toContain('text/html');
      expect(headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(body).toContain('Beckon');
    }
  });
});
