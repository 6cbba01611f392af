import { locale, t } from '../i18n/i18n';
import { nameOfCountry } from '../review/names';
import type { Sourced } from './queries';

export const AGE: Record<Sourced['age'], string> = { fresh: 'confirmed within 7 days', ageing: 'confirmed within 30 days', old: 'not confirmed for over 30 days' };
export const LEGAL_FORM: Record<string, string> = { company: 'company', sole_trader: 'sole trader', unknown: 'legal form unknown' };
export const STATUS: Record<string, { text: string; tone?: 'red' | 'green' | 'amber' }> = {
  valid: { text: 'valid', tone: 'green' }, risky: { text: 'risky', tone: 'amber' }, catch_all: { text: 'takes anything', tone: 'amber' }, unknown: { text: 'not verified' }, invalid: { text: 'invalid', tone: 'red' },
};

/** Only web addresses become links: pages are hostile, and not everything that was read is one. */
export const web = (url: string | null | undefined): string | undefined => (url && /^https?:\/\//i.test(url) ? url : undefined);

/** What a person may say of a merchant instead of its pages. */
export const CORRECTABLE = [
  { value: 'storefrontName', label: 'Name' }, { value: 'businessName', label: 'Legal name' }, { value: 'legalForm', label: 'Legal form' }, { value: 'country', label: 'Country' },
  { value: 'address', label: 'Address' }, { value: 'vat', label: 'VAT number' }, { value: 'registration', label: 'Register number' },
];
export const confidence = (share: number): string => t('{{percent}} % sure', { percent: Math.round(share * 100) });
export const country = (code: string | null): string | null => (code ? nameOfCountry(code) : null);
export const host = (url: string): string => {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
};
export const money = (amount: number, currency: string): string => new Intl.NumberFormat(locale(), { style: 'currency', currency, notation: 'compact', maximumSignificantDigits: 2 }).format(amount);
