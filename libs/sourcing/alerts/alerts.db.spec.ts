import { Clock, sql } from '#platform';
import { crawling, type Crawling } from '../../../test/support/crawling.js';
import { aUser } from '../../../test/support/factories.js';
import { tinyMarketplace, type TinyMarketplace } from '../../../test/support/tiny-marketplace.js';
import { Aftermath, Alerts, Circuits, PermissionReviews, type Notice } from '../index.js';

describe('what an operator is told', () => {
  let shop: TinyMarketplace;
  let crawl: Crawling;
  let told: Notice[];
  let alerts: Alerts;
  let deaf = false;
  beforeAll(async () => {
    shop = await tinyMarketplace();
    crawl = await crawling([shop.host]);
    alerts = new Alerts(crawl.db, { warn: () => undefined, error: () => undefined } as never, { tell: async (notice) => { if (deaf) throw new Error('no mail host'); told.push(notice); } });
  });
  afterAll(async () => {
    await crawl.close();
    await shop.close();
  });
  beforeEach(async () => {
    shop.reset({ products: 20, sellers: 4 });
    await crawl.forget();
    told = [];
    deaf = false;
  });
  const tell = async (): Promise<string[]> => {
    told = [];
    await alerts.tellDue();
    return told.map(({ event, kind }) => `${event} ${kind}`);
  };
  const captcha = (): void => shop.answer('/list/top', (_request, response) => void response.end('<form id="captcha">Are you a robot?</form>'));

  it('leaves a host alone for 6 hours, then for 24, then until a person says so, and tells one incident once', async () => {
    captcha();
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    const hours = async (): Promise<number | null> => (await sql<{ hours: number | null }>(crawl.db, `select round(extract(epoch from open_until - clock_timestamp()) / 3600)::int as hours from host_circuit`))[0]!.hours;
    const cool = () => sql(crawl.db, `update host_circuit set open_until = clock_timestamp() - interval '1 second'`);
    expect((await crawl.run(source)).state).toBe('blocked');
    expect(await hours()).toBe(6);
    expect(await tell()).toEqual(['opened blocked']);
    const asked = shop.requests.length;
    const barred = await crawl.run(source);
    expect(barred).toMatchObject({ state: 'blocked', reason: expect.stringMatching(/^Not started: 127\.0\.0\.1:\d+ is left alone until .* UTC, because: The site shows a captcha page/) });
    expect(shop.requests.length).toBe(asked);
    expect(await hours()).toBe(6);
    await cool();
    await crawl.run(source);
    expect(await hours()).toBe(24);
    await cool();
    await crawl.run(source);
    expect(await hours()).toBeNull();
    expect(await tell()).toEqual([]);
    expect(await crawl.get(Circuits).of(shop.host)).toMatchObject({ level: 2, openUntil: null });
    const lena = await aUser(crawl.db);
    await crawl.db.transaction((tx) => crawl.get(Circuits).close(tx, shop.host, lena));
    shop.reset({ products: 20, sellers: 4 });
    expect((await crawl.run(source)).state).toBe('ok');
    expect(await tell()).toEqual(['recovered blocked']);
    expect(await sql(crawl.db, `select from host_circuit`)).toHaveLength(0);
  });

  it('tells of a redesign once, however many runs it breaks, and of its end once', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    await crawl.run(source);
    shop.reset({ products: 20, sellers: 4, restyle: (html) => html.replaceAll('class="price"', 'class="cost"') });
    await crawl.run(source);
    await crawl.run(source);
    expect(await tell()).toEqual(['opened quarantined']);
    expect(told[0]).toMatchObject({ subject: expect.stringMatching(/^source \d+: a run is in quarantine$/), text: expect.stringContaining('list.price is there on 0 % of 20') });
    expect(await tell()).toEqual([]);
    shop.reset({ products: 20, sellers: 4 });
    await crawl.run(source);
    expect(await tell()).toEqual(['recovered quarantined']);
    expect(await tell()).toEqual([]);
  });

  it('shows what has changed in robots.txt', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    await crawl.run(source);
    shop.answer('/robots.txt', (_request, response) => void response.end('User-agent: *\nDisallow: /list/\n'));
    await crawl.run(source);
    expect(await tell()).toEqual(['opened robots']);
    expect(told[0]!.text).toContain('robots.txt changed:\n- Disallow: /private/\n+ Disallow: /list/');
  });

  it('tells of runs that do not start and of runs that do not end, and tries again when it could not', async () => {
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    await crawl.run(source);
    const [{ id: version } = { id: '' }] = await sql<{ id: string }>(crawl.db, `select recipe_version_id as id from run`);
    await sql(crawl.db, `insert into run (source_id, recipe_version_id, state, trigger, occasion, business_at, queued_at, started_at) values
      ($1, $2, 'queued', 'schedule', 'late', now(), clock_timestamp() - interval '11 minutes', null), ($1, $2, 'running', 'schedule', 'stuck', now(), clock_timestamp(), clock_timestamp() - interval '5 minutes')`, [source, version]);
    await crawl.get(Aftermath).watch();
    await crawl.get(Aftermath).watch();
    deaf = true;
    expect(await tell()).toEqual([]);
    deaf = false;
    expect((await tell()).sort()).toEqual(['opened missed', 'opened stuck']);
    expect(await tell()).toEqual([]);
    await sql(crawl.db, `delete from run where occasion in ('late', 'stuck')`);
    await crawl.run(source);
    expect((await tell()).sort()).toEqual(['recovered missed', 'recovered stuck']);
  });

  it('tells when a run goes well and quietly brings less', async () => {
    shop.reset({ products: 60, perPage: 20, sellers: 30 });
    const source = await crawl.aSource(`${shop.origin}/list/top`);
    await crawl.run(source);
    // Half of the shops no longer show how they are rated: not a field that people rely on, because a few never had it.
    await sql(crawl.db, `update run set profile = jsonb_set(profile, '{coverage,seller.positivePercent}', '[75, 100]')`);
    await sql(crawl.db, `update storefront set profile_seen_at = null`);
    shop.reset({ products: 60, perPage: 20, sellers: 30, restyle: (html) => html.replace('class="positive"', 'class="gone"') });
    expect((await crawl.run(source)).state).toBe('ok_with_warnings');
    expect(await tell()).toEqual(['opened silent']);
    expect(told[0]!.text).toContain('seller.positivePercent is there on 0 % of 30; the last good runs had it on 75 %');
  });

  it('reminds of the terms 180 days after they were read, once, whatever the runs say, until somebody has read them again', async () => {
    const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const permission = { basis: 'Public lists', reviewedOn: day(-10), reviewer: 'Lena Kurz', fields: ['rank'], retentionDays: 90 };
    const source = await crawl.aSource(`${shop.origin}/list/top`, { permission });
    const paused = await crawl.aSource(`${shop.origin}/list/other`, { permission, enabled: false });
    const { remind, jump } = { remind: () => crawl.get(PermissionReviews).remind(), jump: (offset: number) => crawl.get(Clock).jumpTo(new Date(`${day(offset)}T12:00:00Z`)) };
    await jump(169);
    await remind();
    expect(await tell()).toEqual([]);
    await jump(170);
    await Promise.all([remind(), remind()]);
    expect(await tell()).toEqual(['opened review']);
    expect(told[0]).toMatchObject({ sourceId: source, runId: null, subject: expect.stringMatching(/^source \d+: its permission is due for review$/), text: expect.stringContaining(`last reviewed on ${day(-10)} by Lena Kurz`) });
    expect((await crawl.run(source)).state).toBe('ok');
    await remind();
    expect(await tell()).toEqual([]);
    expect(await sql(crawl.db, `select from alert where source_id = $1`, [paused])).toHaveLength(0);
  });
});
