/**
 * arriving → mapping → checking → checked → taking → taken. `mapping` waits for a person to match the columns, `checked` for one to say
 * "take in"; `checking` and `taking` are the worker's. `unchanged`: it says nothing that is not known, so no run was made.
 * What becomes of a taken import is its run's state.
 */
export const IMPORT_STATES = ['arriving', 'mapping', 'checking', 'checked', 'taking', 'taken', 'unchanged', 'discarded'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export type ImportForm = 'file' | 'json';

/**
 * What taking a row in would do. `repeated`: word for word what an earlier row says. `conflict`: it contradicts another row or a
 * storefront, so it is left to a person. `bad`: a cell cannot be read.
 */
export const VERDICTS = ['new', 'changed', 'unchanged', 'repeated', 'conflict', 'bad'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A value that is there, and what the row says instead. `field` is one of the mapping's. */
export interface RowChange { readonly field: string; readonly from: string | null; readonly to: string | null }

/** Rows by verdict, and products or sellers of the last good list that this one lacks. */
export type ImportSummary = Readonly<Record<Verdict, number>> & { readonly gone: number };
