/**
 * An invented list of businesses as a bad day brings it: one row in ten is about a business that stands above it (by its VAT number under another name, or by name, door and
 * telephone without a number), others cannot be taken in, and cells hold what spreadsheets run. By a seed, with what an import should find.
 */
export function hostileList(rows, seed = 7) {
  let state = seed >>> 0 || 1;
  const next = (below) => { state ^= state << 13; state >>>= 0; state ^= state >>> 17; state ^= state << 5; state >>>= 0; return state % below; };
  const pick = (list) => list[next(list.length)];
  const SYLLABLES = ['ba', 'der', 'fo', 'gim', 'hul', 'jor', 'ka', 'lem', 'mi', 'nov', 'pra', 'quo', 'ris', 'sto', 'tul', 'ver', 'wi', 'xan', 'yel', 'zor', 'bri', 'cla', 'dro', 'fen'];
  const seen = new Set();
  const word = () => { for (;;) { const made = Array.from({ length: 3 + next(2) }, () => pick(SYLLABLES)).join(''); if (!seen.has(made)) { seen.add(made); return made[0].toUpperCase() + made.slice(1); } } };
  const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const BAD = [
    { code: 'country-unknown', make: (row) => ({ ...row, country: 'Atlantis' }) },
    { code: 'email-invalid', make: (row) => ({ ...row, email: 'not an address' }) },
    { code: 'unreadable-characters', make: (row) => ({ ...row, name: `${row.name}\u0000\u0000` }) },
    { code: 'unreadable-characters', make: (row) => ({ ...row, address: `\u0007${row.address}\u001b[31m` }) },
    { code: 'name-missing', make: (row) => ({ ...row, name: ' ' }) },
    { code: 'owner-unknown', make: (row) => ({ ...row, owner: '=cmd|calc!A1@nobody.example' }) },
    { code: 'too-many-cells', make: (row) => ({ ...row, more: ',spill,=2+5' }) },
    { code: 'cell-too-long', make: (row) => ({ ...row, address: 'x'.repeat(20_000) }) },
  ];
  const formulas = ['=HYPERLINK("http://evil.example","x")', '+1+1', '-2+3', "@SUM(1+9)*cmd|' /C calc'!A0", '\t=1', "'=1", "'quoted"];
  const expected = { new: 0, repeated: 0, bad: 0, formulas: 0, byCode: {} };
  const originals = [];
  const lines = ['Name,VAT,Country,Address,E-Mail,Phone,Owner,Tags'];
  for (let n = 0; n < rows; n++) {
    const kind = n % 20;
    const serial = String(n).padStart(6, '0');
    const family = word();
    let row = { name: `${family} ${word()} GmbH`, vat: n % 3 === 0 ? '' : `DE1${serial}${n % 10}${(n * 7) % 10}`, country: 'DE', address: `${word()}straße ${1 + next(180)}, ${10_000 + next(89_000)} ${word()}`, email: `info@${family.toLowerCase()}-${serial}.example`, phone: `+49 ${300 + next(600)} ${1_000_000 + n}`, owner: '', tags: n % 50 === 0 ? 'fair; "B2B"' : '', more: '' };
    if (n > 40 && (kind === 7 || kind === 13)) {
      const first = originals[next(originals.length)];
      row = kind === 7 && first.vat !== '' ? { ...first, name: `${word()} Handel`, email: '', tags: '' } : { ...first, name: first.name.toUpperCase(), vat: '', email: '', tags: '' };
      expected.repeated++;
    } else if (n > 40 && kind === 11 && n % 40 === 11) {
      const bad = n === 11 + 40 ? { code: 'cell-too-long', make: (one) => ({ ...one, address: 'y'.repeat(1_048_576) }) } : BAD[Math.floor(n / 40) % BAD.length];
      row = bad.make(row);
      expected.bad++;
      expected.byCode[bad.code] = (expected.byCode[bad.code] ?? 0) + 1;
    } else {
      if (n % 200 === 100) { row.tags = formulas[(n / 100) % formulas.length | 0]; row.name = `${formulas[Math.floor(n / 200) % formulas.length]} ${row.name}`; expected.formulas++; }
      else originals.push(row);
      expected.new++;
    }
    lines.push([row.name, row.vat, row.country, row.address, row.email, row.phone, row.owner, row.tags].map(quoted).join(',') + row.more);
  }
  return { csv: `\ufeff${lines.join('\r\n')}\r\n`, expected };
}
