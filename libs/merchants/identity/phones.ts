import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** A telephone number: `full` is E.164 where the country is known, `tail` its last nine digits at most, which also meet without one. */
export interface Phone {
  readonly full: string | null;
  readonly tail: string;
  /** The digits without the country's code, for finding a slip of the finger. */
  readonly national: string;
}

const LETTERS = '22233344455566677778889999';

/** The numbers that a field holds, at most three: "030/123456 ext. 7; +49 171 …". Fillers such as 000000 are none. */
export function phonesIn(field: string | null | undefined, country: string | null): Phone[] {
  const text = (field ?? '').normalize('NFKC').trim();
  if (text === '') return [];
  const found = new Map<string, Phone>();
  for (const part of text.split(/[;|,\n]|\s(?:or|oder|ou|und|and)\s|\s\/\s/iu).slice(0, 3)) {
    const phone = phoneOf(part, country);
    if (phone) found.set(phone.tail, phone);
  }
  return [...found.values()];
}

function phoneOf(shown: string, country: string | null): Phone | null {
  const text = shown.replace(/(?:ext\.?|extension|x|durchwahl|poste)\s*\.?\s*\d{1,6}\s*$/iu, '').replace(/[a-z]/gi, (letter, at: number, whole: string) => (/\d.*\d.*\d/.test(whole.slice(0, at)) ? LETTERS[letter.toLowerCase().charCodeAt(0) - 97]! : ' '));
  const digits = text.replace(/\D/g, '');
  if (digits.length < 6 || digits.length > 17 || /^(\d)\1*$/.test(digits.slice(-6)) || /^0*123456789?0?$/.test(digits)) return null;
  const written = text.trim().startsWith('00') ? `+${digits.slice(2)}` : text;
  const parsed = country !== null || written.trim().startsWith('+') ? parsePhoneNumberFromString(written, country === null ? {} : { defaultCountry: country as CountryCode }, metadata) : undefined;
  const national = (parsed ? String(parsed.nationalNumber) : digits).replace(/^0+/, '');
  if (national.length < 5) return null;
  return { full: parsed?.isPossible() ? parsed.number : null, tail: tailOf(national), national };
}

export const tailOf = (national: string): string => national.slice(-9);

/** `same`: one number; `local`: one number that one page writes without its area; `slip`: one digit off or two swapped; `other`. */
export function comparePhones(a: Phone, b: Phone): 'same' | 'local' | 'slip' | 'other' {
  if (a.full !== null && a.full === b.full) return 'same';
  const countriesDiffer = a.full !== null && b.full !== null;
  if (a.tail === b.tail && a.tail.length >= 7) return countriesDiffer ? 'local' : 'same';
  const [short, long] = a.national.length <= b.national.length ? [a.national, b.national] : [b.national, a.national];
  if (short.length >= 7 && long.endsWith(short)) return 'local';
  return a.national.length === b.national.length && a.national.length >= 8 && isSlip(a.national, b.national) ? 'slip' : 'other';
}

function isSlip(a: string, b: string): boolean {
  const off = [...a].flatMap((digit, at) => (digit === b[at] ? [] : [at]));
  return off.length === 1 || (off.length === 2 && off[1] === off[0]! + 1 && a[off[0]!] === b[off[1]!] && a[off[1]!] === b[off[0]!]);
}
