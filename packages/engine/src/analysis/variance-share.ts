import type { Run } from "../ensemble/run-types.ts";

/** How much of an outcome's variance goes with which parameters. */
export interface VarianceShares {
  /** Share of the variance that all parameters together explain linearly in their ranks, 0 to 1. */
  readonly explained: number;
  /** Share of the variance by parameter id, largest first; they add up to `explained`. */
  readonly shares: readonly { readonly id: string; readonly share: number }[];
  /**
   * By draw, what the regression gives from the parameters that pass, in standard deviations of the
   * outcome. Parameters that cannot be told from chance (|t| below 2) count as zero.
   */
  readonly fitted: (include: (id: string) => boolean) => Float64Array;
}

/**
 * Splits the variance of an outcome over parameters by one linear regression on their ranks, each
 * share less what chance alone would give, and none below zero. Parameters are drawn independently,
 * so their shares add up; what is left is noise, interaction and curvature.
 *
 * @param run the ensemble whose parameters are looked at; constants are left out
 * @param outcome one number per draw, such as whether an event happened
 */
export function varianceShares(
  run: Pick<Run, "draws" | "parameters">,
  outcome: Float64Array,
): VarianceShares {
  return varianceSplitter(run)(outcome);
}

/** The same for many outcomes of a run: what the parameters have in common is worked out once. */
export function varianceSplitter(
  run: Pick<Run, "draws" | "parameters">,
): (outcome: Float64Array) => VarianceShares {
  const columns = Object.entries(run.parameters)
    .map(([id, values]) => ({ id, x: standardise(ranks(values)) }))
    .filter((column): column is RankColumn => column.x !== undefined);
  if (run.draws < 4 * columns.length) {
    throw new RangeError(
      `${columns.length} parameters need at least ${4 * columns.length} draws, not ${run.draws}.`,
    );
  }
  const solve = leastSquares(columns.map(({ x }) => x));
  return (outcome) => {
    const y = standardise(outcome);
    if (y === undefined) {
      return { explained: 0, shares: [], fitted: () => new Float64Array(run.draws) };
    }
    return sharesOf(run.draws, columns, solve(y));
  };
}

interface RankColumn {
  readonly id: string;
  readonly x: Float64Array;
}

function sharesOf(
  draws: number,
  columns: readonly RankColumn[],
  beta: readonly number[],
): VarianceShares {
  const raw = beta.map((b) => b * b);
  const fitted = raw.reduce((sum, share) => sum + share, 0);
  const chance = Math.max(0, 1 - fitted) / draws;
  const shares = columns
    .map(({ id }, i) => ({ id, share: Math.max(0, (raw[i] ?? 0) - chance) }))
    .toSorted((a, b) => b.share - a.share || (a.id < b.id ? -1 : 1));
  return {
    explained: shares.reduce((sum, { share }) => sum + share, 0),
    shares,
    fitted: (include) => {
      const sum = new Float64Array(draws);
      for (const [i, { id, x }] of columns.entries()) {
        if (!include(id) || raw[i]! < 4 * chance) continue;
        for (let draw = 0; draw < draws; draw += 1) sum[draw]! += beta[i]! * x[draw]!;
      }
      return sum;
    },
  };
}

/** Ranks from 0; equal values share the mean of their ranks. */
function ranks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).toSorted(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b,
  );
  const result = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end += 1;
    for (let k = start; k < end; k += 1) result[order[k] ?? 0] = (start + end - 1) / 2;
    start = end;
  }
  return result;
}

/** Mean 0 and mean square 1; undefined for a constant. */
function standardise(values: Float64Array): Float64Array | undefined {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const centred = values.map((v) => v - mean);
  const variance = centred.reduce((sum, v) => sum + v * v, 0) / values.length;
  if (!(variance > 1e-24 * (1 + mean * mean))) return undefined;
  const scale = Math.sqrt(variance);
  return centred.map((v) => v / scale);
}

/** Solves the normal equations by Cholesky; columns are standardised, so scales are alike. */
function leastSquares(columns: readonly Float64Array[]): (y: Float64Array) => number[] {
  const n = columns[0]?.length ?? 0;
  const size = columns.length;
  const dot = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0) / n;
  const lower = columns.map(() => new Float64Array(size));
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = dot(columns[i]!, columns[j]!);
      for (let k = 0; k < j; k += 1) sum -= lower[i]![k]! * lower[j]![k]!;
      // A column that repeats another gets no weight of its own instead of an infinite one.
      lower[i]![j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / lower[j]![j]!;
    }
  }
  return (y) => {
    const forward = new Float64Array(size);
    for (let i = 0; i < size; i += 1) {
      let sum = dot(columns[i]!, y);
      for (let k = 0; k < i; k += 1) sum -= lower[i]![k]! * forward[k]!;
      forward[i] = sum / lower[i]![i]!;
    }
    const beta = Array.from({ length: size }, () => 0);
    for (let i = size - 1; i >= 0; i -= 1) {
      let sum = forward[i]!;
      for (let k = i + 1; k < size; k += 1) sum -= lower[k]![i]! * beta[k]!;
      beta[i] = sum / lower[i]![i]!;
    }
    return beta;
  };
}
