import fc from 'fast-check';
import { contradict, registrationKey, vatKey } from './business-keys.js';

const noise = fc.array(fc.constantFrom(' ', '.', '-', '/', '\u00a0'), { maxLength: 3 }).map((signs) => signs.join(''));
const spelled = (value: string) => fc.array(noise, { minLength: value.length, maxLength: value.length }).chain((gaps) =>
  fc.array(fc.boolean(), { minLength: value.length, maxLength: value.length }).map((lower) => [...value].map((sign, at) => (lower[at] ? sign.toLowerCase() : sign) + gaps[at]).join('')));
const digits = fc.integer({ min: 12_345, max: 999_999_998 }).map((number) => String(number).padStart(9, '1')).filter((text) => !/^(\d)\1*$/.test(text));

describe('business numbers', () => {
  it('are one key however a page spells them', () => {
    fc.assert(fc.property(digits.chain((number) => fc.tuple(spelled(`DE${number}`), fc.constant(`DE${number}`))), ([shown, key]) => {
      expect(vatKey(shown, 'DE')).toEqual({ kind: 'vat', value: key });
    }));
    fc.assert(fc.property(digits.chain((number) => fc.tuple(spelled(`HRB${number}`), fc.constant(`DE:HRB${number}`))), ([shown, key]) => {
      expect(registrationKey(shown, 'de')).toEqual({ kind: 'registration', value: key });
    }));
  });

  it('are their own key: reading a key again changes nothing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 30 }), fc.constantFrom('DE', 'FR', 'GB', 'US', null), (shown, country) => {
      const key = vatKey(shown, country);
      if (key) expect(vatKey(key.value, null) ?? vatKey(key.value.slice(2), key.value.slice(0, 2))).toEqual(key);
    }));
  });

  it('of two countries never meet', () => {
    expect(registrationKey('12345678', 'GB')).not.toEqual(registrationKey('12345678', 'NL'));
    expect(vatKey('123456789', 'DE')).toEqual(vatKey('DE 123.456.789', null));
    expect(vatKey('EL123456789', null)).toEqual(vatKey('GR 123456789', null));
  });

  it.each(['', null, 'n/a', '000000000', 'DE 111111111', '1234', 'none'])('are no key when they tell nothing: %p', (shown) => {
    expect(vatKey(shown, 'DE')).toBeNull();
    expect(registrationKey(shown, 'DE')).toBeNull();
  });

  it('without a country are no key, because a neighbour may have the same', () => {
    expect(vatKey('123456789', null)).toBeNull();
    expect(registrationKey('HRB 123456', null)).toBeNull();
  });

  it('drop words that only say "number"', () => {
    expect(registrationKey('Company No. 12345678', 'GB')).toEqual(registrationKey('12345678', 'GB'));
  });

  it('contradict each other only within one country', () => {
    expect(contradict('DE123456789', 'DE987654321')).toBe(true);
    expect(contradict('DE123456789', 'FR98765432101')).toBe(false);
    expect(contradict('DE123456789', 'DE123456789')).toBe(false);
  });
});
