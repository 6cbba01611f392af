import { Offers } from '#offers';
import { linkIn, mailHost, northwind, type Northwind, type TestMailHost } from '../../test/support/outreach.js';

const yes = { name: 'Ana Müller', role: 'Owner', terms: true as const, ip: '127.0.0.1', userAgent: 'test' };

describe('the merchant\'s desk', () => {
  let host: TestMailHost;
  let house: Northwind;
  const invited = async (name?: string) => {
    const [lead] = await house.queue([name ? { name } : {}]);
    await house.drain();
    return { ...lead!, token: linkIn(host.received.find((mail) => mail.to === lead!.address)!.raw, '/i/') };
  };
  const lead = async (leadId: string) => (await house.rows<{ stage: string; snoozed_until: Date | null }>(`select stage, snoozed_until from lead where id = $1`, [leadId]))[0]!;
  const exits = async (leadId: string) => (await house.rows<{ exit_reason: string | null }>(`select exit_reason from enrollment where lead_id = $1`, [leadId]))[0]!.exit_reason;

  beforeAll(async () => {
    host = await mailHost();
    house = await northwind({ env: { SINK_SMTP_URL: host.url } });
  });
  afterAll(async () => {
    await house.close();
    await host.close();
  });

  it('lets one of fifty who say yes at once win, and shows all the same receipt', async () => {
    const { token, leadId } = await invited();
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, i) => house.desk.accept(token, { ...yes, name: `Person ${i}` })));
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(1);
    expect(outcomes.filter((one) => one === 'already')).toHaveLength(49);
    expect(await house.rows(`select count(*)::int as n from acceptance where lead_id = $1`, [leadId])).toEqual([{ n: 1 }]);
    expect(await house.rows(`select kind from ledger_entry l join invitation i on i.id = l.invitation_id where i.lead_id = $1 order by l.id`, [leadId])).toEqual([{ kind: 'reserve' }, { kind: 'commit' }]);
    expect(await lead(leadId)).toMatchObject({ stage: 'accepted' });
    expect(await exits(leadId)).toBe('accepted');
    const view = await house.desk.show(token);
    expect(view).toMatchObject({ state: 'accepted', acceptance: { termsHash: view!.termsHash } });
    expect(await house.rows(`select by_kind from stage_move where lead_id = $1 and to_stage = 'accepted'`, [leadId])).toEqual([{ by_kind: 'merchant' }]);
    expect((await house.get(Offers).balance(house.offerId))).toMatchObject({ committedUses: 1, committed: '400.00' });
  });

  it('sends nothing more after a yes', async () => {
    const { token, address } = await invited();
    await house.desk.accept(token, yes);
    await house.later(4);
    await house.drain();
    expect(host.received.filter((mail) => mail.to === address)).toHaveLength(1);
  });

  it('frees the place after a no and closes the lead with the reason', async () => {
    const { token, leadId } = await invited();
    expect(await house.desk.decline(token, { reason: 'fees' })).toBe('done');
    expect(await house.desk.decline(token, { reason: 'fees' })).toBe('closed');
    expect(await house.desk.accept(token, yes)).toBe('closed');
    expect(await lead(leadId)).toMatchObject({ stage: 'declined' });
    expect(await house.rows(`select kind from ledger_entry l join invitation i on i.id = l.invitation_id where i.lead_id = $1 order by l.id`, [leadId])).toEqual([{ kind: 'reserve' }, { kind: 'release' }]);
  });

  it('lets a lead sleep until the month that the merchant names, and still takes a yes', async () => {
    const { token, leadId } = await invited();
    const month = (await house.desk.show(token))!.months[2]!.value;
    expect(await house.desk.notNow(token, { month })).toBe('done');
    expect(await house.desk.notNow(token, { month })).toBe('already');
    const slept = await lead(leadId);
    expect(slept.stage).toBe('engaged');
    expect(slept.snoozed_until!.toISOString().slice(0, 7)).toBe(month);
    expect(await exits(leadId)).toBe('not_now');
    expect(await house.desk.show(token)).toMatchObject({ state: 'open', notBefore: month });
    expect(await house.desk.accept(token, yes)).toBe('done');
    expect(await lead(leadId)).toMatchObject({ stage: 'accepted' });
  });

  it('settles a mail whose fate was unknown when the merchant answers', async () => {
    const { token, leadId } = await invited();
    await house.rows(`update message set state = 'unknown', sent_at = null where position = 1 and enrollment_id in (select id from enrollment where lead_id = $1)`, [leadId]);
    await house.rows(`update enrollment set state = 'held' where lead_id = $1`, [leadId]);
    await house.rows(`update lead set stage = 'queued' where id = $1`, [leadId]);
    expect(await house.desk.accept(token, yes)).toBe('done');
    expect(await lead(leadId)).toMatchObject({ stage: 'accepted' });
    expect(await house.rows(`select m.state from message m join enrollment e on e.id = m.enrollment_id where e.lead_id = $1 order by position`, [leadId])).toEqual([{ state: 'sent' }, { state: 'cancelled' }]);
  });

  it('answers nothing about tokens that it does not know', async () => {
    expect(await house.desk.show('nonsense')).toBeNull();
    expect(await house.desk.accept('nonsense', yes)).toBe('unknown');
    expect(await house.desk.decline('x'.repeat(1000), { reason: 'fees' })).toBe('unknown');
  });

  it('shows an expired invitation as expired before anybody swept it, and takes no yes', async () => {
    const { token } = await invited();
    await house.later(23);
    expect(await house.desk.show(token)).toMatchObject({ state: 'expired' });
    expect(await house.desk.accept(token, yes)).toBe('closed');
    expect((await house.get(Offers).balance(house.offerId)).committedUses).toBe(4);
  });
});
