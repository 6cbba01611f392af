import type { Item, SellerFacts } from './extraction/index.js';
import { ADVERTISED_FROM, Harvest, type HarvestedPage } from './harvest.js';
import { standings } from './observations.js';
import type { PageContext } from './run-states.js';

const anItem = (item: Partial<Item>): Item => ({ rank: null, section: null, productId: null, title: null, url: null, image: null, price: null, rating: null, reviewCount: null, sponsored: false, seller: null, ...item });
const aSeller = (seller: Partial<SellerFacts>): SellerFacts => ({ id: null, name: null, url: null, rating: null, positivePercent: null, ratingCount: null, businessName: null, address: null, country: null, email: null, phone: null, vat: null, registration: null, windows: [], ...seller });
const aPage = (kind: 'list' | 'product' | 'seller', context: PageContext, result: Partial<HarvestedPage['result']>, url = `http://shop.test/${kind}/${JSON.stringify(context)}`): HarvestedPage =>
  ({ url, kind, context, result: { pageKind: kind, items: [], product: null, seller: null, warnings: [], next: [], ...result } });
const kitchen = (page: number, items: Item[]): HarvestedPage => aPage('list', { list: 'kitchen', category: 'Kitchen', page }, { items });
const harvestOf = (...pages: HarvestedPage[]): Harvest => {
  const harvest = new Harvest();
  for (const page of pages) harvest.add(page);
  return harvest;
};

describe('what a run saw', () => {
  it('does not depend on the order in which pages came', () => {
    const pages = [
      kitchen(1, [anItem({ rank: 1, productId: 'a', seller: { id: 's1', name: 'Zum Kessel', url: null, positivePercent: 90, ratingCount: 5 } })]),
      kitchen(2, [anItem({ rank: 2, productId: 'b', seller: { id: 's1', name: 'Kessel', url: null, positivePercent: 91, ratingCount: 6 } })]),
      aPage('product', { productId: 'a' }, { seller: aSeller({ id: 's1', name: 'Kessel Shop' }) }),
    ];
    const [one, other] = [harvestOf(...pages), harvestOf(...[...pages].reverse())];
    expect(one.sellers()).toEqual(other.sellers());
    expect(one.listings()).toEqual(other.listings());
    expect(one.sellers()).toEqual([{ id: 's1', name: 'Kessel', url: null, profile: null, positivePercent: 91, ratingCount: 6 }]);
  });

  it('believes the same of two pages that contradict each other, whichever came first', () => {
    const pages = [
      aPage('product', { productId: 'a' }, { seller: aSeller({ id: 's2' }) }, 'http://shop.test/item/a?colour=red'), aPage('product', { productId: 'a' }, { seller: aSeller({ id: 's1' }) }, 'http://shop.test/item/a'),
      aPage('seller', { sellerId: 's1' }, { seller: aSeller({ id: 's1', name: 'Kessel OHG' }) }, 'http://shop.test/s1?tab=about'), aPage('seller', { sellerId: 's1' }, { seller: aSeller({ id: 's1', name: 'Kessel GmbH' }) }, 'http://shop.test/s1'),
    ];
    const [one, other] = [harvestOf(...pages), harvestOf(...[...pages].reverse())];
    expect(one.sellers()).toEqual(other.sellers());
    expect([...one.productSellers]).toEqual([...other.productSellers]);
    expect(one.sellers()[0]).toMatchObject({ id: 's1', name: 'Kessel GmbH' });
  });

  it('believes a seller\'s own page before what others call it', () => {
    const harvest = harvestOf(kitchen(1, [anItem({ rank: 1, seller: { id: 's1', name: 'A', url: null, positivePercent: null, ratingCount: null } })]), aPage('seller', { sellerId: 's1' }, { seller: aSeller({ id: 's1', name: 'Ölmühle', email: 'hallo@oelmuehle.example' }) }, 'http://shop.test/seller/s1'));
    expect(harvest.sellers()).toEqual([expect.objectContaining({ name: 'Ölmühle', profile: { email: 'hallo@oelmuehle.example', url: 'http://shop.test/seller/s1', sourceUrl: 'http://shop.test/seller/s1' } })]);
  });

  it('counts on where a list shows no places, and keeps the places that one shows', () => {
    const unnumbered = harvestOf(kitchen(1, [anItem({ rank: 1 }), anItem({ rank: 2 })]), kitchen(2, [anItem({ rank: 1 }), anItem({ rank: 2 })]));
    expect(unnumbered.listings().map(({ place }) => place)).toEqual([1, 2, 3, 4]);
    const numbered = harvestOf(kitchen(1, [anItem({ rank: 1 }), anItem({ rank: 2 })]), kitchen(2, [anItem({ rank: 2 }), anItem({ rank: 3 })]));
    expect(numbered.listings().map(({ place }) => place)).toEqual([1, 2, 3]);
  });

  it('gives advertisements no place and no standing', () => {
    const listings = harvestOf(kitchen(1, [anItem({ sponsored: true, productId: 'ad' }), anItem({ rank: 1, productId: 'a' })])).listings();
    expect(listings.map(({ place }) => place)).toEqual([ADVERTISED_FROM, 1]);
    expect(standings(listings.map((listing) => ({ ...listing, storefrontId: listing.item.productId! })))).toEqual([expect.objectContaining({ storefrontId: 'a', bestRank: 1, listSize: 1 })]);
  });

  it('says that a product has no seller where its page names none', () => {
    expect(harvestOf(aPage('product', { productId: 'a' }, { seller: null })).productSellers).toEqual(new Map([['a', null]]));
  });

  it('takes the best place over all lists, the products once each, and the median price of the commonest currency', () => {
    const price = (amount: string, currency: string) => ({ amount, currency });
    const listings = harvestOf(
      kitchen(1, [anItem({ rank: 1, productId: 'x' }), anItem({ rank: 2, productId: 'a', price: price('10.00', 'EUR') }), anItem({ rank: 3, productId: 'b', price: price('30.00', 'EUR') })]),
      aPage('list', { list: 'garden', category: 'Garden', page: 1 }, { items: [anItem({ rank: 1, productId: 'y' }), anItem({ rank: 2, productId: 'a', price: price('11.00', 'USD') })] }),
    ).listings().map((listing) => ({ ...listing, storefrontId: ['a', 'b'].includes(listing.item.productId!) ? 'ours' : null }));
    expect(standings(listings)).toEqual([{ storefrontId: 'ours', category: 'Kitchen', listSize: 3, bestRank: 2, listedProducts: 2, priceMedian: '20.00', currency: 'EUR' }]);
  });
});
