import type { Compiler } from '../extraction/compile.js';
import type { Money } from '../extraction/contract.js';
import { tidy } from '../extraction/dom.js';
import type { Scope, StateLoader } from '../extraction/readers.js';
import type { FieldSpec, PriceFieldSpec } from '../extraction/recipe.schema.js';
import { Fields } from '../extraction/values.js';

/** What a field means, which decides how a text becomes its value. `link` is a `url` whose query may differ: many shops put a new one into every page. */
export type FieldKind = 'text' | 'address' | 'url' | 'link' | 'price' | 'rating' | 'count' | 'percent' | 'rank' | 'country' | 'email';

export const ITEM_FIELDS: Record<string, FieldKind> = {
  productId: 'text', title: 'text', rank: 'rank', section: 'text', url: 'url', image: 'url', price: 'price', rating: 'rating', reviewCount: 'count',
  'seller.id': 'text', 'seller.name': 'text', 'seller.url': 'url', 'seller.positivePercent': 'percent', 'seller.ratingCount': 'count',
};
export const PRODUCT_FIELDS: Record<string, FieldKind> = { productId: 'text', title: 'text', url: 'url', price: 'price', rating: 'rating', reviewCount: 'count' };
export const SELLER_FIELDS: Record<string, FieldKind> = {
  id: 'text', name: 'text', url: 'url', rating: 'rating', positivePercent: 'percent', ratingCount: 'count', businessName: 'text', address: 'address', country: 'country',
  email: 'email', phone: 'text', vat: 'text', registration: 'text',
};

export type AnySpec = FieldSpec | PriceFieldSpec;
/** Reads a field as a comparable text; null where nothing is read. */
export type ReadAs = (scope: Scope) => string | null;

/** The engine's own reading of a field, so that a proposal is judged by what it will really yield. Throws RecipeInvalid for a reader that cannot be used. */
export function readAs(kind: FieldKind, spec: AnySpec, compiler: Compiler, load: StateLoader): ReadAs {
  const fields = new Fields('element', compiler, load, 'repair');
  const plain = spec as FieldSpec;
  const read: (scope: Scope) => unknown =
    kind === 'price' ? fields.price(spec, 'price')
    : kind === 'url' || kind === 'link' ? fields.url(plain, 'url')
    : kind === 'rating' ? fields.rating(plain, 'rating')
    : kind === 'percent' ? fields.percent(plain, 'percent')
    : kind === 'rank' ? fields.rank(plain, 'rank')
    : kind === 'country' ? fields.country(plain, 'country')
    : kind === 'email' ? fields.email(plain, 'email')
    : kind === 'count' ? ((count) => (scope: Scope) => count(scope, {}))(fields.count(plain, 'count'))
    : fields.text(plain, 'text');
  return (scope) => comparable(kind, read(scope));
}

/** A value of an extraction in the form in which values are compared: addresses without marks, links with their query where it matters, prices with their currency. */
export function comparable(kind: FieldKind, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case 'price': {
      const { amount, currency } = value as Money;
      return `${Number(amount)} ${currency}`;
    }
    case 'url':
    case 'link': {
      const address = URL.canParse(String(value)) ? new URL(String(value)) : null;
      return address && `${address.origin}${address.pathname}${kind === 'link' && pathTells(address) ? '' : address.search}`;
    }
    case 'address':
      return tidy(String(value).normalize('NFKC').replace(/[,;·|]/g, ' ')).toLowerCase();
    default:
      return tidy(String(value).normalize('NFKC'));
  }
}

/** Whether an address says by its path alone what it leads to; "/item?id=7" does not. */
function pathTells(address: URL): boolean {
  return /\d|[^/]{12,}/.test(address.pathname);
}

/** A value by its dotted path, e.g. `seller.name` or `windows[1].ratingCount`. */
export function valueAt(thing: unknown, path: string): unknown {
  return path.split(/\.|\[|\]\.?/).filter((part) => part !== '').reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined), thing);
}
