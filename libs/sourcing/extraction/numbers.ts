/** What a number is for decides how its marks are read: "1.234" is a thousand as a count and one and a bit as a rating. */
export type NumberUse = 'count' | 'amount' | 'decimal';

export interface Written {
  /** Plain decimal digits, "." as the only mark: "1234567.89". */
  digits: string;
  /** The number's own text on the page. */
  text: string;
  start: number;
  end: number;
}

/** Marks that group or part digits: point, comma, Arabic ٫ ٬, apostrophes, and every white space that is used between thousands. */
const TOKEN = /\d+(?:[.,'’٫٬ \u00a0\u2009\u202f]\d+)*/g;
const SPACES = /[ \u00a0\u2009\u202f]/;
const FOREIGN_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\uff10-\uff19]/g;

/** Arabic, Persian, Hindi, Bengali and full-width digits as 0–9; the text keeps its length. */
export function westernDigits(text: string): string {
  return text.replace(FOREIGN_DIGITS, (char) => String((char.charCodeAt(0) - (char >= '\uff10' ? 0xff10 : char < '\u06f0' ? 0x660 : char < '\u0966' ? 0x6f0 : char < '\u09e6' ? 0x966 : 0x9e6)) % 10));
}

/**
 * Every number written in a text, in order. `decimal` is the mark that the page's language parts decimals with; it only decides
 * where the number itself does not ("1.234").
 */
export function numbersIn(text: string, use: NumberUse, decimal?: '.' | ','): Written[] {
  const western = westernDigits(text);
  const found: Written[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(western); match; match = TOKEN.exec(western)) {
    for (const { text: written, start } of splitAtLooseSpaces(match[0], match.index)) found.push({ digits: readMarks(written, use, decimal), text: written, start, end: start + written.length });
  }
  return found;
}

/** A space groups thousands only where exactly three digits follow: "10 224" is one number, "4.5 12" are two. */
function splitAtLooseSpaces(token: string, start: number): { text: string; start: number }[] {
  if (!SPACES.test(token)) return [{ text: token, start }];
  const pieces: { text: string; start: number }[] = [];
  let from = 0;
  for (let at = 0; at < token.length; at++) {
    if (!SPACES.test(token[at] ?? '')) continue;
    const before = token.slice(from, at);
    const after = /^\d+/.exec(token.slice(at + 1))?.[0] ?? '';
    const lead = /(?:^|[ \u00a0\u2009\u202f])(\d+)$/.exec(before)?.[1] ?? '';
    if (after.length === 3 && lead.length >= 1 && lead.length <= 3) continue;
    pieces.push({ text: before, start: start + from });
    from = at + 1;
  }
  pieces.push({ text: token.slice(from), start: start + from });
  return pieces;
}

const PLAIN = /^[0-9]+$/;
/** By far the most numbers that are not plain: one point or comma. */
const PARTED = /^([0-9]+)([.,])([0-9]+)$/;

function readMarks(text: string, use: NumberUse, decimal?: '.' | ','): string {
  if (PLAIN.test(text)) return strip(text);
  const [, before, mark, after] = PARTED.exec(text) ?? [];
  if (before !== undefined && mark !== undefined && after !== undefined) return partsDecimals(before, after, mark, mark, use, decimal) ? `${strip(before)}.${after}` : strip(before + after);
  const marks = text.replace(/٫/g, ',').replace(/٬/g, '.').replace(/[0-9]/g, '');
  const last = text.search(/[^0-9][0-9]*$/);
  const lastMark = marks[marks.length - 1] ?? '';
  const fraction = text.slice(last + 1);
  const whole = text.slice(0, last);
  const isPointOrComma = lastMark === '.' || lastMark === ',';
  const once = marks.split(lastMark).length === 2;
  if (isPointOrComma && once && partsDecimals(whole, fraction, marks, lastMark, use, decimal)) return `${strip(whole.replace(/[^0-9]/g, ''))}.${fraction}`;
  return strip(text.replace(/[^0-9]/g, ''));
}

function partsDecimals(whole: string, fraction: string, marks: string, mark: string, use: NumberUse, decimal?: '.' | ','): boolean {
  const alone = marks.length === 1;
  // Two kinds of marks: the last one parts the decimals ("1.234,56"), unless what follows looks like a group again in a count.
  if (!alone) return use !== 'count' || fraction.length !== 3;
  if (use === 'decimal') return true;
  if (fraction.length !== 3) return true;
  if (/^0+$/.test(whole)) return true;
  if (whole.length > 3) return true;
  return use === 'amount' && decimal === mark;
}

const strip = (digits: string): string => (digits.startsWith('0') ? digits.replace(/^0+(?=\d)/, '') : digits);
