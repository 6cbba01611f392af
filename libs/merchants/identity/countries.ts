import { wordsOf } from './words.js';

/** Codes and names of countries that pages write and that no language's list has. */
const EXTRA: Record<string, string> = {
  uk: 'GB', england: 'GB', scotland: 'GB', wales: 'GB', 'northern ireland': 'GB', 'great britain': 'GB', gbr: 'GB', usa: 'US', 'united states of america': 'US', america: 'US', deu: 'DE', ger: 'DE', brd: 'DE', fra: 'FR', ita: 'IT', esp: 'ES',
  nld: 'NL', holland: 'NL', 'the netherlands': 'NL', pol: 'PL', aut: 'AT', che: 'CH', bel: 'BE', swe: 'SE', dnk: 'DK', nor: 'NO', fin: 'FI', prt: 'PT', irl: 'IE', cze: 'CZ', 'czech republic': 'CZ', hun: 'HU', rou: 'RO', bgr: 'BG',
  grc: 'GR', el: 'GR', tur: 'TR', turkey: 'TR', rus: 'RU', 'russian federation': 'RU', ukr: 'UA', chn: 'CN', prc: 'CN', 'p r china': 'CN', 'peoples republic of china': 'CN', 'mainland china': 'CN', jpn: 'JP', kor: 'KR', 'south korea': 'KR', 'republic of korea': 'KR',
  'hong kong': 'HK', hkg: 'HK', twn: 'TW', ind: 'IN', can: 'CA', mex: 'MX', bra: 'BR', aus: 'AU', nzl: 'NZ', are: 'AE', uae: 'AE', 'united arab emirates': 'AE',
};
const TONGUES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'sv', 'da', 'fi', 'cs', 'hu', 'ro', 'tr', 'ru', 'uk', 'el', 'ja', 'zh', 'ko', 'ar'];
const spelled = (name: string): string => wordsOf(name).map((word) => word.text).join(' ');
let names: Map<string, string> | undefined;

/** Names of all countries in the languages above, from the platform's own tables. */
function countryNames(): Map<string, string> {
  if (names) return names;
  names = new Map();
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const tongue of TONGUES) {
    const display = new Intl.DisplayNames([tongue], { type: 'region', fallback: 'none' });
    for (const first of letters) {
      for (const second of letters) {
        const code = first + second;
        if (['EU', 'EZ', 'UN', 'ZZ', 'QO', 'XA', 'XB', 'UK'].includes(code)) continue;
        const name = display.of(code);
        if (name && !names.has(spelled(name))) names.set(spelled(name), code);
      }
    }
  }
  for (const [name, code] of Object.entries(EXTRA)) names.set(name, code);
  return names;
}

/** ISO 3166-1 alpha-2 of what a page writes: a code of two letters, a name in one of twenty-two languages; null for anything else. */
export function countryOf(shown: string | null | undefined): string | null {
  const text = (shown ?? '').normalize('NFKC').trim();
  if (/^[a-z]{2}$/i.test(text)) {
    const code = text.toUpperCase();
    return code === 'UK' ? 'GB' : code === 'EL' ? 'GR' : code;
  }
  return text === '' ? null : countryNames().get(spelled(text)) ?? null;
}
