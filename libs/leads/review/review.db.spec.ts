import { AccessModule } from '#access';
import { MerchantsModule } from '#merchants';
import { Clock, InstanceLease, sql, type Tx } from '#platform';
import { scoreQueue, ScoringModule } from '#scoring';
import { SourcingModule } from '#sourcing';
import { aLead, aMerchant, aRegion, aUser } from '../../../test/support/factories.js';
import { testModule, type TestApp } from '../../../test/support/database.js';
import { DailyPicks, Funnel, HandOver, LeadOwners, LeadsModule, ReviewQueue, ReviewRoutes, type NoCard, type ReviewCard, type Route } from '../index.js';

let app: TestApp;
let region: string;
let ana: { userId: string; sessionId: string };
let omar: { userId: string; sessionId: string };
beforeAll(async () => {
  app = await testModule([AccessModule, SourcingModule, MerchantsModule, ScoringModule, LeadsModule], { queues: [scoreQueue] });
  await app.get(InstanceLease).start();
});
afterAll(() => app.close());
beforeEach(async () => {
  await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox, score_pass, region, lead, daily_pick, app_user, suppression cascade`);
  await sql(app.db, `update funnel_rule set qualify_at = 40, daily_picks = 0, pick_hour = 0, cool_down_days = 90`);
  await sql(app.db, `update review_rule set category_share = 0.3, source_share = 0.3, free_cards = 10`);
  region = await aRegion(app.db);
  ana = { userId: await aUser(app.db, { name: 'Ana' }), sessionId: '00000000-0000-4000-8000-00000000000a' };
  omar = { userId: await aUser(app.db, { name: 'Omar' }), sessionId: '00000000-0000-4000-8000-00000000000b' };
});

const inTx = <T>(act: (tx: Tx, queue: ReviewQueue) => Promise<T>): Promise<T> => app.db.transaction((tx) => act(tx, app.get(ReviewQueue)));
const lead = async (over: Partial<Parameters<typeof aLead>[1]> = {}) => aLead(app.db, { merchantId: over.merchantId ?? await aMerchant(app.db), regionId: region, ...over });
const press = (who = ana): Promise<ReviewCard | NoCard> => inTx((tx, queue) => queue.next(tx, who));
const next = async (who = ana): Promise<ReviewCard> => {
  const card = await press(who);
  if ('why' in card) throw new Error(`no card: ${card.why}`);
  return card;
};
const none = async (who = ana) => press(who) as Promise<NoCard>;
const onCard = (card: ReviewCard, who = ana, version = 1) => ({ claimId: card.claimId, userId: who.userId, version });
const accept = (card: ReviewCard, who = ana, version = 1) => inTx((tx, queue) => queue.accept(tx, onCard(card, who, version)));
const leadOf = async (id: string) => (await sql<{ stage: string; version: number; owner: string | null; snoozedUntil: Date | null; closedAt: Date | null }>(app.db,
  `select stage, version, owner_id as owner, snoozed_until as "snoozedUntil", closed_at as "closedAt" from lead where id = $1`, [id]))[0]!;
const movesOf = (id: string) => sql(app.db, `select from_stage as "from", to_stage as "to", by_kind as by, by_user_id as who, why from stage_move where lead_id = $1 and from_stage is not null order by id`, [id]);
/** Machine time does not move; what was written moves back instead. */
const minutesPass = (minutes: number) => sql(app.db, `update review_claim set claimed_at = claimed_at - $1 * interval '1 minute', expires_at = expires_at - $1 * interval '1 minute', ended_at = ended_at - $1 * interval '1 minute'`, [minutes]);
const route = (who: { userId: string }, over: Partial<Route>) => inTx((tx) => app.get(ReviewRoutes).set(tx, who.userId, { countries: [], languages: [], categories: [], minScore: 0, maxScore: 100, dailyCapacity: null, byTurn: true, awayFrom: null, awayUntil: null, ...over }, ana.userId));

describe('the next card', () => {
  it('is the best that is qualified, open, awake and has an address; equal ones by how long they wait', async () => {
    const [young, old, low] = [await lead({ score: 80, since: new Date('2026-05-03T00:00:00Z') }), await lead({ score: 80, since: new Date('2026-05-02T00:00:00Z') }), await lead({ score: 41 })];
    await lead({ score: 99, stage: 'sourced' });
    await lead({ score: 99, stage: 'queued' });
    await lead({ score: 99, reachable: false });
    await lead({ score: 99, stage: 'disqualified', closedAt: new Date() });
    const asleep = await lead({ score: 99 });
    await sql(app.db, `update lead set snoozed_until = $2 where id = $1`, [asleep, new Date(Date.now() + 86_400_000)]);
    expect([(await next()).leadId, (await next()).leadId, (await next()).leadId]).toEqual([old, young, low]);
    expect(await none()).toEqual({ why: 'held-by-you', held: 3 });
    expect(await none(omar)).toEqual({ why: 'with-colleagues', held: 3 });
  });

  it('is theirs alone for twenty minutes, then anybody’s; renewed, for twenty more', async () => {
    await lead({ score: 90 });
    await lead({ score: 50 });
    const [first, second] = [await next(ana), await next(omar)];
    expect(first.leadId).not.toBe(second.leadId);
    expect(first.leaseMs).toBeGreaterThan(19.9 * 60_000);
    await minutesPass(19);
    await inTx((tx, queue) => queue.renew(tx, second.claimId, omar.userId));
    expect(await none(omar)).toMatchObject({ why: 'held-by-you' });
    await minutesPass(1.1);
    expect((await next(omar)).leadId).toBe(first.leadId);
    await expect(inTx((tx, queue) => queue.renew(tx, first.claimId, ana.userId))).rejects.toMatchObject({ code: 'review-card-lost', details: { holder: 'Omar' } });
    expect(await sql(app.db, `select outcome from review_claim where id = $1`, [first.claimId])).toEqual([{ outcome: 'lapsed' }]);
  });

  it('goes back when its person lets it go, or signs out there', async () => {
    await lead({ score: 90 });
    await lead({ score: 80 });
    const [best, second] = [await next(), await next()];
    expect(await inTx((tx, queue) => queue.release(tx, [best.claimId], omar.userId))).toBe(0);
    expect(await inTx((tx, queue) => queue.release(tx, [best.claimId], ana.userId))).toBe(1);
    expect(await inTx((tx, queue) => queue.leave(tx, { ...ana, sessionId: omar.sessionId }))).toBe(0);
    expect((await inTx((tx, queue) => queue.held(tx, ana.userId))).map((card) => card.leadId)).toEqual([second.leadId]);
    expect(await inTx((tx, queue) => queue.leave(tx, ana))).toBe(1);
    expect((await next(omar)).leadId).toBe(best.leadId);
    expect(await inTx((tx, queue) => queue.countsFor(tx, ana.userId))).toEqual({ waiting: 1, givenToday: 0, capacity: null });
  });

  it('is never the same for many who ask at once', async () => {
    for (let at = 0; at < 40; at++) await lead({ score: 60, category: `Category ${at % 4}` });
    const people = [ana, omar, { userId: await aUser(app.db), sessionId: ana.sessionId }, { userId: await aUser(app.db), sessionId: ana.sessionId }];
    const cards = (await Promise.all(people.flatMap((who) => Array.from({ length: 12 }, () => press(who))))).flatMap((card) => ('why' in card ? [] : [card.leadId]));
    expect(cards).toHaveLength(40);
    expect(new Set(cards).size).toBe(40);
  });

  it('does not wait for a scoring pass that holds all the leads', async () => {
    for (let at = 0; at < 12; at++) await lead();
    await app.db.transaction(async (pass) => {
      await sql(pass, `select id from lead for no key update`);
      expect((await next()).leadId).toBeDefined();
    });
  });

  it('keeps to the day’s mix: a category beyond its share waits, and when only it is left the card says so', async () => {
    await sql(app.db, `update review_rule set free_cards = 2`);
    for (let at = 0; at < 6; at++) await lead({ score: 95, category: 'Kitchen', marketplaces: ['alderbay', 'brightcart'] });
    for (const category of ['Garden', 'Toys', 'Pets', 'Beauty']) await lead({ score: 50, category, marketplaces: ['alderbay', 'brightcart'] });
    const cards: ReviewCard[] = [];
    for (let at = 0; at < 10; at++) cards.push(await next());
    const categories = await Promise.all(cards.map(async (card) => (await sql<{ category: string }>(app.db, `select category from lead where id = $1`, [card.leadId]))[0]!.category));
    expect(categories.slice(0, 7).filter((category) => category === 'Kitchen')).toHaveLength(3);
    expect(new Set(categories.slice(0, 7)).size).toBe(5);
    expect(cards.map((card) => card.yielded)).toEqual([null, null, null, null, null, null, null, 'category', 'category', 'category']);
    await inTx((tx, queue) => queue.leave(tx, ana));
    expect((await next()).yielded).toBe(null);
  });

  it('comes through the person’s routing, whatever the mix says', async () => {
    const swiss = await lead({ country: 'CH', category: 'Toys', score: 45 });
    const german = await lead({ country: 'DE', category: 'Kitchen', score: 95 });
    await lead({ country: 'FR', category: 'Kitchen', score: 99 });
    await lead({ country: null, score: 99 });
    await route(ana, { languages: ['de'] });
    expect([(await next()).leadId, (await next()).leadId]).toEqual([german, swiss]);
    expect(await none()).toEqual({ why: 'outside-routing', waiting: 2 });
    await inTx((tx, queue) => queue.leave(tx, ana));
    await route(ana, { languages: ['de'], categories: ['Toys'] });
    expect((await next()).leadId).toBe(swiss);
    await route(omar, { minScore: 96, countries: ['DE', 'CH', 'IT'] });
    expect(await none(omar)).toMatchObject({ why: 'outside-routing' });
    await route(omar, { minScore: 95, maxScore: 95, categories: ['Kitchen'] });
    expect((await next(omar)).leadId).toBe(german);
  });

  it('is none for who is away or has taken enough today, and says so', async () => {
    for (let at = 0; at < 4; at++) await lead();
    const until = new Date(Date.now() + 86_400_000);
    await route(ana, { awayFrom: new Date(Date.now() - 1000), awayUntil: until });
    expect(await none()).toEqual({ why: 'out-of-office', until });
    await route(ana, { dailyCapacity: 2 });
    const [one, two] = [await next(), await next()];
    expect(await none()).toEqual({ why: 'capacity-reached', capacity: 2, given: 0, held: 2 });
    await accept(one);
    await inTx((tx, queue) => queue.reject(tx, onCard(two), 'small'));
    await accept(await next());
    expect(await none()).toEqual({ why: 'capacity-reached', capacity: 2, given: 2, held: 0 });
    // Another business day.
    await sql(app.db, `update review_turn set day = day - 1`);
    expect((await next()).leadId).toBeDefined();
  });

  it('leaves a colleague’s lead to them, unless they are away', async () => {
    const theirs = await lead({ ownerId: omar.userId });
    expect(await none()).toEqual({ why: 'outside-routing', waiting: 1 });
    expect((await next(omar)).leadId).toBe(theirs);
    await inTx((tx, queue) => queue.leave(tx, omar));
    await inTx((tx) => app.get(ReviewRoutes).setAway(tx, omar.userId, { from: new Date(Date.now() - 1000), until: null }, omar.userId));
    expect((await next()).leadId).toBe(theirs);
  });

  it('says when there is nothing, who sleeps until when, who was not seen for a month, and who has no address', async () => {
    const until = new Date(Math.round(Date.now() / 1000) * 1000 + 86_400_000);
    await lead({ reachable: false });
    await sql(app.db, `update lead set snoozed_until = $2 where id = $1`, [await lead(), until]);
    const merchantId = await aMerchant(app.db);
    await lead({ merchantId });
    await sql(app.db, `insert into merchant_signal (merchant_id, shares, categories, seen_at) values ($1, '{}', '{}', now() - interval '31 days')`, [merchantId]);
    expect(await none()).toEqual({ why: 'nothing-qualified', asleep: 1, wakesAt: until, unseen: 1, withoutAddress: 1 });
    await sql(app.db, `update merchant_signal set seen_at = now() - interval '29 days'`);
    expect(await next()).toMatchObject({ back: null });
  });
});

describe('a decision', () => {
  it('to accept queues the lead, once, tells outreach, and gives it to who decided', async () => {
    const id = await lead();
    const card = await next();
    expect(await accept(card)).toMatchObject({ outcome: 'accepted', givenTo: { userId: ana.userId, how: 'accepted' }, repeated: false });
    expect(await accept(card)).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(await leadOf(id)).toMatchObject({ stage: 'queued', owner: ana.userId, version: 3 });
    expect(await movesOf(id)).toEqual([{ from: 'qualified', to: 'queued', by: 'person', who: ana.userId, why: 'accepted in review' }]);
    expect(await sql(app.db, `select event from outbox`)).toEqual([{ event: 'leads.lead-queued' }]);
    await expect(inTx((tx, queue) => queue.reject(tx, onCard(card, ana, 3), 'small'))).rejects.toMatchObject({ code: 'review-decided', kind: 'conflict', details: { outcome: 'accepted', stage: 'queued' } });
    await expect(accept(card, omar)).rejects.toMatchObject({ code: 'review-card-missing' });
  });

  it('to accept needs an address at that moment', async () => {
    const id = await lead();
    const card = await next();
    await sql(app.db, `update lead set reachable = false where id = $1`, [id]);
    await expect(accept(card)).rejects.toMatchObject({ code: 'address-required' });
    expect((await inTx((tx, queue) => queue.held(tx, ana.userId))).map((held) => held.leadId)).toEqual([id]);
  });

  it('to reject closes the lead with a reason from the list; “something else” needs words', async () => {
    const id = await lead();
    const card = await next();
    await expect(inTx((tx, queue) => queue.reject(tx, onCard(card), 'other', ' '))).rejects.toMatchObject({ code: 'note-required' });
    await inTx((tx, queue) => queue.reject(tx, onCard(card), 'brand', ' the brand’s own outlet '));
    expect(await leadOf(id)).toMatchObject({ stage: 'disqualified', closedAt: expect.any(Date) });
    expect(await movesOf(id)).toMatchObject([{ to: 'disqualified', why: 'The marketplace itself, or a brand: the brand’s own outlet' }]);
    expect(await sql(app.db, `select outcome, reason, note from review_claim`)).toEqual([{ outcome: 'rejected', reason: 'brand', note: 'the brand’s own outlet' }]);
  });

  it('to snooze hides the lead until its date; then it comes first, with who put it to sleep and why', async () => {
    const weak = await lead({ score: 41 });
    const card = await next();
    const until = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3 * 86_400_000);
    await expect(inTx((tx, queue) => queue.snooze(tx, onCard(card), new Date(Date.now() - 1)))).rejects.toMatchObject({ code: 'snooze-in-the-past' });
    await inTx((tx, queue) => queue.snooze(tx, onCard(card), until, 'after the fair'));
    expect(await leadOf(weak)).toMatchObject({ stage: 'qualified', snoozedUntil: until, version: 2 });
    expect(await sql(app.db, `select kind, summary from activity where lead_id = $1`, [weak])).toEqual([{ kind: 'snoozed', summary: `Ana snoozed this lead until ${until.toISOString().slice(0, 10)}: after the fair` }]);
    const strong = await lead({ score: 99 });
    const meanwhile = await next(omar);
    expect(meanwhile).toMatchObject({ leadId: strong, back: null });
    await inTx((tx, queue) => queue.leave(tx, omar));
    await app.get(Clock).jumpTo(new Date(until.getTime() + 1000));
    const back = await next(omar);
    expect(back).toMatchObject({ leadId: weak, back: { since: until, by: 'Ana', note: 'after the fair', snoozedAt: expect.any(Date) } });
    await sql(app.db, `update clock_offset set offset_ms = 0`);
  });

  it('is refused when the lease ended and a colleague has the card; harmless when nobody has', async () => {
    const id = await lead();
    const [mine] = [await next()];
    await minutesPass(21);
    const theirs = await next(omar);
    await expect(accept(mine)).rejects.toMatchObject({ code: 'review-card-lost', message: 'Your lease has ended, and Omar has this merchant on the screen now.', details: { holder: 'Omar', version: 1 } });
    await inTx((tx, queue) => queue.leave(tx, omar));
    await accept(mine);
    expect(await leadOf(id)).toMatchObject({ stage: 'queued', owner: ana.userId });
    await expect(accept(theirs, omar)).rejects.toMatchObject({ code: 'lead-changed', details: { stage: 'queued', version: 3 } });
  });

  it('of two at once counts once', async () => {
    const id = await lead();
    const card = await next();
    const both = await Promise.allSettled([accept(card), inTx((tx, queue) => queue.reject(tx, onCard(card), 'small')), accept(card), inTx((tx, queue) => queue.snooze(tx, onCard(card), new Date(Date.now() + 1e9)))]);
    const done = both.filter((one) => one.status === 'fulfilled' && !one.value.repeated);
    expect(done).toHaveLength(1);
    for (const one of both) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'review-decided' });
    expect(await sql(app.db, `select count(*) from stage_move where lead_id = $1 and from_stage is not null`, [id])).toEqual([{ count: (await leadOf(id)).stage === 'qualified' ? 0 : 1 }]);
  });
});

describe('taking a decision back', () => {
  const undo = (card: ReviewCard, withdrawn = true, who = ana) => inTx((tx, queue) => queue.undo(tx, { ...who, claimId: card.claimId }, async () => withdrawn));

  it.each(['accept', 'reject', 'snooze'] as const)('puts the lead back as it was and the card in the hand: %s', async (verdict) => {
    const id = await lead({ since: new Date('2026-05-02T00:00:00Z') });
    const before = await sql(app.db, `select stage, stage_since, snoozed_until, owner_id, closed_at, close_reason from lead where id = $1`, [id]);
    const card = await next();
    if (verdict === 'accept') await accept(card);
    if (verdict === 'reject') await inTx((tx, queue) => queue.reject(tx, onCard(card), 'small'));
    if (verdict === 'snooze') await inTx((tx, queue) => queue.snooze(tx, onCard(card), new Date(Date.now() + 1e8)));
    const again = await undo(card);
    expect(again).toMatchObject({ leadId: id, back: null });
    expect(await undo(card)).toMatchObject({ claimId: again.claimId });
    expect(await sql(app.db, `select stage, stage_since, snoozed_until, owner_id, closed_at, close_reason from lead where id = $1`, [id])).toEqual(before);
    expect(await sql(app.db, `select count(*) from review_turn`)).toEqual([{ count: 0 }]);
    if (verdict !== 'snooze') expect((await movesOf(id)).at(-1)).toMatchObject({ to: 'qualified', by: 'person', who: ana.userId, why: 'decision taken back' });
    // The same decision can be made anew, on the version that the lead has now.
    expect(await inTx(async (tx, queue) => queue.reject(tx, { ...onCard(again), version: (await leadOf(id)).version }, 'small'))).toMatchObject({ outcome: 'rejected', repeated: false });
  });

  it('is for ten minutes, for who decided, and only while nothing else happened', async () => {
    const [first, second] = [await lead({ score: 90 }), await lead({ score: 80 })];
    const [one, two] = [await next(), await next()];
    await expect(undo(one)).rejects.toMatchObject({ code: 'undo-too-late' });
    await accept(one);
    await accept(two);
    await expect(undo(one, true, omar)).rejects.toMatchObject({ code: 'review-card-missing' });
    await expect(undo(one, false)).rejects.toMatchObject({ code: 'lead-written-to' });
    await sql(app.db, `update lead set version = version + 1, stage = 'contacted' where id = $1`, [first]);
    await expect(undo(one)).rejects.toMatchObject({ code: 'undo-too-late', message: 'The lead has moved on since; it is in Contacted now.' });
    await minutesPass(10.1);
    await expect(undo(two)).rejects.toMatchObject({ code: 'undo-too-late' });
    expect(await leadOf(second)).toMatchObject({ stage: 'queued' });
  });

  it('waits for nobody who is at work on the lead', async () => {
    const id = await lead();
    const card = await next();
    await accept(card);
    await app.db.transaction(async (other) => {
      await sql(other, `select id from lead where id = $1 for no key update`, [id]);
      await expect(undo(card)).rejects.toMatchObject({ code: 'lead-written-to' });
    });
  });
});

describe('whose lead it becomes', () => {
  it('goes round among those who take such leads, evenly and within their capacity, when who sorts takes none', async () => {
    const [ben, cem] = [await aUser(app.db, { name: 'Ben' }), await aUser(app.db, { name: 'Cem' })];
    await route({ userId: ben }, { countries: ['DE'] });
    await route({ userId: cem }, { countries: ['DE', 'FR'], dailyCapacity: 2 });
    for (let at = 0; at < 6; at++) await lead({ country: 'DE', score: 60 - at });
    const given: string[] = [];
    for (let at = 0; at < 6; at++) given.push((await accept(await next())).givenTo!.name);
    expect(given.slice(0, 4).sort()).toEqual(['Ben', 'Ben', 'Cem', 'Cem']);
    expect(given.slice(4)).toEqual(['Ben', 'Ben']);
    await lead({ country: 'JP' });
    expect((await accept(await next())).givenTo).toMatchObject({ name: 'Ana', how: 'accepted' });
  });

  it('follows whoever talks to the merchant already, and keeps an owner who is there', async () => {
    const merchantId = await aMerchant(app.db);
    const other = await aRegion(app.db);
    await aLead(app.db, { merchantId, regionId: other, stage: 'engaged', ownerId: omar.userId });
    await lead({ merchantId });
    expect((await accept(await next())).givenTo).toMatchObject({ userId: omar.userId, how: 'voice' });
    await lead({ ownerId: ana.userId });
    expect((await accept(await next())).givenTo).toMatchObject({ userId: ana.userId, how: 'kept' });
  });

  it('of a merchant with several leads moves together', async () => {
    const merchantId = await aMerchant(app.db);
    const [first, second] = [await lead({ merchantId, stage: 'engaged', ownerId: ana.userId }), await aLead(app.db, { merchantId, regionId: await aRegion(app.db), stage: 'contacted', ownerId: ana.userId })];
    await app.db.transaction((tx) => app.get(LeadOwners).assign(tx, { leadId: first, ownerId: omar.userId, version: 1, byUserId: ana.userId }));
    expect(await leadOf(second)).toMatchObject({ owner: omar.userId, version: 2 });
  });

  it('is handed over merchant by merchant when a person leaves', async () => {
    const ben = await aUser(app.db, { name: 'Ben' });
    await route(omar, {});
    await route({ userId: ben }, {});
    const merchantId = await aMerchant(app.db);
    const pair = [await lead({ merchantId, stage: 'engaged', ownerId: ana.userId, score: 90 }), await aLead(app.db, { merchantId, regionId: await aRegion(app.db), stage: 'contacted', ownerId: ana.userId })];
    const single = await lead({ ownerId: ana.userId, score: 50 });
    const { given, left } = await inTx((tx) => app.get(HandOver).handOver(tx, { from: ana.userId, byUserId: omar.userId }));
    expect(left).toBe(0);
    expect(given.reduce((sum, one) => sum + one.leads, 0)).toBe(3);
    const owners = await Promise.all([...pair, single].map(async (id) => (await leadOf(id)).owner));
    expect(owners[0]).toBe(owners[1]);
    expect(new Set(owners)).toEqual(new Set([omar.userId, ben]));
  });
});

describe('the rule “top N a day” beside the queue', () => {
  const scored = async (score: number) => {
    const merchantId = await aMerchant(app.db);
    await sql(app.db, `insert into merchant_score (merchant_id, model_id, pass_id, score, gates, scored_at) values ($1, gen_random_uuid(), gen_random_uuid(), $2, '[]', now())`, [merchantId, score]);
    await sql(app.db, `insert into merchant_signal (merchant_id, shares, categories, seen_at) values ($1, '{}', '{}', now())`, [merchantId]);
    const address = Buffer.from(`${score}-${merchantId}`);
    await sql(app.db, `insert into contact (merchant_id, kind, value, address_mac, domain_mac, role, source_url, run_id, seen_at) values ($1, 'email', $2, $3, $3, true, 'http://alderbay.example/s', gen_random_uuid(), now())`, [merchantId, `info@${score}.example`, address]);
    return lead({ merchantId, score });
  };
  /** The next weekday, on which a pick is due. */
  const aWeekday = async () => {
    const now = await app.get(Clock).now();
    if ([0, 6].includes(now.getUTCDay())) await app.get(Clock).jumpTo(new Date(now.getTime() + 2 * 86_400_000));
  };
  afterEach(() => sql(app.db, `update clock_offset set offset_ms = 0`));

  it('never takes a card that is in front of somebody, and gives its own to whose turn it is', async () => {
    const [held, picked, also] = [await scored(95), await scored(90), await scored(85)];
    await aWeekday();
    expect((await next()).leadId).toBe(held);
    await route(omar, {});
    await app.db.transaction((tx) => app.get(Funnel).change(tx, { dailyPicks: 2 }));
    expect(await app.get(DailyPicks).pickDue()).toBe(2);
    expect(await leadOf(held)).toMatchObject({ stage: 'qualified' });
    for (const id of [picked, also]) expect(await leadOf(id)).toMatchObject({ stage: 'queued', owner: omar.userId });
  });

  it('races with people without a lead that both have', async () => {
    for (let at = 0; at < 30; at++) await scored(50 + at);
    await aWeekday();
    await app.db.transaction((tx) => app.get(Funnel).change(tx, { dailyPicks: 15 }));
    await Promise.all([app.get(DailyPicks).pickDue(), ...Array.from({ length: 15 }, (_, at) => next(at % 2 ? ana : omar))]);
    expect(await sql(app.db, `select l.stage, count(*)::int as n, count(c.id)::int as held from lead l left join review_claim c on c.lead_id = l.id and c.ended_at is null group by 1 order by 1`))
      .toEqual([{ stage: 'qualified', n: 15, held: 15 }, { stage: 'queued', n: 15, held: 0 }]);
  });
});
