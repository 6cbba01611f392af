import { AccessModule } from '#access';
import { Keys, sql } from '#platform';
import { SourcingModule } from '#sourcing';
import { aMerchant, aRun, seenIn } from '../../test/support/factories.js';
import { testModule, type TestApp } from '../../test/support/database.js';
import { Contacts, MerchantsModule, MerchantProfiles, Resolution, suppressedSql, Suppressions } from './index.js';

let app: TestApp;
beforeAll(async () => { app = await testModule([AccessModule, SourcingModule, MerchantsModule]); });
afterAll(() => app.close());
beforeEach(async () => { await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox cascade`); });

const resolve = (...runs: Array<{ id: string }>) => app.db.transaction(async (tx) => { for (const run of runs) await app.get(Resolution).resolve(tx, run.id); });
const merchants = () => sql<{ id: string; name: string; legal_name: string | null; country: string; search_text: string; fronts: string[]; contacts: string[] }>(app.db,
  `select m.*, array(select s.seller_id from identity_link l join storefront s on s.id = l.storefront_id where l.merchant_id = m.id and l.unlinked_at is null order by 1) as fronts,
          array(select value from contact c where c.merchant_id = m.id order by 1) as contacts from merchant m order by name`);

describe('resolving an accepted run', () => {
  it('puts two storefronts with one VAT number behind one merchant, named as the better-known one is', async () => {
    const alder = await aRun(app.db);
    await seenIn(app.db, alder, [{ sellerId: 'A1', name: 'Tallow Home', ratingCount: 90, profile: { vat: 'DE 123.456.789', businessName: 'Tallow GmbH', email: 'info@tallow.example' } }, { sellerId: 'A2', name: 'Other', profile: { vat: 'DE987654321' } }]);
    const bright = await aRun(app.db, { marketplace: 'brightcart' });
    await seenIn(app.db, bright, [{ sellerId: 'B1', name: 'TALLOW', ratingCount: 900, profile: { vat: 'de123456789', email: 'INFO@tallow.example' } }]);
    await resolve(alder, bright);
    const found = await merchants();
    expect(found.map(({ name, fronts, contacts }) => ({ name, fronts, contacts }))).toEqual([
      { name: 'Other', fronts: ['A2'], contacts: [] },
      { name: 'TALLOW', fronts: ['A1', 'B1'], contacts: ['info@tallow.example'] },
    ]);
    expect(found[1]).toMatchObject({ legal_name: 'Tallow GmbH', country: 'DE' });
    expect(await sql(app.db, `select event from outbox`)).toEqual([{ event: 'merchants.merchants-resolved' }, { event: 'merchants.merchants-resolved' }]);
  });

  it('comes to the same merchants whichever marketplace arrives first', async () => {
    const seed = async () => {
      const alder = await aRun(app.db);
      await seenIn(app.db, alder, [{ sellerId: 'A1', profile: { registration: 'HRB 12345' } }, { sellerId: 'A2', profile: { vat: 'DE123456789', registration: 'HRB 777777' } }, { sellerId: 'A3' }]);
      const bright = await aRun(app.db, { marketplace: 'brightcart', at: new Date('2026-05-04T06:10:00Z') });
      await seenIn(app.db, bright, [{ sellerId: 'B1', profile: { registration: 'hrb12345' }, ratingCount: 5000 }, { sellerId: 'B2', profile: { vat: 'DE123456789' } }, { sellerId: 'B4' }]);
      return [alder, bright] as const;
    };
    const [alder, bright] = await seed();
    await resolve(alder, bright);
    const forward = await merchants();
    await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox cascade`);
    const [alderAgain, brightAgain] = await seed();
    await resolve(brightAgain, alderAgain);
    const content = (rows: typeof forward) => rows.map(({ id, name, search_text, fronts }) => ({ id, name, search_text, fronts }));
    expect(content(await merchants())).toEqual(content(forward));
    expect(forward).toHaveLength(4);
  });

  it('changes nothing when it is done again, and takes 2,400 storefronts at a gulp', async () => {
    const run = await aRun(app.db);
    await seenIn(app.db, run, Array.from({ length: 2400 }, (_, at) => ({ sellerId: `A${at}`, name: `Shop Nº ${at}`, profile: { vat: `DE${200_000_000 + Math.floor(at * 0.8)}`, businessName: `Shop ${at} GmbH`, address: 'Lindenstraße 1, 20001 Hambeck, DE', email: at % 3 ? `info@shop-${at}.example` : null, phone: '+49 40 123' } })));
    await resolve(run);
    const tables = () => sql(app.db, `select (select count(*) from merchant) as merchants, (select count(*) from fact) as facts, (select count(*) from contact) as contacts, (select max(xmin::text::bigint) from merchant) as written`);
    const before = await tables();
    expect(before).toMatchObject([{ merchants: 1920, facts: 2400 * 7 }]);
    await resolve(run);
    expect(await tables()).toEqual(before);
  });

  it('keeps where every fact and address came from, and an address that cannot be mailed apart', async () => {
    const run = await aRun(app.db);
    await seenIn(app.db, run, [{ sellerId: 'A1', profile: { email: 'write to us', businessName: 'Tallow GmbH' } }, { sellerId: 'A2', profile: null }]);
    await resolve(run);
    expect(await sql(app.db, `select status, status_reason, address_mac, source_url, run_id from contact`)).toEqual([
      { status: 'invalid', status_reason: 'not a mail address', address_mac: null, source_url: 'http://alderbay.example/seller/A1', run_id: run.id }]);
    expect(await sql(app.db, `select value, source_url, run_id, seen_at, confidence from fact where name = 'businessName'`)).toEqual([
      { value: 'Tallow GmbH', source_url: 'http://alderbay.example/seller/A1', run_id: run.id, seen_at: run.at, confidence: expect.closeTo(0.95) as number }]);
    expect(await merchants()).toHaveLength(2);
  });

  it('folds names for the search in any script', async () => {
    const run = await aRun(app.db);
    await seenIn(app.db, run, [{ sellerId: 'A1', name: 'ÖLMÜHLE Särkänniemi' }]);
    await resolve(run);
    expect((await merchants())[0]!.search_text).toContain('olmuhle sarkanniemi');
  });
});

describe('contacts', () => {
  it('write to a role mailbox before a person, and never to one that bounced', async () => {
    const run = await aRun(app.db);
    await seenIn(app.db, run, [{ sellerId: 'A1', profile: { vat: 'DE123456789', email: 'ana@tallow.example' } }, { sellerId: 'A2', profile: { vat: 'DE123456789', email: 'sales@tallow.example' } }]);
    await resolve(run);
    const { id } = (await merchants())[0]!;
    const [best] = await app.get(Contacts).best(app.db, [id]);
    expect(best!.address).toBe('sales@tallow.example');
    expect(best!.addressMac).toEqual(app.get(Keys).addressMac('SALES@tallow.example '));
    await app.db.transaction((tx) => app.get(Contacts).invalidate(tx, best!.contactId, '550 5.1.1 no such mailbox', new Date('2026-05-05T06:00:00Z')));
    expect((await app.get(Contacts).best(app.db, [id]))[0]!.address).toBe('ana@tallow.example');
    const again = await aRun(app.db, { at: new Date('2026-05-05T06:00:00Z') });
    await seenIn(app.db, again, [{ sellerId: 'A2', profile: { vat: 'DE123456789', email: 'sales@tallow.example' } }]);
    await resolve(again);
    expect((await app.get(Contacts).best(app.db, [id]))[0]!.address).toBe('ana@tallow.example');
  });
});

describe('suppression', () => {
  const at = new Date('2026-05-04T08:00:00Z');
  const blocked = async (merchantId: string, address: string) => {
    const keys = app.get(Keys);
    const [row] = await sql<{ blocked: boolean }>(app.db, `select ${suppressedSql({ addressMac: '$2::bytea', domainMac: '$3::bytea', merchantId: 'm.id', country: 'm.country' })} as blocked from merchant m where id = $1`, [merchantId, keys.addressMac(address), keys.domainMac(address)]);
    return row!.blocked;
  };

  it('blocks an address, a domain, a merchant or a country, and nobody else', async () => {
    const [one, other] = [await aMerchant(app.db, { country: 'DE' }), await aMerchant(app.db, { country: 'FR' })];
    const add = (suppression: Parameters<Suppressions['add']>[1]) => app.db.transaction((tx) => app.get(Suppressions).add(tx, suppression));
    expect(await add({ scope: 'address', address: ' Owner@Tallow.example', reason: 'opt_out', at })).toBe(true);
    expect(await add({ scope: 'address', address: 'owner@tallow.example', reason: 'complaint', at })).toBe(false);
    expect([await blocked(one, 'owner@tallow.example'), await blocked(one, 'info@tallow.example')]).toEqual([true, false]);
    await add({ scope: 'domain', address: 'x@agency.example', reason: 'manual', at });
    expect([await blocked(one, 'someone@AGENCY.example'), await blocked(one, 'someone@not-agency.example')]).toEqual([true, false]);
    await add({ scope: 'merchant', merchantId: one, reason: 'dsar', at });
    expect([await blocked(one, 'new@new.example'), await blocked(other, 'new@new.example')]).toEqual([true, false]);
    await add({ scope: 'country', country: 'fr', reason: 'legal', at });
    expect(await blocked(other, 'new@new.example')).toBe(true);
  });

  it('survives that the merchant is forgotten and scraped again', async () => {
    await app.db.transaction((tx) => app.get(Suppressions).add(tx, { scope: 'address', address: 'info@tallow.example', reason: 'opt_out', at }));
    const run = await aRun(app.db);
    await seenIn(app.db, run, [{ sellerId: 'A1', profile: { email: 'Info@Tallow.example' } }]);
    await resolve(run);
    const { id } = (await merchants())[0]!;
    expect(await app.get(Contacts).best(app.db, [id])).toEqual([]);
    expect(JSON.stringify(await sql(app.db, `select * from suppression`))).not.toContain('tallow');
  });
});

describe('a merchant’s profile', () => {
  it('tells its storefronts, best rank first', async () => {
    const run = await aRun(app.db);
    await seenIn(app.db, run, [{ sellerId: 'A1', rank: 80, profile: { vat: 'DE123456789' } }, { sellerId: 'A2', rank: 3, profile: { vat: 'DE123456789' } }]);
    await resolve(run);
    const { id } = (await merchants())[0]!;
    const profile = await app.get(MerchantProfiles).of(app.db, id);
    expect(profile!.storefronts.map(({ sellerId, bestRank, listSize, category, rankSeenAt }) => ({ sellerId, bestRank, listSize, category, rankSeenAt }))).toEqual([
      { sellerId: 'A2', bestRank: 3, listSize: 150, category: 'Kitchen', rankSeenAt: run.at }, { sellerId: 'A1', bestRank: 80, listSize: 150, category: 'Kitchen', rankSeenAt: run.at }]);
    expect(await app.get(MerchantProfiles).of(app.db, '00000000-0000-4000-8000-000000000000')).toBeNull();
  });
});
