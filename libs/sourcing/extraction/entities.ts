import { Parser } from 'htmlparser2';

/** The few that make up nearly every entity on a shop's page; the more than two thousand others are left to the library's decoder. */
const COMMON = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"], ['nbsp', '\u00a0'], ['#39', "'"], ['#34', '"'], ['#38', '&'], ['#160', '\u00a0'], ['#x27', "'"], ['#x2F', '/']]);
const LONGEST_COMMON = 4;

/** The entity that begins with the "&" at `mark`: undefined where none does, `rare` where only the full decoder can tell. */
export function entityAt(html: string, mark: number, limit: number): { text: string; end: number } | 'rare' | undefined {
  if (mark + 1 >= limit) return undefined;
  const next = html.charCodeAt(mark + 1) | 0x20;
  if (!((next >= 0x61 && next <= 0x7a) || html.charCodeAt(mark + 1) === 0x23)) return undefined;
  for (let end = mark + 2; end < limit && end <= mark + 1 + LONGEST_COMMON; end++) {
    if (html.charCodeAt(end) !== 0x3b) continue;
    const text = COMMON.get(html.slice(mark + 1, end));
    return text === undefined ? 'rare' : { text, end: end + 1 };
  }
  return 'rare';
}

/** What the library has read so far; a parser of its own for every text would cost more than the reading. */
let out = '';
const texts = new Parser({ ontext: (piece) => { out += piece.replaceAll('<\0', '<'); } });
const values = new Parser({ onattribute: (_name, value) => { out = value; } });

/** Every entity of a text. Where tags are text they must not become tags here, so something that begins none is put after each "<". */
export function decodeText(text: string): string {
  out = '';
  texts.parseComplete(text.replaceAll('<', '<\0'));
  return out;
}

/** Every entity of an attribute's value, where an "&" before a name without ";" mostly means itself (WHATWG HTML 13.2.5.73). */
export function decodeAttribute(value: string): string {
  if (!value.includes('&')) return value;
  const quotes = (value.includes('"') ? 1 : 0) + (value.includes("'") ? 2 : 0);
  // With both in it, it was written without any, and must be read as it was written.
  if (quotes === 3) return libraryValue(`<a b=${value}>`);
  const quote = quotes === 1 ? "'" : '"';
  // The usual kind of address, `?a=1&amp;b=2`, in a loop; the rest in the library's words.
  let read = '';
  let clean = 0;
  for (let mark = value.indexOf('&'); mark >= 0; mark = value.indexOf('&', mark + 1)) {
    const entity = entityAt(value, mark, value.length);
    if (entity === 'rare') return read + libraryValue(`<a b=${quote}${value.slice(clean)}${quote}>`);
    if (entity === undefined) continue;
    read += value.slice(clean, mark) + entity.text;
    clean = entity.end;
  }
  return read + value.slice(clean);
}

function libraryValue(tag: string): string {
  out = '';
  values.parseComplete(tag);
  return out;
}
