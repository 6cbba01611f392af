import { AccessModule } from '#access';
import { MerchantsModule } from '#merchants';
import { InstanceLease, sql } from '#platform';
import { scoreQueue, ScoringModule } from '#scoring';
import { SourcingModule } from '#sourcing';
import { aRegion, aUser } from '../../../test/support/factories.js';
import { testModule, type TestApp } from '../../../test/support/database.js';
import { LeadsModule, ReviewQueue, ReviewRoutes } from '../index.js';
import { backFromSleep, bestOfAll, bestOfEachCell, claimFirst, countWaiting, type Fit } from './review.queries.js';

/** A drifting marketplace has filled one category with the best scores: the case in which a walk along the scores would read everything. */
const LEADS = 100_000;
let app: TestApp;
let user: string;
beforeAll(async () => {
  app = await testModule([AccessModule, SourcingModule, MerchantsModule, ScoringModule, LeadsModule], { queues: [scoreQueue] });
  await app.get(InstanceLease).start();
  user = await aUser(app.db);
  const region = await aRegion(app.db);
  await sql(app.db, `insert into merchant (id, name, country, search_text, created_at, updated_at) select gen_random_uuid(), 'M' || n, 'DE', 'm' || n, now(), now() from generate_series(1, $1) n`, [LEADS]);
  await sql(app.db,
    `insert into lead (merchant_id, region_id, stage, stage_since, score, reason, marketplaces, category, country, reachable, created_at, updated_at)
     select id, $1, case when n % 5 = 0 then 'sourced' else 'qualified' end, now() - n * interval '1 second', case when n % 2 = 0 then 99 else 40 + n % 50 end, 'r',
            case when n % 2 = 0 then '{alderbay}'::text[] else (array['alderbay', 'brightcart', 'cobalt'])[1 + n % 3 : 1 + n % 3 + n % 2] end,
            case when n % 2 = 0 then 'Kitchen' else 'Category ' || n % 40 end, (array['DE', 'FR', 'GB', 'IT', 'JP', null])[1 + n % 6], true, now(), now()
       from (select id, row_number() over () as n from merchant) m`, [region]);
  await sql(app.db, `insert into review_claim (lead_id, user_id, day, category, source, expires_at, ended_at, outcome) select id, $1, current_date, category, 'alderbay', now(), now(), 'rejected' from lead where stage = 'qualified' and score = 99 limit 200`, [user]);
  await sql(app.db, `vacuum analyze`);
});
afterAll(() => app.close());

interface Plan { 'Node Type': string; 'Relation Name'?: string; 'Actual Rows': number; 'Actual Loops': number; 'Rows Removed by Filter'?: number; 'Index Name'?: string; Plans?: Plan[] }
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
/** What a statement does to the table of leads. */
async function explain({ text, values }: { text: string; values: unknown[] }): Promise<{ scans: string[]; read: number }> {
  const [row] = await sql<{ 'QUERY PLAN': Array<{ Plan: Plan }> }>(app.db, `explain (analyze, format json) ${text}`, values);
  const onLeads = nodes(row!['QUERY PLAN'][0]!.Plan).filter((node) => node['Relation Name'] === 'lead');
  return { scans: onLeads.map((node) => node['Node Type']), read: onLeads.reduce((sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'], 0) };
}
const everything: Fit = { countries: null, categories: [], minScore: 0, maxScore: 100, owners: [] };

describe('the next card among a hundred thousand leads', () => {
  it.each([
    ['the best of all', () => bestOfAll(everything, new Date(), 8), 20],
    ['back from sleep', () => backFromSleep(everything, new Date(), 8), 0],
    ['the best of every category, beside one that a drifting marketplace filled', () => bestOfEachCell(everything, new Date()), 800],
    ['the best for who takes two countries', () => bestOfEachCell({ ...everything, countries: ['JP', 'FR'] }, new Date()), 1600],
    ['the best for who takes two countries and one category', () => bestOfEachCell({ ...everything, countries: ['JP', 'FR'], categories: ['Category 7'] }, new Date()), 1600],
    ['the count of what waits for everybody', () => countWaiting(everything, new Date(), 1000), 1000],
    ['the count of what waits for who takes one country', () => countWaiting({ ...everything, countries: ['JP'] }, new Date(), 1000), 1000],
    ['the count of what waits for who takes one category', () => countWaiting({ ...everything, categories: ['Category 7'] }, new Date(), 1000), 3000],
  ])('%s is found by an index, and little is read', async (_, query, most) => {
    const { scans, read } = await explain(query());
    expect(scans.length).toBeGreaterThan(0);
    expect(scans.filter((scan) => scan === 'Seq Scan')).toEqual([]);
    expect(read).toBeLessThanOrEqual(most);
  });

  it('is claimed by its key', async () => {
    const [best] = await sql<{ id: string }>(app.db, `select id from lead where stage = 'qualified' limit 1`);
    for (const patient of [false, true]) {
      const { scans, read } = await explain({ text: claimFirst(patient), values: [[best!.id], user, null, '2026-05-04', [null], 0] });
      await sql(app.db, `delete from review_claim where ended_at is null`);
      expect(scans).toEqual(['Index Scan']);
      expect(read).toBe(1);
    }
  });

  it('asks the database nine times, whatever a person takes and however the day is mixed', async () => {
    const asked = async (): Promise<{ statements: number; ms: number }> => {
      const [counts, times]: [number[], number[]] = [[], []];
      for (let at = 0; at < 40; at++) {
        const from = performance.now();
        counts.push(await app.db.transaction(async (tx) => {
          let statements = 0;
          const query = tx.query.bind(tx) as (text: string, values?: unknown[]) => Promise<unknown>;
          const counting = Object.create(tx, { query: { value: (text: string, values?: unknown[]) => { statements++; return query(text, values); } } }) as typeof tx;
          expect(await app.get(ReviewQueue).next(counting, { userId: user, sessionId: null })).toHaveProperty('claimId');
          return statements;
        }));
        times.push(performance.now() - from);
      }
      return { statements: Math.max(...counts), ms: times.sort((a, b) => a - b)[20]! };
    };
    const route = (over: object) => app.db.transaction((tx) => app.get(ReviewRoutes).set(tx, user, { countries: [], languages: [], categories: [], minScore: 0, maxScore: 100, dailyCapacity: null, byTurn: true, awayFrom: null, awayUntil: null, ...over }, user));
    const figures: Record<string, { statements: number; ms: number }> = { 'the mix binds': await asked() };
    await sql(app.db, `delete from review_claim`);
    figures['any lead'] = await asked();
    await route({ languages: ['ja', 'fr'] });
    figures['two languages'] = await asked();
    await route({ categories: ['Category 7', 'Category 9'], minScore: 50 });
    figures['two categories'] = await asked();
    process.stdout.write(`next card among ${LEADS} leads, median: ${Object.entries(figures).map(([name, { ms }]) => `${name} ${ms.toFixed(1)} ms`).join(', ')}\n`);
    for (const [name, { statements }] of Object.entries(figures)) expect([name, statements]).toEqual([name, 9]);
  });
});
