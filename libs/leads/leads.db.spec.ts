import pg from 'pg';
import fc from 'fast-check';
import { AccessModule } from '#access';
import { Facts, MerchantsModule, Resolution } from '#merchants';
import { InstanceLease, Keys, sql } from '#platform';
import { ScorePasses, scoreQueue, ScoringModule } from '#scoring';
import { SourcingModule } from '#sourcing';
import { aContact, aCustomField, aCustomValue, aLead, aMerchant, aRegion, aRun, aUser, seenIn, type SeenStorefront } from '../../test/support/factories.js';
import { testModule, type TestApp } from '../../test/support/database.js';
import { ALL_STAGES, DailyPicks, Funnel, LeadBoard, LeadIntake, LeadOwners, LeadsModule, LeadStages, mayMove, Timeline, type Stage } from './index.js';

let app: TestApp;
let region: string;
beforeAll(async () => {
  app = await testModule([AccessModule, SourcingModule, MerchantsModule, ScoringModule, LeadsModule], { queues: [scoreQueue] });
  await app.get(InstanceLease).start();
});
afterAll(() => app.close());
beforeEach(async () => {
  await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox, score_pass, region, lead, daily_pick, app_user, suppression, custom_field cascade`);
  await sql(app.db, `update funnel_rule set qualify_at = 40, daily_picks = 0, pick_hour = 8, cool_down_days = 90`);
  region = await aRegion(app.db);
});

const rule = { kind: 'rule' } as const;
const advance = (ids: string[], to: Stage, why = 'a test') => app.db.transaction((tx) => app.get(LeadStages).advance(tx, ids, to, rule, why));
const stageOf = async (id: string) => (await sql<{ stage: Stage; version: number }>(app.db, `select stage, version from lead where id = $1`, [id]))[0]!;
const aFreshLead = async (lead: Partial<Parameters<typeof aLead>[1]> = {}) => aLead(app.db, { merchantId: await aMerchant(app.db), regionId: region, ...lead });

/** Rankings, merchants and scores of one day, down to leads. */
async function ranked(storefronts: readonly SeenStorefront[], at = new Date('2026-05-04T06:00:00Z'), marketplace = 'alderbay'): Promise<void> {
  const run = await aRun(app.db, { at, marketplace });
  await seenIn(app.db, run, storefronts);
  await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
  await app.get(ScorePasses).run(await app.db.transaction((tx) => app.get(ScorePasses).request(tx, 'a test')));
  await app.db.transaction((tx) => app.get(LeadIntake).sync(tx));
  await sql(app.db, `delete from outbox`);
}
const field = (size: number): SeenStorefront[] => Array.from({ length: size }, (_, at) => ({ sellerId: `F${at}`, name: `Field ${String(at).padStart(2, '0')}`, rank: 3 * at + 1, ratingCount: 9000 - at * 100, profile: at % 2 ? null : { email: `info@field-${at}.example` } }));
const leads = async () => Object.fromEntries((await sql<{ name: string; stage: Stage; score: number; reason: string }>(app.db, `select m.name, l.stage, l.score, l.reason from lead l join merchant m on m.id = l.merchant_id order by 1`)).map((row) => [row.name, row]));

describe('leads from scores', () => {
  it('are sourced, qualified from the threshold on, and held back by a gate that the card names', async () => {
    await ranked([...field(10), { sellerId: 'X', name: 'Smoke', rank: 1, category: 'Tobacco & Vaping' }]);
    const found = await leads();
    expect(Object.keys(found)).toHaveLength(11);
    for (const [name, lead] of Object.entries(found)) if (name !== 'Smoke') expect(lead.stage).toBe(lead.score >= 40 ? 'qualified' : 'sourced');
    expect(new Set(Object.values(found).map((lead) => lead.stage))).toEqual(new Set(['sourced', 'qualified']));
    expect(found['Smoke']).toMatchObject({ stage: 'sourced', reason: 'sells in Tobacco & Vaping, which we do not take' });
    expect(found['Field 00']!.reason).toBe('#1 in Kitchen');
    const moves = await sql<{ to_stage: string; by_kind: string; why: string }>(app.db, `select mv.to_stage, mv.by_kind, mv.why from stage_move mv join lead l on l.id = mv.lead_id join merchant m on m.id = l.merchant_id where m.name = 'Field 00' order by mv.id`);
    expect(moves).toEqual([{ to_stage: 'sourced', by_kind: 'rule', why: 'scored for the first time' }, { to_stage: 'qualified', by_kind: 'rule', why: 'scores 40 or more, and nothing stands against it' }]);
  });

  it('are made once, though two workers hear of two passes at once', async () => {
    await ranked(field(10));
    const before = await leads();
    await Promise.all([1, 2, 3].map(() => app.db.transaction((tx) => app.get(LeadIntake).sync(tx))));
    expect(await leads()).toEqual(before);
    await sql(app.db, `truncate lead cascade`);
    await Promise.all([1, 2, 3].map(() => app.db.transaction((tx) => app.get(LeadIntake).sync(tx))));
    expect(await leads()).toEqual(before);
  });

  it('go back to sourced when a gate closes, unless a person qualified them', async () => {
    await ranked(field(10));
    await sql(app.db, `update lead set stage = 'sourced' where merchant_id = (select id from merchant where name = 'Field 02')`);
    const [byHand] = await sql<{ id: string; version: number }>(app.db, `select l.id, l.version from lead l join merchant m on m.id = l.merchant_id where m.name = 'Field 02'`);
    const userId = await aUser(app.db);
    await app.db.transaction((tx) => app.get(LeadStages).move(tx, { leadId: byHand!.id, to: 'qualified', version: byHand!.version, by: { kind: 'person', userId }, why: '' }));
    await ranked(field(10).map((one) => (['Field 00', 'Field 02'].includes(one.name!) ? { ...one, ratingCount: 3 } : one)), new Date('2026-05-05T06:00:00Z'));
    expect(await leads()).toMatchObject({ 'Field 00': { stage: 'sourced', reason: '3 ratings, fewer than 50' }, 'Field 02': { stage: 'qualified' } });
  });

  it('that were closed are followed by a new one after the cool-down only, and never for who must not be contacted', async () => {
    await ranked(field(10));
    const ids = await sql<{ id: string }>(app.db, `select l.id from lead l join merchant m on m.id = l.merchant_id where m.name in ('Field 00', 'Field 02') order by m.name`);
    await advance([ids[0]!.id], 'disqualified');
    await advance([ids[1]!.id], 'do_not_contact');
    await app.db.transaction((tx) => app.get(LeadIntake).sync(tx));
    expect(await sql(app.db, `select count(*) from lead`)).toEqual([{ count: 10 }]);
    await sql(app.db, `update lead set closed_at = closed_at - interval '91 days' where closed_at is not null`);
    await app.db.transaction((tx) => app.get(LeadIntake).sync(tx));
    const followed = await sql<{ name: string; stage: string }>(app.db, `select m.name, l.stage from lead l join merchant m on m.id = l.merchant_id where m.name in ('Field 00', 'Field 02') order by m.name, l.created_at, l.stage`);
    expect(followed.map((row) => row.name)).toEqual(['Field 00', 'Field 00', 'Field 02']);
  });
});

describe('advancing', () => {
  it('moves those that may move, once, with history', async () => {
    const [one, two, closed] = [await aFreshLead({ stage: 'contacted' }), await aFreshLead({ stage: 'qualified' }), await aFreshLead({ stage: 'declined', closedAt: new Date() })];
    expect(await advance([one, two, closed], 'engaged', 'they answered')).toEqual([one]);
    expect(await advance([one, two, closed], 'engaged', 'they answered')).toEqual([]);
    expect(await stageOf(one)).toEqual({ stage: 'engaged', version: 2 });
    expect(await sql(app.db, `select from_stage, to_stage, by_kind, why, version from stage_move where lead_id = $1 and from_stage is not null`, [one])).toEqual([{ from_stage: 'contacted', to_stage: 'engaged', by_kind: 'rule', why: 'they answered', version: 2 }]);
  });

  it('by any sequence of wishes follows the table, and history retraces it', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...ALL_STAGES), { maxLength: 12 }), async (wishes) => {
      const id = await aFreshLead({ stage: 'sourced' });
      let expected: Stage = 'sourced';
      for (const to of wishes) {
        const moved = await advance([id], to);
        expect(moved).toEqual(mayMove(expected, to) ? [id] : []);
        if (moved.length > 0) expected = to;
      }
      const history = await sql<{ from_stage: Stage; to_stage: Stage }>(app.db, `select from_stage, to_stage from stage_move where lead_id = $1 and from_stage is not null order by id`, [id]);
      expect(await stageOf(id)).toEqual({ stage: expected, version: history.length + 1 });
      history.reduce<Stage>((at, move) => { expect(move.from_stage).toBe(at); return move.to_stage; }, 'sourced');
    }), { numRuns: 25 });
  });

  it('to queued tells outreach, and leaves who cannot be reached', async () => {
    const [reachable, not] = [await aFreshLead(), await aFreshLead({ reachable: false })];
    expect(await advance([reachable, not], 'queued')).toEqual([reachable]);
    expect(await sql(app.db, `select event, payload ->> 'leadId' as lead from outbox`)).toEqual([{ event: 'leads.lead-queued', lead: reachable }]);
  });

  it('to do-not-contact blocks the merchant for good', async () => {
    const merchantId = await aMerchant(app.db);
    await advance([await aLead(app.db, { merchantId, regionId: region, stage: 'engaged' })], 'do_not_contact', 'asked us to stop');
    expect(await sql(app.db, `select scope, merchant_id from suppression`)).toEqual([{ scope: 'merchant', merchant_id: merchantId }]);
  });

  it('tells the browsers once a transaction, and says "many" when it is many', async () => {
    const heard: string[] = [];
    const listener = new pg.Client({ connectionString: app.url });
    await listener.connect();
    listener.on('notification', (note) => heard.push(note.payload!));
    await listener.query('listen beckon_leads');
    const few = [await aFreshLead({ stage: 'contacted' }), await aFreshLead({ stage: 'contacted' })].sort();
    await app.db.transaction(async (tx) => {
      await app.get(LeadStages).advance(tx, few, 'engaged', rule, 'x');
      await app.get(LeadStages).advance(tx, few, 'offer_sent', rule, 'x');
      await app.get(Timeline).add(tx, few.map((leadId) => ({ leadId, kind: 'note', summary: 'hello', at: new Date() })));
    });
    await app.db.transaction(async (tx) => { await app.get(LeadStages).advance(tx, few, 'declined', rule, 'x'); throw new Error('no'); }).catch(() => undefined);
    const many: string[] = [];
    for (let at = 0; at < 61; at++) many.push(await aFreshLead({ stage: 'contacted' }));
    await advance(many, 'engaged');
    await listener.query('select 1');
    await listener.end();
    expect(heard.map((payload) => JSON.parse(payload) as unknown)).toEqual([{ leads: few.map((id) => ({ id, stage: 'offer_sent', version: 3 })) }, { many: true }]);
  });
});

describe('a person’s move', () => {
  const move = async (leadId: string, to: Stage, version = 1, why = '') => {
    const [{ id: userId } = { id: '' }] = await sql<{ id: string }>(app.db, `select id from app_user limit 1`);
    return app.db.transaction((tx) => app.get(LeadStages).move(tx, { leadId, to, version, by: { kind: 'person', userId: userId || undefined } as never, why }));
  };

  it('is refused when somebody was faster, with what the lead is now', async () => {
    const userId = await aUser(app.db);
    const id = await aFreshLead();
    expect(await move(id, 'queued')).toMatchObject({ id, stage: 'queued', version: 2 });
    await expect(move(id, 'disqualified', 1, 'too small')).rejects.toMatchObject({ code: 'lead-changed', kind: 'conflict', details: { stage: 'queued', version: 2 } });
    expect(await sql(app.db, `select by_kind, by_user_id from stage_move where lead_id = $1 and from_stage is not null`, [id])).toEqual([{ by_kind: 'person', by_user_id: userId }]);
  });

  it('of two at once lets exactly one win', async () => {
    const id = await aFreshLead();
    const answers = await Promise.allSettled([move(id, 'queued'), move(id, 'disqualified', 1, 'too small'), move(id, 'queued')]);
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    expect((await stageOf(id)).version).toBe(2);
  });

  it('is refused by name when the table, a reason or an address is against it', async () => {
    const id = await aFreshLead({ reachable: false });
    await expect(move(id, 'accepted')).rejects.toMatchObject({ code: 'stage-move-not-allowed', details: { from: 'qualified', to: 'accepted', allowed: ['queued', 'sourced', 'disqualified', 'do_not_contact'] } });
    await expect(move(id, 'disqualified', 1, '  ')).rejects.toMatchObject({ code: 'reason-required' });
    await expect(move(id, 'queued')).rejects.toMatchObject({ code: 'address-required' });
    await expect(move('00000000-0000-4000-8000-000000000000', 'queued')).rejects.toMatchObject({ code: 'lead-not-found', kind: 'missing' });
    expect(await move(id, 'qualified')).toMatchObject({ version: 1 });
  });

  it('waits until the fields that a stage asks for are filled in, and names them', async () => {
    await aUser(app.db);
    const segment = await aCustomField(app.db, { key: 'segment', label: 'Segment', requiredFrom: 'queued' });
    const vans = await aCustomField(app.db, { key: 'vans', label: 'Vans', kind: 'number', requiredFrom: 'contacted' });
    await aCustomField(app.db, { key: 'later', label: 'Later', requiredFrom: 'offer_sent' });
    await aCustomField(app.db, { key: 'free', label: 'Free' });
    await sql(app.db, `update custom_field set retired_at = now() where id = $1`, [await aCustomField(app.db, { key: 'old', label: 'Old', requiredFrom: 'sourced' })]);
    const merchantId = await aMerchant(app.db);
    const id = await aFreshLead({ merchantId });
    expect(await move(id, 'sourced')).toMatchObject({ stage: 'sourced', version: 2 });
    expect(await move(id, 'qualified', 2)).toMatchObject({ version: 3 });
    await expect(move(id, 'queued', 3)).rejects.toMatchObject({ code: 'fields-required', kind: 'conflict', message: 'Queued needs a value of “Segment”. Fill it in on the merchant’s page, then move the lead.', details: { from: 'qualified', to: 'queued', keys: ['segment'], missing: ['Segment'] } });
    await aCustomValue(app.db, { merchantId, fieldId: segment, value: 'A' });
    expect(await move(id, 'queued', 3)).toMatchObject({ stage: 'queued' });
    await sql(app.db, `delete from custom_value`);
    await expect(move(id, 'contacted', 4)).rejects.toMatchObject({ code: 'fields-required', details: { missing: ['Segment', 'Vans'] } });
    await aCustomValue(app.db, { merchantId, fieldId: segment, value: 'A' });
    await aCustomValue(app.db, { merchantId, fieldId: vans, value: 0 });
    expect(await move(id, 'contacted', 4)).toMatchObject({ stage: 'contacted' });
  });

  it('may leave the funnel with any field empty', async () => {
    await aUser(app.db);
    await aCustomField(app.db, { key: 'segment', requiredFrom: 'sourced' });
    expect(await move(await aFreshLead(), 'disqualified', 1, 'too small')).toMatchObject({ stage: 'disqualified' });
  });

  it('counts what is written of a merchant that was merged into this one', async () => {
    await aUser(app.db);
    const segment = await aCustomField(app.db, { key: 'segment', requiredFrom: 'queued' });
    const [winner, loser] = [await aMerchant(app.db), await aMerchant(app.db)];
    const id = await aFreshLead({ merchantId: winner });
    await aCustomValue(app.db, { merchantId: loser, fieldId: segment, value: 'A' });
    await expect(move(id, 'queued')).rejects.toMatchObject({ code: 'fields-required' });
    await sql(app.db, `update merchant set merged_into = $1 where id = $2`, [winner, loser]);
    expect(await move(id, 'queued')).toMatchObject({ stage: 'queued' });
  });

  it('alone is held up by a field: rules, mails and merchants move a lead as before', async () => {
    await aCustomField(app.db, { key: 'segment', requiredFrom: 'qualified' });
    const id = await aFreshLead({ stage: 'sourced' });
    for (const [to, kind] of [['qualified', 'rule'], ['queued', 'rule'], ['contacted', 'system'], ['engaged', 'merchant']] as const) {
      expect(await app.db.transaction((tx) => app.get(LeadStages).advance(tx, [id], to, { kind }, 'by itself'))).toEqual([id]);
    }
  });

  it('to an exit closes the lead with its reason', async () => {
    const id = await aFreshLead();
    await move(id, 'disqualified', 1, ' sells our own brand ');
    expect(await sql(app.db, `select close_reason, closed_at is not null as closed from lead where id = $1`, [id])).toEqual([{ close_reason: 'sells our own brand', closed: true }]);
  });

  it('gives a lead an owner, and says so on the timeline', async () => {
    const userId = await aUser(app.db, { name: 'Lena Kurz' });
    const id = await aFreshLead();
    const assign = (version: number, ownerId: string | null) => app.db.transaction((tx) => app.get(LeadOwners).assign(tx, { leadId: id, ownerId, version, byUserId: userId }));
    expect(await assign(1, userId)).toMatchObject({ ownerId: userId, version: 2 });
    await expect(assign(1, null)).rejects.toMatchObject({ code: 'lead-changed' });
    await expect(assign(2, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'owner-unknown' });
    expect((await app.get(LeadBoard).one(id))!.timeline.entries[0]!.summary).toBe('Lena Kurz gave this lead to Lena Kurz');
  });
});

describe('the daily pick', () => {
  const monday = new Date('2030-05-06T09:00:00Z');
  const saturday = new Date('2030-05-04T06:00:00Z');
  const at = (moment: Date) => sql(app.db, `update clock_offset set offset_ms = $1`, [moment.getTime() - Date.now()]);
  const picks = (rules: object) => app.db.transaction((tx) => app.get(Funnel).change(tx, rules));
  afterAll(() => sql(app.db, `update clock_offset set offset_ms = 0`));

  it('queues the best reachable qualified leads of a weekday, once, though two workers look', async () => {
    await at(new Date('2030-05-05T09:00:00Z'));
    await ranked(field(20), saturday);
    await picks({ dailyPicks: 3, qualifyAt: 40 });
    expect(await app.get(DailyPicks).pickDue()).toBe(0);
    await at(new Date('2030-05-06T07:59:00Z'));
    expect(await app.get(DailyPicks).pickDue()).toBe(0);
    await at(monday);
    const picked = await Promise.all([app.get(DailyPicks).pickDue(), app.get(DailyPicks).pickDue(), app.get(DailyPicks).pickDue()]);
    expect(picked.sort()).toEqual([0, 0, 3]);
    const queued = await sql<{ name: string; score: number }>(app.db, `select m.name, l.score from lead l join merchant m on m.id = l.merchant_id where l.stage = 'queued' order by l.score desc`);
    const [{ lowest }] = await sql<{ lowest: number }>(app.db, `select coalesce(max(score), 0) as lowest from lead where stage = 'qualified' and reachable`) as [{ lowest: number }];
    expect(queued.every((lead) => lead.score >= lowest && Number(lead.name.slice(-2)) % 2 === 0)).toBe(true);
    expect(await sql(app.db, `select count(*) from outbox where event = 'leads.lead-queued'`)).toEqual([{ count: 3 }]);
    await at(new Date('2030-05-07T09:00:00Z'));
    expect(await app.get(DailyPicks).pickDue()).toBeGreaterThan(0);
  });

  it('is off at nought, waits while rankings arrive, and is not over while there is nobody to pick', async () => {
    await at(monday);
    expect(await app.get(DailyPicks).pickDue()).toBe(0);
    await picks({ dailyPicks: 5 });
    expect(await app.get(DailyPicks).pickDue()).toBe(0);
    await ranked(field(20), saturday);
    const run = await aRun(app.db, { state: 'running' });
    expect(await app.get(DailyPicks).pickDue()).toBe(0);
    await sql(app.db, `update run set state = 'ok' where id = $1`, [run.id]);
    expect(await app.get(DailyPicks).pickDue()).toBe(5);
  });

  it('leaves out who was last seen more than thirty days ago, until it is seen again', async () => {
    await at(monday);
    await picks({ dailyPicks: 5 });
    await ranked(field(20), new Date('2030-04-06T08:59:00Z'));
    expect(await app.get(DailyPicks).pickDue()).toBe(0);
    await ranked(field(20), saturday);
    expect(await app.get(DailyPicks).pickDue()).toBe(5);
  });

  it('never picks who is suppressed since, snoozed, or held by a gate', async () => {
    await at(monday);
    await ranked(field(4), saturday);
    const [clean, snoozed, blocked] = await Promise.all([aFreshLead({ score: 90 }), aFreshLead({ score: 90 }), aFreshLead({ score: 90 })]);
    const keys = app.get(Keys);
    for (const [index, id] of [clean, snoozed, blocked].entries()) {
      const [{ merchantId }] = await sql<{ merchantId: string }>(app.db, `select merchant_id as "merchantId" from lead where id = $1`, [id]) as [{ merchantId: string }];
      const address = `info@case-${index}.example`;
      await aContact(app.db, { merchantId, address, macs: { address: keys.addressMac(address), domain: keys.domainMac(address) } });
      await sql(app.db, `insert into merchant_score (merchant_id, model_id, pass_id, score, gates, scored_at) select $1, model_id, pass_id, 90, '[]', scored_at from merchant_score limit 1`, [merchantId]);
      await sql(app.db, `insert into merchant_signal (merchant_id, shares, categories, seen_at) select $1, shares, categories, seen_at from merchant_signal limit 1`, [merchantId]);
    }
    await sql(app.db, `update lead set snoozed_until = $2 where id = $1`, [snoozed, new Date('2030-06-01T00:00:00Z')]);
    await sql(app.db, `insert into suppression (scope, mac, reason, created_at) values ('address', $1, 'opt_out', now())`, [keys.addressMac('info@case-2.example')]);
    await sql(app.db, `update merchant_score set gates = '[{"code":"suppressed","text":"x"}]' where score <> 90`);
    await picks({ dailyPicks: 50 });
    await app.get(DailyPicks).pickDue();
    expect(await sql(app.db, `select id from lead where stage = 'queued'`)).toEqual([{ id: clean }]);
  });
});

describe('the board', () => {
  it('counts exactly, shows the best of each column and pages without gaps or repeats', async () => {
    const all: string[] = [];
    for (let score = 0; score < 60; score++) all.push(await aFreshLead({ score: score % 20, stage: 'qualified' }));
    await aFreshLead({ stage: 'declined', closedAt: new Date() });
    const { columns, total } = await app.get(LeadBoard).board();
    expect(total).toBe(61);
    expect(columns.map(({ stage, count }) => [stage, count])).toEqual(ALL_STAGES.map((stage) => [stage, stage === 'qualified' ? 60 : stage === 'declined' ? 1 : 0]));
    const column = columns.find(({ stage }) => stage === 'qualified')!;
    const seen = [...column.cards];
    for (let cursor = column.nextCursor; cursor;) {
      const page = await app.get(LeadBoard).page({ stages: ['qualified'] }, cursor, 7);
      seen.push(...page.cards);
      cursor = page.nextCursor;
    }
    expect(seen.map((card) => card.id).sort()).toEqual([...all].sort());
    expect(seen.map((card) => card.score)).toEqual(seen.map((card) => card.score).sort((a, b) => b - a));
    expect(columns.find(({ stage }) => stage === 'declined')!.cards).toEqual([]);
    expect((await app.get(LeadBoard).page({}, 'nonsense', 200)).cards).toHaveLength(61);
  });

  it('finds a merchant by any of its names, ids and addresses, whatever their case and accents', async () => {
    await ranked([...field(3), { sellerId: 'XÖ-77', name: 'ÖLMÜHLE Särkänniemi', profile: { email: 'info@oelmuehle.example', businessName: 'Łódź Straße GmbH' } }, { sellerId: 'J1', name: '桜ヶ丘 がらす堂' }, { sellerId: 'P', name: '50% off_deals\\' }]);
    const find = async (q: string) => (await app.get(LeadBoard).page({ q })).cards.map((card) => card.name);
    for (const q of ['ölmühle', 'OLMUHLE', 'särkä', 'Sarka olm', 'xö-77', 'OELMUEHLE.example', 'lodz strasse', 'Łódź']) expect([q, await find(q)]).toEqual([q, ['ÖLMÜHLE Särkänniemi']]);
    expect(await find('がらす')).toEqual(['桜ヶ丘 がらす堂']);
    expect(await find('50% off_')).toEqual(['50% off_deals\\']);
    expect(await find('%%')).toEqual([]);
    expect((await app.get(LeadBoard).board({ q: 'ÖLMÜHLE' })).total).toBe(1);
  });

  it('narrows by marketplace, category, country, score and owner, and tells what there is to narrow by', async () => {
    const ownerId = await aUser(app.db, { name: 'Ana' });
    const wanted = await aFreshLead({ marketplaces: ['alderbay', 'brightcart'], category: 'Garden', country: 'FR', score: 80, ownerId });
    await aFreshLead({ score: 10 });
    for (const filters of [{ marketplaces: ['brightcart'] }, { categories: ['Garden'] }, { countries: ['FR'] }, { minScore: 80 }, { owners: [ownerId] }, { marketplaces: ['alderbay'], minScore: 11 }]) {
      expect((await app.get(LeadBoard).page(filters)).cards.map((card) => card.id)).toEqual([wanted]);
      expect((await app.get(LeadBoard).board(filters)).total).toBe(1);
    }
    expect(await app.get(LeadBoard).facets()).toEqual({
      marketplaces: [{ value: 'alderbay', count: 2 }, { value: 'brightcart', count: 1 }], categories: [{ value: 'Garden', count: 1 }, { value: 'Kitchen', count: 1 }],
      countries: [{ value: 'DE', count: 1 }, { value: 'FR', count: 1 }], owners: [{ id: ownerId, name: 'Ana', count: 1 }], nobody: 1, sources: [], tags: [],
    });
  });

  it('opens a lead with its evidence: storefronts, contacts, facts, a score that adds up, one timeline', async () => {
    await ranked([...field(9), { sellerId: 'X', name: 'Tallow', rank: 40, profile: { vat: 'DE123456789', email: 'info@tallow.example', phone: '+49 40 1' } }]);
    await ranked([...field(9), { sellerId: 'X', name: 'Tallow', rank: 2, profile: { vat: 'DE123456789', email: 'info@tallow.example', phone: '+49 40 1' } }], new Date('2026-05-05T06:00:00Z'));
    const { cards: [card] } = await app.get(LeadBoard).page({ q: 'tallow' });
    await app.db.transaction((tx) => app.get(Timeline).add(tx, [{ leadId: card!.id, kind: 'note', summary: 'called them', data: { by: 'x' }, at: new Date('2040-01-01T00:00:00Z') }]));
    const lead = (await app.get(LeadBoard).one(card!.id))!;
    expect(lead.storefronts).toMatchObject([{ marketplace: 'alderbay', sellerId: 'X', bestRank: 2, listSize: 150, category: 'Kitchen', rating: 4.5, ratingCount: 400, ranks: [{ rank: 40 }, { rank: 2, at: new Date('2026-05-05T06:00:00Z') }] }]);
    expect(lead.contacts).toMatchObject([{ kind: 'email', value: 'info@tallow.example', role: true, status: 'unknown', suppressed: false, sourceUrl: 'http://alderbay.example/seller/X' }, { kind: 'phone' }]);
    expect(lead.facts.map((fact) => fact.name)).toEqual(['country', 'rating', 'ratingCount', 'storefrontName', 'vat']);
    await app.db.transaction((tx) => app.get(Facts).correct(tx, { merchantId: lead.merchantId, name: 'country', value: 'AT', by: { kind: 'merchant', userId: null }, at: new Date('2026-05-06T06:00:00Z') }));
    expect((await app.get(LeadBoard).one(card!.id))!.facts.slice(0, 2)).toMatchObject([{ name: 'country', value: 'AT', said: 'merchant', sourceUrl: null }, { name: 'country', value: 'DE', said: null, sourceUrl: 'http://alderbay.example/seller/X' }]);
    expect(lead.score.contributions.reduce((sum, one) => sum + one.points, 0)).toBe(lead.score.total);
    expect(lead.score.changes[0]).toMatchObject({ why: 'rank 40 → 2' });
    expect(lead.timeline.entries[0]).toMatchObject({ kind: 'note', summary: 'called them', data: { by: 'x' } });
    expect(new Set(lead.timeline.entries.map((one) => one.kind))).toEqual(new Set(['note', 'stage', 'score', 'change']));
    expect(lead.timeline.entries.find((one) => one.kind === 'change')).toMatchObject({ summary: 'Tallow: +38 places in Kitchen in 1 d (40 → 2)', data: { change: 'rank-up', marketplace: 'alderbay' } });
    expect(lead.allowedMoves).toContain('disqualified');
    expect(card!.reason).toBe('↑38 in 1 d');
    expect(await app.get(LeadBoard).one('00000000-0000-4000-8000-000000000000')).toBeNull();
  });
});
