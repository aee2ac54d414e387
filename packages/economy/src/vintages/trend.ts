import { exp, log } from "@faultline/engine";
import type { Observation } from "../backtest/observation.ts";
import { monthsIn } from "../backtest/period.ts";

/** How yearly growth ran in the past of a class of series; logarithms, per month. */
export interface GrowthClass {
  readonly mean: number;
  /** Deviation of what all of them share in a year, and of what each has for itself. */
  readonly shared: number;
  readonly own: number;
  /** How much of a year's deviation from the mean is left the year after, 0 to 1. */
  readonly persistence: number;
}

/**
 * The class that yearly paths make up, one list of amounts a year for each series, of consecutive
 * years. The shared deviation is that of the yearly means as they are, though a part of it is the own
 * deviations that a mean of few does not average out: few years may hide a common cause.
 */
export function growthClass(paths: readonly (readonly number[])[]): GrowthClass {
  const growth = paths.map((path) => path.slice(1).map((amount, i) => log(amount / path[i]!) / 12));
  const all = growth.flat();
  const mean = meanOf(all);
  // Paths end in the same year and may begin in different ones.
  const longest = Math.max(...growth.map((one) => one.length));
  const years = Array.from({ length: longest }, (_, back) =>
    growth.map((one) => one.at(-1 - back)).filter((rate) => rate !== undefined),
  );
  const own = years.flatMap((rates) => rates.map((rate) => rate - meanOf(rates)));
  const ownVariance = sumOfSquares(own) / Math.max(1, all.length - years.length);
  const ofMeans = sumOfSquares(years.map((rates) => meanOf(rates) - mean)) / (years.length - 1);
  const pairs = growth.flatMap((one) => one.slice(1).map((rate, i) => [one[i]!, rate] as const));
  const together = pairs.reduce((sum, [a, b]) => sum + (a - mean) * (b - mean), 0);
  const alone = sumOfSquares(pairs.map(([a]) => a - mean));
  return {
    mean,
    shared: Math.sqrt(ofMeans),
    own: Math.sqrt(ownVariance),
    persistence: Math.min(0.95, Math.max(0, together / alone)),
  };
}

/** Growth of a series and where it stands, as far as its past tells. */
export interface Trend {
  /** Growth a month expected over the next year. */
  readonly growth: number;
  /** Median of the monthly amount in the month asked for, and the deviation of its logarithm. */
  readonly level: number;
  readonly levelSd: number;
}

/** Observations that a trend is taken from: two years of quarters. */
const pointsUsed = 8;

/** Least deviation of a figure from its trend, and that of a series with fewer than three. */
const leastNoise = 0.05;
const usualNoise = 0.15;

/**
 * What past flows imply for a month. The slope is that of a line through the logarithms of the last
 * eight by least squares; the growth expected is the mean of the class and what persists of the
 * slope's deviation from it. The level is the last figure carried on at that growth, as uncertain as
 * the figures lie off the line. Throws without observations.
 */
export function trendAt(past: readonly Observation[], month: number, among: GrowthClass): Trend {
  const points = past
    .toSorted((a, b) => a.period.last - b.period.last)
    .slice(-pointsUsed)
    .map(({ period, value }) => ({
      time: (period.first + period.last) / 2,
      y: log(value / monthsIn(period)),
    }));
  const last = points.at(-1);
  if (last === undefined) throw new Error("A trend needs at least one observation.");
  const meanTime = meanOf(points.map(({ time }) => time));
  const meanY = meanOf(points.map(({ y }) => y));
  const spread = sumOfSquares(points.map(({ time }) => time - meanTime));
  const slope =
    spread === 0
      ? among.mean
      : points.reduce((sum, { time, y }) => sum + (time - meanTime) * (y - meanY), 0) / spread;
  const off = points.map(({ time, y }) => y - meanY - slope * (time - meanTime));
  const noise =
    points.length < 3
      ? usualNoise
      : Math.max(leastNoise, Math.sqrt(sumOfSquares(off) / (points.length - 2)));
  const growth = among.mean + among.persistence * (slope - among.mean);
  return { growth, level: exp(last.y + growth * (month - last.time)), levelSd: noise };
}

/** Deviation of a year's growth around what was expected of it, given that of the class. */
export function surprise(deviation: number, { persistence }: GrowthClass): number {
  return deviation * Math.sqrt(1 - persistence * persistence);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
