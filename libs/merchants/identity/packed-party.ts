import type { NameForm } from './names.js';
import { outlineOf, type Outline, type Party } from './party.js';
import { tailOf } from './phones.js';
import { wordOf, type Word } from './words.js';

/** Raised when the engine takes names, places or telephones apart in another way. */
export const PARTY_VERSION = 2;

/** Without what is null, false or empty, which is half of it. */
type Lean<T> = { readonly [K in keyof T]?: T[K] };
type PackedWords<T, K extends keyof T> = Lean<Omit<T, K> & Record<K, readonly string[]>>;

/** An {@link Outline} as it is kept in a row: words are their text, those of another script with a ~ before; a telephone's tail is the end of its digits. */
export interface PackedOutline extends Lean<Omit<Outline, 'place' | 'phones'>> {
  readonly place: PackedWords<Outline['place'], 'street' | 'city'>;
  readonly phones?: ReadonlyArray<{ full: string | null; national: string }>;
}
export type PackedName = PackedWords<NameForm, 'telling' | 'generic' | 'aside'> & Pick<NameForm, 'shown' | 'joined'>;
export interface PackedParty extends PackedOutline {
  readonly names: readonly PackedName[];
}

const lean = <T extends object>(full: T): Lean<T> => Object.fromEntries(Object.entries(full).filter(([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0))) as Lean<T>;
const pack = (words: readonly Word[]): string[] => words.map((word) => (word.foreign ? `~${word.text}` : word.text));
const unpack = (texts: readonly string[] = []): Word[] => texts.map((text) => (text.startsWith('~') ? wordOf(text.slice(1), true) : wordOf(text)));

export function packParty(party: Party): PackedParty {
  const { place, phones, ...outline } = outlineOf(party);
  return {
    names: party.names.map((name) => ({ ...lean({ ...name, telling: pack(name.telling), generic: pack(name.generic), aside: pack(name.aside) }), shown: name.shown, joined: name.joined })),
    ...lean({ ...outline, phones: phones.map(({ full, national }) => ({ full, national })) }),
    place: lean({ ...place, street: pack(place.street), city: pack(place.city) }),
  };
}

export function unpackOutline({ named = false, numbered = false, place, phones = [], sites = [], vat = null, registration = null }: PackedOutline): Outline {
  return {
    named, numbered, sites, vat, registration, phones: phones.map(({ full, national }) => ({ full, national, tail: tailOf(national) })),
    place: { numbers: place.numbers ?? [], inside: place.inside ?? [], street: unpack(place.street), city: unpack(place.city), postcode: place.postcode ?? null, country: place.country ?? null },
  };
}

export function unpackParty(id: string, { names, ...packed }: PackedParty): Party {
  const { place, phones, sites, vat, registration } = unpackOutline(packed);
  return {
    id, source: null, place, phones, sites, vat, registration,
    names: names.map(({ shown, telling, generic, aside, numbers = [], legal = null, joined }) => ({ shown, telling: unpack(telling), generic: unpack(generic), aside: unpack(aside), numbers, legal, joined })),
  };
}
