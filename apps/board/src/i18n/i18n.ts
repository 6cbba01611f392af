import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Languages of the board, each by its own name. A new one is a folder of catalogs beside `fr/` and a line here. */
export const LANGUAGES = { en: 'English', fr: 'Français' } as const;
export type Language = keyof typeof LANGUAGES;

const KEPT = 'beckon-language';
type Catalog = Record<string, string>;

/** Each language is fetched when somebody reads it: its catalogs, one an area of the board, make one namespace. */
const load: Record<Language, () => Promise<Catalog>> = {
  en: () => gather(import.meta.glob<Catalog>('./en/*.json', { import: 'default' })),
  fr: () => gather(import.meta.glob<Catalog>('./fr/*.json', { import: 'default' })),
};

async function gather(files: Record<string, () => Promise<Catalog>>): Promise<Catalog> {
  return Object.assign({}, ...(await Promise.all(Object.values(files).map((file) => file())))) as Catalog;
}

const known = (value: string | null | undefined): Language | undefined => (Object.keys(LANGUAGES) as Language[]).find((one) => one === value?.slice(0, 2).toLowerCase());
const chosen = (): string | null => { try { return localStorage.getItem(KEPT); } catch { return null; } };

/** What this person chose before, else the first language of their browser that we speak, else English. */
export const firstLanguage = (): Language => known(chosen()) ?? navigator.languages.map(known).find(Boolean) ?? 'en';

/** English sentences are the keys: code reads as the screen does, and what nobody translated yet shows in English. Plural forms are catalog entries (`{{count}} leads_one`). */
export async function startI18n(): Promise<void> {
  const language = firstLanguage();
  await i18next.use(initReactI18next).init({
    lng: language, fallbackLng: 'en', keySeparator: false, nsSeparator: false, returnNull: false, interpolation: { escapeValue: false },
    resources: { en: { translation: await load.en() }, ...(language === 'en' ? {} : { [language]: { translation: await load[language]() } }) },
  });
  document.documentElement.lang = language;
}

export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) i18next.addResourceBundle(language, 'translation', await load[language]());
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try { localStorage.setItem(KEPT, language); } catch { /* a browser that keeps nothing asks again next time */ }
}

/** The sentence in the language of whoever looks. Never at import time: languages are fetched after that. The whole board is drawn anew when the language changes. */
export const t = (sentence: string, values?: Record<string, string | number>): string => i18next.t(sentence, { ...values });

/** BCP 47 tag by which numbers and dates are written. */
export const locale = (): string => ({ en: 'en-GB', fr: 'fr-FR' })[i18next.language as Language] ?? 'en-GB';

export const language = (): Language => known(i18next.language) ?? 'en';
export const onLanguage = (changed: () => void): (() => void) => { i18next.on('languageChanged', changed); return () => i18next.off('languageChanged', changed); };
export { useTranslation } from 'react-i18next';
