import { createServer, type IncomingMessage, type Server } from 'node:http';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessModule } from '#access';
import { Clock, sql } from '#platform';
import { BusinessPages, Captures, SourcingModule } from '#sourcing';
import { testModule, type TestApp } from '../../../test/support/database.js';
import { aContact, aRun, aUser, seenIn } from '../../../test/support/factories.js';
import { Contacts, ContactSearch, ContactSearchModule, MerchantsModule, Resolution, Suppressions } from '../index.js';

interface Site { origin: string; asked: Array<{ path: string; at: number; agent: string }>; pages: Record<string, string | { status: number; location?: string }>; close(): Promise<void> }

async function website(pages: Site['pages']): Promise<Site> {
  const site: Site = { origin: '', asked: [], pages, close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }) };
  const server: Server = createServer((request: IncomingMessage, response) => {
    site.asked.push({ path: request.url!, at: performance.now(), agent: request.headers['user-agent'] ?? '' });
    const page = site.pages[request.url!];
    if (page === undefined) return void response.writeHead(404).end();
    if (typeof page !== 'string') return void response.writeHead(page.status, page.location ? { location: page.location } : {}).end();
    response.writeHead(200, { 'content-type': request.url === '/robots.txt' ? 'text/plain' : 'text/html; charset=utf-8' }).end(page);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return Object.assign(site, { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

const HOME = '<title>Tallow</title><a href="/shop">Shop</a><a href="/kontakt">Kontakt</a><a href="/impressum">Impressum</a><a href="/ueber-uns">Über uns</a>';
const IMPRINT = '<title>Impressum</title>Tallow GmbH <a href="mailto:ana.berg@tallow-home.de">Ana Berg</a> <a href="mailto:info@tallow-home.de">info</a> <a href="tel:+49 40 123456">call</a>';

describe('an address on a merchant’s own website', () => {
  let site: Site;
  let app: TestApp;
  let ada: { userId: string; name: string };

  beforeEach(async () => {
    site = await website({ '/': HOME, '/impressum': IMPRINT, '/kontakt': '<title>Kontakt</title>write to us', '/ueber-uns': 'us' });
    app = await testModule([AccessModule, SourcingModule, MerchantsModule, ContactSearchModule], { env: { BECKON_ALLOW_HOSTS: new URL(site.origin).host, BECKON_HOME: mkdtempSync(join(tmpdir(), 'beckon-websites-')) } });
    ada = { userId: await aUser(app.db, { name: 'Ada Min', role: 'admin' }), name: 'Ada Min' };
  });
  afterEach(async () => { await app.close(); await site.close(); });

  /** A merchant of a brought list, whose website the list names. */
  const merchant = async (url = `${site.origin}/`, sellerId = 'A1'): Promise<string> => {
    const run = await aRun(app.db, { marketplace: 'trade-fair' });
    const [shop] = await seenIn(app.db, run, [{ sellerId, profile: {} }]);
    await sql(app.db, `update storefront set url = $2 where id = $1`, [shop, url]);
    await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
    return (await sql<{ id: string }>(app.db, `select merchant_id as id from identity_link where storefront_id = $1`, [shop]))[0]!.id;
  };
  const switchOn = (on = true, reason = 'Legitimate interest: business contacts that sites publish by law.') => app.db.transaction((tx) => app.get(BusinessPages).switch(tx, { on, reason, by: ada }));
  /** The pace of a public host is seconds; that it is kept is another test's. */
  const quick = () => sql(app.db, `delete from rate_bucket`);
  const search = async () => { await quick(); return app.get(ContactSearch).search(); };

  it('is not looked for until an admin says by which right', async () => {
    await merchant();
    expect(await app.get(ContactSearch).anyDue()).toBe(false);
    expect(await search()).toBe(0);
    await expect(switchOn(true, 'why not')).rejects.toMatchObject({ code: 'business-pages-need-reason' });
    expect(site.asked).toEqual([]);
    await switchOn();
    expect(await app.get(ContactSearch).anyDue()).toBe(true);
    expect(await app.get(BusinessPages).state()).toMatchObject({ on: true, reason: 'Legitimate interest: business contacts that sites publish by law.', reviewer: 'Ada Min' });
    await switchOn(false);
    expect(await app.get(ContactSearch).anyDue()).toBe(false);
    expect(await sql(app.db, `select action from audit_event order by id`)).toEqual([{ action: 'business-pages.switched-on' }, { action: 'business-pages.switched-off' }]);
  });

  it('comes from at most three pages, with provenance, a role mailbox before a person, every request in the ledger and at a polite distance', async () => {
    const id = await merchant();
    await switchOn();
    expect(await search()).toBe(1);
    expect(site.asked.map((one) => one.path)).toEqual(['/robots.txt', '/', '/impressum', '/kontakt']);
    expect(site.asked.every((one) => /^Beckon\/.+\+http.+\/bot/.test(one.agent))).toBe(true);
    const gaps = site.asked.slice(1).map((one, at) => one.at - site.asked[at]!.at);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2_900);
    const contacts = await sql<{ value: string; role: boolean; source_url: string; run_id: string }>(app.db, `select value, role, source_url, run_id from contact where merchant_id = $1 order by kind, value`, [id]);
    expect(contacts).toMatchObject([{ value: 'ana.berg@tallow-home.de', role: false, source_url: `${site.origin}/impressum` }, { value: 'info@tallow-home.de', role: true }, { value: '+49 40 123456' }]);
    expect((await app.get(Contacts).best(app.db, [id]))[0]!.address).toBe('info@tallow-home.de');
    const runId = contacts[0]!.run_id;
    expect(await sql(app.db, `select p.url, p.state, p.robots_rule, p.http_status, p.budget_left from run_page p where run_id = $1 order by id`, [runId])).toEqual([['/', 2], ['/impressum', 1], ['/kontakt', 0]].map(([path, left]) => ({ url: `${site.origin}${path}`, state: 'done', robots_rule: 'no rule', http_status: 200, budget_left: left })));
    const kept = await app.get(Captures).of(runId);
    expect((await app.get(Captures).content(kept.find((one) => one.url.endsWith('/impressum'))!.id))!.body.toString()).toContain('info@tallow-home.de');
    expect(await sql(app.db, `select state, s.name, s.permission->>'reviewer' as reviewer from run r join source s on s.id = r.source_id where r.id = $1`, [runId])).toEqual([{ state: 'ok', name: 'Merchants’ own websites', reviewer: 'Ada Min' }]);
  });

  it('is looked for again only after ninety days, whatever came of it', async () => {
    site.pages = { '/': 'nothing here' };
    await merchant();
    await switchOn();
    expect(await search()).toBe(1);
    const asked = site.asked.length;
    expect(await app.get(ContactSearch).anyDue()).toBe(false);
    expect(await search()).toBe(0);
    expect(site.asked.length).toBe(asked);
    await app.get(Clock).jumpTo(new Date(Date.now() + 91 * 86_400_000));
    expect(await app.get(ContactSearch).anyDue()).toBe(true);
  });

  it('is left alone where robots.txt says so, and where robots.txt cannot be had', async () => {
    site.pages = { ...site.pages, '/robots.txt': 'User-agent: Beckon\nDisallow: /impressum\n' };
    const id = await merchant();
    await switchOn();
    await search();
    expect(site.asked.map((one) => one.path)).toEqual(['/robots.txt', '/', '/kontakt']);
    expect(await sql(app.db, `select state, robots_rule from run_page where url like '%/impressum'`)).toEqual([{ state: 'refused', robots_rule: 'Disallow: /impressum (line 2)' }]);
    expect(await sql(app.db, `select from contact where merchant_id = $1`, [id])).toEqual([]);
    const other = await website({ '/robots.txt': { status: 503 }, '/': HOME });
    await merchant(`${other.origin}/`, 'A2');
    await search();
    expect(other.asked).toEqual([]); // not on the allow list: the guard refuses a private address before any request
    await other.close();
    expect(await sql(app.db, `select state from run where state <> 'ok' order by started_at desc limit 1`)).toHaveLength(1);
  });

  it('is not sought where there is one already, where nobody may be written to, on a marketplace or on a platform', async () => {
    const [one, two] = [await merchant(`${site.origin}/`, 'A1'), await merchant(`${site.origin}/`, 'A2')];
    await merchant('https://www.facebook.com/tallow', 'A3');
    await merchant('http://trade-fair.example/seller/A4', 'A4');
    await aContact(app.db, { merchantId: one, address: 'info@tallow.example' });
    await app.db.transaction((tx) => app.get(Suppressions).add(tx, { scope: 'merchant', merchantId: two, reason: 'dsar', at: new Date() }));
    await switchOn();
    expect(await app.get(ContactSearch).anyDue()).toBe(false);
    expect(await search()).toBe(0);
    expect(site.asked).toEqual([]);
  });

  it('is not followed to another website, and a site that blocks us is left at once', async () => {
    site.pages = { '/': { status: 302, location: 'http://127.0.0.1:9/elsewhere' } };
    await merchant();
    await switchOn();
    await search();
    expect(await sql(app.db, `select state, http_status from run_page where run_id = (select id from run where occasion like '127.%' limit 1)`)).toMatchObject([{ state: 'failed' }]);
    await sql(app.db, `delete from run_page`);
    await sql(app.db, `delete from run where occasion like '127.%'`);
    site.pages = { '/': { status: 403 }, '/impressum': IMPRINT };
    site.asked.length = 0;
    await search();
    expect(site.asked.map((one) => one.path)).toEqual(['/']);
    expect(await sql(app.db, `select state from run where occasion like '127.%'`)).toEqual([{ state: 'blocked' }]);
  });
});
