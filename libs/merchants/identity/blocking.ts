import type { Party } from './party.js';
import { cityKey } from './rarity.js';

/** Keys that say one thing: sharing several of them says no more than sharing one. */
export interface Saying {
  readonly keys: readonly string[];
  /** How much it says to share it; two that share {@link ENOUGH} together are compared. */
  readonly telling: number;
}
/** A number, telephone, site, door, or how a whole name reads, begins or ends is enough by itself. */
export const ENOUGH = 2;
/** A word, or how a word begins and ends in a town, needs another beside it: among many businesses each is somebody's by chance. */
const PART = 1;
/** What more than this hold needs another beside it too. */
const FEW = 10;
/** How much it says to share a key that so many others hold. @param telling of its {@link Saying}. */
export const tellingAmong = (holders: number, telling: number): number => (holders > FEW ? PART : telling);

/**
 * Keys that two writings of one business are likely to share, those that say one thing together. Only businesses that share enough of them are compared; a
 * key that too many share is passed over, since each of them has narrower ones. The first letter says what the key is made of:
 * v VAT, r register number, t telephone, w site, a house number and street word, n rare words of the name and pairs of them,
 * j the whole name, b beginnings and e endings of words with the place, k consonants of the name, z beginning of the name with the place.
 */
export function sayingsOf(party: Party): Saying[] {
  const said = new Map<string, { keys: Set<string>; telling: number }>();
  const say = (telling: number, key: string, what = key): void => {
    const one = said.get(what);
    if (one) one.keys.add(key);
    else said.set(what, { keys: new Set([key]), telling });
  };
  if (party.vat) say(ENOUGH, `v:${party.vat}`);
  if (party.registration) say(ENOUGH, `r:${party.registration.replace(/^[A-Z]*:/, '')}`);
  for (const phone of party.phones) for (const key of [phoneKey(phone.tail), `t:${phone.national.slice(-7)}`]) say(ENOUGH, key);
  for (const site of party.sites) for (const key of [siteKey(site), `w:${site.split(/[./]/)[0]}`]) say(ENOUGH, key);
  for (const key of addressKeys(party)) say(ENOUGH, key);
  const places = [party.place.postcode && `p${party.place.postcode}`, cityKey(party) && `c${cityKey(party)}`].filter(Boolean);
  for (const name of party.names) {
    const words = name.telling.length > 0 ? name.telling : name.generic;
    const sounds = [...new Set(words.map((word) => word.sound))].slice(0, 5);
    for (const whole of [name.joined, name.telling.map((word) => word.sound).join('') || name.numbers.join(' ') || name.joined]) say(ENOUGH, `j:${whole.slice(0, 24)}`);
    if (name.joined.length >= 9) for (const key of [`b:${name.joined.slice(0, 8)}`, `e:${name.joined.slice(-8)}`]) say(ENOUGH, key);
    const bones = name.joined.replace(/[aeiou]/g, '');
    if (bones.length >= 3) say(PART, `k:${bones.slice(0, 7)}`);
    for (const sound of sounds) if (sound.length >= 3) say(PART, `n:${sound}`);
    for (const [at, one] of sounds.entries()) for (const other of sounds.slice(at + 1)) say(PART, `n:${[one, other].sort().join(' ')}`);
    for (const place of places) {
      say(ENOUGH, `z:${name.joined.slice(0, 3)} ${place}`);
      for (const sound of sounds.slice(0, 3)) if (sound.length >= 4) for (const key of [`b:${sound.slice(0, 4)} ${place}`, `e:${sound.slice(-4)} ${place}`]) say(PART, key, `${sound} in its town`);
    }
    if (places.length === 0) for (const sound of sounds.slice(0, 2)) if (sound.length >= 6) for (const key of [`b:${sound.slice(0, 5)}`, `e:${sound.slice(-5)}`]) say(PART, key);
  }
  return [...said.values()].map(({ keys, telling }) => ({ keys: [...keys], telling }));
}

/** All of them, for a list that is short enough to compare whatever shares one. */
export const blockingKeys = (party: Party): string[] => [...new Set(sayingsOf(party).flatMap(({ keys }) => keys))];

/** Under these keys it is counted how many names share a thing. */
export const phoneKey = (tail: string): string => `t:${tail}`;
export const siteKey = (site: string): string => `w:${site}`;
export function addressKeys(party: Party): string[] {
  const [number] = party.place.numbers;
  const words = party.place.street.slice(0, 3);
  return number === undefined ? [] : words.map((word) => `a:${number.replace(/[a-z]$/, '')} ${word.sound}`);
}

/** Everything that counts nothing once three or more names share it. */
export function sharedKeys(party: Party): string[] {
  return [...party.phones.map((phone) => phoneKey(phone.tail)), ...party.sites.map(siteKey), ...addressKeys(party)];
}
