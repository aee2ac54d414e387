import { quantileOfSorted } from "@faultline/engine";

/** Months until cash is gone, quantiles over futures; null beyond the horizon. */
export interface Runway {
  readonly p05: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly horizon: number;
}

/** Runway from the months in which cash is gone, -1 where it is not. */
export function runwayOf(insolvent: Int32Array, horizon: number): Runway {
  const months = Float64Array.from(insolvent, (m) => (m < 0 ? horizon : m)).toSorted();
  const at = (q: number): number | null => {
    const month = Math.floor(quantileOfSorted(months, q));
    return month >= horizon ? null : month;
  };
  return { p05: at(0.05), p50: at(0.5), p95: at(0.95), horizon };
}
