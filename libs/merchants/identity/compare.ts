import { contradict } from '../business-keys.js';
import { phoneKey, siteKey } from './blocking.js';
import { labelOf } from './domains.js';
import { BACKGROUND, compareNames, type NameEvidence } from './name-evidence.js';
import type { Outline, Party } from './party.js';
import { comparePhones } from './phones.js';
import { areElsewhere, comparePlaces, type PlaceEvidence } from './place-evidence.js';
import type { Rarity } from './rarity.js';

/** At or above: one business. */
export const LINK = 0.95;
/** At or above, and below {@link LINK}: a person should look. */
export const REVIEW = 0.75;
/** A thing that so many differently named businesses share is an agency's, a centre's or a platform's, and counts nothing. */
export const SHARED = 3;

export interface Verdict {
  /** How probably the two are one business, 0 to 1. */
  readonly score: number;
  /** Sentences for people, the weightiest first. */
  readonly reasons: readonly string[];
  /** Keys of blocking.ts (telephone, site, address) that the score rests on: if one turns out to be shared, ask again. */
  readonly basis: readonly string[];
  /** Something that both say differs: numbers, telephones, towns, houses. */
  readonly contradicts: boolean;
  /** Nothing but the name speaks for it. */
  readonly nameAlone: boolean;
}
/** `everywhere`: the telephone of a chain's head office, found at many of its doors. */
interface Piece { readonly bits: number; readonly reason: () => string; readonly key?: string; readonly everywhere?: boolean }

/**
 * How probably two listings are one business: log-odds of each part's agreement, Fellegi and Sunter's way, with weights by
 * how rare what agrees is. What nobody wrote counts nothing; what contradicts counts against. Symmetric.
 */
export function compareParties(a: Party, b: Party, rarity: Rarity): Verdict {
  // Of two listings drawn from a list at random, about one in its length is the same business.
  const scale = Math.log2(Math.max(rarity.size, BACKGROUND));
  const place = comparePlaces(a, b, rarity);
  const name = bestNames(a, b, rarity, place);
  const papers = comparePapers(a, b, scale);
  const phone = phonePiece(a, b, rarity, scale);
  const site = sitePiece(a, b, rarity, scale);
  const address = addressPiece(place, scale);

  const pieces: Piece[] = [...papers, phone, site, address].filter((piece) => piece !== null);
  // House, telephone and site come together more often than by chance: the second and third add less than they would alone.
  const reach = [phone, site, address].filter((piece) => piece !== null);
  const gains = reach.filter((piece) => piece.bits > 0).map((piece) => piece.bits).sort((x, y) => y - x);
  const losses = reach.filter((piece) => piece.bits < 0).reduce((sum, piece) => sum + piece.bits, 0);
  let bits = -scale - 1 + papers.reduce((sum, piece) => sum + piece.bits, 0) + gains.reduce((sum, gain, nth) => sum + gain * ([1, 0.7, 0.4][nth] ?? 0), 0) + losses;
  if (name) {
    bits += name.bits;
    pieces.push({ bits: name.bits, reason: name.reason });
  }
  const town = townPiece(place, gains.length > 0);
  if (town) {
    bits += town.bits;
    pieces.push(town);
  }
  const sure = papers.some((piece) => piece.bits > 0);
  // Numbers that differ mean two businesses, whatever they share, unless one of them was mistyped.
  if (!sure && papers.length > 0) bits = Math.min(bits, papers.some((piece) => piece.bits <= OTHER_PAPERS) ? APART : ASK);
  const codesMeet = a.place.postcode === null || b.place.postcode === null;
  bits = Math.min(bits, ceiling(name, sure, { phone, gains: gains.length }, place, codesMeet));
  // Nobody reads why two were kept apart.
  const reasons = bits < 0 ? [] : pieces.filter((piece) => piece.bits === 0 || Math.abs(piece.bits) >= 0.3).sort((x, y) => Math.abs(y.bits) - Math.abs(x.bits)).map((piece) => piece.reason());
  if (bits >= 0 && place.country === 'other' && town?.reason !== place.tell.country) reasons.push(place.tell.country());
  return { score: 1 / (1 + 2 ** -bits), reasons, basis: pieces.flatMap((piece) => (piece.bits > 0 && piece.key !== undefined ? [piece.key] : [])), contradicts: losses < 0 || place.town === 'other' || papers.some((piece) => piece.bits < 0), nameAlone: !sure && gains.length === 0 && place.townBits <= 0 };
}

/**
 * Whether the two are certainly below {@link REVIEW}, told without comparing their names, which costs most, and without knowing how rare anything is: their towns differ, and no paper, telephone,
 * site or door agrees. Then {@link ceiling} allows no more than {@link APART}, whatever the names are. Most storefronts that share a blocking key are such.
 */
export function areCertainlyApart(a: Outline, b: Outline): boolean {
  // A person is asked about what has no name, and about names whose figures differ.
  if (!a.named || !b.named || (a.numbered && b.numbered) || !areElsewhere(a, b)) return false;
  const samePhone = a.phones.some((one) => b.phones.some((other) => comparePhones(one, other) !== 'other'));
  const sameSite = a.sites.some((site) => b.sites.includes(site)) || sharedLabel(a, b) !== undefined;
  return !samePhone && !sameSite && !comparePapers(a, b, Math.log2(BACKGROUND)).some((piece) => piece.bits > 0);
}

/** Bits never above this. Without papers a person has the last word where name, house and telephone tell different stories. */
function ceiling(name: NameEvidence | null, sure: boolean, reach: { phone: Piece | null; gains: number }, place: PlaceEvidence, codesMeet: boolean): number {
  if (sure) return 30;
  if (!name) return ASK;
  if (name.otherNumber) return ASK;
  if (name.level === 'other') return reach.gains > 2 ? 30 : reach.gains > 1 ? ASK : APART;
  const samePhone = reach.phone !== null && reach.phone.bits > 0 && !reach.phone.everywhere;
  const otherPhone = reach.phone !== null && reach.phone.bits < 0;
  const conflict = name.conflict ?? 0;
  // Guides call one town by its own name and by that of a quarter: the same house in the same street is not elsewhere for that.
  const quarter = place.street === 'door' && name.level === 'same' && !otherPhone && codesMeet && place.country !== 'other';
  const elsewhere = (place.town === 'other' && !quarter) || place.street === 'moved' || place.street === 'neighbour';
  // Names that each have a word of their own, or one of which has a whole word more, with nothing but a town beside them, are hardly ever one.
  if (reach.gains === 0 && (conflict > 0 || (name.excess ?? 0) >= 0.7)) return APART;
  // One name at two doors: a business that moved keeps its telephone, the branches of a chain have their own.
  // A site alone is the whole chain's: with another telephone in another town it is a branch.
  if (elsewhere && !samePhone) return reach.gains > 0 && !(otherPhone && (place.town === 'other' || conflict > 0)) ? ASK : reach.gains === 0 && !otherPhone && place.town !== 'other' ? ASK : APART;
  // Two rooms of one house, a shop in a shop: the address agrees, the names in part, the telephones do not.
  if (otherPhone && name.level !== 'same' && reach.gains < 2) return conflict > 0 ? APART : ASK;
  // A chain's branches in one town have one name and a telephone each.
  if (otherPhone && reach.gains === 0) return ASK;
  // The firms of one group share a name and a house.
  if (name.branch && reach.gains < 2) return ASK;
  if (name.level === 'partly') return reach.gains > 1 ? 30 : ASK;
  if (name.level === 'near') return reach.gains > 0 ? 30 : ASK + 1;
  return 30;
}
const OTHER_PAPERS = -8;
const ASK = 2.6;
const APART = 0.8;

/** The pair of names that agrees best. */
function bestNames(a: Party, b: Party, rarity: Rarity, place: PlaceEvidence): NameEvidence | null {
  const words = new Set([...a.place.city, ...b.place.city, ...(place.street === 'unknown' ? [] : [...a.place.street, ...b.place.street])].map((word) => word.sound));
  let best: NameEvidence | null = null;
  for (const one of a.names) {
    for (const other of b.names) {
      const evidence = one.shown <= other.shown ? compareNames(one, other, rarity, words) : compareNames(other, one, rarity, words);
      if (best === null || evidence.bits > best.bits) best = evidence;
    }
  }
  return best;
}

/** Numbers that a register gives to one business only. */
function comparePapers(a: Pick<Party, 'vat' | 'registration'>, b: Pick<Party, 'vat' | 'registration'>, scale: number): Piece[] {
  const pieces: Piece[] = [];
  if (a.vat !== null && b.vat !== null) {
    if (a.vat === b.vat) pieces.push({ bits: scale + 14, reason: () => `same VAT number: ${a.vat}` });
    else if (contradict(a.vat, b.vat)) pieces.push({ bits: oneSlip(a.vat, b.vat) ? -3 : 2 * OTHER_PAPERS, reason: () => `VAT numbers differ: ${a.vat} and ${b.vat}` });
  }
  if (a.registration !== null && b.registration !== null) {
    const [countryA, numberA] = a.registration.split(':') as [string, string];
    const [countryB, numberB] = b.registration.split(':') as [string, string];
    const comparable = countryA === '' || countryB === '' || countryA === countryB;
    if (comparable && numberA === numberB) pieces.push({ bits: scale + (pieces.some((piece) => piece.bits < 0) ? -4 : 10), reason: () => `same register number: ${numberA}` });
    else if (comparable && numberA.replace(/\d/g, '#') === numberB.replace(/\d/g, '#')) pieces.push({ bits: oneSlip(numberA, numberB) ? -2 : OTHER_PAPERS, reason: () => `register numbers differ: ${numberA} and ${numberB}` });
  }
  return pieces;
}

/** One character off, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  if (a.length !== b.length) return Math.abs(a.length - b.length) === 1 && (a.includes(b) || b.includes(a));
  const off = [...a].flatMap((sign, at) => (sign === b[at] ? [] : [at]));
  return off.length === 1 || (off.length === 2 && off[1] === off[0]! + 1 && a[off[0]!] === b[off[1]!] && a[off[1]!] === b[off[0]!]);
}

function phonePiece(a: Party, b: Party, rarity: Rarity, scale: number): Piece | null {
  if (a.phones.length === 0 || b.phones.length === 0) return null;
  let best: 'same' | 'local' | 'slip' | 'other' = 'other';
  let tails: string[] = [];
  let shown = '';
  const order = ['same', 'local', 'slip', 'other'];
  for (const one of a.phones) {
    for (const other of b.phones) {
      const found = comparePhones(one, other);
      if (order.indexOf(found) < order.indexOf(best)) [best, tails, shown] = [found, [one.tail, other.tail].sort((x, y) => y.length - x.length), one.national.length >= other.national.length ? one.national : other.national];
    }
  }
  if (best === 'other') return { bits: -2, reason: () => `telephones differ: ${a.phones[0]!.national} and ${b.phones[0]!.national}` };
  const keys = [...new Set(tails)].map(phoneKey);
  const [key] = keys as [string];
  const sharing = Math.max(...keys.map((one) => rarity.sharing(one)));
  if (sharing >= SHARED) return { bits: 0, reason: () => `telephone ${shown} is shared by ${sharing} names and counts nothing` };
  const bits = best === 'same' ? scale + 1 : best === 'local' ? scale - 2 : 4;
  return { bits, key, everywhere: keys.some((one) => rarity.doors(one) > SHARED), reason: () => best === 'slip' ? `telephones nearly alike: ${a.phones[0]!.national} and ${b.phones[0]!.national}` : `same telephone: ${shown}` };
}

function sitePiece(a: Party, b: Party, rarity: Rarity, scale: number): Piece | null {
  if (a.sites.length === 0 || b.sites.length === 0) return null;
  const common = a.sites.filter((site) => b.sites.includes(site)).sort((x, y) => rarity.sharing(siteKey(x)) - rarity.sharing(siteKey(y)))[0];
  if (common !== undefined) {
    const sharing = rarity.sharing(siteKey(common));
    return sharing >= SHARED ? { bits: 0, reason: () => `site ${common} is shared by ${sharing} names and counts nothing` } : { bits: scale + 1.5, key: siteKey(common), reason: () => `same site: ${common}` };
  }
  const label = sharedLabel(a, b);
  return label === undefined ? { bits: -2, reason: () => `sites differ: ${a.sites[0]} and ${b.sites[0]}` } : { bits: scale / 2, reason: () => `sites alike: ${label}` };
}

const sharedLabel = (a: Pick<Party, 'sites'>, b: Pick<Party, 'sites'>): string | undefined => a.sites.map(labelOf).find((one) => one.length >= 5 && b.sites.some((other) => labelOf(other) === one));

function addressPiece(place: PlaceEvidence, scale: number): Piece | null {
  const reason = place.tell.street;
  const town = place.town === 'other' ? -3 : place.town === 'unknown' ? -1.5 : 0;
  switch (place.street) {
    case 'door': return { bits: (place.sharing >= 8 ? 3 : place.sharing >= SHARED ? 5 : scale - 0.5) + town, reason, ...(place.doorKey !== null && place.sharing < SHARED ? { key: place.doorKey } : {}) };
    case 'street': return { bits: place.town === 'other' ? 0 : 4 + town, reason };
    case 'neighbour': return { bits: place.town === 'other' ? -2 : -2.5, reason };
    case 'moved': return { bits: -3.5, reason };
    case 'unknown': return null;
  }
}

/** The town counts less where house, telephone or site agree: they imply it. */
function townPiece(place: PlaceEvidence, reached: boolean): Piece | null {
  const country = place.country === 'other' ? (reached ? -2 : -4) : 0;
  const town = place.townBits > 0 ? (reached ? Math.min(1, place.townBits) : place.townBits) : reached ? place.townBits / 2.5 : place.townBits;
  const bits = country + town;
  return bits === 0 ? null : { bits, reason: town === 0 ? place.tell.country : place.tell.town };
}
