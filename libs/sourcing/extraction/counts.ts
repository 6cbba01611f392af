import { numbersIn, westernDigits } from './numbers.js';

/**
 * Words and letters that stand for a factor right after a number, by how marketplaces round: K, mil (es, pt), tys. (pl), Tsd. and
 * Mio. (de), rb and jt (id), тыс. and млн (ru), 万 億 (ja), 만 (ko), lakh and crore (in).
 */
const FACTORS: Record<string, number> = {
  k: 1e3, mil: 1e3, mila: 1e3, 'tys.': 1e3, tys: 1e3, 'tsd.': 1e3, tsd: 1e3, rb: 1e3, ribu: 1e3, 'тыс.': 1e3, тыс: 1e3, 'тис.': 1e3, bin: 1e3, 千: 1e3, 천: 1e3,
  万: 1e4, 萬: 1e4, 만: 1e4, lakh: 1e5, jt: 1e6, juta: 1e6, mio: 1e6, 'mio.': 1e6, mln: 1e6, млн: 1e6, mi: 1e6, mn: 1e6, million: 1e6, millions: 1e6, crore: 1e7, 億: 1e8, 亿: 1e8, 억: 1e8,
};
/** Single capitals are factors only as capitals: "5 m" is a length. */
const CAPITALS: Record<string, number> = { M: 1e6, B: 1e9 };
const WORD_AFTER = /^[ \u00a0\u202f]?([\p{L}]+\.?)/u;
const CJK = /^[ \u00a0]?([千천万萬만億亿억])/;
/** "over 100,000", "más de 1.000", "plus de", "über", "ponad": the page says that it rounds. */
const ABOUT = /(?:over|more than|about|más de|mais de|plus de|über|mehr als|ponad|oltre|più di|meer dan|~|≈|>)\s*$/iu;

export interface Count {
  value: number;
  /** True where the page itself rounds. */
  approximate: boolean;
  /** The page's own words for the number. */
  text: string;
}

/** The first whole number of a text, with its factor: "5.1K" is 5,100 and approximate, "1,41,999" is 141,999. Null where none stands. */
export function readCount(text: string): Count | null {
  const western = westernDigits(text);
  for (const number of numbersIn(western, 'count')) {
    const after = western.slice(number.end, number.end + 14);
    const word = after === '' ? null : CJK.exec(after) ?? WORD_AFTER.exec(after);
    const factor = word?.[1] ? (CAPITALS[word[1]] ?? FACTORS[word[1].toLowerCase()] ?? FACTORS[word[1].toLowerCase().replace(/\.$/, '')]) : undefined;
    if (factor === undefined && number.digits.includes('.')) continue;
    const plain = factor === undefined ? number.digits : (numbersIn(number.text, 'decimal')[0]?.digits ?? number.digits);
    const value = Math.round(Number(plain) * (factor ?? 1));
    if (!Number.isSafeInteger(value)) continue;
    const tail = western.slice(number.end + (factor === undefined ? 0 : (word?.[0].length ?? 0)));
    const plus = tail.startsWith('+') || western[number.start - 1] === '+';
    const end = number.end + (factor === undefined ? 0 : (word?.[0].length ?? 0)) + (tail.startsWith('+') ? 1 : 0);
    const begin = western[number.start - 1] === '+' ? number.start - 1 : number.start;
    return { value, approximate: factor !== undefined || plus || (number.start > 0 && ABOUT.test(western.slice(0, number.start))), text: text.slice(begin, end).trim() };
  }
  return null;
}

/**
 * A rating on a scale of 5 from any language's "x out of 5": of the first two numbers the one that is not the scale.
 * Null where no number from 0 to `outOf` stands; the result is always on 0–5.
 */
export function readRating(text: string, outOf = 5): number | null {
  const numbers = numbersIn(text, 'decimal').map((number) => Number(number.digits)).slice(0, 2);
  const [first, second] = numbers;
  if (first === undefined) return null;
  const value = first === outOf && second !== undefined && second <= outOf ? second : first;
  return value <= outOf ? round(value * (5 / outOf)) : null;
}

/** A percentage from 0 to 100: the number that carries the sign, else the only number there is. */
export function readPercent(text: string): number | null {
  const western = westernDigits(text);
  const numbers = numbersIn(western, 'decimal');
  const signed = numbers.find((number) => /^[ \u00a0\u202f]?[%٪％]/.test(western.slice(number.end)) || /[%٪]\s?$/.test(western.slice(0, number.start)));
  const chosen = signed ?? (numbers.length === 1 ? numbers[0] : undefined);
  const value = chosen ? Number(chosen.digits) : Number.NaN;
  return value >= 0 && value <= 100 ? value : null;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
