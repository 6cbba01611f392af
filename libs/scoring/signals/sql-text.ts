import { WHOLE } from '../model.js';

/** "4,210" */
export const count = (expression: string): string => `to_char(${expression}, 'FM999,999,999,990')`;
/** "4 May 2026" */
export const date = (expression: string): string => `to_char(${expression} at time zone 'UTC', 'FMDD Mon YYYY')`;
const iso = (expression: string): string => `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** A share between 0 and 1, as it is stored. */
export const share = (expression: string): string => `round(${WHOLE} * least(1, greatest(0, ${expression})))::smallint`;

export interface LineSql { readonly text: string; readonly short?: string; readonly raw: string; readonly sourceUrl: string; readonly seenAt: string }
/** An `EvidenceLine` as jsonb. */
export const line = ({ text, short = 'null::text', raw, sourceUrl, seenAt }: LineSql): string =>
  `jsonb_build_object('text', ${text}, 'short', ${short}, 'raw', ${raw}, 'sourceUrl', ${sourceUrl}, 'seenAt', ${iso(seenAt)})`;
