import { AccessModule } from '#access';
import { LeadBoard, LeadsModule, LeadsWiring } from '#leads';
import { MerchantsModule, MerchantsWiring } from '#merchants';
import { Bells, InstanceLease, Relay, sql } from '#platform';
import { ScorePasses, scoreQueue, ScoringModule, ScoringWiring } from '#scoring';
import { crawlQueue, importQueue, ImportsModule, SourcingModule } from '#sourcing';
import { aRegion, aUser } from '../support/factories.js';
import { testModule, type TestApp } from '../support/database.js';
import { aList, checked, csvOf, sellers, takenIn } from '../support/lists.js';

describe('a CSV file of 200 sellers', () => {
  let app: TestApp;
  let lena: string;
  beforeAll(async () => {
    app = await testModule([AccessModule, SourcingModule, ImportsModule, MerchantsModule, ScoringModule, LeadsModule], { queues: [crawlQueue, importQueue, scoreQueue] });
    for (const queue of [crawlQueue, importQueue, scoreQueue]) app.get(Bells).queue(queue).on('error', () => undefined);
    await app.get(InstanceLease).start();
    for (const Wiring of [MerchantsWiring, ScoringWiring, LeadsWiring]) app.get<{ wire(): void }>(Wiring).wire();
    lena = await aUser(app.db);
    await aRegion(app.db);
  });
  afterAll(() => app.close());

  /** Everything that follows an accepted run, to its end. */
  const follow = async (): Promise<void> => {
    for (let round = 0; round < 5; round++) {
      await app.get(Relay).drain();
      for (const { id } of await sql<{ id: string }>(app.db, `select id from score_pass where state = 'waiting'`)) await app.get(ScorePasses).run(id);
    }
    expect(await sql(app.db, `select event, last_error from outbox`)).toEqual([]);
  };
  const count = async (table: string) => (await sql<{ n: number }>(app.db, `select count(*)::int as n from ${table}`))[0]!.n;
  const scores = () => sql(app.db, `select merchant_id, score from merchant_score order by merchant_id`);

  it('becomes storefronts, merchants, scores and leads, each fact with the words of where it comes from', async () => {
    const list = await aList(app);
    expect((await takenIn(app, (await checked(app, list, csvOf(sellers(200)), lena)).id, lena)).run).toMatchObject({ state: 'ok' });
    await follow();
    expect([await count('storefront'), await count('merchant'), await count('merchant_score'), await count('lead')]).toEqual([200, 200, 200, 200]);
    expect((await app.get(LeadBoard).board()).total).toBe(200);
    const [contact] = await sql<{ value: string; source_url: string }>(app.db, `select value, source_url from contact where value = 'info@tallow-7.example'`);
    expect(contact).toEqual({ value: 'info@tallow-7.example', source_url: 'Members of the Hamburg chamber, list of May 2026 (line 8)' });
    expect(await sql(app.db, `select distinct v.recipe_id from fact f join recipe_version v on v.id = f.recipe_version_id`)).toEqual([{ recipe_id: 'imported-list' }]);
  });

  it('is not given as the source of what another list said before', async () => {
    const [before] = await sql<{ value: string; source_url: string; seen_at: Date }>(app.db, `select value, source_url, seen_at from contact where value = 'info@tallow-9.example'`);
    const fair = await aList(app, { name: 'Fair', origin: 'Visitors of the fair' });
    await takenIn(app, (await checked(app, fair, csvOf(sellers(12, () => ({ email: '', ratings: '', vat: '', phone: '+49 40 5550' }))), lena, { columns: { sellerId: 'Händler-ID', name: 'Firma', phone: 'Telefon' } })).id, lena);
    await follow();
    expect(await sql(app.db, `select value, source_url, seen_at from contact where value = 'info@tallow-9.example'`)).toEqual([before]);
    const said = await sql<{ name: string; source_url: string }>(app.db, `select f.name, f.source_url from fact f join storefront s on s.id = f.storefront_id where s.seller_id = 'S9' and f.name in ('vat', 'businessName', 'storefrontName') order by 1`);
    expect(said.map(({ name, source_url }) => `${name}: ${source_url}`)).toEqual([
      'businessName: Members of the Hamburg chamber, list of May 2026 (line 10)', 'storefrontName: Visitors of the fair (line 10)', 'vat: Members of the Hamburg chamber, list of May 2026 (line 10)',
    ]);
    expect(await count('merchant')).toBe(200);
  });

  it('is followed by a shorter one with a warning, and one half as long changes no score until a person releases it', async () => {
    const [list] = await sql<{ id: string }>(app.db, `select id from source where name = 'Chamber members'`);
    expect((await takenIn(app, (await checked(app, list!.id, csvOf(sellers(140)), lena)).id, lena)).run).toMatchObject({ state: 'ok_with_warnings' });
    await follow();
    const before = await scores();
    expect((await takenIn(app, (await checked(app, list!.id, csvOf(sellers(90, () => ({ rating: '1,0', ratings: '3' }))), lena)).id, lena)).run).toMatchObject({ state: 'quarantined' });
    await follow();
    expect(await scores()).toEqual(before);
    expect([await count('merchant'), await count('lead')]).toEqual([200, 200]);
  });
});
