import fc from 'fast-check';
import { addWorkdays, isZone, localOf, momentOf, nextDue, nextLocal, REPEATS, startOfYesterday, endOfDay } from './local-time.js';

const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Europe/Dublin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Sao_Paulo');
const moments = fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2034-12-31T00:00:00Z'), noInvalidDate: true }).map((moment) => new Date(Math.floor(moment.getTime() / 60_000) * 60_000));

describe('local times', () => {
  it('finds the moment at which a wall clock shows a time, the first of two', () => {
    fc.assert(fc.property(moments, zones, (moment, zone) => {
      const found = momentOf(localOf(moment, zone), zone);
      expect(localOf(found, zone)).toBe(localOf(moment, zone));
      expect(found.getTime()).toBeLessThanOrEqual(moment.getTime());
      expect(moment.getTime() - found.getTime()).toBeLessThanOrEqual(3_600_000);
    }));
    expect(momentOf('2026-10-25T02:30', 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(localOf(momentOf('2026-03-29T02:30', 'Europe/Berlin'), 'Europe/Berlin')).toBe('2026-03-29T03:30');
  });

  it('repeats at the same wall time, whatever clocks do, and never in the past', () => {
    fc.assert(fc.property(moments, moments, zones, fc.constantFrom(...REPEATS), (due, now, zone, repeat) => {
      const local = localOf(due, zone);
      const monthDay = Number(local.slice(8, 10));
      const next = nextDue(local, repeat, monthDay, zone, now);
      expect(momentOf(next, zone).getTime()).toBeGreaterThan(now.getTime());
      expect(next > local).toBe(true);
      expect(next.slice(10)).toBe(local.slice(10));
      if (repeat === 'weekly') expect((Date.parse(`${next}:00Z`) - Date.parse(`${local}:00Z`)) % (7 * 86_400_000)).toBe(0);
      if (repeat === 'monthly') expect(Number(next.slice(8, 10))).toBe(Math.min(monthDay, new Date(Date.UTC(Number(next.slice(0, 4)), Number(next.slice(5, 7)), 0)).getUTCDate()));
    }), { numRuns: 60 });
  });

  it('remembers the 31st through short months', () => {
    const year = Array.from({ length: 4 }).reduce<string[]>((all) => [...all, nextLocal(all.at(-1)!, 'monthly', 31)], ['2027-01-31T09:00']);
    expect(year.map((local) => local.slice(5, 10))).toEqual(['01-31', '02-28', '03-31', '04-30', '05-31']);
  });

  it('counts workdays over weekends, and days by the wall clock', () => {
    const at = (text: string) => new Date(text);
    expect(addWorkdays(at('2026-05-07T10:00:00Z'), 2, 'Europe/Berlin').toISOString()).toBe('2026-05-11T10:00:00.000Z');
    expect(addWorkdays(at('2026-05-09T10:00:00Z'), 2, 'Europe/Berlin').toISOString()).toBe('2026-05-12T10:00:00.000Z');
    expect(endOfDay(at('2026-05-04T22:30:00Z'), 'Europe/Berlin').toISOString()).toBe('2026-05-05T22:00:00.000Z');
    expect(startOfYesterday(at('2026-03-30T10:00:00Z'), 'Europe/Berlin').toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect([isZone('Europe/Berlin'), isZone('Mars/Olympus')]).toEqual([true, false]);
  });
});
