import { exp, log, normal, quantile } from "@faultline/engine";
import type { Observation, SeriesKind } from "./observation.ts";
import { type Period, monthsIn } from "./period.ts";

/** Fewest observations that a trend and its spread are taken from. */
export const fewestForTrend = 6;

/** Points that a trend's distribution is scored as, evenly spaced in probability. */
const trendPoints = 1000;

/** How a trend was drawn: straight in the logarithm where all figures are positive. */
export type TrendMethod = "log-linear" | "linear" | "last value";

/** The predictions of the two rivals for one period, each as values in ascending order. */
export interface Rivals<O extends Observation = Observation> {
  /** One value, as this rival knows no spread; `period` is that of the observation it repeats. */
  readonly lastValue: { readonly values: Float64Array; readonly period: Period };
  readonly trend: { readonly values: Float64Array; readonly method: TrendMethod };
  /** The observations they rest on, the last one last. */
  readonly known: readonly O[];
}

/**
 * What the rivals predict for a period from what was observed before it: the last observation
 * again, and a least-squares line through all of them with a normal spread as wide as theirs. Null
 * without any earlier observation. A flow is carried forward as its rate per month.
 */
export function rivalsFor<O extends Observation>(
  history: readonly O[],
  period: Period,
  kind: SeriesKind,
): Rivals<O> | null {
  const known = history
    .filter((past) => past.period.last < startOf(period, kind))
    .toSorted((a, b) => a.period.last - b.period.last || a.period.first - b.period.first);
  const last = known.at(-1);
  if (last === undefined) return null;
  const months = kind === "flow" ? monthsIn(period) : 1;
  const rateOf = (past: O): number =>
    kind === "flow" ? past.value / monthsIn(past.period) : past.value;
  const again = Float64Array.of(months * rateOf(last));
  const points = known.map((past) => ({ time: timeOf(past.period, kind), rate: rateOf(past) }));
  return {
    lastValue: { values: again, period: last.period },
    trend: trendOf(points, timeOf(period, kind), months) ?? {
      values: again,
      method: "last value",
    },
    known,
  };
}

interface Point {
  readonly time: number;
  readonly rate: number;
}

/** The month before which an observation must have ended to be earlier than a figure. */
function startOf(period: Period, kind: SeriesKind): number {
  return kind === "flow" ? period.first : period.last;
}

/** The month a figure stands for: a level's own, the middle of a flow's. */
function timeOf({ first, last }: Period, kind: SeriesKind): number {
  return kind === "flow" ? (first + last) / 2 : last;
}

/**
 * The line through points, and at another time the normal distribution of one more observation:
 * its variance is that of the residuals times 1 + 1/n + (t − t̄)²/Σ(tᵢ − t̄)².
 */
function trendOf(
  points: readonly Point[],
  time: number,
  months: number,
): Rivals["trend"] | undefined {
  const times = new Set(points.map((point) => point.time));
  if (times.size < fewestForTrend) return undefined;
  const positive = points.every(({ rate }) => rate > 0);
  const n = points.length;
  const ys = points.map(({ rate }) => (positive ? log(rate) : rate));
  const meanTime = points.reduce((sum, point) => sum + point.time, 0) / n;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / n;
  const spread = points.reduce((sum, point) => sum + square(point.time - meanTime), 0);
  const slope =
    points.reduce((sum, point, i) => sum + (point.time - meanTime) * (ys[i]! - meanY), 0) / spread;
  const lineAt = (at: number): number => meanY + slope * (at - meanTime);
  const squares = points.reduce((sum, point, i) => sum + square(ys[i]! - lineAt(point.time)), 0);
  const reach = 1 + 1 / n + square(time - meanTime) / spread;
  const deviation = Math.sqrt((squares / (n - 2)) * reach);
  const values = Float64Array.from({ length: trendPoints }, (_, i) => {
    const y = lineAt(time) + deviation * quantile(normal(0, 1), (i + 0.5) / trendPoints);
    return months * (positive ? exp(y) : y);
  });
  return { values, method: positive ? "log-linear" : "linear" };
}

function square(x: number): number {
  return x * x;
}
