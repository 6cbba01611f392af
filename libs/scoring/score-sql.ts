import { OUT_AFTER_DAYS, SIGNALS, WHOLE } from './model.js';

/**
 * SQL of a card's one reason: a failed gate, else strong movement, else what gives most points. From the explanation's short forms, so that it is
 * never a number of its own.
 * @param score alias of a row of `merchant_score`. @param evidence of `merchant_evidence`. @param signal of `merchant_signal`.
 */
export const cardReasonSql = (score: string, signal: string, evidence: string): string => `
  coalesce(${score}.gates -> 0 ->> 'text',
    (select line ->> 'short' from jsonb_array_elements(${evidence}.lines) with ordinality as part (line, place)
       join score_model model on model.id = ${score}.model_id
      cross join lateral (select (array[${SIGNALS.map((name) => `'${name}'`).join(', ')}])[place] as name) named
      cross join lateral (select coalesce((model.weights ->> name)::int, 0) as most) weight
      cross join lateral (select (most * ${signal}.shares[place] + ${WHOLE / 2}) / ${WHOLE} as points) given
      where line ->> 'short' is not null and most > 0 order by (name = 'momentum' and points >= 0.8 * most) desc, points desc, name limit 1),
    'scored ' || ${score}.score)`;

/** SQL of what moved a score, in words. @param change alias of a row of `score_change`. */
export const changeWhySql = (change: string): string => `coalesce(${change}.why, (select format('model v%s was published', model.version) from score_model model where model.id = ${change}.model_id))`;

/** SQL condition: the merchant was seen within the days that a lead may wait for a pick. @param now SQL of the business moment. */
export const seenLatelySql = (signal: string, now: string): string => `${signal}.seen_at >= ${now}::timestamptz - interval '${OUT_AFTER_DAYS} days'`;
