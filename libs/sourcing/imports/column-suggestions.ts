import { FIELD_NAMES, FIELDS, type FieldName } from './fields.js';
import { KEYS, type Key, type Mapping } from './mapping.js';

/**
 * A first mapping from header names, for a person to look over: a column is used once, and the likelier name wins. What the list's last file
 * was read with comes before any guess, as far as its columns are still there.
 * @param known the mapping of the list's last import.
 */
export function suggestMapping(columns: readonly string[], known: Mapping | null = null): Mapping {
  const chosen: Partial<Record<FieldName, string>> = {};
  const taken = new Set<string>();
  const take = (field: FieldName, column: string): void => {
    chosen[field] = column;
    taken.add(column);
  };
  if (known) for (const field of FIELD_NAMES) if (known.columns[field] && columns.includes(known.columns[field])) take(field, known.columns[field]);
  // A list that was matched before is not guessed at: a person left columns out on purpose.
  if (taken.size === 0) {
    const folded = columns.map(fold);
    const words = FIELD_NAMES.flatMap((field) => FIELDS[field].words.map((word, place) => ({ field, word, place }))).sort((a, b) => a.place - b.place);
    for (const { field, word } of words) {
      const column = columns[folded.indexOf(word)];
      if (column !== undefined && !chosen[field] && !taken.has(column)) take(field, column);
    }
  }
  const key: Key = known && chosen[known.key] ? known.key : KEYS.find((one) => chosen[one]) ?? 'sellerId';
  return { columns: chosen, key, decimal: known?.decimal ?? null, currency: known?.currency ?? null, ratingOutOf: known?.ratingOutOf ?? 5 };
}

/** "Anzahl Bewertungen" → "anzahlbewertungen", "Währung" → "wahrung". */
const fold = (header: string): string => header.normalize('NFKD').toLowerCase().replace(/ß/g, 'ss').replace(/[^\p{L}\p{N}]/gu, '');
