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
  const means = column(width, (at) => mean(rows, (row) => row[at]!));
  const spreads = column(width, (at) => Math.sqrt(mean(rows, (row) => (row[at]! - means[at]!) ** 2)));
  const size = width + 1;
  // One flat table, gone through once a step: as matrices, every step copied it four times over, half a gigabyte for a year of days.
  const x = new Float64Array(rows.length * size);
  rows.forEach((row, at) => { x[at * size] = 1; for (let i = 0; i < width; i++) x[at * size + i + 1] = spreads[i]! > 0 ? (row[i]! - means[i]!) / spreads[i]! : 0; });
  const beta = new Float64Array(size);
  for (let step = 0; step < 50; step++) {
    const gradient = Float64Array.from(beta, (one, i) => (i === 0 ? 0 : -penalty * one));
    const curvature = new Float64Array(size * size);
    for (let at = 0; at < rows.length; at++) {
      const start = at * size;
      let z = 0;
      for (let i = 0; i < size; i++) z += beta[i]! * x[start + i]!;
      const p = sigmoid(z);
      const missed = (labels[at] ? 1 : 0) - p;
      const weight = Math.max(1e-9, p * (1 - p));
      for (let i = 0; i < size; i++) {
        const weighted = weight * x[start + i]!;
        gradient[i]! += missed * x[start + i]!;
        for (let j = 0; j <= i; j++) curvature[i * size + j]! += weighted * x[start + j]!;
      }
    }
    const hessian = new Matrix(size, size);
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) hessian.set(i, j, curvature[i >= j ? i * size + j : j * size + i]! + (i === j ? (i === 0 ? 0 : penalty) + 1e-9 : 0));
    const move = solve(hessian, Matrix.columnVector([...gradient])).to1DArray();
    for (let i = 0; i < size; i++) beta[i]! += move[i]!;
    if (Math.max(...move.map(Math.abs)) < 1e-8) break;
  }
  const [intercept, ...slopes] = beta;
  const coefficients = slopes.map((slope, at) => (spreads[at]! > 0 ? slope / spreads[at]! : 0));
  return { coefficients, intercept: intercept! - coefficients.reduce((sum, slope, at) => sum + slope * means[at]!, 0) };
}

/** Probability that the label is true. */
export const predict = ({ coefficients, intercept }: LogisticModel, row: readonly number[]): number => sigmoid(coefficients.reduce((sum, slope, at) => sum + slope * row[at]!, intercept));

/** Mean negative log-likelihood; what cross-validation compares. */
export const logLoss = (model: LogisticModel, rows: ReadonlyArray<readonly number[]>, labels: readonly boolean[]): number =>
  mean(rows, (row, at) => -Math.log(Math.max(1e-12, labels[at] ? predict(model, row) : 1 - predict(model, row))));

const sigmoid = (z: number): number => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
const mean = <Row>(rows: readonly Row[], of: (row: Row, at: number) => number): number => rows.reduce((sum, row, at) => sum + of(row, at), 0) / Math.max(1, rows.length);
const column = (width: number, of: (at: number) => number): number[] => Array.from({ length: width }, (_, at) => of(at));
