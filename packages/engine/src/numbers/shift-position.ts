import { normalCdf } from "./normal-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** Ends of the positions that a shift leads to: -37 and 8.2 standard deviations. */
const first = 1e-300;
const last = 1 - 1.1102230246251565e-16;

/**
 * Where a quantile position u, strictly between 0 and 1, moves when its normal score moves: from
 * Φ(z) to Φ(z + by). What would come to 0 or 1 in a double stays a hair inside, so that no quantile
 * of it is infinite. A move by zero changes no bit.
 */
export function shiftPosition(u: number, by: number): number {
  if (by === 0) return u;
  return Math.min(last, Math.max(first, normalCdf(normalQuantile(u) + by)));
}
