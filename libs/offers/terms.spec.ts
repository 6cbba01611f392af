import fc from 'fast-check';
import { addDays, dayIn, endOfMonthAfter, startOfDay } from './calendar.js';
import { firstThreeMonthsFree } from './default-offer.js';
import { canonicalJson, freeze, termsHash } from './terms.js';

const about = { offer: 'o', version: 1, validDays: 21, marketplace: 'Northwind', merchant: 'Tallow', zone: 'Europe/Berlin', at: new Date('2026-12-30T22:30:00Z') };

describe('terms', () => {
  it('name fixed dates in the workspace\'s zone', () => {
    const { terms, expiresAt } = freeze(firstThreeMonthsFree('EUR'), about);
    expect(terms).toMatchObject({ headline: 'first three months free on Northwind', answerBy: '2027-01-20', freeUntil: '2027-04-30' });
    expect(expiresAt.toISOString()).toBe('2027-01-20T23:00:00.000Z');
    expect(terms.lines.join(' ')).toContain('€50,000');
    expect(terms.lines.join(' ')).not.toMatch(/\{\w+\}/);
  });

  it('never fill in what stands in a merchant\'s name', () => {
    const { terms } = freeze(firstThreeMonthsFree('EUR'), { ...about, merchant: '{fee} $& {cap}' });
    expect(terms.lines[0]).toContain('charges {fee} $& {cap} no commission');
  });

  it('hash the same whatever order their keys come in, and differently for one changed character', () => {
    const { terms, hash } = freeze(firstThreeMonthsFree('EUR'), about);
    expect(termsHash(Object.fromEntries(Object.entries(terms).reverse()) as never)).toBe(hash);
    expect(termsHash({ ...terms, feeAfter: '7' })).not.toBe(hash);
    fc.assert(fc.property(fc.jsonValue(), (value) => { expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value))); }));
  });

  it('begin days at the wall clock\'s midnight, also when clocks change', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }), fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'UTC', 'Australia/Lord_Howe'), (moment, zone) => {
      const day = dayIn(moment, zone);
      const start = startOfDay(day, zone);
      expect(dayIn(start, zone)).toBe(day);
      expect(dayIn(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1));
    }));
    expect(endOfMonthAfter('2026-11-30', 3)).toBe('2027-02-28');
  });
});
