import type { Party } from './party.js';

/**
 * How common things are among the businesses that are compared. A rare word that two names share tells much, "restaurant"
 * tells nothing; a telephone that three names share belongs to an agency or a shopping centre.
 */
export interface Rarity {
  /** How many businesses there are. */
  readonly size: number;
  /** In how many businesses' names the word occurs, by its sound. */
  named(sound: string): number;
  /** How many businesses are in the town, by {@link cityKey}. */
  inCity(city: string): number;
  /** How many differently named businesses share the telephone, site, address or postcode, by a key of blocking.ts. */
  sharing(key: string): number;
  /** At how many different addresses the telephone or site is found: a chain's is at all of its branches. */
  doors(key: string): number;
}

/** The sounds of a town's words as one key. */
export const cityKey = (party: Party): string => party.place.city.map((word) => word.sound).join('');

/** House and town in short, for counting different ones; empty where neither is known. */
export const doorOf = (party: Party): string => (party.place.numbers.length + party.place.street.length === 0 ? '' : `${party.place.numbers[0] ?? ''} ${party.place.street[0]?.sound ?? ''}`);

/** Every different word of a business's names, by sound. */
export function nameSounds(party: Party): Set<string> {
  return new Set(party.names.flatMap((name) => [...name.telling, ...name.generic].map((word) => word.sound)));
}
