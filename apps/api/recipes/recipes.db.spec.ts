import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobFolder, extract, parseRecipe, Readings } from '#sourcing';
import { aCrawledSource } from '../../../test/support/crawled-source.js';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';
import { tinyRecipe } from '../../../test/support/tiny-marketplace.js';

const LIST = 'http://127.0.0.1:4999/list/top';
const shelf = (price: (n: number) => string) => `<!doctype html><html lang="en"><title>Top</title><body><ol>${Array.from({ length: 20 }, (_, n) => `<li data-id="p${n + 1}"><span class="rank">#${n + 1}</span> <a href="/item/p${n + 1}">Pot ${n + 1}</a> ${price(n + 1)}</li>`).join('')}</ol></body></html>`;
const before = shelf((n) => `<b class="price">$${n}.50</b>`);
const after = shelf((n) => `<div class="buy"><em data-cost="yes">$${n}.50</em></div>`);

describe('recipes and decisions over HTTP', () => {
  let api: TestApi;
  let operator: Tab & { userId: string };
  let good: string;
  let bad: string;
  let captureId: string;

  beforeEach(async () => {
    const home = mkdtempSync(join(tmpdir(), 'beckon-recipes-'));
    api = await testApi({ BECKON_HOME: home });
    operator = await api.signedIn('operator', 'Omar Pratt');
    const blobs = new BlobFolder(join(home, 'blobs'));
    const one = [{ url: LIST }];
    const made = await aCrawledSource(api.db, { name: 'Kitchen', runs: [{ state: 'ok', items: 20, pages: one }, { state: 'quarantined', items: 20, coverage: 0, gates: [], pages: one }] });
    [good, bad] = made.runIds as [string, string];
    for (const [run, html] of [[good, before], [bad, after]] as const) {
      const [page] = await api.db.query(`update run_page set result = $2 where run_id = $1 returning id`, [run, JSON.stringify(extract(html, LIST, parseRecipe(tinyRecipe())))]).then(([rows]: [{ id: number }[]]) => rows);
      const [kept] = await api.db.query(`insert into capture (run_id, page_id, kind, url, blob, bytes) values ($1, $2, 'html', $3, $4, $5) returning id::text`, [run, page!.id, LIST, await blobs.put(run, Buffer.from(html)), html.length]);
      captureId = kept.id;
    }
  });
  afterEach(() => api.close());

  /** What a worker does when it hears the bell. */
  const read = async ({ body: { id } }: { body: { id: string } }) => {
    await api.app.get(Readings, { strict: false }).work(id);
    return (await operator(`/api/readings/${id}`)).body;
  };

  it('tells what a draft reads on a kept page beside the version in use, and what is wrong with one that is no recipe', async () => {
    expect((await operator('/api/recipes')).body.recipes).toMatchObject([{ id: 'tiny', name: 'Tiny', versions: 1, sources: [{ name: 'Kitchen' }] }]);
    const preview = (yaml: string) => operator('/api/recipes/tiny/previews', { method: 'POST', body: { yaml, captureId } });
    expect((await preview(tinyRecipe())).body).toMatchObject({ problem: null, pageKind: 'list', changes: [] });
    const mended = (await preview(tinyRecipe().replace('price: .price', "price: '[data-cost]'"))).body;
    expect(mended.fields.find(({ field }: { field: string }) => field === 'items.price')).toEqual({ field: 'items.price', of: 20, before: 0, after: 20, changed: 20 });
    expect(mended.changes[0]).toEqual({ path: 'items[0].price', was: null, now: '1.50 USD' });
    expect((await preview('id: tiny\npages: [')).body).toMatchObject({ problem: { message: expect.stringContaining('YAML') }, fields: [] });
  });

  it('suggests repairs, gives back a draft with the accepted ones, and promotes it only when the last runs are read as well', async () => {
    const repair = (accepted?: string[]) => operator('/api/recipes/tiny/repairs', { method: 'POST', body: { yaml: tinyRecipe(), captureId, ...(accepted ? { accepted } : {}) } });
    const { body } = await repair();
    expect(body).toMatchObject({ known: true, yaml: null, repairs: [{ field: 'items[0].fields.price', example: '1.5 USD' }] });
    const { yaml } = (await repair(['items[0].fields.price'])).body;
    const asked = await operator('/api/recipes/tiny/replays', { method: 'POST', body: { yaml } });
    expect(asked).toMatchObject({ status: 202, body: { kind: 'replay', state: 'waiting', pagesDone: 0, pagesTotal: null, replay: null } });
    expect(await read(asked)).toMatchObject({ state: 'done', pagesDone: 2, pagesTotal: 2, problem: null, replay: { pages: 2, ok: true, networkCalls: 0 } });
    const { body: { versionId } } = await operator('/api/recipes/tiny/versions', { method: 'POST', body: { yaml: tinyRecipe().replace('title: a', 'title: em.nowhere') } });
    const promote = (id: string) => operator('/api/recipes/tiny/current', { method: 'PUT', body: { versionId: id } });
    expect(await read(await promote(versionId))).toMatchObject({ state: 'failed', replay: null, problem: { code: 'recipe-regresses', detail: expect.stringContaining('does not read the last 2 runs well enough'), gates: [expect.objectContaining({ ok: false }), expect.anything()] } });
    const { body: { versionId: better } } = await operator('/api/recipes/tiny/versions', { method: 'POST', body: { yaml } });
    expect(await read(await promote(better))).toMatchObject({ state: 'done', problem: null, pagesDone: 2 });
    expect((await operator('/api/recipes/tiny')).body.list.find(({ current }: { current: boolean }) => current)).toMatchObject({ id: better });
    expect(await operator('/api/recipes/tiny/versions', { method: 'POST', body: { yaml: tinyRecipe({ id: 'other' }) } })).toMatchObject({ status: 400, body: { code: 'recipe-invalid' } });
  });

  it('reads a quarantined run again with another version, and says at once what cannot be read again', async () => {
    const { body: { versionId } } = await operator('/api/recipes/tiny/versions', { method: 'POST', body: { yaml: tinyRecipe().replace('price: .price', "price: ['.price', '[data-cost]']") } });
    const again = (run: string, recipeVersionId: string) => operator(`/api/runs/${run}/replays`, { method: 'POST', body: { recipeVersionId, note: 'Prices moved.' } });
    expect(await again(good, versionId)).toMatchObject({ status: 409, body: { code: 'run-not-quarantined' } });
    expect(await again(bad, bad)).toMatchObject({ status: 404, body: { code: 'recipe-version-not-found' } });
    expect(await read(await again(bad, versionId))).toMatchObject({ kind: 'reparse', runId: bad, state: 'done', problem: null });
    expect((await operator(`/api/runs/${bad}`)).body).toMatchObject({ state: expect.stringMatching(/^ok/), decision: { kind: 'reparsed', by: 'Omar Pratt', note: 'Prices moved.' }, recipe: { versionId } });
    expect(await operator('/api/readings/00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404, body: { code: 'reading-not-found' } });
  });

  it('lets a person decide about a quarantined run once, with a reason', async () => {
    const decide = (body: object) => operator(`/api/runs/${bad}/decision`, { method: 'PUT', body });
    expect(await decide({ decision: 'released', note: '' })).toMatchObject({ status: 400, body: { errors: [{ field: 'note' }] } });
    expect(await operator(`/api/runs/${good}/decision`, { method: 'PUT', body: { decision: 'rejected', note: 'not true' } })).toMatchObject({ status: 409, body: { code: 'run-not-quarantined' } });
    expect(await decide({ decision: 'rejected', note: 'Prices are missing.' })).toMatchObject({ status: 200, body: { state: 'failed', decision: { kind: 'rejected', by: 'Omar Pratt', note: 'Prices are missing.' } } });
    expect(await decide({ decision: 'released', note: 'second thoughts' })).toMatchObject({ status: 409 });
  });

  it('lets everybody read recipes and only operators and admins try, change, promote and decide', async () => {
    const lead = await api.signedIn('lead', 'Lea Dorn');
    expect((await lead('/api/recipes/tiny')).status).toBe(200);
    const id = '00000000-0000-4000-8000-000000000000';
    for (const [method, path, body] of [
      ['POST', '/api/recipes/tiny/previews', { yaml: 'x', captureId }], ['POST', '/api/recipes/tiny/repairs', { yaml: 'x', captureId }], ['POST', '/api/recipes/tiny/replays', { yaml: 'x' }], ['POST', '/api/recipes/tiny/versions', { yaml: 'x' }],
      ['PUT', '/api/recipes/tiny/current', { versionId: id }], ['PUT', `/api/runs/${bad}/decision`, { decision: 'released', note: 'because' }], ['POST', `/api/runs/${bad}/replays`, { recipeVersionId: id }],
    ] as const) expect([path, (await lead(path, { method, body })).status]).toEqual([path, 403]);
  });
});
