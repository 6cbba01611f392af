import { Matrix, solve } from 'ml-matrix';

export interface LogisticModel {
  /** Of the standardised columns' originals: log-odds per unit of each column. */
  readonly coefficients: readonly number[];
  readonly intercept: number;
}

/**
 * Logistic regression with a ridge penalty, fitted by Newton's method (iteratively reweighted least squares: le Cessie and van Houwelingen,
 * Ridge estimators in logistic regression, Applied Statistics 41, 1992). Columns are standardised first, so that one penalty fits all; the
 * intercept is not penalised. Ends by itself: the penalty keeps the curvature positive even where the classes can be told apart fully.
 * @param rows numbers, all of one length. @param penalty of half the squared coefficients, above zero.
 */
export function fitLogistic(rows: ReadonlyArray<readonly number[]>, labels: readonly boolean[], penalty: number): LogisticModel {
  const width = rows[0]?.length ?? 0;
  if (rows.length !== labels.length || rows.length === 0) throw new RangeError('a fit needs as many labels as rows, and at least one');
  if (!(penalty > 0)) throw new RangeError('the penalty must be above zero');
  const means = column(width, (at) => mean(rows.map((row) => row[at]!)));
  const spreads = column(width, (at) => Math.sqrt(mean(rows.map((row) => (row[at]! - means[at]!) ** 2))));
  const flat = rows.map((row) => [1, ...row.map((value, at) => (spreads[at]! > 0 ? (value - means[at]!) / spreads[at]! : 0))]);
  const x = new Matrix(flat);
  const y = labels.map(Number);
  const ridge = Matrix.diag([0, ...column(width, () => penalty)]);
  let beta = Matrix.zeros(width + 1, 1);
  for (let step = 0; step < 50; step++) {
    const p = x.mmul(beta).to1DArray().map(sigmoid);
    const gradient = x.transpose().mmul(Matrix.columnVector(y.map((one, at) => one - p[at]!))).sub(ridge.mmul(beta));
    const weighted = Matrix.from1DArray(flat.length, width + 1, flat.flatMap((row, at) => row.map((value) => value * Math.max(1e-9, p[at]! * (1 - p[at]!)))));
    const move = solve(x.transpose().mmul(weighted).add(ridge).add(Matrix.eye(width + 1).mul(1e-9)), gradient);
    beta = beta.add(move);
    if (Math.max(...move.to1DArray().map(Math.abs)) < 1e-8) break;
  }
  const [intercept, ...slopes] = beta.to1DArray();
  const coefficients = slopes.map((slope, at) => (spreads[at]! > 0 ? slope / spreads[at]! : 0));
  return { coefficients, intercept: intercept! - coefficients.reduce((sum, slope, at) => sum + slope * means[at]!, 0) };
}

/** Probability that the label is true. */
export const predict = ({ coefficients, intercept }: LogisticModel, row: readonly number[]): number => sigmoid(coefficients.reduce((sum, slope, at) => sum + slope * row[at]!, intercept));

/** Mean negative log-likelihood; what cross-validation compares. */
export const logLoss = (model: LogisticModel, rows: ReadonlyArray<readonly number[]>, labels: readonly boolean[]): number =>
  mean(rows.map((row, at) => -Math.log(Math.max(1e-12, labels[at] ? predict(model, row) : 1 - predict(model, row)))));

const sigmoid = (z: number): number => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const column = (width: number, of: (at: number) => number): number[] => Array.from({ length: width }, (_, at) => of(at));
