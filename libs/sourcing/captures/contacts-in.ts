/** From and to (exclusive) in a text. */
export type Range = readonly [from: number, to: number];

const BETWEEN = String.raw`[ \u00a0\u2009\u202f.\-\u2010-\u2013/()]{0,3}`;
const AT = String.raw`(?:@|\uff20|[([{]\s?at\s?[)\]}])`;
const DOT = String.raw`(?:\.|\s?[([{]\s?dot\s?[)\]}]\s?)`;
/** Words before a number that make it one to call, in the languages of the marketplaces that recipes read. */
const LABELS = 'tel|phone|telephone|telefon|teléfono|telefono|telefone|téléphone|fon|fax|mobile|mobil|móvil|cellulare|portable|handy|whatsapp|viber|hotline|call|тел|телефон|電話|电话|手机|전화|☎|📞|✆|📱';
const PATTERNS: readonly RegExp[] = [
  new RegExp(String.raw`[\p{L}\p{N}][\p{L}\p{N}._%+'\-]{0,63}\s?${AT}\s?[\p{L}\p{N}\-]{1,63}(?:${DOT}[\p{L}\p{N}\-]{1,63}){1,5}`, 'giu'),
  // With the country: +49 30 1234567, 0049 (30) 123.
  new RegExp(String.raw`(?<![\p{L}\d])(?:\+|00)${BETWEEN}\d(?:${BETWEEN}\d){6,14}(?!\d)`, 'gu'),
  // Inside a country: (030) 123 45 67, 0171/1234567, (555) 010-1234, 555-010-1234.
  new RegExp(String.raw`(?<![\p{L}\d.,])\(?0\d(?:${BETWEEN}\d){5,13}(?!\d)`, 'gu'),
  /(?<!\d)(?:\(\d{3}\)|\d{3})[ \u00a0.-]?\d{3}[ .-]\d{4}(?!\d)/gu,
];
const LABELLED = new RegExp(String.raw`(?<!\p{L})(?:${LABELS})(?!\p{L})[^\d\n]{0,20}\n{0,3}[^\d\n]{0,10}(\d(?:${BETWEEN}\d){4,14})`, 'giu');

/** Addresses of mails and numbers to call in a text whose blocks stand on lines of their own. Rather one number too many than one too few. Pure, in time that grows with the length. */
export function contactsIn(text: string): Range[] {
  const found: Range[] = PATTERNS.flatMap((pattern) => [...text.matchAll(pattern)].map((match): Range => [match.index, match.index + match[0].length]));
  for (const match of text.matchAll(LABELLED)) found.push([match.index + match[0].length - match[1]!.length, match.index + match[0].length]);
  return found;
}
