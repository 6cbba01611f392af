import { StreamableFile } from '@nestjs/common';

export const MASK = '•••';

/** Fields that hold a way to reach somebody, wherever they stand in an answer. */
const FIELDS = /^(e-?mail|phone|telephone|mobile|address|street|contacts?)$/i;
const EMAIL = /[^\s<>"(),:;@\\[\]]+(?:@|%40|&#0*64;|&#x0*40;|\s?[[(]at[\])]\s?)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
/** International form, or a trunk zero followed by groups; not within a word, an id, a date or an amount. */
const PHONE = /(?<![\w.,:-])(?:(?:\+|00)\d[\d\s().\/-]{6,18}\d|0\d{1,5}[\s\/-]{1,3}\d[\d\s\/-]{4,14}\d)(?![\w:]|[.,-]\d)/g;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** A recipe, and which column is matched to what, go back as they came; masked they would be others. */
const OURS = new Set(['yaml', 'mapping']);

/** Text in which nobody can be reached any more. */
export const maskText = (text: string): string => (UUID.test(text) ? text : text.replace(EMAIL, MASK).replace(PHONE, MASK));

/**
 * An answer without ways to reach anybody: for people who keep the machine running and see no contact data (FEATURES X1).
 * A net, not a wall: addresses that are about contacts refuse them; this covers pages, cells and readings in between.
 */
export function maskContacts(value: unknown, field = ''): unknown {
  if (OURS.has(field)) return value;
  if (typeof value === 'string') return FIELDS.test(field) ? MASK : maskText(value);
  if (Array.isArray(value)) return value.map((one) => maskContacts(one, field));
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof StreamableFile || Buffer.isBuffer(value)) return value;
  const columns = contactColumns(value as Record<string, unknown>);
  const masked = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskContacts(inner, key)]));
  return columns.length > 0 ? maskCells(masked, columns) : masked;
}

/** Where the columns of an imported file stand that were matched to ways of reaching somebody. */
function contactColumns(value: Record<string, unknown>): number[] {
  const mapping = (value.mapping as { columns?: Record<string, string> } | null | undefined)?.columns;
  if (!Array.isArray(value.columns) || !mapping) return [];
  return Object.entries(mapping).filter(([name]) => FIELDS.test(name)).map(([, column]) => (value.columns as string[]).indexOf(column)).filter((at) => at >= 0);
}

function maskCells(value: unknown, columns: readonly number[]): unknown {
  if (Array.isArray(value)) return value.map((one) => maskCells(one, columns));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'cells' && Array.isArray(inner) ? inner.map((cell: unknown, at) => (columns.includes(at) && cell ? MASK : cell)) : maskCells(inner, columns)]));
}
