import fc from 'fast-check';
import { SIGNALS } from '../model.js';
import type { Example } from '../history/cutoffs.js';
import { fitLogistic, predict } from './logistic.js';
import { FEWEST_POSITIVES, suggest, wholeWeights } from './suggestion.js';

/** A repeatable dice (mulberry32). */
const dice = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};
/** Days on which a yes follows from one signal by a known law. */
const days = (count: number, size: number, law: (shares: number[]) => number, seed = 7): Example[][] => {
  const roll = dice(seed);
  return Array.from({ length: count }, () => Array.from({ length: size }, () => {
    const shares = SIGNALS.map(() => roll());
    return { shares, came: roll() < law(shares) };
  }));
};
const momentum = SIGNALS.indexOf('momentum');
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

describe('learning from outcomes', () => {
  it('finds the law that made the outcomes', () => {
    const examples = days(1, 20_000, (shares) => sigmoid(-3 + 4 * shares[momentum]! - 1 * shares[0]!)).flat();
    const model = fitLogistic(examples.map((one) => one.shares), examples.map((one) => one.came), 1);
    expect(model.intercept).toBeCloseTo(-3, 0);
    expect(model.coefficients[momentum]!).toBeGreaterThan(3.6);
    expect(model.coefficients[momentum]!).toBeLessThan(4.4);
    expect(model.coefficients[0]!).toBeCloseTo(-1, 0);
  });

  it('gives most weight to the signal that counts, nothing to what counts against, and foretells what comes', () => {
    const { weights, odds, calibrationError, calibration } = suggest(days(12, 800, (shares) => sigmoid(-4 + 4 * shares[momentum]! - 2 * shares[3]!)));
    expect(weights!.momentum!).toBeGreaterThan(50);
    expect(weights![SIGNALS[3]]).toBe(0);
    expect(odds.momentum!).toBeGreaterThan(10);
    expect(calibration).toHaveLength(10);
    expect(calibrationError!).toBeLessThan(0.03);
  });

  it('says what is missing instead of guessing', () => {
    expect(suggest(days(12, 20, () => 0.02))).toMatchObject({ weights: null, why: expect.stringMatching(new RegExp(`of at least ${FEWEST_POSITIVES}`)) as string });
    expect(suggest(days(3, 1000, () => 0.5))).toMatchObject({ weights: null, why: expect.stringMatching(/four days/) as string });
  });

  it('suggests the same for the same outcomes', () => {
    const same = () => suggest(days(6, 300, (shares) => shares[1]! / 2, 3));
    expect(same()).toEqual(same());
  });

  it('always ends with numbers, even where the classes can be told apart fully or a column never moves', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 3, maxLength: 3 }), fc.boolean()), { minLength: 1, maxLength: 40 }), fc.constantFrom(0.1, 1, 100), (examples, penalty) => {
      const model = fitLogistic(examples.map(([row]) => row), examples.map(([, came]) => came), penalty);
      for (const [row] of examples) expect(predict(model, row)).toBeGreaterThanOrEqual(0);
      expect([model.intercept, ...model.coefficients].every(Number.isFinite)).toBe(true);
    }), { numRuns: 300 });
  });

  it('makes weights that add up to 100', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: SIGNALS.length, maxLength: SIGNALS.length }), (coefficients) => {
      const weights = wholeWeights(coefficients);
      if (weights) expect(Object.values(weights).reduce((sum, one) => sum + one, 0)).toBe(100);
      else expect(coefficients.every((one) => one <= 1e-9)).toBe(true);
    }));
  });
});
