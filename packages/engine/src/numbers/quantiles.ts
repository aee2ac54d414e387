import { selectRanks } from "./order-statistics.ts";

/** Mean and percentiles of one quantity across the draws of an ensemble, in its own unit. */
export interface Summary {
  readonly mean: number;
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/**
 * The q-quantile, q in [0, 1], of values in ascending order: linear interpolation between order
 * statistics at position (n - 1) q, which is type 7 of Hyndman and Fan, "Sample quantiles in
 * statistical packages" (1996).
 */
export function quantileOfSorted(sorted: Float64Array, q: number): number {
  if (sorted.length === 0) throw new RangeError("An empty array has no quantiles.");
  if (!(q >= 0 && q <= 1)) {
    throw new RangeError(`The q of a quantile must lie between 0 and 1, but it is ${q}.`);
  }
  const position = (sorted.length - 1) * q;
  const index = Math.floor(position);
  const fraction = position - index;
  const below = sorted[index]!;
  if (fraction === 0) return below;
  const above = sorted[index + 1]!;
  // From minus infinity, or between equal infinities, there is no difference to interpolate over.
  if (below === above || below === -Infinity) return below;
  return Math.min(below + fraction * (above - below), above);
}

/**
 * Mean and percentiles of `values`, which keep their order. The mean adds them first to last, so
 * its bits depend on their order and on nothing else.
 */
export function summarise(values: Float64Array): Summary {
  if (values.length === 0) throw new RangeError("An empty array has no summary.");
  let total = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value !== value) {
      throw new RangeError(`The value at index ${index} is not a number, so it has no summary.`);
    }
    total += value;
  }
  const sorted = values.slice();
  selectRanks(sorted, ranksOf(values.length));
  return {
    mean: total / values.length,
    p05: quantileOfSorted(sorted, 0.05),
    p25: quantileOfSorted(sorted, 0.25),
    p50: quantileOfSorted(sorted, 0.5),
    p75: quantileOfSorted(sorted, 0.75),
    p95: quantileOfSorted(sorted, 0.95),
  };
}

/** The order statistics that the percentiles of so many values lie between. */
function ranksOf(count: number): readonly number[] {
  return [0.05, 0.25, 0.5, 0.75, 0.95].flatMap((q) => {
    const below = Math.floor((count - 1) * q);
    return [below, Math.min(below + 1, count - 1)];
  });
}
