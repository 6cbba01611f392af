import { Readable } from 'node:stream';
import { toUSVString } from 'node:util';
import { parse } from 'csv-parse';
import { CsvBroken, EncodingUnclear, FileEmpty, FileTooLarge, TooManyColumns, TooManyRows } from './imports.errors.js';

export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];
/** Labels of the WHATWG Encoding Standard that a person may choose. */
export const CHARSETS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-2', 'windows-1251', 'shift_jis', 'gb18030'] as const;
export type Charset = (typeof CHARSETS)[number];

export const MOST_BYTES = 32 * 1024 * 1024;
export const MOST_ROWS = 50_000;
export const MOST_COLUMNS = 200;
/** One record with all its cells; a quote that is never closed must not swallow the rest of the file into memory. */
const MOST_CHARACTERS_A_ROW = 256 * 1024;
/** Of the file's beginning, for finding out how it is written. */
const LOOKED_AT = 64 * 1024;

export interface CsvRow { readonly line: number; readonly cells: string[] }
export interface CsvFile {
  readonly separator: Separator;
  readonly charset: Charset;
  /** Header names, each once; a column without a name is called by its place. */
  readonly columns: string[];
  /** Rows that are not blank, in order; `line` is where a row begins. */
  readonly rows: AsyncGenerator<CsvRow>;
}

/**
 * Reads a file of rows as it arrives: at no time is more than a window of it in memory.
 * A byte order mark decides the encoding, then what the person chose, else it must be UTF-8: a guess between the one-byte encodings would spoil names in silence.
 * @throws FileEmpty, EncodingUnclear, TooManyColumns; while rows are read also FileTooLarge, TooManyRows, CsvBroken, EncodingUnclear (details: `line` where known)
 */
export async function readCsv(bytes: AsyncIterable<Uint8Array>, chosen: { separator?: Separator | undefined; charset?: Charset | undefined; mostCharactersARow?: number | undefined } = {}): Promise<CsvFile> {
  const input = bounded(bytes)[Symbol.asyncIterator]();
  const start: Buffer[] = [];
  let size = 0;
  while (size < LOOKED_AT) {
    const { value, done } = await input.next();
    if (done) break;
    start.push(value);
    size += value.length;
  }
  const head = Buffer.concat(start);
  const charset = charsetOf(head) ?? chosen.charset ?? 'utf-8';
  const text = decoded(head, input, charset);
  const first = await text.next();
  const opening = first.done ? '' : first.value;
  if (opening.trim() === '') throw new FileEmpty('The file is empty.');
  const said = /^sep=([,;\t|])\r?\n/i.exec(opening);
  const separator = chosen.separator ?? (said?.[1] as Separator | undefined) ?? separatorOf(opening);
  const records = recordsOf(opening.slice(said?.[0].length ?? 0), text, separator, said ? 1 : 0, chosen.mostCharactersARow ?? MOST_CHARACTERS_A_ROW);
  const header = await records.next();
  if (header.done) throw new FileEmpty('The file is empty.');
  const columns = columnsOf(header.value.cells);
  return { separator, charset, columns, rows: rowsOf(records) };
}

/** Header names made unique: people can only choose between columns that they can tell apart. */
export function columnsOf(cells: readonly string[]): string[] {
  let last = cells.length;
  while (last > 0 && cells[last - 1]!.trim() === '') last--;
  if (last > MOST_COLUMNS) throw new TooManyColumns(`The header has ${last} columns; at most ${MOST_COLUMNS} can be read. Is the separator right?`, { columns: last });
  const seen = new Map<string, number>();
  return cells.slice(0, last).map((cell, place) => {
    const name = cell.replace(/\s+/g, ' ').trim().slice(0, 200) || `column ${place + 1}`;
    const times = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** What a database and a JSON parser can hold; everything else is marked as unreadable, never dropped in silence. */
export const storable = (cell: string): string => toUSVString(cell).replaceAll('\u0000', '\ufffd');

async function* bounded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > MOST_BYTES) throw new FileTooLarge(`The file is larger than ${MOST_BYTES / 1024 / 1024} MB. Cut it into several, or leave out columns that are not needed.`, { mostBytes: MOST_BYTES });
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
}

function charsetOf(head: Buffer): Charset | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // Nobody writes a zero byte into a text file but in UTF-16, where every Latin letter has one.
  const zeros = [0, 0];
  for (let at = 0; at < Math.min(head.length, 2_000); at++) if (head[at] === 0) zeros[at % 2]!++;
  return zeros[1]! > 20 && zeros[0] === 0 ? 'utf-16le' : zeros[0]! > 20 && zeros[1] === 0 ? 'utf-16be' : null;
}

/** The text in pieces, the first of which holds all that was looked at. */
async function* decoded(head: Buffer, rest: AsyncIterator<Buffer>, charset: Charset): AsyncGenerator<string> {
  const decoder = new TextDecoder(charset, { fatal: charset === 'utf-8' });
  let line = 1;
  const piece = (bytes: Buffer | null): string => {
    try {
      const text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
      return text;
    } catch {
      const at = bytes ? line + newlinesBefore(bytes) : line;
      throw new EncodingUnclear(`The file is not UTF-8: line ${at} holds other bytes. Choose the encoding that it was saved in; from Excel in western Europe that is usually Windows-1252.`, { line: at });
    }
  };
  yield piece(head);
  for (;;) {
    const { value, done } = await rest.next();
    if (done) break;
    yield piece(value);
  }
  yield piece(null);
}

/** Lines before the first bytes that are no UTF-8. */
function newlinesBefore(bytes: Buffer): number {
  let [low, high] = [0, bytes.length];
  const reads = (length: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (reads(middle)) low = middle;
    else high = middle - 1;
  }
  return bytes.subarray(0, low).reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0);
}

/** The one that parts the most of the first lines into equally many cells; quotes are respected. */
function separatorOf(opening: string): Separator {
  const judged = SEPARATORS.map((separator) => {
    const counts = cellsALine(opening, separator).slice(0, 30);
    const [header = 1] = counts;
    return { separator, header, agreeing: counts.filter((count) => count === header).length };
  }).filter(({ header }) => header > 1);
  return judged.sort((a, b) => b.agreeing - a.agreeing || b.header - a.header)[0]?.separator ?? ',';
}

function cellsALine(text: string, separator: Separator): number[] {
  const counts: number[] = [];
  let [count, quoted, blank] = [1, false, true];
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    if (quoted) { blank = false; continue; }
    if (char === separator) count++;
    if (char === '\n') {
      if (!blank) counts.push(count);
      [count, blank] = [1, true];
    } else if (char !== '\r') blank = false;
  }
  if (!blank) counts.push(count);
  return counts;
}

async function* recordsOf(opening: string, rest: AsyncGenerator<string>, separator: Separator, linesBefore: number, mostCharacters: number): AsyncGenerator<CsvRow> {
  // What was parsed runs ahead of what was read here; a break is told by where parsing stood.
  let parsedTo = linesBefore;
  const parser = parse({ delimiter: separator, info: true, on_record: (record: string[], { lines }) => { parsedTo = linesBefore + lines; return record; }, relax_column_count: true, relax_quotes: true, max_record_size: mostCharacters });
  const source = Readable.from((async function* () { yield opening; yield* rest; })());
  let failed: unknown;
  source.on('error', (error) => { failed = error; parser.destroy(error); });
  source.pipe(parser);
  let line = linesBefore + 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const cells = record.map(storable);
      if (cells.some((cell) => cell.trim() !== '')) yield { line, cells };
      line = linesBefore + info.lines + 1;
    }
  } catch (error) {
    if (failed) throw failed;
    const { code, message } = error as { code?: string; message: string };
    if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') throw new CsvBroken(`A quote in the row that begins in line ${parsedTo + 1} is never closed, so where the row ends cannot be told.`, { line: parsedTo + 1 });
    if (code?.startsWith('CSV_')) throw new CsvBroken(`Line ${parsedTo + 1} cannot be read: ${message}`, { line: parsedTo + 1 });
    throw error;
  } finally {
    source.destroy();
  }
}

async function* rowsOf(records: AsyncGenerator<CsvRow>): AsyncGenerator<CsvRow> {
  let count = 0;
  for await (const row of records) {
    if (++count > MOST_ROWS) throw new TooManyRows(`The file has more than ${MOST_ROWS.toLocaleString('en-GB')} rows. Cut it into several lists, or bring the rows that matter.`, { mostRows: MOST_ROWS });
    yield row;
  }
}
