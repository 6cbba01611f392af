import type { Harvest } from '../harvest.js';
import type { PageResult } from '../run-states.js';
import type { RunProfile } from './gate.js';

/** A page of a run as its profile sees it. `unread`: it arrived, and the recipe could make nothing of it. */
export interface ProfiledPage { readonly kind: string; readonly result: PageResult | null; readonly unread: boolean }

export const LIST_FIELDS = ['productId', 'title', 'url', 'price', 'rating', 'reviewCount', 'seller'] as const;
export const PRODUCT_FIELDS = ['productId', 'title', 'price', 'rating', 'reviewCount'] as const;
export const SELLER_FIELDS = ['name', 'rating', 'positivePercent', 'ratingCount', 'businessName', 'address', 'country', 'email', 'phone', 'vat', 'registration'] as const;

/** Of these, what people wrote. */
const WRITTEN: ReadonlySet<string> = new Set(['list.title', 'list.seller', 'product.title', 'seller.name', 'seller.businessName', 'seller.address']);

/** Bins that do not move, so that runs can be compared after months: quarter powers of ten of amounts, half stars, half powers of ten of counts. */
export const binOf = {
  price: (amount: number): string => (amount <= 0 ? 'none' : String(Math.floor(Math.log10(amount) * 4))),
  rating: (stars: number): string => String(Math.round(stars * 2)),
  reviewCount: (count: number): string => (count <= 0 ? 'none' : String(Math.floor(Math.log10(count) * 2))),
};

/** Measures a run while its pages go by. Depends on what the pages say, never on their order. */
export class Profiler {
  private readonly coverage = new Map<string, [number, number]>();
  private readonly spread = new Map<string, Map<string, number>>();
  private garbled: [number, number] = [0, 0];
  private invalid = 0;
  private items = 0;
  private arrived = 0;
  private unread = 0;

  add({ kind, result, unread }: ProfiledPage): void {
    if (!result && !unread) return;
    this.arrived++;
    if (unread || !result) {
      this.unread++;
      // Fields of a page that could not be read are fields that are missing.
      if (kind === 'seller') for (const field of SELLER_FIELDS) this.saw(`seller.${field}`, null);
      if (kind === 'product') this.product(null, null);
      return;
    }
    if (result.pageKind === 'list') for (const item of result.items) this.item(item);
    if (result.pageKind === 'product' || kind === 'product') this.product(result.product, result.seller ?? result.next.find((link) => link.sellerId) ?? null);
    if (kind === 'seller') for (const field of SELLER_FIELDS) this.saw(`seller.${field}`, result.seller?.[field] ?? null);
  }

  done(harvest: Pick<Harvest, 'listings'>, entries: readonly string[]): RunProfile {
    const listings = harvest.listings();
    const lists: Record<string, number> = {};
    const sizes = new Map<string, number>();
    for (const { list } of listings) sizes.set(list, (sizes.get(list) ?? 0) + 1);
    for (const entry of entries) lists[entry] = [...sizes].reduce((sum, [list, size]) => sum + (list === entry || list.startsWith(`${entry} / `) ? size : 0), 0);
    return {
      items: listings.length, lists, coverage: Object.fromEntries(this.coverage), invalid: [this.invalid, this.items], unread: [this.unread, this.arrived], garbled: this.garbled,
      spread: Object.fromEntries([...this.spread].map(([field, bins]) => [field, Object.fromEntries(bins)])),
    };
  }

  private item(item: PageResult['items'][number]): void {
    this.items++;
    for (const field of LIST_FIELDS) this.saw(`list.${field}`, item[field]);
    const amount = item.price === null ? null : Number(item.price.amount);
    const impossible = (item.productId === null && item.url === null && item.title === null)
      || (amount !== null && !(amount >= 0 && amount < 1e12)) || (item.price !== null && !/^[A-Z]{3}$/.test(item.price.currency))
      || (item.rating !== null && !(item.rating >= 0 && item.rating <= 5)) || (item.reviewCount !== null && !(item.reviewCount >= 0));
    if (impossible) this.invalid++;
    if (amount !== null) this.fell('price', binOf.price(amount));
    if (item.rating !== null) this.fell('rating', binOf.rating(item.rating));
    if (item.reviewCount !== null) this.fell('reviewCount', binOf.reviewCount(item.reviewCount));
  }

  private product(product: PageResult['product'], seller: unknown): void {
    for (const field of PRODUCT_FIELDS) this.saw(`product.${field}`, product?.[field] ?? null);
    this.saw('product.seller', seller);
  }

  private saw(field: string, value: unknown): void {
    const [seen, of] = this.coverage.get(field) ?? [0, 0];
    this.coverage.set(field, [seen + (value === null || value === undefined ? 0 : 1), of + 1]);
    if (WRITTEN.has(field)) this.wrote(field === 'list.seller' ? (value as PageResult['items'][number]['seller'])?.name : value);
  }

  private wrote(text: unknown): void {
    if (typeof text !== 'string') return;
    this.garbled[1]++;
    if (text.includes('\ufffd')) this.garbled[0]++;
  }

  private fell(field: string, bin: string): void {
    const bins = this.spread.get(field) ?? new Map<string, number>();
    this.spread.set(field, bins.set(bin, (bins.get(bin) ?? 0) + 1));
  }
}
