import type { Approximate, ProductFacts, RatingWindow, SellerFacts } from './contract.js';
import { RATING_WINDOWS } from './contract.js';
import type { Compiler } from './compile.js';
import { compileWhen } from './conditions.js';
import { countryAtEnd } from './countries.js';
import { readCount } from './counts.js';
import { textOf, tidy } from './dom.js';
import type { Page } from './page.js';
import type { Scope, StateLoader } from './readers.js';
import type { ProductSpec, SellerSpec } from './recipe.schema.js';
import { Fields } from './values.js';

/** More places in more categories than any product holds. */
const MAX_RANKS = 20;

export function compileProduct(spec: ProductSpec | undefined, compiler: Compiler, load: StateLoader, at: string): (page: Page) => ProductFacts | null {
  if (!spec) return () => null;
  const fields = new Fields('element', compiler, load, `${at}.product`);
  const productId = fields.text(spec.productId, 'productId');
  const title = fields.text(spec.title, 'title');
  const url = fields.url(spec.url, 'url');
  const price = fields.price(spec.price, 'price');
  const rating = fields.rating(spec.rating, 'rating');
  const reviewCount = fields.count(spec.reviewCount, 'reviewCount');
  const ranks = compileRanks(spec.ranks, compiler, `${at}.product.ranks`);
  const extra = fields.extra(spec.extra);
  return (page) => {
    const scope: Scope = { page, at: page.root, known: {} };
    const approx: Approximate = {};
    const id = productId(scope);
    if (id !== null) scope.known['productId'] = id;
    const named = title(scope);
    if (id === null && named === null) return null;
    const facts: ProductFacts = {
      productId: id, title: named, url: url(scope), price: price(scope), rating: rating(scope), reviewCount: reviewCount(scope, approx), ranks: ranks(page),
    };
    if (Object.keys(approx).length > 0) facts.approx = approx;
    const more = extra(scope);
    if (more) facts.extra = more;
    return facts;
  };
}

function compileRanks(spec: ProductSpec['ranks'], compiler: Compiler, at: string): (page: Page) => ProductFacts['ranks'] {
  const ways = (spec ?? []).map((one, n) => ({
    selector: compiler.selector(one.css, `${at}[${n}].css`),
    without: one.without === undefined ? undefined : compiler.selector(one.without, `${at}[${n}].without`),
    pattern: compiler.pattern(one.match, `${at}[${n}].match`),
  }));
  return (page) => {
    for (const { selector, without, pattern } of ways) {
      const ranks: ProductFacts['ranks'] = [];
      for (const element of page.find(selector, page.root, MAX_RANKS * 2)) {
        for (const found of pattern.findAll(textOf(element, without && ((one) => without.matches(one))), MAX_RANKS)) {
          const rank = readCount(found.named['rank'] ?? '');
          const category = tidy(found.named['category'] ?? '');
          if (rank && rank.value > 0 && ranks.length < MAX_RANKS && !ranks.some((one) => one.rank === rank.value && one.category === category)) ranks.push({ rank: rank.value, category: category === '' ? null : category });
        }
      }
      if (ranks.length > 0) return ranks;
    }
    return [];
  };
}

export function compileSeller(spec: SellerSpec | undefined, compiler: Compiler, load: StateLoader, at: string): (page: Page) => SellerFacts | null {
  if (!spec) return () => null;
  const fields = new Fields('element', compiler, load, `${at}.seller`);
  const unless = spec.unless === undefined ? undefined : compileWhen(spec.unless, compiler, `${at}.seller.unless`);
  const read = {
    id: fields.text(spec.id, 'id'), name: fields.text(spec.name, 'name'), url: fields.url(spec.url, 'url'), rating: fields.rating(spec.rating, 'rating'),
    positivePercent: fields.percent(spec.positivePercent, 'positivePercent'), ratingCount: fields.count(spec.ratingCount, 'ratingCount'),
    businessName: fields.text(spec.businessName, 'businessName'), address: fields.text(spec.address, 'address'), country: fields.country(spec.country, 'country'),
    email: fields.email(spec.email, 'email'), phone: fields.text(spec.phone, 'phone'), vat: fields.text(spec.vat, 'vat'), registration: fields.text(spec.registration, 'registration'),
  };
  const windows = compileWindows(spec.windows, fields);
  const extra = fields.extra(spec.extra);
  return (page) => {
    if (unless?.holds(page)) return null;
    const scope: Scope = { page, at: page.root, known: {} };
    const approx: Approximate = {};
    const id = read.id(scope);
    if (id !== null) scope.known['sellerId'] = id;
    const name = read.name(scope);
    if (name !== null) scope.known['sellerName'] = name;
    const businessName = read.businessName(scope);
    if (id === null && name === null && businessName === null) return null;
    const shown = windows(scope);
    const longest = shown.findLast((one) => one.positivePercent !== null || one.ratingCount !== null);
    const address = read.address(scope);
    const facts: SellerFacts = {
      id, name, url: read.url(scope), rating: read.rating(scope),
      positivePercent: read.positivePercent(scope) ?? longest?.positivePercent ?? null,
      ratingCount: read.ratingCount(scope, approx) ?? longest?.ratingCount ?? null,
      businessName, address, country: read.country(scope) ?? (address === null ? null : countryAtEnd(address)),
      email: read.email(scope), phone: read.phone(scope), vat: read.vat(scope), registration: read.registration(scope), windows: shown,
    };
    if (Object.keys(approx).length > 0) facts.approx = approx;
    const more = extra(scope);
    if (more) facts.extra = more;
    return facts;
  };
}

/** Windows that say something, the shortest first. */
function compileWindows(spec: SellerSpec['windows'], fields: Fields): (scope: Scope) => RatingWindow[] {
  const ways = (spec ?? [])
    .map((one, n) => ({ window: one.window, percent: fields.percent(one.positivePercent, `windows[${n}].positivePercent`), count: fields.count(one.ratingCount, 'ratingCount') }))
    .sort((a, b) => RATING_WINDOWS.indexOf(a.window) - RATING_WINDOWS.indexOf(b.window));
  return (scope) =>
    ways
      .map(({ window, percent, count }) => ({ window, positivePercent: percent(scope), ratingCount: count(scope, {}) }))
      .filter((one) => one.positivePercent !== null || one.ratingCount !== null);
}
