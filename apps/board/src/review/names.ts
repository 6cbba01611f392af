const countries = new Intl.DisplayNames('en', { type: 'region' });
const languages = new Intl.DisplayNames('en', { type: 'language' });

/** A country by its name; a code that nobody knows stands for itself. */
export function nameOfCountry(code: string): string {
  try { return countries.of(code) ?? code; } catch { return code; }
}
export function nameOfLanguage(code: string): string {
  try { return languages.of(code) ?? code; } catch { return code; }
}
