import { orderStatistics } from "./order-statistics.ts";

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
  const { rank, fraction } = placeOf(q, sorted.length);
  return between(sorted[rank]!, sorted[rank + 1]!, fraction);
}

/** Where a quantile of so many values lies: so far from one rank to the next. */
function placeOf(q: number, count: number): { readonly rank: number; readonly fraction: number } {
  const position = (count - 1) * q;
  const rank = Math.floor(position);
  return { rank, fraction: position - rank };
}

function between(below: number, above: number, fraction: number): number {
  if (fraction === 0) return below;
  // From minus infinity, or between equal infinities, there is no difference to interpolate over.
  if (below === above || below === -Infinity) return below;
  return Math.min(below + fraction * (above - below), above);
}

const percentiles = [0.05, 0.25, 0.5, 0.75, 0.95];

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
  const places = percentiles.map((q) => placeOf(q, values.length));
  const ranks = places.flatMap(({ rank }) => [rank, Math.min(rank + 1, values.length - 1)]);
  const found = orderStatistics(values, ranks);
  const [p05, p25, p50, p75, p95] = places.map(({ fraction }, i) =>
    between(found[2 * i]!, found[2 * i + 1]!, fraction),
  );
  return { mean: total / values.length, p05: p05!, p25: p25!, p50: p50!, p75: p75!, p95: p95! };
}
