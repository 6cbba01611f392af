import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { readCsv, storable, type Charset, type CsvRow, type Separator } from './csv-reader.js';

/** A file that arrives in pieces of a size. */
async function* inPieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = async (file: string | Uint8Array, chosen: { separator?: Separator; charset?: Charset } = {}, size?: number) => {
  const { rows, ...how } = await readCsv(inPieces(typeof file === 'string' ? Buffer.from(file) : file, size), chosen);
  const all: CsvRow[] = [];
  for await (const row of rows) all.push(row);
  return { ...how, rows: all };
};

describe('a file of rows', () => {
  it.each([[','], [';'], ['\t'], ['|']] as const)('is read whatever parts its cells: %j', async (separator) => {
    const { rows, columns, separator: found } = await read([['Shop', 'Country', 'Note'], ['Tallow, Sons & Co', 'DE', 'a;b|c'], ['Kōbō', 'JP', '']].map((row) => row.map((cell) => (/[,;|\t]/.test(cell) ? `"${cell}"` : cell)).join(separator)).join('\r\n'));
    expect({ rows, columns, found }).toEqual({ found: separator, columns: ['Shop', 'Country', 'Note'], rows: [{ line: 2, cells: ['Tallow, Sons & Co', 'DE', 'a;b|c'] }, { line: 3, cells: ['Kōbō', 'JP', ''] }] });
  });

  it('says on which line of the file a row begins, past blank lines and line breaks in quotes', async () => {
    expect((await read('a,b\n\n1,"x\ny\nz"\n\n \n2,"he said ""hi"""\n3,ab"c\n')).rows).toEqual([{ line: 3, cells: ['1', 'x\ny\nz'] }, { line: 8, cells: ['2', 'he said "hi"'] }, { line: 9, cells: ['3', 'ab"c'] }]);
  });

  it('keeps the line that tells spreadsheets the separator out of the header', async () => {
    expect(await read('sep=;\r\na;b,c\r\n1;2,5\r\n')).toMatchObject({ separator: ';', columns: ['a', 'b,c'], rows: [{ line: 3, cells: ['1', '2,5'] }] });
  });

  it('tells columns apart that have one name or none', async () => {
    expect((await read('Email,,email,"Shop\nname",,\n1,2,3,4\n')).columns).toEqual(['Email', 'column 2', 'email (2)', 'Shop name']);
  });

  it.each([
    ['utf-8 with a mark', Buffer.from('\ufeffName;Ort\nMüller;Köln\n'), {}, 'utf-8'],
    ['utf-16 with a mark', Buffer.from('\ufeffName;Ort\nMüller;Köln\n', 'utf16le'), {}, 'utf-16le'],
    ['utf-16, most significant byte first', Buffer.from('\ufeffName;Ort\nMüller;Köln\n', 'utf16le').swap16(), {}, 'utf-16be'],
    ['utf-16 without a mark', Buffer.from('Name of the shop;Place of the shop\nMüller;Köln\n', 'utf16le'), {}, 'utf-16le'],
    ['latin 1, when somebody says so', Buffer.from('Name;Ort\nMüller;Köln\n', 'latin1'), { charset: 'windows-1252' as const }, 'windows-1252'],
    ['a mark against what somebody says', Buffer.from('\ufeffName;Ort\nMüller;Köln\n'), { charset: 'windows-1252' as const }, 'utf-8'],
  ])('is decoded as what it is: %s', async (_, bytes, chosen, charset) => {
    expect(await read(bytes, chosen)).toMatchObject({ charset, rows: [{ cells: ['Müller', 'Köln'] }] });
  });

  it('is not guessed at when it is no UTF-8: a wrong guess would spoil names in silence', async () => {
    await expect(read(Buffer.from('Name;Ort\nTallow;Ulm\nMüller;Köln\n', 'latin1'), {}, 1_000)).rejects.toMatchObject({ code: 'encoding-unclear', details: { line: 3 } });
    const late = Buffer.concat([Buffer.from(`Name;Ort\n${'Tallow;Ulm\n'.repeat(20_000)}`), Buffer.from('Müller;Köln\n', 'latin1')]);
    await expect(read(late, {}, 4_000)).rejects.toMatchObject({ code: 'encoding-unclear', details: { line: 20_002 } });
  });

  it.each([['', 'file-empty', undefined], ['\n \n', 'file-empty'], ['a,b\n1,"never closed\n2,3\n', 'csv-broken', 2], [`a\n${'x\n'.repeat(50_001)}`, 'too-many-rows'], [`${'a,'.repeat(201)}b\n1\n`, 'too-many-columns'], [`a,b\n1,"${'x\n'.repeat(200_000)}`, 'csv-broken', 2]])('is refused as a whole where no row could be trusted: %#', async (file, code, line = 1) => {
    await expect(read(file, {}, 64_000)).rejects.toMatchObject({ code, ...(code === 'csv-broken' ? { details: { line } } : {}) });
  });

  it('is refused when it is larger than it may be, before it is read to its end', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> { yield Buffer.from('a,b\n'); for (;;) { given += 1024 * 1024; yield Buffer.alloc(1024 * 1024, '1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2,3333333333333333333333333333333333333333333\n'.repeat(1)); } }
    const rows = async () => { for await (const row of (await readCsv(endless())).rows) void row; };
    await expect(rows()).rejects.toMatchObject({ code: expect.stringMatching(/^(file-too-large|too-many-rows)$/) });
    expect(given).toBeLessThanOrEqual(33 * 1024 * 1024);
  });

  it('comes back as it was written: any cells, any separator, in pieces of any size', async () => {
    const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', '"', '""', ',', ';', '|', '\t', '\n', '\r\n', ' x ', '=1+1', '1.234,56', 'Ünï', '名前', '\u0000'));
    await fc.assert(fc.asyncProperty(fc.integer({ min: 2, max: 5 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 })), fc.constantFrom<Separator>(',', ';', '\t', '|'), fc.integer({ min: 1, max: 40 }), async (rows, separator, size) => {
      const header = rows[0]!.map((_, place) => `column ${place}`);
      const { rows: back, columns } = await read(stringify([header, ...rows], { delimiter: separator, quoted: true }), { separator }, size);
      expect(columns).toEqual(header);
      expect(back.map(({ cells }) => cells)).toEqual(rows.map((row) => row.map(storable)).filter((row) => row.some((text) => text.trim() !== '')));
    }), { numRuns: 200 });
  });
});
