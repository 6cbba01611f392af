import { withoutLegalForms, withoutScriptForms } from './legal-forms.js';
import { FILLERS, GENERIC, numberIn } from './name-words.js';
import { wordsOf, type Word } from './words.js';

/** One name of a business, ready to be compared. */
export interface NameForm {
  readonly shown: string;
  /** Words that tell, in their order. */
  readonly telling: readonly Word[];
  /** Words that say what kind of business it is. */
  readonly generic: readonly Word[];
  /** Words in brackets, and those after "at the": they may agree, never contradict. */
  readonly aside: readonly Word[];
  /** Figures in the name, such as a branch number. */
  readonly numbers: readonly string[];
  /** Family of legal forms, or null. */
  readonly legal: string | null;
  /** The sounds of all words together, without legal form: for words that one page joins and the next splits. */
  readonly joined: string;
}

/** Between a legal name and the one on the door. */
const ALSO = /\s(?:d[./]?\s?b[./]?\s?a\.?|t[./]\s?a\.?|trading as|doing business as|also known as|a\.?k\.?a\.?|formerly(?: known as)?|vormals|früher|ehemals|firmierend als)\s*:?\s/iu;

/** Where a business is to be found, in its name: "Candle Bar at the Copper Hotel" is not that hotel. */
const WITHIN = /\s(?:at|inside|im|beim)\s|\s@\s?/iu;

/** The names that a line holds: "Tallow Ltd t/a Candle House" holds two. Empty for a line without a letter. */
export function namesIn(line: string | null | undefined): NameForm[] {
  const text = (line ?? '').normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (text === '') return [];
  return ` ${text} `.split(ALSO).map((part) => nameForm(part.trim())).filter((form) => form.joined !== '');
}

export function nameForm(shown: string): NameForm {
  const inScript = withoutScriptForms(shown);
  const brackets = [...inScript.text.matchAll(/[([{]([^()[\]{}]*)[)\]}]/gu)].map((match) => match[1]!);
  const { own: outside, within } = ownPart(inScript.text.replace(/[([{][^()[\]{}]*[)\]}]/gu, ' '));
  const hasOutside = /[\p{L}\p{N}]/u.test(outside);
  const { words, family } = withoutLegalForms(wordsOf((hasOutside ? outside : inScript.text).replace(/[&+]/g, ' & ')));
  const withoutFillers = words.filter((word) => !FILLERS.has(word.text));
  const kept = withoutFillers.length > 0 ? withoutFillers : words;
  const asideWords = [...(hasOutside ? brackets.flatMap(wordsOf) : []), ...wordsOf(within).filter((word) => !/^\d+$/.test(word.text))];
  // "(No. 2)" tells one company of a group from the next.
  const numbers = asideWords.flatMap((word) => (/^\d{1,3}$/.test(word.text) ? [word.text.replace(/^0+(?=\d)/, '')] : []));
  const telling: Word[] = [];
  const generic: Word[] = [];
  for (const word of kept) {
    const number = /^\d+$/.test(word.text) ? word.text.replace(/^0+(?=\d)/, '') : kept.length > 1 ? numberIn(word.text) : null;
    if (number !== null) numbers.push(number);
    else (GENERIC.has(word.text) ? generic : telling).push(word);
  }
  return {
    shown, generic, numbers, telling, legal: family ?? inScript.family,
    aside: asideWords.filter((word) => !FILLERS.has(word.text)),
    joined: kept.map((word) => (kept.length > 1 ? numberIn(word.text) : null) ?? word.sound).join(''),
  };
}

/** Parts "Candle Bar" from "at the Copper Hotel", where a word that tells stands before it. */
function ownPart(text: string): { own: string; within: string } {
  const found = WITHIN.exec(text);
  if (!found || !wordsOf(text.slice(0, found.index)).some((word) => !GENERIC.has(word.text) && !FILLERS.has(word.text) && !/^\d+$/.test(word.text))) return { own: text, within: '' };
  return { own: text.slice(0, found.index), within: text.slice(found.index + found[0].length) };
}
