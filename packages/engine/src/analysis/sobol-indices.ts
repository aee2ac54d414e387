import { type BootstrapOptions, bootstrapDeviations } from "./bootstrap.ts";
import {
  type Estimate,
  estimateAround,
  excludesZero,
  normalWidth,
  usualConfidence,
} from "./estimate.ts";
import { type Matrix, matrixOf, requireOutcomes } from "./matrix.ts";

/**
 * How first-order indices are estimated; total ones are always Jansen's.
 *
 * `saltelli`: mean(B (AB - A)) / V, of Saltelli and others, "Variance based sensitivity analysis of
 * model output. Design and estimator for the total sensitivity index", Computer Physics
 * Communications 181 (2010), table 2 (b). On standardised outcomes, which makes it the estimator of
 * the Python package SALib.
 *
 * `janon`: of Janon and others, "Asymptotic normality and efficiency of two Sobol index
 * estimators", ESAIM: Probability and Statistics 18 (2014), equation 6; its error is smaller for
 * large indices.
 */
export type FirstOrderEstimator = "saltelli" | "janon";

/** How {@link sobolIndices} works. */
export interface SobolIndicesOptions extends BootstrapOptions {
  /** `saltelli` unless given. */
  readonly estimator?: FirstOrderEstimator;
  /** Confidence of the intervals, 0.95 unless given. */
  readonly confidence?: number;
}

/** A share of an outcome's variance. The estimate, unlike the share, may fall outside 0 to 1. */
export interface SobolIndex extends Estimate {
  /** Whether the interval leaves out zero; if not, the index cannot be told from none. */
  readonly distinguishable: boolean;
}

/** What {@link sobolIndices} finds. */
export interface SobolIndices {
  /** Points of the base sample. */
  readonly points: number;
  /** By parameter: its own share, and its share with all interactions that it takes part in. */
  readonly indices: readonly { readonly first: SobolIndex; readonly total: SobolIndex }[];
  /** Full sentences on what makes these numbers worse than they could be. */
  readonly warnings: readonly string[];
}

/**
 * The points at which to evaluate a model of k parameters for its Sobol' indices of first and total
 * order (Saltelli's design; second order left out): for every base point the row A, then A with one
 * parameter at a time taken from B, then B; so N (k + 2) rows of k columns, in SALib's order.
 *
 * @param base N points in the unit cube of 2 k dimensions, of which the first k are A and the
 *   others B; best N Sobol' points, N a power of two
 */
export function sobolDesign(base: Matrix): Matrix {
  if (base.columns % 2 !== 0) {
    throw new RangeError(
      `The base sample must have two columns for each parameter, but it has ${base.columns}.`,
    );
  }
  const k = base.columns / 2;
  const rows = base.rows * (k + 2);
  const values = new Float64Array(rows * k);
  for (let point = 0; point < base.rows; point += 1) {
    const a = base.values.subarray(point * 2 * k, point * 2 * k + k);
    const b = base.values.subarray(point * 2 * k + k, (point + 1) * 2 * k);
    const start = point * (k + 2) * k;
    for (let i = -1; i < k; i += 1) {
      values.set(a, start + (i + 1) * k);
      if (i >= 0) values[start + (i + 1) * k + i] = b[i]!;
    }
    values.set(b, start + (k + 1) * k);
  }
  return matrixOf(rows, k, values);
}

/**
 * Sobol' indices (Sobol', "Sensitivity estimates for nonlinear mathematical models", 1993): the
 * share of an outcome's variance that goes when a parameter becomes known (first), and that stays
 * while it alone is unknown (total; Jansen, "Analysis of variance designs for model output",
 * Computer Physics Communications 117, 1999).
 *
 * Intervals are normal ones, with the standard deviation over resampled base points. Adding a
 * constant to all outcomes, or scaling them, changes nothing but rounding.
 *
 * @param design what {@link sobolDesign} gave
 * @param outcomes the model's outcome at each row, in any unit
 * @throws RangeError for a matrix that is no such design, an outcome that is not finite, and
 *   outcomes that do not vary
 * @example
 * // y = 2 a + b, both uniform: a has four fifths of the variance.
 * const design = sobolDesign(matrixOf(1024, 4, sobolPoints(1024, 4)));
 * const y = Float64Array.from({ length: design.rows }, (_, row) => {
 *   const [a, b] = rowOf(design, row);
 *   return 2 * a + b;
 * });
 * const [a] = sobolIndices(design, y).indices;
 * a.first.value.toFixed(2); // → "0.80"
 */
export function sobolIndices(
  design: Matrix,
  outcomes: Float64Array,
  options: SobolIndicesOptions = {},
): SobolIndices {
  const { estimator = "saltelli", confidence = usualConfidence } = options;
  const k = design.columns;
  const points = requireDesign(design);
  requireOutcomes(design, outcomes);
  const width = normalWidth(confidence);
  const y = standardise(outcomes);
  const measure = (chosen: Int32Array, out: Float64Array): number =>
    measureIndices(y, k, chosen, estimator, out);

  const values = new Float64Array(2 * k);
  const everyPoint = Int32Array.from({ length: points }, (_, point) => point);
  if (!(measure(everyPoint, values) > 0)) {
    throw new RangeError("The outcome is the same in every row of A and B, so it has no variance.");
  }
  const deviations = bootstrapDeviations(points, 2 * k, measure, options);
  const index = (at: number): SobolIndex => {
    const estimate = estimateAround(values[at]!, deviations[at]!, width);
    return { ...estimate, distinguishable: excludesZero(estimate) };
  };
  return {
    points,
    indices: Array.from({ length: k }, (_, i) => ({ first: index(i), total: index(k + i) })),
    warnings: warningsOn(points),
  };
}

/** Writes first-order indices, then total ones, and returns the variance of A and B together. */
function measureIndices(
  y: Float64Array,
  k: number,
  chosen: Int32Array,
  estimator: FirstOrderEstimator,
  out: Float64Array,
): number {
  const n = chosen.length;
  let sum = 0;
  let squares = 0;
  for (const point of chosen) {
    const a = y[point * (k + 2)]!;
    const b = y[point * (k + 2) + k + 1]!;
    sum += a + b;
    squares += a * a + b * b;
  }
  const mean = sum / (2 * n);
  const variance = squares / (2 * n) - mean * mean;
  // Outcomes have variance 1 in all, so this is nothing but rounding.
  const varies = variance > 1e-14;
  for (let i = 0; i < k; i += 1) {
    let first = 0;
    let total = 0;
    let pairSum = 0;
    let pairSquares = 0;
    for (const point of chosen) {
      const start = point * (k + 2);
      const a = y[start]!;
      const mixed = y[start + i + 1]!;
      const b = y[start + k + 1]!;
      first += estimator === "janon" ? b * mixed : b * (mixed - a);
      total += (a - mixed) * (a - mixed);
      pairSum += b + mixed;
      pairSquares += b * b + mixed * mixed;
    }
    const pairMean = pairSum / (2 * n);
    const pairVariance = pairSquares / (2 * n) - pairMean * pairMean;
    if (estimator === "saltelli") out[i] = varies ? first / n / variance : 0;
    else out[i] = pairVariance > 1e-14 ? (first / n - pairMean * pairMean) / pairVariance : 0;
    out[k + i] = varies ? total / (2 * n) / variance : 0;
  }
  return varies ? variance : 0;
}

/** Mean 0 and variance 1 over all rows, as SALib does before it estimates. */
function standardise(outcomes: Float64Array): Float64Array {
  const n = outcomes.length;
  const mean = outcomes.reduce((sum, v) => sum + v / n, 0);
  const scale = outcomes.reduce((most, v) => Math.max(most, Math.abs(v - mean)), 0);
  // What the rounding of the mean alone would leave counts as no variance.
  if (!(scale > 1e-14 * Math.abs(mean))) {
    throw new RangeError(`The outcome is ${outcomes[0]} in every row, so it has no variance.`);
  }
  const scaled = outcomes.map((v) => (v - mean) / scale);
  const deviation = Math.sqrt(scaled.reduce((sum, v) => sum + v * v, 0) / n);
  return scaled.map((v) => v / deviation);
}

/** The number of base points, after a check that every row is where it belongs. */
function requireDesign(design: Matrix): number {
  const { rows, columns: k, values } = design;
  const points = rows / (k + 2);
  if (!Number.isInteger(points) || points < 2) {
    throw new RangeError(
      `A design for ${k} parameters has ${k + 2} rows for each of at least 2 base points, ` +
        `but this matrix has ${rows} rows.`,
    );
  }
  for (let row = 0; row < rows; row += 1) {
    const place = row % (k + 2);
    if (place === 0 || place === k + 1) continue;
    const a = (row - place) * k;
    const b = a + (k + 1) * k;
    for (let i = 0; i < k; i += 1) {
      const expected = values[(i === place - 1 ? b : a) + i]!;
      if (values[row * k + i] !== expected) {
        throw new RangeError(
          `Row ${row} of the design should have ${expected} in column ${i}, ` +
            `but it has ${values[row * k + i]}.`,
        );
      }
    }
  }
  return points;
}

function warningsOn(points: number): string[] {
  let below = 1;
  while (below * 2 <= points) below *= 2;
  if (below === points) return [];
  return [
    `The base sample has ${points} points, which is not a power of two, so Sobol' points lose ` +
      `their balance and the indices are less exact; use ${below} or ${2 * below}.`,
  ];
}
