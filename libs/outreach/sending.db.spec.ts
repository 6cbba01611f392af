import { Workspaces } from '#access';
import { simpleParser } from 'mailparser';
import { Suppressions } from '#merchants';
import { Offers } from '#offers';
import { InstanceLease } from '#platform';
import { aUser } from '../../test/support/factories.js';
import { linkIn, mailHost, northwind, type Northwind, type TestMailHost } from '../../test/support/outreach.js';
import { DatabaseSink } from './database-sink.js';
import { MailFates, type Fate } from './mail-fates.js';
import { MailboxLane } from './mailbox-lane.js';
import { MailHostUnreachable } from './outreach.errors.js';
import { SendOutcomes } from './send-outcomes.js';

describe('sending', () => {
  let host: TestMailHost;
  let house: Northwind;
  const hangUp = new Set<string>();
  const refused = new Map<string, string>();
  const states = async (leadId: string) => (await house.rows<{ state: string; position: number }>(
    `select m.state, m.position from message m join enrollment e on e.id = m.enrollment_id where e.lead_id = $1 order by m.position`, [leadId])).map((row) => row.state);
  const stage = async (leadId: string) => (await house.rows<{ stage: string }>(`select stage from lead where id = $1`, [leadId]))[0]!.stage;
  const mailsTo = (address: string) => host.received.filter((mail) => mail.to === address);

  beforeAll(async () => {
    host = await mailHost({ refuse: (to) => refused.get(to), hangUp: (to) => hangUp.has(to) });
    house = await northwind({ env: { SINK_SMTP_URL: host.url, PUBLIC_URL: 'https://northwind.example' } });
  });
  afterAll(async () => {
    await house.close();
    await host.close();
  });

  it('sends each step once though two lanes race for the same mailbox', async () => {
    const leads = await house.queue(Array.from({ length: 90 }, () => ({})));
    const lane = house.get(MailboxLane);
    const [a, b] = await Promise.all([lane.drain(house.mailboxId), lane.drain(house.mailboxId)]);
    expect(a + b).toBe(90);
    for (const lead of leads) expect(mailsTo(lead.address)).toHaveLength(1);
    expect(await house.rows(`select count(*)::int as n from lead where stage = 'contacted'`)).toEqual([{ n: 90 }]);
    expect(await states(leads[0]!.leadId)).toEqual(['sent', 'pending']);
    expect(await house.drain()).toBe(0);
    await house.later(3);
    expect(await house.drain()).toBe(90);
    await house.later(5);
    expect(await house.drain()).toBe(90);
    await house.later(30);
    expect(await house.drain()).toBe(0);
    for (const lead of leads) expect(mailsTo(lead.address)).toHaveLength(3);
    expect(await house.rows(`select state, exit_reason, count(*)::int as n from enrollment group by 1, 2`)).toEqual([{ state: 'completed', exit_reason: 'completed', n: 90 }]);
    expect(await house.get(Offers).balance(house.offerId)).toMatchObject({ reservedUses: 90, reserved: '36000.00', free: '64000.00' });
  });

  it('writes mails that thread, can be unsubscribed from with one click, and say who writes and why', async () => {
    const [lead] = await house.queue([{ name: 'Ölmühle Särkänniemi' }]);
    await house.drain();
    await house.later(3);
    await house.drain();
    const [first, second] = await Promise.all(mailsTo(lead!.address).map((mail) => simpleParser(mail.raw)));
    expect(first!.subject).toBe('Ölmühle Särkänniemi: first three months free on Northwind');
    expect(mailsTo(lead!.address)[0]!.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(mailsTo(lead!.address)[0]!.raw).toMatch(/^List-Unsubscribe: <https:\/\/northwind\.example\/u\/[\w-]{43}>\r$/m);
    expect(first!.text).toContain('Northwind Markets Ltd, 1 Quay Street, Dublin');
    expect(first!.text).toContain('http://alderbay.example/seller/S1');
    expect(second!.inReplyTo).toBe(first!.messageId);
    expect(second!.references).toBe(first!.messageId);
    expect(linkIn(mailsTo(lead!.address)[0]!.raw, '/i/')).toBe(linkIn(mailsTo(lead!.address)[1]!.raw, '/i/'));
    const [kept] = await house.rows<{ text_body: string; html_body: string; captured: boolean }>(`select text_body, html_body, captured from message m join enrollment e on e.id = m.enrollment_id where e.lead_id = $1 and position = 1`, [lead!.leadId]);
    expect(kept!.text_body).toContain('{invitation}');
    expect(kept!.html_body).toContain('href="{unsubscribe}"');
    expect(kept!.text_body).not.toContain('/i/');
    expect(kept!.captured).toBe(true);
  });

  it('does not send to an address that was blocked between enrolling and claiming', async () => {
    const [lead] = await house.queue([{}]);
    await house.db.transaction(async (tx) => house.get(Suppressions).add(tx, { scope: 'address', address: lead!.address, reason: 'opt_out', at: new Date() }));
    await house.drain();
    expect(mailsTo(lead!.address)).toEqual([]);
    expect(await states(lead!.leadId)).toEqual(['suppressed']);
    expect(await stage(lead!.leadId)).toBe('do_not_contact');
  });

  it('does not go on with a lead that somebody moved by hand', async () => {
    const [lead] = await house.queue([{}]);
    await house.drain();
    await house.rows(`update lead set stage = 'engaged' where id = $1`, [lead!.leadId]);
    await house.later(3);
    await house.drain();
    expect(mailsTo(lead!.address)).toHaveLength(1);
    expect(await states(lead!.leadId)).toEqual(['sent', 'cancelled']);
  });

  it('learns from a 550 that an address is dead', async () => {
    const [lead] = await house.queue([{ address: 'nobody@gone.example' }]);
    refused.set('nobody@gone.example', '550 5.1.1 no such user');
    const before = await house.get(Offers).balance(house.offerId);
    await house.drain();
    expect(await states(lead!.leadId)).toEqual(['failed']);
    expect(await stage(lead!.leadId)).toBe('unreachable');
    expect(await house.rows(`select status from contact where id = $1`, [lead!.contactId])).toEqual([{ status: 'invalid' }]);
    expect(await house.rows(`select reason from suppression s join message m on m.address_mac = s.mac where m.to_address = 'nobody@gone.example'`)).toEqual([{ reason: 'hard_bounce' }]);
    expect((await house.get(Offers).balance(house.offerId)).reservedUses).toBe(before.reservedUses);
  });

  it('tries a mail that was put off later, without keeping the others waiting', async () => {
    const [slow, quick] = await house.queue([{ address: 'greylisted@slow.example' }, {}]);
    refused.set('greylisted@slow.example', '450 4.7.1 come back later');
    await house.drain();
    expect(await states(slow!.leadId)).toEqual(['pending']);
    expect(mailsTo(quick!.address)).toHaveLength(1);
    refused.delete('greylisted@slow.example');
    expect(await house.drain()).toBe(0);
    await house.rows(`update message set retry_at = null where to_address = 'greylisted@slow.example'`);
    expect(await house.drain()).toBe(1);
  });

  it('names a mail whose answer got lost, and sends it to nobody twice', async () => {
    const [lead] = await house.queue([{ address: 'lost@line.example' }]);
    hangUp.add('lost@line.example');
    await house.drain();
    expect(await states(lead!.leadId)).toEqual(['unknown']);
    hangUp.clear();
    await house.later(10);
    await house.drain();
    expect(await states(lead!.leadId)).toEqual(['unknown']);
    expect(mailsTo(lead!.address)).toEqual([]);
    expect(await house.rows(`select state from enrollment where lead_id = $1`, [lead!.leadId])).toEqual([{ state: 'held' }]);
  });

  it('makes mails unknown whose process died between claim and answer; a person may settle them', async () => {
    const [sent, not] = await house.queue([{}, {}]);
    const dead = '00000000-0000-4000-8000-00000000dead';
    await house.rows(`update message set state = 'sending', claimed_by = $1, claimed_at = clock_timestamp() where state = 'pending' and position = 1`, [dead]);
    expect(await house.get(SendOutcomes).nameLeftBehind(null)).toBe(2);
    expect(await house.drain()).toBe(0);
    const messageOf = async (leadId: string) => (await house.rows<{ id: string }>(`select m.id from message m join enrollment e on e.id = m.enrollment_id where e.lead_id = $1`, [leadId]))[0];
    const [one, two] = [await messageOf(sent!.leadId), await messageOf(not!.leadId)];
    const userId = await aUser(house.db);
    const settle = (id: string, fate: Fate) => house.db.transaction((tx) => house.get(MailFates).settle(tx, { id, fate, version: 1 }, { userId, name: 'Lena Kurz' }));
    expect(await settle(one!.id, 'arrived')).toMatchObject({ state: 'sent', repeated: false });
    expect(await settle(two!.id, 'not_arrived')).toMatchObject({ state: 'pending', repeated: false });
    expect(await house.drain()).toBe(1);
    expect(mailsTo(sent!.address)).toEqual([]);
    expect(await stage(sent!.leadId)).toBe('contacted');
    expect(mailsTo(not!.address)).toHaveLength(1);
    expect(await settle(one!.id, 'arrived')).toMatchObject({ state: 'sent', repeated: true });
    await expect(settle(one!.id, 'not_arrived')).rejects.toMatchObject({ code: 'fate-settled' });
  });

  it('claims nothing once its own lease has run out', async () => {
    const [lead] = await house.queue([{}]);
    await house.rows(`update instance_lease set expires_at = clock_timestamp() - interval '1 second'`);
    expect(await house.drain()).toBe(0);
    await house.get(InstanceLease).start();
    expect(await house.drain()).toBe(1);
    expect(mailsTo(lead!.address)).toHaveLength(1);
  });

  it('skips a mail that would have a hole instead of greeting nobody', async () => {
    const [lead] = await house.queue([{ name: ' \u200b ' }]);
    await house.drain();
    expect(await states(lead!.leadId)).toEqual(['skipped']);
    expect(await house.rows(`select exit_reason from enrollment where lead_id = $1`, [lead!.leadId])).toEqual([{ exit_reason: 'missing_data' }]);
    expect(mailsTo(lead!.address)).toEqual([]);
  });

  it('lets one voice talk: a second lead of a merchant is not enrolled', async () => {
    const [first] = await house.queue([{}]);
    await house.rows(`insert into region (name) values ('Elsewhere')`);
    const { aLead } = await import('../../test/support/factories.js');
    const [region] = await house.rows<{ id: string }>(`select id from region where name = 'Elsewhere'`);
    const second = await aLead(house.db, { merchantId: first!.merchantId, regionId: region!.id, stage: 'queued' });
    const { Enroller } = await import('./enroller.js');
    expect(await house.db.transaction((tx) => house.get(Enroller).enroll(tx, [second], new Date()))).toEqual([]);
    expect(await house.rows(`select data->>'why' as why from activity where lead_id = $1`, [second])).toEqual([{ why: 'one_voice' }]);
  });

  it('keeps names hostile in every way inside their place', async () => {
    const names = ['Evil\r\nBcc: all@victim.example', '<script>alert(1)</script> Deals', '{{constructor}} {{> layout}}', '=HYPERLINK("https://x.example")', 'عطور الشرق \u202etxet', '{invitation} & {unsubscribe}', '🛍️ 株式会社さくら'];
    const leads = await house.queue(names.map((name) => ({ name })));
    await house.drain();
    for (const [i, lead] of leads.entries()) {
      const [mail] = mailsTo(lead.address);
      const parsed = await simpleParser(mail!.raw);
      expect(parsed.headers.has('bcc')).toBe(false);
      expect((parsed.to as { text: string }).text).toBe(lead.address);
      expect(parsed.html).not.toContain('<script>alert');
      if (i === 2) expect(parsed.text).toContain('{{constructor}} {{> layout}}');
      if (i === 5) expect(parsed.text).toContain('{invitation} & {unsubscribe}');
      expect(parsed.text).not.toContain('\u202e');
    }
  });

  it('gives everything back and comes again when the mail host is away', async () => {
    const away = await northwind({ env: { SINK_SMTP_URL: 'smtp://127.0.0.1:1' } });
    try {
      await away.queue([{}, {}]);
      await expect(away.drain()).rejects.toThrow(MailHostUnreachable);
      expect(await away.rows(`select state, claimed_by, attempts from message`)).toEqual([{ state: 'pending', claimed_by: null, attempts: 0 }, { state: 'pending', claimed_by: null, attempts: 0 }]);
    } finally {
      await away.close();
    }
  });

  it('keeps mail in the database when test mode has no sink, even with SMTP_URL set', async () => {
    const quiet = await northwind({ env: { SMTP_URL: host.url } });
    try {
      const [lead] = await quiet.queue([{}]);
      expect(await quiet.drain()).toBe(1);
      expect(mailsTo(lead!.address)).toEqual([]);
      expect(await quiet.rows(`select state, captured from message where position = 1`)).toEqual([{ state: 'sent', captured: true }]);
      const [admin] = await quiet.rows<{ id: string }>(`insert into app_user (email, name, role, password_hash) values ('admin@northwind.example', 'Ana', 'admin', 'none') returning id`);
      await quiet.db.transaction((tx) => quiet.get(Workspaces).arm(tx, true, admin!.id, null));
      const [live] = await quiet.queue([{ address: 'live@shop.example' }]);
      expect(await quiet.drain()).toBe(1);
      expect(mailsTo(live!.address)).toHaveLength(1);
    } finally {
      await quiet.close();
    }
    expect((await new DatabaseSink().send()).kind).toBe('accepted');
  });

  it('gives no more places than the offer has', async () => {
    const small = await northwind({ maxUses: 3 });
    try {
      await small.queue(Array.from({ length: 5 }, () => ({})));
      expect(await small.drain()).toBe(3);
      expect(await small.rows(`select state_reason, count(*)::int as n from message where state = 'skipped' group by 1`)).toEqual([{ state_reason: 'offer_exhausted', n: 2 }]);
    } finally {
      await small.close();
    }
  });
});
