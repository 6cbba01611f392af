import { AccessModule } from '#access';
import { sql, type Tx } from '#platform';
import { SourcingModule } from '#sourcing';
import { testModule, type TestApp } from '../../../test/support/database.js';
import { aMerchant, aRun, aUser, seenIn, type ARun, type SeenStorefront } from '../../../test/support/factories.js';
import { ChangeSignals, CustomFields, Estimates, Facts, MerchantsModule, RankHistory, Resolution, Tags } from '../index.js';

let app: TestApp;
beforeAll(async () => { app = await testModule([AccessModule, SourcingModule, MerchantsModule]); });
afterAll(() => app.close());
beforeEach(async () => { await sql(app.db, `truncate storefront, merchant, source, storefront_observation, listing_observation, outbox, custom_field cascade`); });

const day = (number: number): Date => new Date(Date.UTC(2026, 4, number, 6));
/** A run of that day that saw these storefronts, resolved. Every storefront stands on the list of its category. */
async function seenOn(number: number, storefronts: readonly SeenStorefront[], lists: readonly string[] = []): Promise<ARun> {
  const run = await aRun(app.db, { at: day(number) });
  const ids = await seenIn(app.db, run, storefronts);
  const places = [...storefronts.map((one, at) => ({ category: one.category ?? 'Kitchen', storefront: ids[at] as string | null })), ...lists.map((category) => ({ category, storefront: null }))];
  for (const [at, { category, storefront }] of places.entries()) {
    await sql(app.db, `insert into listing_observation (run_id, list, place, observed_at, category, sponsored, storefront_id) values ($1, $2, $3, $4, $2, false, $5)`, [run.id, category, at + 1, run.at, storefront]);
  }
  await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
  return run;
}
const onlyMerchant = async () => (await sql<{ id: string; name: string; legal_name: string | null; country: string | null; legal_form: string; legal_form_reason: string | null; search_text: string }>(app.db, `select * from merchant`))[0]!;
const fact = async (name: string, now = day(28)) => (await app.get(Facts).of(app.db, (await onlyMerchant()).id, now)).find((one) => one.name === name);
const correct = async (name: string, value: string, by: { kind: 'merchant' | 'person'; userId: string | null }, at = day(12)) => app.db.transaction(async (tx) => app.get(Facts).correct(tx, { merchantId: (await onlyMerchant()).id, name, value, by, at }));

describe('a fact', () => {
  it('keeps the value before it, with its page, since when and until when', async () => {
    const first = await seenOn(1, [{ sellerId: 'A1', profile: { businessName: 'Tallow GmbH', address: 'Hafen 1' } }]);
    await seenOn(5, [{ sellerId: 'A1', profile: { businessName: 'Tallow GmbH', address: 'Hafen 1' } }]);
    const last = await seenOn(9, [{ sellerId: 'A1', profile: { businessName: 'Tallow GmbH', address: 'Lager 7' } }]);
    const address = await fact('address');
    expect(address).toMatchObject({ current: { value: 'Lager 7', since: day(9), seenAt: day(9), page: { runId: last.id, marketplace: 'alderbay', sourceUrl: 'http://alderbay.example/seller/A1', recipe: { id: 'alderbay' } }, said: null } });
    expect(address!.past).toMatchObject([{ value: 'Hafen 1', since: day(1), seenAt: day(5), until: day(9) }]);
    expect(address!.past[0]!.page!.runId).not.toBe(first.id); // the page that confirmed it last
    expect((await fact('businessName'))!).toMatchObject({ current: { since: day(1), seenAt: day(9) }, past: [] });
  });

  it('is not undone by an older page that arrives late, nor kept twice when a run is resolved twice', async () => {
    await seenOn(9, [{ sellerId: 'A1', profile: { address: 'Lager 7' } }]);
    const late = await seenOn(2, [{ sellerId: 'A1', profile: { address: 'Hafen 1' } }]);
    await app.db.transaction((tx) => app.get(Resolution).resolve(tx, late.id));
    expect(await fact('address')).toMatchObject({ current: { value: 'Lager 7' }, past: [] });
  });

  it('wears its age: seven days, thirty days, older', async () => {
    await seenOn(1, [{ sellerId: 'A1' }]);
    const ages = await Promise.all([8, 9, 31, 32].map(async (at) => (await fact('storefrontName', day(at)))!.current.age));
    expect(ages).toEqual(['fresh', 'ageing', 'ageing', 'old']);
  });

  it('that the merchant told us wins over every page, read before or after', async () => {
    await seenOn(1, [{ sellerId: 'A1', name: 'Tallow Shop', profile: { businessName: 'Tallow GmbH', country: 'DE' } }]);
    await correct('businessName', '  Tallow   & Söhne  GmbH ', { kind: 'merchant', userId: null });
    await correct('country', 'AT', { kind: 'merchant', userId: null });
    await seenOn(20, [{ sellerId: 'A1', name: 'Tallow Shop', profile: { businessName: 'Tallow Germany GmbH', country: 'DE' } }]);
    const name = await fact('businessName');
    expect(name).toMatchObject({ current: { value: 'Tallow & Söhne GmbH', seenAt: day(12), confidence: 1, page: null, said: { kind: 'merchant', name: null } }, others: [{ value: 'Tallow Germany GmbH' }] });
    expect(await onlyMerchant()).toMatchObject({ legal_name: 'Tallow & Söhne GmbH', country: 'AT', search_text: expect.stringContaining('tallow & sohne gmbh') as string });
  });

  it('that one of us corrected names the person, keeps what stood before, and goes when it is withdrawn', async () => {
    const lena = await aUser(app.db, { name: 'Lena Kurz' });
    await seenOn(1, [{ sellerId: 'A1', name: 'Tallow Shop' }]);
    await correct('storefrontName', 'Tallow', { kind: 'person', userId: lena });
    await correct('storefrontName', 'Tallow Home', { kind: 'person', userId: lena }, day(14));
    expect(await fact('storefrontName')).toMatchObject({ current: { value: 'Tallow Home', said: { kind: 'person', name: 'Lena Kurz' } }, past: [{ value: 'Tallow', until: day(14) }] });
    expect((await onlyMerchant()).name).toBe('Tallow Home');
    await app.db.transaction(async (tx) => app.get(Facts).withdraw(tx, (await onlyMerchant()).id, 'storefrontName', day(15)));
    expect((await onlyMerchant()).name).toBe('Tallow Shop');
    expect((await fact('storefrontName'))!.past.map((one) => one.value)).toEqual(['Tallow Home', 'Tallow']);
  });

  it('that only pages can say is not corrected by hand, nor to nonsense', async () => {
    await seenOn(1, [{ sellerId: 'A1' }]);
    const refused = (name: string, value: string) => expect(correct(name, value, { kind: 'person', userId: null })).rejects.toMatchObject({ code: 'fact-not-correctable' });
    await refused('rating', '5');
    await refused('shoeSize', '43');
    await refused('country', 'Germany');
    await refused('legalForm', 'club');
    await refused('address', '   ');
    await expect(app.db.transaction((tx) => app.get(Facts).correct(tx, { merchantId: '00000000-0000-4000-8000-000000000000', name: 'address', value: 'x', by: { kind: 'person', userId: null }, at: day(2) }))).rejects.toMatchObject({ code: 'merchant-not-found' });
  });

  it('says what the business is in law, and follows a correction', async () => {
    await seenOn(1, [{ sellerId: 'A1', profile: { businessName: 'Tallow GmbH' } }]);
    expect(await onlyMerchant()).toMatchObject({ legal_form: 'company', legal_form_reason: '“GmbH” in “Tallow GmbH”' });
    await correct('businessName', 'Ana Berg', { kind: 'merchant', userId: null });
    await correct('legalForm', 'sole_trader', { kind: 'merchant', userId: null });
    expect(await onlyMerchant()).toMatchObject({ legal_form: 'sole_trader', legal_form_reason: 'a person said so' });
  });
});

describe('what people said of a merchant that was joined with another', () => {
  it('holds for both as long as they are joined, the one that stayed first', async () => {
    const [stays, goes] = [await aMerchant(app.db, { name: 'Stays' }), await aMerchant(app.db, { name: 'Goes' })];
    const say = (merchantId: string, name: string, value: string) => app.db.transaction((tx) => app.get(Facts).correct(tx, { merchantId, name, value, by: { kind: 'merchant', userId: null }, at: day(2) }));
    await say(stays, 'storefrontName', 'Stays Ltd');
    await say(goes, 'storefrontName', 'Goes Ltd');
    await say(goes, 'country', 'FR');
    await app.db.transaction((tx) => app.get(CustomFields).create(tx, { key: 'vans', label: 'Vans', kind: 'number' }, day(1)));
    await app.db.transaction((tx) => app.get(CustomFields).write(tx, { merchantId: goes, key: 'vans', value: 3, byUserId: null, at: day(2) }));
    await app.db.transaction((tx) => app.get(Tags).set(tx, { merchantId: goes, tags: ['eu'], byUserId: null, at: day(2) }));
    const facts = async () => Object.fromEntries((await app.get(Facts).of(app.db, stays, day(3))).map((one) => [one.name, one.current.value]));
    expect(await facts()).toEqual({ storefrontName: 'Stays Ltd' });
    await sql(app.db, `update merchant set merged_into = $1 where id = $2`, [stays, goes]);
    expect(await facts()).toEqual({ storefrontName: 'Stays Ltd', country: 'FR' });
    expect(await app.get(CustomFields).of(app.db, stays)).toMatchObject([{ key: 'vans', value: 3 }]);
    expect(await app.get(Tags).of(app.db, stays)).toEqual(['eu']);
    await app.db.transaction((tx) => app.get(Facts).withdraw(tx, stays, 'address', day(4)));
    expect((await sql<{ name: string; country: string }>(app.db, `select name, country from merchant where id = $1`, [stays]))[0]).toEqual({ name: 'Stays Ltd', country: 'FR' });
    await sql(app.db, `update merchant set merged_into = null where id = $1`, [goes]);
    expect(await facts()).toEqual({ storefrontName: 'Stays Ltd' });
  });
});

describe('changes', () => {
  const told = async () => (await app.get(ChangeSignals).of(app.db, (await onlyMerchant()).id)).map((one) => one.text);

  it('are told with both observations, once', async () => {
    const before = await seenOn(1, [{ sellerId: 'A1', rank: 40, rating: 4.8, price: 20, products: 10 }]);
    const now = await seenOn(13, [{ sellerId: 'A1', rank: 22, rating: 4.3, price: 16, products: 5 }]);
    expect((await told()).sort()).toEqual(['+18 places in Kitchen in 12 d (40 → 22)', '10 → 5 products on the lists in 12 d', 'median price 20.00 → 16.00 EUR in 12 d', 'rating 4.80 → 4.30 in 12 d']);
    await app.db.transaction((tx) => app.get(Resolution).resolve(tx, now.id));
    await seenOn(14, [{ sellerId: 'A1', rank: 21, rating: 4.3, price: 16, products: 5 }]);
    expect(await told()).toHaveLength(4);
    const [rank] = (await app.get(ChangeSignals).of(app.db, (await onlyMerchant()).id)).filter((one) => one.kind === 'rank-up');
    expect(rank).toMatchObject({ before: { runId: before.id, at: day(1), value: '40' }, after: { runId: now.id, at: day(13), value: '22' } });
  });

  it('do not compare with another list, another source or a month that is past', async () => {
    await seenOn(1, [{ sellerId: 'A1', rank: 90, category: 'Garden' }]);
    await seenOn(10, [{ sellerId: 'A1', rank: 10, category: 'Kitchen' }]);
    expect((await told()).filter((text) => text.includes('places'))).toEqual([]);
  });

  it('tell a new category only where the list was read before', async () => {
    await seenOn(1, [{ sellerId: 'A1', category: 'Kitchen' }], ['Garden']);
    await seenOn(2, [{ sellerId: 'A1', category: 'Kitchen' }], ['Garden', 'Toys']);
    expect(await told()).toEqual([]);
    const run = await aRun(app.db, { at: day(3) });
    const [shop] = await seenIn(app.db, run, [{ sellerId: 'A1', category: 'Kitchen' }]);
    for (const [place, category] of ['Garden', 'Books'].entries()) await sql(app.db, `insert into listing_observation (run_id, list, place, observed_at, category, sponsored, storefront_id) values ($1, $2, $3, $4, $2, false, $5)`, [run.id, category, place + 1, run.at, shop]);
    await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
    expect(await told()).toEqual(['now in Garden, at 1 (before: Kitchen)']);
  });

  it('tell that a storefront is gone after three runs without it, and not when its list was not read', async () => {
    await seenOn(1, [{ sellerId: 'A1', rank: 12 }, { sellerId: 'A2' }]);
    const missing = () => sql<{ text: string }>(app.db, `select text from change_signal where kind = 'gone'`);
    await seenOn(2, [{ sellerId: 'A2' }]);
    await seenOn(3, [{ sellerId: 'A2' }]);
    expect(await missing()).toEqual([]);
    await seenOn(4, [{ sellerId: 'A2' }]);
    expect(await missing()).toEqual([{ text: 'not among the best of Kitchen in the last 3 runs (was at 12)' }]);
    await sql(app.db, `truncate change_signal, listing_observation`);
    await seenOn(5, [{ sellerId: 'A2' }]);
    expect(await missing()).toEqual([]);
  });
});

describe('an estimate of sales', () => {
  it('is a range with its method and every figure it rests on', async () => {
    await seenOn(1, [{ sellerId: 'A1', ratingCount: 1000, price: 25 }]);
    await seenOn(11, [{ sellerId: 'A1', ratingCount: 1020, price: 25 }]);
    const [estimate] = await app.get(Estimates).of(app.db, (await onlyMerchant()).id);
    expect(estimate).toMatchObject({ currency: 'EUR', low: 290_000, mid: 910_000, high: 2_200_000, method: 'rating velocity × assumed review rate × median price', computedAt: day(11), basis: { reviewRates: [0.01, 0.02, 0.05], storefronts: [{ sellerId: 'A1', ratingsFrom: 1000, ratingsTo: 1020, days: 10, medianPrice: '25.00' }] } });
  });

  it('is not there while too little was seen', async () => {
    await seenOn(1, [{ sellerId: 'A1', ratingCount: 1000 }]);
    await seenOn(2, [{ sellerId: 'A1', ratingCount: 1000 }]);
    expect(await app.get(Estimates).of(app.db, (await onlyMerchant()).id)).toEqual([]);
  });
});

describe('rank history', () => {
  it('is one series a storefront and category, oldest first, of the days asked for', async () => {
    for (const [at, rank] of [[1, 40], [5, 30], [9, 22]] as const) await seenOn(at, [{ sellerId: 'A1', rank }]);
    const [series] = await app.get(RankHistory).of(app.db, (await onlyMerchant()).id, day(10), 8);
    expect(series!.points).toMatchObject([{ at: day(5), rank: 30 }, { at: day(9), rank: 22 }]);
  });
});

describe('a team’s own fields and tags', () => {
  const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app.db.transaction(work);

  it('hold typed values with who wrote them and when', async () => {
    const [merchantId, lena] = [await aMerchant(app.db), await aUser(app.db, { name: 'Lena Kurz' })];
    const fields = app.get(CustomFields);
    await inTx((tx) => fields.create(tx, { key: 'fleet_size', label: 'Vans', kind: 'number' }, day(1)));
    await inTx((tx) => fields.create(tx, { key: 'segment', label: 'Segment', kind: 'choice', choices: ['A', 'B'] }, day(1)));
    await inTx((tx) => fields.write(tx, { merchantId, key: 'fleet_size', value: '12', byUserId: lena, at: day(2) }));
    expect(await fields.of(app.db, merchantId)).toMatchObject([{ key: 'fleet_size', value: 12, by: 'Lena Kurz', at: day(2) }, { key: 'segment', value: null, by: null }]);
    const refused = (key: string, value: unknown, code: string) => expect(inTx((tx) => fields.write(tx, { merchantId, key, value, byUserId: lena, at: day(2) }))).rejects.toMatchObject({ code });
    await refused('segment', 'C', 'custom-field-invalid');
    await refused('nowhere', 'C', 'custom-field-not-found');
    await expect(inTx((tx) => fields.create(tx, { key: 'segment', label: 'Again', kind: 'text' }, day(1)))).rejects.toMatchObject({ code: 'custom-field-key-taken' });
    await expect(inTx((tx) => fields.create(tx, { key: 'Two Words', label: 'x', kind: 'text' }, day(1)))).rejects.toMatchObject({ code: 'custom-field-invalid' });
  });

  it('keep what was written when they are retired, and give it back', async () => {
    const merchantId = await aMerchant(app.db);
    const fields = app.get(CustomFields);
    await inTx((tx) => fields.create(tx, { key: 'note', label: 'Note', kind: 'text' }, day(1)));
    await inTx((tx) => fields.write(tx, { merchantId, key: 'note', value: 'kept', byUserId: null, at: day(2) }));
    await inTx((tx) => fields.change(tx, 'note', { retired: true, label: 'Old note' }, day(3)));
    expect(await fields.of(app.db, merchantId)).toMatchObject([{ key: 'note', label: 'Old note', value: 'kept', retired: true }]);
    await inTx((tx) => fields.change(tx, 'note', { retired: false }, day(4)));
    await inTx((tx) => fields.write(tx, { merchantId, key: 'note', value: null, byUserId: null, at: day(5) }));
    expect(await fields.of(app.db, merchantId)).toMatchObject([{ value: null, retired: false }]);
  });

  it('stand in the order that people give them, with those that are retired last', async () => {
    const fields = app.get(CustomFields);
    for (const key of ['a', 'b', 'c', 'd']) await inTx((tx) => fields.create(tx, { key, label: key, kind: 'text' }, day(1)));
    const order = async () => (await fields.all(app.db)).map((field) => field.key).join('');
    const put = (key: string, place: number) => inTx((tx) => fields.change(tx, key, { place }, day(2)));
    await put('c', 1);
    expect(await order()).toBe('cabd');
    await put('c', 3);
    expect(await order()).toBe('abcd');
    await inTx((tx) => fields.change(tx, 'b', { retired: true }, day(3)));
    await put('a', 9000);
    expect(await order()).toBe('cdab');
    await Promise.all([put('a', 1), put('d', 1), put('c', 1)]);
    expect([...await order()].sort().join('')).toBe('abcd');
    await inTx((tx) => fields.change(tx, 'b', { retired: false, requiredFrom: 'engaged' }, day(4)));
    expect((await fields.all(app.db)).find((field) => field.key === 'b')).toMatchObject({ retired: false, requiredFrom: 'engaged' });
    await inTx((tx) => fields.change(tx, 'b', { label: ' Bee ' }, day(5)));
    expect((await fields.all(app.db)).find((field) => field.key === 'b')).toMatchObject({ label: 'Bee', requiredFrom: 'engaged' });
    await expect(inTx((tx) => fields.change(tx, 'b', { label: ' ' }, day(5)))).rejects.toMatchObject({ code: 'custom-field-invalid', details: { fields: ['label'] } });
    expect(await inTx((tx) => fields.change(tx, 'b', { requiredFrom: null }, day(6)))).toMatchObject({ requiredFrom: null });
  });

  it('are words in one spelling', async () => {
    const merchantId = await aMerchant(app.db);
    await inTx((tx) => app.get(Tags).set(tx, { merchantId, tags: [' Gift  Shop ', 'gift shop', 'EU'], byUserId: null, at: day(1) }));
    expect(await app.get(Tags).of(app.db, merchantId)).toEqual(['eu', 'gift shop']);
    await inTx((tx) => app.get(Tags).set(tx, { merchantId, tags: ['eu'], byUserId: null, at: day(1) }));
    expect(await app.get(Tags).of(app.db, merchantId)).toEqual(['eu']);
  });
});
