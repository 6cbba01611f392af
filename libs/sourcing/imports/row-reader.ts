import { readCount, readPercent, readRating } from '../extraction/counts.js';
import { countryOf } from '../extraction/countries.js';
import { currencyOf, moneyOf, readMoney } from '../extraction/money.js';
import { numbersIn, westernDigits } from '../extraction/numbers.js';
import type { Money } from '../extraction/index.js';
import type { FieldName } from './fields.js';
import type { Mapping } from './mapping.js';

export const FAULT_CODES = [
  'too-many-cells', 'cell-too-long', 'unreadable-characters', 'key-missing', 'name-missing', 'email-invalid', 'country-unknown', 'address-of-page-invalid', 'number-unreadable', 'rating-out-of-range',
  'amount-unreadable', 'currency-missing', 'currency-unknown', 'seller-contradicts-itself', 'place-said-twice', 'rank-held-twice', 'key-of-several', 'key-of-another',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];
/** Why a row cannot be taken in. `column` is the file's own name for the cell, null where the row as a whole is meant. */
export interface Fault { readonly code: FaultCode; readonly column: string | null; readonly text: string }

/** What a row says of a seller; what it leaves empty it says nothing about. */
export interface SellerSaid {
  name?: string; url?: string; businessName?: string; address?: string; country?: string; email?: string; phone?: string; vat?: string; registration?: string;
  rating?: number; positivePercent?: number; ratingCount?: number;
}
/** What a row says of a place on a list. */
export interface PlaceSaid { category?: string; rank?: number; productId?: string; title?: string; url?: string; price?: Money; rating?: number; reviewCount?: number }
export interface RowFacts {
  /** The chosen key in the form in which keys are compared. */
  readonly key: string;
  readonly sellerId: string | null;
  readonly seller: SellerSaid;
  readonly place: PlaceSaid;
}

const LONGEST = { key: 200, name: 300, text: 2_000, url: 2_000, email: 320, phone: 60 } as const;
/** Signs that say only that an amount is money; several countries use each. */
const SHARED_SIGNS = /^(?:[$¥￥₨]|kr\.?|Kr|Rs\.?)$/u;

/**
 * What one row says under a mapping. Pure. Any fault keeps the row out: half a row would look whole later.
 * @param cells in the order of `columns`; ones that are missing at the end are empty.
 */
export function readRow(cells: readonly string[], columns: readonly string[], mapping: Mapping): { facts: RowFacts | null; faults: Fault[] } {
  const faults: Fault[] = [];
  const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== '');
  if (extra.length > 0) faults.push({ code: 'too-many-cells', column: null, text: `The row has ${cells.length} cells and the header ${columns.length}. Is a separator or a quote missing or one too many?` });
  const row = new Row(cells, columns, mapping, faults);
  const seller = row.seller();
  if (seller.name === undefined && seller.businessName !== undefined) seller.name = seller.businessName;
  const place = row.place();
  const sellerId = row.text('sellerId', LONGEST.key);
  const key = keyOf(mapping.key, mapping.key === 'sellerId' ? sellerId : seller[mapping.key]);
  if (key === null && !faults.some(({ column }) => column === mapping.columns[mapping.key])) faults.push({ code: 'key-missing', column: mapping.columns[mapping.key] ?? null, text: 'Sellers are told apart by this column, and the cell is empty.' });
  if (seller.name === undefined && !faults.some(({ column }) => column !== null && (column === mapping.columns.name || column === mapping.columns.businessName))) faults.push({ code: 'name-missing', column: mapping.columns.name ?? mapping.columns.businessName ?? null, text: 'The seller has no name.' });
  return faults.length > 0 || key === null ? { facts: null, faults } : { facts: { key, sellerId: sellerId ?? null, seller, place }, faults };
}

/** The form in which two keys are compared; null where there is none. The database makes the same of what it holds, see `KEY_OF_STOREFRONT`. */
export function keyOf(kind: Mapping['key'], value: string | undefined): string | null {
  if (value === undefined) return null;
  const folded = {
    sellerId: () => value,
    vat: () => value.toLowerCase().replace(/[^a-z0-9]/g, ''),
    registration: () => value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
    email: () => value.toLowerCase(),
    url: () => value.toLowerCase().replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/+$/, ''),
    name: () => value.normalize('NFKC').trim().toLowerCase(),
  }[kind]();
  return folded === '' ? null : folded.slice(0, LONGEST.key);
}

class Row {
  constructor(private readonly cells: readonly string[], private readonly columns: readonly string[], private readonly mapping: Mapping, private readonly faults: Fault[]) {}

  seller(): SellerSaid {
    return given({
      name: this.text('name', LONGEST.name), url: this.url('url'), businessName: this.text('businessName', LONGEST.name), address: this.text('address', LONGEST.text), country: this.country(), email: this.email(),
      phone: this.text('phone', LONGEST.phone), vat: this.text('vat', LONGEST.key), registration: this.text('registration', LONGEST.key),
      rating: this.rating('rating'), positivePercent: this.percent(), ratingCount: this.count('ratingCount'),
    });
  }

  place(): PlaceSaid {
    const before = this.faults.length;
    const rank = this.count('rank', true);
    if (this.mapping.columns.rank && rank === undefined && this.faults.length === before) this.fault('number-unreadable', 'rank', 'The place is empty.');
    return given({ category: this.text('category', 200), rank, productId: this.text('productId', LONGEST.key), title: this.text('title', LONGEST.text), url: this.url('productUrl'), price: this.price(), rating: this.rating('productRating'), reviewCount: this.count('reviewCount') });
  }

  /** The cell, white space as single spaces; undefined where it is empty or its column is not used. */
  text(field: FieldName, longest: number): string | undefined {
    const column = this.mapping.columns[field];
    const text = column === undefined ? '' : (this.cells[this.columns.indexOf(column)] ?? '').replace(/[\s\u0000-\u001f\u007f\u200b\ufeff]+/gu, ' ').trim();
    if (text === '') return undefined;
    if (text.includes('\ufffd')) return this.fault('unreadable-characters', field, 'It holds characters that could not be read. Choose the encoding that the file was saved in.');
    if (text.length > longest) return this.fault('cell-too-long', field, `It has ${text.length} characters; at most ${longest} fit.`);
    return text;
  }

  private fault(code: FaultCode, field: FieldName, text: string): undefined {
    this.faults.push({ code, column: this.mapping.columns[field] ?? null, text });
    return undefined;
  }

  private url(field: FieldName): string | undefined {
    const text = this.text(field, LONGEST.url);
    if (text === undefined) return undefined;
    try {
      const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
      if (/^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username && !url.password) return url.href;
    } catch {
      // No address; said below.
    }
    return this.fault('address-of-page-invalid', field, `"${short(text)}" is no web address.`);
  }

  private email(): string | undefined {
    const text = this.text('email', LONGEST.email)?.replace(/^mailto:/i, '');
    if (text === undefined || /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/.test(text)) return text;
    return this.fault('email-invalid', 'email', `"${short(text)}" is not one mail address.`);
  }

  private country(): string | undefined {
    const text = this.text('country', 100);
    return text === undefined ? undefined : countryOf(text) ?? this.fault('country-unknown', 'country', `"${short(text)}" is no country's name or code.`);
  }

  /** @param counts it counts places: from 1, without "about". */
  private count(field: FieldName, counts = false): number | undefined {
    const text = this.text(field, 60);
    if (text === undefined) return undefined;
    const read = isNegative(text) ? null : readCount(text);
    if (!read || hasWords(text.replace(read.text, '')) || read.value >= 2 ** 31 || (counts && (read.approximate || read.value < 1 || read.value >= 1_000_000))) return this.fault('number-unreadable', field, `"${short(text)}" is no ${counts ? 'place from 1' : 'number'}.`);
    return read.value;
  }

  private rating(field: FieldName): number | undefined {
    const text = this.text(field, 60);
    if (text === undefined) return undefined;
    const numbers = numbersIn(text, 'decimal').length;
    if (numbers < 1 || numbers > 2 || isNegative(text)) return this.fault('number-unreadable', field, `"${short(text)}" is no rating.`);
    return readRating(text, this.mapping.ratingOutOf) ?? this.fault('rating-out-of-range', field, `"${short(text)}" is more than ${this.mapping.ratingOutOf}, the best rating that was chosen.`);
  }

  private percent(): number | undefined {
    const text = this.text('positivePercent', 60);
    if (text === undefined) return undefined;
    return (isNegative(text) || hasWords(text.replace(/[\d.,٫٬]/g, '')) ? null : readPercent(text)) ?? this.fault('number-unreadable', 'positivePercent', `"${short(text)}" is no percentage from 0 to 100.`);
  }

  /** What the cell itself says of its currency comes first, then the currency column, then what the person said of the whole file. */
  private price(): Money | undefined {
    const text = this.text('price', 60);
    if (text === undefined) return undefined;
    const decimal = this.mapping.decimal ?? undefined;
    const [number, second] = numbersIn(text, 'amount', decimal);
    if (!number || second || isNegative(text)) return this.fault('amount-unreadable', 'price', `"${short(text)}" is not one amount.`);
    const own = readMoney(text, {}, decimal);
    if (own) return own;
    const sign = westernDigits(text).replace(number.text, '').replace(/[\s\u00a0\u202f-]/g, '');
    if (sign !== '' && !SHARED_SIGNS.test(sign)) return this.fault('amount-unreadable', 'price', `"${short(text)}" is not one amount.`);
    const column = this.text('currency', 20);
    const currency = column === undefined ? this.mapping.currency : currencyOf(column) ?? currencyOf(column.toUpperCase());
    if (currency === null) return column === undefined ? this.fault('currency-missing', 'price', `"${short(text)}" has no currency. Match a currency column, or say which one the file is in.`) : this.fault('currency-unknown', 'currency', `"${short(column)}" is no currency.`);
    return moneyOf(number.digits, currency) ?? this.fault('amount-unreadable', 'price', `"${short(text)}" is not one amount.`);
  }
}

const given = <Said extends object>(said: { [Name in keyof Said]: Said[Name] | undefined }): Said => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Said;
const isNegative = (text: string): boolean => /(?:^|[^\p{L}\p{N}])[-−]\s*[\p{Sc}]?\s*\d/u.test(text) || /^\(.*\d.*\)$/.test(text);
const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
