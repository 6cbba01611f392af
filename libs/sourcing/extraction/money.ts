import type { Money } from './contract.js';
import { numbersIn, westernDigits } from './numbers.js';

/** Signs that mean one currency wherever they stand. */
const SIGNS: Record<string, string> = {
  '€': 'EUR', '£': 'GBP', '₹': 'INR', '₱': 'PHP', '₺': 'TRY', '₪': 'ILS', '₩': 'KRW', '₫': 'VND', '₴': 'UAH', '₸': 'KZT', '₦': 'NGN', '₲': 'PYG', '₡': 'CRC', '₾': 'GEL',
  '₼': 'AZN', '₽': 'RUB', '฿': 'THB', '₵': 'GHS', '₭': 'LAK', '៛': 'KHR', '৳': 'BDT', '₮': 'MNT', '円': 'JPY', 'zł': 'PLN', 'zl': 'PLN', 'Kč': 'CZK', 'Ft': 'HUF', 'lei': 'RON',
  'лв': 'BGN', 'лв.': 'BGN', 'руб.': 'RUB', 'руб': 'RUB', 'грн': 'UAH', 'грн.': 'UAH', 'R$': 'BRL', 'US$': 'USD', 'US $': 'USD', 'U$S': 'USD', 'C$': 'CAD', 'CA$': 'CAD', 'CDN$': 'CAD', 'C $': 'CAD',
  'A$': 'AUD', 'AU$': 'AUD', 'AU $': 'AUD', 'NZ$': 'NZD', 'NZ $': 'NZD', 'HK$': 'HKD', 'HK $': 'HKD', 'NT$': 'TWD', 'S$': 'SGD', 'MX$': 'MXN', 'MXN$': 'MXN', 'CLP$': 'CLP', 'COP$': 'COP', 'AR$': 'ARS', 'S/.': 'PEN', 'S/': 'PEN',
  'Rp': 'IDR', 'Rp.': 'IDR', 'RM': 'MYR', 'Gs.': 'PYG', 'TL': 'TRY', 'د.إ': 'AED', 'درهم': 'AED', 'ر.س': 'SAR', 'ريال': 'SAR', 'ج.م': 'EGP', 'جنيه': 'EGP', 'د.ك': 'KWD', 'KSh': 'KES', 'CFA': 'XOF', 'CN¥': 'CNY', 'JP¥': 'JPY', '元': 'CNY',
  '€uro': 'EUR', 'eur': 'EUR', 'Euro': 'EUR', 'CHF': 'CHF', 'SFr.': 'CHF', 'Fr.': 'CHF',
};
/** Signs that several countries share. They mean something only where a recipe says what they mean on that host. */
const SHARED = ['$', '¥', '￥', 'kr', 'kr.', 'Kr', 'Rs', 'Rs.', '₨', 'R', 'Bs', 'Bs.', 'L', 'Q', 'din.', 'KM'];

const CODES = new Set(Intl.supportedValuesOf('currency'));
const escape = (sign: string): string => sign.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const BY_LENGTH = [...new Set([...Object.keys(SIGNS), ...SHARED])].sort((a, b) => b.length - a.length).map(escape).join('|');
const GAP = '[ \\u00a0\\u2009\\u202f]{0,2}';
/** A sign made of letters must not be the end or the start of a word. */
const BEFORE = new RegExp(`(?:^|[^\\p{L}$])(${BY_LENGTH}|[A-Z]{3})${GAP}-?$`, 'u');
/** A sign without letters may follow a word without a space ("from€5"). */
const GLUED = new RegExp(`(${Object.keys(SIGNS).concat(SHARED).filter((sign) => !/\p{L}/u.test(sign)).map(escape).join('|')})${GAP}-?$`, 'u');
const AFTER = new RegExp(`^${GAP}(${BY_LENGTH}|[A-Z]{3})(?![\\p{L}$])`, 'u');

/** Price boxes draw whole and fraction apart: "14 . 99". A mark with space on both sides is never punctuation. */
const SPREAD = /(\d)[ \u00a0]([.,])[ \u00a0](\d{2})(?!\d)/g;

/** What a shared sign means on the page's host, e.g. `{ '$': 'USD' }`. */
export type Symbols = Readonly<Record<string, string>>;

/**
 * The lowest price written in a text ("$6.79 to $9.48", "from AWG 32.24"), with the currency that stands beside it.
 * Null where no number has a currency beside it: a currency is read, never guessed.
 */
export function readMoney(text: string, symbols: Symbols = {}, decimal?: '.' | ','): Money | null {
  const western = westernDigits(text).replace(SPREAD, '$1$2$3');
  let lowest: Money | null = null;
  for (const number of numbersIn(western, 'amount', decimal)) {
    const before = western.slice(Math.max(0, number.start - 12), number.start);
    const after = western.slice(number.end, number.end + 10);
    const currency = currencyOf((BEFORE.exec(before) ?? GLUED.exec(before))?.[1], symbols) ?? currencyOf(AFTER.exec(after)?.[1], symbols);
    if (!currency) continue;
    const digits = minorUnits(currency) === 3 ? (numbersIn(number.text, 'amount', lastMark(number.text))[0]?.digits ?? number.digits) : number.digits;
    const money = { amount: padded(digits, currency), currency };
    if (!lowest || (money.currency === lowest.currency && Number(money.amount) < Number(lowest.amount))) lowest = money;
  }
  return lowest;
}

/** An amount and a currency that the page keeps apart (embedded state). */
export function moneyOf(amount: string, currency: string, symbols: Symbols = {}): Money | null {
  const code = currencyOf(currency.trim(), symbols);
  const plain = /^-?\d+(?:\.\d+)?$/.test(amount.trim()) ? amount.trim() : numbersIn(amount, 'amount')[0]?.digits;
  return code && plain !== undefined && !plain.startsWith('-') ? { amount: padded(plain, code), currency: code } : null;
}

/** ISO 4217 code of a written sign or code; null when it could be several. */
export function currencyOf(sign: string | undefined, symbols: Symbols = {}): string | null {
  if (!sign) return null;
  const meant = (Object.hasOwn(symbols, sign) ? symbols[sign] : undefined) ?? (Object.hasOwn(SIGNS, sign) ? SIGNS[sign] : undefined);
  return meant ?? (CODES.has(sign) ? sign : null);
}

const lastMark = (text: string): '.' | ',' | undefined => {
  const mark = /[.,](?=[0-9]+$)/.exec(text)?.[0];
  return mark === '.' || mark === ',' ? mark : undefined;
};

/** Minor units by ISO 4217 where they are not two. Not from Intl: its answer changes with the ICU that Node was built with. */
const NO_MINOR = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));
const THREE_MINOR = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));
const minorUnits = (currency: string): number => (NO_MINOR.has(currency) ? 0 : THREE_MINOR.has(currency) ? 3 : 2);

/** "300" US dollars are "300.00", 4516 yen stay "4516"; more decimals than usual are kept as written. */
function padded(digits: string, currency: string): string {
  const [whole = '0', fraction = ''] = digits.split('.');
  const wanted = minorUnits(currency);
  if (fraction !== '' && fraction.length === wanted) return digits;
  const kept = fraction.replace(/0+$/, '').padEnd(wanted, '0');
  return kept === '' ? whole : `${whole}.${kept}`;
}
