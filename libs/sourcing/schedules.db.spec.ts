import { sql } from '#platform';
import { crawling, type Crawling } from '../../test/support/crawling.js';
import { Runs, Schedules, type NewSource } from './index.js';
import { jittered } from './scheduled-moments.js';

const permission = { basis: 'Public ranking pages, agreed with the marketplace on 3 March', reviewedOn: '2026-03-03', reviewer: 'Lena Kurz', fields: ['name', 'rating'], retentionDays: 90 };
const SIX = '2026-05-04T04:00:00.000Z'; // 06:00 in Berlin
const minutes = (from: string, n: number): Date => new Date(Date.parse(from) + n * 60_000);

describe('a schedule', () => {
  let crawl: Crawling;
  beforeAll(async () => { crawl = await crawling(['127.0.0.1:46997']); });
  afterAll(() => crawl.close());
  beforeEach(() => crawl.forget());
  const aSource = async (source: Partial<NewSource> = {}): Promise<string> => {
    const id = await crawl.aSource('http://127.0.0.1:46997/list/top', { cron: '0 6 * * *', zone: 'Europe/Berlin', permission, ...source });
    await crawl.get(Schedules).tick(minutes(SIX, -60));
    return id;
  };
  const runs = () => sql<{ occasion: string; state: string; reason: string | null }>(crawl.db, `select occasion, state, reason from run order by occasion`);
  const finish = () => sql(crawl.db, `update run set state = 'ok' where state = 'queued'`);

  it('asks for one run a moment, in its zone, however often and by however many it is looked at', async () => {
    await aSource();
    expect(await crawl.get(Schedules).tick(minutes(SIX, -6))).toEqual([]);
    const asked = (await Promise.all([1, 2, 3].map(() => crawl.get(Schedules).tick(minutes(SIX, 5))))).flat();
    expect(asked).toHaveLength(1);
    expect(await runs()).toEqual([{ occasion: SIX, state: 'queued', reason: null }]);
    expect(await crawl.get(Runs).unattended()).toEqual(asked);
    await finish();
    for (let day = 1; day <= 2; day++) {
      await crawl.get(Schedules).tick(minutes(SIX, day * 1440 + 5));
      await finish();
    }
    expect((await runs()).map(({ occasion }) => occasion)).toEqual([SIX, '2026-05-05T04:00:00.000Z', '2026-05-06T04:00:00.000Z']);
  });

  it('starts a little earlier or later than the minute, by a tenth of the distance and never more than five minutes', () => {
    const timetable = (cron: string) => ({ cron, zone: 'UTC', blackouts: [{ from: '05:00', to: '06:00' }] });
    const offsets = (cron: string, at: string): number[] => Array.from({ length: 200 }, (_, n) => jittered(timetable(cron), `source ${n}`, new Date(at)).getTime() - Date.parse(at));
    const daily = offsets('0 8 * * *', '2026-05-04T08:00:00Z');
    expect(Math.max(...daily.map(Math.abs))).toBeLessThanOrEqual(5 * 60_000);
    expect(new Set(daily).size).toBeGreaterThan(190);
    expect(Math.abs(daily.reduce((sum, offset) => sum + offset, 0) / 200)).toBeLessThan(30_000);
    expect(Math.max(...offsets('*/10 * * * *', '2026-05-04T08:00:00Z').map(Math.abs))).toBeLessThanOrEqual(60_000);
    // Never into the hours in which it is not to be read.
    expect(Math.min(...offsets('0 6 * * *', '2026-05-04T06:00:00Z'))).toBe(0);
  });

  it('writes down a moment that nobody was there for, and does not make up for it', async () => {
    await aSource();
    expect(await crawl.get(Schedules).tick(minutes(SIX, 3 * 1440 + 90))).toEqual([]);
    expect((await runs()).map(({ state }) => state)).toEqual(['missed', 'missed', 'missed', 'missed']);
    expect((await runs())[0]!.reason).toBe('Nobody was there to start it within 10 minutes. The next one is made as planned.');
    expect(await crawl.get(Schedules).tick(minutes(SIX, 4 * 1440 + 5))).toHaveLength(1);
  });

  it('does not start a run while the one before it is under way', async () => {
    await aSource({ cron: '0 * * * *' });
    await crawl.get(Schedules).tick(minutes(SIX, 5));
    await sql(crawl.db, `update run set state = 'running' where state = 'queued'`);
    expect(await crawl.get(Schedules).tick(minutes(SIX, 65))).toEqual([]);
    expect((await runs()).at(-1)).toEqual({ occasion: '2026-05-04T05:00:00.000Z', state: 'missed', reason: 'The run before it was still under way; two runs of one source never overlap.' });
  });

  it('leaves out the moment that a person skips, once', async () => {
    const id = await aSource();
    await sql(crawl.db, `update source set skip_moment = $2 where id = $1`, [id, SIX]);
    expect(await crawl.get(Schedules).tick(minutes(SIX, 5))).toEqual([]);
    expect(await crawl.get(Schedules).tick(minutes(SIX, 1445))).toHaveLength(1);
    expect((await runs()).map(({ occasion }) => occasion)).toEqual(['2026-05-05T04:00:00.000Z']);
  });

  it('never runs in hours that are blacked out, nor while it is paused, nor for the time that it was', async () => {
    const id = await aSource({ cron: '0 */2 * * *', blackouts: [{ from: '05:00', to: '09:00' }] });
    await crawl.get(Schedules).tick(minutes(SIX, 150)); // 08:30
    expect(await runs()).toEqual([]);
    await sql(crawl.db, `update source set enabled = false where id = $1`, [id]);
    await crawl.get(Schedules).tick(minutes(SIX, 600));
    await sql(crawl.db, `update source set enabled = true where id = $1`, [id]);
    await crawl.get(Schedules).tick(minutes(SIX, 601));
    expect(await runs()).toEqual([]);
    expect(await crawl.get(Schedules).tick(minutes(SIX, 605 + 120))).toHaveLength(1);
  });

  it('runs once on the day the clocks go forward over its hour, and once on the day they go back', async () => {
    const id = await aSource({ cron: '30 2 * * *' });
    await sql(crawl.db, `update source set scheduled_to = '2026-03-28T12:00:00Z' where id = $1`, [id]);
    for (let at = Date.parse('2026-03-28T12:00:00Z'); at < Date.parse('2026-03-30T12:00:00Z'); at += 300_000) {
      await crawl.get(Schedules).tick(new Date(at));
      await finish();
    }
    expect((await runs()).map(({ occasion, state }) => `${occasion} ${state}`)).toEqual(['2026-03-29T01:00:00.000Z ok', '2026-03-30T00:30:00.000Z ok']);
    await sql(crawl.db, `update source set scheduled_to = '2026-10-24T12:00:00Z' where id = $1`, [id]);
    for (let at = Date.parse('2026-10-24T12:00:00Z'); at < Date.parse('2026-10-26T12:00:00Z'); at += 300_000) {
      await crawl.get(Schedules).tick(new Date(at));
      await finish();
    }
    expect((await runs()).slice(2).map(({ occasion, state }) => `${occasion} ${state}`)).toEqual(['2026-10-25T00:30:00.000Z ok', '2026-10-26T01:30:00.000Z ok']);
  });
});
