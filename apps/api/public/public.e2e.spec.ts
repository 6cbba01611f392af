import { createHmac } from 'node:crypto';
import cookie from '@fastify/cookie';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { load } from 'cheerio';
import { AccessModule } from '#access';
import { createLogger, Keys, NestLog, PlatformModule, sql } from '#platform';
import { linkIn, mailHost, northwind, type Northwind, type TestMailHost } from '../../../test/support/outreach.js';
import { InboundModule } from '../inbound/inbound.module.js';
import { ProblemsFilter } from '../problems.filter.js';
import { PublicModule } from './public.module.js';

describe('the merchant\'s pages', () => {
  let host: TestMailHost;
  let house: Northwind;
  let server: NestFastifyApplication;
  let origin: string;
  const invited = async (name?: string) => {
    const [lead] = await house.queue([name ? { name } : {}]);
    await house.drain();
    const { raw } = host.received.find((mail) => mail.to === lead!.address)!;
    return { ...lead!, page: `${origin}/i/${linkIn(raw, '/i/')}`, unsubscribe: `${origin}/u/${linkIn(raw, '/u/')}` };
  };
  /** Everything that a visit could change, as one text. */
  const everything = async () => {
    const tables = await house.rows<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'instance_lease' order by 1`);
    const dumps = await Promise.all(tables.map(async ({ name }) => (await sql<{ rows: string }>(house.db, `select coalesce(string_agg(t::text, E'\\n' order by t::text), '') as rows from "${name}" t`))[0]!.rows));
    return JSON.stringify(dumps);
  };
  const open = async (page: string) => {
    const response = await fetch(page);
    const $ = load(await response.text());
    return { response, $, cookie: response.headers.getSetCookie().map((one) => one.split(';')[0]!).join('; '), form: $('#accept input[name=form]').attr('value') ?? '' };
  };
  const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) => fetch(url, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });

  beforeAll(async () => {
    host = await mailHost();
    house = await northwind({ env: { SINK_SMTP_URL: host.url, PORT: '0' } });
    const logger = createLogger('test', 'fatal');
    @Module({ imports: [PlatformModule.forProcess(house.config, logger, []), AccessModule, PublicModule, InboundModule] })
    class Edge {}
    server = await NestFactory.create<NestFastifyApplication>(Edge, new FastifyAdapter({ forceCloseConnections: true }), { logger: new NestLog(logger), abortOnError: false });
    await server.register(cookie as never);
    server.useGlobalFilters(new ProblemsFilter(logger));
    await server.listen(0, '127.0.0.1');
    origin = (await server.getUrl()).replace('[::1]', '127.0.0.1');
  });
  afterAll(async () => {
    await server.close();
    await house.close();
    await host.close();
  });

  it('change nothing by being fetched, and nothing by forms that nobody filled in', async () => {
    const { page, unsubscribe } = await invited();
    const before = await everything();
    for (const url of [page, unsubscribe, `${page}?x=1`, `${origin}/i/nonsense`, `${origin}/u/nonsense`]) {
      for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(url, { method })).status).toBe(url.includes('nonsense') ? 404 : 200);
    }
    const { $, cookie } = await open(page);
    const forms = $('form').toArray();
    expect(forms.map((form) => $(form).attr('id')).sort()).toEqual(['accept', 'decline', 'not-now']);
    for (const form of forms) {
      const fields = Object.fromEntries($(form).find('input[type=hidden]').toArray().map((input) => [$(input).attr('name')!, $(input).attr('value')!]));
      for (const select of $(form).find('select').toArray()) fields[$(select).attr('name')!] = $(select).find('option[selected]').attr('value') ?? '';
      for (const empty of [fields, { ...fields, name: '', role: '' }, { ...fields, name: '   ' }, {}]) {
        const response = await post(`${origin}${$(form).attr('action')}`, empty, { cookie });
        expect(response.status).toBe(422);
      }
    }
    expect((await post(unsubscribe, {})).status).toBe(422);
    expect(await everything()).toBe(before);
  });

  it('need no script, nobody else, and little to load', async () => {
    const { page } = await invited('Ölmühle Särkänniemi');
    const { response, $ } = await open(page);
    const html = $.html();
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/);
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.getSetCookie()[0]).toMatch(/^beckon_desk=[\w-]{32}; Max-Age=\d+; Path=\/i\/; HttpOnly; SameSite=Lax$/);
    expect(html.length).toBeLessThan(100_000);
    expect($('script, iframe, img, link, object').length).toBe(0);
    expect($('h1').text()).toBe('Ölmühle Särkänniemi, first three months free on Northwind');
    expect($('.lead').text()).toMatch(/^You keep 100 % of your sales until \d+ \w+ \d{4}\. After that the fee is 6/);
  });

  it('take a yes once, show the receipt, and show it again to whoever says yes a second time', async () => {
    const { page, leadId } = await invited();
    const { form, cookie } = await open(page);
    const fields = { form, name: 'Ana <b>Müller</b>', role: 'Owner', terms: 'yes' };
    const first = await post(`${page}/accept`, fields, { cookie });
    expect([first.status, first.headers.get('location')]).toEqual([303, new URL(page).pathname]);
    const receipt = await open(page);
    expect(receipt.$('h1').text()).toContain('Your place is reserved');
    expect(receipt.$('dd').first().text()).toBe('Ana <b>Müller</b>, Owner');
    expect(receipt.$('.code').text()).toMatch(/^[\w]{4}-[\w]{4}-[\w]{2}$/);
    const second = await post(`${page}/accept`, fields, { cookie });
    expect(second.status).toBe(200);
    expect(await second.text()).toContain('Your place is reserved');
    expect(await house.rows(`select count(*)::int as n from acceptance where lead_id = $1`, [leadId])).toEqual([{ n: 1 }]);
    expect(await house.rows(`select stage from lead where id = $1`, [leadId])).toEqual([{ stage: 'accepted' }]);
  });

  it('keep what was filled in when something is missing, and say what', async () => {
    const { page } = await invited();
    const { form, cookie } = await open(page);
    const response = await post(`${page}/accept`, { form, name: 'Ana', role: 'CEO' }, { cookie });
    const $ = load(await response.text());
    expect(response.status).toBe(422);
    expect([$('#name').attr('value'), $('#role').attr('value'), $('#terms-wrong').text()]).toEqual(['Ana', 'CEO', 'Please tick the box if you accept the terms.']);
    expect($('#terms').attr('aria-invalid')).toBe('true');
  });

  it('refuse a form that another page made up', async () => {
    const [mine, other] = [await invited(), await invited()];
    const { form, cookie } = await open(other.page);
    const fields = { name: 'Ana', terms: 'yes' };
    for (const [body, headers] of [[{ ...fields, form }, { cookie }], [{ ...fields, form: '' }, { cookie }], [{ ...fields, form }, {}]] as const) {
      expect((await post(`${mine.page}/accept`, body, headers as Record<string, string>)).status).toBe(422);
    }
    expect(await house.rows(`select state from invitation where lead_id = $1`, [mine.leadId])).toEqual([{ state: 'open' }]);
  });

  it('take a no and a not-now, with the lead moving by itself', async () => {
    const [no, later] = [await invited(), await invited()];
    const a = await open(no.page);
    expect((await post(`${no.page}/decline`, { form: a.form, reason: 'fees' }, { cookie: a.cookie })).status).toBe(303);
    expect((await open(no.page)).$('h1').text()).toBe('You said no, thanks');
    const b = await open(later.page);
    const month = b.$('#month option').eq(2).attr('value')!;
    expect((await post(`${later.page}/not-now`, { form: b.form, month: '2099-01' }, { cookie: b.cookie })).status).toBe(422);
    expect((await post(`${later.page}/not-now`, { form: b.form, month }, { cookie: b.cookie })).status).toBe(303);
    expect((await open(later.page)).$('.seal').first().text()).toContain('You asked us to come back');
    expect(await house.rows(`select stage from lead where id = any($1::uuid[]) order by stage`, [[no.leadId, later.leadId]])).toEqual([{ stage: 'declined' }, { stage: 'engaged' }]);
  });

  it('say the same of links that are unknown and of links that are broken', async () => {
    const texts = await Promise.all(['a', 'A'.repeat(43), '%00', 'x'.repeat(90)].map(async (token) => {
      const response = await fetch(`${origin}/i/${token}`);
      return `${response.status} ${await response.text()}`;
    }));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toMatch(/^404 /);
  });

  it('unsubscribe with one click as RFC 8058 wants it: one POST, either encoding, no cookie, no redirect, repeatable', async () => {
    const [a, b] = [await invited(), await invited()];
    const multipart = new FormData();
    multipart.set('List-Unsubscribe', 'One-Click');
    for (const send of [() => post(a.unsubscribe, { 'List-Unsubscribe': 'One-Click' }), () => fetch(b.unsubscribe, { method: 'POST', body: multipart, redirect: 'manual' })]) {
      for (let i = 0; i < 2; i++) {
        const response = await send();
        expect([response.status, response.headers.getSetCookie(), response.redirected]).toEqual([200, [], false]);
      }
    }
    expect(await house.rows(`select stage from lead where id = any($1::uuid[])`, [[a.leadId, b.leadId]])).toEqual([{ stage: 'do_not_contact' }, { stage: 'do_not_contact' }]);
    expect((await open(a.unsubscribe)).$('h1').text()).toBe('We will not write to you again');
    expect((await open(a.page)).$('h1').text()).toBe('This invitation was withdrawn');
  });

  it('can be unsubscribed from by pressing the button', async () => {
    const { unsubscribe, leadId } = await invited();
    const { $ } = await open(unsubscribe);
    const fields = Object.fromEntries($('form input').toArray().map((input) => [$(input).attr('name')!, $(input).attr('value')!]));
    expect((await post(`${origin}${$('form').attr('action')}`, fields)).status).toBe(200);
    expect(await house.rows(`select stage from lead where id = $1`, [leadId])).toEqual([{ stage: 'do_not_contact' }]);
  });

  describe('the door for inbound mail', () => {
    const raw = Buffer.from('From: a@b.example\r\nSubject: hello\r\n\r\nhi');
    const sign = (secret: string, seconds = Math.floor(Date.now() / 1000), body: Buffer = raw) => `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')}`;
    const hand = (body: Buffer, signature?: string, type = 'message/rfc822') => fetch(`${origin}/api/inbound/mail`, { method: 'POST', body: new Uint8Array(body), headers: { 'content-type': type, ...(signature ? { 'x-beckon-signature': signature } : {}) } });
    const secret = () => house.get(Keys).key('inbound').toString('hex');

    it('stores a signed mail once', async () => {
      const [a, b] = [await hand(raw, sign(secret())), await hand(raw, sign(secret()))];
      expect([a.status, b.status]).toEqual([202, 202]);
      expect([await a.json(), await b.json()]).toMatchObject([{ fresh: true }, { fresh: false }]);
    });

    it('refuses one that is unsigned, signed wrongly, signed long ago, changed, or too large', async () => {
      const large = Buffer.alloc(10 * 1024 * 1024 + 1, 97);
      const old = Math.floor(Date.now() / 1000) - 400;
      const cases: Array<[Promise<Response>, number, string]> = [
        [hand(raw), 401, 'signature-missing'], [hand(raw, sign('another secret')), 401, 'signature-wrong'], [hand(raw, sign(secret(), old)), 401, 'signature-wrong'],
        [hand(Buffer.concat([raw, Buffer.from('!')]), sign(secret())), 401, 'signature-wrong'], [hand(raw, 't=,v1='), 401, 'signature-wrong'],
        [hand(large, sign(secret(), undefined, large)), 400, 'mail-too-large'], [hand(raw, sign(secret()), 'application/json'), 400, ''],
      ];
      for (const [request, status, code] of cases) {
        const response = await request;
        expect([response.status, code && ((await response.json()) as { code: string }).code]).toEqual([status, code]);
      }
    });
  });
});
