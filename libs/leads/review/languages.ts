/**
 * Where business is done in a language: countries (ISO 3166-1 alpha-2) in which it is official or the usual one, by language
 * (ISO 639-1). A storefront page does not say which language its people speak, so a lead's languages follow from its country.
 */
const COUNTRIES_OF: Readonly<Record<string, string>> = {
  ar: 'AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SY TN YE', bg: 'BG', bn: 'BD', bs: 'BA', ca: 'AD', cs: 'CZ', da: 'DK', de: 'AT BE CH DE LI LU', el: 'CY GR',
  en: 'AU BB BS BW BZ CA FJ GB GH GI GM GY HK IE IM IN JE GG JM KE LK LR MT MU MW NA NG NZ PG PH PK RW SG SL SZ TT TZ UG US ZA ZM ZW',
  es: 'AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE', et: 'EE', fa: 'AF IR', fi: 'FI', fr: 'BE BF BJ CA CD CG CH CI CM DJ FR GA GN HT LU MC MG ML NE RE SN TD TG',
  he: 'IL', hi: 'IN', hr: 'BA HR', hu: 'HU', hy: 'AM', id: 'ID', is: 'IS', it: 'CH IT SM VA', ja: 'JP', ka: 'GE', kk: 'KZ', km: 'KH', ko: 'KP KR', lo: 'LA', lt: 'LT', lv: 'LV',
  mk: 'MK', mn: 'MN', ms: 'BN MY SG', my: 'MM', nb: 'NO', ne: 'NP', nl: 'BE NL SR', pl: 'PL', pt: 'AO BR CV MZ PT', ro: 'MD RO', ru: 'BY KG KZ RU', sk: 'SK', sl: 'SI', sq: 'AL XK',
  sr: 'BA ME RS', sv: 'FI SE', th: 'TH', tr: 'CY TR', uk: 'UA', ur: 'PK', uz: 'UZ', vi: 'VN', zh: 'CN HK MO SG TW',
};

export const LANGUAGES: readonly string[] = Object.keys(COUNTRIES_OF);

/** Countries in which any of the languages is spoken, sorted. */
export const countriesSpeaking = (languages: readonly string[]): string[] => [...new Set(languages.flatMap((language) => COUNTRIES_OF[language]?.split(' ') ?? []))].sort();
