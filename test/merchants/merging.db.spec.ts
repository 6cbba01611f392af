import fc from 'fast-check';
import { AccessModule } from '#access';
import { LeadsModule, LeadsWiring } from '#leads';
import { OffersModule, OffersWiring } from '#offers';
import { OnboardingModule, OnboardingWiring } from '#onboarding';
import { inboundQueue, OutreachModule, OutreachWiring, sendQueue } from '#outreach';
import { Clock, Relay, relayQueue, sql } from '#platform';
import { scoreQueue, ScoringModule } from '#scoring';
import { SourcingModule } from '#sourcing';
import { aLead, aMerchant, aRegion, aRun, aUser, seenIn } from '../support/factories.js';
import { testModule, type TestApp } from '../support/database.js';
import { Facts, IdentityLinks, MERGE_FIELDS, MerchantsModule, Merging, Resolution, suppressedSql, Suppressions, type MergeWanted } from '#merchants';

let app: TestApp;
let ana: string;
let region: string;
beforeAll(async () => {
  app = await testModule([AccessModule, SourcingModule, MerchantsModule, ScoringModule, LeadsModule, OffersModule, OutreachModule, OnboardingModule], { queues: [relayQueue, scoreQueue, sendQueue, inboundQueue] });
  for (const room of [app.get(LeadsWiring), app.get(OffersWiring), app.get(OutreachWiring), app.get(OnboardingWiring)]) room.wire();
  ana = await aUser(app.db, { name: 'Ana' });
  region = await aRegion(app.db);
});
afterAll(() => app.close());
beforeEach(async () => { await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox cascade`); });

const merge = (winnerId: string, loserId: string, keep: MergeWanted['keep'] = {}) => app.db.transaction((tx) => app.get(Merging).merge(tx, { winnerId, loserId, why: 'same people', byUserId: ana, keep })).then(async (id) => { await settle(); return id; });
const pass = async (ms: number) => app.get(Clock).jumpTo(new Date(+await app.get(Clock).now() + ms));
const undo = (mergeId: string) => app.db.transaction((tx) => app.get(Merging).undo(tx, { mergeId, byUserId: ana })).then(settle);
const settle = async () => { while (await app.get(Relay).drain() > 0) { /* until nothing is told any more */ } };

/** Everything that says who is who, without the times at which it was said. */
const world = async () => ({
  links: await sql(app.db, `select s.seller_id, m.name as merchant, l.merchant_id, l.reason, l.linked_by from identity_link l join storefront s on s.id = l.storefront_id join merchant m on m.id = l.merchant_id where l.unlinked_at is null order by 1`),
  keys: await sql(app.db, `select kind, value, merchant_id from merchant_key order by 1, 2`),
  contacts: await sql(app.db, `select merchant_id, kind, value, status, status_reason from contact order by 1, 2, 3`),
  facts: await sql(app.db, `select merchant_id, storefront_id, name, value from fact order by 1, 2, 3`),
  merchants: await sql(app.db, `select id, name, legal_name, country, search_text, merged_into from merchant order by id`),
  said: await sql(app.db, `select merchant_id, name, value from fact_correction where withdrawn_at is null order by 1, 2`),
  tags: await sql(app.db, `select merchant_id, tag from merchant_tag order by 1, 2`),
  leads: await sql(app.db, `select id, merchant_id, stage, owner_id, closed_at is null as open from lead order by id`),
  // Whether mails go on is not part of it: what a merge stopped stays stopped.
  conversations: await sql(app.db, `select id, merchant_id from conversation order by id`),
  suppressed: await sql(app.db, `select m.id, ${suppressedSql({ merchantId: 'm.id' })} as suppressed from merchant m order by id`),
});

/** Merchants by their own pages, each with a lead and, where wanted, a conversation. */
const people = async (many: number) => {
  const run = await aRun(app.db);
  await seenIn(app.db, run, Array.from({ length: many }, (_, at) => ({
    sellerId: `A${at}`, name: `Shop ${at}`, ratingCount: 100 + at,
    profile: { vat: `DE${100_000_000 + at}`, businessName: `Shop ${at} GmbH`, email: at % 2 ? 'info@shared.example' : `info@shop-${at}.example`, phone: `+49 40 12345${at}` },
  })));
  await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
  await sql(app.db, `truncate outbox`);
  const ids = (await sql<{ id: string }>(app.db, `select id from merchant order by name`)).map((row) => row.id);
  const stages = ['qualified', 'engaged', 'sourced', 'contacted', 'qualified', 'disqualified'];
  for (const [at, merchantId] of ids.entries()) {
    const stage = stages[at % stages.length]!;
    await aLead(app.db, { merchantId, regionId: region, stage, score: 50 + at, ownerId: at % 3 ? ana : null, closedAt: stage === 'disqualified' ? new Date('2026-05-01T00:00:00Z') : null });
    if (at % 2) await app.db.transaction((tx) => app.get(Facts).correct(tx, { merchantId, name: 'businessName', value: `Said ${at}`, by: { kind: 'person', userId: ana }, at: new Date('2026-05-03T00:00:00Z') }));
    await sql(app.db, `insert into merchant_tag (merchant_id, tag, at) select $1, tag, '2026-05-03T00:00:00Z' from unnest($2::text[]) tag`, [merchantId, ['watch', ...(at % 2 ? [`odd ${at}`] : [])]]);
    if (stage === 'engaged' || stage === 'contacted') await sql(app.db, `insert into conversation (merchant_id, opened_at) values ($1, '2026-05-03T00:00:00Z')`, [merchantId]);
  }
  return ids;
};

/** A campaign of one step, and a merchant on its way through it. */
const aCampaign = async () => {
  const [row] = await sql<{ campaign: string; step: string; mailbox: string }>(app.db,
    `with box as (insert into mailbox (address, name, created_at) values ('ana@northwind.example', 'Ana', '2026-05-01T00:00:00Z') returning id),
          seq as (insert into sequence (name) values ('Hello ' || gen_random_uuid()) returning id), version as (insert into sequence_version (sequence_id, version, created_at) select id, 1, '2026-05-01T00:00:00Z' from seq returning id),
          step as (insert into step (sequence_version_id, position, delay_days, template, with_offer) select id, 1, 0, 'hello', false from version returning id),
          made as (insert into campaign (name, state, sequence_version_id, mailbox_id, created_at) select 'C ' || gen_random_uuid(), 'paused', version.id, box.id, '2026-05-01T00:00:00Z' from version, box returning id)
     select made.id as campaign, step.id as step, box.id as mailbox from made, step, box`);
  return row!;
};
const enrolled = async ({ campaign, step, mailbox }: { campaign: string; step: string; mailbox: string }, merchantId: string, leadId: string) => {
  await sql(app.db,
    `with e as (
       insert into enrollment (campaign_id, lead_id, merchant_id, contact_id, mailbox_id, conversation_id, state, created_at)
       select $1, $2, $3, (select id from contact where merchant_id = $3 and kind = 'email'), $4, (select id from conversation where merchant_id = $3), 'active', '2026-05-03T00:00:00Z' returning id, contact_id)
     insert into message (enrollment_id, step_id, position, mailbox_id, contact_id, to_address, address_mac, domain_mac, state, due_at, message_id, unsubscribe_hash)
     select id, $5, 1, $4, contact_id, 'info@shop.example', '\\x00', '\\x00', 'pending', '2030-01-01T00:00:00Z', gen_random_uuid()::text, gen_random_uuid()::text::bytea from e`, [campaign, leadId, merchantId, mailbox, step]);
};

describe('joining two merchants', () => {
  it('gives the winner storefronts, numbers, addresses and the lead that is further on', async () => {
    const [a, b] = await people(2);
    const id = await merge(a!, b!);
    expect(await sql(app.db, `select s.seller_id, l.reason from identity_link l join storefront s on s.id = l.storefront_id where l.merchant_id = $1 and l.unlinked_at is null order by 1`, [a])).toMatchObject([{ seller_id: 'A0' }, { seller_id: 'A1', reason: '“Shop 1” was joined with “Shop 0”: same people' }]);
    expect(await sql(app.db, `select name, merged_into from merchant order by merged_into nulls first`)).toEqual([{ name: 'Shop 1', merged_into: null }, { name: 'Shop 1', merged_into: a }]);
    expect(await sql(app.db, `select stage, close_reason from lead where merchant_id = $1 order by closed_at nulls first`, [a])).toEqual([{ stage: 'engaged', close_reason: null }, { stage: 'disqualified', close_reason: 'the same merchant has another lead' }]);
    expect(await app.get(Merging).history(app.db, a!)).toMatchObject([{ id, loserId: b, mergedBy: 'Ana', undoneAt: null }]);
    expect(await sql(app.db, `select merchant_id from conversation where closed_at is null`)).toEqual([{ merchant_id: a }]);
  });

  it('writes to neither once one of them asked not to be written to, before, while and after', async () => {
    const [a, b, c] = await people(3);
    const block = (merchantId: string) => app.db.transaction((tx) => app.get(Suppressions).add(tx, { scope: 'merchant', merchantId, reason: 'opt_out', at: new Date('2026-06-01T00:00:00Z') }));
    const suppressed = async (id: string) => (await sql<{ yes: boolean }>(app.db, `select ${suppressedSql({ merchantId: '$1::uuid' })} as yes`, [id]))[0]!.yes;
    await block(b!);
    const first = await merge(a!, b!);
    expect(await suppressed(a!)).toBe(true);
    await undo(first);
    expect([await suppressed(a!), await suppressed(b!)]).toEqual([false, true]);
    const second = await merge(a!, c!);
    await pass(60_000);
    await app.db.transaction(async (tx) => app.get(Suppressions).add(tx, { scope: 'merchant', merchantId: a!, reason: 'opt_out', at: await app.get(Clock).now(tx) }));
    await undo(second);
    expect([await suppressed(a!), await suppressed(c!)]).toEqual([true, true]);
  });

  it('goes on with the one who answered last, stops the mails to the other, and restarts nothing when it is taken back', async () => {
    const [a, b, c, d] = await people(4);
    const engagedB = (await sql<{ id: string }>(app.db, `select id from lead where merchant_id = $1`, [b]))[0]!.id;
    const contactedD = (await sql<{ id: string }>(app.db, `select id from lead where merchant_id = $1`, [d]))[0]!.id;
    await sql(app.db, `insert into activity (lead_id, kind, summary, at) values ($1, 'reply', 'Tell me more', '2026-05-05T00:00:00Z')`, [contactedD]);
    const campaign = await aCampaign();
    for (const [merchantId, leadId] of [[b, engagedB], [d, contactedD]] as const) await enrolled(campaign, merchantId!, leadId);
    const id = await merge(b!, d!);
    expect(await sql(app.db, `select l.id, l.stage from lead l where l.merchant_id = $1 and l.closed_at is null`, [b])).toEqual([{ id: contactedD, stage: 'contacted' }]);
    expect(await sql(app.db, `select e.lead_id, e.state, e.exit_reason, m.state as mail from enrollment e join message m on m.enrollment_id = e.id where e.merchant_id = $1 order by e.state`, [b])).toEqual([
      { lead_id: contactedD, state: 'active', exit_reason: null, mail: 'pending' }, { lead_id: engagedB, state: 'stopped', exit_reason: 'merged', mail: 'cancelled' }]);
    await undo(id);
    expect(await sql(app.db, `select id, stage from lead where merchant_id = $1 and closed_at is null`, [b])).toEqual([{ id: engagedB, stage: 'engaged' }]);
    expect(await sql(app.db, `select e.state, m.state as mail from enrollment e join message m on m.enrollment_id = e.id where e.merchant_id = $1`, [b])).toEqual([{ state: 'stopped', mail: 'cancelled' }]);
    expect([a, c]).toHaveLength(2);
  });

  it('goes by the side that a person chose, field by field', async () => {
    const [a, b] = await people(2);
    const id = await merge(a!, b!, { storefrontName: 'winner', businessName: 'loser' });
    expect(await sql(app.db, `select name, legal_name from merchant where id = $1`, [a])).toEqual([{ name: 'Shop 0', legal_name: 'Said 1' }]);
    await undo(id);
    expect(await sql(app.db, `select name, legal_name from merchant where id = $1`, [a])).toEqual([{ name: 'Shop 0', legal_name: 'Shop 0 GmbH' }]);
  });

  it('refuses what cannot be meant, with a sentence', async () => {
    const [a, b, c] = await people(3);
    const merging = app.get(Merging);
    await expect(merge(a!, a!)).rejects.toMatchObject({ code: 'same-merchant' });
    await expect(merge(a!, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'merchant-not-found' });
    const first = await merge(a!, b!);
    await expect(merge(c!, b!)).rejects.toMatchObject({ code: 'merchant-merged-away', details: { mergedInto: a } });
    const second = await merge(c!, a!);
    await expect(undo(first)).rejects.toMatchObject({ code: 'merge-built-upon', details: { mergeId: second } });
    await undo(second);
    await pass(31 * 86_400_000);
    await expect(undo(first)).rejects.toMatchObject({ code: 'merge-too-old' });
    expect((await merging.history(app.db, a!)).find((one) => one.id === first)).toMatchObject({ undoableUntil: null });
  });

  it('changes nothing when a lot of people undo the same merge at once, or when it is undone before anybody heard of it', async () => {
    const [a, b] = await people(2);
    const before = await world();
    const id = await app.db.transaction((tx) => app.get(Merging).merge(tx, { winnerId: a!, loserId: b!, why: '', byUserId: ana }));
    await Promise.all([1, 2, 3].map(() => app.db.transaction((tx) => app.get(Merging).undo(tx, { mergeId: id, byUserId: ana }))));
    await settle();
    expect(await world()).toEqual(before);
  });

  it('can always be taken back: any sequence of merges, undone from the last to the first, leaves what was there', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.boolean(), fc.dictionary(fc.constantFrom(...MERGE_FIELDS), fc.constantFrom('winner' as const, 'loser' as const))), { minLength: 1, maxLength: 9 }), async (steps) => {
      await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox cascade`);
      const ids = await people(6);
      const states = [await world()];
      const done: string[] = [];
      for (const [winner, loser, back, keep] of steps) {
        const last = done[done.length - 1];
        if (back && last) {
          await undo(last);
          done.pop();
          states.pop();
          expect(await world()).toEqual(states[states.length - 1]);
        } else {
          const merged = await merge(ids[winner]!, ids[loser]!, keep).catch((error: { code?: string }) => { expect(['same-merchant', 'merchant-merged-away']).toContain(error.code); return null; });
          if (merged) { done.push(merged); states.push(await world()); }
        }
        expect(await sql(app.db, `select merchant_id, count(*) from lead where closed_at is null group by 1 having count(*) > 1`)).toEqual([]);
      }
      for (const id of done.reverse()) await undo(id);
      expect(await world()).toEqual(states[0]);
    }), { numRuns: 12 });
  });
});

type Step = readonly [act: 'merge' | 'undo' | 'unlink' | 'opt-out', one: number, other: number];

/** Six merchants of one storefront each, and what people do with them; after each step, what must always hold. A minute passes between steps. */
const live = async (steps: readonly Step[]) => {
  await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox cascade`);
  await people(6);
  const fronts = (await sql<{ id: string }>(app.db, `select id from storefront order by seller_id`)).map((row) => row.id);
  const owner = async (at: number) => (await sql<{ id: string }>(app.db, `select merchant_id as id from identity_link where storefront_id = $1 and unlinked_at is null`, [fronts[at]]))[0]!.id;
  const blocked = async () => (await sql<{ id: string }>(app.db, `select l.storefront_id as id from identity_link l where l.unlinked_at is null and ${suppressedSql({ merchantId: 'l.merchant_id' })} order by 1`)).map((row) => row.id);
  const silent = new Set<string>();
  const merges: string[] = [];
  for (const [act, one, other] of steps) {
    await pass(60_000);
    const id = await owner(one);
    if (act === 'merge') await merge(id, await owner(other)).then((made) => merges.push(made), (error: { code?: string }) => expect(error.code).toBe('same-merchant'));
    if (act === 'undo' && merges.length > 0) await undo(merges[one % merges.length]!).catch((error: { code?: string }) => expect(error.code).toBe('merge-built-upon'));
    if (act === 'unlink') await app.db.transaction((tx) => app.get(IdentityLinks).unlink(tx, { storefrontId: fronts[one]!, by: ana, why: 'not theirs' })).catch((error: { code?: string }) => expect(error.code).toBe('storefront-alone')).then(settle);
    if (act === 'opt-out') {
      await app.db.transaction(async (tx) => app.get(Suppressions).add(tx, { scope: 'merchant', merchantId: id, reason: 'opt_out', at: await app.get(Clock).now(tx) }));
      silent.add(fronts[one]!);
    }
    expect((await blocked())).toEqual(expect.arrayContaining([...silent]));
    expect(await sql(app.db, `select s.id from storefront s where (select count(*) from identity_link l join merchant m on m.id = l.merchant_id where l.storefront_id = s.id and l.unlinked_at is null and m.merged_into is null) <> 1`)).toEqual([]);
    expect(await sql(app.db, `select f.name from fact f join identity_link l on l.storefront_id = f.storefront_id and l.unlinked_at is null where l.merchant_id <> f.merchant_id`)).toEqual([]);
    expect(await sql(app.db, `select k.value from merchant_key k join merchant m on m.id = k.merchant_id where m.merged_into is not null`)).toEqual([]);
    expect(await sql(app.db, `select merchant_id from lead where closed_at is null group by 1 having count(*) > 1`)).toEqual([]);
  }
};

it.each<[string, Step[]]>([
  ['said before the join, and its storefront is taken out after', [['opt-out', 1, 0], ['merge', 0, 1], ['unlink', 1, 0]]],
  ['said a second time while joined, and the join is undone', [['opt-out', 0, 0], ['merge', 0, 1], ['opt-out', 1, 0], ['undo', 0, 0]]],
  ['said while its storefront stood by itself, which was joined again before the first join is undone', [['merge', 0, 1], ['unlink', 1, 0], ['opt-out', 1, 0], ['merge', 0, 1], ['undo', 0, 0]]],
  ['said again of one that had said it before both joins, and both are undone', [['merge', 0, 1], ['opt-out', 2, 0], ['merge', 2, 3], ['merge', 0, 2], ['opt-out', 3, 0], ['undo', 2, 0], ['undo', 1, 0]]],
])('keeps “do not write to me” %s', async (_when, steps) => {
  await expect(live(steps)).resolves.toBeUndefined();
});

it('leaves nobody without a merchant and nobody free to write to, whatever is joined, taken apart and taken out', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom<Step[0][]>('merge', 'merge', 'undo', 'unlink', 'opt-out'), fc.nat(5), fc.nat(5)), { minLength: 3, maxLength: 12 }), live), { numRuns: 12 });
});

it('keeps what was believed on a day: links end and begin, none is rewritten', async () => {
  const a = await aMerchant(app.db, { name: 'Left' });
  const run = await aRun(app.db);
  await seenIn(app.db, run, [{ sellerId: 'A1' }]);
  await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
  const [b] = await sql<{ merchant_id: string }>(app.db, `select merchant_id from identity_link`);
  const id = await merge(a, b!.merchant_id);
  await undo(id);
  expect(await sql(app.db, `select merchant_id, unlinked_at is null as live from identity_link order by linked_at, unlinked_at nulls last`)).toEqual([{ merchant_id: b!.merchant_id, live: false }, { merchant_id: a, live: false }, { merchant_id: b!.merchant_id, live: true }]);
});
