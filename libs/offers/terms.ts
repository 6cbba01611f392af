import { createHash } from 'node:crypto';
import { addDays, dayIn, endOfMonthAfter, readableDay, startOfDay } from './calendar.js';

/** The terms of an offer version, before a merchant and a date are known. */
export interface OfferTerms {
  /** Completes the sentence "NAME, …": `first three months free on Northwind`. */
  readonly headline: string;
  /** What the merchant gets, as a clause: `You keep 100 % of your sales`. */
  readonly benefit: string;
  /** Whole months, at least, from the day the place is answered for. */
  readonly months: number;
  /** Percent of each sale after the benefit has ended; decimal string. */
  readonly feeAfter: string;
  readonly currency: string;
  /** Sales that the benefit covers at most, decimal string; null: no cap. */
  readonly cap: string | null;
  /** The full text, line by line; may use {marketplace} {merchant} {freeUntil} {answerBy} {fee} {cap} {months}. */
  readonly lines: readonly string[];
}

/** The terms as one merchant was promised them. Nothing in here changes when the offer does. */
export interface FrozenTerms extends OfferTerms {
  readonly offer: string;
  readonly version: number;
  readonly marketplace: string;
  readonly merchant: string;
  /** Last day on which the merchant may accept, `YYYY-MM-DD` in {@link zone}. */
  readonly answerBy: string;
  /** Last day of the benefit, `YYYY-MM-DD` in {@link zone}: the same whenever within the time the merchant accepts. */
  readonly freeUntil: string;
  readonly zone: string;
}

export interface Freezing {
  readonly offer: string;
  readonly version: number;
  readonly validDays: number;
  readonly marketplace: string;
  readonly merchant: string;
  readonly zone: string;
  readonly at: Date;
}

/** Fixes dates and names. @returns the terms, their hash, and the moment after which they cannot be accepted. */
export function freeze(terms: OfferTerms, about: Freezing): { terms: FrozenTerms; hash: string; expiresAt: Date } {
  const answerBy = addDays(dayIn(about.at, about.zone), about.validDays);
  const freeUntil = endOfMonthAfter(answerBy, terms.months);
  const words: Record<string, string> = {
    marketplace: about.marketplace, merchant: about.merchant, freeUntil: readableDay(freeUntil), answerBy: readableDay(answerBy),
    fee: terms.feeAfter, months: String(terms.months), cap: terms.cap === null ? '' : money(terms.cap, terms.currency),
  };
  // One pass over the template: a merchant called "{fee}" stays called so.
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
  const frozen: FrozenTerms = {
    ...terms, headline: fill(terms.headline), benefit: fill(terms.benefit), lines: terms.lines.map(fill),
    offer: about.offer, version: about.version, marketplace: about.marketplace, merchant: about.merchant, answerBy, freeUntil, zone: about.zone,
  };
  return { terms: frozen, hash: termsHash(frozen), expiresAt: startOfDay(addDays(answerBy, 1), about.zone) };
}

/** SHA-256, hex, over the canonical JSON: the same terms give the same hash whatever order the database keeps their keys in. */
export function termsHash(terms: FrozenTerms): string {
  return createHash('sha256').update(canonicalJson(terms)).digest('hex');
}

/** JSON with keys sorted by code unit and no white space (the parts of RFC 8785 that strings, integers and null need). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** `€50,000` */
export function money(amount: string, currency: string): string {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency, minimumFractionDigits: 0, maximumFractionDigits: 2 }).format(Number(amount));
}
