import { BulkWork } from '#leads';
import { Keys, sql } from '#platform';
import { Enrollments } from '#outreach';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';
import { aContact, aCustomField, aCustomValue, aLead, aMerchant, aRegion } from '../../../test/support/factories.js';

describe('many leads at once', () => {
  let api: TestApi;
  let region: string;
  let rita: Tab & { userId: string };
  let lena: Tab & { userId: string };

  beforeAll(async () => {
    api = await testApi();
    lena = await api.signedIn('lead', 'Lena Krantz');
    rita = await api.signedIn('rep', 'Rita Moss');
    region = await aRegion(api.db);
  });
  afterAll(() => api.close());
  beforeEach(() => sql(api.db, `truncate lead, merchant, bulk_action, suppression, outbox, audit_event, custom_field cascade`));

  const lead = async (given: Partial<Parameters<typeof aLead>[1]> & { name?: string; mail?: boolean } = {}) => {
    const merchantId = given.merchantId ?? await aMerchant(api.db, { ...(given.name ? { name: given.name } : {}) });
    if (given.mail !== false) {
      const keys = api.app.get(Keys, { strict: false });
      const address = `info@${merchantId}.example`;
      await aContact(api.db, { merchantId, address, macs: { address: keys.addressMac(address), domain: keys.domainMac(address) } });
    }
    return { merchantId, id: await aLead(api.db, { regionId: region, reachable: given.mail !== false, ...given, merchantId }) };
  };
  const row = async (id: string) => (await sql<Record<string, unknown>>(api.db, `select stage, stage_since as since, owner_id as owner, snoozed_until as snoozed, closed_at as closed, close_reason as why, version from lead where id = $1`, [id]))[0]!;
  const tags = async (merchantId: string) => sql(api.db, `select tag, by_user_id as by, at from merchant_tag where merchant_id = $1 order by tag`, [merchantId]);
  const preview = (change: unknown, leads: unknown, tab: Tab = rita) => tab('/api/bulk-actions', { method: 'POST', body: { change, leads } });
  const put = (id: string, to: string, tab: Tab = rita) => tab(`/api/bulk-actions/${id}/state`, { method: 'PUT', body: { to } });
  const work = (id: string) => api.app.get(BulkWork, { strict: false }).advance(id, (tx, leadId) => api.app.get(Enrollments, { strict: false }).withdraw(tx, leadId));
  const through = async (change: unknown, leads: unknown) => {
    const { body } = await preview(change, leads);
    await put(body.id, 'running');
    await work(body.id);
    return (await rita(`/api/bulk-actions/${body.id}`)).body;
  };
  const undone = async (id: string) => {
    expect(await put(id, 'undone')).toMatchObject({ status: 200 });
    await work(id);
    return (await rita(`/api/bulk-actions/${id}`)).body;
  };

  it('says who changes and who is skipped and why before anything happens, then does exactly that', async () => {
    const good = await Promise.all([90, 80, 70].map((score) => lead({ score })));
    const mute = await lead({ score: 60, mail: false });
    const blocked = await lead({ score: 50, name: 'Quiet & Co' });
    await sql(api.db, `insert into suppression (scope, merchant_id, reason, created_at) values ('merchant', $1, 'opt_out', now())`, [blocked.merchantId]);
    const far = await lead({ score: 40, stage: 'engaged' });
    const held = await lead({ score: 30 });
    await sql(api.db, `insert into review_claim (lead_id, user_id, day, category, source, expires_at) values ($1, $2, '2026-05-04', 'Kitchen', '', clock_timestamp() + interval '20 minutes')`, [held.id, lena.userId]);
    const gone = '00000000-0000-4000-8000-000000000000';
    const ids = [...good, mute, blocked, far, held].map(({ id }) => id);
    const before = await sql(api.db, `select * from lead order by id`);
    const shown = await preview({ kind: 'stage', to: 'queued' }, { ids: [...ids, gone, good[0]!.id] });
    expect(shown).toMatchObject({ status: 201, body: { state: 'previewed', leads: 8, counts: { waiting: 3, skipped: 5, changed: 0 }, undoUntil: null } });
    expect(Object.fromEntries(shown.body.groups.map(({ reason, leads }: { reason: string; leads: number }) => [reason ?? 'change', leads]))).toEqual({ change: 3, missing: 1, 'no-address': 1, suppressed: 1, 'not-allowed': 1, 'in-review': 1 });
    expect(shown.body.groups.find(({ reason }: { reason: string }) => reason === 'suppressed')).toMatchObject({ says: 'the merchant must not be written to', samples: [{ leadId: blocked.id, name: 'Quiet & Co' }] });
    expect(await sql(api.db, `select * from lead order by id`)).toEqual(before);
    expect((await rita('/api/bulk-actions')).body.actions).toEqual([]);

    await sql(api.db, `update lead set owner_id = $2, version = version + 1 where id = $1`, [good[2]!.id, lena.userId]);
    await put(shown.body.id, 'running');
    await put(shown.body.id, 'running');
    expect(await work(shown.body.id)).toBe('done');
    const done = (await rita(`/api/bulk-actions/${shown.body.id}`)).body;
    expect(done).toMatchObject({ state: 'done', counts: { waiting: 0, changed: 2, skipped: 6 } });
    expect(done.undoUntil).not.toBeNull();
    expect(done.groups).toContainEqual(expect.objectContaining({ outcome: 'skipped', reason: 'changed-since', leads: 1 }));
    expect(await sql(api.db, `select count(*)::int as n from outbox where event = 'leads.lead-queued'`)).toEqual([{ n: 2 }]);
    expect((await sql<{ action: string }>(api.db, `select action from audit_event where action like 'leads.bulk%'`)).map(({ action }) => action)).toEqual(['leads.bulk-started']);
    expect((await rita('/api/bulk-actions')).body.actions).toMatchObject([{ id: done.id, change: { kind: 'stage', to: 'queued' }, createdBy: { name: 'Rita Moss' } }]);

    expect(await undone(done.id)).toMatchObject({ state: 'undone', counts: { undone: 2, kept: 0 }, undoneBy: 'Rita Moss' });
    expect(await row(good[0]!.id)).toMatchObject({ stage: 'qualified', since: new Date('2026-05-04T07:00:00Z'), version: 3 });
    expect((await sql<{ to: string }>(api.db, `select to_stage as to from stage_move where lead_id = $1 order by id`, [good[0]!.id])).map(({ to }) => to)).toEqual(['qualified', 'queued', 'qualified']);
  });

  it('skips who lacks a field that the stage asks for, at the preview and when somebody emptied it since', async () => {
    const fieldId = await aCustomField(api.db, { key: 'segment', label: 'Segment', requiredFrom: 'engaged' });
    const [full, emptied, bare, heir] = await Promise.all([90, 80, 70, 60].map((score) => lead({ score, stage: 'contacted' })));
    for (const { merchantId } of [full!, emptied!]) await aCustomValue(api.db, { merchantId, fieldId, value: 'A' });
    const part = await aMerchant(api.db);
    await sql(api.db, `update merchant set merged_into = $1 where id = $2`, [heir!.merchantId, part]);
    await aCustomValue(api.db, { merchantId: part, fieldId, value: 'B' });
    const { body } = await preview({ kind: 'stage', to: 'engaged' }, { ids: [full, emptied, bare, heir].map((one) => one!.id) });
    expect(body).toMatchObject({ counts: { waiting: 3, skipped: 1 }, groups: expect.arrayContaining([expect.objectContaining({ reason: 'fields-missing', says: 'a field that the stage asks for is not filled in', samples: [expect.objectContaining({ leadId: bare!.id })] })]) });
    await sql(api.db, `delete from custom_value where merchant_id = $1`, [emptied!.merchantId]);
    await put(body.id, 'running');
    await work(body.id);
    expect((await rita(`/api/bulk-actions/${body.id}`)).body).toMatchObject({ counts: { changed: 2, skipped: 2 }, groups: expect.arrayContaining([expect.objectContaining({ outcome: 'skipped', reason: 'fields-missing', leads: 2 })]) });
    expect(await Promise.all([full, emptied, bare, heir].map(async (one) => (await row(one!.id))['stage']))).toEqual(['engaged', 'contacted', 'contacted', 'engaged']);
    expect((await preview({ kind: 'stage', to: 'declined', why: 'no' }, { ids: [bare!.id] })).body).toMatchObject({ counts: { waiting: 1 } });
  });

  it('changes the leads that the filters showed, and no lead that came later', async () => {
    await lead({ category: 'Kitchen' });
    await lead({ category: 'Kitchen', stage: 'sourced' });
    await lead({ category: 'Garden' });
    const { body } = await preview({ kind: 'add-tag', tag: ' Fair  2026 ' }, { filters: { category: 'Kitchen', stage: 'qualified' } });
    expect(body).toMatchObject({ leads: 1, change: { tag: 'fair 2026' } });
    await lead({ category: 'Kitchen' });
    await put(body.id, 'running');
    await work(body.id);
    expect(await sql(api.db, `select count(*)::int as n from merchant_tag where tag = 'fair 2026'`)).toEqual([{ n: 1 }]);
    expect(await preview({ kind: 'add-tag', tag: 'x' }, { filters: { category: 'Nothing' } })).toMatchObject({ status: 400, body: { code: 'no-leads-chosen' } });
  });

  it('takes back an owner with the leads that came along, unless somebody changed them since', async () => {
    const first = await lead({ stage: 'contacted', score: 80, ownerId: lena.userId });
    const other = await aRegion(api.db);
    const sister = await aLead(api.db, { merchantId: first.merchantId, regionId: other, stage: 'engaged', score: 70, ownerId: lena.userId });
    const alone = await lead({ score: 60 });
    const done = await through({ kind: 'owner', ownerId: rita.userId }, { ids: [first.id, alone.id] });
    expect(done).toMatchObject({ counts: { changed: 2 }, change: { ownerName: 'Rita Moss' } });
    expect(await row(sister)).toMatchObject({ owner: rita.userId });
    await lena(`/api/leads/${alone.id}/owner`, { method: 'PUT', body: { ownerId: lena.userId, version: 2 } });
    expect(await undone(done.id)).toMatchObject({ counts: { undone: 1, kept: 1 }, groups: expect.arrayContaining([expect.objectContaining({ outcome: 'kept', reason: 'changed-since', leads: 1 })]) });
    expect([await row(first.id), await row(sister), await row(alone.id)]).toMatchObject([{ owner: lena.userId }, { owner: lena.userId }, { owner: lena.userId, version: 3 }]);
  });

  it('opens again what it closed, and lifts the block that it brought about but none that was there before', async () => {
    const [fresh, blocked] = [await lead(), await lead()];
    await sql(api.db, `insert into suppression (scope, merchant_id, reason, created_at) values ('merchant', $1, 'opt_out', now())`, [blocked.merchantId]);
    expect(await preview({ kind: 'stage', to: 'do_not_contact' }, { ids: [fresh.id] })).toMatchObject({ status: 400, body: { code: 'reason-required' } });
    const done = await through({ kind: 'stage', to: 'do_not_contact', why: 'Wrong list' }, { ids: [fresh.id, blocked.id] });
    expect(done.counts).toMatchObject({ changed: 2 });
    expect(await row(fresh.id)).toMatchObject({ stage: 'do_not_contact', why: 'Wrong list' });
    await undone(done.id);
    expect([await row(fresh.id), await row(blocked.id)]).toMatchObject([{ stage: 'qualified', closed: null, why: null }, { stage: 'qualified', closed: null }]);
    expect(await sql(api.db, `select merchant_id as id from suppression where lifted_at is null`)).toEqual([{ id: blocked.merchantId }]);
  });

  it('gives tags back to who put them there first, and snoozes back to their day', async () => {
    const [one, two] = [await lead(), await lead()];
    await sql(api.db, `insert into merchant_tag (merchant_id, tag, by_user_id, at) values ($1, 'vip', $2, '2026-05-01T10:00:00.123456Z')`, [one.merchantId, lena.userId]);
    const before = await tags(one.merchantId);
    const off = await through({ kind: 'remove-tag', tag: 'VIP' }, { ids: [one.id, two.id] });
    expect([off.counts, await tags(one.merchantId)]).toMatchObject([{ changed: 1, skipped: 1 }, []]);
    await undone(off.id);
    expect(await tags(one.merchantId)).toEqual(before);
    const on = await through({ kind: 'add-tag', tag: 'vip' }, { ids: [one.id, two.id] });
    await undone(on.id);
    expect([await tags(one.merchantId), await tags(two.merchantId)]).toEqual([before, []]);
    expect(await preview({ kind: 'snooze', until: '2020-01-01T00:00:00Z' }, { ids: [one.id] })).toMatchObject({ status: 400, body: { code: 'snooze-in-the-past' } });
    const slept = await through({ kind: 'snooze', until: '2099-01-01T00:00:00Z' }, { ids: [one.id] });
    expect(await row(one.id)).toMatchObject({ snoozed: new Date('2099-01-01T00:00:00Z') });
    await undone(slept.id);
    expect(await row(one.id)).toMatchObject({ snoozed: null });
  });

  it('goes on where a killed worker stood, stops where it is told to, and undoes what it had done by then', async () => {
    const merchants = await sql<{ id: string }>(api.db, `insert into merchant (name, search_text, created_at, updated_at) select 'M' || n, 'm', now(), now() from generate_series(1, 450) n returning id`);
    await sql(api.db, `insert into lead (merchant_id, region_id, stage, stage_since, score, reason, marketplaces, category, reachable, created_at, updated_at) select id, $2, 'qualified', now(), 50, '', '{}', 'Bulk', true, now(), now() from unnest($1::uuid[]) as id`, [merchants.map(({ id }) => id), region]);
    const { body } = await preview({ kind: 'stage', to: 'disqualified', why: 'Too small' }, { filters: { category: 'Bulk' } });
    await put(body.id, 'running');
    // Dies in its second batch: the database takes no more moves.
    await sql(api.db, `create function stop_moves() returns trigger language plpgsql as $$ begin if (select count(*) from stage_move) > 300 then raise exception 'power cut'; end if; return null; end $$`);
    await sql(api.db, `create trigger stop_moves after insert on stage_move for each row execute function stop_moves()`);
    await expect(work(body.id)).rejects.toThrow('power cut');
    expect((await rita(`/api/bulk-actions/${body.id}`)).body).toMatchObject({ state: 'running', counts: { waiting: 250, changed: 200 } });
    await sql(api.db, `drop trigger stop_moves on stage_move`);
    await sql(api.db, `drop function stop_moves()`);
    expect(await put(body.id, 'undone')).toMatchObject({ status: 409, body: { code: 'bulk-action-moved', current: { state: 'running' } } });
    expect(await put(body.id, 'cancelled')).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    expect(await work(body.id)).toBe('cancelled');
    expect(await undone(body.id)).toMatchObject({ state: 'undone', counts: { waiting: 250, undone: 200 } });
    expect(await sql(api.db, `select count(*)::int as n from lead where stage = 'qualified' and closed_at is null`)).toEqual([{ n: 450 }]);

    const again = (await preview({ kind: 'stage', to: 'disqualified', why: 'Too small' }, { filters: { category: 'Bulk' } })).body;
    await put(again.id, 'running');
    await Promise.all([work(again.id), work(again.id)]);
    // 200 of the first time, taken back, and each of the 450 once.
    expect(await sql(api.db, `select count(*)::int as moves, (select count(*)::int from lead where stage = 'disqualified') as leads from stage_move where to_stage = 'disqualified'`)).toEqual([{ moves: 650, leads: 450 }]);
  });

  it('is undone by who began it, a growth lead or an admin, for ten minutes', async () => {
    const { id } = await lead();
    const done = await through({ kind: 'add-tag', tag: 'x' }, { ids: [id] });
    const [otto, reader] = [await api.signedIn('rep', 'Otto Pell'), await api.signedIn('reader', 'Rhea Quill')];
    expect(await put(done.id, 'undone', otto)).toMatchObject({ status: 403, body: { code: 'bulk-action-not-yours' } });
    expect((await put(done.id, 'undone', reader)).status).toBe(403);
    expect((await preview({ kind: 'add-tag', tag: 'x' }, { ids: [id] }, reader)).status).toBe(403);
    await sql(api.db, `update bulk_action set finished_at = clock_timestamp() - interval '11 minutes'`);
    expect(await put(done.id, 'undone', lena)).toMatchObject({ status: 409, body: { code: 'bulk-undo-too-late' } });
    expect(await preview({ kind: 'stage', to: 'accepted' }, { ids: [id] })).toMatchObject({ status: 400 });
  });
});
