import type { Approximate, Money } from './contract.js';
import type { Compiler } from './compile.js';
import { countryOf } from './countries.js';
import { type Count, readCount, readPercent, readRating } from './counts.js';
import { moneyOf, readMoney } from './money.js';
import { type Field, type Raw, type Scope, type ScopeKind, type StateLoader, compileField } from './readers.js';
import type { FieldSpec, PriceFieldSpec } from './recipe.schema.js';

/** Reads one value of a thing; null where the page does not show it. */
export type Read<T> = (scope: Scope) => T | null;

const MAX_NAME = 2_000;
/** What embedded state writes for "no". */
const NO = new Set(['false', '0', 'no', 'null', 'undefined', 'none']);

/** Compiles the fields of one kind of thing; every method takes an optional spec and gives a reader that always answers. */
export class Fields {
  constructor(
    private readonly kind: ScopeKind,
    private readonly compiler: Compiler,
    private readonly load: StateLoader,
    private readonly at: string,
  ) {}

  field(spec: FieldSpec, name: string): Field {
    return compileField(spec, this.kind, this.compiler, this.load, `${this.at}.${name}`);
  }

  text(spec: FieldSpec | undefined, name: string): Read<string> {
    return this.first(spec, name, ({ text }) => text.slice(0, MAX_NAME));
  }

  rating(spec: FieldSpec | undefined, name: string): Read<number> {
    return this.first(spec, name, ({ text, outOf }) => readRating(text, outOf));
  }

  percent(spec: FieldSpec | undefined, name: string): Read<number> {
    return this.first(spec, name, ({ text }) => readPercent(text));
  }

  rank(spec: FieldSpec | undefined, name: string): Read<number> {
    return this.first(spec, name, ({ text }) => {
      const count = readCount(text);
      return count && count.value > 0 ? count.value : null;
    });
  }

  country(spec: FieldSpec | undefined, name: string): Read<string> {
    return this.first(spec, name, ({ text }) => countryOf(text));
  }

  email(spec: FieldSpec | undefined, name: string): Read<string> {
    return this.first(spec, name, ({ text }) => {
      const address = text.replace(/^mailto:/i, '').split('?')[0]?.trim() ?? '';
      return /^[^\s@<>()",;:]{1,64}@[^\s@<>()",;:]{1,250}\.[^\s@<>()",;:.]{2,24}$/.test(address) ? address : null;
    });
  }

  url(spec: FieldSpec | undefined, name: string): Read<string> {
    if (spec === undefined) return () => null;
    return first(this.field(spec, name), ({ text }, scope) => scope.page.absolute(text));
  }

  /** A whole number; where the page rounds, its own words go to `approx` under the field's name. */
  count(spec: FieldSpec | undefined, name: string): (scope: Scope, approx: Approximate) => number | null {
    if (spec === undefined) return () => null;
    const field = this.field(spec, name);
    return (scope, approx) => {
      let count: Count | null = null;
      field(scope, ({ text }) => (count = readCount(text)) !== null);
      const read = count as Count | null;
      if (read?.approximate) approx[name] = read.text;
      return read?.value ?? null;
    };
  }

  /** True where any reader finds something. An element needs no text to be found. */
  flag(spec: FieldSpec | undefined, name: string): (scope: Scope) => boolean {
    if (spec === undefined) return () => false;
    const ways = [spec].flat().map((one, n) => {
      const bare = this.kind === 'element' && typeof one === 'string' ? one : typeof one === 'object' && one.css && !one.attr && !one.match && !one.path && !one.labelled && !one.closest ? one.css : undefined;
      if (bare !== undefined) {
        const selector = this.compiler.selector(bare, `${this.at}.${name}`);
        const onPage = typeof one === 'object' && one.in === 'page';
        return (scope: Scope) => scope.page.first(selector, onPage || 'json' in scope.at ? scope.page.root : scope.at) !== undefined;
      }
      const field = this.field(one, `${name}[${n}]`);
      return (scope: Scope) => field(scope, ({ text }) => !NO.has(text.toLowerCase()));
    });
    return (scope) => ways.some((way) => way(scope));
  }

  price(spec: PriceFieldSpec | undefined, name: string): Read<Money> {
    if (spec === undefined) return () => null;
    const ways = [spec].flat().map((one, n) => this.onePrice(one, `${name}[${n}]`));
    return (scope) => {
      for (const way of ways) {
        const money = way(scope);
        if (money) return money;
      }
      return null;
    };
  }

  extra(spec: Record<string, FieldSpec> | undefined): (scope: Scope) => Record<string, string> | undefined {
    const readers = Object.entries(spec ?? {}).map(([name, one]) => [name, this.text(one, `extra.${name}`)] as const);
    if (readers.length === 0) return () => undefined;
    return (scope) => {
      const found = readers.map(([name, read]) => [name, read(scope)] as const).filter((entry): entry is [string, string] => entry[1] !== null);
      return found.length > 0 ? Object.fromEntries(found) : undefined;
    };
  }

  private first<T>(spec: FieldSpec | undefined, name: string, convert: (raw: Raw) => T | null): Read<T> {
    return spec === undefined ? () => null : first(this.field(spec, name), convert);
  }

  private onePrice(spec: Exclude<PriceFieldSpec, readonly unknown[]>, name: string): Read<Money> {
    if (typeof spec === 'object' && 'amount' in spec) {
      const amount = this.text(spec.amount, `${name}.amount`);
      const currency = this.text(spec.currency, `${name}.currency`);
      return (scope) => {
        const [number, code] = [amount(scope), currency(scope)];
        return number !== null && code !== null ? moneyOf(number, code, scope.page.symbols) : null;
      };
    }
    const field = this.field(spec as FieldSpec, name);
    return (scope) => {
      let unread = false;
      let money: Money | null = null;
      field(scope, ({ text, decimal }) => {
        money = readMoney(text, scope.page.symbols, decimal);
        if (!money) unread ||= /\d/.test(text);
        return money !== null;
      });
      if (unread && !money) scope.page.warnings.add('A price stands without a currency that can be told; it was left out.');
      return money;
    };
  }
}

/** The first candidate that can be read as what is wanted. */
function first<T>(field: Field, convert: (raw: Raw, scope: Scope) => T | null): Read<T> {
  return (scope) => {
    let value: T | null = null;
    field(scope, (raw) => (value = convert(raw, scope)) !== null);
    return value;
  };
}
