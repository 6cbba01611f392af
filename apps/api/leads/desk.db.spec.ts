import { randomUUID } from 'node:crypto';
import { HandOverRequests, MerchantReplies, Snoozes } from '#leads';
import { Clock } from '#platform';
import { aLead, aMerchant, aRegion } from '../../../test/support/factories.js';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';

describe('what people do about leads, over HTTP', () => {
  let api: TestApi;
  let lena: Tab & { userId: string };
  let omar: Tab & { userId: string };
  let reader: Tab & { userId: string };
  let region: string;
  beforeAll(async () => {
    api = await testApi();
    [lena, omar, reader] = [await api.signedIn('rep', 'Lena Kurz'), await api.signedIn('rep', 'Omar Haddad'), await api.signedIn('reader', 'Rita Read')];
    region = await aRegion(api.db, { name: 'Test region' });
  });
  afterAll(() => api.close());
  const lead = async (options: Partial<Parameters<typeof aLead>[1]> & { name?: string } = {}) =>
    aLead(api.db, { merchantId: await aMerchant(api.db, options.name ? { name: options.name } : {}), regionId: region, stage: 'engaged', ownerId: lena.userId, since: await api.app.get(Clock, { strict: false }).now(), ...options });
  const put = (tab: Tab, path: string, body: object) => tab(path, { method: 'PUT', body });
  const post = (tab: Tab, path: string, body: object) => tab(path, { method: 'POST', body });
  const gone = (tab: Tab, path: string) => tab(path, { method: 'DELETE' });

  it('writes, words anew and deletes a note by its author alone, and tells who is named until they have seen the lead', async () => {
    const id = await lead();
    const note = { id: randomUUID(), text: '@Omar Haddad knows them', mentions: [omar.userId] };
    expect(await post(lena, `/api/leads/${id}/notes`, note)).toMatchObject({ status: 201, body: { version: 1, mentions: [{ label: 'Omar Haddad' }] } });
    expect(await post(lena, `/api/leads/${id}/notes`, note)).toMatchObject({ status: 201, body: { version: 1 } });
    expect(await post(reader, `/api/leads/${id}/notes`, note)).toMatchObject({ status: 403 });
    expect(await post(lena, `/api/leads/${id}/notes`, { ...note, id: randomUUID(), text: '  ' })).toMatchObject({ status: 400, body: { errors: [{ field: 'text', message: 'Write the note.' }] } });
    expect((await omar('/api/today/count')).body).toEqual({ count: 1 });
    expect((await omar('/api/today')).body.waits.mentions).toMatchObject({ count: 1, items: [{ by: 'Lena Kurz', lead: { id } }] });
    expect((await put(omar, `/api/leads/${id}/seen`, {})).body).toEqual({ seen: 1 });
    expect((await omar('/api/today/count')).body).toEqual({ count: 0 });
    expect(await put(omar, `/api/notes/${note.id}`, { text: 'no', version: 1 })).toMatchObject({ status: 403, body: { code: 'note-not-yours' } });
    expect(await put(lena, `/api/notes/${note.id}`, { text: 'all said', version: 1 })).toMatchObject({ status: 200, body: { text: 'all said', version: 2 } });
    expect(await gone(lena, `/api/notes/${note.id}?version=1`)).toMatchObject({ status: 409, body: { code: 'note-changed', current: { version: 2, text: 'all said' } } });
    expect((await lena(`/api/leads/${id}/timeline?types=notes`)).body).toMatchObject({ entries: [{ summary: 'all said', data: { version: 2, author: 'Lena Kurz' } }], nextCursor: null });
    expect(await gone(lena, `/api/notes/${note.id}?version=2`)).toMatchObject({ status: 200 });
    expect(await lena(`/api/leads/${id}/timeline?types=notes,nonsense`)).toMatchObject({ status: 400, body: { errors: [{ field: 'types' }] } });
  });

  it('says what happens next: a reply before a task, a task before a date', async () => {
    const id = await lead();
    const next = async () => { const { body } = await lena(`/api/leads/${id}`); return [body.next.kind, body.next.who, body.nextStep]; };
    expect(await next()).toEqual(['nothing', null, null]);
    const version = (await lena(`/api/leads/${id}`)).body.version as number;
    const until = new Date(Date.now() + 5 * 86_400_000).toISOString();
    expect(await put(omar, `/api/leads/${id}/snooze`, { until, note: 'after their fair', version })).toMatchObject({ status: 200, body: { snoozedUntil: until } });
    expect(await put(omar, `/api/leads/${id}/snooze`, { until, version })).toMatchObject({ status: 409, body: { code: 'lead-changed' } });
    expect(await next()).toEqual(['snoozed', 'Omar Haddad', expect.stringMatching(/^snoozed until \w{3} \d+ \w{3}/)]);
    const local = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const task = { id: randomUUID(), title: 'Call them', ownerId: lena.userId, dueLocal: `${local}T09:00`, repeat: 'weekly' };
    expect(await post(omar, `/api/leads/${id}/tasks`, task)).toMatchObject({ status: 201, body: { zone: 'Europe/Berlin', owner: { name: 'Lena Kurz' } } });
    expect(await post(omar, `/api/leads/${id}/tasks`, { ...task, id: randomUUID(), dueLocal: '2030-02-31T09:00' })).toMatchObject({ status: 400, body: { errors: [{ field: 'dueLocal', message: 'There is no such day.' }] } });
    expect(await next()).toEqual(['task', 'Lena Kurz', expect.stringMatching(/^task .* 09:00: Call them$/)]);
    await api.db.transaction(async (tx) => api.app.get(MerchantReplies, { strict: false }).heard(tx, id, new Date()));
    expect(await next()).toEqual(['reply', 'Lena Kurz', 'waits for you: reply']);
    expect((await lena('/api/today')).body.waits.replies).toMatchObject({ count: 1, items: [{ mine: true, lead: { id } }] });
    expect(await gone(lena, `/api/leads/${id}/waiting-reply`)).toMatchObject({ status: 200, body: { nextStep: expect.stringMatching(/^task/) } });
    expect(await put(omar, `/api/tasks/${task.id}/done`, { done: true, version: 1 })).toMatchObject({ status: 200, body: { doneBy: 'Omar Haddad' } });
    const { body } = await lena(`/api/leads/${id}`);
    expect(body.tasks.map((one: { doneAt: string | null; repeat: string }) => [one.doneAt !== null, one.repeat])).toEqual([[false, 'weekly'], [true, 'weekly']]);
    expect(body.voice.lastTouch).toMatchObject({ kind: 'task', who: 'Omar Haddad', text: 'Call them' });
    expect(await put(lena, `/api/tasks/${body.tasks[0].id}`, { title: 'Visit them', ownerId: omar.userId, dueLocal: task.dueLocal, version: 1 })).toMatchObject({ status: 200, body: { title: 'Visit them', repeat: null, version: 2 } });
    expect(await gone(lena, `/api/tasks/${body.tasks[0].id}?version=1`)).toMatchObject({ status: 409, body: { code: 'task-changed', current: { title: 'Visit them' } } });
    expect(await gone(lena, `/api/tasks/${body.tasks[0].id}?version=2`)).toMatchObject({ status: 200 });
  });

  it('hands a lead over between two people, and shows each of them what waits', async () => {
    const id = await lead({ name: 'Tallow & Co' });
    const ask = () => post(omar, `/api/leads/${id}/hand-over-requests`, { id: randomUUID(), note: 'I speak Arabic' });
    const { status, body: request } = await ask();
    expect([status, request.state]).toEqual([201, 'open']);
    expect((await ask()).body.id).toBe(request.id);
    expect((await lena('/api/today')).body.waits.handOvers).toMatchObject({ count: 1, items: [{ request: { note: 'I speak Arabic', askedBy: { name: 'Omar Haddad' } } }] });
    expect((await lena(`/api/leads/${id}`)).body.handOvers).toMatchObject([{ id: request.id }]);
    expect(await put(omar, `/api/hand-over-requests/${request.id}/answer`, { accept: true, version: 1 })).toMatchObject({ status: 403, body: { code: 'hand-over-not-yours' } });
    expect(await put(lena, `/api/hand-over-requests/${request.id}/answer`, { accept: true, answer: 'gladly', version: 1 })).toMatchObject({ status: 200, body: { state: 'accepted' } });
    expect(await put(lena, `/api/hand-over-requests/${request.id}/answer`, { accept: true, answer: 'gladly', version: 1 })).toMatchObject({ status: 200, body: { state: 'accepted' } });
    expect((await lena(`/api/leads/${id}`)).body).toMatchObject({ owner: { name: 'Omar Haddad' }, handOvers: [] });
    expect((await omar('/api/today')).body.waits.answers).toMatchObject({ count: 1, items: [{ state: 'accepted', by: 'Lena Kurz', answer: 'gladly' }] });
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'hand-over-needless' } });
    const mine = await post(lena, `/api/leads/${id}/hand-over-requests`, { id: randomUUID() });
    expect(await gone(omar, `/api/hand-over-requests/${mine.body.id}`)).toMatchObject({ status: 403 });
    expect(await gone(lena, `/api/hand-over-requests/${mine.body.id}`)).toMatchObject({ status: 200 });
    expect(await api.app.get(HandOverRequests, { strict: false }).expireDue()).toBe(0);
  });

  it('shows each role its day: what came back, what changed, what is stuck', async () => {
    const clock = api.app.get(Clock, { strict: false });
    const old = await lead({ name: 'Stuck Shop', since: new Date(Date.now() - 10 * 86_400_000) });
    const fresh = await lead({ name: 'Fresh Shop', stage: 'qualified', ownerId: null, score: 88 });
    const slept = await lead({ name: 'Slept Shop' });
    await api.db.query(`insert into score_change (merchant_id, from_score, to_score, why, at) select merchant_id, from_score, to_score, 'rank', $2 from lead, (values (40, 52), (52, 61)) as v (from_score, to_score) where id = $1`, [fresh, new Date()]);
    // A new model moves everybody; that is no news of one merchant.
    await api.db.query(`insert into score_change (merchant_id, model_id, from_score, to_score, at) select merchant_id, gen_random_uuid(), 61, 95, $2 from lead where id = any($1)`, [[old, fresh], new Date()]);
    await put(lena, `/api/leads/${slept}/snooze`, { until: new Date(Date.now() + 3_600_000).toISOString(), note: 'their stock is in', version: 1 });
    await clock.jumpTo(new Date(Date.now() + 7_200_000));
    expect(await api.app.get(Snoozes, { strict: false }).wakeDue()).toBe(1);
    const { body } = await lena('/api/today');
    expect(body.waits.back).toMatchObject({ count: 1, items: [{ lead: { name: 'Slept Shop' }, note: 'their stock is in', by: 'Lena Kurz' }] });
    expect(body.changed.fresh).toMatchObject({ count: 1, items: [{ lead: { name: 'Fresh Shop', score: 88 } }] });
    expect(body.changed.jumps).toMatchObject({ count: 1, items: [{ from: 40, to: 52, lead: { name: 'Fresh Shop' } }] });
    expect(body.stuck.rotting).toMatchObject({ count: 1, items: [{ lead: { id: old }, limitDays: 3 }] });
    expect([body.waits.unsettled, body.stuck.sources]).toEqual([{ count: 0, items: [] }, null]);
    expect((await reader('/api/today')).body).toMatchObject({ count: 0, waits: { unsettled: null, back: { count: 0 } }, stuck: { rotting: { count: 0 } } });
    const operator = await api.signedIn('operator', 'Oli Op');
    expect((await operator('/api/today')).body).toMatchObject({ waits: { unsettled: null }, stuck: { sources: { count: 0 }, mailboxes: { count: 0 } } });
    expect(await gone(lena, `/api/leads/${slept}/snooze?version=2`)).toMatchObject({ status: 200, body: { snoozedUntil: null } });
    expect((await lena('/api/today')).body.waits.back.count).toBe(0);
  });

  it('keeps when a person wants the mail of the day', async () => {
    expect((await reader('/api/today/digest')).body).toEqual({ zone: null, hour: 8, workdaysOnly: true, wanted: true });
    expect(await put(reader, '/api/today/digest', { zone: 'Asia/Tokyo', hour: 7, workdaysOnly: false, wanted: true })).toMatchObject({ status: 200, body: { zone: 'Asia/Tokyo', hour: 7 } });
    expect((await reader('/api/today')).body.zone).toBe('Asia/Tokyo');
    expect(await put(reader, '/api/today/digest', { zone: 'Mars', hour: 7, workdaysOnly: false, wanted: true })).toMatchObject({ status: 400, body: { code: 'zone-unknown', errors: [{ field: 'zone' }] } });
  });
});
