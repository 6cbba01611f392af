import fc from 'fast-check';
import { changesOf, type Comparison, type Standing } from './changes.js';

const at = (day: number): Date => new Date(Date.UTC(2026, 4, day, 6));
const seen = (day: number, over: Partial<Standing> = {}): Standing => ({ runId: `run-${day}`, at: at(day), rank: 40, listSize: 100, rating: 4.6, products: 10, price: '20.00', currency: 'EUR', ...over });
const compare = (now: Partial<Standing>, before: Partial<Standing> = {}): Comparison => ({ storefrontId: 's', category: 'Kitchen', now: seen(15, now), recent: seen(1, before), former: seen(1, before) });
const told = (comparison: Comparison) => changesOf(comparison).map((one) => `${one.kind}: ${one.text}`);

describe('what is worth telling of a storefront', () => {
  it.each<[string, Partial<Standing>, Partial<Standing>, string[]]>([
    ['a climb', { rank: 22 }, { rank: 40 }, ['rank-up: +18 places in Kitchen in 14 d (40 → 22)']],
    ['a fall', { rank: 60 }, { rank: 40 }, ['rank-down: −20 places in Kitchen in 14 d (40 → 60)']],
    ['a few places', { rank: 32 }, { rank: 40 }, []],
    ['the same places on a long list', { rank: 22, listSize: 500 }, { rank: 40 }, []],
    ['a rating that drops', { rating: 4.2 }, { rating: 4.6 }, ['rating-drop: rating 4.60 → 4.20 in 14 d']],
    ['a drop of exactly three tenths', { rating: 4.3 }, { rating: 4.6 }, []],
    ['a rating that was not shown', { rating: null }, { rating: 4.6 }, []],
    ['a fifth more products', { products: 12 }, { products: 10 }, []],
    ['three more products of ten', { products: 13 }, { products: 10 }, ['products-up: 10 → 13 products on the lists in 14 d']],
    ['half of the products', { products: 5 }, { products: 10 }, ['products-down: 10 → 5 products on the lists in 14 d']],
    ['a tenth off the price', { price: '18.00' }, { price: '20.00' }, ['price-cut: median price 20.00 → 18.00 EUR in 14 d']],
    ['another currency', { price: '18.00', currency: 'USD' }, { price: '20.00' }, []],
  ])('%s', (_, now, before, expected) => expect(told(compare(now, before))).toEqual(expected));

  it('says nothing of what did not change, and never both up and down', () => {
    const standing = fc.record({ rank: fc.integer({ min: 1, max: 500 }), rating: fc.option(fc.float({ min: 0, max: 5, noNaN: true })), products: fc.integer({ min: 0, max: 900 }), price: fc.option(fc.integer({ min: 1, max: 99_999 }).map((cents) => (cents / 100).toFixed(2))) });
    fc.assert(fc.property(standing, standing, (now, before) => {
      expect(changesOf(compare(now, now))).toEqual([]);
      const kinds = changesOf(compare(now, before)).map((one) => one.kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      expect(kinds.includes('rank-up') && kinds.includes('rank-down')).toBe(false);
    }));
  });
});
