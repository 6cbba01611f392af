import type { Item, SellerFacts } from './extraction/index.js';
import type { PageContext, PageResult } from './run-states.js';
import type { StorefrontProfile } from './storefront.entity.js';

/** Places from here on are advertisements that a ranked list shows between its places; they hold none of their own. */
export const ADVERTISED_FROM = 1_000_000;

export interface HarvestedPage { readonly url: string; readonly kind: string; readonly context: PageContext; readonly result: PageResult }
export interface Listing {
  readonly list: string;
  readonly category: string;
  readonly place: number;
  readonly item: Item;
  /** Named by the list itself. */
  readonly sellerId: string | null;
}
export interface SellerSeen {
  readonly id: string;
  readonly name: string | null;
  readonly url: string | null;
  /** Only when its own page was read. */
  readonly profile: StorefrontProfile | null;
  /** What a list says of the seller beside a product. */
  readonly positivePercent: number | null;
  readonly ratingCount: number | null;
}

interface ListPage { readonly page: number; readonly url: string; readonly items: readonly Item[] }

/**
 * What the pages of one run say together. Depends on what the pages say and not on the order in which they were fetched, so
 * that an interrupted run gives the same answer as one in one piece.
 */
export class Harvest {
  private readonly lists = new Map<string, { category: string; pages: ListPage[] }>();
  private told: Listing[] | undefined;
  private readonly sellersById = new Map<string, SellerSeen>();
  /** product id → seller id, null where the product's page names none. */
  readonly productSellers = new Map<string, string | null>();

  add({ url, context, result }: HarvestedPage): void {
    this.told = undefined;
    switch (result.pageKind) {
      case 'list': this.addList(url, context, result); break;
      case 'offers': for (const item of result.items) this.meetItemSeller(item); break;
      case 'product': this.addProduct(context, result); break;
      case 'seller': if (result.seller) this.addSeller(url, context, result.seller); break;
      default:
    }
  }

  sellers(): SellerSeen[] {
    return [...this.sellersById.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** One row a place of a list; a place that two pages show is the earlier page's. */
  listings(): readonly Listing[] {
    return (this.told ??= this.places());
  }

  private places(): Listing[] {
    const rows: Listing[] = [];
    for (const [list, { category, pages }] of [...this.lists].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const sections = new Set(pages.flatMap(({ items }) => items.map((item) => item.section)));
      const highest = new Map<string, number>();
      const taken = new Set<string>();
      let advertised = ADVERTISED_FROM;
      for (const { page, items } of pages.sort((a, b) => a.page - b.page || (a.url < b.url ? -1 : 1))) {
        // A list that shows no places counts each page from 1; its second page goes on where the first one ended.
        const shift = new Map<string, number>();
        for (const item of items) {
          const name = sections.size > 1 && item.section ? `${list} / ${item.section}` : list;
          if (!shift.has(name)) shift.set(name, page > 1 && item.rank === 1 ? highest.get(name) ?? 0 : 0);
          const place = item.rank === null ? advertised++ : item.rank + shift.get(name)!;
          if (item.rank !== null) highest.set(name, Math.max(highest.get(name) ?? 0, place));
          if (taken.has(`${name}\0${place}`)) continue;
          taken.add(`${name}\0${place}`);
          rows.push({ list: name, category, place, item, sellerId: sellerKey(item.seller) });
        }
      }
    }
    return rows;
  }

  private addList(url: string, context: PageContext, result: PageResult): void {
    const name = context.list ?? url;
    const list = this.lists.get(name) ?? { category: context.category ?? name, pages: [] };
    list.pages.push({ page: context.page ?? 1, url, items: result.items });
    this.lists.set(name, list);
    for (const item of result.items) this.meetItemSeller(item);
  }

  private addProduct(context: PageContext, { product, seller, next }: PageResult): void {
    const productId = context.productId ?? product?.productId;
    const link = next.find((one) => one.sellerId !== undefined);
    const sellerId = sellerKey(seller) ?? link?.sellerId ?? null;
    if (productId) this.productSellers.set(productId, smaller(this.productSellers.get(productId) ?? null, sellerId));
    if (sellerId) this.meet({ id: sellerId, name: seller?.name ?? null, url: seller?.url ?? link?.url ?? null, profile: null, positivePercent: null, ratingCount: null });
  }

  private addSeller(url: string, context: PageContext, seller: SellerFacts): void {
    const id = context.sellerId ?? sellerKey(seller);
    if (id) this.meet({ id, name: seller.name, url: seller.url ?? web(url), profile: profileOf(seller, url), positivePercent: null, ratingCount: null });
  }

  private meetItemSeller({ seller }: Item): void {
    const id = sellerKey(seller);
    if (id && seller) this.meet({ id, name: seller.name, url: seller.url, profile: null, positivePercent: seller.positivePercent, ratingCount: seller.ratingCount });
  }

  /** A seller's own page outweighs what others say; of two that weigh the same, the one that is first in the alphabet, whichever came first. */
  private meet(seen: SellerSeen): void {
    const known = this.sellersById.get(seen.id);
    if (!known) return void this.sellersById.set(seen.id, seen);
    const own = known.profile && seen.profile ? (known.profile.sourceUrl! <= seen.profile.sourceUrl! ? known : seen) : known.profile ? known : seen.profile ? seen : null;
    this.sellersById.set(seen.id, {
      id: seen.id,
      name: own?.name ?? smaller(known.name, seen.name),
      url: own?.url ?? smaller(known.url, seen.url),
      profile: own?.profile ?? null,
      positivePercent: larger(known.positivePercent, seen.positivePercent),
      ratingCount: larger(known.ratingCount, seen.ratingCount),
    });
  }
}

/** The marketplace's id; where it shows none, the name, which is then the only thing that tells its sellers apart. */
function sellerKey(seller: { id: string | null; name: string | null } | null): string | null {
  if (!seller) return null;
  return seller.id ?? (seller.name ? `name:${seller.name.normalize('NFKC').trim().toLowerCase()}` : null);
}

function profileOf(seller: SellerFacts, sourceUrl: string): StorefrontProfile {
  const { businessName, address, country, email, phone, vat, registration, rating, positivePercent, ratingCount } = seller;
  const shown = { businessName, address, country, email, phone, vat, registration, rating, positivePercent, ratingCount, url: seller.url ?? web(sourceUrl), sourceUrl };
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== null)) as StorefrontProfile;
}

/** A seller of a list that people brought has no page: where the list comes from is told in words. */
const web = (url: string): string | null => (/^https?:/.test(url) ? url : null);
const smaller = (a: string | null, b: string | null): string | null => (a === null ? b : b === null ? a : a < b ? a : b);
const larger = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));
