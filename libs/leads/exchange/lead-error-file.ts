import { stringify } from 'csv-stringify/sync';
import type { DataSource } from 'typeorm';
import { sql } from '#platform';
import { harmless } from './cells.js';
import { FAULTS, type Fault } from './row-values.js';

const ROWS_AT_ONCE = 500;
interface Row { readonly line: number; readonly cells: string[]; readonly faults: Fault[]; readonly verdict: string; readonly outcome: string | null; readonly alike: { reasons: string[]; score: number } | null }

/**
 * Rows that were not taken in, one line a fault: line of the file, column, the value, what is wrong and what to do, then the row's cells as they came, to mend and bring again.
 * UTF-8 with a mark; cells that a spreadsheet would run are made harmless, and the import undoes that.
 */
export async function* leadErrorFile(db: DataSource, { id, columns, separator }: { id: string; columns: readonly string[]; separator: string | null }): AsyncGenerator<string> {
  const write = (cells: readonly string[]): string => stringify([cells.map(harmless)], { delimiter: separator ?? ',', record_delimiter: 'windows' });
  yield `\ufeff${write(['line', 'column', 'value', 'code', 'what is wrong', 'what to do', ...columns])}`;
  for (let after = 0; ;) {
    const rows = await sql<Row>(db,
      `select line, cells, faults, verdict, outcome, alike from lead_import_row where import_id = $1 and line > $2 and (verdict in ('bad', 'conflict', 'likely') or outcome = 'changed-since') order by line limit $3`, [id, after, ROWS_AT_ONCE]);
    yield rows.map((row) => faultsOf(row).map(({ code, column, text }) => {
      const value = column === null ? '' : row.cells[columns.indexOf(column)] ?? '';
      return write([String(row.line), column ?? '', value.slice(0, 200), code, text, FAULTS[code], ...row.cells.map((cell) => cell.slice(0, 32_000))]);
    }).join('')).join('');
    if (rows.length < ROWS_AT_ONCE) return;
    after = rows.at(-1)!.line;
  }
}

function faultsOf(row: Row): Fault[] {
  if (row.outcome === 'changed-since') return [{ code: 'changed-meanwhile', column: null, text: 'Its merchant was changed, or became known, while the import was waiting.' }];
  if (row.verdict === 'likely') return [{ code: 'not-decided', column: null, text: `${Math.round((row.alike?.score ?? 0) * 100)} % like a merchant that is known${row.alike ? `: ${row.alike.reasons.slice(0, 2).join('; ')}` : ''}.` }];
  return row.faults;
}
