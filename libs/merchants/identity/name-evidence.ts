import { BRANCHES_OF_A_GROUP, SHOP_SIGNS } from './name-words.js';
import type { NameForm } from './names.js';
import type { Rarity } from './rarity.js';
import { likeness, slips, type Word } from './words.js';

/** What two names say about whether they are one business's: bits for (above 0) or against (below 0). */
export interface NameEvidence {
  readonly bits: number;
  /** `same`: every telling word agrees; `near`: most do; `partly`: some, and each name has words of its own; `other`: none. */
  readonly level: 'same' | 'near' | 'partly' | 'other';
  readonly reason: () => string;
  /** Figures in the names that differ: branch 3 is not branch 12. */
  readonly otherNumber?: boolean;
  /** How much each name has that the other lacks, in full words: a descriptor each ("Grill", "Bistro") is 0.3. */
  readonly conflict?: number;
  /** A word of what only one name has tells firms of one group apart: "Verwaltung", "Logistics". */
  readonly branch?: boolean;
  /** Words that one name has more than the other, in full words: descriptors count little. */
  readonly excess?: number;
}
interface Agreement { readonly word: Word; readonly quality: number }

/** Words of names are drawn from a language, not from the list alone: so many businesses stand behind a small list as if it were this long. */
export const BACKGROUND = 1000;
const UNKNOWN_WORD = 1 / 40_000;
const GENERIC_WORD = 1 / 25;

/** Bits that sharing this word is worth: the rarer, the more. */
export function wordBits(sound: string, rarity: Rarity, generic: boolean): number {
  const rate = (rarity.named(sound) + BACKGROUND * (generic ? GENERIC_WORD : UNKNOWN_WORD)) / (rarity.size + BACKGROUND);
  return Math.min(16, -Math.log2(rate));
}

export function compareNames(a: NameForm, b: NameForm, rarity: Rarity, placeWords: ReadonlySet<string>): NameEvidence {
  return { ...compareWords(a, b, rarity, placeWords), otherNumber: numbersBits(a, b) <= OTHER_NUMBER };
}

/** @param placeWords sounds of both places' words: a town in a name may be left out. */
function compareWords(a: NameForm, b: NameForm, rarity: Rarity, placeWords: ReadonlySet<string>): NameEvidence {
  const shown = (what: string) => (): string => `${what}: “${a.shown}” and “${b.shown}”`;
  const { agreements, loneA, loneB } = align(a.telling, b.telling);
  const asides = [...a.aside, ...b.aside];
  const telling = (word: Word): boolean => !placeWords.has(word.sound) && !asides.some((other) => likeness(word, other) >= 0.7);
  const [leftA, leftB] = [loneA.filter(telling), loneB.filter(telling)];
  const generic = align(a.generic, b.generic);
  // A slip in "Garden" makes it a telling word; it still meets the common one.
  meetAcross(leftA, generic.loneB);
  meetAcross(leftB, generic.loneA);

  const gains = [...agreements.map((one) => one.quality ** 2 * wordBits(one.word.sound, rarity, false)), ...generic.agreements.map((one) => one.quality * Math.min(4, wordBits(one.word.sound, rarity, true)))];
  let bits = damped(gains);
  const whole = a.joined === b.joined || runTogether(a, b) || runTogether(b, a) ? 1 : agreements.length === 0 || (leftA.length > 0 && leftB.length > 0 && slipsAlone(leftA, leftB)) ? wholeLikeness(a, b) : 0;
  const apart = agreements.length === 0 || leftA.length > 0 || leftB.length > 0;
  if (whole > 0 && apart) {
    // The words do not meet one by one, the letters do: "Kitchen Craft" and "KitchenCraft", a slip in a name of one word.
    const rare = Math.max(0, ...[...a.telling, ...b.telling].map((word) => wordBits(word.sound, rarity, false)));
    const fresh = Math.max(bits, whole === 1 ? Math.max(wholeBits(a, rarity), wholeBits(b, rarity)) : Math.min(rare, 12) * whole ** 2);
    return { bits: fresh + numbersBits(a, b), level: whole >= 0.9 ? 'same' : 'near', reason: shown('names nearly alike') };
  }
  if (a.telling.length === 0 || b.telling.length === 0) {
    const bothGeneric = a.telling.length === 0 && b.telling.length === 0;
    if (bothGeneric && a.joined === b.joined) return { bits: Math.min(bits, 8) + numbersBits(a, b), level: 'same', reason: shown('names agree') };
    return { bits: -5, level: 'other', reason: shown('names differ') };
  }
  if (agreements.length === 0) {
    if (isAcronym(a, b) || isAcronym(b, a)) return { bits: 5, level: 'near', reason: shown('initials agree') };
    return { bits: -6, level: 'other', reason: shown('names differ') };
  }
  // A word that was transliterated one way may have been another way: its being alone says less.
  const scripts = [...leftA, ...leftB].some((word) => word.foreign) ? 0.5 : 1;
  const weight = (words: readonly Word[], kinds: readonly Word[]): number => words.reduce((sum, word) => sum + Math.min(1, wordBits(word.sound, rarity, false) / 8), 0) * scripts + kinds.reduce((sum, word) => sum + (SHOP_SIGNS.has(word.text) ? 0.1 : BRANCHES_OF_A_GROUP.has(word.text) ? 0.7 : 0.3), 0);
  const [heavyA, heavyB] = [weight(leftA, generic.loneA), weight(leftB, generic.loneB)];
  const conflict = Math.min(heavyA, heavyB);
  const excess = Math.abs(heavyA - heavyB);
  bits -= 6.5 * conflict + Math.min(4.5, 1.6 * excess);
  bits += numbersBits(a, b);
  if (a.legal !== null && b.legal !== null) bits += a.legal === b.legal ? 0.4 : -1.2;
  const exact = agreements.every((one) => one.quality >= 0.95);
  if (conflict === 0 && excess < 0.35) return { bits: bits + (exact ? 1.5 : 0), level: 'same', reason: shown(`names agree${exact ? '' : ' but for spelling'}`) };
  if (conflict === 0) return { bits, level: 'near', excess, reason: shown('one name holds the other') };
  return { bits, level: bits > 0 && conflict < 0.7 ? 'near' : 'partly', conflict, branch: [...generic.loneA, ...generic.loneB].some((word) => BRANCHES_OF_A_GROUP.has(word.text)), reason: shown('names agree in part') };
}

function meetAcross(left: Word[], common: Word[]): void {
  for (let at = left.length - 1; at >= 0; at -= 1) {
    const there = common.findIndex((word) => likeness(word, left[at]!) >= 0.8);
    if (there < 0) continue;
    left.splice(at, 1);
    common.splice(there, 1);
  }
}

/** Bits of a name that agrees letter by letter. */
function wholeBits(name: NameForm, rarity: Rarity): number {
  return damped([...name.telling.map((word) => wordBits(word.sound, rarity, false)), ...name.generic.map((word) => Math.min(4, wordBits(word.sound, rarity, true)))]);
}

/** The second word of a name follows from the first more often than by chance, so it adds less than it would alone. */
const damped = (gains: readonly number[]): number => Math.min(26, [...gains].sort((x, y) => y - x).reduce((sum, gain, nth) => sum + gain * ([1, 0.85, 0.7][nth] ?? 0.5), 0));

const OTHER_NUMBER = -6;

function numbersBits(a: NameForm, b: NameForm): number {
  if (a.numbers.length === 0 && b.numbers.length === 0) return 0;
  if (a.numbers.length === 0 || b.numbers.length === 0) return -2;
  return a.numbers.some((number) => b.numbers.includes(number)) ? (a.numbers.join() === b.numbers.join() ? 3 : 0) : OTHER_NUMBER;
}

/** Pairs words of both names, best first; a word that the other name splits in two meets both halves. */
function align(a: readonly Word[], b: readonly Word[]): { agreements: Agreement[]; loneA: Word[]; loneB: Word[] } {
  const agreements: Agreement[] = [];
  const [leftA, leftB] = [[...a], [...b]];
  for (let at = 0; at < leftA.length;) {
    const there = leftB.findIndex((word) => word.text === leftA[at]!.text);
    if (there < 0) { at += 1; continue; }
    agreements.push({ word: leftA[at]!, quality: 1 });
    leftA.splice(at, 1);
    leftB.splice(there, 1);
  }
  if (leftA.length === 0 || leftB.length === 0) return { agreements, loneA: leftA, loneB: leftB };
  joinHalves(leftA, leftB, agreements);
  joinHalves(leftB, leftA, agreements);
  const pairs = leftA.flatMap((one) => leftB.map((other) => ({ one, other, quality: wordLikeness(one, other) }))).filter((pair) => pair.quality > 0).sort((x, y) => y.quality - x.quality);
  for (const { one, other, quality } of pairs) {
    const [atA, atB] = [leftA.indexOf(one), leftB.indexOf(other)];
    if (atA < 0 || atB < 0) continue;
    agreements.push({ word: one, quality });
    leftA.splice(atA, 1);
    leftB.splice(atB, 1);
  }
  return { agreements, loneA: leftA, loneB: leftB };
}

function wordLikeness(a: Word, b: Word): number {
  const like = likeness(a, b);
  if (like > 0) return like;
  // An initial: "J Tallow" and "Jonas Tallow".
  return a.text[0] === b.text[0] && (a.text.length === 1 || b.text.length === 1) ? 0.5 : 0;
}

function joinHalves(halves: Word[], wholes: Word[], agreements: Agreement[]): void {
  for (let at = 0; at + 1 < halves.length; at += 1) {
    const [first, second] = [halves[at]!, halves[at + 1]!];
    const there = wholes.findIndex((word) => word.text === first.text + second.text || word.sound === first.sound + second.sound);
    if (there < 0) continue;
    agreements.push({ word: wholes[there]!, quality: 1 });
    halves.splice(at, 2);
    wholes.splice(there, 1);
    at -= 1;
  }
}

/** Likeness of whole names, 0 unless nearly all letters agree. */
function wholeLikeness(a: NameForm, b: NameForm): number {
  const length = Math.min(a.joined.length, b.joined.length);
  if (length < 6 || Math.abs(a.joined.length - b.joined.length) > 2 + length / 10) return 0;
  const slipped = slips(a.joined, b.joined, length >= 18 ? 3 : length >= 10 ? 2 : 1);
  if (slipped <= 3) return [1, 0.9, 0.8, 0.75][slipped]!;
  const [bonesA, bonesB] = [a.joined.replace(/[aeiou]/g, ''), b.joined.replace(/[aeiou]/g, '')];
  return bonesA === bonesB && bonesA.length >= 5 ? 0.75 : 0;
}

/** "GoldenLampCrafts" is "Golden Lamp Crafts", in whichever order: one word that is all words of the other. */
function runTogether(one: NameForm, many: NameForm): boolean {
  if (one.telling.length !== 1 || one.generic.length + one.numbers.length > 0) return false;
  const parts = [...many.telling, ...many.generic].map((word) => word.text);
  const consumes = (rest: string, left: readonly string[]): boolean => (left.length === 0 ? rest === '' : left.some((part, at) => rest.startsWith(part) && consumes(rest.slice(part.length), left.filter((_, other) => other !== at))));
  return parts.length > 1 && parts.length <= 5 && many.numbers.length === 0 && parts.join('').length === one.telling[0]!.text.length && consumes(one.telling[0]!.text, parts);
}

/** Whether what is left of both names could be one word mistyped: three slips in a long name are few, in one short word they make another. */
function slipsAlone(left: readonly Word[], other: readonly Word[]): boolean {
  const [a, b] = [left, other].map((words) => words.map((word) => word.sound).join('')) as [string, string];
  return slips(a, b, Math.max(1, Math.floor(Math.min(a.length, b.length) / 3))) < Infinity;
}

/** "HBB" for "Hamburger Blumen Börse". */
function isAcronym(short: NameForm, long: NameForm): boolean {
  if (short.telling.length !== 1 || short.generic.length > 1) return false;
  const [{ text }] = short.telling as [Word];
  const words = [...long.telling, ...long.generic];
  if (text.length < 3 || text.length > 5 || words.length < text.length) return false;
  const initials = [...text].sort().join('');
  return words.length === text.length && words.map((word) => word.text[0]).sort().join('') === initials;
}
