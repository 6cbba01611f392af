import { AccessModule } from '#access';
import { Keys, sql, type Tx } from '#platform';
import { SourcingModule } from '#sourcing';
import { aRun, aUser, seenIn, type SeenStorefront } from '../../../test/support/factories.js';
import { testModule, type TestApp } from '../../../test/support/database.js';
import { IdentityLinks, IdentityReview, MerchantsModule, Resolution, suppressedSql, Suppressions } from '../index.js';

let app: TestApp;
let lena: string;
beforeAll(async () => { app = await testModule([AccessModule, SourcingModule, MerchantsModule]); });
afterAll(() => app.close());
beforeEach(async () => {
  await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox, identity_party, identity_block, identity_count, identity_review, app_user cascade`);
  lena = await aUser(app.db);
});

const review = () => app.get(IdentityReview);
const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app.db.transaction(work);
let day = 4;
/** A run of the marketplace sees these storefronts, and they are resolved. */
async function seen(marketplace: string, storefronts: SeenStorefront[]): Promise<string[]> {
  const run = await aRun(app.db, { marketplace, at: new Date(Date.UTC(2026, 4, (day += 1), 6)) });
  const ids = await seenIn(app.db, run, storefronts);
  await inTx((tx) => app.get(Resolution).resolve(tx, run.id));
  return ids;
}
const fronts = async () => (await sql<{ fronts: string[] }>(app.db, `select array_agg(s.seller_id order by s.seller_id) as fronts from identity_link l join storefront s on s.id = l.storefront_id where l.unlinked_at is null group by l.merchant_id order by 1`)).map((row) => row.fronts.join(' '));
const linkOf = async (sellerId: string) => (await sql<{ merchant_id: string; reason: string; linked_by: string; score: number | null; evidence: { beside: string; reasons: string[]; basis: string[] } | null }>(app.db,
  `select l.* from identity_link l join storefront s on s.id = l.storefront_id where s.seller_id = $1 and l.unlinked_at is null`, [sellerId]))[0]!;
const tallow = { businessName: 'Tallow Copperwick GmbH', address: 'Lindenstraße 12, 20001 Hambeck, DE', phone: '+49 40 3171951', email: 'info@tallow.example' };

describe('a storefront without a number', () => {
  it('goes to the merchant that it is surely like, with the reason in a sentence and what it rests on', async () => {
    await seen('alderbay', [{ sellerId: 'A1', name: 'Tallow Copperwick', profile: tallow }, { sellerId: 'A2', name: 'Candle House', profile: { address: 'Lindenstraße 90, 20001 Hambeck, DE', phone: '+49 40 8462273' } }]);
    await seen('brightcart', [{ sellerId: 'B1', name: 'TALLOW COPPERWICK Store', profile: { address: 'Lindenstr. 12\n20001 Hambeck', phone: '040/3171951', email: null } }]);
    expect(await fronts()).toEqual(['A1 B1', 'A2']);
    const link = await linkOf('B1');
    expect(link).toMatchObject({ linked_by: 'rule', score: expect.closeTo(1, 1) as number, evidence: { basis: expect.arrayContaining(['t:403171951']) as string[] } });
    expect(link.reason).toMatch(/^(?:0\.\d\d|1\.00) like “Tallow Copperwick” on alderbay: .*same telephone/);
    expect(await review().list(app.db)).toEqual([]);
  });

  it('is found in the same run too, and names one merchant with its sister, whichever way they come', async () => {
    const pair: SeenStorefront[] = [{ sellerId: 'A1', name: 'Tallow Copperwick', profile: tallow }, { sellerId: 'A2', name: 'Tallow Copperwick Outlet', profile: { ...tallow, businessName: null } }];
    await seen('alderbay', pair);
    expect(await fronts()).toEqual(['A1 A2']);
    const first = (await linkOf('A1')).merchant_id;
    await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox, identity_party, identity_block, identity_count, identity_review cascade`);
    await seen('alderbay', pair.toReversed());
    expect((await linkOf('A1')).merchant_id).toBe(first);
  });

  it('is put before a person when it is likely but not sure, and when only a name speaks', async () => {
    await seen('alderbay', [{ sellerId: 'A1', name: 'Tallow Copperwick', profile: tallow }]);
    await seen('brightcart', [{ sellerId: 'B1', name: 'Tallow Copperwick', profile: null }, { sellerId: 'B2', name: 'Tallow Copperwick', profile: { address: 'Gänsemarkt 3, 20001 Hambeck, DE' } }]);
    expect(await fronts()).toEqual(['A1', 'B1', 'B2']);
    const pairs = await review().list(app.db);
    expect(pairs.length).toBeGreaterThanOrEqual(1);
    expect(pairs[0]).toMatchObject({ linked: false, reasons: expect.arrayContaining([expect.stringContaining('names agree')]) as string[], one: { merchantName: 'Tallow Copperwick', storefronts: 1 } });
    expect(await review().open(app.db)).toBe(pairs.length);
  });

  it('follows its VAT number and not its looks, and a person is asked about the looks', async () => {
    await seen('alderbay', [{ sellerId: 'A1', name: 'Tallow Copperwick', profile: tallow }, { sellerId: 'A2', name: 'Candle House', profile: { vat: 'DE123456789' } }]);
    await seen('brightcart', [{ sellerId: 'B1', name: 'Tallow Copperwick', profile: { ...tallow, vat: 'DE 123 456 789' } }]);
    expect(await fronts()).toEqual(['A1', 'A2 B1']);
    expect((await review().list(app.db)).map((pair) => [pair.one.sellerId, pair.other.sellerId].sort())).toEqual([['A1', 'B1']]);
  });

  it('is not like a merchant of another VAT number of its country, however alike they look', async () => {
    await seen('alderbay', [{ sellerId: 'A1', name: 'Tallow Copperwick', profile: { ...tallow, vat: 'DE123456789' } }]);
    await seen('brightcart', [{ sellerId: 'B1', name: 'Tallow Copperwick', profile: { ...tallow, vat: 'DE987654321' } }]);
    expect(await fronts()).toEqual(['A1', 'B1']);
    expect(await review().list(app.db)).toEqual([]);
  });
});

describe('what is linked already', () => {
  it('is moved by no rule: two merchants whose pages have become alike are a question', async () => {
    await seen('alderbay', [{ sellerId: 'A1', name: 'Tallow Copperwick', profile: tallow }]);
    await seen('brightcart', [{ sellerId: 'B1', name: 'Mirabelle', profile: { phone: '+49 30 5550142' } }]);
    await seen('brightcart', [{ sellerId: 'B1', name: 'Tallow Copperwick', profile: tallow }]);
    expect(await fronts()).toEqual(['A1', 'B1']);
    const [pair] = await review().list(app.db);
    expect(pair!.score).toBeGreaterThanOrEqual(0.95);
    await inTx((tx) => review().decide(tx, { id: pair!.id, verdict: 'link', by: lena, why: 'one telephone' }));
    expect(await fronts()).toEqual(['A1 B1']);
    expect((await linkOf('A1')).merchant_id).toBe((await linkOf('B1')).merchant_id);
    await expect(inTx((tx) => review().decide(tx, { id: pair!.id, verdict: 'apart', by: lena, why: '' }))).rejects.toMatchObject({ code: 'identity-pair-decided' });
    expect(await review().open(app.db)).toBe(0);
  });

  it('is not asked again after a person said apart, not even of other storefronts of the two', async () => {
    await seen('alderbay', [{ sellerId: 'A1', name: 'Tallow Copperwick', profile: tallow }]);
    await seen('brightcart', [{ sellerId: 'B1', name: 'Mirabelle' }]);
    await seen('brightcart', [{ sellerId: 'B1', name: 'Tallow Copperwick', profile: tallow }]);
    const [pair] = await review().list(app.db);
    await inTx((tx) => review().decide(tx, { id: pair!.id, verdict: 'apart', by: lena, why: 'father and son' }));
    await seen('brightcart', [{ sellerId: 'B1', name: 'Tallow Copperwick Shop', profile: tallow }]);
    expect(await review().list(app.db)).toEqual([]);
    expect(await fronts()).toEqual(['A1', 'B1']);
    expect(await review().one(app.db, pair!.id)).toMatchObject({ state: 'apart', why: 'father and son' });
  });

  it('is looked at again by a person when the telephone that it rests on turns out to be an agency’s, and stays until then', async () => {
    await seen('alderbay', [{ sellerId: 'A1', name: 'Tallow Copperwick', profile: { phone: '+49 30 5550142' } }]);
    await seen('brightcart', [{ sellerId: 'B1', name: 'Tallow Mirabell', profile: { phone: '030 5550142', address: 'Gänsemarkt 3, 20001 Hambeck, DE' } }, { sellerId: 'B2', name: 'Tallow Coperwick', profile: { phone: '030 5550142' } }]);
    expect(await fronts()).toContain('A1 B2');
    await seen('brightcart', [{ sellerId: 'B3', name: 'Kestrel Pantry', profile: { phone: '030 5550142' } }, { sellerId: 'B4', name: 'Willow Gear', profile: { phone: '030 5550142' } }]);
    expect(await fronts()).toContain('A1 B2');
    const doubt = (await review().list(app.db)).find((pair) => pair.linked)!;
    expect(doubt.reasons[0]).toMatch(/the telephone turned out to be shared by \d names/);
    expect([doubt.one.sellerId, doubt.other.sellerId].sort()).toEqual(['A1', 'B2']);
    await inTx((tx) => review().decide(tx, { id: doubt.id, verdict: 'apart', by: lena, why: 'two clients of one agency' }));
    expect(await fronts()).toEqual(expect.arrayContaining(['A1', 'B2']));
  });

  it('is found by its telephone though its name is that of a crowd, whose key is kept for the first of them only', async () => {
    const chain = Array.from({ length: 60 }, (_, nth): SeenStorefront => ({ sellerId: `A${nth}`, name: 'Mirabelle', profile: { phone: `+49 30 ${5_550_000 + nth * 137}`, address: `Lindenstraße ${nth + 1}, ${10_000 + nth * 997} Hambeck, DE` } }));
    await seen('alderbay', chain);
    await seen('brightcart', [{ sellerId: 'B1', name: 'Mirabelle', profile: chain[50]!.profile! }]);
    expect(await fronts()).toContain('A50 B1');
    const [{ most }] = await sql<{ most: number }>(app.db, `select max(n)::int as most from (select count(*) as n from identity_block group by key) held`) as [{ most: number }];
    expect(most).toBe(41);
  });

  it('costs nothing when its page says what it said', async () => {
    const sightings: SeenStorefront[] = [{ sellerId: 'A1', name: 'Tallow Copperwick', profile: tallow, ratingCount: 10 }, { sellerId: 'A2', name: 'Candle House' }];
    await seen('alderbay', sightings);
    const tables = () => sql(app.db, `select (select json_agg(p order by number) from (select number, hash, xmin::text from identity_party) p) as parties, (select json_agg(c order by key) from identity_count c) as counts, (select count(*)::int from identity_block) as blocks`);
    const before = await tables();
    await seen('alderbay', [{ ...sightings[0]!, ratingCount: 99 }, sightings[1]!]);
    expect(await tables()).toEqual(before);
    await seen('alderbay', [{ ...sightings[0]!, name: 'Willow Gear' }]);
    const [words] = await sql<{ n: number }>(app.db, `select sum(n)::int as n from identity_count where key <> 0`);
    const [due] = await sql<{ n: number }>(app.db, `select sum(cardinality(counted) - 1)::int as n from identity_party`);
    expect(words).toEqual(due);
    expect(await sql(app.db, `select count(*)::int as n from identity_block b join identity_party p on p.number = b.party where b.key <> all (p.blocks)`)).toEqual([{ n: 0 }]);
  });
});

describe('taking a storefront from its merchant', () => {
  it('gives it a merchant of its own with what its page shows, and it stays there', async () => {
    await seen('alderbay', [{ sellerId: 'A1', name: 'Tallow Copperwick', profile: { ...tallow, vat: 'DE123456789' } }]);
    const [b1] = await seen('brightcart', [{ sellerId: 'B1', name: 'Tallow Copperwick', profile: { vat: 'DE123456789', email: 'shop@tallow.example', phone: tallow.phone } }]);
    const old = (await linkOf('B1')).merchant_id;
    const made = await inTx((tx) => app.get(IdentityLinks).unlink(tx, { storefrontId: b1!, by: lena, why: 'a former partner' }));
    expect(await fronts()).toEqual(['A1', 'B1']);
    expect(await linkOf('B1')).toMatchObject({ merchant_id: made, linked_by: lena, reason: 'taken from “Tallow Copperwick”: a former partner' });
    const contacts = (merchant: string) => sql(app.db, `select value from contact where merchant_id = $1 order by 1`, [merchant]).then((rows) => rows.map((row) => (row as { value: string }).value));
    expect([await contacts(old), await contacts(made)]).toEqual([['+49 40 3171951', 'info@tallow.example'], ['+49 40 3171951', 'shop@tallow.example']]);
    expect(await sql(app.db, `select count(*)::int as n from fact where merchant_id = $1 and storefront_id = $2`, [made, b1])).toMatchObject([{ n: expect.any(Number) as number }]);
    expect(await sql(app.db, `select count(*)::int as n from fact where merchant_id = $1 and storefront_id = $2`, [old, b1])).toEqual([{ n: 0 }]);
    await seen('brightcart', [{ sellerId: 'B1', name: 'Tallow Copperwick', profile: { ...tallow, vat: 'DE123456789' } }]);
    expect(await fronts()).toEqual(['A1', 'B1']);
    expect(await review().list(app.db)).toEqual([]);
    await expect(inTx((tx) => app.get(IdentityLinks).unlink(tx, { storefrontId: b1!, by: lena, why: '' }))).rejects.toMatchObject({ code: 'storefront-alone' });
  });

  it('leaves neither half to be written to where the whole was not', async () => {
    const [, a2] = await seen('alderbay', [{ sellerId: 'A1', name: 'Tallow Copperwick', profile: tallow }, { sellerId: 'A2', name: 'Tallow Copperwick Outlet', profile: { ...tallow, email: 'outlet@tallow.example' } }]);
    expect(await fronts()).toEqual(['A1 A2']);
    const old = (await linkOf('A1')).merchant_id;
    await inTx((tx) => app.get(Suppressions).add(tx, { scope: 'merchant', merchantId: old, reason: 'opt_out', at: new Date('2026-05-20T08:00:00Z') }));
    const made = await inTx((tx) => app.get(IdentityLinks).unlink(tx, { storefrontId: a2!, by: lena, why: '' }));
    const keys = app.get(Keys);
    const blocked = await sql<{ id: string; blocked: boolean }>(app.db, `select m.id, ${suppressedSql({ addressMac: '$2::bytea', domainMac: '$3::bytea', merchantId: 'm.id', country: 'm.country' })} as blocked from merchant m where id = any($1)`,
      [[old, made], keys.addressMac('outlet@tallow.example'), keys.domainMac('outlet@tallow.example')]);
    expect(blocked.map((row) => row.blocked)).toEqual([true, true]);
  });

  it('says so when there is nothing to take', async () => {
    const [a1] = await seen('alderbay', [{ sellerId: 'A1', name: 'Tallow Copperwick', profile: tallow }]);
    await expect(inTx((tx) => app.get(IdentityLinks).unlink(tx, { storefrontId: a1!, by: lena, why: '' }))).rejects.toMatchObject({ code: 'storefront-alone' });
    await expect(inTx((tx) => app.get(IdentityLinks).unlink(tx, { storefrontId: '00000000-0000-4000-8000-000000000000', by: lena, why: '' }))).rejects.toMatchObject({ code: 'storefront-not-linked' });
    await expect(inTx((tx) => review().decide(tx, { id: '00000000-0000-4000-8000-000000000000', verdict: 'link', by: lena, why: '' }))).rejects.toMatchObject({ code: 'identity-pair-not-found' });
  });
});
