/** Languages whose country names are known, the likelier first. */
const LANGUAGES = ['en', 'de', 'fr', 'it', 'es', 'nl', 'pl', 'pt', 'sv', 'da', 'nb', 'fi', 'cs', 'sk', 'hu', 'ro', 'bg', 'el', 'tr', 'uk', 'ru', 'ja', 'zh', 'zh-Hant', 'ko', 'ar', 'he', 'hi', 'id', 'vi', 'th', 'hr', 'sl', 'lt', 'lv', 'et', 'ca', 'ms'];

/** Everyday names that the tables do not hold. */
const ALSO: Record<string, string> = {
  usa: 'US', 'u.s.a.': 'US', 'u.s.': 'US', 'united states of america': 'US', uk: 'GB', 'u.k.': 'GB', 'great britain': 'GB', england: 'GB', scotland: 'GB', wales: 'GB', 'northern ireland': 'GB',
  'the netherlands': 'NL', holland: 'NL', 'czech republic': 'CZ', 'tschechische republik': 'CZ', turkey: 'TR', 'viet nam': 'VN', 'republic of korea': 'KR', 'korea, republic of': 'KR', korea: 'KR', 'p.r. china': 'CN', 'p.r.china': 'CN',
  prc: 'CN', "people's republic of china": 'CN', 'mainland china': 'CN', 'hong kong': 'HK', 'hongkong': 'HK', macau: 'MO', macao: 'MO', taiwan: 'TW', russia: 'RU', 'russian federation': 'RU', uae: 'AE', 'u.a.e.': 'AE',
  'republic of ireland': 'IE', 'bundesrepublik deutschland': 'DE', eire: 'IE', éire: 'IE', 日本国: 'JP', 中华人民共和国: 'CN', bra: 'BR', 'estados unidos de américa': 'US', 'ivory coast': 'CI', burma: 'MM',
};
const ALPHA_3: Record<string, string> = {
  USA: 'US', GBR: 'GB', DEU: 'DE', FRA: 'FR', ITA: 'IT', ESP: 'ES', NLD: 'NL', POL: 'PL', CHN: 'CN', JPN: 'JP', AUT: 'AT', CHE: 'CH', BEL: 'BE', PRT: 'PT', SWE: 'SE', DNK: 'DK', NOR: 'NO', FIN: 'FI', CZE: 'CZ', TUR: 'TR', IND: 'IN',
  CAN: 'CA', MEX: 'MX', AUS: 'AU', KOR: 'KR', HKG: 'HK', TWN: 'TW', ARE: 'AE', IRL: 'IE',
};

let known: readonly string[] | undefined;
/** Asked of ICU when first needed: 20 ms, and most processes never need them. */
const codes = (): readonly string[] => (known ??= regionCodes());
const tables = new Map<string, Map<string, string>>();

/**
 * ISO 3166-1 alpha-2 of a country named by code or by name in one of many languages ("Deutschland", "Polska", "日本", "US").
 * Null for what is no country's name.
 */
export function countryOf(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/^[\s,;.]+|[\s,;]+$/g, '');
  if (plain === '' || plain.length > 60) return null;
  const upper = plain.toUpperCase();
  if (/^[A-Za-z]{2}$/.test(plain) && codes().includes(upper)) return upper === 'UK' ? 'GB' : upper;
  const also = ALSO[plain.toLowerCase()] ?? (plain === upper ? ALPHA_3[upper] : undefined);
  if (also) return also;
  const folded = fold(plain);
  for (const language of LANGUAGES) {
    const found = tableOf(language).get(folded);
    if (found) return found;
  }
  return null;
}

/** The country at the end of an address written on one line or several, null where the address ends in something else. */
export function countryAtEnd(address: string): string | null {
  const last = address.split(/[,\n]/).map((part) => part.trim()).filter((part) => part !== '').pop();
  return last ? countryOf(last) : null;
}

function tableOf(language: string): Map<string, string> {
  let table = tables.get(language);
  if (!table) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    table = new Map();
    for (const code of codes()) {
      const name = names.of(code);
      if (name) table.set(fold(name), code);
    }
    tables.set(language, table);
  }
  return table;
}

const fold = (name: string): string => name.toLowerCase().replace(/[’']/g, "'").replace(/\s+/g, ' ').trim();

/** Every two letters that ICU names a country by, without groupings and retired codes. */
function regionCodes(): string[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB', 'AC', 'CP', 'DG', 'EA', 'IC', 'TA', 'CQ']);
  const retired = new Set(['AN', 'BU', 'CS', 'DD', 'FX', 'NT', 'SU', 'TP', 'YD', 'YU', 'ZR', 'UK', 'DY', 'HV', 'NH', 'RH', 'VD', 'CT', 'FQ', 'JT', 'MI', 'NQ', 'PC', 'PU', 'PZ', 'WK']);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const found: string[] = ['UK'];
  for (const a of letters) for (const b of letters) if (!notCountries.has(a + b) && !retired.has(a + b) && names.of(a + b)) found.push(a + b);
  return found;
}
