import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Distribution,
  bounds,
  constant,
  describeDistribution,
  discrete,
  distributionMean,
  logUniform,
  lognormal,
  normal,
  quantile,
  range90,
  standardNormal,
  triangular,
  uniform,
} from "./distributions.ts";
import { fillUniform, hashName } from "./draws.ts";

const z90 = 1.2815515655446004;
const z95 = 1.6448536269514722;

interface Example {
  readonly d: Distribution;
  /** Standard deviation by its textbook formula. */
  readonly sd: number;
  readonly low: number;
  readonly high: number;
  readonly phrase: string;
}

const rangeSigma = Math.log(8 / 2) / (2 * z95);

const examples: readonly Example[] = [
  {
    d: uniform(2, 4),
    sd: 2 / Math.sqrt(12),
    low: 2,
    high: 4,
    phrase: "uniform 2 · 4",
  },
  {
    d: triangular(2, 3, 5),
    sd: Math.sqrt((4 + 9 + 25 - 6 - 10 - 15) / 18),
    low: 2,
    high: 5,
    phrase: "triangular 2 · 3 · 5",
  },
  {
    d: normal(-3, 0.5),
    sd: 0.5,
    low: -Infinity,
    high: Infinity,
    phrase: "normal -3 ± 0.5",
  },
  {
    d: lognormal(10, 0.4),
    sd: 10 * Math.exp(0.08) * Math.sqrt(Math.exp(0.16) - 1),
    low: 0,
    high: Infinity,
    phrase: "lognormal, median 10, sigma 0.4",
  },
  {
    d: logUniform(1, 100),
    sd: Math.sqrt(9999 / (2 * Math.log(100)) - (99 / Math.log(100)) ** 2),
    low: 1,
    high: 100,
    phrase: "log-uniform 1 · 100",
  },
  {
    d: range90(2, 8),
    sd: 4 * Math.exp(rangeSigma ** 2 / 2) * Math.sqrt(Math.exp(rangeSigma ** 2) - 1),
    low: 0,
    high: Infinity,
    phrase: "90% within 2 · 8",
  },
  {
    d: discrete([30, 10, 20], [1, 2, 1]),
    sd: Math.sqrt(0.5 * 100 + 0.25 * 400 + 0.25 * 900 - 17.5 ** 2),
    low: 10,
    high: 30,
    phrase: "one of 10 (50%) · 20 (25%) · 30 (25%)",
  },
];

describe.each(examples)("$phrase", ({ d, sd, low, high, phrase }) => {
  test("has that description and those bounds", () => {
    expect(describeDistribution(d)).toBe(phrase);
    expect(bounds(d)).toEqual({ low, high });
    expect(quantile(d, 0)).toBe(low);
    expect(quantile(d, 1)).toBe(high);
  });

  test("has quantiles that grow with u, inside the bounds", () => {
    const share = fc.double({ min: 2 ** -54, max: 1 - 2 ** -53, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        // Closer shares can differ in the last digit alone.
        if (Math.abs(a - b) < 1e-14 * Math.max(a, b)) return true;
        const below = quantile(d, Math.min(a, b));
        const above = quantile(d, Math.max(a, b));
        return low <= below && below <= above && above <= high;
      }),
      { numRuns: 2000, seed: 8 },
    );
  });

  test("has draws with its mean and standard deviation", () => {
    const count = 200_000;
    const draws = new Float64Array(count);
    fillUniform(draws, 0, count, 11, 0, 0, hashName(d.kind));
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum += draws[i] = quantile(d, draws[i]!);
    const mean = sum / count;
    let second = 0;
    let fourth = 0;
    for (const value of draws) {
      second += (value - mean) ** 2 / count;
      fourth += (value - mean) ** 4 / count;
    }
    expect(Math.abs(mean - distributionMean(d))).toBeLessThan((4 * sd) / Math.sqrt(count));
    const errorOfSd = Math.sqrt((fourth / second ** 2 - 1) / (4 * count)) * sd;
    expect(Math.abs(Math.sqrt(second) - sd)).toBeLessThan(4 * errorOfSd);
  });
});

test.each<[Distribution, number, number]>([
  [constant(7), 0.3, 7],
  [uniform(2, 4), 0.25, 2.5],
  [triangular(2, 3, 4), 0.125, 2.5],
  [triangular(2, 3, 4), 0.5, 3],
  [triangular(2, 3, 4), 0.875, 3.5],
  [triangular(0, 0, 1), 0.75, 0.5],
  [triangular(0, 1, 1), 0.25, 0.5],
  [normal(10, 2), 0.5, 10],
  [normal(10, 2), 0.9, 10 + 2 * z90],
  [lognormal(10, 0.4), 0.5, 10],
  [lognormal(10, 0.4), 0.1, 10 * Math.exp(-0.4 * z90)],
  [logUniform(1, 100), 0.5, 10],
  [range90(2, 8), 0.05, 2],
  [range90(2, 8), 0.5, 4],
  [range90(2, 8), 0.95, 8],
  [range90(1e-300, 1e300), 0.95, 1e300],
  [discrete([5], [2]), 0.4, 5],
  [discrete([1, 2, 3], [1, 2, 1]), 0.25, 1],
  [discrete([1, 2, 3], [1, 2, 1]), 0.2500001, 2],
  [discrete([1, 2, 3], [1, 2, 1]), 0.75, 2],
  [discrete([1, 2, 3], [1, 2, 1]), 0.9, 3],
])("quantile of %j at %d is %d", (d, u, expected) => {
  expect(Math.abs(quantile(d, u) / expected - 1)).toBeLessThan(1e-12);
});

test("standardNormal has the quantiles of tables", () => {
  expect(quantile(standardNormal, 0.975)).toBeCloseTo(1.959963984540054, 14);
  expect(quantile(standardNormal, 1e-10)).toBeCloseTo(-6.361340902404056, 14);
});

test.each<[Distribution, number]>([
  [constant(7), 7],
  [uniform(-1, 3), 1],
  [triangular(2, 3, 5), 10 / 3],
  [normal(4, 1), 4],
  [lognormal(10, 0.4), 10 * Math.exp(0.08)],
  [logUniform(1, Math.E), Math.E - 1],
  [range90(2, 8), 4 * Math.exp(rangeSigma ** 2 / 2)],
  [discrete([1, 3], [1, 3]), 2.5],
])("mean of %j is %d", (d, expected) => {
  expect(Math.abs(distributionMean(d) / expected - 1)).toBeLessThan(1e-14);
});

test("a constant is one value", () => {
  expect(bounds(constant(7))).toEqual({ low: 7, high: 7 });
  expect(describeDistribution(constant(7))).toBe("always 7");
});

test("discrete sorts its values and takes their weights along", () => {
  expect(discrete([3, 1], [5, 2])).toEqual({ kind: "discrete", values: [1, 3], weights: [2, 5] });
});

test.each<[string, () => unknown]>([
  ["The value of a constant distribution must be finite, but got NaN.", () => constant(NaN)],
  [
    "The low of a uniform distribution must be below its high, but got 2 and 2.",
    () => uniform(2, 2),
  ],
  [
    "The low and high of a uniform distribution lie too far apart: -1e+308 and 1e+308.",
    () => uniform(-1e308, 1e308),
  ],
  [
    "The high of a uniform distribution must be finite, but got Infinity.",
    () => uniform(0, Infinity),
  ],
  [
    "The mode of a triangular distribution must lie between its low and high, " +
      "but 5 is outside 2 to 4.",
    () => triangular(2, 5, 4),
  ],
  ["The sd of a normal distribution must be above zero, but got -1.", () => normal(0, -1)],
  ["The median of a lognormal distribution must be above zero, but got 0.", () => lognormal(0, 1)],
  ["The sigma of a lognormal distribution must be above zero, but got 0.", () => lognormal(1, 0)],
  ["The low of a logUniform distribution must be above zero, but got 0.", () => logUniform(0, 1)],
  ["The low of a range90 distribution must be above zero, but got -2.", () => range90(-2, 8)],
  ["The values of a discrete distribution must name at least one number.", () => discrete([], [])],
  [
    "The weights of a discrete distribution must match its values one to one, " +
      "but there are 1 weights for 2 values.",
    () => discrete([1, 2], [1]),
  ],
  [
    "The weights of a discrete distribution must be above zero, but got 0.",
    () => discrete([1, 2], [1, 0]),
  ],
  [
    "The values of a discrete distribution must differ, but 1 appears twice.",
    () => discrete([1, 2, 1], [1, 1, 1]),
  ],
  [
    "The share u of a quantile must lie between 0 and 1, but it is NaN.",
    () => quantile(uniform(0, 1), NaN),
  ],
])("refuses with %j", (message, make) => {
  expect(make).toThrow(new RangeError(message));
});
