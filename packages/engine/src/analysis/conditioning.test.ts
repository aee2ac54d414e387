import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalQuantile } from "../numbers/normal-quantile.ts";
import { quantileOfSorted } from "../numbers/quantiles.ts";
import {
  type Observation,
  compareMeans,
  compareQuantiles,
  condition,
  logLikelihoods,
  weightedQuantile,
} from "./conditioning.ts";
import { normalCdf } from "../numbers/normal-cdf.ts";

/** Evenly spread draws of a normal. */
function normalDraws(draws: number, mean: number, sd: number): Float64Array {
  return Float64Array.from({ length: draws }, (_, i) => {
    return mean + sd * normalQuantile((i + 0.5) / draws);
  });
}

// Prior N(m, s²), an observation y with error e: Gelman and others, "Bayesian Data Analysis", 2.5.
test.each([
  { m: 0, s: 1, y: 1, e: 1 },
  { m: 10, s: 3, y: 4, e: 2 },
  { m: -5, s: 0.5, y: -4.5, e: 2 },
  { m: 100, s: 20, y: 120, e: 4 },
])("a normal prior and a normal error: the closed form for %o", ({ m, s, y, e }) => {
  const draws = normalDraws(100_000, m, s);
  const found = condition(logLikelihoods([{ name: "y", modelled: draws, observed: y, error: e }]));
  if (!found.ok) throw new Error(found.reason);
  const precision = 1 / s ** 2 + 1 / e ** 2;
  const mean = (m / s ** 2 + y / e ** 2) / precision;
  const sd = 1 / Math.sqrt(precision);
  const { weights } = found;
  expect(Math.abs(weights.reduce((sum, w) => sum + w, 0) - 1)).toBeLessThan(1e-12);

  const means = compareMeans(draws, weights);
  expect(Math.abs(means.conditional - mean)).toBeLessThan(1e-3 * sd);
  expect(Math.abs(means.unconditional - m)).toBeLessThan(1e-9 * (1 + Math.abs(m)));
  const squares = compareMeans(
    draws.map((x) => (x - mean) ** 2),
    weights,
  );
  expect(Math.abs(squares.conditional / sd ** 2 - 1)).toBeLessThan(2e-3);

  const qs = [0.05, 0.25, 0.5, 0.75, 0.95];
  for (const [i, { conditional, unconditional }] of compareQuantiles(
    draws,
    weights,
    qs,
  ).entries()) {
    expect(Math.abs(conditional - (mean + sd * normalQuantile(qs[i]!)))).toBeLessThan(3e-3 * sd);
    expect(Math.abs(unconditional - (m + s * normalQuantile(qs[i]!)))).toBeLessThan(1e-3 * s);
  }
  const above = compareMeans(
    draws.map((x) => (x > m + s ? 1 : 0)),
    weights,
  );
  expect(Math.abs(above.conditional - normalCdf((mean - m - s) / sd))).toBeLessThan(2e-3);
  expect(above.unconditional).toBeCloseTo(normalCdf(-1), 4);

  // y is normal with variance s² + e² before it is seen.
  const spread = s ** 2 + e ** 2;
  const evidence = -0.5 * ((y - m) ** 2 / spread + Math.log(2 * Math.PI * spread));
  expect(Math.abs(found.logEvidence - evidence)).toBeLessThan(1e-3);
  // E[w]² / E[w²], both Gaussian integrals: the square of the likelihood has variance e² / 2.
  const logSquare =
    -Math.log(2 * Math.PI * e ** 2) -
    0.5 * ((y - m) ** 2 / (s ** 2 + e ** 2 / 2)) +
    0.5 * Math.log(e ** 2 / 2 / (s ** 2 + e ** 2 / 2));
  const share = Math.exp(2 * evidence - logSquare);
  expect(Math.abs(found.effective / 100_000 / share - 1)).toBeLessThan(2e-3);
});

test("observations made one by one weigh as those made at once", () => {
  const a: Observation = {
    name: "a",
    modelled: normalDraws(500, 0, 1),
    observed: 0.3,
    error: 1,
  };
  const b: Observation = {
    name: "b",
    modelled: normalDraws(500, 2, 3).toReversed(),
    observed: 1,
    error: 2,
  };
  const both = logLikelihoods([a, b]);
  const [one, other] = [logLikelihoods([a]), logLikelihoods([b])];
  for (const [i, value] of both.entries()) expect(value).toBeCloseTo(one[i]! + other[i]!, 12);
});

describe("refuses to answer", () => {
  test("from too few draws", () => {
    const modelled = normalDraws(2000, 0, 1);
    const found = condition(logLikelihoods([{ name: "y", modelled, observed: 3, error: 0.1 }]));
    if (found.ok) throw new Error("It answered.");
    expect(found.needed).toBe(100);
    expect(found.effective).toBeGreaterThan(1);
    expect(found.effective).toBeLessThan(100);
    expect(found.reason).toBe(
      `Of 2000 draws, only as many fit what was observed as ${found.effective.toFixed(1)} equal ` +
        "ones would; at least 100 are needed. Use more draws, or doubt the model or the " +
        "observations' errors.",
    );
    const logs = logLikelihoods([{ name: "y", modelled, observed: 3, error: 0.1 }]);
    expect(condition(logs, 1).ok).toBe(true);
  });

  test("on what no draw allows", () => {
    expect(condition(new Float64Array(200).fill(-Infinity))).toEqual({
      ok: false,
      effective: 0,
      needed: 100,
      reason: "What was observed is impossible in each of 200 draws.",
    });
  });
});

test("a likelihood far below what a double can hold still weighs", () => {
  const found = condition(new Float64Array(300).fill(-1e6));
  if (!found.ok) throw new Error(found.reason);
  expect(found.effective).toBeCloseTo(300, 9);
  expect(found.logEvidence).toBeCloseTo(-1e6, 6);
});

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
  minLength: 1,
  maxLength: 60,
});

test("equal weights give the plain quantile", () => {
  fc.assert(
    fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (list, q) => {
      const values = Float64Array.from(list);
      const plain = quantileOfSorted(values.toSorted(), q);
      const weighted = weightedQuantile(values, new Float64Array(values.length).fill(0.25), q);
      const width = Math.max(...list) - Math.min(...list);
      expect(Math.abs(weighted - plain)).toBeLessThan(1e-12 * width + 1e-9);
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test("weighted quantiles grow with q, stay among the values, and ignore weightless ones", () => {
  fc.assert(
    fc.property(numbers, fc.nat(), (list, seed) => {
      const values = Float64Array.from(list);
      const weights = values.map((_, i) => ((seed >> (i % 20)) % 7) + (i === 0 ? 1 : 0));
      const held = list.filter((_, i) => weights[i]! > 0);
      const low = Math.min(...held);
      const high = Math.max(...held);
      const slack = 1e-12 * (high - low) + 1e-9;
      let before = low;
      for (const q of [0, 0.1, 0.35, 0.5, 0.9, 1]) {
        const found = weightedQuantile(values, weights, q);
        expect(found).toBeGreaterThanOrEqual(before - slack);
        expect(found).toBeLessThanOrEqual(high + slack);
        before = found;
        const bare = weightedQuantile(
          Float64Array.from(held),
          weights.filter((w) => w > 0),
          q,
        );
        expect(Math.abs(bare - found)).toBeLessThanOrEqual(slack);
      }
    }),
    { numRuns: 1000, seed: 2 },
  );
});

describe("throws", () => {
  const one = Float64Array.of(1);
  const seen = { name: "y", modelled: one, observed: 1, error: 1 };
  test.each<[string, () => unknown]>([
    ["There is no observation to condition on.", () => logLikelihoods([])],
    [
      '"y" has 2 draws, but others have 1.',
      () => logLikelihoods([seen, { ...seen, modelled: new Float64Array(2) }]),
    ],
    [
      'The observed "y" must be finite, but it is NaN.',
      () => logLikelihoods([{ ...seen, observed: NaN }]),
    ],
    [
      'The error of "y" must be above zero, but it is 0.',
      () => logLikelihoods([{ ...seen, error: 0 }]),
    ],
    [
      '"y" must be finite in draw 0, but it is Infinity.',
      () => logLikelihoods([{ ...seen, modelled: Float64Array.of(Infinity) }]),
    ],
    ["There are no draws to condition.", () => condition(new Float64Array(0))],
    [
      "The log-likelihood of draw 1 must be finite, not NaN.",
      () => condition(Float64Array.of(0, NaN)),
    ],
    ["There are 1 weights for 2 values.", () => compareMeans([1, 2], one)],
    ["The value of draw 0 is not a number.", () => compareMeans([NaN], one)],
    [
      "The weight of draw 0 must be at least zero, not -1.",
      () => weightedQuantile(one, Float64Array.of(-1), 0.5),
    ],
    ["The weights of all draws are zero.", () => weightedQuantile(one, new Float64Array(1), 0.5)],
    [
      "The q of a quantile must lie between 0 and 1, but it is 2.",
      () => weightedQuantile(one, one, 2),
    ],
  ])("%j", (message, ask) => {
    expect(ask).toThrow(new RangeError(message));
  });
});
