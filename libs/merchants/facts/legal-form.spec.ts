import fc from 'fast-check';
import { formTokens, legalFormIn } from './legal-form-words.js';
import { legalFormOf } from './legal-form.js';

const form = (name: string, country: string | null = null, registration: string | null = null) => legalFormOf({ said: null, names: [name], registration, country }).form;

describe('the legal form of a merchant', () => {
  it.each([
    ['Tallow GmbH', 'DE'], ['Tallow & Söhne GmbH & Co. KG', 'DE'], ['Tallow UG (haftungsbeschränkt)', 'DE'], ['Tallow Ltd.', 'GB'], ['TALLOW LIMITED', 'GB'], ['Tallow, LLC', 'US'], ['Tallow, Inc.', 'US'],
    ['SARL Tallow', 'FR'], ['Tallow S.A.S.', 'FR'], ['Tallow S. p. A.', 'IT'], ['Tallow S.r.l.', 'IT'], ['Tallow, S.L.', 'ES'], ['Tallow Sp. z o.o.', 'PL'], ['Tallow Sp. z o. o.', 'PL'], ['Tallow B.V.', 'NL'], ['Tallow Oy', 'FI'],
    ['Tallow A/S', 'DK'], ['Tallow s.r.o.', 'CZ'], ['株式会社タロウ', 'JP'], ['ООО «Ромашка»', 'RU'], ['深圳市塔罗有限公司', 'CN'], ['주식회사 탤로', 'KR'], ['Tallow Trading Co., Ltd.', 'CN'], ['Tallow Pty Ltd', 'AU'],
  ])('%s (%s) is a company', (name, country) => expect(form(name, country)).toBe('company'));

  it.each([
    ['Tallow e.K.', 'DE'], ['Kerzenladen Inh. Ana Berg', 'DE'], ['Berg & Tal GbR', 'DE'], ['Ana Berg t/a Tallow', 'GB'], ['Ana Berg trading as Tallow', 'GB'], ['ИП Иванова Анна', 'RU'], ['Tallow EI', 'FR'], ['Tallow auto-entrepreneur', 'FR'], ['Tallow eenmanszaak', 'NL'],
  ])('%s (%s) is a sole trader', (name, country) => expect(form(name, country)).toBe('sole_trader'));

  it.each([
    ['Tallow & Co', 'GB'], ['Ana Berg', 'DE'], ['Limited Edition Prints', 'GB'], ['Sasha’s Candles', 'FR'], ['Tea as', 'GB'], ['Sab Home', null], ['KG', 'DE'], ['متجر النور', 'SA'],
  ])('%s (%s) could be either', (name, country) => expect(form(name, country)).toBe('unknown'));

  it('reads a register only where it holds one kind', () => {
    expect(form('Tallow', 'DE', 'Amtsgericht Hambeck HRB 12345')).toBe('company');
    expect(form('Tallow', 'DE', 'HRA 12345')).toBe('unknown');
    expect(form('Tallow', 'GB', '01234567')).toBe('company');
    expect(form('Tallow', 'US', '01234567')).toBe('unknown');
  });

  it('puts a person’s word first, and says what it went by', () => {
    expect(legalFormOf({ said: 'sole_trader', names: ['Tallow GmbH'], registration: null, country: 'DE' })).toEqual({ form: 'sole_trader', reason: 'a person said so' });
    expect(legalFormOf({ said: null, names: [null, 'Tallow GmbH'], registration: null, country: 'DE' }).reason).toBe('“GmbH” in “Tallow GmbH”');
  });

  it('reads any text without complaint, and a company by its suffix whatever stands before it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('DE', 'GB', 'FR', null), (name, country) => {
      expect(['company', 'sole_trader', 'unknown']).toContain(form(name, country));
      fc.pre(formTokens(name).length > 0);
      expect(legalFormIn(`${name} GmbH`, country)?.kind).toBe('company');
    }));
  });
});
