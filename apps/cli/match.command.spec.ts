import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'beckon-match-'));
afterAll(() => rmSync(folder, { recursive: true }));
const beckon = (...argv: string[]): Promise<{ code: number; complaint: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['bin/beckon.js', 'match', ...argv], (error, _, complaint) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, complaint }));
  });
const matched = async (csv: string | Buffer) => {
  const [file, out] = [join(folder, 'list.csv'), join(folder, 'out.json')];
  writeFileSync(file, csv);
  expect(await beckon(file, '--json', out)).toEqual({ code: 0, complaint: '' });
  return JSON.parse(readFileSync(out, 'utf8')) as { pairs: Array<{ a: string; b: string; score: number; decision: string; reasons: string[] }> };
};

describe('beckon match', () => {
  it('says which businesses of a list are one, and why', async () => {
    const { pairs } = await matched(`id,source,name,address,city,region,postcode,country,phone,website,vat,registration
1,one,Tallow Copperwick GmbH,Lindenstraße 12,Hambeck,,20001,DE,+49 40 3171951,,,
2,two,TALLOW COPPERWICK Shop,Lindenstr. 12,Hambeck,,20001,DE,040/3171951,,,
3,two,Candle House,Lindenstr. 90,Hambeck,,20001,DE,040/8462273,,,
`);
    expect(pairs).toEqual([{ a: '1', b: '2', score: expect.any(Number) as number, decision: 'link', reasons: expect.arrayContaining([expect.stringContaining('same telephone')]) as string[] }]);
  });

  it('works with whatever columns there are, in any order, parted by semicolons or tabs, in an older encoding', async () => {
    expect((await matched('address;NAME;Colour\nMill Lane 3;Tallow Copperwick;red\n3 Mill Ln;Tallow Copperwik;\n')).pairs).toMatchObject([{ a: '1', b: '2', decision: 'link' }]);
    expect((await matched('\uFEFFname\tcity\nTallow Copperwick Ltd\tLeedham\nCopperwick Tallow\tLeedham\nKestrel\tLeedham\n')).pairs).toMatchObject([{ a: '1', b: '2' }]);
    expect((await matched(Buffer.from('name,city\nÖlmühle Süderstrand,Köln\nOelmuehle Suederstrand,Cologne\n', 'latin1'))).pairs).toMatchObject([{ a: '1', b: '2' }]);
    expect((await matched('id,name,vat\nx,,DE123456789\ny,Tallow,DE 123 456 789\nz,"Tallow ""the\nCandle""",\n')).pairs).toMatchObject([{ a: 'x', b: 'y', decision: 'link' }]);
    expect((await matched('Company Name,Street_Address,ZIP,Tel.,type\nTallow Copperwick,12 Mill Ln,90001,310/555-0142,bbq\nThe Tallow Copperwick Grill,12 Mill Lane,90001,310-555-0142,grills\n')).pairs).toMatchObject([{ a: '1', b: '2', decision: 'link' }]);
    expect((await matched('name\n')).pairs).toEqual([]);
  });

  it('says what is wrong with the call', async () => {
    expect((await beckon()).code).toBe(2);
    expect(await beckon(join(folder, 'none.csv'))).toMatchObject({ code: 2, complaint: expect.stringContaining('There is no file') as string });
    writeFileSync(join(folder, 'odd.csv'), 'colour,size\nred,3\n');
    expect(await beckon(join(folder, 'odd.csv'))).toMatchObject({ code: 2, complaint: expect.stringContaining('none of the columns id, source, name') as string });
  });
});
