import type { Place } from './addresses.js';
import { addressKeys } from './blocking.js';
import { BACKGROUND } from './name-evidence.js';
import type { Party } from './party.js';
import { cityKey, type Rarity } from './rarity.js';
import { likeness, type Word } from './words.js';

/** What two places say: whether the door is the same, whether the town is, and how sure that makes one. */
export interface PlaceEvidence {
  /** `door`: same house in the same street; `street`: same street, one number missing; `moved`: the two contradict each other; `unknown`: one says too little. */
  readonly street: 'door' | 'street' | 'neighbour' | 'moved' | 'unknown';
  readonly town: 'same' | 'near' | 'other' | 'unknown';
  readonly country: 'same' | 'other' | 'unknown';
  /** Bits for the town alone. */
  readonly townBits: number;
  /** How many differently named businesses stand at this door, where it is the same. */
  readonly sharing: number;
  /** The door as a key of blocking.ts, where it is the same. */
  readonly doorKey: string | null;
  /** Sentences, made when somebody reads them: most pairs end up apart, and nobody does. */
  readonly tell: { street(): string; town(): string; country(): string };
}

export function comparePlaces(a: Party, b: Party, rarity: Rarity): PlaceEvidence {
  const [one, other] = [a.place, b.place];
  const country = one.country === null || other.country === null ? 'unknown' : one.country === other.country ? 'same' : 'other';
  const { town, bits: townBits } = compareTowns(a, b, rarity);
  const street = compareStreets(one, other, town === 'other');
  return { street, town, country, townBits, ...(street === 'door' ? sameDoor(a, b, rarity) : { sharing: 0, doorKey: null }), tell: { street: () => tellStreet(street, one, other), town: () => tellTown(town, one, other), country: () => `countries differ: ${one.country} and ${other.country}` } };
}

function sameDoor(a: Party, b: Party, rarity: Rarity): Pick<PlaceEvidence, 'sharing' | 'doorKey'> {
  const keys = addressKeys(b);
  const common = addressKeys(a).filter((key) => keys.includes(key)).sort();
  return { sharing: Math.max(1, ...common.map((key) => rarity.sharing(key))), doorKey: common[0] ?? null };
}

function tellStreet(street: PlaceEvidence['street'], one: Place, other: Place): string {
  const shown = (place: Place): string => [...place.numbers, ...place.street.map((word) => word.text)].join(' ');
  switch (street) {
    case 'door': return `same address: ${shown(one)}`;
    case 'street': return `same street: ${shown(one)} and ${shown(other)}`;
    case 'neighbour': return `same street, other house number: ${one.numbers.join('-')} and ${other.numbers.join('-')}`;
    default: return `addresses differ: ${shown(one)} and ${shown(other)}`;
  }
}

function tellTown(town: PlaceEvidence['town'], one: Place, other: Place): string {
  const shown = (place: Place): string => place.city.map((word) => word.text).join(' ') || (place.postcode ?? '');
  if (town === 'other') return `towns differ: ${shown(one)} and ${shown(other)}`;
  const same = one.postcode !== null && one.postcode === other.postcode ? one.postcode : shown(one) || shown(other);
  return town === 'same' ? `same town: ${same}` : `towns nearly alike: ${shown(one)} and ${shown(other)}`;
}

/** Whether the two say that they are in different towns, and at no door that could be one all the same. Asks for no rarity. */
export function areElsewhere({ place: one }: Pick<Party, 'place'>, { place: other }: Pick<Party, 'place'>): boolean {
  const { codes, names } = townsAlike(one, other);
  return (codes !== null || names !== null) && (codes ?? 0) === 0 && (names ?? 0) === 0 && compareStreets(one, other, true) !== 'door';
}

/** 0 to 1; null where one of them does not say. */
function townsAlike(one: Place, other: Place): { codes: number | null; names: number | null } {
  return {
    codes: one.postcode !== null && other.postcode !== null ? (one.postcode === other.postcode ? 1 : samePart(one.postcode, other.postcode) ? 0.5 : 0) : null,
    names: one.city.length > 0 && other.city.length > 0 ? townLikeness(one.city, other.city) : null,
  };
}

function compareTowns(a: Party, b: Party, rarity: Rarity): { town: PlaceEvidence['town']; bits: number } {
  const [one, other] = [a.place, b.place];
  const { codes, names } = townsAlike(one, other);
  if (codes === null && names === null) {
    // A town in one column may stand in the other's one line.
    const lines = [...one.street, ...other.street];
    const named = [...one.city, ...other.city];
    return named.length > 0 && named.every((word) => lines.some((there) => likeness(word, there) >= 0.9)) ? { town: 'same', bits: 2 } : { town: 'unknown', bits: 0 };
  }
  const inTown = rarity.inCity(cityKey(a));
  const worth = Math.max(1, Math.min(5, -Math.log2((inTown + BACKGROUND / 60) / (rarity.size + BACKGROUND))));
  if (codes === 1) return { town: 'same', bits: Math.max(worth, 4) + 1 };
  if (names === 1) return { town: 'same', bits: codes === 0 ? worth / 2 : worth };
  if (names !== null && names > 0) return { town: 'near', bits: codes === 0 ? 0.5 : 1.5 };
  if (codes === 0.5) return { town: 'near', bits: names === null ? 1.5 : 0 };
  return { town: 'other', bits: -5 };
}

/** The first part of a postcode: a UK outward code, the first three of five figures, two of four. */
function samePart(a: string, b: string): boolean {
  const outward = (code: string): string => (/^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(code) ? code.slice(0, -3) : /^\d{4}$/.test(code) ? code.slice(0, 2) : code.slice(0, 3));
  return a.length === b.length && outward(a) === outward(b);
}

function townLikeness(a: readonly Word[], b: readonly Word[]): number {
  const meets = (word: Word, others: readonly Word[]): boolean => others.some((other) => likeness(word, other) >= 0.7);
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  if (few.every((word) => meets(word, many))) return few.length === many.length ? 1 : 0.8;
  const joined = (words: readonly Word[]): string => words.map((word) => word.sound).join('');
  if (joined(a) === joined(b)) return 1;
  // "LA" for "Los Angeles", "NYC" for "New York City".
  const initials = many.map((word) => word.text[0]).join('');
  if (few.length === 1 && few[0]!.text.length >= 2 && (few[0]!.text === initials || few[0]!.text === `${initials}c`)) return 0.9;
  const places = new Set(['city', 'town', 'beach', 'park', 'hills', 'west', 'east', 'north', 'south', 'new', 'san', 'santa', 'st', 'los', 'la', 'el', 'le', 'bad', 'am', 'an', 'der', 'sur', 'upon', 'on', 'de']);
  return a.some((word) => !places.has(word.text) && meets(word, b.filter((other) => !places.has(other.text)))) ? 0.5 : 0;
}

function compareStreets(a: Place, b: Place, otherTown: boolean): PlaceEvidence['street'] {
  const known = (place: Place): boolean => place.street.length > 0 || place.numbers.length > 0;
  if (!known(a) || !known(b)) return 'unknown';
  const numbers = a.numbers.length === 0 || b.numbers.length === 0 ? 'missing' : numbersMeet(a.numbers, b.numbers) ? 'same' : 'other';
  const towns = new Set([...a.city, ...b.city].map((word) => word.sound));
  const words = (place: Place): Word[] => place.street.filter((word) => !towns.has(word.sound));
  const [streetA, streetB] = [words(a), words(b)];
  if (streetA.length === 0 || streetB.length === 0) return numbers === 'other' ? (streetA.length + streetB.length === 0 ? 'neighbour' : 'unknown') : numbers === 'same' && !otherTown ? 'street' : 'unknown';
  const [few, many] = streetA.length <= streetB.length ? [streetA, streetB] : [streetB, streetA];
  const met = few.filter((word) => many.some((other) => streetWordsMeet(word, other))).length;
  const joined = (list: readonly Word[]): string => list.map((word) => word.sound).join('');
  const alike = met / few.length >= 0.5 || joined(streetA) === joined(streetB) || (joined(few).length >= 5 && joined(many).includes(joined(few)));
  if (!alike) return numbers === 'same' || met > 0 ? (met > 0 ? 'unknown' : 'moved') : 'moved';
  if (numbers === 'same') return 'door';
  // 12 and 21, 118 and 18: as often a slip of the finger as another house.
  return numbers === 'missing' || isSlip(a.numbers[0]!, b.numbers[0]!) ? 'street' : 'neighbour';
}

function isSlip(a: string, b: string): boolean {
  if (a.length + b.length < 5) return a.length === b.length && a[0] === b[1] && a[1] === b[0];
  return a.length === b.length ? [...a].sort().join('') === [...b].sort().join('') : Math.abs(a.length - b.length) === 1 && (a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a));
}

const streetWordsMeet = (a: Word, b: Word): boolean => likeness(a, b) >= 0.7;

/** House numbers agree when one page's first is among the other's, letters aside: 12 and 12a, 12-14 and 14. */
function numbersMeet(a: readonly string[], b: readonly string[]): boolean {
  const bare = (number: string): string => number.replace(/[a-z]$/, '');
  return b.map(bare).includes(bare(a[0]!)) || a.map(bare).includes(bare(b[0]!));
}
