/**
 * Numbers that a register gives to exactly one business, brought to one spelling. A number that cannot be told apart
 * from a neighbour's (no country, too short, a filler such as 000000000) is no key: a wrong join is worse than a missed one.
 */
export interface BusinessKey {
  readonly kind: 'vat' | 'registration';
  readonly value: string;
}

/** Prefixes of VAT identification numbers: EU members (Directive 2006/112/EC Art. 215, Greece as EL), Northern Ireland, and neighbours that write one. */
const VAT_PREFIXES = new Set(['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'EL', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK', 'XI', 'GB', 'CH', 'NO', 'IS', 'LI']);

/** "ATU 123.456-78" → "ATU12345678"; a number without prefix gets the country's. */
export function vatKey(shown: string | null | undefined, country: string | null | undefined): BusinessKey | null {
  let value = squeeze(shown);
  if (!isTelling(value)) return null;
  if (!VAT_PREFIXES.has(value.slice(0, 2))) {
    if (!country) return null;
    value = country.toUpperCase() + value;
  }
  return { kind: 'vat', value: value.replace(/^GR/, 'EL') };
}

/** "HRB 12.345" in Germany → "DE:HRB12345". Words that only say "number" are dropped: one page writes them, the next does not. */
export function registrationKey(shown: string | null | undefined, country: string | null | undefined): BusinessKey | null {
  if (!country) return null;
  const value = squeeze(shown).replace(/^(COMPANY|FILE|REGISTRATION|REGISTER|REGISTERED|REG)*(NUMBER|NUM|NO|NR)(?=\d)/, '');
  return isTelling(value) ? { kind: 'registration', value: `${country.toUpperCase()}:${value}` } : null;
}

/** VAT numbers of one country that differ belong to different businesses; a business may hold one in each of several countries. */
export function contradict(oneVat: string, otherVat: string): boolean {
  return oneVat !== otherVat && oneVat.slice(0, 2) === otherVat.slice(0, 2);
}

/** NFKC (full-width digits become plain), upper case, letters and digits only. */
function squeeze(shown: string | null | undefined): string {
  return (shown ?? '').normalize('NFKC').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** At least five digits, not all the same. */
function isTelling(value: string): boolean {
  const digits = value.replace(/\D/g, '');
  return digits.length >= 5 && !/^(\d)\1*$/.test(digits);
}
