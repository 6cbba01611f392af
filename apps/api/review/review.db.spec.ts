import { Keys, sql } from '#platform';
import { aContact, aLead, aMerchant, aRegion } from '../../../test/support/factories.js';
import { testApi, type Tab, type TestApi } from '../../../test/support/api.js';

type Card = { claimId: string; leaseMs: number; lead: { id: string; version: number; name: string } };

describe('review over HTTP', () => {
  let api: TestApi;
  let lena: Tab & { userId: string };
  let omar: Tab & { userId: string };
  let region: string;
  const lead = async (over: Partial<Parameters<typeof aLead>[1]> & { name?: string } = {}) => {
    const merchantId = await aMerchant(api.db, over.name ? { name: over.name } : {});
    const [keys, address] = [api.app.get(Keys), `info@${merchantId}.example`];
    await aContact(api.db, { merchantId, address, macs: { address: keys.addressMac(address), domain: keys.domainMac(address) } });
    return aLead(api.db, { merchantId, regionId: region, ...over });
  };
  const next = async (tab: Tab): Promise<Card> => (await tab('/api/review/next', { method: 'POST', body: {} })).body.card;
  const decide = (tab: Tab, card: Card, body: object) => tab(`/api/review/claims/${card.claimId}/decision`, { method: 'PUT', body: { version: card.lead.version, ...body } });

  beforeEach(async () => {
    api = await testApi();
    lena = await api.signedIn('admin');
    omar = await api.signedIn('rep', 'Omar Haddad');
    region = await aRegion(api.db, { name: 'Test region' });
  });
  afterEach(() => api.close());

  it('gives each card to one person, with everything known of its merchant', async () => {
    await lead({ name: 'Best', score: 90 });
    await lead({ name: 'Second', score: 80 });
    const first = await lena('/api/review/next', { method: 'POST', body: {} });
    expect(first).toMatchObject({ status: 200, body: { none: null, waiting: 1, givenToday: 0, capacity: null, card: { yielded: null, back: null, lead: { name: 'Best', stage: 'qualified', scoring: {}, storefronts: [], contacts: [{ kind: 'email' }] } } } });
    expect(first.body.card.leaseMs).toBeGreaterThan(19 * 60_000);
    expect((await next(omar)).lead.name).toBe('Second');
    expect((await omar('/api/review/next', { method: 'POST', body: {} })).body).toMatchObject({ card: null, none: { why: 'held-by-you', held: 1 }, waiting: 0 });
    expect((await lena('/api/review')).body).toMatchObject({ cards: [{ claimId: first.body.card.claimId }], away: false, leaseMinutes: 20, undoMinutes: 10, reasons: expect.arrayContaining([{ code: 'other', text: 'Something else', needsNote: true }]) });
  });

  it('decides once, tells who comes second, and takes back what nobody was written about', async () => {
    const id = await lead();
    const card = await next(lena);
    expect(await decide(lena, card, { verdict: 'accept' })).toMatchObject({ status: 200, body: { outcome: 'accepted', repeated: false, givenTo: { name: 'Lena Krantz' }, lead: { stage: 'queued' }, givenToday: 1 } });
    expect(await decide(lena, card, { verdict: 'accept' })).toMatchObject({ status: 200, body: { repeated: true } });
    expect(await decide(lena, card, { verdict: 'reject', reason: 'small' })).toMatchObject({ status: 409, body: { code: 'review-decided', current: { outcome: 'accepted' } } });
    expect(await decide(omar, card, { verdict: 'accept' })).toMatchObject({ status: 404, body: { code: 'review-card-missing' } });
    const back = await lena(`/api/review/claims/${card.claimId}/decision`, { method: 'DELETE' });
    expect(back).toMatchObject({ status: 200, body: { lead: { id, stage: 'qualified', owner: null } } });
    expect(await decide(lena, back.body as Card, { verdict: 'reject', reason: 'other' })).toMatchObject({ status: 400, body: { code: 'note-required', errors: [{ field: 'note' }] } });
    expect(await decide(lena, back.body as Card, { verdict: 'reject', reason: 'nonsense' })).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(await decide(lena, back.body as Card, { verdict: 'snooze', until: '2001-01-01T00:00:00Z' })).toMatchObject({ status: 400, body: { code: 'snooze-in-the-past' } });
    expect(await decide(lena, back.body as Card, { verdict: 'reject', reason: 'small' })).toMatchObject({ status: 200, body: { outcome: 'rejected', lead: { stage: 'disqualified' } } });
  });

  it('does not take back what a mail was sent about, and takes a planned one along', async () => {
    const id = await lead();
    const card = await next(lena);
    await decide(lena, card, { verdict: 'accept' });
    const [enrolled] = await sql<{ id: string }>(api.db,
      `with box as (insert into mailbox (address, name, created_at) values ('ana@northwind.example', 'Ana', now()) returning id), seq as (insert into sequence (name) values ('s') returning id),
            version as (insert into sequence_version (sequence_id, version, created_at) select id, 1, now() from seq returning id),
            step as (insert into step (sequence_version_id, position, delay_days, template, with_offer) select id, 1, 0, 't', false from version returning id),
            camp as (insert into campaign (name, state, sequence_version_id, mailbox_id, created_at) select 'c', 'running', version.id, box.id, now() from version, box returning id),
            talk as (insert into conversation (merchant_id, opened_at) select merchant_id, now() from lead where id = $1 returning id),
            enrolled as (insert into enrollment (campaign_id, lead_id, merchant_id, contact_id, mailbox_id, conversation_id, state, created_at)
              select camp.id, l.id, l.merchant_id, c.id, box.id, talk.id, 'active', now() from camp, box, talk, lead l join contact c using (merchant_id) where l.id = $1 returning id, contact_id, mailbox_id)
       insert into message (enrollment_id, step_id, position, mailbox_id, contact_id, to_address, address_mac, domain_mac, state, due_at, message_id, unsubscribe_hash)
       select enrolled.id, step.id, 1, mailbox_id, contact_id, 'x@x.example', '\\x00', '\\x00', 'sending', now(), 'm', '\\x00' from enrolled, step returning id`, [id]);
    expect(await lena(`/api/review/claims/${card.claimId}/decision`, { method: 'DELETE' })).toMatchObject({ status: 409, body: { code: 'lead-written-to' } });
    await sql(api.db, `update message set state = 'pending' where id = $1`, [enrolled!.id]);
    expect(await lena(`/api/review/claims/${card.claimId}/decision`, { method: 'DELETE' })).toMatchObject({ status: 200 });
    expect(await sql(api.db, `select (select count(*) from message) as messages, (select count(*) from enrollment) as enrolled, (select close_reason from conversation) as closed`)).toEqual([{ messages: 0, enrolled: 0, closed: 'withdrawn' }]);
  });

  it('lets cards go when the screen is left, and when its person signs out', async () => {
    await lead({ score: 90 });
    await lead({ score: 80 });
    const [one, two] = [await next(lena), await next(lena)];
    expect(await lena('/api/review/release', { method: 'POST', body: { claims: [one.claimId] } })).toMatchObject({ status: 200, body: { released: 1 } });
    expect((await next(omar)).lead.id).toBe(one.lead.id);
    await lena('/api/session', { method: 'DELETE' });
    expect((await next(omar)).lead.id).toBe(two.lead.id);
  });

  it('renews a lease, and says who has a card whose lease was lost', async () => {
    await lead();
    const card = await next(lena);
    expect(await lena(`/api/review/claims/${card.claimId}/lease`, { method: 'PUT', body: {} })).toMatchObject({ status: 200 });
    await sql(api.db, `update review_claim set expires_at = clock_timestamp() - interval '1 second'`);
    await next(omar);
    expect(await lena(`/api/review/claims/${card.claimId}/lease`, { method: 'PUT', body: {} })).toMatchObject({ status: 409, body: { code: 'review-card-lost', current: { holder: 'Omar Haddad' } } });
    expect(await decide(lena, card, { verdict: 'accept' })).toMatchObject({ status: 409, body: { code: 'review-card-lost', detail: 'Your lease has ended, and Omar Haddad has this merchant on the screen now.' } });
  });

  it('routes: a lead says who takes what, a person that they are away, others may only look', async () => {
    await lead({ country: 'FR' });
    const route = { countries: ['DE'], languages: [], categories: [], minScore: 0, maxScore: 100, dailyCapacity: 5, byTurn: true, awayFrom: null, awayUntil: null };
    expect(await omar(`/api/review/routes/${omar.userId}`, { method: 'PUT', body: { route } })).toMatchObject({ status: 403 });
    expect(await lena(`/api/review/routes/${omar.userId}`, { method: 'PUT', body: { route: { ...route, minScore: 80, maxScore: 20 } } })).toMatchObject({ status: 400, body: { errors: [{ field: 'route.maxScore' }] } });
    expect((await lena(`/api/review/routes/${omar.userId}`, { method: 'PUT', body: { route } })).body.reviewers.find((one: { userId: string }) => one.userId === omar.userId).route).toEqual({ ...route });
    expect(await lena('/api/review/routes/00000000-0000-4000-8000-000000000000', { method: 'PUT', body: { route } })).toMatchObject({ status: 404, body: { code: 'route-user-unknown' } });
    expect((await omar('/api/review/next', { method: 'POST', body: {} })).body).toMatchObject({ none: { why: 'outside-routing', waiting: 1 }, capacity: 5 });
    const until = new Date(Date.now() + 86_400_000).toISOString();
    expect(await omar('/api/review/away', { method: 'PUT', body: { away: true, until } })).toMatchObject({ status: 200 });
    expect((await omar('/api/review/next', { method: 'POST', body: {} })).body.none).toMatchObject({ why: 'out-of-office', until });
    expect((await omar('/api/review')).body).toMatchObject({ away: true, awayUntil: until });
    await omar('/api/review/away', { method: 'PUT', body: { away: false, until: null } });
    expect((await omar('/api/review')).body).toMatchObject({ away: false, capacity: 5 });
    expect(await lena('/api/review/mix', { method: 'PUT', body: { categoryShare: 0.4, sourceShare: 0.5, freeCards: 3 } })).toMatchObject({ status: 200, body: { freeCards: 3 } });
    expect((await omar('/api/review/settings')).body.mix).toMatchObject({ freeCards: 3 });
    expect(await sql(api.db, `select action from audit_event where action like 'review%' order by id`)).toEqual(['review-route.set', 'review-route.set', 'review-route.set', 'review-rule.changed'].map((action) => ({ action })));
    expect(await (await api.signedIn('reader', 'Rita Read'))('/api/review')).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
  });
});
