import fc from 'fast-check';
import { AccessModule } from '#access';
import { MerchantsModule } from '#merchants';
import { InstanceLease, InteractiveReads, sql } from '#platform';
import { scoreQueue, ScoringModule } from '#scoring';
import { SourcingModule } from '#sourcing';
import { aCustomField, aCustomValue, aLead, aMerchant, aRegion, aRun, aUser, seenIn } from '../../test/support/factories.js';
import { testModule, type TestApp } from '../../test/support/database.js';
import { ALL_STAGES, LeadBoard, LeadCounters, LeadSearch, LeadsModule, LeadStages, StageLimits, type LeadFilters, type Stage } from './index.js';

let app: TestApp;
let region: string;
beforeAll(async () => {
  app = await testModule([AccessModule, SourcingModule, MerchantsModule, ScoringModule, LeadsModule], { queues: [scoreQueue] });
  await app.get(InstanceLease).start();
});
afterAll(() => app.close());
beforeEach(async () => {
  await sql(app.db, `truncate storefront, merchant, source, outbox, region, lead, app_user, custom_field cascade`);
  region = await aRegion(app.db);
});
const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
const lead = async ({ name, search, ...given }: Partial<Parameters<typeof aLead>[1]> & { name: string; search?: string }) => aLead(app.db, { merchantId: await aMerchant(app.db, { name, ...(search ? { search } : {}) }), regionId: region, ...given });

describe('the filters of the board', () => {
  it('each let through what they say, in the list, on the board and in the counts', async () => {
    const ana = await aUser(app.db, { name: 'Ana' });
    const run = await aRun(app.db);
    const [storefront] = await seenIn(app.db, run, [{ sellerId: 'A1' }]);
    const [{ sourceId }] = await sql<{ sourceId: string }>(app.db, `select source_id as "sourceId" from run`) as [{ sourceId: string }];
    await lead({ name: 'Plain', since: daysAgo(1) });
    await lead({ name: 'Two places', marketplaces: ['alderbay', 'brightcart'], category: 'Garden', country: 'FR', score: 91, ownerId: ana, since: daysAgo(1) });
    const answered = await lead({ name: 'Answered', stage: 'engaged', since: daysAgo(4) });
    const heard = await lead({ name: 'Heard', stage: 'engaged', since: daysAgo(9), ownerId: ana });
    await lead({ name: 'No address', stage: 'engaged', reachable: false, since: daysAgo(0) });
    const asleep = await lead({ name: 'Asleep', since: daysAgo(40) });
    await sql(app.db, `update lead set snoozed_until = now() + interval '3 days' where id = $1`, [asleep]);
    await sql(app.db, `update storefront set last_run_id = $1`, [run.id]);
    await sql(app.db, `insert into identity_link (storefront_id, merchant_id, reason, linked_by, linked_at) select $1, merchant_id, 'r', 'rule', now() from lead where id = $2`, [storefront, answered]);
    await sql(app.db, `insert into merchant_tag (merchant_id, tag, at) select merchant_id, 'vip', now() from lead where id = any($1)`, [[answered, asleep]]);
    await sql(app.db, `insert into activity (lead_id, kind, summary, at) values ($1, 'reply', 'yes?', now()), ($2, 'reply', 'yes?', now() - interval '2 days'), ($2, 'mail_sent', 'so?', now() - interval '1 day')`, [answered, heard]);
    const merchantOf = async (leadId: string) => (await sql<{ id: string }>(app.db, `select merchant_id as id from lead where id = $1`, [leadId]))[0]!.id;
    const [city, vip, vans, since] = [await aCustomField(app.db, { key: 'city' }), await aCustomField(app.db, { key: 'vip', kind: 'yes-no' }), await aCustomField(app.db, { key: 'vans', kind: 'number' }), await aCustomField(app.db, { key: 'since', kind: 'date' })];
    for (const [leadId, fieldId, value] of [[answered, city, 'Ulm: Altstadt'], [heard, city, '12'], [asleep, city, '1..5'], [answered, vip, true], [heard, vip, false], [answered, vans, 12], [heard, vans, 3.5], [asleep, vans, -4], [answered, since, '2026-03-01'], [heard, since, '2025-12-31']] as const) await aCustomValue(app.db, { merchantId: await merchantOf(leadId), fieldId, value });
    // One was merged into the merchant of "Plain", which has no city of its own; another into "Heard", which has one.
    const plain = (await sql<{ id: string }>(app.db, `select id from merchant where name = 'Plain'`))[0]!.id;
    for (const heir of [plain, await merchantOf(heard)]) {
      const part = await aMerchant(app.db, { name: 'Part' });
      await sql(app.db, `update merchant set merged_into = $1 where id = $2`, [heir, part]);
      await aCustomValue(app.db, { merchantId: part, fieldId: city, value: 'Bremen' });
    }
    const field = (key: string, ...values: string[]): LeadFilters => ({ fields: [{ key, values }] });
    const cases: Array<[LeadFilters, string[]]> = [
      [field('city', 'Ulm: Altstadt'), ['Answered']], [field('city', '12', '1..5'), ['Heard', 'Asleep']], [field('city', 'Bremen'), ['Plain']], [field('city', 'ulm'), []], [field('nowhere', 'A'), []],
      [field('vip', 'yes'), ['Answered']], [field('vip', 'yes', 'no'), ['Answered', 'Heard']], [field('vans', '12'), ['Answered']], [field('vans', '3..12'), ['Answered', 'Heard']], [field('vans', '..0'), ['Asleep']], [field('vans', '4..'), ['Answered']],
      [field('since', '2026-01-01..'), ['Answered']], [field('since', '..2025-12-31'), ['Heard']], [field('since', '2025-01-01..2026-12-31'), ['Answered', 'Heard']], [field('since', '..'), []],
      [{ fields: [{ key: 'vip', values: ['no', 'yes'] }, { key: 'vans', values: ['..10'] }], stages: ['engaged'] }, ['Heard']],
      [{}, ['Plain', 'Two places', 'Answered', 'Heard', 'No address', 'Asleep']],
      [{ stages: ['engaged'] }, ['Answered', 'Heard', 'No address']],
      [{ stages: ['engaged', 'qualified'], owners: [ana] }, ['Two places', 'Heard']],
      [{ owners: [null], stages: ['engaged'] }, ['Answered', 'No address']],
      [{ owners: [null, ana], stages: ['engaged'] }, ['Answered', 'Heard', 'No address']],
      [{ marketplaces: ['brightcart'] }, ['Two places']],
      [{ marketplaces: ['alderbay', 'brightcart'], categories: ['Garden', 'Kitchen'], countries: ['FR'] }, ['Two places']],
      [{ marketplaces: ['alderbay', 'brightcart'], maxScore: 90, stages: ['qualified'] }, ['Plain', 'Asleep']],
      [{ marketplaces: ['alderbay', 'brightcart'], minScore: 1 }, ['Plain', 'Two places', 'Answered', 'Heard', 'No address', 'Asleep']],
      [{ categories: ['Garden'] }, ['Two places']], [{ countries: ['FR', 'AT'] }, ['Two places']], [{ minScore: 90 }, ['Two places']],
      [{ sources: [sourceId] }, ['Answered']], [{ tags: ['vip'] }, ['Answered', 'Asleep']], [{ tags: ['vip'], stages: ['engaged'] }, ['Answered']], [{ tags: ['none such'] }, []],
      [{ minAge: 4 }, ['Answered', 'Heard', 'Asleep']], [{ maxAge: 1 }, ['Plain', 'Two places', 'No address']], [{ minAge: 3, maxAge: 8 }, ['Answered']],
      [{ rot: ['ageing'] }, ['Answered']], [{ rot: ['rotten'] }, ['Heard']], [{ rot: ['fresh'] }, ['Plain', 'Two places', 'No address', 'Asleep']],
      [{ reply: ['waiting'] }, ['Answered']], [{ reply: ['replied'] }, ['Answered', 'Heard']], [{ reply: ['none'], stages: ['engaged'] }, ['No address']], [{ reply: ['waiting', 'none'], stages: ['engaged'] }, ['Answered', 'No address']],
      [{ reachable: false }, ['No address']], [{ snoozed: true }, ['Asleep']], [{ snoozed: false, stages: ['qualified'] }, ['Plain', 'Two places']],
      [{ q: 'ANSWER' }, ['Answered']], [{ q: 'an' }, ['Answered']], [{ q: 'answered', tags: ['vip'], owners: [ana] }, []], [{ q: 'answerd' }, ['Answered']],
    ];
    for (const fold of [false, true]) {
      if (fold) await app.get(LeadCounters).fold();
      for (const [filters, names] of cases) {
        const what = JSON.stringify(filters);
        const page = await app.get(LeadBoard).page(filters);
        const expected = [...names].sort();
        expect([what, page.cards.map((card) => card.name).sort()]).toEqual([what, expected]);
        const board = await app.get(LeadBoard).board(filters);
        expect([what, page.total, board.total, board.totalIsAtLeast]).toEqual([what, expected.length, expected.length, false]);
        expect([what, board.columns.flatMap((column) => column.cards.map((card) => card.name)).sort()]).toEqual([what, expected]);
      }
    }
    expect((await app.get(LeadBoard).board({ q: 'answerd' })).search).toEqual({ similar: true, bounded: false });
    expect((await app.get(LeadBoard).page({ stages: ['engaged'] })).cards.map((card) => [card.name, card.rot]).sort()).toEqual([['Answered', 'ageing'], ['Heard', 'rotten'], ['No address', 'fresh']]);
  });

  it('find exactly first, then what begins so, then what has the words, and what looks alike only when little was found', async () => {
    await lead({ name: 'Oak', search: 'oak\ns-77', score: 10 });
    await lead({ name: 'Oakdale', search: 'oakdale\noakdale gmbh', score: 20 });
    await lead({ name: 'Royal oak', search: 'royal oak', score: 99 });
    await lead({ name: 'Juniper', search: 'juniper trading\ninfo@juniper.example', score: 50 });
    const found = async (q: string) => (await app.get(LeadSearch).find(q, 10)).hits.map((hit) => [hit.lead.name, hit.match]);
    expect(await found('OAK')).toEqual([['Oak', 'exact'], ['Oakdale', 'name'], ['Royal oak', 'words']]);
    expect(await found('s-77')).toEqual([['Oak', 'exact']]);
    expect(await found('info@juniper.example')).toEqual([['Juniper', 'exact']]);
    expect(await found('junipper tradng')).toEqual([['Juniper', 'similar']]);
    expect(await found('j')).toEqual([]);
    expect(await found('no such thing')).toEqual([]);
    expect((await app.get(LeadSearch).find('oak', 2)).more).toBe(true);
  });
});

describe('the counts', () => {
  const MARKETPLACES = ['alderbay', 'brightcart', 'cobalt'];
  const CATEGORIES = ['Kitchen', 'Garden'];
  /** By currency, as a column shows them: a lead without an estimate is counted, and adds to no sum. */
  const truth = `select value_currency as currency, count(*)::int as leads, floor(coalesce(sum(value_low), 0) / 12)::float8 as low, ceil(coalesce(sum(value_high), 0) / 12)::float8 as high from lead l`;
  const change = fc.oneof(
    fc.record({ do: fc.constant('create' as const), n: fc.integer({ min: 1, max: 4 }), at: fc.nat(11) }),
    fc.record({ do: fc.constant('advance' as const), at: fc.nat(11), to: fc.constantFrom<Stage>('contacted', 'engaged', 'offer_sent', 'declined', 'queued') }),
    fc.record({ do: fc.constant('own' as const), at: fc.nat(11), who: fc.nat(2) }),
    fc.record({ do: fc.constant('rescore' as const), at: fc.nat(11) }),
    fc.record({ do: fc.constant('merge' as const), at: fc.nat(11) }),
    fc.record({ do: fc.constant('delete' as const), at: fc.nat(11) }),
    fc.record({ do: fc.constant('roll back' as const), at: fc.nat(11) }),
    fc.record({ do: fc.constant('fold' as const) }),
  );

  it('equal a count of the leads in every cell, whatever four people and a worker do at once', async () => {
    const people = await Promise.all([0, 1].map(() => aUser(app.db)));
    await fc.assert(fc.asyncProperty(fc.array(fc.array(change, { minLength: 4, maxLength: 12 }), { minLength: 4, maxLength: 4 }), async (clients) => {
      await sql(app.db, `truncate lead cascade`);
      const some = async (at: number): Promise<string[]> => (await sql<{ id: string }>(app.db, `select id from lead order by id offset $1 limit 3`, [at])).map((row) => row.id);
      const create = async (n: number, at: number): Promise<void> => {
        for (let made = 0; made < n; made++) {
          await app.db.transaction(async (tx) => aLead(tx, { merchantId: await aMerchant(tx, { name: 'M' }), regionId: region, stage: (['qualified', 'queued', 'contacted'] as const)[at % 3]!, marketplaces: MARKETPLACES.slice(at % 3, 1 + (at % 3) + (made % 2)), category: CATEGORIES[at % 2]!, country: [null, 'DE', 'FR'][(at + made) % 3]! }));
        }
      };
      const act = async (one: (typeof clients)[number][number]): Promise<void> => {
        if (one.do === 'create') return create(one.n, one.at);
        if (one.do === 'fold') { await app.get(LeadCounters).fold(); return; }
        const ids = await some(one.at);
        const update = (set: string, values: unknown[] = []) => sql(app.db, `with locked as materialized (select id from lead where id = any($1) order by id for update) update lead set ${set} where id in (select id from locked)`, [ids, ...values]);
        if (one.do === 'advance') await app.db.transaction((tx) => app.get(LeadStages).advance(tx, ids, one.to, { kind: 'rule' }, 'a test'));
        if (one.do === 'own') await update(`owner_id = $2`, [people[one.who] ?? null]);
        if (one.do === 'rescore') await update(`score = (score + 7) % 100, value_currency = (array['EUR', 'USD', null])[1 + score % 3], value_low = case when score % 3 < 2 then 100 * score end, value_high = case when score % 3 < 2 then 300 * score end`);
        if (one.do === 'merge') await update(`marketplaces = $2, category = 'Garden', country = 'DE'`, [MARKETPLACES]);
        if (one.do === 'delete') await app.db.transaction(async (tx) => {
          const locked = (await sql<{ id: string }>(tx, `select id from lead where id = any($1) order by id for update`, [ids])).map((row) => row.id);
          await sql(tx, `delete from stage_move where lead_id = any($1)`, [locked]);
          await sql(tx, `delete from lead where id = any($1)`, [locked]);
        });
        if (one.do === 'roll back') await app.db.transaction(async (tx) => { await app.get(LeadStages).advance(tx, ids, 'engaged', { kind: 'rule' }, 'never'); throw new Error('never mind'); }).catch((error: Error) => expect(error.message).toBe('never mind'));
      };
      await create(4, 1);
      await Promise.all(clients.map(async (mine) => { for (const one of mine) await act(one); }));
      const filters: LeadFilters[] = [{}, ...MARKETPLACES.map((one) => ({ marketplaces: [one] })), { marketplaces: ['alderbay', 'cobalt'] }, ...CATEGORIES.map((one) => ({ categories: [one] })), { countries: ['DE'] }, { owners: [people[0]!] }, { owners: [null] },
        { marketplaces: ['brightcart'], categories: ['Garden'] }, { marketplaces: ['brightcart'], countries: ['DE', 'FR'] }];
      for (const fold of [false, true]) {
        if (fold) await app.get(LeadCounters).fold();
        for (const filter of filters) {
          const { columns } = await app.get(LeadBoard).board(filter, 1);
          for (const stage of ALL_STAGES) {
            const rows = await sql<{ currency: string | null; leads: number; low: number; high: number }>(app.db, `${truth} where stage = $1 and ($2::text[] is null or marketplaces && $2) and ($3::text[] is null or category = any($3)) and ($4::text[] is null or country = any($4))
              and ($5::boolean is false or owner_id is not distinct from $6::uuid) group by 1 order by 1`, [stage, filter.marketplaces ?? null, filter.categories ?? null, filter.countries ?? null, filter.owners !== undefined, filter.owners?.[0] ?? null]);
            const column = columns.find((one) => one.stage === stage)!;
            expect([filter, stage, column.count, [...column.value!].sort((a, b) => a.currency.localeCompare(b.currency))])
              .toEqual([filter, stage, rows.reduce((sum, row) => sum + row.leads, 0), rows.filter((row) => row.currency !== null)]);
          }
        }
      }
      expect(await sql(app.db, `select from lead_count_delta`)).toEqual([]);
      const [places] = await sql<{ wrong: number }>(app.db, `select count(*)::int as wrong from (select l.id, marketplace, l.category, l.stage, l.score from lead l cross join unnest(l.marketplaces) as marketplace) now
        full join lead_marketplace k on k.lead_id = now.id and k.marketplace = now.marketplace where (k.category, k.stage, k.score) is distinct from (now.category, now.stage, now.score)`);
      expect(places!.wrong).toBe(0);
    }), { numRuns: 4 });
  }, 300_000);
});

describe('limits of a stage', () => {
  it('colour cards, are changed by one person at a time, and stand beside how long leads really stay', async () => {
    const by = await aUser(app.db, { role: 'lead' });
    const moved = await lead({ name: 'Moved', stage: 'contacted', since: daysAgo(6) });
    await lead({ name: 'Here', stage: 'contacted', since: daysAgo(6) });
    await app.db.transaction((tx) => app.get(LeadStages).advance(tx, [moved], 'engaged', { kind: 'rule' }, 'answered'));
    await app.db.transaction((tx) => app.get(StageLimits).measurePace(tx, new Date()));
    const column = async () => (await app.get(LeadBoard).board()).columns.find((one) => one.stage === 'contacted')!;
    expect(await column()).toMatchObject({ amberDays: 14, redDays: 28, wipHint: null, cards: [{ name: 'Here', rot: 'fresh' }] });
    expect((await column()).medianDays).toBeCloseTo(6, 1);
    const change = (version: number, amberDays: number | null, redDays: number | null) => app.db.transaction((tx) => app.get(StageLimits).change(tx, { stage: 'contacted', amberDays, redDays, wipHint: 30, version }, by));
    const { version } = (await column());
    await expect(change(version, 9, 5)).rejects.toMatchObject({ code: 'stage-limits-wrong' });
    await expect(change(version, 3, null)).rejects.toMatchObject({ code: 'stage-limits-wrong' });
    expect(await change(version, 3, 5)).toMatchObject({ amberDays: 3, redDays: 5, wipHint: 30, version: version + 1 });
    await expect(change(version, 4, 6)).rejects.toMatchObject({ code: 'stage-limits-changed', details: { amberDays: 3, redDays: 5 } });
    expect(await column()).toMatchObject({ amberDays: 3, redDays: 5, wipHint: 30, cards: [{ name: 'Here', rot: 'rotten' }] });
    await sql(app.db, `update stage_limit set amber_days = 14, red_days = 28, wip_hint = null, version = 1 where stage = 'contacted'`);
  });
});

describe('the plans of the board, among fifty thousand leads', () => {
  const BIG = ['lead', 'lead_marketplace', 'merchant', 'storefront', 'storefront_observation', 'identity_link', 'activity', 'stage_move', 'merchant_signal', 'contact', 'fact', 'custom_value'];
  interface Plan { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] }
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

  it('never read a whole table of leads, merchants or what happened to them', async () => {
    const owner = await aUser(app.db);
    await sql(app.db, `insert into merchant (id, name, country, search_text, created_at, updated_at) select gen_random_uuid(), 'Shop ' || n, 'DE', 'shop ' || n || case when n % 3 = 0 then ' gmbh' else '' end, now(), now() from generate_series(1, 50000) n`);
    await sql(app.db, `insert into lead (merchant_id, region_id, stage, stage_since, owner_id, score, reason, marketplaces, category, country, reachable, created_at, updated_at)
      select id, $1, (array['sourced', 'sourced', 'qualified', 'queued', 'engaged'])[1 + n % 5], now() - n * interval '1 minute', case when n % 11 = 0 then $2::uuid end, n % 101, 'r', (array['alderbay', 'brightcart', 'cobalt'])[1 + n % 3 : 1 + n % 3 + n % 2], 'Category ' || n % 40, (array['DE', 'FR', 'GB'])[1 + n % 3], n % 7 > 0, now(), now()
        from (select id, row_number() over () as n from merchant) m`, [region, owner]);
    await sql(app.db, `insert into activity (lead_id, kind, summary, at) select id, case when score % 10 = 0 then 'reply' else 'mail_sent' end, 's', now() from lead`);
    await sql(app.db, `insert into stage_move (lead_id, to_stage, by_kind, why, version, at) select id, stage, 'rule', 'r', 1, now() from lead`);
    await sql(app.db, `insert into merchant_signal (merchant_id, shares, categories, seen_at) select id, '{}', '{}', now() from merchant`);
    await sql(app.db, `insert into merchant_tag (merchant_id, tag, at) select id, 'common', now() from merchant where name < 'Shop 3'`);
    for (const [key, value] of [['number', 'to_jsonb(row_number() over ())'], ['kind', `'"common"'::jsonb`]] as const) await sql(app.db, `insert into custom_value (merchant_id, field_id, value, at) select id, $1, ${value}, now() from merchant`, [await aCustomField(app.db, { key })]);
    await app.get(LeadCounters).fold();
    await sql(app.db, `analyze`);
    const asked: Array<{ text: string; values: unknown[] }> = [];
    const reads = app.get(InteractiveReads);
    const rows = reads.rows.bind(reads);
    reads.rows = (text, values = []) => { asked.push({ text, values }); return rows(text, values); };
    const board = app.get(LeadBoard);
    const [one] = await sql<{ id: string }>(app.db, `select id from lead limit 1`);
    for (const filters of [{}, { marketplaces: ['alderbay'], categories: ['Category 3'] }, { marketplaces: ['alderbay', 'cobalt'] }, { countries: ['DE'], minScore: 60 }, { owners: [owner] }, { owners: [null] }, { categories: ['Category 3', 'Category 4'], countries: ['FR'] },
      { q: 'shop 4711' }, { q: 'gmbh' }, { q: 'gmbh', countries: ['DE'] }, { tags: ['common'] }, { fields: [{ key: 'kind', values: ['common'] }] }, { fields: [{ key: 'number', values: ['4711', '100..200'] }] }, { fields: [{ key: 'number', values: ['1000..'] }, { key: 'kind', values: ['common'] }] }, { reply: ['waiting'] }, { reply: ['none'] }, { rot: ['rotten'] }, { rot: ['fresh'] }, { minAge: 3 }, { snoozed: true }, { reachable: false }] satisfies LeadFilters[]) {
      await board.board(filters);
      await board.page(filters);
      await board.page(filters, (await board.page(filters, null, 5)).nextCursor);
    }
    const bounded = await board.board({ q: 'gmbh' });
    expect([bounded.search, bounded.totalIsAtLeast]).toEqual([{ similar: false, bounded: true }, true]);
    for (const q of ['shop 4711', 'gmbh', 'shopp']) await app.get(LeadSearch).find(q, 20);
    await board.facets();
    await board.card(one!.id);
    reads.rows = rows;
    expect(asked.length).toBeGreaterThan(150);
    const scans = new Set<string>();
    for (const { text, values } of asked) {
      const [row] = await rows<{ 'QUERY PLAN': Array<{ Plan: Plan }> }>(`explain (format json) ${text}`, values);
      for (const node of nodes(row!['QUERY PLAN'][0]!.Plan)) if (node['Node Type'] === 'Seq Scan' && BIG.includes(node['Relation Name'] ?? '')) scans.add(`${node['Relation Name']}: ${text}`);
    }
    expect([...scans]).toEqual([]);
  }, 300_000);
});
