import { randomUUID } from 'node:crypto';
import { AccessModule } from '#access';
import { MerchantsModule } from '#merchants';
import { Clock, InstanceLease, sql, TryLater, type Tx } from '#platform';
import { scoreQueue, ScoringModule } from '#scoring';
import { aLead, aMerchant, aRegion, aUser } from '../../test/support/factories.js';
import { testModule, type TestApp } from '../../test/support/database.js';
import { Digests, HandOverRequests, LeadBoard, LeadsModule, LeadStages, LeadTimeline, MerchantReplies, Notes, Snoozes, Tasks, Timeline, TIMELINE_TYPES, Waiting, type DigestMail, type TimelineType } from './index.js';

/** A Monday, 10:00 in Berlin. */
const MONDAY = new Date('2030-05-06T08:00:00Z');
const ZONE = 'Europe/Berlin';

describe('what people do about leads', () => {
  let app: TestApp;
  let lena: string;
  let omar: string;
  let leadId: string;
  const at = (moment: Date) => sql(app.db, `update clock_offset set offset_ms = $1`, [moment.getTime() - Date.now()]);
  const later = async (hours: number) => { await at(new Date((await app.get(Clock).now()).getTime() + hours * 3_600_000)); };
  const tx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app.db.transaction(work);
  const counts = (who: string) => app.get(Waiting).counts(who, ZONE);
  const story = async (types: TimelineType[] = []) => (await app.get(LeadTimeline).page(leadId, types)).entries.map(({ summary }) => summary);
  const version = async () => (await sql<{ version: number }>(app.db, `select version from lead where id = $1`, [leadId]))[0]!.version;
  const plan = (more: Partial<Parameters<Tasks['add']>[1]> = {}) => tx((on) => app.get(Tasks).add(on, { id: randomUUID(), leadId, byUserId: lena, ownerId: lena, title: 'Call them', dueLocal: '2030-05-06T14:00', zone: null, repeat: null, ...more }));

  beforeAll(async () => {
    app = await testModule([AccessModule, MerchantsModule, ScoringModule, LeadsModule], { queues: [scoreQueue] });
    await app.get(InstanceLease).start();
    await sql(app.db, `insert into workspace (name, legal_name, postal_address, zone, currency) values ('Northwind', 'Northwind Ltd', '1 Quay', $1, 'EUR')`, [ZONE]);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await sql(app.db, `truncate merchant, region, lead, app_user, audit_event cascade`);
    await at(MONDAY);
    lena = await aUser(app.db, { name: 'Lena Kurz', email: 'lena@northwind.example' });
    omar = await aUser(app.db, { name: 'Omar Haddad', email: 'omar@northwind.example' });
    leadId = await aLead(app.db, { merchantId: await aMerchant(app.db, { name: 'Tallow & Co' }), regionId: await aRegion(app.db), stage: 'engaged', ownerId: lena });
  });

  describe('notes', () => {
    it('tell whoever is named, once, and keep earlier words in the audit log', async () => {
      const id = randomUUID();
      const write = () => tx((on) => app.get(Notes).add(on, { id, leadId, userId: lena, text: 'Ask @Omar Haddad about prices, <b>not</b> @Nobody', mentions: [omar, lena, randomUUID()] }));
      expect(await write()).toMatchObject({ version: 1, author: { name: 'Lena Kurz' }, mentions: [{ id: omar, label: 'Omar Haddad' }] });
      expect(await write()).toMatchObject({ version: 1 });
      expect([(await counts(omar)).mentions, (await counts(lena)).mentions]).toEqual([1, 0]);
      expect((await app.get(Waiting).lists(omar, ZONE)).mentions).toMatchObject([{ lead: { name: 'Tallow & Co' }, by: 'Lena Kurz', text: expect.stringContaining('<b>not</b>') }]);
      expect(await tx((on) => app.get(Notes).seen(on, { leadId, userId: omar }))).toBe(1);
      expect((await counts(omar)).mentions).toBe(0);
      const edit = (userId: string, seen: number, text: string) => tx((on) => app.get(Notes).edit(on, { id, version: seen, text, mentions: [], userId }));
      await expect(edit(omar, 1, 'mine now')).rejects.toMatchObject({ code: 'note-not-yours' });
      expect(await edit(lena, 1, 'Prices are fine')).toMatchObject({ version: 2, mentions: [] });
      await expect(edit(lena, 1, 'lost')).rejects.toMatchObject({ code: 'note-changed', details: { version: 2, text: 'Prices are fine' } });
      expect(await story(['notes'])).toEqual(['Prices are fine']);
      const remove = () => tx((on) => app.get(Notes).remove(on, { id, version: 2, userId: lena }));
      await remove();
      await remove();
      expect(await story(['notes'])).toEqual([]);
      expect(await sql(app.db, `select action, before ->> 'text' as before from audit_event order by id`)).toEqual([
        { action: 'note.edited', before: 'Ask @Omar Haddad about prices, <b>not</b> @Nobody' }, { action: 'note.deleted', before: 'Prices are fine' }]);
    });
  });

  describe('tasks', () => {
    it('wait for their owner on their day, are done once, and can be done anew', async () => {
      const task = await plan({ ownerId: omar, title: 'Send the price list' });
      expect(task).toMatchObject({ dueAt: new Date('2030-05-06T12:00:00Z'), zone: ZONE, owner: { name: 'Omar Haddad' }, version: 1, doneAt: null });
      await plan({ dueLocal: '2030-05-07T00:00' });
      expect([(await counts(omar)).tasks, (await counts(lena)).tasks]).toEqual([1, 0]);
      await later(5);
      expect((await counts(omar)).overdue).toBe(1);
      const done = (seen: number) => tx((on) => app.get(Tasks).done(on, { id: task.id, version: seen, byUserId: lena }));
      await expect(done(7)).rejects.toMatchObject({ code: 'task-changed', details: { version: 1, done: false } });
      expect(await done(1)).toMatchObject({ doneBy: 'Lena Kurz', version: 2 });
      expect(await done(1)).toMatchObject({ version: 2 });
      expect((await counts(omar)).tasks).toBe(0);
      expect(await tx((on) => app.get(Tasks).reopen(on, { id: task.id, byUserId: lena }))).toMatchObject({ doneAt: null, version: 3 });
      const cancel = () => tx((on) => app.get(Tasks).cancel(on, { id: task.id, version: 3, byUserId: lena }));
      await cancel();
      await cancel();
      expect((await tx((on) => app.get(Tasks).ofLead(on, leadId))).map(({ title }) => title)).toEqual(['Call them']);
      expect(await story(['tasks'])).toEqual([
        'Lena Kurz cancelled a task for Omar Haddad: Send the price list', 'Lena Kurz reopened a task for Omar Haddad: Send the price list', 'Lena Kurz finished a task for Omar Haddad: Send the price list',
        'Lena Kurz planned a task: Call them', 'Lena Kurz planned a task for Omar Haddad: Send the price list']);
      await expect(plan({ ownerId: randomUUID() })).rejects.toMatchObject({ code: 'owner-unknown' });
      await expect(plan({ zone: 'Mars/Olympus' })).rejects.toMatchObject({ code: 'zone-unknown' });
    });

    it('come again at the same hour over a change of clocks, one at a time, and not for what was missed', async () => {
      await at(new Date('2030-03-29T08:00:00Z'));
      const first = await plan({ dueLocal: '2030-03-29T09:30', repeat: 'daily' });
      await at(new Date('2030-03-30T07:00:00Z'));
      await Promise.all([1, 2].map(() => tx((on) => app.get(Tasks).done(on, { id: first.id, version: 1, byUserId: lena }))));
      const open = async () => (await tx((on) => app.get(Tasks).ofLead(on, leadId))).filter(({ doneAt }) => doneAt === null);
      expect((await open()).map(({ dueAt }) => dueAt.toISOString())).toEqual(['2030-03-30T08:30:00.000Z']);
      await at(new Date('2030-04-02T12:00:00Z'));
      const [second] = await open();
      await tx((on) => app.get(Tasks).done(on, { id: second!.id, version: 1, byUserId: lena }));
      expect((await open()).map(({ dueAt }) => dueAt.toISOString())).toEqual(['2030-04-03T07:30:00.000Z']);
      await tx((on) => app.get(Tasks).reopen(on, { id: second!.id, byUserId: lena }));
      expect((await open()).map(({ id }) => id)).toEqual([second!.id]);
      await tx((on) => app.get(Tasks).done(on, { id: second!.id, version: 3, byUserId: lena }));
      const [third] = await open();
      await tx((on) => app.get(Tasks).edit(on, { id: third!.id, version: 1, byUserId: lena, ownerId: omar, title: 'Call them, really', dueLocal: '2030-04-04T09:30', zone: ZONE, repeat: 'daily' }));
      await expect(tx((on) => app.get(Tasks).reopen(on, { id: second!.id, byUserId: lena }))).rejects.toMatchObject({ code: 'task-moved-on' });
    });
  });

  describe('sleep', () => {
    const snooze = async (note: string, days = 3) => tx(async (on) => app.get(Snoozes).snooze(on, { leadId, version: await version(), until: new Date(MONDAY.getTime() + days * 86_400_000), note, userId: omar }));
    it('ends on its date, once, with the reason, in front of the owner until somebody sees to it', async () => {
      await snooze('their fair is over');
      await expect(tx((on) => app.get(Snoozes).snooze(on, { leadId, version: 1, until: new Date(MONDAY.getTime() + 1e9), note: '', userId: omar }))).rejects.toMatchObject({ code: 'lead-changed' });
      await expect(tx(async (on) => app.get(Snoozes).snooze(on, { leadId, version: await version(), until: MONDAY, note: '', userId: omar }))).rejects.toMatchObject({ code: 'snooze-in-the-past' });
      expect(await app.get(Snoozes).wakeDue()).toBe(0);
      await later(73);
      expect(await Promise.all([app.get(Snoozes).wakeDue(), app.get(Snoozes).wakeDue()]).then(([a, b]) => a + b)).toBe(1);
      expect([(await counts(lena)).back, (await counts(omar)).back]).toEqual([1, 0]);
      expect((await app.get(Waiting).lists(lena, ZONE)).back).toMatchObject([{ byKind: 'person', by: 'Omar Haddad', note: 'their fair is over' }]);
      expect((await app.get(LeadBoard).one(leadId))!.snooze).toMatchObject({ note: 'their fair is over', by: 'Omar Haddad', wokeAt: expect.any(Date) });
      await tx(async (on) => app.get(Snoozes).end(on, { leadId, version: await version(), userId: lena }));
      expect((await counts(lena)).back).toBe(0);
      expect((await story(['people'])).slice(0, 2)).toEqual(['Lena Kurz took up this lead again', 'Back from its snooze: their fair is over']);
    });

    it('ends when the merchant writes, or when somebody moves the lead', async () => {
      await snooze('later');
      await tx((on) => app.get(MerchantReplies).heard(on, leadId, MONDAY));
      expect((await app.get(LeadBoard).one(leadId))!).toMatchObject({ snooze: null, snoozedUntil: null, waitsSince: MONDAY });
      await snooze('again');
      expect((await app.get(LeadBoard).one(leadId))!.waitsSince).toBeNull();
      await tx(async (on) => app.get(LeadStages).move(on, { leadId, to: 'offer_sent', version: await version(), by: { kind: 'person', userId: lena }, why: '' }));
      await later(100);
      expect(await app.get(Snoozes).wakeDue()).toBe(0);
    });
  });

  it('a reply waits until somebody moves, plans, snoozes, or says that it is dealt with', async () => {
    const heard = () => tx((on) => app.get(MerchantReplies).heard(on, leadId, MONDAY));
    const waits = async () => (await counts(lena)).replies;
    await heard();
    await tx((on) => app.get(Notes).add(on, { id: randomUUID(), leadId, userId: lena, text: 'they want samples', mentions: [] }));
    expect(await waits()).toBe(1);
    await plan();
    expect(await waits()).toBe(0);
    await heard();
    await tx((on) => app.get(MerchantReplies).settle(on, { leadId, byUserId: lena }));
    await tx((on) => app.get(MerchantReplies).settle(on, { leadId, byUserId: lena }));
    expect((await story(['people'])).filter((line) => line.includes('dealt with'))).toEqual(['Lena Kurz dealt with the reply']);
    await heard();
    await tx((on) => app.get(LeadStages).advance(on, [leadId], 'offer_sent', { kind: 'rule' }, 'an offer went out'));
    expect(await waits()).toBe(1);
    await tx(async (on) => app.get(LeadStages).move(on, { leadId, to: 'declined', version: await version(), by: { kind: 'person', userId: lena }, why: 'no' }));
    expect(await waits()).toBe(0);
  });

  describe('a hand-over', () => {
    const ask = (id = randomUUID()) => tx((on) => app.get(HandOverRequests).ask(on, { id, leadId, userId: omar, note: 'I speak Arabic' }));
    it('is asked for once, and gives the lead in the moment of the yes', async () => {
      const request = await ask();
      expect(await ask()).toMatchObject({ id: request.id, state: 'open', expiresAt: new Date('2030-05-08T08:00:00Z') });
      expect((await counts(lena)).handOvers).toBe(1);
      const answer = (userId: string, accept: boolean, decides = false) => tx((on) => app.get(HandOverRequests).answer(on, { id: request.id, version: 1, accept, answer: 'gladly', userId, decides }));
      await expect(answer(omar, true)).rejects.toMatchObject({ code: 'hand-over-not-yours' });
      const answers = await Promise.allSettled([answer(lena, true), answer(lena, false, true)]);
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const [row] = await sql<{ owner: string; state: string }>(app.db, `select l.owner_id as owner, h.state from lead l join hand_over_request h on h.lead_id = l.id`);
      expect(row).toEqual({ state: row!.state, owner: row!.state === 'accepted' ? omar : lena });
      expect(await sql(app.db, `select action from audit_event where action like 'hand-over.%'`)).toHaveLength(1);
      expect((await counts(omar)).answers).toBe(1);
      await tx((on) => app.get(HandOverRequests).seen(on, { leadId, userId: omar }));
      expect((await counts(omar)).answers).toBe(0);
    });

    it('needs an owner, can be taken back, and lapses after two workdays', async () => {
      await at(new Date('2030-05-10T08:00:00Z'));
      const request = await ask();
      expect(request.expiresAt.toISOString()).toBe('2030-05-14T08:00:00.000Z');
      await tx((on) => app.get(HandOverRequests).withdraw(on, { id: request.id, userId: omar }));
      await ask();
      await later(95);
      expect(await app.get(HandOverRequests).expireDue()).toBe(0);
      await later(1.1);
      expect(await app.get(HandOverRequests).expireDue()).toBe(1);
      expect((await app.get(Waiting).lists(omar, ZONE)).answers).toMatchObject([{ state: 'expired', lead: { id: leadId } }]);
      expect((await story(['people']))[0]).toBe('Nobody answered Omar Haddad, who asked for this lead');
      await sql(app.db, `update lead set owner_id = null`);
      await expect(ask()).rejects.toMatchObject({ code: 'hand-over-needless' });
    });
  });

  it('tells one story of everything, page by page without loss or repeat, in one statement each', async () => {
    const moment = new Date('2030-05-01T00:00:00Z');
    await sql(app.db, `insert into score_change (merchant_id, from_score, to_score, why, at) select merchant_id, i, i + 1, 'rank', $1 from lead, generate_series(1, 12) i`, [moment]);
    await tx((on) => app.get(Timeline).add(on, Array.from({ length: 12 }, (_, place) => ({ leadId, kind: place % 2 ? 'mail_sent' : 'opt_out', summary: `Mail ${place}`, at: moment }))));
    for (let place = 0; place < 5; place++) await sql(app.db, `insert into note (lead_id, author_id, body, created_at) values ($1, $2, $3, $4)`, [leadId, lena, `note ${place}`, moment]);
    await plan();
    const all: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await app.get(LeadTimeline).page(leadId, [], cursor, 4);
      expect(page.entries.length).toBeLessThanOrEqual(4);
      all.push(...page.entries.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(all).toHaveLength(31);
    expect(new Set(all).size).toBe(31);
    expect((await app.get(LeadTimeline).page(leadId, [], null, 100)).entries.map(({ id }) => id)).toEqual(all);
    const sizes = Object.fromEntries(await Promise.all((Object.keys(TIMELINE_TYPES) as TimelineType[]).map(async (type) => [type, (await story([type])).length] as const)));
    expect(sizes).toEqual({ notes: 5, mails: 12, offers: 0, stages: 1, tasks: 1, people: 0, scores: 12, changes: 0 });
    expect((await app.get(LeadTimeline).page(leadId, [], 'nonsense', 1)).entries).toHaveLength(1);
  });

  describe('the mail of the day', () => {
    const mails: DigestMail[] = [];
    let answer: () => Promise<'sent' | 'nowhere'>;
    const digests = () => new Digests(app.db, app.get(Clock), app.get(Waiting), app.config, { warn: () => undefined, error: () => undefined } as never, { send: (mail) => { mails.push(mail); return answer(); } });
    const states = () => sql(app.db, `select u.name, d.day::text, d.state from digest d join app_user u on u.id = d.user_id order by 2, 1`);
    beforeEach(() => { mails.length = 0; answer = async () => 'sent'; });

    it('says what waits, at the hour a person chose, once a day, and nothing when nothing waits', async () => {
      await plan({ title: 'Call\r\nBcc: x@y.example' });
      await at(new Date('2030-05-06T05:59:00Z'));
      expect(await digests().sendDue()).toBe(0);
      await at(new Date('2030-05-06T06:00:00Z'));
      expect((await Promise.all([digests().sendDue(), digests().sendDue()])).reduce((sum, one) => sum + one)).toBe(1);
      expect(mails).toMatchObject([{ to: { address: 'lena@northwind.example' }, subject: 'Your day: 1 thing waits for you', key: `digest-${lena}-2030-05-06`, text: expect.stringMatching(/1 task is due today\n- Mon,? 6 May,? 14:00 {2}Call Bcc: x@y\.example \(Tallow & Co\)\n {2}http/) }]);
      expect(await states()).toEqual([{ name: 'Lena Kurz', day: '2030-05-06', state: 'sent' }, { name: 'Omar Haddad', day: '2030-05-06', state: 'nothing' }]);
      await tx((on) => app.get(Digests).wish(on, lena, { zone: 'Asia/Kathmandu', hour: 6, workdaysOnly: true, wanted: true }));
      await at(new Date('2030-05-07T00:14:00Z'));
      expect(await digests().sendDue()).toBe(0);
      await at(new Date('2030-05-07T00:15:00Z'));
      expect(await digests().sendDue()).toBe(1);
      await at(new Date('2030-05-11T09:00:00Z'));
      expect(await digests().sendDue()).toBe(0);
      await tx((on) => app.get(Digests).wish(on, lena, { zone: null, hour: 8, workdaysOnly: false, wanted: false }));
      expect(await digests().sendDue()).toBe(0);
    });

    it('is tried again when it surely did not leave, and never when it may have', async () => {
      await plan();
      answer = async () => { throw new TryLater('no mail host'); };
      expect(await digests().sendDue()).toBe(0);
      answer = async () => { throw new Error('the line broke'); };
      expect(await digests().sendDue()).toBe(0);
      answer = async () => 'sent';
      expect(await digests().sendDue()).toBe(0);
      expect(await states()).toContainEqual({ name: 'Lena Kurz', day: '2030-05-06', state: 'unknown' });
      await at(new Date('2030-05-07T09:00:00Z'));
      await sql(app.db, `insert into digest (user_id, day, state, at, claimed_at) values ($1, '2030-05-07', 'claimed', now(), clock_timestamp() - interval '11 minutes')`, [lena]);
      expect(await digests().sendDue()).toBe(0);
      expect(mails).toHaveLength(2);
      expect(await states()).toContainEqual({ name: 'Lena Kurz', day: '2030-05-07', state: 'unknown' });
    });
  });
});
