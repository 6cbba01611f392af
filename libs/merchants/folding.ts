/** Letters that Unicode does not decompose, as people type them without. */
const LETTERS: Record<string, string> = { ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i' };

/**
 * The form in which a search and what it looks for are compared: NFKD, marks stripped, lower case. Done here and not in
 * SQL, because `lower` and `ilike` follow the database's locale: on SQL_ASCII or C, 'Ä' and 'ä' never meet.
 */
export function foldForSearch(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[ßłøđðþæœı]/g, (letter) => LETTERS[letter]!).replace(/\s+/g, ' ').trim();
}

/** Words of a search, folded; every one of them must be found. At most eight, so that a pasted page stays a cheap search. */
export function searchWords(query: string): string[] {
  return foldForSearch(query).split(' ').filter(Boolean).slice(0, 8);
}

/** A folded word as a LIKE pattern that finds it anywhere. */
export function likeAnywhere(word: string): string {
  return `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
