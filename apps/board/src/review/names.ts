import { locale } from '../i18n/i18n';

const named = new Map<string, Intl.DisplayNames>();
function names(type: 'region' | 'language'): Intl.DisplayNames {
  const key = `${locale()} ${type}`;
  const known = named.get(key) ?? new Intl.DisplayNames(locale(), { type });
  named.set(key, known);
  return known;
}

/** A country by its name; a code that nobody knows stands for itself. */
export function nameOfCountry(code: string): string {
  try { return names('region').of(code) ?? code; } catch { return code; }
}
export function nameOfLanguage(code: string): string {
  try { return names('language').of(code) ?? code; } catch { return code; }
}
