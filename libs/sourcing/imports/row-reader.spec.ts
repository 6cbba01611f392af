import fc from 'fast-check';
import { suggestMapping } from './column-suggestions.js';
import { mappingSchema, type Mapping } from './mapping.js';
import { readRow } from './row-reader.js';

const mapping = (given: Partial<Mapping> = {}): Mapping => mappingSchema.parse({ columns: { name: 'Shop', sellerId: 'Id', ...given.columns }, key: 'sellerId', ...Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'columns')) });
const row = (cells: Record<string, string>, given: Partial<Mapping> = {}) => {
  const all: Record<string, string> = { Id: 'S1', Shop: 'Tallow', ...cells };
  return readRow(Object.values(all), Object.keys(all), mapping(given));
};
const codes = (read: { faults: readonly { code: string }[] }) => read.faults.map(({ code }) => code);

describe('a row of a list', () => {
  it('says what its columns say, and nothing about the rest', () => {
    expect(row({ Land: 'Deutschland', Mail: ' mailto:info@tallow.example ', Web: 'www.tallow.example', Sterne: '4,6', Anzahl: '1.234' }, { columns: { country: 'Land', email: 'Mail', url: 'Web', rating: 'Sterne', ratingCount: 'Anzahl', phone: 'Tel' } as never, decimal: ',' }))
      .toEqual({ faults: [], facts: { key: 'S1', sellerId: 'S1', place: {}, seller: { name: 'Tallow', country: 'DE', email: 'info@tallow.example', url: 'https://www.tallow.example/', rating: 4.6, ratingCount: 1234 } } });
  });

  it.each([
    ['1.234,56 €', null, null, { amount: '1234.56', currency: 'EUR' }], ['1,234.56', null, 'USD', { amount: '1234.56', currency: 'USD' }], ['1.234', ',', 'EUR', { amount: '1234.00', currency: 'EUR' }],
    ['1.234', '.', 'EUR', { amount: '1.234', currency: 'EUR' }], ['12,90', null, 'EUR', { amount: '12.90', currency: 'EUR' }], ['$ 12.90', null, 'CAD', { amount: '12.90', currency: 'CAD' }], ['US$12.90', null, 'CAD', { amount: '12.90', currency: 'USD' }],
    ['1 234,50 zł', null, null, { amount: '1234.50', currency: 'PLN' }], ["1'234.50 CHF", null, null, { amount: '1234.50', currency: 'CHF' }], ['١٬٢٣٤٫٥٠ ر.س', null, null, { amount: '1234.50', currency: 'SAR' }], ['¥4,516', null, 'JPY', { amount: '4516', currency: 'JPY' }], ['1,41,999.00 ₹', null, null, { amount: '141999.00', currency: 'INR' }],
  ] as const)('reads the amount %s as its country writes it', (price, decimal, currency, wanted) => {
    expect(row({ Preis: price }, { columns: { price: 'Preis' } as never, decimal, currency })).toMatchObject({ faults: [], facts: { place: { price: wanted } } });
  });

  it.each([
    ['price', 'cheap', 'amount-unreadable'], ['price', '12 to 15 EUR', 'amount-unreadable'], ['price', '-5 EUR', 'amount-unreadable'], ['price', '12.50', 'currency-missing'], ['price', '12.50 Taler', 'amount-unreadable'],
    ['ratingCount', 'many', 'number-unreadable'], ['ratingCount', '-3', 'number-unreadable'], ['ratingCount', '12 shops', 'number-unreadable'], ['ratingCount', '99999999999', 'number-unreadable'], ['rank', '0', 'number-unreadable'], ['rank', '', 'number-unreadable'], ['rank', '1.5', 'number-unreadable'],
    ['rating', '9.1', 'rating-out-of-range'], ['rating', 'good', 'number-unreadable'], ['positivePercent', '104 %', 'number-unreadable'], ['country', 'Atlantis', 'country-unknown'], ['email', 'info at tallow', 'email-invalid'], ['email', 'a@b.example; c@d.example', 'email-invalid'],
    ['url', 'javascript:alert(1)', 'address-of-page-invalid'], ['url', 'file:///etc/passwd', 'address-of-page-invalid'], ['url', 'https://user:secret@shop.example/', 'address-of-page-invalid'], ['url', 'not a site', 'address-of-page-invalid'], ['name', '', 'name-missing'], ['name', 'M\ufffdller', 'unreadable-characters'], ['name', 'x'.repeat(301), 'cell-too-long'],
  ] as const)('is kept out where %s says "%s"', (field, cell, code) => {
    const column = { name: 'Shop' }[field as 'name'] ?? field;
    const read = row({ [column]: cell }, { columns: { [field]: column } as never });
    expect(codes(read)).toEqual([code]);
    expect(read).toMatchObject({ facts: null, faults: [{ column }] });
  });

  it('is kept out without its key, and with more cells than the header has', () => {
    expect(codes(row({ Id: ' ' }))).toEqual(['key-missing']);
    expect(codes(readRow(['S1', 'Tallow', '', 'x'], ['Id', 'Shop'], mapping()))).toEqual(['too-many-cells']);
    expect(codes(readRow(['S1', 'Tallow', '', ''], ['Id', 'Shop'], mapping()))).toEqual([]);
    expect(codes(readRow(['S1'], ['Id', 'Shop'], mapping()))).toEqual(['name-missing']);
  });

  it.each([['vat', 'DE 123.456-789', 'de123456789'], ['email', 'Info@Tallow.example', 'info@tallow.example'], ['url', 'https://www.Tallow.example/', 'tallow.example'], ['name', ' Tallow & Co ', 'tallow & co'], ['registration', 'HRB 12 345', 'hrb12345']] as const)('is told apart by %s whatever its spelling', (key, cell, wanted) => {
    expect(row({ Key: cell }, { columns: { [key]: 'Key', ...(key === 'name' ? {} : { name: 'Shop' }) } as never, key }).facts?.key).toBe(wanted);
  });

  it('reads any number that it wrote itself, in any of these languages', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom('en', 'de', 'fr', 'pl', 'de-CH', 'pt-BR', 'sv', 'it', 'ar-EG', 'hi'), (count, cents, locale) => {
      const decimal = /[.,٫]/.exec(new Intl.NumberFormat(locale).format(1.5))![0] === '.' ? '.' as const : ',' as const;
      const price = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(cents / 100);
      const read = row({ n: new Intl.NumberFormat(locale).format(count), p: price }, { columns: { ratingCount: 'n', price: 'p' } as never, decimal, currency: 'EUR' });
      expect(read).toMatchObject({ faults: [], facts: { seller: { ratingCount: count }, place: { price: { amount: (cents / 100).toFixed(2), currency: 'EUR' } } } });
    }), { numRuns: 500 });
  });

  it('never throws and never lets half a row through, whatever stands in the cells', () => {
    const columns = ['Id', 'Shop', 'url', 'country', 'email', 'rating', 'ratingCount', 'rank', 'price', 'currency', 'positivePercent'];
    const all = mappingSchema.parse({ columns: { sellerId: 'Id', name: 'Shop', url: 'url', country: 'country', email: 'email', rating: 'rating', ratingCount: 'ratingCount', rank: 'rank', price: 'price', currency: 'currency', positivePercent: 'positivePercent' }, key: 'sellerId' });
    const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('=HYPERLINK("http://x.example")', '@SUM(1)', '<script>', '__proto__', 'NaN', '1e309', '-0', '٣', '９９', '\u202e', '🦊'), fc.string({ maxLength: 3_000 }));
    fc.assert(fc.property(fc.array(cell, { maxLength: 14 }), (cells) => {
      const { facts, faults } = readRow(cells, columns, all);
      expect(facts === null).toBe(faults.length > 0);
      expect(() => JSON.stringify(facts)).not.toThrow();
    }), { numRuns: 500 });
  });
});

describe('a first matching of columns', () => {
  it.each([
    [['Händler-ID', 'Firma', 'Land', 'E-Mail', 'USt-IdNr.', 'Anzahl Bewertungen', 'Preis'], { sellerId: 'Händler-ID', businessName: 'Firma', country: 'Land', email: 'E-Mail', vat: 'USt-IdNr.', ratingCount: 'Anzahl Bewertungen', price: 'Preis' }],
    [['Shop name', 'Website', 'Rank', 'Seller rating', 'Reviews'], { name: 'Shop name', url: 'Website', rank: 'Rank', rating: 'Seller rating', reviewCount: 'Reviews' }],
    [['Raison sociale', 'Pays', 'Téléphone', 'Numéro TVA', 'Note'], { businessName: 'Raison sociale', country: 'Pays', phone: 'Téléphone', vat: 'Numéro TVA', rating: 'Note' }],
  ])('follows header names of several languages: %j', (columns, wanted) => expect(suggestMapping(columns).columns).toEqual(wanted));

  it('follows what the list was matched with last, also where a person left a column out', () => {
    const known = mapping({ columns: { email: 'Kontakt' } as never });
    expect(suggestMapping(['Id', 'Shop', 'Kontakt', 'Land'], known)).toEqual({ ...known, columns: { sellerId: 'Id', name: 'Shop', email: 'Kontakt' } });
  });
});
