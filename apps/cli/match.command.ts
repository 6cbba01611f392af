import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import type { Listing } from '../../libs/merchants/identity/index.js';

const USAGE = 'usage: beckon match FILE.csv [--json OUT]';
const COLUMNS = ['id', 'source', 'name', 'address', 'city', 'region', 'postcode', 'country', 'phone', 'website', 'email', 'vat', 'registration'] as const;

/** What lists call these columns too, in lower case with spaces for signs. The proper name goes first where a list has both. */
const ALSO_CALLED: Partial<Record<(typeof COLUMNS)[number], readonly string[]>> = {
  name: ['company', 'company name', 'business', 'business name', 'title', 'firma'], address: ['addr', 'street', 'street address', 'address 1', 'address line 1', 'strasse', 'straße', 'adresse'],
  city: ['town', 'locality', 'ort', 'stadt', 'ville'], region: ['state', 'province', 'county'], postcode: ['zip', 'zip code', 'zipcode', 'postal code', 'post code', 'plz', 'code postal'], country: ['land', 'pays', 'country code'],
  phone: ['telephone', 'tel', 'phone number', 'telefon', 'téléphone'], website: ['url', 'web', 'site', 'homepage'], email: ['e mail', 'mail'], vat: ['vat number', 'vat id', 'ust id', 'tax id'], registration: ['registration number', 'register number', 'company number'],
};

/**
 * `beckon match`: which businesses of a list are one, without database or network. Columns by name, or what lists call them too, in any order; every one
 * may be empty or absent, others are ignored. A row without id is called by its number, from 1.
 * With --json OUT one object, or to the standard output for `-`: `{ pairs: [{ a, b, score, decision: "link"|"review", reasons }] }`, the surest first.
 * @returns 0, whatever was found; 2 for bad usage.
 */
export async function matchCommand(argv: string[]): Promise<number> {
  let rows: Listing[];
  let out: string | undefined;
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: { json: { type: 'string' } } });
    if (positionals.length !== 1) throw new Error('Name exactly one list.');
    out = values.json;
    rows = readList(positionals[0]!);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    return 2;
  }
  // Only this one door: the room's own brings a database driver along.
  const { matchList, partyOf } = await import('../../libs/merchants/identity/index.js');
  const pairs = matchList(rows.map(partyOf));
  const answer = `${JSON.stringify({ pairs })}\n`;
  if (out !== undefined && out !== '-') writeFileSync(out, answer);
  const links = pairs.filter((pair) => pair.decision === 'link').length;
  const names = new Map(rows.map((row) => [row.id, row.names[0] ?? '']));
  const human = [...pairs.map((pair) => `${pair.decision.padEnd(6)} ${pair.score.toFixed(3)}  ${pair.a} ${names.get(pair.a)} = ${pair.b} ${names.get(pair.b)}: ${pair.reasons[0] ?? ''}`), `${rows.length} rows: ${links} pairs are one business, ${pairs.length - links} for a person to compare`].join('\n');
  const text = out === '-' ? answer : out === undefined ? `${human}\n` : `${rows.length} rows: ${links} pairs are one business, ${pairs.length - links} for a person to compare, in ${out}\n`;
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
  return 0;
}

function readList(file: string): Listing[] {
  if (!existsSync(file) || !statSync(file).isFile()) throw new Error(`There is no file ${file}.`);
  const text = decoded(readFileSync(file));
  const delimiter = delimiterOf(text);
  const records = parse(text, { bom: true, delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as string[][];
  const header = (records[0] ?? []).map((column) => column.toLowerCase().replace(/[\s_./-]+/g, ' ').trim());
  const placeOf = new Map(COLUMNS.map((column) => [column, [column, ...ALSO_CALLED[column] ?? []].map((called) => header.indexOf(called)).find((at) => at >= 0) ?? -1]));
  if ([...placeOf.values()].every((at) => at < 0)) throw new Error(`${file} has none of the columns ${COLUMNS.join(', ')}. The first line must name them.`);
  return records.slice(1).map((record, at) => {
    const cell = (column: (typeof COLUMNS)[number]): string | null => record[placeOf.get(column)!]?.trim() || null;
    return {
      id: cell('id') ?? String(at + 1), names: [cell('name')], source: cell('source'), address: cell('address'), city: cell('city'), region: cell('region'), postcode: cell('postcode'), country: cell('country'),
      phone: cell('phone'), website: cell('website'), email: cell('email'), vat: cell('vat'), registration: cell('registration'),
    };
  });
}

/** UTF-8; lists that older office programs saved are not, and are read as Windows-1252. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Whatever parts the words of the first line most often. */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  return [',', ';', '\t', '|'].map((sign) => ({ sign, parts: first.split(sign).length })).sort((a, b) => b.parts - a.parts)[0]!.sign;
}
