import { LeadImportWork } from '#leads';
import { Keys, sql } from '#platform';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';
import { aContact, aLead, aMerchant, aRegion, aRun, seenIn } from '../../../test/support/factories.js';
import { hostileList } from '../../../test/prove/import-file.mjs';

describe('leads on their way out and back in', () => {
  let api: TestApi;
  let lena: Tab & { userId: string };
  let rita: Tab & { userId: string };
  let region: string;

  beforeAll(async () => {
    api = await testApi();
    lena = await api.signedIn('lead', 'Lena Krantz');
    rita = await api.signedIn('rep', 'Rita Moss');
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    await sql(api.db, `truncate region, merchant, storefront, source, run, custom_field, lead_import, said_party, suppression, outbox, audit_event cascade`);
    region = await aRegion(api.db);
  });

  const csvOut = async (tab: Tab = lena, query = '') => String((await tab(`/api/leads/export?format=csv${query}`)).body);
  const linesOut = async () => {
    const answer = await fetch(`${api.origin}/api/leads/export?format=ndjson`, { headers: { cookie: lena.cookie } });
    return (await answer.text()).trim().split('\n').map((line) => JSON.parse(line));
  };
  const bring = async (body: string, type = 'text/csv', tab: Tab = lena) => tab(type === 'text/csv' ? '/api/lead-import-files?name=leads.csv' : '/api/lead-import-lines', { method: 'POST', body, headers: { 'content-type': type } });
  const look = async (id: string) => (await lena(`/api/lead-imports/${id}`)).body;
  const work = (id: string) => api.app.get(LeadImportWork, { strict: false }).advance(id);
  const checked = async (body: string, type = 'text/csv') => {
    const sent = await bring(body, type);
    expect(sent).toMatchObject({ status: 202 });
    const { id, version, mapping } = await look(sent.body.id);
    expect(await lena(`/api/lead-imports/${id}/mapping`, { method: 'PUT', body: { version, mapping } })).toMatchObject({ status: 200, body: { state: 'reading' } });
    await work(id);
    return look(id);
  };
  const take = (one: { id: string; version: number }, withoutOthers = true) => lena(`/api/lead-imports/${one.id}/state`, { method: 'PUT', body: { to: 'taken', version: one.version, withoutOthers } });
  const taken = async (body: string) => {
    const dry = await checked(body);
    expect(await take(dry)).toMatchObject({ status: 200 });
    await work(dry.id);
    return look(dry.id);
  };
  const rows = async (id: string, verdict: string) => (await lena(`/api/lead-imports/${id}/rows?verdict=${verdict}`)).body.rows;
  /** Everything that an import might write; what is the same before and after was not touched. */
  const world = () => sql(api.db, `select (select json_agg(m order by id) from merchant m) as m, (select json_agg(l order by id) from lead l) as l, (select json_agg(c order by id) from contact c) as c, (select json_agg(f order by id) from fact_correction f) as f,
    (select json_agg(t order by merchant_id, tag) from merchant_tag t) as t, (select json_agg(v order by merchant_id, field_id) from custom_value v) as v, (select count(*) from stage_move) as s, (select json_agg(k order by kind, value) from merchant_key k) as k`);

  /** Leads with everything that an export tells, some of it hostile. */
  const populated = async () => {
    const run = await aRun(api.db);
    const [shop] = await seenIn(api.db, run, [{ sellerId: 'S;1\\x', name: 'Tallow  & Söhne', profile: { businessName: 'Tallow GmbH', vat: 'DE123456789', address: '=1+1 Straße 2\n20095 Hamburg' } }]);
    const one = await aMerchant(api.db, { name: '=HYPERLINK("http://evil.example")', country: 'DE' });
    await sql(api.db, `insert into identity_link (storefront_id, merchant_id, reason, linked_by, linked_at) values ($1, $2, 'r', 'rule', now())`, [shop, one]);
    for (const [name, value] of [['address', '=1+1 Straße 2\n20095 Hamburg'], ['vat', 'DE 123 456 789'], ['registration', '@HRB 1']]) await sql(api.db, `insert into fact (merchant_id, storefront_id, name, value, source_url, run_id, recipe_version_id, since, seen_at, confidence) values ($1, $2, $3, $4, 'u', $5, gen_random_uuid(), now(), now(), 1)`, [one, shop, name, value, run.id]);
    await aContact(api.db, { merchantId: one, address: 'info@tallow.example' });
    await aContact(api.db, { merchantId: one, address: 'not an address; at all', status: 'invalid' });
    const two = await aMerchant(api.db, { name: "'Quoted, \"shop\" مرحبا", country: null });
    const fields = await sql<{ id: string; key: string }>(api.db, `insert into custom_field (key, label, kind, choices, place, created_at) values ('note', 'Note', 'text', '{}', 1, now()), ('seats', 'Seats', 'number', '{}', 2, now()), ('vip', 'VIP', 'yes-no', '{}', 3, now()) returning id, key`);
    const field = (key: string) => fields.find((one) => one.key === key)!.id;
    for (const [key, value] of [['note', '"-5; \\\\ and more"'], ['seats', '-12.5'], ['vip', 'false']]) await sql(api.db, `insert into custom_value (merchant_id, field_id, value, by_user_id, at) values ($1, $2, $3, $4, now())`, [one, field(key!), value, lena.userId]);
    await sql(api.db, `insert into merchant_tag (merchant_id, tag, at) values ($1, 'a; b', now()), ($1, '=cmd', now())`, [one]);
    const leads = [await aLead(api.db, { merchantId: one, regionId: region, ownerId: rita.userId, stage: 'engaged', score: 80 }), await aLead(api.db, { merchantId: two, regionId: region, score: 20, reachable: false }), await aLead(api.db, { merchantId: one, regionId: await aRegion(api.db), stage: 'sourced', score: 50 })];
    return { one, two, leads };
  };

  it('says everything with ids in cells that no spreadsheet runs, and comes back without a change', async () => {
    const { one, leads } = await populated();
    const csv = await csvOut();
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(csv.split('\r\n')[0]).toBe('lead_id,merchant_id,version,revision,name,legal_name,legal_form,country,address,vat,registration,emails,phones,owner_email,tags,owner_name,stage,stage_since,snoozed_until,score,reason,category,region,marketplaces,storefronts,suppressed,created_at,field.note,field.seats,field.vip');
    expect(csv).not.toMatch(/(^|,|\n)"?[=+@-]/m);
    const lines = (await linesOut());
    expect(lines[0]).toMatchObject({ lead_id: leads[0], merchant_id: one, version: 1, tags: ['=cmd', 'a; b'], emails: ['info@tallow.example', 'not an address; at all'], storefronts: ['alderbay:S;1\\x'], stage: 'engaged', owner_email: expect.stringContaining('rita'), fields: { note: '-5; \\ and more', seats: -12.5, vip: false } });
    const before = await world();
    for (const [body, type] of [[csv, 'text/csv'], [lines.map((line) => JSON.stringify(line)).join('\n'), 'application/x-ndjson']] as const) {
      const dry = await checked(body, type);
      expect(dry).toMatchObject({ state: 'checked', lacks: [], summary: { new: 0, changed: 0, unchanged: 3, repeated: 0, likely: 0, conflict: 0, bad: 0 } });
      await take(dry);
      expect(await work(dry.id)).toBe('taken');
      expect(await world()).toEqual(before);
    }
    const audit = await sql<{ action: string; after: { rows?: number; complete?: boolean; contacts: boolean } }>(api.db, `select action, after from audit_event where action like 'leads.export%' order by at`);
    expect(audit.map(({ action, after }) => [action, after.rows, after.complete])).toEqual([['leads.export-begun', undefined, undefined], ['leads.exported', 3, true], ['leads.export-begun', undefined, undefined], ['leads.exported', 3, true]]);
    expect((await csvOut(lena, '&stage=engaged')).trim().split(/\r\n(?=[0-9a-f]{8}-)/)).toHaveLength(2);
  });

  it('tells no reader how a merchant is reached, and hands operators no leads at all', async () => {
    await populated();
    const [operator, reader] = [await api.signedIn('operator', 'Omar Pratt'), await api.signedIn('reader', 'Rosa Lind')];
    const csv = await csvOut(reader);
    expect(csv).not.toMatch(/emails|phones|info@tallow/);
    expect(csv).toContain('lead_id');
    for (const asks of [operator, reader]) expect((await bring(csv, 'text/csv', asks)).status).toBe(403);
    expect((await operator('/api/leads/export?format=csv')).body).toMatchObject({ code: 'role-not-allowed' });
    expect(await checked(csv)).toMatchObject({ summary: { unchanged: 3 } });
  });

  it('writes what a person changed as their word, which the next page does not take back', async () => {
    const { one, leads } = await populated();
    const [header, ...lines] = (await linesOut());
    const changed = { ...header, name: 'Tallow', country: 'Frankreich', tags: ['vip'], owner_email: lena.userId && (await sql<{ email: string }>(api.db, `select email from app_user where id = $1`, [lena.userId]))[0]!.email, emails: [...header.emails, 'Sales@Tallow.example'], fields: { ...header.fields, seats: 3, note: '(none)' } };
    const dry = await checked([changed, ...lines].map((line) => JSON.stringify(line)).join('\n'), 'application/x-ndjson');
    expect(dry.summary).toMatchObject({ changed: 1, unchanged: 2 });
    expect((await rows(dry.id, 'changed'))[0].changes).toEqual(expect.arrayContaining([{ field: 'name', from: header.name, to: 'Tallow' }, { field: 'country', from: 'DE', to: 'FR' }, { field: 'tags', from: '=cmd; a\\; b', to: 'vip' }, { field: 'emails', from: null, to: 'sales@tallow.example' }, { field: 'field.seats', from: '-12.5', to: '3' }, { field: 'field.note', from: expect.any(String), to: null }]));
    await take(dry);
    await work(dry.id);
    expect(await look(dry.id)).toMatchObject({ state: 'taken', taken: 1, leftOut: 0 });
    expect(await sql(api.db, `select name, value, by_kind as by, by_user_id as who, note from fact_correction where merchant_id = $1 and withdrawn_at is null order by name`, [one])).toEqual([
      { name: 'country', value: 'FR', by: 'person', who: lena.userId, note: 'leads.ndjson, line 1' }, { name: 'storefrontName', value: 'Tallow', by: 'person', who: lena.userId, note: 'leads.ndjson, line 1' }]);
    expect(await sql(api.db, `select name, country from merchant where id = $1`, [one])).toEqual([{ name: 'Tallow', country: 'FR' }]);
    expect(await sql(api.db, `select source_url as source, run_id as run from contact where value = 'sales@tallow.example'`)).toEqual([{ source: 'leads.ndjson, line 1', run: null }]);
    expect((await lena(`/api/leads/${leads[0]}`)).body).toMatchObject({ name: 'Tallow', owner: { name: 'Lena Krantz' }, version: 2 });
    expect((await sql(api.db, `select f.key, v.value from custom_value v join custom_field f on f.id = v.field_id order by 1`))).toEqual([{ key: 'seats', value: 3 }, { key: 'vip', value: false }]);
  });

  it('never overwrites what somebody changed since the export, nor what was changed while the import waited', async () => {
    const { leads } = await populated();
    const out = (await linesOut());
    await lena(`/api/leads/${leads[1]}/owner`, { method: 'PUT', body: { ownerId: rita.userId, version: 1 } });
    const stale = await checked(out.map((line) => JSON.stringify({ ...line, name: `${line.name} changed` })).join('\n'), 'application/x-ndjson');
    expect(stale.summary).toMatchObject({ conflict: 1, changed: 1, repeated: 1 });
    expect((await rows(stale.id, 'conflict'))[0]).toMatchObject({ leadId: leads[1], faults: [{ code: 'changed-since-export', todo: expect.stringContaining('Export it again') }] });
    expect(await take(stale, false)).toMatchObject({ status: 409, body: { code: 'import-has-bad-rows', current: { conflict: 1 } } });
    await lena(`/api/leads/${leads[0]}/owner`, { method: 'PUT', body: { ownerId: lena.userId, version: 1 } });
    await take(stale);
    await work(stale.id);
    expect(await look(stale.id)).toMatchObject({ taken: 0, leftOut: 1 });
    expect(String((await lena(`/api/lead-imports/${stale.id}/errors`)).body)).toContain('changed-meanwhile');
    expect(await sql(api.db, `select count(*)::int as n from fact_correction`)).toEqual([{ n: 0 }]);
  });

  it('asks about a likely duplicate, and makes no lead of who must not be written to', async () => {
    await taken('Name,Country,Address,Phone,E-Mail\r\nNordlicht Keramik GmbH,DE,"Hafenweg 12, 20457 Hamburg",+49 40 5551234,info@nordlicht.example\r\n');
    const again = await checked('Name,Country,Address,Phone\r\nNORDLICHT Keramik,DE,"Hafenweg 12, 20457 Hamburg",040 5551234\r\nNordlicht Keramik,DE,"Elbchaussee 9, 22765 Hamburg",\r\nSüdstern Lampen,DE,"Gasse 1, 80331 München",\r\n');
    expect(again.summary).toMatchObject({ changed: 1, likely: 1, new: 1 });
    const [doubt] = await rows(again.id, 'likely');
    expect(doubt).toMatchObject({ line: 3, merchantName: 'Nordlicht Keramik GmbH', alike: { reasons: expect.any(Array) } });
    expect(doubt.alike.score).toBeGreaterThanOrEqual(0.75);
    expect(doubt.alike.score).toBeLessThan(0.95);
    const decide = (decision: string, version: number) => lena(`/api/lead-imports/${again.id}/doubts`, { method: 'PUT', body: { version, lines: [3], decision } });
    expect(await decide('other', again.version)).toMatchObject({ status: 200, body: { state: 'matching' } });
    await work(again.id);
    expect((await look(again.id)).summary).toMatchObject({ new: 2, likely: 0 });
    expect(await decide('same', again.version)).toMatchObject({ status: 409, body: { code: 'lead-import-moved' } });

    const keys = api.app.get(Keys, { strict: false });
    await sql(api.db, `insert into suppression (scope, mac, reason, created_at) values ('address', $1, 'opt_out', now())`, [keys.addressMac('stop@suedstern.example')]);
    await taken('Name,E-Mail,Country,VAT\r\nStop Shop,stop@suedstern.example,DE,DE811111115\r\n');
    expect(await sql(api.db, `select l.stage, l.reachable from lead l join merchant m on m.id = l.merchant_id where m.name = 'Stop Shop'`)).toEqual([{ stage: 'sourced', reachable: false }]);
    const [lead] = await sql<{ id: string }>(api.db, `select l.id from lead l join merchant m on m.id = l.merchant_id where m.name = 'Stop Shop'`);
    await lena(`/api/leads/${lead!.id}/stage`, { method: 'PUT', body: { to: 'do_not_contact', version: 1, why: 'asked' } });
    const back = await taken('Name,E-Mail,Country,VAT\r\nStop Shop again,new@suedstern.example,DE,DE811111115\r\n');
    expect(back.summary).toMatchObject({ new: 0, changed: 1 });
    expect(await sql(api.db, `select count(*)::int as leads, bool_or(l.reachable) as reachable, (select count(*)::int from merchant where name like 'Stop%') as merchants from lead l join merchant m on m.id = l.merchant_id where m.name like 'Stop%'`)).toEqual([{ leads: 1, reachable: false, merchants: 1 }]);
  });

  it('takes a list of a bad day in: right counts, no duplicate merchant, a file of what to mend, and the whole of it comes back unchanged', async () => {
    const { csv, expected } = hostileList(500);
    const dry = await checked(csv);
    expect(dry.summary).toMatchObject({ new: expected.new, repeated: expected.repeated, bad: expected.bad, likely: 0, conflict: 0 });
    expect(Object.fromEntries(dry.faults.map(({ code, rows: n }: { code: string; rows: number }) => [code, n]))).toEqual(expected.byCode);
    const errors = String((await lena(`/api/lead-imports/${dry.id}/errors`)).body);
    expect(errors).not.toMatch(/(^|,|\n)"?[=+@]/m);
    expect(errors.split('\r\n')[0]).toBe('line,column,value,code,what is wrong,what to do,Name,VAT,Country,Address,E-Mail,Phone,Owner,Tags');
    await take(dry);
    // Two workers at once, and one that comes late.
    await Promise.all([work(dry.id), work(dry.id)]);
    expect(await work(dry.id)).toBe('taken');
    expect(await sql(api.db, `select (select count(*)::int from merchant) as merchants, (select count(*)::int from lead) as leads, (select count(*)::int from said_party) as parties`)).toEqual([{ merchants: expected.new, leads: expected.new, parties: expected.new }]);
    const before = await world();
    const back = await checked(await csvOut());
    expect(back.summary).toMatchObject({ unchanged: expected.new, new: 0, changed: 0, likely: 0, conflict: 0, bad: 0, repeated: 0 });
    await take(back);
    await work(back.id);
    expect(await world()).toEqual(before);
    expect((await checked(csv)).summary).toMatchObject({ new: 0, bad: expected.bad });
  }, 120_000);

  it('refuses what cannot be read as a whole in a sentence, and keeps nothing of it', async () => {
    expect(await bring('Name,VAT\r\nA,"B\r\n')).toMatchObject({ status: 400, body: { code: 'csv-broken' } });
    expect(await bring('')).toMatchObject({ status: 400, body: { code: 'file-empty' } });
    expect(await bring('{"name":"A"}\n[1]\n', 'application/x-ndjson')).toMatchObject({ status: 400, body: { code: 'ndjson-broken', detail: expect.stringContaining('Line 2') } });
    const latin = await fetch(`${api.origin}/api/lead-import-files`, { method: 'POST', body: Buffer.from('Name,Ort\nMüller,Köln\n', 'latin1'), headers: { 'content-type': 'text/csv', origin: api.origin, cookie: lena.cookie } });
    expect(await latin.json()).toMatchObject({ code: 'encoding-unclear' });
    expect(await sql(api.db, `select count(*)::int as n from lead_import`)).toEqual([{ n: 0 }]);
    const sent = (await bring('A,B\r\n1,2\r\n')).body;
    expect(await look(sent.id)).toMatchObject({ state: 'mapping', mapping: {}, lacks: [{ field: 'name' }], notTaken: ['A', 'B'] });
    expect(await lena(`/api/lead-imports/${sent.id}/mapping`, { method: 'PUT', body: { version: 1, mapping: { name: 'C' } } })).toMatchObject({ status: 400, body: { code: 'mapping-invalid' } });
    expect(await lena(`/api/lead-imports/${sent.id}/state`, { method: 'PUT', body: { to: 'discarded', version: 1 } })).toMatchObject({ status: 200, body: { state: 'discarded' } });
  });
});
