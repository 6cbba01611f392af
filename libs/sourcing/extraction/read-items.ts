import type { Approximate, Item, ItemSeller } from './contract.js';
import type { Compiler } from './compile.js';
import type { El } from './dom.js';
import type { Page } from './page.js';
import { type Scope, type StateLoader } from './readers.js';
import type { ItemSellerSpec, ItemSourceSpec, PageRule } from './recipe.schema.js';
import { Fields } from './values.js';

/** More than any list shows on one page; the rest is dropped with a warning. */
export const MAX_ITEMS = 5_000;

export type ItemsReader = (page: Page) => Item[];

/** Items of a list or offers page from the recipe's sources: the first that yields any, or all merged by product id. */
export function compileItems(rule: PageRule, compiler: Compiler, load: StateLoader, at: string): ItemsReader {
  const sources = (rule.items ?? []).map((spec, n) => compileSource(spec, compiler, load, `${at}.items[${n}]`));
  const onPage = new Fields('element', compiler, load, at);
  const section = onPage.text(rule.section, 'section');
  const firstRank = onPage.rank(rule.firstRank, 'firstRank');
  return (page) => {
    const scope: Scope = { page, at: page.root, known: {} };
    let items: Item[] = [];
    for (const source of sources) {
      const found = source(page);
      items = items.length === 0 ? found : merged(items, found);
      if (rule.combine === 'first' && items.length > 0) break;
    }
    const named = items.some((item) => item.section === null) ? section(scope) : null;
    for (const item of items) item.section ??= named;
    place(items, firstRank(scope) ?? 1);
    if (rule.combine === 'merge') items.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
    return items;
  };
}

/** Fills what the first source left open, and adds the items that only a later one knows. */
function merged(items: Item[], others: Item[]): Item[] {
  const byProduct = new Map(items.filter((item) => item.productId !== null).map((item) => [item.productId, item]));
  const added: Item[] = [];
  for (const other of others) {
    const item = other.productId === null ? undefined : byProduct.get(other.productId);
    if (!item) added.push(other);
    else for (const key of Object.keys(other) as (keyof Item)[]) if (item[key] === null || item[key] === undefined) Object.assign(item, { [key]: other[key] });
  }
  return [...items, ...added];
}

/** Shown places stay. Where a section shows none at all, its items are counted in the order in which they stand. */
function place(items: Item[], first: number): void {
  const ranked = new Set(items.filter((item) => item.rank !== null).map((item) => item.section));
  const next = new Map<string | null, number>();
  for (const item of items) {
    if (ranked.has(item.section)) continue;
    const rank = next.get(item.section) ?? first;
    item.rank = rank;
    next.set(item.section, rank + 1);
  }
}

function compileSource(spec: ItemSourceSpec, compiler: Compiler, load: StateLoader, at: string): (page: Page) => Item[] {
  const json = spec.state !== undefined || (spec.css === undefined && spec.path !== undefined);
  const scopes = json ? jsonScopes(spec, compiler, load, at) : elementScopes(spec, compiler, at);
  const fields = new Fields(json ? 'json' : 'element', compiler, load, `${at}.fields`);
  const read = compileItem(spec, fields);
  const skip = fields.flag(spec.skip, 'skip');
  const keep = spec.keep === undefined ? () => true : fields.flag(spec.keep, 'keep');
  return (page) => {
    const items: Item[] = [];
    const seen = new Set<string>();
    for (const scope of scopes(page)) {
      if (skip(scope) || !keep(scope)) continue;
      const item = read(scope);
      if (item.productId === null && item.title === null && item.seller === null) continue;
      if (spec.unique && item.productId !== null) {
        const place = JSON.stringify([item.section, item.productId]);
        if (seen.has(place)) continue;
        seen.add(place);
      }
      if (items.length >= MAX_ITEMS) {
        page.warnings.add(`The page lists more than ${MAX_ITEMS} items; the rest was left out.`);
        break;
      }
      items.push(item);
    }
    return items;
  };
}

function elementScopes(spec: ItemSourceSpec, compiler: Compiler, at: string): (page: Page) => Iterable<Scope> {
  const selector = compiler.selector(spec.css ?? 'body', `${at}.css`);
  return (page) => page.find(selector, page.root, MAX_ITEMS * 2).map((element: El) => ({ page, at: element, known: {} }));
}

function jsonScopes(spec: ItemSourceSpec, compiler: Compiler, load: StateLoader, at: string): (page: Page) => Iterable<Scope> {
  const name = compiler.state(spec.state ?? '', `${at}.state`);
  const path = compiler.path(spec.path ?? '[*]', `${at}.path`);
  return (page) => {
    const root = load(page, name);
    return root === undefined ? [] : path.select(root).map((value) => ({ page, at: { json: value }, known: {}, root }));
  };
}

function compileItem(spec: ItemSourceSpec, fields: Fields): (scope: Scope) => Item {
  const f = spec.fields;
  const productId = fields.text(f.productId, 'productId');
  const title = fields.text(f.title, 'title');
  const seller = compileItemSeller(f.seller, fields);
  const rank = fields.rank(f.rank, 'rank');
  const section = fields.text(f.section, 'section');
  const url = fields.url(f.url, 'url');
  const image = fields.url(f.image, 'image');
  const price = fields.price(f.price, 'price');
  const rating = fields.rating(f.rating, 'rating');
  const reviewCount = fields.count(f.reviewCount, 'reviewCount');
  const sponsored = fields.flag(f.sponsored, 'sponsored');
  const extra = fields.extra(f.extra);
  return (scope) => {
    const approx: Approximate = {};
    const id = productId(scope);
    if (id !== null) scope.known['productId'] = id;
    const item: Item = {
      rank: rank(scope),
      section: section(scope),
      productId: id,
      title: title(scope),
      url: url(scope),
      image: image(scope),
      price: price(scope),
      rating: rating(scope),
      reviewCount: reviewCount(scope, approx),
      sponsored: sponsored(scope),
      seller: seller(scope),
    };
    if (Object.keys(approx).length > 0) item.approx = approx;
    const more = extra(scope);
    if (more) item.extra = more;
    return item;
  };
}

function compileItemSeller(spec: ItemSellerSpec | undefined, fields: Fields): (scope: Scope) => ItemSeller | null {
  if (!spec) return () => null;
  const id = fields.text(spec.id, 'seller.id');
  const name = fields.text(spec.name, 'seller.name');
  const url = fields.url(spec.url, 'seller.url');
  const positivePercent = fields.percent(spec.positivePercent, 'seller.positivePercent');
  const ratingCount = fields.count(spec.ratingCount, 'ratingCount');
  return (scope) => {
    const seller: ItemSeller = { id: id(scope), name: name(scope), url: null, positivePercent: null, ratingCount: null };
    if (seller.id === null && seller.name === null) return null;
    if (seller.id !== null) scope.known['sellerId'] = seller.id;
    if (seller.name !== null) scope.known['sellerName'] = seller.name;
    const approx: Approximate = {};
    seller.url = url(scope);
    seller.positivePercent = positivePercent(scope);
    seller.ratingCount = ratingCount(scope, approx);
    if (Object.keys(approx).length > 0) seller.approx = approx;
    return seller;
  };
}
