import { z } from 'zod';
import { currencyOf } from '../extraction/money.js';
import { FIELD_NAMES, type FieldName } from './fields.js';

/** By what a row is told to be a seller that is known already. `sellerId` is the marketplace's own id. */
export const KEYS = ['sellerId', 'vat', 'registration', 'email', 'url', 'name'] as const satisfies readonly FieldName[];
export type Key = (typeof KEYS)[number];

/** Which column says what, and what the numbers mean where they do not say it themselves. */
export const mappingSchema = z.strictObject({
  columns: z.partialRecord(z.enum(FIELD_NAMES), z.string().min(1).max(300)),
  key: z.enum(KEYS),
  /** The mark that parts decimals, for numbers that do not show it: "1.234" is a thousand or one and a bit. */
  decimal: z.enum(['.', ',']).nullable().default(null),
  /** ISO 4217; of amounts without a currency of their own. */
  currency: z.string().trim().toUpperCase().refine((code) => currencyOf(code) === code, 'must be an ISO 4217 code such as EUR').nullable().default(null),
  /** The best rating there is: 5, 10 or 100. */
  ratingOutOf: z.union([z.literal(5), z.literal(10), z.literal(100)]).default(5),
});
export type Mapping = z.output<typeof mappingSchema>;

/**
 * What a mapping lacks before rows can be read with it, by its field; empty when it can be used.
 * @param columns of the file.
 */
export function lacks({ columns: chosen, key }: Mapping, columns: readonly string[]): Array<{ field: string; message: string }> {
  const wrong: Array<{ field: string; message: string }> = [];
  for (const [field, column] of Object.entries(chosen)) if (!columns.includes(column)) wrong.push({ field: `columns.${field}`, message: `The file has no column "${column}".` });
  if (!chosen[key]) wrong.push({ field: 'key', message: 'Sellers are told apart by this, so it needs a column.' });
  if (!chosen.name && !chosen.businessName) wrong.push({ field: 'columns.name', message: 'A seller needs a name: match the shop name or the business name.' });
  return wrong;
}
