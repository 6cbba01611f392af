import anyAscii from 'any-ascii';
import { jaroWinkler } from '@skyra/jaro-winkler';

/**
 * One word in the three spellings that comparing needs. `text`: ASCII, lower case. `sound`: spellings of one sound
 * brought together (Müller, Mueller, Muller; Yuri, Juri), without a final plural s. `bones`: its consonants, for scripts that write no vowels.
 */
export interface Word {
  readonly text: string;
  readonly sound: string;
  readonly bones: string;
  /** Written in a script other than Latin; its transliteration is only one of several. */
  readonly foreign: boolean;
}

const known = new Map<string, Word>();
/** The common words of a list repeat, and are spelled out once; its rare ones, a hundred megabytes in a list of a hundred thousand, are not worth keeping. */
const REMEMBERED = 30_000;

export function wordOf(text: string, foreign = false): Word {
  const key = foreign ? `~${text}` : text;
  let word = known.get(key);
  if (!word) {
    if (known.size >= REMEMBERED) known.clear();
    const sound = soundOf(text);
    word = { text, sound, bones: sound.replace(/[aeiou]/g, ''), foreign };
    known.set(key, word);
  }
  return word;
}

/** Scripts without spaces write figures straight after letters. */
const BESIDE_FIGURES = /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])(?=\d)|(?<=\d)(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])/gu;

/** Splits text of any script into words: NFKC, transliterated, lower case; apostrophes join, dots of initials join, everything else parts. */
export function wordsOf(text: string): Word[] {
  const parts = text.normalize('NFKC').toLowerCase().replace(/[’'`´]/gu, '').replace(BESIDE_FIGURES, ' ').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const words: Word[] = [];
  let initials = '';
  const endInitials = (): void => {
    if (initials !== '') words.push(wordOf(initials));
    initials = '';
  };
  for (const part of parts) {
    const foreign = /[^\p{Script=Latin}\p{M}\p{N}]/u.test(part);
    // The Arabic article is written as one word with its noun; Latin spellings set it apart.
    const ascii = anyAscii(part.replace(/^(?:ال|וה)(?=\p{L}{3})/u, '')).toLowerCase().replace(/[^a-z0-9]/g, '');
    if (ascii === '') continue;
    if (ascii.length === 1 && !/\d/.test(ascii)) {
      initials += ascii;
      continue;
    }
    endInitials();
    words.push(wordOf(ascii, foreign));
  }
  endInitials();
  return words;
}

/** Scanners read o as 0 and l as 1 in the midst of letters. */
function asScanned(text: string): string {
  return /\d/.test(text) && /[a-z].*[a-z].*[a-z]/.test(text) ? text.replace(/0/g, 'o').replace(/1/g, 'l').replace(/5/g, 's').replace(/8/g, 'b') : text;
}

/** Spellings of one sound, most specific first: German umlauts, the several romanisations of Slavic, Greek and Arabic letters, doubled letters. */
function soundOf(text: string): string {
  const letters = asScanned(text);
  if (/\d/.test(letters)) return letters;
  const sound = letters
    .replace(/tsch|tch/g, 'ch').replace(/sch|sh|sz/g, 's').replace(/zh|dz/g, 'z').replace(/kh|ch/g, 'h').replace(/gh/g, 'g').replace(/ph/g, 'f').replace(/th/g, 't')
    .replace(/ae/g, 'a').replace(/oe/g, 'o').replace(/ue/g, 'u').replace(/ck|qu|q/g, 'k').replace(/c(?=[eiy])|ts|tz/g, 's').replace(/c/g, 'k').replace(/x/g, 'ks')
    .replace(/w/g, 'v').replace(/[yj]/g, 'i').replace(/(.)\1+/g, '$1');
  return sound.length > 3 ? sound.replace(/s$/, '') : sound;
}

/**
 * How surely two words are one, 0 to 1: same letters, same sound, a typing error (a slip or two, or Jaro-Winkler ≥ .93), an abbreviation
 * (Intl, Deli, Bros), or the same consonants.
 */
export function likeness(a: Word, b: Word): number {
  if (a.text === b.text) return 1;
  if (a.sound === b.sound) return 0.95;
  if (/\d/.test(a.sound) || /\d/.test(b.sound)) return 0;
  const [short, long] = a.text.length <= b.text.length ? [a, b] : [b, a];
  if (short.text.length >= 4 && long.text.length - short.text.length <= 2) {
    const slipped = slips(a.text, b.text, long.text.length >= 8 ? 2 : 1);
    if (slipped === 1) return short.text.length >= 5 ? 0.9 : 0.75;
    if (slipped === 2) return 0.75;
    if (short.text.length >= 6 && jaroWinkler(a.sound, b.sound) >= 0.93) return 0.75;
  }
  const foreign = a.foreign || b.foreign;
  if (a.bones === b.bones && a.bones.length >= (foreign ? 3 : 4)) return foreign ? 0.85 : 0.75;
  return abbreviates(short.text, long.text) ? 0.7 : 0;
}

let rows: [number[], number[], number[]] = [[], [], []];
/**
 * Slips of the finger between two words: letters missed, added, changed, or swapped with a neighbour (optimal string
 * alignment). Infinity when there are more than `most`.
 */
export function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let [before, last, now] = rows;
  for (let j = 0; j <= b.length; j += 1) last[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    now[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = same ? last[j - 1]! : 1 + Math.min(last[j - 1]!, last[j]!, now[j - 1]!);
      if (!same && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      now[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return Infinity;
    [before, last, now] = [last, now, before];
  }
  rows = [before, last, now];
  return last[b.length]! > most ? Infinity : last[b.length]!;
}

/** "deli" of "delicatessen", "intl" of "international": a beginning, or letters in their order that keep the first and the last. */
export function abbreviates(short: string, long: string): boolean {
  if (short.length < 3 || long.length < short.length + 2 || short[0] !== long[0]) return false;
  if (long.startsWith(short)) return long.length <= 14;
  if (short.length > 5 || long.length < 6 || short.at(-1) !== long.at(-1)) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length && !/[aeiou]{2}/.test(short);
}
