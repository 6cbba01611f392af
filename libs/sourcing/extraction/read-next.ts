import type { Extraction, Item, NextLink } from './contract.js';
import type { Compiler } from './compile.js';
import type { Page } from './page.js';
import type { Field, Scope, StateLoader } from './readers.js';
import type { FollowSpec } from './recipe.schema.js';
import { Fields } from './values.js';

const MAX_LINKS = 5_000;

type Read = Pick<Extraction, 'items' | 'product' | 'seller'>;

/** Where the crawl graph leads from a page that was read. */
export function compileNext(specs: FollowSpec[], compiler: Compiler, load: StateLoader, at: string): (page: Page, read: Read) => NextLink[] {
  const ways = specs.map((spec, n) => compileFollow(spec, compiler, load, `${at}.follow[${n}]`));
  return (page, read) => {
    const links = new Map<string, NextLink>();
    for (const way of ways) {
      for (const link of way(page, read)) {
        if (links.size >= MAX_LINKS) return [...links.values()];
        if (link.url !== page.url.href) links.set(`${link.kind} ${link.url}`, links.get(`${link.kind} ${link.url}`) ?? link);
      }
    }
    return [...links.values()];
  };
}

function compileFollow(spec: FollowSpec, compiler: Compiler, load: StateLoader, at: string): (page: Page, read: Read) => NextLink[] {
  const field = spec.url === undefined ? undefined : new Fields('element', compiler, load, at).field(spec.url, 'url');
  const except = new Set(spec.except === undefined ? [] : [spec.except].flat());
  const { kind } = spec;
  const link = (page: Page, fallback: string | null, ids: { productId?: string | null; sellerId?: string | null }): NextLink[] => {
    const about = kind === 'seller' ? ids.sellerId : ids.productId;
    if (about !== null && about !== undefined && except.has(about)) return [];
    const url = field ? firstUrl(field, page, ids) : fallback;
    if (url === null) return [];
    return [{ kind, url, ...(ids.productId ? { productId: ids.productId } : {}), ...(ids.sellerId ? { sellerId: ids.sellerId } : {}) }];
  };
  switch (spec.from) {
    case 'page':
      return (page) => (field ? urls(field, page, {}, spec.every ? MAX_LINKS : 1).map((url) => ({ kind, url })) : []);
    case 'items':
      return (page, { items }) =>
        items.filter((item) => spec.sponsored !== false || !item.sponsored).flatMap((item: Item) => link(page, kind === 'seller' ? (item.seller?.url ?? null) : item.url, { productId: item.productId, sellerId: item.seller?.id ?? null }));
    case 'product':
      return (page, { product, seller }) => (product ? link(page, product.url, { productId: product.productId, sellerId: kind === 'seller' ? (seller?.id ?? null) : null }) : []);
    case 'seller':
      return (page, { product, seller }) => (seller ? link(page, seller.url, { productId: product?.productId ?? null, sellerId: seller.id }) : []);
  }
}

function firstUrl(field: Field, page: Page, ids: { productId?: string | null; sellerId?: string | null }): string | null {
  return urls(field, page, ids, 1)[0] ?? null;
}

function urls(field: Field, page: Page, ids: { productId?: string | null; sellerId?: string | null }, limit: number): string[] {
  const known: Scope['known'] = {};
  if (ids.productId) known['productId'] = ids.productId;
  if (ids.sellerId) known['sellerId'] = ids.sellerId;
  const found: string[] = [];
  field({ page, at: page.root, known }, ({ text }) => {
    const url = page.absolute(text);
    if (url) found.push(url);
    return found.length >= limit;
  });
  return found;
}
