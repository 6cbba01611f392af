import { Offers } from '#offers';
import { Bells, Sweep } from '#platform';
import { linkIn, mailHost, northwind, type Northwind, type TestMailHost } from '../../test/support/outreach.js';
import { Balance } from './balance.js';
import { InboundMails } from './inbound-mails.js';
import { inboundQueue } from './inbound.jobs.js';
import { sendQueue } from './send.jobs.js';
import { Outreach } from './outreach.js';
import { Unsubscribes } from './unsubscribes.js';

type Lead = Awaited<ReturnType<Northwind['queue']>>[number];

describe('answers', () => {
  let host: TestMailHost;
  let house: Northwind;
  const stage = async (leadId: string) => (await house.rows<{ stage: string }>(`select stage from lead where id = $1`, [leadId]))[0]!.stage;
  const states = async (leadId: string) => (await house.rows<{ state: string }>(`select m.state from message m join enrollment e on e.id = m.enrollment_id where e.lead_id = $1 order by position`, [leadId])).map((row) => row.state);
  const firstMail = async (lead: Lead) => (await house.rows<{ id: string; message_id: string }>(`select m.id, m.message_id from message m join enrollment e on e.id = m.enrollment_id where e.lead_id = $1 and position = 1`, [lead.leadId]))[0]!;
  const kinds = async (lead: Lead) => (await house.rows<{ kind: string }>(`select kind from activity where lead_id = $1 order by id`, [lead.leadId])).map((row) => row.kind);
  const contacted = async (): Promise<Lead> => {
    const [lead] = await house.queue([{}]);
    await house.drain();
    return lead!;
  };
  const write = async (lead: Lead, text: string, headers: string[] = []) => {
    const { message_id } = await firstMail(lead);
    const raw = ['From: Shop <' + lead.address + '>', 'To: ana@northwind.example', 'Subject: Re: your mail', `In-Reply-To: ${message_id}`, `Message-ID: <${Math.random()}@shop.example>`, ...headers, '', text].join('\r\n');
    const mails = house.get(InboundMails);
    const { inboundMailId } = await mails.receive(Buffer.from(raw));
    await mails.process(inboundMailId);
    return { raw, inboundMailId };
  };

  beforeAll(async () => {
    host = await mailHost();
    house = await northwind({ env: { SINK_SMTP_URL: host.url } });
  });
  afterAll(async () => {
    await house.close();
    await host.close();
  });

  it('stops the sequence and moves the lead when a person replies, however often the mail is handed in', async () => {
    const lead = await contacted();
    const { raw } = await write(lead, 'Sounds good, tell me more.\r\n\r\nOn Mon, Ana Silva wrote:\r\n> stop\r\n');
    expect(await stage(lead.leadId)).toBe('engaged');
    expect(await states(lead.leadId)).toEqual(['sent', 'cancelled']);
    expect(await house.get(InboundMails).receive(Buffer.from(raw))).toMatchObject({ fresh: false });
    expect((await kinds(lead)).filter((kind) => kind === 'reply')).toHaveLength(1);
    const [told] = await house.rows<{ summary: string }>(`select summary from activity where lead_id = $1 and kind = 'reply'`, [lead.leadId]);
    expect(told!.summary).toBe('The merchant replied: “Sounds good, tell me more.”');
    expect((await house.get(Outreach).ofLeads([lead.leadId])).get(lead.leadId)).toBe('waits for you: reply');
    expect(await house.rows(`select closed_at from conversation where merchant_id = $1`, [lead.merchantId])).toEqual([{ closed_at: null }]);
  });

  it('goes on after an automatic reply', async () => {
    const lead = await contacted();
    await write(lead, 'I am away until Monday.', ['Auto-Submitted: auto-replied']);
    expect(await stage(lead.leadId)).toBe('contacted');
    expect(await states(lead.leadId)).toEqual(['sent', 'pending']);
    expect(await kinds(lead)).toContain('auto_reply');
    expect((await house.get(Outreach).ofLeads([lead.leadId])).get(lead.leadId)).toMatch(/^mail 2 on \d+ \w+$/);
  });

  it('obeys "do not write to me" in a reply at once', async () => {
    const lead = await contacted();
    await write(lead, 'Bitte keine weiteren E-Mails mehr senden.');
    expect(await stage(lead.leadId)).toBe('do_not_contact');
    expect(await states(lead.leadId)).toEqual(['sent', 'cancelled']);
    expect(await house.rows(`select state from invitation where lead_id = $1`, [lead.leadId])).toEqual([{ state: 'revoked' }]);
    expect(await house.rows(`select count(*)::int as n from suppression s join message m on m.address_mac = s.mac where m.to_address = $1 and s.reason = 'opt_out' and m.position = 1`, [lead.address])).toEqual([{ n: 1 }]);
  });

  it('takes a returned mail like a refusal at once', async () => {
    const lead = await contacted();
    const { message_id } = await firstMail(lead);
    const raw = `From: MAILER-DAEMON@mx.example\r\nTo: ana@northwind.example\r\nSubject: Undelivered Mail\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ${lead.address}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${message_id}\r\nTo: ${lead.address}\r\n\r\n--b--\r\n`;
    const { inboundMailId } = await house.get(InboundMails).receive(Buffer.from(raw));
    await house.get(InboundMails).process(inboundMailId);
    expect(await stage(lead.leadId)).toBe('unreachable');
    expect(await states(lead.leadId)).toEqual(['failed', 'cancelled']);
    expect(await house.rows(`select status from contact where id = $1`, [lead.contactId])).toEqual([{ status: 'invalid' }]);
  });

  it('settles an unknown mail by the merchant\'s reply, and by an automatic one goes on with the sequence', async () => {
    const lead = await contacted();
    await house.rows(`update message set state = 'unknown', sent_at = null where id = $1`, [(await firstMail(lead)).id]);
    await house.rows(`delete from message where position = 2 and enrollment_id in (select id from enrollment where lead_id = $1)`, [lead.leadId]);
    await house.rows(`update enrollment set state = 'held' where lead_id = $1`, [lead.leadId]);
    await house.rows(`update lead set stage = 'queued' where id = $1`, [lead.leadId]);
    await write(lead, 'Out of office', ['Auto-Submitted: auto-replied']);
    expect(await states(lead.leadId)).toEqual(['sent', 'pending']);
    expect(await stage(lead.leadId)).toBe('contacted');
    expect(await house.rows(`select state from enrollment where lead_id = $1`, [lead.leadId])).toEqual([{ state: 'active' }]);
  });

  it('takes a reply that overtakes the outcome as proof that the mail arrived', async () => {
    let replied: Promise<unknown> | undefined;
    const eager = await mailHost({ onData: async (to) => {
      const [message] = await busy.rows<{ message_id: string }>(`select message_id from message where to_address = $1`, [to]);
      const mails = busy.get(InboundMails);
      const { inboundMailId } = await mails.receive(Buffer.from(`From: ${to}\r\nTo: ana@northwind.example\r\nSubject: Re: x\r\nIn-Reply-To: ${message!.message_id}\r\n\r\nYes!`));
      replied = mails.process(inboundMailId);
      await replied;
    } });
    const busy = await northwind({ env: { SINK_SMTP_URL: eager.url } });
    try {
      const [lead] = await busy.queue([{}]);
      expect(await busy.drain()).toBe(1);
      await replied;
      expect(await busy.rows(`select state, smtp_code, subject is not null as kept from message order by position`)).toEqual([{ state: 'sent', smtp_code: 250, kept: true }, { state: 'cancelled', smtp_code: null, kept: false }]);
      expect(await busy.rows(`select stage from lead where id = $1`, [lead!.leadId])).toEqual([{ stage: 'engaged' }]);
      expect(await busy.rows(`select count(*)::int as n from activity where kind = 'mail_sent'`)).toEqual([{ n: 1 }]);
    } finally {
      await busy.close();
      await eager.close();
    }
  });

  it('unsubscribes once, however often it is asked', async () => {
    const lead = await contacted();
    const token = linkIn(host.received.find((mail) => mail.to === lead.address)!.raw, '/u/');
    const unsubscribes = house.get(Unsubscribes);
    expect(await unsubscribes.find(token)).toEqual({ address: lead.address, workspace: 'Northwind', done: false });
    expect(await Promise.all([1, 2, 3].map(() => unsubscribes.apply(token)))).toEqual([true, true, true]);
    expect(await unsubscribes.find(token)).toMatchObject({ done: true });
    expect(await unsubscribes.apply('nonsense')).toBe(false);
    expect(await stage(lead.leadId)).toBe('do_not_contact');
    expect(await states(lead.leadId)).toEqual(['sent', 'cancelled']);
    expect((await kinds(lead)).filter((kind) => kind === 'opt_out')).toHaveLength(1);
    await house.later(30);
    await house.drain();
    expect(host.received.filter((mail) => mail.to === lead.address)).toHaveLength(1);
  });

  it('keeps the balance sheet adding up', async () => {
    const sheet = await house.get(Balance).of(house.campaignId);
    expect(sheet.sent + sheet.skipped + sheet.suppressed + sheet.failed + sheet.unknown + sheet.cancelled + sheet.pending).toBe(sheet.enrolled);
    expect(sheet).toMatchObject({ replied: 1, unsubscribed: 2, failed: 1 });
    expect((await house.get(Offers).balance(house.offerId)).committedUses).toBe(0);
  });

  it('rings for due mailboxes and for mails that nobody has read', async () => {
    await house.queue([{}]);
    await house.rows(`insert into inbound_mail (raw_sha256, raw, received_at) values ('\\x01', 'x', clock_timestamp())`);
    await house.get(Sweep).runAll();
    const bells = house.get(Bells);
    expect((await bells.queue(sendQueue).getWaiting()).map((job) => job.name)).toEqual(['drain-mailbox']);
    expect((await bells.queue(inboundQueue).getWaiting()).map((job) => job.name)).toContain('inbound-mail');
  });
});
