import { countryOf } from './countries.js';
import { numberIn } from './name-words.js';
import { ADDRESS_FILLERS, CITY_NAMES, COMPASS, INSIDE, STREET_KINDS } from './streets.js';
import { wordOf, wordsOf, type Word } from './words.js';

export interface AddressColumns {
  readonly address?: string | null;
  readonly city?: string | null;
  readonly region?: string | null;
  readonly postcode?: string | null;
  readonly country?: string | null;
}
/** Where a business is, taken apart as far as it can be. Parts that nobody wrote are empty. */
export interface Place {
  /** House numbers as written, the first one first: "12-14" is 12 and 14. */
  readonly numbers: readonly string[];
  /** Suite, floor or unit. */
  readonly inside: readonly string[];
  /** Words that tell one street from another. */
  readonly street: readonly Word[];
  readonly city: readonly Word[];
  readonly postcode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
}

/** Countries whose postcodes have four figures, which elsewhere are house numbers. */
const FOUR_FIGURES = new Set(['AT', 'CH', 'BE', 'DK', 'NO', 'HU', 'AU', 'NZ', 'LU', 'SI', 'BG', 'LV', 'CY', 'ZA', 'PH', 'NL', 'LI', 'GE', 'AM', 'TN', 'BD']);
const POSTCODES: readonly RegExp[] = [
  /\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b/gi, /\b[a-z]\d[a-z]\s?\d[a-z]\d\b/gi, /\b\d{4}\s?[a-z]{2}\b(?!\s*\d)/gi, /\b\d{5}-\d{3}\b/g, /\b\d{4}-\d{3}\b/g, /\b\d{3}-\d{4}\b/g, /\b\d{2}-\d{3}\b/g,
  /\b(?:[a-z]{1,2}-)?\d{5,6}(?:-\d{4})?\b/gi, /\b\d{3}\s\d{2}\b/g, /\b[a-z]{1,2}-\d{4}\b/gi,
];
const COMPOUND = /^(.{3,}?)(strasse|straat|gatan|gasse|allee|platz|plein|gracht|vagen|veien|utca|damm|ring|ufer|laan|dijk|gade|gata|gate|vej|weg|str)$/;

/** Reads an address from whatever columns there are: one line with everything, or parts. Never throws. */
export function placeOf(columns: AddressColumns): Place {
  const text = (columns.address ?? '').normalize('NFKC').replace(/〒/g, ' ');
  const segments = text.split(/[,;|\n、،]+/u).map((one) => one.trim()).filter(Boolean);
  let country = countryOf(columns.country);
  const lastCountry = segments.length > 1 ? countryOf(segments.at(-1)) : null;
  // "CA" and "DE" end American addresses too: two letters alone are a state unless nothing contradicts.
  if (lastCountry !== null && (segments.at(-1)!.length > 2 || country === null || country === lastCountry)) {
    country ??= lastCountry;
    segments.pop();
  }
  const found = columns.postcode?.trim() ? null : findPostcode(segments, country);
  const postcode = postcodeForm(columns.postcode?.trim() || found?.code);
  let cityText = columns.city ?? '';
  if (found) {
    const rest = segments[found.segment]!;
    const [before, after] = [rest.slice(0, found.at).trim(), rest.slice(found.at + found.length).trim()];
    if (found.segment > 0 || segments.length === 1) {
      const town = /\p{L}{2}/u.test(after) && !/^[A-Z]{2}$/.test(after) ? after : found.segment > 0 ? before : '';
      const townless = town.replace(/\b[A-Z]{2}$/, '').trim() || (found.segment > 1 ? segments[found.segment - 1]! : '');
      if (!cityText.trim()) cityText = townless;
      segments[found.segment] = found.segment > 0 ? '' : before;
    } else segments[found.segment] = `${before} ${after}`;
  } else if (!cityText.trim() && segments.length > 1 && !/\d/.test(segments.at(-1)!)) cityText = segments.pop()!;
  const city = cityWords(cityText);
  const region = new Set([...wordsOf(columns.region ?? ''), ...city].map((word) => word.text));
  return { ...streetOf(segments.filter(Boolean), region), city, postcode, country };
}

/** A town as it is compared: its words without figures, under the name that its inhabitants use. */
function cityWords(text: string): Word[] {
  const words = wordsOf(text.replace(/\([^)]*\)/g, ' ')).filter((word) => !/\d/.test(word.text));
  const local = CITY_NAMES.get(words.map((word) => word.text).join(''));
  return local === undefined ? words.map((word) => (word.text === 'saint' || word.text === 'sankt' ? wordOf('st') : word)) : [wordOf(local)];
}

function findPostcode(segments: readonly string[], country: string | null): { segment: number; at: number; length: number; code: string } | null {
  for (let segment = segments.length - 1; segment >= 0; segment -= 1) {
    const text = segments[segment]!;
    for (const pattern of POSTCODES) {
      const match = [...text.matchAll(pattern)].at(-1);
      if (match && !(segment === 0 && match.index === 0)) return { segment, at: match.index, length: match[0].length, code: match[0] };
    }
    const four = [...text.matchAll(/(?<![\p{L}\d-])\d{4}(?![\p{L}\d-])/gu)].at(-1);
    if (four && (segment > 0 ? country === null || FOUR_FIGURES.has(country) : four.index > 0 && country !== null && FOUR_FIGURES.has(country))) return { segment, at: four.index, length: 4, code: four[0] };
  }
  return null;
}

function postcodeForm(shown: string | null | undefined): string | null {
  const code = (shown ?? '').normalize('NFKC').toUpperCase().replace(/^[A-Z]{1,2}-(?=\d)/, '').replace(/^(\d{5})-\d{4}$/, '$1').replace(/[^A-Z0-9]/g, '');
  return code === '' || /^0+$/.test(code) ? null : code;
}

function streetOf(segments: readonly string[], known: ReadonlySet<string>): { numbers: string[]; inside: string[]; street: Word[] } {
  const numbers: string[] = [];
  const inside: string[] = [];
  const street: Word[] = [];
  for (const segment of segments) {
    let within = false;
    for (const word of wordsOf(segment.replace(/#/g, ' suite ').replace(/(\d)\s*\/\s*(?=\d)/g, '$1 unit '))) {
      const { text } = word;
      if (/^\d+[a-z]?$/.test(text)) {
        (within ? inside : numbers).push(text.replace(/^0+(?=\d)/, ''));
        within = false;
      } else if (INSIDE.has(text)) within = true;
      else if (within && /^[a-z]\d*$/.test(text)) {
        inside.push(text);
        within = false;
      } else {
        within = false;
        const ordinal = numberIn(text);
        if (ordinal !== null) street.push(wordOf(ordinal));
        else if (!COMPASS.has(text) && !ADDRESS_FILLERS.has(text) && !STREET_KINDS.has(text) && !known.has(text) && text.length > 1) street.push(withoutKind(word));
      }
    }
  }
  return { numbers: numbers.slice(0, 3), inside: inside.slice(0, 3), street: street.slice(0, 8) };
}

/** "Lindenstraße" and "Lindenstr." are the street of the same lime trees. */
function withoutKind(word: Word): Word {
  const compound = COMPOUND.exec(word.text);
  return compound ? wordOf(compound[1]!, word.foreign) : word;
}
