import { quantileOfSorted } from "@faultline/engine";

/** Low, middle and high of what futures say: 5, 50 and 95 in 100. */
export interface Spread {
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
}

/** Quantiles of values in any order. */
export function spreadOf(values: Float64Array): Spread {
  const sorted = values.toSorted();
  const at = (q: number): number => quantileOfSorted(sorted, q);
  return { p05: at(0.05), p50: at(0.5), p95: at(0.95) };
}

/** Futures below which a spread or a share is not told. */
export const fewestFutures = 20;
