import fc from 'fast-check';
import { readCount, readPercent, readRating } from './counts.js';
import { countryAtEnd, countryOf } from './countries.js';
import { readMoney } from './money.js';

describe('money', () => {
  it.each([
    ['1.234,56 €', '1234.56', 'EUR'], ['€1,234.56', '1234.56', 'EUR'], ['1 234,56 zł', '1234.56', 'PLN'], ['1\u00a0234,56\u00a0zł', '1234.56', 'PLN'], ['1\u202f234,56\u00a0€', '1234.56', 'EUR'], ['₹1,41,999', '141999.00', 'INR'],
    ['AWG\u00a032.24', '32.24', 'AWG'], ['19 offers from AWG 32.24', '32.24', 'AWG'], ['Rp2.778.000', '2778000.00', 'IDR'], ['R$1.499,99', '1499.99', 'BRL'], ['S/.5.32', '5.32', 'PEN'], ['S/ 1,320.00', '1320.00', 'PEN'],
    ['$6.79 to $9.48', '6.79', 'USD'], ['Now $17.98', '17.98', 'USD'], ['US $1,299.00', '1299.00', 'USD'], ['EUR 3,500.00', '3500.00', 'EUR'], ['EUR 6,37', '6.37', 'EUR'], ['¥1,234', '1234', 'JPY'], ['4,516円', '4516', 'JPY'], ['₱299.00', '299.00', 'PHP'],
    ['$71.492', '71492.00', 'USD'], ['$ 14 . 99', '14.99', 'USD'], ['CHF 1’234.50', '1234.50', 'CHF'], ['KWD 1.250', '1.250', 'KWD'], ['12,90 Kč', '12.90', 'CZK'], ['١٬٢٣٤٫٥٠ ر.س', '1234.50', 'SAR'], ['from€5', '5.00', 'EUR'], ['5,90 PLN', '5.90', 'PLN'], ['GEL 10.5', '10.50', 'GEL'],
  ])('"%s" is %s %s', (text, amount, currency) => {
    expect(readMoney(text, { $: 'USD', '¥': 'JPY' })).toEqual({ amount, currency });
  });
  it.each(['12.34', 'free', '', '$5', '¥100', '5 kr', 'ABC 12', 'R2D2 5', 'Size L 40'])('"%s" has no currency that can be told', (text) => expect(readMoney(text)).toBeNull());
  it('a mark of the page\'s language decides only where the number does not', () => {
    expect(readMoney('€1.234', {}, '.')).toEqual({ amount: '1.234', currency: 'EUR' });
    expect(readMoney('€1.234', {}, ',')).toEqual({ amount: '1234.00', currency: 'EUR' });
    expect(readMoney('€1.23', {}, ',')).toEqual({ amount: '1.23', currency: 'EUR' });
  });
  it.each(['en-US', 'de-DE', 'fr-FR', 'pl-PL', 'ja-JP', 'pt-BR', 'en-IN', 'de-CH', 'es-ES', 'it-IT', 'sv-SE'])('what %s writes comes back to the cent', (locale) => {
    const currency = { 'ja-JP': 'JPY', 'pl-PL': 'PLN', 'pt-BR': 'BRL', 'en-IN': 'INR', 'de-CH': 'CHF', 'en-US': 'USD' }[locale] ?? 'EUR';
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    const digits = currency === 'JPY' ? 0 : 2;
    fc.assert(fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (cents) => {
      const amount = (cents / 10 ** digits).toFixed(digits);
      expect(readMoney(format.format(Number(amount)), { $: 'USD', '¥': 'JPY', '￥': 'JPY' })).toEqual({ amount, currency });
    }), { numRuns: 200 });
  });
});

describe('counts', () => {
  it.each([
    ['15,569', 15569, false], ['5.182 valoraciones', 5182, false], ['1,643,215', 1643215, false], ['1.234.207', 1234207, false], ['1,41,999', 141999, false], ['10 224 sold', 10224, false], ['(384)', 384, false], ['12 Bewertungen', 12, false], ['0', 0, false],
    ['5.1K', 5100, true], ['59.8K', 59800, true], ['9.4k', 9400, true], ['+10mil ventas', 10000, true], ['2k+ sold', 2000, true], ['+500', 500, true], ['1,2 tys. opinii', 1200, true], ['3,5 Tsd.', 3500, true], ['1.2万', 12000, true], ['2,5 rb terjual', 2500, true], ['over 100,000 results', 100000, true],
    ['1.5M', 1500000, true], ['5 m lang', 5, false], ['１２３４件', 1234, false], ['١٢٣', 123, false],
  ])('"%s" is %d', (text, value, approximate) => expect(readCount(text)).toMatchObject({ value, approximate }));
  it.each(['', 'none', '4.5', 'no reviews yet'])('"%s" is no count', (text) => expect(readCount(text)).toBeNull());
  it.each(['en-US', 'de-DE', 'fr-FR', 'pl-PL', 'es-ES', 'ja-JP', 'en-IN', 'de-CH', 'it-IT'])('what %s writes comes back', (locale) => {
    const format = new Intl.NumberFormat(locale);
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999 }), (count) => expect(readCount(format.format(count))?.value).toBe(count)), { numRuns: 200 });
  });
});

describe('ratings and percentages', () => {
  it.each([
    ['4.4 out of 5 stars', 4.4], ['4,1 de 5 estrellas', 4.1], ['5つ星のうち4.6', 4.6], ['Mit 4,5 von 5 Sternen bewertet', 4.5], ['5 yıldız üzerinden 4,5', 4.5], ['5.0 out of 5 stars', 5], ['4.4 out of 5 stars, 278,131 ratings', 4.4], ['4.544', 4.544], ['4,84', 4.84], ['4.5 من 5 نجوم', 4.5], ['0', 0],
  ])('"%s" is %d', (text, rating) => expect(readRating(text)).toBe(rating));
  it('a scale of ten or a hundred becomes one of five', () => {
    expect(readRating('9.2 / 10', 10)).toBe(4.6);
    expect(readRating('86', 100)).toBe(4.3);
  });
  it.each(['12 reviews', '', 'unrated'])('"%s" is no rating', (text) => expect(readRating(text)).toBeNull());
  it.each([['99.1% positive (5.1K)', 99.1], ['98,7%', 98.7], ['%94 olumlu', 94], ['94\u00a0%', 94], ['100', 100]])('"%s" is %d %%', (text, percent) => expect(readPercent(text)).toBe(percent));
  it('a number without a sign among others is no percentage', () => expect(readPercent('12 of 40')).toBeNull());
});

describe('countries', () => {
  it.each([['DE', 'DE'], ['Deutschland', 'DE'], ['Germany', 'DE'], ['Polska', 'PL'], ['日本', 'JP'], ['USA', 'US'], ['United Kingdom', 'GB'], ['UK', 'GB'], ['Côte d’Ivoire', 'CI'], ['Česko', 'CZ'], ['中国', 'CN'], ['Türkiye', 'TR'], ['Nederland', 'NL']])('%s is %s', (name, code) => expect(countryOf(name)).toBe(code));
  it.each(['Berlin', '', 'EU', 'XX', 'the moon'])('"%s" is none', (name) => expect(countryOf(name)).toBeNull());
  it('stands at the end of an address, or the address has none', () => {
    expect(countryAtEnd('Mühlenweg 3, 24103 Kiel, Deutschland')).toBe('DE');
    expect(countryAtEnd('Mühlenweg 3, 24103 Kiel')).toBeNull();
  });
});
