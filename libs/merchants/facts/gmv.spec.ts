import fc from 'fast-check';
import { gmvOf, type RatingPace } from './gmv.js';

const pace = (over: Partial<RatingPace> = {}): RatingPace => ({
  marketplace: 'alderbay', sellerId: 'A1', from: new Date('2026-05-01T06:00:00Z'), to: new Date('2026-05-11T06:00:00Z'), ratingsFrom: 1000, ratingsTo: 1020, medianPrice: '25.00', currency: 'EUR', ...over,
});

describe('sales of a year', () => {
  it('follow from ratings a day, the share of orders that leave one, and the price', () => {
    // 2 ratings a day × 365 ÷ 2 % × 25.00 = 912,500; ÷ 5 % less a fifth = 292,000; ÷ 1 % and a fifth more = 2,190,000
    expect(gmvOf([pace()])).toMatchObject([{ currency: 'EUR', low: 290_000, mid: 910_000, high: 2_200_000 }]);
  });
  it('are wider apart after less than a week', () => {
    const [short] = gmvOf([pace({ to: new Date('2026-05-04T06:00:00Z'), ratingsTo: 1006 })]);
    expect(short).toMatchObject({ low: 180_000, mid: 910_000, high: 2_800_000 });
  });
  it('are not worked out from too little', () => {
    expect(gmvOf([])).toEqual([]);
    expect(gmvOf([pace({ ratingsTo: 1000 })])).toEqual([]);
    expect(gmvOf([pace({ to: new Date('2026-05-02T06:00:00Z') })])).toEqual([]);
    expect(gmvOf([pace({ medianPrice: '0.00' })])).toEqual([]);
  });
  it('of two shops in one currency are added up, of two currencies stand apart', () => {
    const ranges = gmvOf([pace(), pace({ sellerId: 'A2' }), pace({ marketplace: 'brightcart', currency: 'USD' })]);
    expect(ranges.map(({ currency, mid, basis }) => [currency, mid, basis.storefronts.length])).toEqual([['EUR', 1_800_000, 2], ['USD', 910_000, 1]]);
  });
  it('are always a range that holds its middle, in whole units', () => {
    const any = fc.record({ ratingsTo: fc.integer({ min: 1001, max: 1_000_000 }), cents: fc.integer({ min: 1, max: 1_000_000 }), days: fc.integer({ min: 2, max: 90 }) });
    fc.assert(fc.property(any, ({ ratingsTo, cents, days }) => {
      const [range] = gmvOf([pace({ ratingsTo, medianPrice: (cents / 100).toFixed(2), to: new Date(Date.UTC(2026, 4, 1 + days, 6)) })]);
      expect(range!.low).toBeLessThan(range!.mid);
      expect(range!.mid).toBeLessThan(range!.high);
      expect([range!.low, range!.mid, range!.high].every(Number.isInteger)).toBe(true);
    }));
  });
});
