import { castOf } from './cast.js';
import { rankedOn } from './ranking.js';
import type { List, Product, World } from './shapes.js';
import { createWorld } from './world.js';

const world = createWorld('beckon');
const allLists = ({ alderbay, brightcart }: World): List[] => [...alderbay.lists, ...brightcart.lists];
const allStorefronts = ({ alderbay, brightcart }: World) => [...alderbay.storefronts, ...brightcart.storefronts];
const bare = (number: string | null): string | null => number && number.replace(/[ .]/g, '').toUpperCase();
const quantile = (values: number[], share: number): number => [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] as number;

/** Spearman's rank correlation over the products both days show. */
function spearman(before: Product[], after: Product[]): number {
  const common = before.filter((product) => after.includes(product));
  const order = after.filter((product) => common.includes(product));
  const squares = common.reduce((sum, product, place) => sum + (place - order.indexOf(product)) ** 2, 0);
  return 1 - (6 * squares) / (common.length * (common.length ** 2 - 1));
}

describe('the pretend world', () => {
  it('holds 1,900 merchants with 2,400 storefronts, a fifth of the merchants on both marketplaces', () => {
    expect(world.merchants).toHaveLength(1900);
    expect(world.alderbay.storefronts).toHaveLength(1400);
    expect(world.brightcart.storefronts).toHaveLength(1000);
    const onBoth = world.merchants.filter(({ storefronts }) => new Set(storefronts.map(({ marketplace }) => marketplace)).size === 2);
    expect(onBoth).toHaveLength(380);
  });

  it('is the same world for the same seed and another for another', () => {
    const sketch = (of: World) => allLists(of).map(({ products }) => products.map(({ id, title, price }) => [id, title, price]));
    const again = createWorld('beckon');
    expect(sketch(again)).toEqual(sketch(world));
    expect([...castOf(again).values()].map(({ address, fate, actsOn }) => [address, fate, actsOn])).toEqual([...castOf(world).values()].map(({ address, fate, actsOn }) => [address, fate, actsOn]));
    expect(sketch(createWorld('other'))).not.toEqual(sketch(world));
  });

  it('lists every storefront on its first day, at least 97 % on day 1 and newcomers on days 2 and 3', () => {
    for (const day of [1, 2, 3]) {
      const listed = new Set(allLists(world).flatMap((list) => rankedOn('beckon', list, day)).map(({ storefront }) => storefront));
      const due = allStorefronts(world).filter(({ listedOnDay }) => listedOnDay === day);
      expect(due.filter((storefront) => !listed.has(storefront))).toEqual([]);
      expect([...listed].filter(({ listedOnDay }) => listedOnDay > day)).toEqual([]);
      if (day === 1) expect(due.length).toBeGreaterThanOrEqual(2400 * 0.97);
      else expect(due.length).toBe(24);
    }
  });

  it('moves ranks a little from day to day, and about one product in a hundred by more than twenty places', () => {
    let leaps = 0;
    let seen = 0;
    for (const list of allLists(world).filter(({ capacity }) => capacity > 100)) {
      for (const day of [1, 2, 3]) {
        const before = rankedOn('beckon', list, day);
        const after = rankedOn('beckon', list, day + 1);
        expect(spearman(before, after)).toBeGreaterThanOrEqual(0.97);
        expect(after).not.toEqual(before);
        for (const [place, product] of before.entries()) {
          const next = after.indexOf(product);
          if (next < 0) continue;
          seen += 1;
          if (Math.abs(next - place) > 20) leaps += 1;
        }
      }
    }
    expect(leaps / seen).toBeGreaterThan(0.004);
    expect(leaps / seen).toBeLessThan(0.02);
  });

  it('shows a mail address, unlike any other, on about 60 % of storefronts, all of them in the EU', () => {
    const withMail = allStorefronts(world).filter(({ merchant }) => merchant.email !== null);
    expect(withMail.length / 2400).toBeGreaterThan(0.56);
    expect(withMail.length / 2400).toBeLessThan(0.64);
    expect(withMail.filter(({ merchant }) => ['US', 'CN', 'JP', 'GB', 'AE'].includes(merchant.country))).toEqual([]);
    const addresses = world.merchants.map(({ email }) => email).filter((email) => email !== null);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses.filter((address) => !/^[a-z]+@[a-z0-9-]+\.(example|test)$/.test(address))).toEqual([]);
  });

  it('gives every merchant of several storefronts a number that all of them show, up to spaces, dots and case', () => {
    for (const merchant of world.merchants.filter(({ storefronts }) => storefronts.length > 1)) {
      expect(merchant.vat ?? merchant.registration).not.toBeNull();
      for (const { shownVat, shownRegistration } of merchant.storefronts) {
        expect(bare(shownVat)).toBe(bare(merchant.vat));
        expect(bare(shownRegistration)).toBe(bare(merchant.registration));
      }
    }
    const vats = world.merchants.map(({ vat }) => vat).filter((vat) => vat !== null);
    expect(new Set(vats).size).toBe(vats.length);
  });

  it('has coherent, heavy-tailed numbers', () => {
    const normal = allStorefronts(world).filter(({ merchant }) => merchant.gate === null);
    for (const { d30, d90, m12, lifetime } of normal) {
      expect(d30.count).toBeLessThanOrEqual(d90.count);
      expect(d90.count).toBeLessThanOrEqual(m12.count);
      expect(m12.count).toBeLessThanOrEqual(lifetime.count);
    }
    const ratings = normal.map(({ lifetime }) => lifetime.count);
    expect(quantile(ratings, 0.5)).toBeGreaterThan(1500);
    expect(quantile(ratings, 0.5)).toBeLessThan(4500);
    expect(quantile(ratings, 0.95) / quantile(ratings, 0.05)).toBeGreaterThan(50);
    const prices = [...world.alderbay.products.values()].map(({ price }) => price);
    expect(quantile(prices, 0.5)).toBeGreaterThan(21);
    expect(quantile(prices, 0.5)).toBeLessThan(27);
  });

  it('keeps a handful of merchants whom no one should recruit', () => {
    const gated = (gate: string) => world.merchants.filter((merchant) => merchant.gate === gate);
    for (const gate of ['prohibited', 'low-rating', 'few-ratings']) {
      expect(gated(gate).length).toBeGreaterThan(5);
      expect(gated(gate).length).toBeLessThan(60);
    }
    expect(gated('prohibited').flatMap(({ storefronts }) => storefronts.map(({ home }) => home.category.name)).every((name) => name === 'Tobacco & Vaping')).toBe(true);
    expect(gated('low-rating').flatMap(({ storefronts }) => storefronts).every(({ stars }) => stars < 3.5)).toBe(true);
    expect(gated('few-ratings').flatMap(({ storefronts }) => storefronts).every(({ lifetime }) => lifetime.count < 50)).toBe(true);
  });

  it('shrinks in proportion and keeps its awkward names', () => {
    const small = createWorld('beckon', 60);
    expect(allStorefronts(small)).toHaveLength(60);
    expect(small.merchants.length).toBeGreaterThan(44);
    expect(small.merchants.length).toBeLessThan(50);
    expect(small.merchants.map(({ brand }) => brand)).toEqual(expect.arrayContaining(['Ölmühle Särkänniemi', '<script>alert(1)</script> Deals', '{{constructor}}']));
  });
});

describe('the cast', () => {
  const cast = [...castOf(world).values()];
  const share = (fate: string): number => cast.filter((member) => member.fate === fate).length / cast.length;

  it('decides by the rates of a curated list', () => {
    expect(share('reply')).toBeGreaterThan(0.06);
    expect(share('reply')).toBeLessThan(0.12);
    expect(share('accept')).toBeGreaterThan(0.02);
    expect(share('accept')).toBeLessThan(0.035);
    expect(share('unsubscribe-one-click') + share('unsubscribe-page')).toBeGreaterThan(0.005);
    expect(share('unsubscribe-one-click') + share('unsubscribe-page')).toBeLessThan(0.02);
    expect(cast.filter(({ deliverable }) => !deliverable).length / cast.length).toBeLessThan(0.04);
    expect(cast.filter(({ deliverable }) => !deliverable).length).toBeGreaterThan(5);
  });

  it('has one acceptance in any sixty merchants of like size', () => {
    const reachable = cast.filter(({ deliverable, merchant }) => deliverable && merchant.gate === null);
    for (let from = 0; from + 64 <= reachable.length; from += 1) {
      expect(reachable.slice(from, from + 64).some(({ fate }) => fate === 'accept')).toBe(true);
    }
  });

  it('puts a tenth behind a scanner, one of which presses one-click unsubscribe', () => {
    const scanned = cast.filter((member) => member.scanned);
    expect(scanned.length / cast.length).toBeGreaterThan(0.06);
    expect(scanned.length / cast.length).toBeLessThan(0.14);
    expect(cast.filter(({ fate }) => fate === 'scanner-one-click')).toHaveLength(1);
    expect(scanned.filter(({ fate }) => fate === 'scanner-one-click')).toHaveLength(1);
  });
});
