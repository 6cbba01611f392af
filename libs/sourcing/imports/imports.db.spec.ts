import { Bells, InstanceLease, sql, Sweep } from '#platform';
import { aUser } from '../../../test/support/factories.js';
import { testModule, type TestApp } from '../../../test/support/database.js';
import { aList, bring, checked, csvOf, importOf, sellers, takenIn } from '../../../test/support/lists.js';
import { crawlQueue, Crawls, ImportDesk, importQueue, ImportsModule, ImportsWiring, ImportWork, Runs, SourcingModule } from '../index.js';

describe('a list that a team brings', () => {
  let app: TestApp;
  let lena: string;
  beforeAll(async () => {
    app = await testModule([SourcingModule, ImportsModule], { queues: [crawlQueue, importQueue] });
    await app.get(InstanceLease).start();
    for (const queue of [crawlQueue, importQueue]) app.get(Bells).queue(queue).on('error', () => undefined);
    lena = await aUser(app.db);
  });
  afterAll(() => app.close());
  beforeEach(() => sql(app.db, `truncate source, run, storefront, listing_observation, storefront_observation, outbox, audit_event, alert cascade`));
  const count = async (table: string) => (await sql<{ n: number }>(app.db, `select count(*)::int as n from ${table}`))[0]!.n;
  const storefront = async (sellerId: string) => (await sql<{ name: string; url: string | null; country: string | null; profile: Record<string, unknown> }>(app.db, `select name, url, country, profile from storefront where seller_id = $1`, [sellerId]))[0];
  const events = async () => (await sql<{ event: string }>(app.db, `select event from outbox`)).map(({ event }) => event);

  it('needs to say where it comes from and by which right', async () => {
    await expect(aList(app, { origin: ' ' })).rejects.toMatchObject({ code: 'list-invalid', details: { errors: [{ field: 'origin' }] } });
    await expect(aList(app, { permission: null as never })).rejects.toMatchObject({ code: 'list-invalid' });
    await aList(app);
    await expect(aList(app)).rejects.toMatchObject({ code: 'source-name-taken' });
    const [source] = await sql<{ id: string }>(app.db, `select id from source`);
    await expect(app.get(Runs).request(source!.id, 'now', 'person')).rejects.toMatchObject({ code: 'recipe-unknown' });
  });

  it('is checked before anything is written, and becomes storefronts and places with one event', async () => {
    const list = await aList(app);
    const dry = await checked(app, list, csvOf(sellers(200)), lena);
    expect(dry).toMatchObject({ state: 'checked', rows: 200, summary: { new: 200, changed: 0, unchanged: 0, repeated: 0, conflict: 0, bad: 0, gone: 0 } });
    expect([await count('storefront'), await count('run'), await count('listing_observation'), await events()]).toEqual([0, 0, 0, []]);
    const { run } = await takenIn(app, dry.id, lena);
    expect(run).toMatchObject({ state: 'ok', reason: null });
    expect([await count('storefront'), await count('listing_observation'), await count('storefront_observation'), await events()]).toEqual([200, 200, 200, ['sourcing.run-accepted']]);
    expect(await storefront('S2')).toEqual({ name: 'Tallow & Söhne 2', url: null, country: 'DE', profile: { businessName: 'Tallow & Söhne 2', country: 'DE', email: 'info@tallow-2.example', vat: 'DE100000001', rating: 4.1, ratingCount: 2001, sourceUrl: 'Members of the Hamburg chamber, list of May 2026 (line 3)' } });
    expect(await sql(app.db, `select list, place, category, price, currency, title from listing_observation where place = 2`)).toEqual([{ list: 'Chamber members', place: 2, category: 'Kitchen', price: '11.50', currency: 'EUR', title: 'Tallow & Söhne 2' }]);
  });

  it('changes nothing when the same file comes twice', async () => {
    const list = await aList(app);
    await takenIn(app, (await checked(app, list, csvOf(sellers(30)), lena)).id, lena);
    const again = await checked(app, list, csvOf(sellers(30)), lena);
    expect(again.summary).toMatchObject({ new: 0, changed: 0, unchanged: 30, gone: 0 });
    expect(await takenIn(app, again.id, lena)).toMatchObject({ state: 'unchanged', runId: null });
    expect([await count('run'), await count('listing_observation')]).toEqual([1, 30]);
  });

  it('is one import and one run however often somebody presses', async () => {
    const list = await aList(app);
    const brought = await Promise.all([1, 2, 3].map(() => bring(app, list, csvOf(sellers(20)), lena)));
    expect(new Set(brought.map(({ id }) => id)).size).toBe(1);
    expect(brought.filter(({ fresh }) => fresh)).toHaveLength(1);
    const { id } = brought[0]!;
    const { mapping, version } = await importOf(app, id);
    await app.get(ImportDesk).match(id, mapping, version, lena);
    await app.get(ImportWork).advance(id);
    const take = async () => app.get(ImportDesk).takeIn(id, { version: version + 1, withoutBadRows: false, userId: lena });
    await Promise.all([take(), take(), take()]);
    await Promise.all([1, 2, 3].map(() => app.get(ImportWork).advance(id)));
    await take();
    expect([await count('run'), await count('list_import'), (await importOf(app, id)).state]).toEqual([1, 1, 'taken']);
  });

  it('says what would change, field by field, and keeps what an empty cell says nothing about', async () => {
    const list = await aList(app);
    await takenIn(app, (await checked(app, list, csvOf(sellers(30, () => ({ phone: '+49 40 1' }))), lena)).id, lena);
    const next = await checked(app, list, csvOf(sellers(31, (n) => (n === 4 ? { email: 'neu@tallow-5.example', phone: '', price: '99,00 €' } : { phone: '+49 40 1' })).filter(({ id }) => id !== 'S1')), lena);
    expect(next.summary).toMatchObject({ new: 1, changed: 1, unchanged: 28, gone: 1 });
    expect(await sql(app.db, `select changes from list_import_row where import_id = $1 and verdict = 'changed'`, [next.id])).toEqual([{ changes: [
      { field: 'email', from: 'info@tallow-5.example', to: 'neu@tallow-5.example' }, { field: 'price', from: '14.50 EUR', to: '99.00 EUR' },
    ] }]);
    await takenIn(app, next.id, lena);
    expect((await storefront('S5'))!.profile).toMatchObject({ email: 'neu@tallow-5.example', phone: '+49 40 1', kept: { phone: { sourceUrl: 'Members of the Hamburg chamber, list of May 2026 (line 6)', seenAt: expect.stringMatching(/^20/) } } });
    expect((await storefront('S6'))!.profile).not.toHaveProperty('kept');
  });

  it('leaves out bad and contradicting rows only when the person says so, and then nothing else', async () => {
    const list = await aList(app);
    const rows = [...sellers(20), { ...sellers(1)[0]!, email: 'other@tallow.example' }, sellers(20)[9]!, { id: 'S98', shop: 'No Country', country: 'Atlantis', email: 'not a mail' }, { id: '', shop: 'Nobody' }];
    const dry = await checked(app, list, csvOf(rows), lena);
    expect(dry.summary).toEqual({ new: 19, changed: 0, unchanged: 0, repeated: 1, conflict: 2, bad: 2, gone: 0 });
    expect(await sql(app.db, `select line, jsonb_path_query_array(faults, '$[*].code') as codes, faults->0->>'text' as text from list_import_row where import_id = $1 and verdict in ('bad', 'conflict') order by line`, [dry.id])).toEqual([
      { line: 2, codes: ['seller-contradicts-itself'], text: 'Line 22 says otherwise about the same seller.' }, { line: 22, codes: ['seller-contradicts-itself'], text: 'Line 2 says otherwise about the same seller.' },
      { line: 24, codes: ['country-unknown', 'email-invalid'], text: '"Atlantis" is no country\'s name or code.' }, { line: 25, codes: ['key-missing'], text: 'Sellers are told apart by this column, and the cell is empty.' },
    ]);
    await expect(takenIn(app, dry.id, lena)).rejects.toMatchObject({ code: 'import-has-bad-rows', details: { bad: 2, conflict: 2 } });
    expect((await takenIn(app, dry.id, lena, true)).run).toMatchObject({ state: 'ok' });
    expect([await count('storefront'), await count('listing_observation')]).toEqual([19, 19]);
  });

  it('finds sellers by the key that a person chose, and asks where that key belongs to another storefront', async () => {
    const list = await aList(app);
    await takenIn(app, (await checked(app, list, csvOf(sellers(10)), lena)).id, lena);
    const other = await aList(app, { name: 'Fair visitors', origin: 'Visitors of the fair' });
    const columns = { vat: 'VAT', name: 'Shop', email: 'Mail', sellerId: 'Id' };
    const byVat = await checked(app, other, 'VAT,Shop,Mail,Id\nde 100 000 003,Tallow & Söhne 4,neu@tallow-4.example,\nDE100000004,Tallow & Söhne 5,,S9\nDE999999999,Brandneu,hallo@brandneu.example,\n', lena, { columns, key: 'vat' });
    expect(byVat.summary).toMatchObject({ new: 1, changed: 1, conflict: 1 });
    expect(await sql(app.db, `select line, seller_id, verdict, faults->0->>'code' as code from list_import_row where import_id = $1 order by line`, [byVat.id])).toEqual([
      { line: 2, seller_id: 'S4', verdict: 'changed', code: null }, { line: 3, seller_id: 'S5', verdict: 'conflict', code: 'key-of-another' }, { line: 4, seller_id: 'vat:de999999999', verdict: 'new', code: null },
    ]);
    await takenIn(app, byVat.id, lena, true);
    expect((await storefront('S4'))!.profile).toMatchObject({ email: 'neu@tallow-4.example', rating: 4.3 });
    expect(await count('storefront')).toBe(11);
  });

  it('keeps places of products on several lists, and says when a place is held twice', async () => {
    const list = await aList(app);
    const columns = { sellerId: 'seller', name: 'shop', category: 'cat', rank: 'rank', productId: 'sku', title: 'title', price: 'price' };
    const rows = [['A', 'Anna', 'Kitchen', 1, 'p1', 'Pot', '10'], ['A', 'Anna', 'Kitchen', 2, 'p2', 'Pan', '12'], ['B', 'Bert', 'Kitchen', 3, 'p3', 'Lid', '14'], ['B', 'Bert', 'Garden', 1, 'p4', 'Hose', '16'], ['C', 'Cara', 'Garden', 1, 'p5', 'Rake', '18'], ['C', 'Cara', 'Garden', 2, 'p6', 'Saw', '20']];
    const dry = await checked(app, list, ['seller,shop,cat,rank,sku,title,price', ...rows.map((row) => row.join(','))].join('\n'), lena, { columns, key: 'sellerId', currency: 'EUR', decimal: '.' });
    expect(dry.summary).toMatchObject({ new: 4, conflict: 2 });
    await takenIn(app, dry.id, lena, true);
    expect(await sql(app.db, `select o.category, o.best_rank, o.listed_products, o.price_median::text, f.seller_id from storefront_observation o join storefront f on f.id = o.storefront_id order by 5`)).toEqual([
      { category: 'Kitchen', best_rank: 1, listed_products: 2, price_median: '11.00', seller_id: 'A' }, { category: 'Kitchen', best_rank: 3, listed_products: 1, price_median: '14.00', seller_id: 'B' }, { category: 'Garden', best_rank: 2, listed_products: 1, price_median: '20.00', seller_id: 'C' },
    ]);
  });

  it('stands before the gates that crawls stand before: a third fewer is told, half as many waits for a person', async () => {
    const list = await aList(app);
    await takenIn(app, (await checked(app, list, csvOf(sellers(200)), lena)).id, lena);
    const fewer = await takenIn(app, (await checked(app, list, csvOf(sellers(140)), lena)).id, lena);
    expect(fewer.run).toMatchObject({ state: 'ok_with_warnings', reason: expect.stringContaining('70 %') });
    await sql(app.db, `delete from outbox`);
    const half = await takenIn(app, (await checked(app, list, csvOf(sellers(85, () => ({ rating: '1,0' }))), lena)).id, lena);
    expect(half.run).toMatchObject({ state: 'quarantined', reason: expect.stringContaining('%') });
    expect(await events()).toEqual([]);
    expect((await storefront('S1'))!.profile).toMatchObject({ rating: 4 });
    await app.db.transaction((tx) => app.get(Runs).release(tx, half.runId!, { userId: lena, note: 'the chamber has shrunk' }));
    const rest = await acceptedAgain(half.runId!);
    expect(rest).toMatchObject({ state: 'ok_with_warnings', reason: expect.stringContaining('released by a person') });
    expect((await storefront('S1'))!.profile).toMatchObject({ rating: 1 });
  });
  const acceptedAgain = async (runId: string) => {
    await app.get(Crawls).supervise(runId);
    return (await sql<{ state: string; reason: string }>(app.db, `select state, reason from run where id = $1`, [runId]))[0];
  };

  it('is kept out when a column that was always there is empty, or the order is another one', async () => {
    const list = await aList(app);
    await takenIn(app, (await checked(app, list, csvOf(sellers(100)), lena)).id, lena);
    expect((await takenIn(app, (await checked(app, list, csvOf(sellers(100, () => ({ email: '' }))), lena)).id, lena)).run).toBeNull();
    const shuffled = [...sellers(100)].sort((a, b) => (a.id.split('').reverse().join('') < b.id.split('').reverse().join('') ? -1 : 1));
    const moved = await takenIn(app, (await checked(app, list, csvOf(shuffled.map((row) => ({ ...row, rating: '3,0' }))), lena)).id, lena);
    expect(moved.run).toMatchObject({ state: 'quarantined', reason: expect.stringContaining('Spearman') });
    const blind = await takenIn(app, (await checked(app, list, csvOf(sellers(100, () => ({ email: '', rating: '2,0' }))), lena)).id, lena);
    expect(blind.run).toMatchObject({ state: 'quarantined', reason: expect.stringContaining('seller.email') });
  });

  it('goes on where a worker was killed, and finds its bell again when the queue is lost', async () => {
    const list = await aList(app);
    const { id } = await bring(app, list, csvOf(sellers(5_000)), lena);
    const { mapping, version } = await importOf(app, id);
    await app.get(ImportDesk).match(id, mapping, version, lena);
    const work = app.get(ImportWork) as unknown as { step(tx: unknown, id: string): Promise<{ more: boolean }> };
    await app.db.transaction((tx) => work.step(tx, id));
    expect(await sql(app.db, `select state, checked_to as "checkedTo" from list_import`)).toEqual([{ state: 'checking', checkedTo: 2_001 }]);
    await app.get(Bells).queue(importQueue).obliterate({ force: true });
    app.get(ImportsWiring).wire();
    await app.get(Sweep).runAll();
    const [job] = await app.get(Bells).queue(importQueue).getJobs(['waiting', 'prioritized', 'delayed']);
    expect(job?.data).toEqual({ importId: id });
    await app.get(ImportWork).advance(id);
    expect((await importOf(app, id)).summary).toMatchObject({ new: 5_000, bad: 0 });
    await app.get(ImportDesk).takeIn(id, { version: version + 1, withoutBadRows: false, userId: lena });
    // The worker dies after its commit and before it rings: the run is found by the sweep of runs.
    await app.db.transaction((tx) => work.step(tx, id));
    await sql(app.db, `update run set finished_at = finished_at - interval '10 seconds'`);
    expect(await app.get(Runs).unattended()).toEqual([(await importOf(app, id)).runId]);
  });

  it('is compared anew when another list was taken in since it was checked', async () => {
    const list = await aList(app);
    const first = await checked(app, list, csvOf(sellers(20)), lena);
    const second = await checked(app, list, csvOf(sellers(25)), lena);
    await takenIn(app, first.id, lena);
    await expect(takenIn(app, second.id, lena)).rejects.toMatchObject({ code: 'import-outdated' });
    await app.get(ImportWork).advance(second.id);
    expect((await importOf(app, second.id)).summary).toMatchObject({ new: 5, unchanged: 20 });
  });

  it('forgets the rows that somebody brought when nobody needs them any more', async () => {
    const list = await aList(app);
    const done = await checked(app, list, csvOf(sellers(10)), lena);
    await takenIn(app, done.id, lena);
    const waiting = await checked(app, list, csvOf(sellers(12)), lena);
    await app.get(ImportWork).dropOldRows();
    expect(await count('list_import_row')).toBe(22);
    await sql(app.db, `update list_import set created_at = created_at - interval '15 days'`);
    await app.get(ImportWork).dropOldRows();
    expect([await count('list_import_row'), (await importOf(app, done.id)).state, (await importOf(app, waiting.id)).state]).toEqual([0, 'taken', 'discarded']);
  });

  it('keeps nothing of a file that breaks off or cannot be read to its end', async () => {
    const list = await aList(app);
    const broken = async function* () { yield Buffer.from(csvOf(sellers(6_000)).slice(0, 300_000)); await Promise.reject(new Error('the line went dead')); };
    await expect(app.get(ImportDesk).bringFile(list, { name: 'a.csv', bytes: broken() }, lena)).rejects.toThrow('the line went dead');
    await expect(bring(app, list, `${csvOf(sellers(6_000))}\nS1;"never closed`, lena)).rejects.toMatchObject({ code: 'csv-broken' });
    await expect(bring(app, list, 'Shop;Land\n\n', lena)).rejects.toMatchObject({ code: 'file-empty' });
    expect([await count('list_import'), await count('list_import_row')]).toEqual([0, 0]);
  });

  it('takes rows of a program with the same checks, and asks for columns that it does not know', async () => {
    const list = await aList(app);
    const desk = app.get(ImportDesk);
    const { id } = await desk.bringRows(list, { name: 'CRM', rows: [{ sellerId: 'A', name: 'Anna', ratingCount: 1234, rating: 4.5, country: 'DE' }, { sellerId: 'B', name: 'Bert\u0000', country: 'nowhere' }] }, lena);
    await app.get(ImportWork).advance(id);
    expect(await importOf(app, id)).toMatchObject({ state: 'checked', summary: { new: 1, bad: 1 } });
    expect((await importOf(app, (await desk.bringRows(list, { name: 'CRM', rows: [{ who: 'Anna', nr: 'A' }] }, lena)).id)).state).toBe('mapping');
    await expect(desk.bringRows(list, { name: 'CRM', rows: [{ who: 'Anna' }], mapping: { columns: { name: 'whom' }, key: 'name', decimal: null, currency: null, ratingOutOf: 5 } }, lena)).rejects.toMatchObject({ code: 'mapping-invalid', details: { errors: [{ field: 'columns.name' }] } });
    await expect(desk.bringRows('00000000-0000-4000-8000-000000000000', { name: 'x', rows: [] }, lena)).rejects.toMatchObject({ code: 'list-not-found' });
  });
});
