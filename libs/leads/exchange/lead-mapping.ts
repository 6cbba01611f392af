import type { CustomFieldRow } from '#merchants';
import { COLUMN_NAMES, COLUMNS, FIELD_PREFIX, type ColumnName } from './columns.js';
import type { LeadMapping } from './columns.js';

/** What a column of a file can be taken for. Columns that an export only tells (stage, score, …) are known by name and not taken in. */
export interface Target { readonly name: string; readonly label: string; readonly use: 'key' | 'check' | 'kept' | 'new' }

export function targetsOf(fields: readonly CustomFieldRow[]): Target[] {
  const fixed = COLUMN_NAMES.filter((name) => COLUMNS[name].use !== 'told').map((name) => ({ name: name as string, label: COLUMNS[name].label as string, use: COLUMNS[name].use as Target['use'] }));
  return [...fixed, { name: 'category', label: COLUMNS.category.label, use: 'new' }, ...fields.filter((field) => !field.retired).map((field) => ({ name: `${FIELD_PREFIX}${field.key}`, label: field.label, use: 'kept' as const }))];
}

/** A first mapping from header names, for a person to look over. A column of an export finds itself; a column is used once. */
export function guess(columns: readonly string[], targets: readonly Target[]): LeadMapping {
  const chosen: Record<string, string> = {};
  const folded = columns.map(fold);
  const taken = new Set<string>();
  for (const { name, label } of targets) {
    const words = name.startsWith(FIELD_PREFIX) ? [fold(name), fold(name.slice(FIELD_PREFIX.length)), fold(label)] : [fold(name), ...COLUMNS[name as ColumnName].words];
    const column = columns.find((one) => one === name && !taken.has(one)) ?? columns[folded.findIndex((one, place) => words.includes(one) && !taken.has(columns[place]!))];
    if (column === undefined) continue;
    chosen[name] = column;
    taken.add(column);
  }
  return chosen;
}

/** What a mapping lacks before rows can be read with it; empty when it can be used. */
export function lacks(mapping: LeadMapping, columns: readonly string[], targets: readonly Target[]): Array<{ field: string; message: string }> {
  const known = new Set(targets.map((target) => target.name));
  const wrong = Object.entries(mapping).flatMap(([target, column]) => (!known.has(target) ? [{ field: target, message: `There is nothing called "${target}" to take in.` }] : !columns.includes(column) ? [{ field: target, message: `The file has no column "${column}".` }] : []));
  if (new Set(Object.values(mapping)).size < Object.keys(mapping).length) wrong.push({ field: 'columns', message: 'A column is chosen twice.' });
  if (!['lead_id', 'merchant_id', 'name', 'legal_name'].some((target) => mapping[target])) wrong.push({ field: 'name', message: 'Merchants are told by an id or by their name: match one of these columns.' });
  return wrong;
}

const fold = (header: string): string => header.normalize('NFKD').toLowerCase().replace(/ß/g, 'ss').replace(/[^\p{L}\p{N}]/gu, '');
