import { hostPattern, pathPattern } from './address-pattern.js';
import type { Compiler } from './compile.js';
import type { Page } from './page.js';
import type { WhenSpec } from './recipe.schema.js';

/** A compiled condition. `address` alone decides what can be decided before a page is fetched. */
export interface Condition {
  address: (url: URL) => boolean;
  holds: (page: Page) => boolean;
}

type One = Exclude<WhenSpec, readonly unknown[]>;

export function compileWhen(spec: WhenSpec, compiler: Compiler, at: string): Condition {
  const ways = [spec].flat().map((one, n) => compileOne(one, compiler, Array.isArray(spec) ? `${at}[${n}]` : at));
  return {
    address: (url) => ways.some((way) => way.address(url)),
    holds: (page) => ways.some((way) => way.address(page.url) && way.holds(page)),
  };
}

function compileOne(spec: One, compiler: Compiler, at: string): Condition {
  const list = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat());
  const hosts = list(spec.host).map(hostPattern);
  const paths = list(spec.path).map(pathPattern);
  const query = Object.entries(spec.query ?? {});
  const css = list(spec.css).map((one) => compiler.selector(one, `${at}.css`));
  const without = list(spec.without).map((one) => compiler.selector(one, `${at}.without`));
  const titles = list(spec.title).map((one) => one.toLowerCase());
  const contains = list(spec.contains);
  return {
    address: (url) =>
      (hosts.length === 0 || hosts.some((fits) => fits(url.hostname))) &&
      (paths.length === 0 || paths.some((fits) => fits(url.pathname))) &&
      query.every(([key, value]) => (value === '*' ? url.searchParams.has(key) : url.searchParams.get(key) === value)),
    holds: (page) =>
      (spec.smallerThan === undefined || page.html.length < spec.smallerThan) &&
      (contains.length === 0 || contains.some((text) => page.html.includes(text))) &&
      (titles.length === 0 || titles.some((text) => page.title.toLowerCase().includes(text))) &&
      (css.length === 0 || css.some((selector) => page.has(selector))) &&
      !without.some((selector) => page.has(selector)),
  };
}
