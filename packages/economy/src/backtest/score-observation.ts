import { quantileOfSorted } from "@faultline/engine";
import type { Observation } from "./observation.ts";
import { crps, probabilityIntegral } from "./proper-scores.ts";

/** Quantiles of a prediction. */
export interface PredictedQuantiles {
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/** Whether a figure between bounds lies inside an interval: anywhere, nowhere or somewhere. */
export type Inside = "yes" | "no" | "partly";

/** What the scores may be, if all that is known of a figure is that it lies within its bounds. */
export interface BoundedScore {
  readonly inside50: Inside;
  readonly inside90: Inside;
  /** Lowest and highest. */
  readonly pit: readonly [number, number];
  readonly crps: readonly [number, number];
}

/** A prediction, and how it fared. */
export interface ObservationScore extends PredictedQuantiles {
  /** Whether the figure lies from the 25% to the 75% quantile. */
  readonly inside50: boolean;
  /** Whether it lies from the 5% to the 95% quantile. */
  readonly inside90: boolean;
  readonly pit: number;
  readonly crps: number;
  /** Null for a figure whose uncertainty was not published. */
  readonly bounded: BoundedScore | null;
}

/** Scores draws in ascending order against a published figure. */
export function scoreObservation(
  sorted: Float64Array,
  { value, bounds }: Pick<Observation, "value" | "bounds">,
): ObservationScore {
  const quantiles = quantilesOf(sorted);
  const { p05, p25, p75, p95 } = quantiles;
  return {
    ...quantiles,
    inside50: p25 <= value && value <= p75,
    inside90: p05 <= value && value <= p95,
    pit: probabilityIntegral(sorted, value),
    crps: crps(sorted, value),
    bounded: bounds === undefined ? null : boundedScore(sorted, quantiles, bounds),
  };
}

/** Quantiles of values in ascending order. */
export function quantilesOf(sorted: Float64Array): PredictedQuantiles {
  const at = (q: number): number => quantileOfSorted(sorted, q);
  return { p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) };
}

function boundedScore(
  sorted: Float64Array,
  { p05, p25, p50, p75, p95 }: PredictedQuantiles,
  { lo, hi }: { readonly lo: number; readonly hi: number },
): BoundedScore {
  const inside = (low: number, high: number): Inside => {
    if (low <= lo && hi <= high) return "yes";
    return hi < low || high < lo ? "no" : "partly";
  };
  // As a function of the figure the score is convex with its least at the median, so the ends of
  // what it can be are found without a search.
  const nearest = Math.min(Math.max(p50, lo), hi);
  return {
    inside50: inside(p25, p75),
    inside90: inside(p05, p95),
    pit: [probabilityIntegral(sorted, lo), probabilityIntegral(sorted, hi)],
    crps: [crps(sorted, nearest), Math.max(crps(sorted, lo), crps(sorted, hi))],
  };
}
