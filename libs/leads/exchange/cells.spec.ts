import fc from 'fast-check';
import { harmless, joinList, revived, splitList } from './cells.js';

const nasty = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', ';', '\\', ' ', 'a', '＝') }));

describe('a cell on its way through a spreadsheet', () => {
  it('begins with nothing that is run, and comes back exactly as it was', () => {
    fc.assert(fc.property(nasty, (cell) => {
      expect(harmless(cell)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
      expect(revived(harmless(cell))).toBe(cell);
    }), { numRuns: 2000 });
    expect([harmless('=1+1'), harmless("'=1"), harmless("'tis"), harmless('-5'), harmless('plain')]).toEqual(["'=1+1", "''=1", "''tis", "'-5", 'plain']);
    expect([revived("'=1+1"), revived("'tis the season"), revived('O’Neill')]).toEqual(['=1+1', "'tis the season", 'O’Neill']);
  });

  it('holds any list of values', () => {
    fc.assert(fc.property(fc.array(nasty.map((value) => value.trim()).filter(Boolean)), (values) => { expect(splitList(joinList(values))).toEqual(values); }), { numRuns: 1000 });
    expect(splitList('a@x.example;b@x.example ;; ')).toEqual(['a@x.example', 'b@x.example']);
  });
});
