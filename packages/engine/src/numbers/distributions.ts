import { exp, log } from "./elementary.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** A one-dimensional distribution. Values carry the unit of the quantity they describe. */
export type Distribution =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | {
      readonly kind: "triangular";
      readonly low: number;
      readonly mode: number;
      readonly high: number;
    }
  | { readonly kind: "normal"; readonly mean: number; readonly sd: number }
  /** exp of a normal with mean log(median) and standard deviation `sigma`. */
  | { readonly kind: "lognormal"; readonly median: number; readonly sigma: number }
  /** exp of a uniform between log(low) and log(high). */
  | { readonly kind: "logUniform"; readonly low: number; readonly high: number }
  /** The lognormal whose 5th percentile is `low` and whose 95th is `high`. */
  | { readonly kind: "range90"; readonly low: number; readonly high: number }
  /** `values` in ascending order, each with a probability in proportion to its weight. */
  | {
      readonly kind: "discrete";
      readonly values: readonly number[];
      readonly weights: readonly number[];
    };

/** The distribution of one kind. */
export type DistributionOf<Kind extends Distribution["kind"]> = Extract<
  Distribution,
  { kind: Kind }
>;

/** Least and greatest value that a distribution can take; infinite where it has no end. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** The 95th percentile of the standard normal distribution. */
const z95 = 1.6448536269514726;

/** The normal distribution with mean 0 and standard deviation 1. */
export const standardNormal: DistributionOf<"normal"> = { kind: "normal", mean: 0, sd: 1 };

/** Always `value`, which must be finite. */
export function constant(value: number): DistributionOf<"constant"> {
  requireFinite("constant", "value", value);
  return { kind: "constant", value };
}

/** Equally likely anywhere between `low` and `high`; low < high. */
export function uniform(low: number, high: number): DistributionOf<"uniform"> {
  requireInterval("uniform", low, high);
  return { kind: "uniform", low, high };
}

/** Density rising in a line from `low` to `mode` and falling to `high`; low ≤ mode ≤ high. */
export function triangular(low: number, mode: number, high: number): DistributionOf<"triangular"> {
  requireInterval("triangular", low, high);
  requireFinite("triangular", "mode", mode);
  if (mode < low || mode > high) {
    throw new RangeError(
      `The mode of a triangular distribution must lie between its low and high, ` +
        `but ${mode} is outside ${low} to ${high}.`,
    );
  }
  return { kind: "triangular", low, mode, high };
}

/** Normal with the given mean and standard deviation; sd > 0. */
export function normal(mean: number, sd: number): DistributionOf<"normal"> {
  requireFinite("normal", "mean", mean);
  requirePositive("normal", "sd", sd);
  return { kind: "normal", mean, sd };
}

/** Lognormal with the given median > 0 and standard deviation `sigma` > 0 of its logarithm. */
export function lognormal(median: number, sigma: number): DistributionOf<"lognormal"> {
  requirePositive("lognormal", "median", median);
  requirePositive("lognormal", "sigma", sigma);
  return { kind: "lognormal", median, sigma };
}

/** A logarithm equally likely anywhere between those of `low` and `high`; 0 < low < high. */
export function logUniform(low: number, high: number): DistributionOf<"logUniform"> {
  requirePositive("logUniform", "low", low);
  requireInterval("logUniform", low, high);
  return { kind: "logUniform", low, high };
}

/**
 * The lognormal with one value in 20 below `low` and one in 20 above `high`; 0 < low < high.
 *
 * @example
 * describeDistribution(range90(2, 8)); // → "90% within 2 · 8"
 * quantile(range90(2, 8), 0.5).toFixed(3); // → "4.000"
 */
export function range90(low: number, high: number): DistributionOf<"range90"> {
  requirePositive("range90", "low", low);
  requireInterval("range90", low, high);
  return { kind: "range90", low, high };
}

/** One of `values`, with probabilities in proportion to `weights`; sorts the values. */
export function discrete(
  values: readonly number[],
  weights: readonly number[],
): DistributionOf<"discrete"> {
  if (values.length === 0) {
    throw new RangeError("The values of a discrete distribution must name at least one number.");
  }
  if (values.length !== weights.length) {
    throw new RangeError(
      `The weights of a discrete distribution must match its values one to one, ` +
        `but there are ${weights.length} weights for ${values.length} values.`,
    );
  }
  for (const value of values) requireFinite("discrete", "values", value);
  for (const weight of weights) requirePositive("discrete", "weights", weight);
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const sorted = order.map((index) => values[index]!);
  const repeated = sorted.find((value, index) => index > 0 && value === sorted[index - 1]);
  if (repeated !== undefined) {
    throw new RangeError(
      `The values of a discrete distribution must differ, but ${repeated} appears twice.`,
    );
  }
  return { kind: "discrete", values: sorted, weights: order.map((index) => weights[index]!) };
}

/**
 * The value below which a share `u` of the distribution lies: its inverse distribution function.
 * Grows with u, save that for neighbouring u the last digit of a normal or lognormal value may
 * fall; stays within `bounds`, which it reaches at u = 0 and u = 1. Uses no function whose bits
 * differ between machines.
 */
export function quantile(d: Distribution, u: number): number {
  return quantileOf(d)(u);
}

/** The same as a function, for many numbers of one distribution. */
export function quantileOf(d: Distribution): (u: number) => number {
  const inside = quantileInside(d);
  return (u) => (u > 0 && u < 1 ? inside(u) : quantileAtEnd(d, u));
}

function quantileInside(d: Distribution): (u: number) => number {
  switch (d.kind) {
    case "constant":
      return () => d.value;
    case "uniform":
      return (u) => Math.min(d.low + u * (d.high - d.low), d.high);
    case "triangular":
      return (u) => triangularQuantile(d, u);
    case "normal":
      return (u) => d.mean + d.sd * normalQuantile(u);
    case "lognormal":
      return (u) => d.median * exp(d.sigma * normalQuantile(u));
    case "logUniform": {
      const ratio = logRatio(d);
      return (u) => Math.min(d.low * exp(u * ratio), d.high);
    }
    case "range90": {
      const [median, sigma] = [medianOfRange90(d), sigmaOfRange90(d)];
      return (u) => median * exp(sigma * normalQuantile(u));
    }
    default:
      return (u) => discreteQuantile(d, u);
  }
}

/** The mean, in closed form. */
export function distributionMean(d: Distribution): number {
  switch (d.kind) {
    case "constant":
      return d.value;
    case "uniform":
      return d.low / 2 + d.high / 2;
    case "triangular":
      return d.low / 3 + d.mode / 3 + d.high / 3;
    case "normal":
      return d.mean;
    case "lognormal":
      return d.median * exp(0.5 * d.sigma * d.sigma);
    case "logUniform":
      return (d.high - d.low) / logRatio(d);
    case "range90": {
      const sigma = sigmaOfRange90(d);
      return medianOfRange90(d) * exp(0.5 * sigma * sigma);
    }
    default: {
      const total = sum(d.weights);
      let mean = 0;
      for (let i = 0; i < d.values.length; i += 1) mean += d.values[i]! * (d.weights[i]! / total);
      return mean;
    }
  }
}

/** The support: the least and greatest value the distribution can take. */
export function bounds(d: Distribution): Bounds {
  switch (d.kind) {
    case "constant":
      return { low: d.value, high: d.value };
    case "uniform":
    case "triangular":
    case "logUniform":
      return { low: d.low, high: d.high };
    case "normal":
      return { low: -Infinity, high: Infinity };
    case "lognormal":
    case "range90":
      return { low: 0, high: Infinity };
    default:
      return { low: d.values[0]!, high: d.values[d.values.length - 1]! };
  }
}

/** One phrase for a reader, such as "triangular 2 · 3 · 4". */
export function describeDistribution(d: Distribution): string {
  switch (d.kind) {
    case "constant":
      return `always ${d.value}`;
    case "uniform":
      return `uniform ${d.low} · ${d.high}`;
    case "triangular":
      return `triangular ${d.low} · ${d.mode} · ${d.high}`;
    case "normal":
      return `normal ${d.mean} ± ${d.sd}`;
    case "lognormal":
      return `lognormal, median ${d.median}, sigma ${d.sigma}`;
    case "logUniform":
      return `log-uniform ${d.low} · ${d.high}`;
    case "range90":
      return `90% within ${d.low} · ${d.high}`;
    default: {
      const total = sum(d.weights);
      const share = (i: number): number => Number(((100 * d.weights[i]!) / total).toPrecision(3));
      return `one of ${d.values.map((value, i) => `${value} (${share(i)}%)`).join(" · ")}`;
    }
  }
}

function quantileAtEnd(d: Distribution, u: number): number {
  if (u === 0) return bounds(d).low;
  if (u === 1) return bounds(d).high;
  throw new RangeError(`The share u of a quantile must lie between 0 and 1, but it is ${u}.`);
}

function triangularQuantile(d: DistributionOf<"triangular">, u: number): number {
  const width = d.high - d.low;
  const rise = (d.mode - d.low) / width;
  // The clamps keep the two branches from crossing at the mode, where each is rounded its own way.
  if (u < rise) return Math.min(d.low + width * Math.sqrt(u * rise), d.mode);
  const fall = (d.high - d.mode) / width;
  return Math.max(d.high - width * Math.sqrt((1 - u) * fall), d.mode);
}

function discreteQuantile(d: DistributionOf<"discrete">, u: number): number {
  const last = d.values.length - 1;
  const target = u * sum(d.weights);
  let reached = 0;
  for (let i = 0; i < last; i += 1) {
    reached += d.weights[i]!;
    if (target <= reached) return d.values[i]!;
  }
  return d.values[last]!;
}

function logRatio(d: Bounds): number {
  return log(d.high) - log(d.low);
}

function medianOfRange90(d: Bounds): number {
  return Math.sqrt(d.low) * Math.sqrt(d.high);
}

function sigmaOfRange90(d: Bounds): number {
  return logRatio(d) / (2 * z95);
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function requireFinite(kind: Distribution["kind"], argument: string, value: number): void {
  if (!(Math.abs(value) <= 1.7976931348623157e308)) {
    throw new RangeError(
      `The ${argument} of a ${kind} distribution must be finite, but got ${value}.`,
    );
  }
}

function requirePositive(kind: Distribution["kind"], argument: string, value: number): void {
  requireFinite(kind, argument, value);
  if (!(value > 0)) {
    throw new RangeError(
      `The ${argument} of a ${kind} distribution must be above zero, but got ${value}.`,
    );
  }
}

function requireInterval(kind: Distribution["kind"], low: number, high: number): void {
  requireFinite(kind, "low", low);
  requireFinite(kind, "high", high);
  if (!(low < high)) {
    throw new RangeError(
      `The low of a ${kind} distribution must be below its high, but got ${low} and ${high}.`,
    );
  }
  if (high - low === Infinity) {
    throw new RangeError(
      `The low and high of a ${kind} distribution lie too far apart: ${low} and ${high}.`,
    );
  }
}
