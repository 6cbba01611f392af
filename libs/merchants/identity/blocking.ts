import type { Party } from './party.js';
import { cityKey } from './rarity.js';

/**
 * Keys that two writings of one business are likely to share. Only businesses that share one are compared; a key that too
 * many share is passed over, since each of them has narrower ones. The first letter says what the key is made of:
 * v VAT, r register number, t telephone, w site, a house number and street word, n rare words of the name and pairs of them,
 * j the whole name, b beginnings and e endings of words with the place, k consonants of the name, z beginning of the name with the place.
 */
export function blockingKeys(party: Party): string[] {
  const keys = new Set<string>();
  if (party.vat) keys.add(`v:${party.vat}`);
  if (party.registration) keys.add(`r:${party.registration.replace(/^[A-Z]*:/, '')}`);
  for (const phone of party.phones) keys.add(phoneKey(phone.tail)).add(`t:${phone.national.slice(-7)}`);
  for (const site of party.sites) keys.add(siteKey(site)).add(`w:${site.split(/[./]/)[0]}`);
  for (const key of addressKeys(party)) keys.add(key);
  const places = [party.place.postcode && `p${party.place.postcode}`, cityKey(party) && `c${cityKey(party)}`].filter(Boolean);
  for (const name of party.names) {
    const words = name.telling.length > 0 ? name.telling : name.generic;
    const sounds = [...new Set(words.map((word) => word.sound))].slice(0, 5);
    keys.add(`j:${name.joined.slice(0, 24)}`).add(`j:${(name.telling.map((word) => word.sound).join('') || name.numbers.join(' ') || name.joined).slice(0, 24)}`);
    if (name.joined.length >= 9) keys.add(`b:${name.joined.slice(0, 8)}`).add(`e:${name.joined.slice(-8)}`);
    const bones = name.joined.replace(/[aeiou]/g, '');
    if (bones.length >= 3) keys.add(`k:${bones.slice(0, 7)}`);
    for (const sound of sounds) if (sound.length >= 3) keys.add(`n:${sound}`);
    for (const [at, one] of sounds.entries()) for (const other of sounds.slice(at + 1)) keys.add(`n:${[one, other].sort().join(' ')}`);
    for (const place of places) {
      keys.add(`z:${name.joined.slice(0, 3)} ${place}`);
      for (const sound of sounds.slice(0, 3)) if (sound.length >= 4) keys.add(`b:${sound.slice(0, 4)} ${place}`).add(`e:${sound.slice(-4)} ${place}`);
    }
    if (places.length === 0) for (const sound of sounds.slice(0, 2)) if (sound.length >= 6) keys.add(`b:${sound.slice(0, 5)}`).add(`e:${sound.slice(-5)}`);
  }
  return [...keys];
}

/**
 * How much it says that two share a key; from {@link MET} together on they are compared. A number, telephone, site, door or whole name is enough by itself, a part
 * of a name needs another beside it: among many businesses each part is somebody's by chance. How one word begins and ends in a town is one thing said twice.
 */
export const tellingOf = (key: string): number => ('vrtwaj'.includes(key[0]!) ? MET : 'be'.includes(key[0]!) && key.includes(' ') ? 1 : 2);
export const MET = 3;

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
