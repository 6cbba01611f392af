import type { Party } from './party.js';
import { wordOf, type Word } from './words.js';

/** Raised when the engine takes names, places or telephones apart in another way. */
export const PARTY_VERSION = 2;

/** A party as it is kept in a row: words are their text, those of another script with a ~ before. */
export interface PackedParty {
  readonly names: ReadonlyArray<{ shown: string; telling: string[]; generic: string[]; aside: string[]; numbers: string[]; legal: string | null; joined: string }>;
  readonly place: { numbers: string[]; inside: string[]; street: string[]; city: string[]; postcode: string | null; country: string | null };
  readonly phones: ReadonlyArray<{ full: string | null; tail: string; national: string }>;
  readonly sites: string[];
  readonly vat: string | null;
  readonly registration: string | null;
}

const pack = (words: readonly Word[]): string[] => words.map((word) => (word.foreign ? `~${word.text}` : word.text));
const unpack = (texts: readonly string[]): Word[] => texts.map((text) => (text.startsWith('~') ? wordOf(text.slice(1), true) : wordOf(text)));

export function packParty({ names, place, phones, sites, vat, registration }: Party): PackedParty {
  return {
    names: names.map((name) => ({ shown: name.shown, telling: pack(name.telling), generic: pack(name.generic), aside: pack(name.aside), numbers: [...name.numbers], legal: name.legal, joined: name.joined })),
    place: { numbers: [...place.numbers], inside: [...place.inside], street: pack(place.street), city: pack(place.city), postcode: place.postcode, country: place.country },
    phones: [...phones], sites: [...sites], vat, registration,
  };
}

export function unpackParty(id: string, { names, place, phones, sites, vat, registration }: PackedParty): Party {
  return {
    id, source: null, phones, sites, vat, registration,
    names: names.map((name) => ({ ...name, telling: unpack(name.telling), generic: unpack(name.generic), aside: unpack(name.aside) })),
    place: { ...place, street: unpack(place.street), city: unpack(place.city) },
  };
}
