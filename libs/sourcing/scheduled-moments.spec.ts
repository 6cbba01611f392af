import { nextRuns } from './scheduled-moments.js';

const at = (cron: string, zone: string, after: string, count = 3, blackouts: { from: string; to: string }[] = []) => nextRuns({ cron, zone, blackouts }, count, new Date(after)).map((moment) => moment.toISOString().slice(0, 16));

describe('when a source is read by itself', () => {
  it('follows the clocks of its zone', () => {
    expect(at('0 6 * * *', 'Europe/Berlin', '2026-05-04T03:00:00Z')).toEqual(['2026-05-04T04:00', '2026-05-05T04:00', '2026-05-06T04:00']);
    expect(at('*/20 9-10 * * mon-fri', 'UTC', '2026-05-08T10:30:00Z')).toEqual(['2026-05-08T10:40', '2026-05-11T09:00', '2026-05-11T09:20']);
    expect(at('0 0 29 2 *', 'UTC', '2026-05-08T10:30:00Z', 1)).toEqual(['2028-02-29T00:00']);
    expect(at('0 8 1 * mon', 'UTC', '2026-05-25T09:00:00Z')).toEqual(['2026-06-01T08:00', '2026-06-08T08:00', '2026-06-15T08:00']);
  });

  it('is due once, at the next minute that exists, where clocks go forward', () => {
    expect(at('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', 2)).toEqual(['2026-03-29T01:00', '2026-03-30T00:30']);
    expect(at('30 2 * * *', 'America/New_York', '2026-03-07T12:00:00Z', 2)).toEqual(['2026-03-08T07:00', '2026-03-09T06:30']);
    expect(at('15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T12:00:00Z', 2)).toEqual(['2026-10-03T15:30', '2026-10-04T15:15']);
  });

  it('is due once, the first time, where clocks go back', () => {
    expect(at('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 2)).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
    expect(at('30 1 * * *', 'America/New_York', '2026-10-31T12:00:00Z', 2)).toEqual(['2026-11-01T05:30', '2026-11-02T06:30']);
    expect(at('45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T12:00:00Z', 2)).toEqual(['2026-04-04T14:45', '2026-04-05T15:15']);
  });

  it('leaves out hours in which it is not to be read, over midnight too', () => {
    expect(at('0 */6 * * *', 'UTC', '2026-05-04T03:00:00Z', 3, [{ from: '22:00', to: '06:30' }])).toEqual(['2026-05-04T12:00', '2026-05-04T18:00', '2026-05-05T12:00']);
  });

  it('says which field cannot be read', () => {
    expect(() => at('61 * * * *', 'UTC', '2026-05-04T03:00:00Z')).toThrow('The minute "61" cannot be read');
    expect(() => at('every day', 'UTC', '2026-05-04T03:00:00Z')).toThrow('five fields are needed');
  });
});
