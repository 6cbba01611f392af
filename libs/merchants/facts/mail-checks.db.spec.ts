import { AccessModule } from '#access';
import { Clock, Keys, sql } from '#platform';
import { SourcingModule } from '#sourcing';
import { testModule, type TestApp } from '../../../test/support/database.js';
import { aContact, aMerchant, aRun, seenIn } from '../../../test/support/factories.js';
import { nameServer, type NameServer } from '../../../test/support/name-server.js';
import { Contacts, MailChecks, MerchantsModule, Resolution } from '../index.js';

let app: TestApp;
let dns: NameServer;
beforeAll(async () => {
  dns = await nameServer({});
  app = await testModule([AccessModule, SourcingModule, MerchantsModule], { env: { DNS_SERVERS: dns.address } });
});
afterAll(async () => { await app.close(); await dns.close(); });
beforeEach(async () => {
  await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox cascade`);
  dns.asked.length = 0;
  dns.zone = { 'tallow-home.com': { mx: ['mx2.tallow-home.com', 'mx1.tallow-home.com'] }, 'web-only.com': { a: '192.0.2.1' }, 'no-mail.com': { mx: ['.'] }, 'nothing.com': {}, 'gmail.com': { mx: ['gmail-smtp-in.l.google.com'] }, 'broken.com': 'broken' };
});

const address = async (value: string): Promise<string> => {
  const merchantId = await aMerchant(app.db);
  const id = await aContact(app.db, { merchantId, address: value, macs: { address: app.get(Keys).addressMac(value), domain: app.get(Keys).domainMac(value) } });
  await sql(app.db, `update contact set check_due_at = seen_at where id = $1`, [id]);
  return id;
};
const status = async (id: string) => (await sql<{ status: string; reason: string; checked: boolean; due: Date | null }>(app.db, `select status, status_reason as reason, checked_at is not null as checked, check_due_at as due from contact where id = $1`, [id]))[0]!;
const check = () => app.get(MailChecks).checkDue();

describe('checking addresses', () => {
  it('says of each what DNS knows, in a sentence', async () => {
    const ids = await Promise.all(['sales@tallow-home.com', 'info@web-only.com', 'info@no-mail.com', 'info@nothing.com', 'info@not-there.com', 'tallow@gmail.com', 'info@broken.com', 'info@tallow.example'].map(address));
    expect(await check()).toBe(8);
    const found = await Promise.all(ids.map(status));
    expect(found.map((one) => `${one.status}: ${one.reason}`)).toEqual([
      'valid: mx2.tallow-home.com takes mail for tallow-home.com; a mailbox of a function',
      'risky: web-only.com names no mail host; mail would go to its web host; a mailbox of a function',
      'invalid: the domain no-mail.com says that it takes no mail',
      'invalid: the domain nothing.com takes no mail: it has neither a mail host nor an address',
      'invalid: the domain not-there.com does not exist',
      'risky: gmail.com takes mail; whether this is the merchant’s mailbox cannot be seen: anybody can open one there',
      'unknown: no name server answered for broken.com (ESERVFAIL)',
      'unknown: .example is reserved for tests: no DNS knows tallow.example',
    ]);
    expect(dns.asked.filter((one) => one.includes('example'))).toEqual([]);
  });

  it('asks once for a domain however many addresses it has, and again only after ninety days', async () => {
    const ids = [];
    for (let at = 0; at < 20; at++) ids.push(await address(`person${at}@tallow-home.com`));
    await check();
    expect(dns.asked).toEqual(['MX tallow-home.com']);
    expect(await app.get(MailChecks).anyDue()).toBe(false);
    expect(await check()).toBe(0);
    const days = ((await status(ids[0]!)).due!.getTime() - (await app.get(Clock).now()).getTime()) / 86_400_000;
    expect(days).toBeCloseTo(90, 1);
    dns.zone = {};
    await sql(app.db, `update contact set check_due_at = check_due_at - interval '90 days'`);
    expect(await check()).toBe(20);
    expect((await status(ids[0]!)).status).toBe('invalid');
  });

  it('calls nothing invalid when no name server answers, and asks again the next day', async () => {
    dns.zone = { 'tallow-home.com': 'silent' };
    const id = await address('sales@tallow-home.com');
    await check();
    const found = await status(id);
    expect(found).toMatchObject({ status: 'unknown', reason: expect.stringContaining('no name server answered') as string });
    expect((found.due!.getTime() - (await app.get(Clock).now()).getTime()) / 86_400_000).toBeCloseTo(1, 1);
  });

  it('never revives an address from which a mail came back, at this merchant or at another', async () => {
    const [one, other] = [await address('sales@tallow-home.com'), await address('SALES@tallow-home.com')];
    await app.db.transaction((tx) => app.get(Contacts).invalidate(tx, one, 'bounced: 550 5.1.1', new Date('2026-05-05T06:00:00Z')));
    await check();
    expect(await status(one)).toMatchObject({ status: 'invalid', reason: 'bounced: 550 5.1.1', due: null });
    expect(await status(other)).toMatchObject({ status: 'invalid', reason: 'a mail to it came back' });
  });

  it('leaves alone what a bounce is writing at that moment', async () => {
    const id = await address('sales@tallow-home.com');
    await app.db.transaction(async (tx) => {
      await app.get(Contacts).invalidate(tx, id, 'bounced: 550 5.1.1', new Date('2026-05-05T06:00:00Z'));
      expect(await check()).toBe(0);
    });
    expect((await status(id)).reason).toBe('bounced: 550 5.1.1');
  });

  it('writes to no address that it found invalid', async () => {
    const run = await aRun(app.db);
    await seenIn(app.db, run, [{ sellerId: 'A1', profile: { email: 'info@not-there.com' } }]);
    await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
    const [merchant] = await sql<{ id: string }>(app.db, `select id from merchant`);
    expect(await app.get(Contacts).best(app.db, [merchant!.id])).toHaveLength(1);
    expect(await check()).toBe(1);
    expect(await app.get(Contacts).best(app.db, [merchant!.id])).toEqual([]);
  });
});
