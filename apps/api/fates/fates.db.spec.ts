import { MailboxLane, SentMail } from '#outreach';
import { sql } from '#platform';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';
import { mailHost, northwind, type Northwind, type QueuedLead, type TestMailHost } from '../../../test/support/outreach.js';

describe('mails of unknown fate over HTTP', () => {
  let host: TestMailHost;
  let house: Northwind;
  let api: TestApi;
  let lena: Tab;
  const hangUp = new Set<string>();
  const mailsTo = (lead: QueuedLead) => host.received.filter((mail) => mail.to === lead.address).length;
  const mailOf = async (lead: QueuedLead, position = 1) => (await house.rows<{ id: string; state: string; enrollment: string; reason: string | null }>(
    `select m.id, m.state, e.state as enrollment, m.state_reason as reason from message m join enrollment e on e.id = m.enrollment_id where e.lead_id = $1 and m.position = $2`, [lead.leadId, position]))[0]!;
  const settle = (tab: Tab, id: string, fate: string, version = 1) => tab(`/api/messages/${id}/fate`, { method: 'PUT', body: { fate, version } });

  /** Leads whose first mail was cut off before the mail host took it. */
  const cutOff = async (merchants: ReadonlyArray<{ name?: string; address?: string }>) => {
    const leads = await house.queue(merchants);
    for (const lead of leads) hangUp.add(lead.address);
    await house.drain();
    hangUp.clear();
    return leads;
  };
  /** A verdict that nobody else's lead is in the way of. */
  const settleRest = async () => {
    const { body } = await lena('/api/messages/unsettled?limit=100');
    if (body.mails.length > 0) await lena('/api/messages/fates', { method: 'PUT', body: { verdicts: body.mails.map(({ id, version }: { id: string; version: number }) => ({ id, version, fate: 'arrived' })) } });
  };

  beforeAll(async () => {
    host = await mailHost({ hangUp: (to) => hangUp.has(to) });
    house = await northwind({ env: { SINK_SMTP_URL: host.url } });
    api = await testApi({}, house);
    lena = await api.signedIn('lead', 'Lena Krantz');
  });
  afterEach(settleRest);
  afterAll(async () => {
    await api.close();
    await house.close();
    await host.close();
  });

  it('lists what a person needs to look a mail up, a page at a time in either order', async () => {
    const [first] = await cutOff([{ name: 'متجر النور' }]);
    await cutOff([{ name: 'Quill & Sons' }]);
    const [third] = await cutOff([{ name: 'Tallow' }]);
    const { body } = await lena('/api/messages/unsettled?limit=2');
    expect(body).toMatchObject({ total: 3, mails: [
      { leadId: first!.leadId, merchant: 'متجر النور', to: first!.address, position: 1, from: 'ana@northwind.example', reason: 'connection_lost', version: 1, ended: false, subject: expect.stringContaining('متجر النور'),
        messageId: expect.stringMatching(/^<[\w-]+\.1@northwind\.example>$/), claimedAt: expect.any(String), unknownSince: expect.any(String) },
      { merchant: 'Quill & Sons' }] });
    expect((await lena(`/api/messages/unsettled?limit=2&cursor=${body.nextCursor}`)).body).toMatchObject({ nextCursor: null, mails: [{ leadId: third!.leadId }] });
    expect((await lena('/api/messages/unsettled?order=newest')).body.mails.map((mail: { merchant: string }) => mail.merchant)).toEqual(['Tallow', 'Quill & Sons', 'متجر النور']);
    expect((await lena(`/api/messages/unsettled?leadId=${third!.leadId}`)).body).toMatchObject({ total: 1 });
    // A process that died wrote no subject down: it is shown as it would be written.
    await house.rows(`update message set subject = null, state_reason = 'interrupted' where id = $1`, [(await mailOf(third!)).id]);
    expect((await lena('/api/messages/unsettled?order=newest&limit=1')).body.mails).toMatchObject([{ reason: 'interrupted', subject: expect.stringContaining('Tallow') }]);
    expect(await lena('/api/messages/unsettled?cursor=nonsense')).toMatchObject({ status: 400 });
  });

  it('goes on with the sequence when it arrived, and says who said so', async () => {
    const [lead] = await cutOff([{}]);
    const { id } = await mailOf(lead!);
    expect(await settle(lena, id, 'arrived')).toMatchObject({ status: 200, body: { state: 'sent', repeated: false, fate: 'arrived' } });
    expect(await settle(lena, id, 'arrived')).toMatchObject({ status: 200, body: { state: 'sent', repeated: true } });
    expect(await mailOf(lead!)).toMatchObject({ state: 'sent', enrollment: 'active' });
    expect(await mailOf(lead!, 2)).toMatchObject({ state: 'pending' });
    const other = await settle(lena, id, 'not_arrived');
    expect(other).toMatchObject({ status: 409, body: { code: 'fate-settled', detail: expect.stringContaining('Lena Krantz has said already that this mail arrived'), current: { state: 'sent', fate: 'arrived', settledBy: 'Lena Krantz' } } });
    const { body } = await lena(`/api/leads/${lead!.leadId}`);
    expect(body).toMatchObject({ stage: 'contacted', outreach: [{ messages: [{ state: 'sent', version: 1, messageId: expect.any(String) }, { version: 0 }] }] });
    expect(body.timeline.map((entry: { summary: string }) => entry.summary)).toContain(`Lena Krantz looked: mail 1 to ${lead!.address} arrived`);
    expect(await sql(api.db, `select action, before, after from audit_event where subject = $1`, [`mail ${id}`])).toEqual([{ action: 'mail.settled', before: { state: 'unknown' }, after: { fate: 'arrived', version: 1 } }]);
    await house.later(3);
    await house.drain();
    expect(mailsTo(lead!)).toBe(1);
  });

  it('sends it exactly once more when it did not arrive, though the verdict is given twice and the answer is lost again', async () => {
    const [lead] = await cutOff([{}]);
    const { id } = await mailOf(lead!);
    expect(await settle(lena, id, 'not_arrived')).toMatchObject({ status: 200, body: { state: 'pending', repeated: false } });
    expect(await settle(lena, id, 'not_arrived')).toMatchObject({ status: 200, body: { state: 'pending', repeated: true } });
    hangUp.add(lead!.address);
    await house.drain();
    hangUp.clear();
    // The same request that comes in late is about the first time, and sends nothing a third time.
    expect(await settle(lena, id, 'not_arrived')).toMatchObject({ status: 200, body: { state: 'unknown', repeated: true } });
    expect(await settle(lena, id, 'arrived', 1)).toMatchObject({ status: 409, body: { code: 'fate-settled' } });
    await house.drain();
    expect(mailsTo(lead!)).toBe(0);
    expect(await settle(lena, id, 'not_arrived', 2)).toMatchObject({ status: 200, body: { state: 'pending', repeated: false } });
    const lane = house.get(MailboxLane);
    await Promise.all([lane.drain(house.mailboxId), lane.drain(house.mailboxId)]);
    expect(mailsTo(lead!)).toBe(1);
    expect(await mailOf(lead!)).toMatchObject({ state: 'sent', enrollment: 'active' });
  });

  it('gives an address up that the mail host refused, as the host\'s own answer would have: nobody writes to it again', async () => {
    const [lead] = await cutOff([{}]);
    const { id } = await mailOf(lead!);
    expect(await settle(lena, id, 'bounced')).toMatchObject({ status: 200, body: { state: 'failed', repeated: false, fate: 'bounced' } });
    expect(await settle(lena, id, 'bounced')).toMatchObject({ status: 200, body: { state: 'failed', repeated: true } });
    expect(await settle(lena, id, 'not_arrived')).toMatchObject({ status: 409, body: { code: 'fate-settled', detail: expect.stringContaining('there is no such address') } });
    expect(await mailOf(lead!)).toMatchObject({ state: 'failed', reason: 'hard', enrollment: 'stopped' });
    expect(await sql(api.db, `select m.exit_reason, c.status, s.reason from contact c join suppression s on s.mac = c.address_mac join enrollment m on m.lead_id = $2 where c.id = $1`, [lead!.contactId, lead!.leadId]))
      .toEqual([{ exit_reason: 'bounced', status: 'invalid', reason: 'hard_bounce' }]);
    expect((await lena(`/api/leads/${lead!.leadId}`)).body.stage).toBe('unreachable');
    await house.later(30);
    await house.drain();
    expect(mailsTo(lead!)).toBe(0);
  });

  it('asks every gate again: who was blocked meanwhile gets nothing, and who answered meanwhile neither', async () => {
    const [blocked, answered] = await cutOff([{}, {}]);
    await house.rows(`insert into suppression (scope, mac, reason, created_at) select 'address', address_mac, 'opt_out', now() from contact where id = $1`, [blocked!.contactId]);
    expect(await settle(lena, (await mailOf(blocked!)).id, 'not_arrived')).toMatchObject({ body: { state: 'pending' } });
    await house.drain();
    expect(await mailOf(blocked!)).toMatchObject({ state: 'suppressed', reason: 'suppressed' });
    expect(mailsTo(blocked!)).toBe(0);
    const { id } = await mailOf(answered!);
    await house.db.transaction((tx) => house.get(SentMail).prove(tx, id, 'reply', new Date()));
    expect(await settle(lena, id, 'arrived')).toMatchObject({ status: 200, body: { state: 'sent', repeated: true } });
    expect(await settle(lena, id, 'not_arrived')).toMatchObject({ status: 409, body: { detail: expect.stringContaining('it is sent') } });
  });

  it('settles many at once; two people at the same time give each mail one fate', async () => {
    const leads = await cutOff(Array.from({ length: 12 }, () => ({})));
    const ids = await Promise.all(leads.map(async (lead) => (await mailOf(lead)).id));
    const omar = await api.signedIn('rep', 'Omar Haddad');
    const nobody = '00000000-0000-4000-8000-00000000dead';
    const all = (fate: string, order: readonly string[]) => ({ method: 'PUT', body: { verdicts: [...order, nobody].map((id) => ({ id, fate, version: 1 })) } });
    const [one, two] = await Promise.all([lena('/api/messages/fates', all('arrived', ids)), omar('/api/messages/fates', all('not_arrived', [...ids].reverse()))]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(one.body.settled.length + two.body.settled.length).toBe(12);
    expect(one.body.refused.length + two.body.refused.length).toBe(14);
    expect([...one.body.refused, ...two.body.refused].filter((refusal: { code: string }) => refusal.code === 'mail-missing')).toHaveLength(2);
    const won = one.body.settled.length > 0 ? 'sent' : 'pending';
    for (const lead of leads) expect((await mailOf(lead)).state).toBe(won);
    expect(one.body.left).toBe(0);
    expect(await lena('/api/messages/fates', { method: 'PUT', body: { verdicts: [{ id: ids[0], fate: 'arrived', version: 1 }, { id: ids[0], fate: 'not_arrived', version: 1 }] } })).toMatchObject({ status: 400 });
    await house.drain();
    for (const lead of leads) expect(mailsTo(lead)).toBe(won === 'pending' ? 1 : 0);
  });

  it('lets those settle who work with merchants, those look who check, and nobody else', async () => {
    const [lead] = await cutOff([{}]);
    const { id } = await mailOf(lead!);
    for (const role of ['compliance', 'reader', 'operator'] as const) {
      const tab = await api.signedIn(role, 'Olga');
      expect((await tab('/api/messages/unsettled')).status).toBe(role === 'operator' ? 403 : 200);
      expect(await settle(tab, id, 'arrived')).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
      expect((await tab('/api/messages/fates', { method: 'PUT', body: { verdicts: [{ id, fate: 'arrived', version: 1 }] } })).status).toBe(403);
    }
    const rita = await api.signedIn('rep', 'Rita');
    expect(await settle(rita, '00000000-0000-4000-8000-00000000dead', 'arrived')).toMatchObject({ status: 404, body: { code: 'mail-missing' } });
    expect(await settle(rita, id.toUpperCase(), 'arrived')).toMatchObject({ status: 200 });
  });
});
