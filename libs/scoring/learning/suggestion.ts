import type { Example } from '../history/cutoffs.js';
import { SIGNALS, type Signal, type Weights } from '../model.js';
import { fitLogistic, logLoss, predict } from './logistic.js';

/** Fewer yeses teach nothing. */
export const FEWEST_POSITIVES = 30;
const PENALTIES = [0.3, 1, 3, 10, 30, 100];

export interface Suggestion {
  /** Weights that follow from what came of it; null when there is too little to learn from, `why` says what is missing. */
  readonly weights: Weights | null;
  readonly why: string;
  readonly examples: number;
  readonly positives: number;
  /** By signal: how the odds of a yes change from the lowest to the highest share, everything else equal. */
  readonly odds: Readonly<Partial<Record<Signal, number>>>;
  /** What the latest days, which the fit did not see, say of its probabilities: what was foretold against what came, in groups of equal size. */
  readonly calibration: ReadonlyArray<{ readonly foretold: number; readonly came: number; readonly of: number }>;
  /** Mean distance between foretold and came, weighed by size; null without a calibration. */
  readonly calibrationError: number | null;
}

/**
 * Suggests weights from outcomes (FEATURES R7). The latest quarter of the days is kept aside for the penalty and for the calibration, because what is fitted
 * and judged on the same days always looks right. Signals that speak against an outcome get no points: a score only adds. Suggests, never applies.
 * @param days examples by cut-off, oldest first.
 */
export function suggest(days: ReadonlyArray<readonly Example[]>): Suggestion {
  const all = days.flat();
  const positives = all.filter((one) => one.came).length;
  const nothing = (why: string): Suggestion => ({ weights: null, why, examples: all.length, positives, odds: {}, calibration: [], calibrationError: null });
  if (positives < FEWEST_POSITIVES) return nothing(`${positives} of at least ${FEWEST_POSITIVES} outcomes are known: too few to learn from.`);
  if (days.length < 4) return nothing('It takes at least four days to learn from and to check on.');
  const cut = Math.ceil(days.length * 0.75);
  const [early, late] = [days.slice(0, cut).flat(), days.slice(cut).flat()];
  if (!early.some((one) => one.came) || !late.some((one) => one.came)) return nothing('Outcomes lie on one side only of the days that are kept aside for the check.');
  const penalty = PENALTIES.map((one) => ({ one, loss: logLoss(fit(early, one), late.map((x) => x.shares), late.map((x) => x.came)) })).sort((a, b) => a.loss - b.loss || b.one - a.one)[0]!.one;
  const checked = fit(early, penalty);
  const calibration = calibrate(late.map((one) => ({ foretold: predict(checked, one.shares), came: one.came })));
  const whole = fit(all, penalty);
  const weights = wholeWeights(whole.coefficients);
  return {
    weights, why: weights ? `From ${positives} outcomes among ${all.length} merchants and days.` : 'No signal speaks for an outcome.',
    examples: all.length, positives,
    odds: Object.fromEntries(SIGNALS.map((signal, at) => [signal, Math.round(100 * Math.exp(Math.max(-20, Math.min(20, whole.coefficients[at]!)))) / 100])),
    calibration, calibrationError: calibration.reduce((sum, bin) => sum + Math.abs(bin.foretold - bin.came / bin.of) * bin.of, 0) / late.length,
  };
}

const fit = (examples: readonly Example[], penalty: number) => fitLogistic(examples.map((one) => one.shares), examples.map((one) => one.came), penalty);

/** Points in proportion to what a full share adds to the log-odds: whole numbers that add up to 100, by largest remainder; null when nothing counts for. */
export function wholeWeights(coefficients: readonly number[]): Weights | null {
  const good = coefficients.map((slope) => Math.max(0, slope));
  const sum = good.reduce((total, one) => total + one, 0);
  if (!(sum > 1e-9)) return null;
  const exact = good.map((one) => (100 * one) / sum);
  const floors = exact.map(Math.floor);
  const left = 100 - floors.reduce((total, one) => total + one, 0);
  const byRemainder = exact.map((one, at) => ({ at, rest: one - floors[at]! })).sort((a, b) => b.rest - a.rest || a.at - b.at).slice(0, left).map(({ at }) => at);
  return Object.fromEntries(SIGNALS.map((signal, at) => [signal, floors[at]! + (byRemainder.includes(at) ? 1 : 0)]));
}

/** Ten groups of equal size, least probable first. */
function calibrate(foretold: ReadonlyArray<{ foretold: number; came: boolean }>): Suggestion['calibration'] {
  const sorted = [...foretold].sort((a, b) => a.foretold - b.foretold);
  const bins = Math.min(10, sorted.length);
  return Array.from({ length: bins }, (_, bin) => sorted.slice(Math.floor((bin * sorted.length) / bins), Math.floor(((bin + 1) * sorted.length) / bins)))
    .map((group) => ({ foretold: group.reduce((sum, one) => sum + one.foretold, 0) / group.length, came: group.filter((one) => one.came).length, of: group.length }));
}
