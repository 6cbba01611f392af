import { outlineOf, type Outline, type Party } from './party.js';
import { wordOf, type Word } from './words.js';

/** Raised when the engine takes names, places or telephones apart in another way. */
export const PARTY_VERSION = 2;

/** An {@link Outline} as it is kept in a row: words are their text, those of another script with a ~ before. */
export interface PackedOutline extends Omit<Outline, 'place'> {
  readonly place: { numbers: readonly string[]; inside: readonly string[]; street: string[]; city: string[]; postcode: string | null; country: string | null };
}
export interface PackedParty extends PackedOutline {
  readonly names: ReadonlyArray<{ shown: string; telling: string[]; generic: string[]; aside: string[]; numbers: readonly string[]; legal: string | null; joined: string }>;
}

const pack = (words: readonly Word[]): string[] => words.map((word) => (word.foreign ? `~${word.text}` : word.text));
const unpack = (texts: readonly string[]): Word[] => texts.map((text) => (text.startsWith('~') ? wordOf(text.slice(1), true) : wordOf(text)));

export function packParty(party: Party): PackedParty {
  const { place, ...outline } = outlineOf(party);
  return {
    names: party.names.map((name) => ({ shown: name.shown, telling: pack(name.telling), generic: pack(name.generic), aside: pack(name.aside), numbers: name.numbers, legal: name.legal, joined: name.joined })),
    ...outline, place: { ...place, street: pack(place.street), city: pack(place.city) },
  };
}

export const unpackOutline = ({ place, ...outline }: PackedOutline): Outline => ({ ...outline, place: { ...place, street: unpack(place.street), city: unpack(place.city) } });

export function unpackParty(id: string, { names, ...packed }: PackedParty): Party {
  const { place, phones, sites, vat, registration } = unpackOutline(packed);
  return { id, source: null, place, phones, sites, vat, registration, names: names.map((name) => ({ ...name, telling: unpack(name.telling), generic: unpack(name.generic), aside: unpack(name.aside) })) };
}
