import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobFolder } from '#sourcing';
import { aCrawledSource } from '../../../test/support/crawled-source.js';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';

const gates = [
  { gate: 'item-count', measured: 90, limit: 120, ok: false, text: 'Read 90 places; the last good runs had 200.' },
  { gate: 'coverage', field: 'list.price', measured: 0.41, limit: 0.94, ok: false, text: 'Prices were read on 41 % of places.' },
  { gate: 'schema', measured: 0, limit: 0.01, ok: true, text: 'No value that cannot be.' },
];

describe('runs over HTTP', () => {
  let api: TestApi;
  let reader: Tab;
  const home = mkdtempSync(join(tmpdir(), 'beckon-captures-'));

  beforeEach(async () => {
    api = await testApi({ BECKON_HOME: home });
    reader = await api.signedIn('reader', 'Rita Read');
  });
  afterEach(() => api.close());

  it('shows a run with its gates, its states and the last good one', async () => {
    const { runIds: [good, bad] } = await aCrawledSource(api.db, { name: 'Alder', runs: [{ state: 'ok', items: 200 }, { state: 'quarantined', items: 90, coverage: 0.41, gates, reason: 'Two gates do not hold.' }] });
    const { body } = await reader(`/api/runs/${bad}`);
    expect(body).toMatchObject({
      state: 'quarantined', gates, lastGood: { id: good, items: 200 }, states: [{ state: 'queued' }, { state: 'running' }, { state: 'quarantined', text: 'Two gates do not hold.' }],
      codes: [{ status: 200, pages: 3 }], pageStates: [{ state: 'done', pages: 3 }, { state: 'refused', pages: 1 }], pagesTotal: 4, retries: 0, decision: null, recipe: { id: 'tiny' },
    });
    expect(await reader('/api/runs/00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404, body: { code: 'run-not-found' } });
  });

  it('pages through the ledger by state, kind, status and address, with the rule that allowed each request', async () => {
    const pages = Array.from({ length: 7 }, (_, n) => ({ url: `http://127.0.0.1:4999/item/p${n}`, kind: 'product', status: n < 5 ? 200 : 404, state: n < 5 ? 'done' : 'failed', reason: n < 5 ? null : 'HTTP 404' }));
    const { runIds: [run] } = await aCrawledSource(api.db, { name: 'Alder', runs: [{ state: 'ok', pages: [...pages, { url: 'http://127.0.0.1:4999/private/x', state: 'refused', status: null, rule: 'Disallow: /private/ (line 2)' }] }] });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: { pages: { url: string }[]; nextCursor: string | null; total: number } } = await reader(`/api/runs/${run}/pages?limit=3${cursor && `&cursor=${cursor}`}`);
      expect(body.total).toBe(8);
      seen.push(...body.pages.map(({ url }) => url));
      cursor = body.nextCursor;
    }
    expect(new Set(seen).size).toBe(8);
    expect((await reader(`/api/runs/${run}/pages?status=404`)).body).toMatchObject({ total: 2, pages: [{ reason: 'HTTP 404' }, {}] });
    expect((await reader(`/api/runs/${run}/pages?state=refused`)).body).toMatchObject({ total: 1, pages: [{ rule: 'Disallow: /private/ (line 2)', status: null, fetchedAt: null }] });
    expect((await reader(`/api/runs/${run}/pages?kind=product&q=P3`)).body.total).toBe(1);
    expect((await reader(`/api/runs/${run}`)).body.reasons).toMatchObject([{ state: 'failed', reason: 'HTTP 404', pages: 2 }]);
  });

  it('lists runs latest first, of one source or state, without loss', async () => {
    const { sourceId, runIds } = await aCrawledSource(api.db, { name: 'Alder', runs: [{ state: 'ok' }, { state: 'blocked' }, { state: 'ok' }] });
    await aCrawledSource(api.db, { name: 'Bright', runs: [{ state: 'ok' }] });
    const first = (await reader(`/api/runs?sourceId=${sourceId}&limit=2`)).body;
    const rest = (await reader(`/api/runs?sourceId=${sourceId}&limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.runs, ...rest.runs].map((run: { id: string }) => run.id)).toEqual([...runIds].reverse());
    expect((await reader('/api/runs?state=blocked')).body.runs).toHaveLength(1);
    expect((await reader('/api/runs')).body.runs).toHaveLength(4);
  });

  it('says of each request what it was for, what was left of the budget, and under which file and permission', async () => {
    const { sourceId, runIds: [run] } = await aCrawledSource(api.db, { name: 'Alder', runs: [{ state: 'ok' }] });
    const hash = 'a'.repeat(64);
    await api.db.query(`insert into robots_text (hash, body) values ($1, 'Disallow: /private/')`, [hash]);
    await api.db.query(`update run_page set robots_file = $1, budget_left = 296, context = '{"list":"kitchen","page":2}'`, [hash]);
    await api.db.query(`update run set permission = (select permission from source where id = source_id)`);
    expect((await reader(`/api/runs/${run}/pages?limit=1`)).body.pages).toMatchObject([{ robotsFile: hash, budgetLeft: 296, purpose: 'ranking list kitchen, page 2' }]);
    expect((await reader(`/api/runs/${run}`)).body.permission).toMatchObject({ reviewer: 'Mara Quist' });
    expect((await reader(`/api/sources/${sourceId}`)).body.lastRequests).toMatchObject([{ runId: run, rule: 'no rule', robotsFile: hash, budgetLeft: 296 }, {}, {}]);
    expect(await reader(`/api/robots-texts/${hash}`)).toMatchObject({ status: 200, body: { body: 'Disallow: /private/' } });
    expect(await reader(`/api/robots-texts/${'b'.repeat(64)}`)).toMatchObject({ status: 404, body: { code: 'robots-unknown' } });
  });

  it('hands out what was kept as text, never as a page, and pictures as pictures', async () => {
    const { runIds: [run] } = await aCrawledSource(api.db, { name: 'Alder', runs: [{ state: 'quarantined' }] });
    const blobs = new BlobFolder(join(home, 'blobs'));
    const [page] = await api.db.query(`select id, url from run_page where run_id = $1 order by id limit 1`, [run]);
    const ids: string[] = [];
    for (const [kind, body] of [['html', Buffer.from('<script>alert(1)</script>')], ['screenshot', Buffer.from([0xff, 0xd8, 0xff, 0xd9])]] as const) {
      const [row] = await api.db.query(`insert into capture (run_id, page_id, kind, url, blob, bytes) values ($1, $2, $3, $4, $5, $6) returning id::text`, [run, page.id, kind, page.url, await blobs.put(run!, body), body.length]);
      ids.push(row.id);
    }
    expect((await reader(`/api/runs/${run}/captures`)).body).toMatchObject({ captures: [{ kind: 'screenshot' }, { kind: 'html', pageKind: 'list' }], lastGood: [] });
    const text = await reader(`/api/captures/${ids[0]}`);
    expect(text.headers.get('content-type')).toContain('application/json');
    expect(text.body).toMatchObject({ text: '<script>alert(1)</script>', cut: false });
    const image = await reader(`/api/captures/${ids[1]}/image`);
    expect([image.status, image.headers.get('content-type'), image.headers.get('content-security-policy')]).toEqual([200, 'image/jpeg', `default-src 'none'`]);
    expect(await reader(`/api/captures/${ids[0]}/image`)).toMatchObject({ status: 404 });
    expect(await reader('/api/captures/999999')).toMatchObject({ status: 404, body: { code: 'capture-gone' } });
  });
});
