import type { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { stringify } from 'csv-stringify';
import { sql } from '#platform';
import type { Separator } from './csv-reader.js';
import type { Fault } from './row-reader.js';

const ROWS_AT_ONCE = 1_000;

/**
 * The rows that cannot be taken in, as a CSV file to mend and bring again: line, codes, what is wrong, then the cells as they came. UTF-8 with a mark, so that
 * spreadsheets read it. A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection): the cells are other people's.
 */
export function errorFile(db: DataSource, { id, columns, separator }: { id: string; columns: readonly string[]; separator: string | null }): Readable {
  const out = stringify({ bom: true, delimiter: (separator as Separator | null) ?? ',', escape_formulas: true, record_delimiter: 'windows' });
  void (async () => {
    out.write(['line', 'code', 'what is wrong', ...columns]);
    for (let after = 0; ;) {
      const rows = await sql<{ line: number; cells: string[]; faults: Fault[] }>(db,
        `select line, cells, faults from list_import_row where import_id = $1 and verdict in ('bad', 'conflict') and line > $2 order by line limit $3`, [id, after, ROWS_AT_ONCE]);
      for (const { line, cells, faults } of rows) {
        const row = [String(line), faults.map(({ code }) => code).join(' '), faults.map(({ column, text }) => (column ? `${column}: ${text}` : text)).join(' '), ...cells];
        if (!out.write(row)) await new Promise((resolve) => out.once('drain', resolve));
      }
      if (rows.length < ROWS_AT_ONCE) break;
      after = rows.at(-1)!.line;
    }
    out.end();
  })().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}
