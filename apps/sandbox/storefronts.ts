import { inventTitle, PROHIBITED } from './catalogue.js';
import { localeOf } from './locale.js';
import { Dice } from './random.js';
import { retyped } from './traders.js';
import type { List, Marketplace, Merchant, Product, Storefront, MarketplaceId } from './shapes.js';

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Stars that go with a share of positive ratings: 94 % ≈ 4.7, 60 % ≈ 3.4. */
export const starsFor = (positive: number): number => Math.round((1 + positive * 0.0395) * 10) / 10;

/** Share positive of a seller who sells well: Beta(45, 3) by FEATURES E2, drawn as the 45th of 47 sorted uniforms. */
const goodShare = (dice: Dice): number => (Array.from({ length: 47 }, () => dice.next()).sort((a, b) => a - b)[44] as number) * 100;

const SELLER_ID: Record<MarketplaceId, (dice: Dice) => string> = { alderbay: (dice) => `A${dice.letters(13)}`, brightcart: (dice) => `10${dice.digits(7)}`, copperlane: (dice) => `t-${dice.digits(6)}` };
const PRODUCT_ID: Record<MarketplaceId, (dice: Dice) => string> = { alderbay: (dice) => `B0${dice.letters(8)}`, brightcart: (dice) => `5${dice.digits(8)}`, copperlane: (dice) => `CL-${dice.digits(4)}-${dice.digits(4)}` };

/** One merchant's shop on one marketplace, with numbers that agree: sales → orders → ratings in 12 months → windows and lifetime. */
export function openStorefront(dice: Dice, market: Marketplace, merchant: Merchant, nth: number, of: number): Storefront {
  const sales = of === 1 ? merchant.sales : merchant.sales * (nth === 0 ? 0.65 : 0.35);
  const yearly = Math.max(60, (sales / dice.between(22, 34)) * dice.between(0.01, 0.05));
  const years = dice.between(1.2, 11);
  const few = merchant.gate === 'few-ratings';
  const m12 = few ? dice.whole(2, 18) : Math.round(yearly);
  const d90 = Math.round(m12 * dice.between(0.2, 0.3));
  const positive = merchant.gate === 'low-rating' ? dice.between(35, 58) : Math.max(70, goodShare(dice));
  const near = (): number => Math.round(clamp(positive + dice.normal() * 1.2, 0, 100));
  const lifetime = { positive: Math.round(positive), count: few ? m12 + dice.whole(0, 20) : Math.round(m12 * (1 + (years - 1) * dice.between(0.35, 0.8))) };
  return {
    marketplace: market.id, merchant, sales,
    sellerId: SELLER_ID[market.id](dice),
    name: storefrontName(dice, merchant, nth),
    shownVat: merchant.vat && retyped(dice, merchant.vat),
    shownRegistration: merchant.registration && retyped(dice, merchant.registration),
    stars: starsFor(lifetime.positive),
    d30: { positive: near(), count: Math.round(d90 * dice.between(0.25, 0.42)) },
    d90: { positive: near(), count: d90 },
    m12: { positive: near(), count: m12 },
    lifetime,
    since: new Date(Date.UTC(2025, 0, 1) - years * 365 * 86_400_000),
    listedOnDay: 1, home: market.lists[0] as List, products: [],
  };
}

function storefrontName(dice: Dice, merchant: Merchant, nth: number): string {
  if (nth === 0 || dice.chance(0.5)) return merchant.brand;
  return `${merchant.brand} ${dice.pick(['Store', 'Shop', 'Online', 'Official', 'EU'])}`;
}

/** Gives every storefront a place on a list: one product in its home list, more for the larger ones until the lists are full. */
export function stockStorefronts(seed: string, market: Marketplace): void {
  const dice = new Dice(seed, 'stock', market.id);
  const open = market.lists.filter(({ category }) => category !== PROHIBITED);
  const closed = market.lists.find(({ category }) => category === PROHIBITED) as List;
  const order = dice.shuffled(market.storefronts);
  // About one storefront in a hundred appears on day 2 and again on day 3; those come on top of the day-1 lists.
  const later = Math.max(1, Math.round(market.storefronts.length / 100));
  order.filter(({ merchant }) => merchant.gate === null && merchant.storefronts.length === 1).slice(0, later * 2)
    .forEach((storefront, index) => { storefront.listedOnDay = index < later ? 2 : 3; });

  let turn = 0;
  for (const storefront of order) {
    storefront.home = storefront.merchant.gate === 'prohibited' ? closed : (open[turn++ % open.length] as List);
    addProduct(dice, market, storefront, storefront.home);
  }
  const dayOne = (list: List): number => list.products.filter(({ fromDay }) => fromDay === 1).length;
  for (const list of market.lists) {
    const able = order.filter(({ merchant, listedOnDay }) => listedOnDay === 1 && (merchant.gate === 'prohibited') === (list === closed));
    const weights: number[] = [];
    let total = 0;
    for (const { sales } of able) weights.push((total += sales ** 0.6));
    for (let missing = list.capacity - dayOne(list); missing > 0 && able.length > 0; missing -= 1) {
      const drawn = dice.next() * total;
      let low = 0;
      let high = weights.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((weights[middle] as number) > drawn) high = middle;
        else low = middle + 1;
      }
      addProduct(dice, market, able[low] as Storefront, list);
    }
    const strength = new Map(list.products.map((product) => [product, Math.log(product.storefront.sales) + dice.normal() * 0.9]));
    list.products.sort((a, b) => (strength.get(b) as number) - (strength.get(a) as number));
  }
}

function addProduct(dice: Dice, market: Marketplace, storefront: Storefront, list: List): void {
  const price = clamp(dice.logNormal(24, 0.68), 2.5, 900);
  let id = '';
  do {
    id = PRODUCT_ID[market.id](dice);
  } while (market.products.has(id));
  const product: Product = {
    id, storefront, list, price,
    title: inventTitle(dice, storefront.merchant.brand, list.category.things, localeOf(list.locale).colours),
    rating: Math.round(clamp(4.35 + dice.normal() * 0.3, 2.8, 5) * 10) / 10,
    reviews: Math.max(1, Math.round((storefront.sales / price) * 0.03 * dice.between(0.05, 0.4))),
    fromDay: storefront.listedOnDay, entersAt: dice.whole(Math.floor(list.capacity * 0.1), Math.floor(list.capacity * 0.75)),
  };
  market.products.set(id, product);
  list.products.push(product);
  storefront.products.push(product);
}
