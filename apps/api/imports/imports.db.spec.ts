import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';
import { csvOf, permission, sellers } from '../../../test/support/lists.js';
import { workerOf, type ImportWorker } from '../../../test/support/import-worker.js';

const list = { name: 'Chamber members', marketplace: 'chamber', category: 'Kitchen', origin: 'Members of the Hamburg chamber, May 2026', permission };

describe('lists over HTTP', () => {
  let api: TestApi;
  let worker: ImportWorker;
  let operator: Tab & { userId: string };
  let id: string;

  beforeEach(async () => {
    api = await testApi();
    worker = await workerOf(api);
    operator = await api.signedIn('operator', 'Omar Pratt');
    id = (await operator('/api/lists', { method: 'POST', body: list })).body.id;
  });
  afterEach(async () => {
    await worker.close();
    await api.close();
  });
  const send = (csv: string, query = '?name=members.csv', tab: Tab = operator) => tab(`/api/sources/${id}/import-files${query}`, { method: 'POST', body: csv, headers: { 'content-type': 'text/csv' } });
  const settled = async (importId: string) => {
    await worker.advance(importId);
    return (await operator(`/api/imports/${importId}`)).body;
  };

  it('makes a list, and names each field that is missing', async () => {
    expect(await operator(`/api/lists/${id}`)).toMatchObject({ status: 200, body: { name: 'Chamber members', origin: 'Members of the Hamburg chamber, May 2026', originUrl: null, lastImport: null } });
    expect(await operator('/api/lists', { method: 'POST', body: list })).toMatchObject({ status: 409, body: { code: 'source-name-taken' } });
    const wrong = await operator('/api/lists', { method: 'POST', body: { ...list, name: 'B', origin: ' ', marketplace: 'Two Words', permission: { ...permission, basis: '' } } });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(wrong.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual(['marketplace', 'origin', 'permission.basis']);
    expect(await api.db.query(`select action from audit_event where action = 'source.created'`)).toHaveLength(1);
  });

  it('goes from a file to a run: columns suggested, figures before anything is written, then taken in', async () => {
    const sent = await send(csvOf([...sellers(60), { id: 'S99', shop: '=HYPERLINK("http://x.example")', country: 'Atlantis' }]));
    expect(sent).toMatchObject({ status: 202, body: { fresh: true } });
    const brought = (await operator(`/api/imports/${sent.body.id}`)).body;
    expect(brought).toMatchObject({ state: 'mapping', rows: 61, separator: ';', charset: 'utf-8', lacks: [], mapping: { columns: { sellerId: 'Händler-ID', businessName: 'Firma', price: 'Preis' }, key: 'sellerId' }, createdBy: 'Omar Pratt', list: { origin: list.origin } });
    expect(brought.preview).toHaveLength(8);
    expect(brought.fields.find(({ name }: { name: string }) => name === 'vat')).toEqual({ name: 'vat', label: 'VAT number', about: 'seller', key: true });
    const matched = await operator(`/api/imports/${brought.id}/mapping`, { method: 'PUT', body: { version: brought.version, mapping: brought.mapping } });
    expect(matched).toMatchObject({ status: 200, body: { state: 'checking' } });
    const dry = await settled(brought.id);
    expect(dry).toMatchObject({ state: 'checked', read: 61, summary: { new: 60, bad: 1 }, faults: [{ code: 'country-unknown', rows: 1, line: 62 }] });
    expect(dry.samples.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['bad', 'new', 'new', 'new', 'new', 'new']);
    const take = (withoutBadRows: boolean) => operator(`/api/imports/${dry.id}/state`, { method: 'PUT', body: { to: 'taken', version: dry.version, withoutBadRows } });
    expect(await take(false)).toMatchObject({ status: 409, body: { code: 'import-has-bad-rows', current: { bad: 1, conflict: 0 } } });
    expect(await take(true)).toMatchObject({ status: 200, body: { state: 'taking' } });
    expect(await take(true)).toMatchObject({ status: 200 });
    expect(await settled(dry.id)).toMatchObject({ state: 'taken', takenBy: 'Omar Pratt', run: { state: 'ok', storefronts: 60, newStorefronts: 60 } });
    expect((await operator(`/api/sources/${id}/imports`)).body.imports).toHaveLength(1);
    expect((await operator('/api/lists')).body.lists).toMatchObject([{ lastImport: { run: { state: 'ok' } } }]);
    expect((await operator(`/api/runs/${(await settled(dry.id)).run.id}`)).body).toMatchObject({ state: 'ok', items: 60, pagesTotal: 61 });
    expect((await operator('/api/sources')).body.sources).toMatchObject([{ name: 'Chamber members', kind: 'list', host: '', health: { level: 'ok' }, permission: { state: 'valid' }, budget: { usedToday: 0 } }]);
    expect((await operator(`/api/sources/${id}`)).body).toMatchObject({ kind: 'list', robots: null, circuit: null });
    expect((await operator('/api/recipes')).body.recipes).toEqual([]);
    expect(await operator(`/api/sources/${id}/runs`, { method: 'POST', body: {} })).toMatchObject({ status: 400, body: { code: 'recipe-unknown' } });
    expect(await api.db.query(`select action from audit_event where action like 'import.%' order by at`)).toEqual([{ action: 'import.brought' }, { action: 'import.matched' }, { action: 'import.taken-in' }]);
    const errors = await operator(`/api/imports/${dry.id}/errors`);
    const colleague = await api.signedIn('operator', 'Uma Lind');
    expect(await colleague(`/api/imports/${dry.id}/errors`)).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
    expect(errors.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(errors.headers.get('content-disposition')).toContain('rows-to-mend.csv');
    expect(errors.body).toContain(`62;country-unknown;"Land: ""Atlantis"" is no country's name or code.";S99;"'=HYPERLINK(""http://x.example"")";Atlantis;`);
    expect(await send(csvOf(sellers(60)))).toMatchObject({ status: 202 });
  });

  it('takes rows of a program, of one size only', async () => {
    const rows = (count: number) => operator(`/api/sources/${id}/imports`, { method: 'POST', body: { name: 'CRM', rows: sellers(count).map(({ id: sellerId, shop }) => ({ sellerId, name: shop, ratingCount: 12 })) } });
    const sent = await rows(40);
    expect(sent.status).toBe(202);
    expect(await settled(sent.body.id)).toMatchObject({ state: 'checked', form: 'json', name: 'CRM', summary: { new: 40, bad: 0 } });
    expect((await rows(40)).body).toEqual({ id: sent.body.id, fresh: false });
    expect(await rows(1_001)).toMatchObject({ status: 400, body: { code: 'invalid-input', errors: [{ field: 'rows' }] } });
    expect(await operator(`/api/imports/${sent.body.id}/state`, { method: 'PUT', body: { to: 'discarded', version: 1 } })).toMatchObject({ status: 200, body: { state: 'discarded' } });
    expect((await rows(40)).body.fresh).toBe(true);
  });

  it('refuses what cannot be read in a sentence with a code, and a body of any other type', async () => {
    expect(await send('')).toMatchObject({ status: 400, body: { code: 'file-empty' } });
    expect(await send('Shop;Land\nA;"B\n')).toMatchObject({ status: 400, body: { code: 'csv-broken', detail: expect.stringContaining('line 2') } });
    expect(await send('a,b\n1,2', '?charset=klingon')).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(await operator(`/api/sources/${id}/import-files`, { method: 'POST', body: { a: 1 } })).toMatchObject({ status: 400, body: { code: 'file-expected' } });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect(await operator(`/api/sources/${id}/import-files`, { method: 'POST', body: 'a,b\n1,2', headers: { 'content-type': type } })).toMatchObject({ status: 400, body: { code: 'json-expected' } });
    }
    expect(await operator(`/api/sources/${id}/import-files`, { method: 'POST', body: 'a,b\n1,2', headers: { 'content-type': 'text/csv', origin: 'https://evil.example' } })).toMatchObject({ status: 403, body: { code: 'cross-site-request' } });
    const latin = await fetch(`${api.origin}/api/sources/${id}/import-files`, { method: 'POST', body: Buffer.from('Shop;Ort\nMüller;Köln\n', 'latin1'), headers: { 'content-type': 'text/csv', origin: api.origin, cookie: operator.cookie } });
    expect(await latin.json()).toMatchObject({ code: 'encoding-unclear' });
  });

  it('lets everybody look, and operators and admins decide', async () => {
    const { body: { id: importId } } = await send(csvOf(sellers(3)));
    const rep = await api.signedIn('rep', 'Ria Bell');
    expect(await rep(`/api/imports/${importId}`)).toMatchObject({ status: 200 });
    expect(await send(csvOf(sellers(2)), '', rep)).toMatchObject({ status: 403 });
    for (const [path, method, body] of [['/api/lists', 'POST', { ...list, name: 'C' }], [`/api/imports/${importId}/state`, 'PUT', { to: 'discarded', version: 1 }], [`/api/imports/${importId}/mapping`, 'PUT', { version: 1, mapping: { columns: {}, key: 'name' } }], [`/api/imports/${importId}/errors`, 'GET', undefined]] as const) {
      expect({ path, status: (await rep(path, { method, ...(body ? { body } : {}) })).status }).toEqual({ path, status: 403 });
    }
    expect(await operator('/api/imports/00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404, body: { code: 'import-not-found' } });
  });

  it('says that somebody was faster, and what it is now', async () => {
    const { body: { id: importId } } = await send(csvOf(sellers(3)));
    const { mapping, version } = (await operator(`/api/imports/${importId}`)).body;
    const match = (as: number) => operator(`/api/imports/${importId}/mapping`, { method: 'PUT', body: { version: as, mapping } });
    expect(await match(version)).toMatchObject({ status: 200, body: { version: version + 1 } });
    expect(await match(version)).toMatchObject({ status: 409, body: { code: 'import-moved', current: { state: 'checking', version: version + 1 } } });
    expect(await operator(`/api/imports/${importId}/mapping`, { method: 'PUT', body: { version: version + 1, mapping: { ...mapping, columns: { name: 'Nowhere' } } } })).toMatchObject({ status: 400, body: { code: 'mapping-invalid', errors: [{ field: 'columns.name' }, { field: 'key' }] } });
  });
});
