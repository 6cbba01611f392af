import { FileEmpty, FileTooLarge, MOST_BYTES, MOST_ROWS, storable, TooManyRows, type CsvRow } from '#sourcing';
import { joinList } from './cells.js';
import { FIELD_PREFIX } from './columns.js';
import { NONE } from './row-values.js';
import { LinesBroken } from './lead-import.errors.js';

const LONGEST_LINE = 256 * 1024;

/**
 * Reads one JSON object a line as rows of cells while it arrives. `columns` grows as keys are met; `fields` of an export becomes a column a field.
 * @throws FileEmpty, FileTooLarge, TooManyRows, LinesBroken (details: `line`)
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>, columns: string[]): AsyncGenerator<CsvRow> {
  const places = new Map<string, number>();
  let [line, count] = [0, 0];
  for await (const text of linesOf(bytes)) {
    line++;
    if (text.trim() === '') continue;
    const cells: string[] = [];
    for (const [key, value] of Object.entries(objectOf(text, line))) {
      const name = storable(key).slice(0, 200);
      if (!places.has(name)) {
        if (columns.length >= 200) throw new LinesBroken(`Line ${line} brings the 201st key; at most 200 can be read.`, { line });
        places.set(name, columns.push(name) - 1);
      }
      cells[places.get(name)!] = storable(cellOf(value));
    }
    if (++count > MOST_ROWS) throw new TooManyRows(`The file has more than ${MOST_ROWS.toLocaleString('en-GB')} rows. Cut it into several.`, { mostRows: MOST_ROWS });
    yield { line, cells: Array.from(cells, (cell) => cell ?? '') };
  }
  if (count === 0) throw new FileEmpty('The file is empty.');
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [rest, size, line] = ['', 0, 1];
  const decoded = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new LinesBroken(`The file is not UTF-8, at line ${line} or soon after. JSON is always UTF-8; save it so.`, { line });
    }
  };
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new FileTooLarge(`The file is larger than ${MOST_BYTES / 1024 / 1024} MB. Cut it into several.`, { mostBytes: MOST_BYTES });
    rest += decoded(chunk);
    const parts = rest.split('\n');
    rest = parts.pop()!;
    for (const part of parts) { yield part; line++; }
    if (rest.length > LONGEST_LINE) throw new LinesBroken(`Line ${line} is longer than 256,000 characters. Is it one JSON object a line?`, { line });
  }
  rest += decoded();
  if (rest !== '') yield rest;
}

function objectOf(text: string, line: number): Record<string, unknown> {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw new LinesBroken(`Line ${line} is no JSON: ${(error as Error).message.slice(0, 120)}`, { line });
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new LinesBroken(`Line ${line} is no JSON object. Write one object a line.`, { line });
  const { fields, ...own } = read as Record<string, unknown>;
  return { ...own, ...(typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? Object.fromEntries(Object.entries(fields).map(([key, value]) => [`${FIELD_PREFIX}${key}`, value])) : fields === undefined ? {} : { fields }) };
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.length === 0 ? NONE : joinList(value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))));
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
