import { SIGNALS, WHOLE, type GateCode, type Gates, type Signal, type Weights } from '../model.js';
import { date } from '../signals/sql-text.js';

/** SQL of parameters that the formula reads, all `text[]`. */
export interface FormulaParams {
  /** Categories that are not taken, whole names. */
  readonly prohibited: string;
  /** Categories we look for, whole names. */
  readonly wanted: string;
  /** Countries that regions serve; null: all. */
  readonly served: string;
}
export interface Formula {
  /** Whole points of each signal. */
  readonly points: Readonly<Record<Signal, string>>;
  /** Their sum, 0 to 100. */
  readonly sum: string;
  /** `FailedGate[]` as jsonb. */
  readonly gates: string;
}

/**
 * The one place where measurements become points: SQL expressions over a row of `merchant_signal`. Passes, previews and explanations all
 * use it, so what is explained is what was scored. Each signal is rounded to whole points by itself: they add up because the score is their sum.
 * @param row alias of the row.
 */
export function formula({ weights, gates }: { readonly weights: Weights; readonly gates: Gates }, row: string, params: FormulaParams): Formula {
  const points = Object.fromEntries(SIGNALS.map((signal, at) => {
    const weight = weights[signal] ?? 0;
    const given = weight === 0 ? '0' : `(${whole(weight)} * ${row}.shares[${at + 1}] + ${WHOLE / 2}) / ${WHOLE}`;
    return [signal, signal === 'catalogueFit' && gates.wanted.length > 0 ? `(case when ${row}.categories && ${params.wanted} then ${given} else 0 end)` : given];
  })) as Record<Signal, string>;
  const rules = failing(gates, row, params);
  return {
    points,
    sum: SIGNALS.map((signal) => points[signal]).filter((expression) => expression !== '0').join(' + ') || '0',
    // Most merchants fail nothing: they are told apart before any text is put together.
    gates: `case when ${rules.map((rule) => `coalesce(${rule.when}, false)`).join(' or ')} then ${rules.map((rule) => `case when ${rule.when} then jsonb_build_array(jsonb_build_object('code', '${rule.code}', 'text', ${rule.text})) else '[]' end`).join(' || ')} else '[]' end`,
  };
}

function failing(gates: Gates, row: string, params: FormulaParams): Array<{ code: GateCode; when: string; text: string }> {
  return [
    ...(gates.prohibited.length > 0 ? [{ code: 'prohibited-category' as const, when: `${row}.categories && ${params.prohibited}`, text: `format('sells in %s, which we do not take', (select min(category) from unnest(${row}.categories) category where category = any(${params.prohibited})))` }] : []),
    { code: 'suppressed', when: `${row}.blocked is not null`, text: `${row}.blocked` },
    ...(gates.notOurs ?? true ? [{ code: 'already-selling-with-us' as const, when: `${row}.ours_since is not null`, text: `format('sells with us since %s', ${date(`${row}.ours_since`)})` }] : []),
    { code: 'rating-too-low', when: `${row}.rating < ${decimal(gates.minRating)}::real`, text: `format('rated %s of 5, below ${decimal(gates.minRating)}', round(${row}.rating::numeric, 1))` },
    { code: 'too-few-ratings', when: `coalesce(${row}.ratings, 0) < ${whole(gates.minRatings)}`, text: `case when ${row}.ratings is null then 'no rating count seen' else format('%s ratings, fewer than ${whole(gates.minRatings)}', ${row}.ratings) end` },
    ...(gates.countryServed ?? true ? [{
      code: 'country-not-served' as const, when: `${params.served} is not null and (${row}.country is null or not ${row}.country = any(${params.served}))`,
      text: `case when ${row}.country is null then 'country not known' else format('%s is not served', ${row}.country) end`,
    }] : []),
  ];
}

/** Numbers are written into the statement: whatever else came out of a database column stays out. */
const whole = (value: number): string => {
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`${value} is not a whole number from 0 on`);
  return String(value);
};
const decimal = (value: number): string => {
  if (!Number.isFinite(value) || value < 0 || value > 1000) throw new TypeError(`${value} is not a rating`);
  return String(Math.round(value * 100) / 100);
};
