import { ADVERTISED_FROM, type Listing } from './harvest.js';

export interface ResolvedListing extends Listing { readonly storefrontId: string | null }
/** One storefront in one run: where it stood best, and what it offers. */
export interface StorefrontStanding {
  readonly storefrontId: string;
  /** The list on which it stands best, and how many places that list had. */
  readonly category: string;
  readonly listSize: number;
  readonly bestRank: number;
  readonly listedProducts: number;
  readonly priceMedian: string | null;
  readonly currency: string | null;
}

/** Best place of every storefront over all lists of a run. Advertised places do not count; who only advertises has no standing. */
export function standings(listings: readonly ResolvedListing[]): StorefrontStanding[] {
  const sizes = new Map<string, number>();
  const byStorefront = new Map<string, ResolvedListing[]>();
  for (const listing of listings) {
    if (listing.place >= ADVERTISED_FROM) continue;
    sizes.set(listing.list, (sizes.get(listing.list) ?? 0) + 1);
    if (listing.storefrontId === null) continue;
    const own = byStorefront.get(listing.storefrontId);
    if (own) own.push(listing);
    else byStorefront.set(listing.storefrontId, [listing]);
  }
  return [...byStorefront].map(([storefrontId, own]) => {
    // Of equal places the one on the longer list says more; then by name, so that the answer never depends on chance.
    const best = own.reduce((a, b) => (a.place - b.place || sizes.get(b.list)! - sizes.get(a.list)! || (a.list < b.list ? -1 : 1)) <= 0 ? a : b);
    const products = new Set(own.map(({ item, list, place }) => item.productId ?? item.url ?? `${list} ${place}`));
    return { storefrontId, category: best.category, listSize: sizes.get(best.list)!, bestRank: best.place, listedProducts: products.size, ...medianPrice(own) };
  });
}

/** Median over its products, in the currency that most of them have; amounts in different currencies have no common middle. */
function medianPrice(listings: readonly ResolvedListing[]): { priceMedian: string | null; currency: string | null } {
  const byCurrency = new Map<string, Map<string, number>>();
  for (const { item, list, place } of listings) {
    if (!item.price) continue;
    const prices = byCurrency.get(item.price.currency) ?? new Map<string, number>();
    byCurrency.set(item.price.currency, prices.set(item.productId ?? `${list} ${place}`, Number(item.price.amount)));
  }
  const [most] = [...byCurrency].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1));
  if (!most) return { priceMedian: null, currency: null };
  const prices = [...most[1].values()].sort((a, b) => a - b);
  const middle = prices.length / 2;
  const median = Number.isInteger(middle) ? (prices[middle - 1]! + prices[middle]!) / 2 : prices[Math.floor(middle)]!;
  return Number.isFinite(median) && median < 1e12 ? { priceMedian: median.toFixed(2), currency: most[0] } : { priceMedian: null, currency: null };
}
