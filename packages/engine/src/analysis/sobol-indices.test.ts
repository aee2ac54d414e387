import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillUniform, hashName } from "../numbers/draws.ts";
import { matrixOf, rowOf } from "./matrix.ts";
import { type FirstOrderEstimator, sobolDesign, sobolIndices } from "./sobol-indices.ts";
import { evaluateRows, ishigami, readFixture, sobolBase, sobolG } from "./testing/functions.ts";

/** Exact indices of the Ishigami function, from its variance decomposition (Ishigami 1990). */
const ishigamiFirst = [0.31390519, 0.44241114, 0];
const ishigamiTotal = [0.55758886, 0.44241114, 0.24368366];

const estimators: FirstOrderEstimator[] = ["saltelli", "janon"];

describe("SALib's numbers", () => {
  const outcomes = Float64Array.from(readFixture("salib-ishigami-sobol-256.csv").flat());
  const design = sobolDesign(sobolBase(256, 6));

  test("its design is ours: the outcomes are those of our points", () => {
    const ours = evaluateRows(design, ishigami);
    expect(outcomes.length).toBe(design.rows);
    for (const [row, outcome] of outcomes.entries()) {
      expect(Math.abs(outcome - ours[row]!)).toBeLessThan(1e-11);
    }
  });

  test("256 points", () => {
    const { indices } = sobolIndices(design, outcomes);
    const first = [0.3260237346317451, 0.4820072841939925, 0.01123239947578659];
    const total = [0.5646024820275064, 0.457007142980521, 0.25064884354377587];
    for (const [i, index] of indices.entries()) {
      expect(Math.abs(index.first.value - first[i]!)).toBeLessThan(1e-13);
      expect(Math.abs(index.total.value - total[i]!)).toBeLessThan(1e-13);
    }
  });

  test("8,192 points", () => {
    const design = sobolDesign(sobolBase(8192, 6));
    const { indices } = sobolIndices(design, evaluateRows(design, ishigami), { resamples: 2 });
    for (const [i, first] of [0.3148186, 0.4424174, 0.0007584].entries()) {
      expect(Math.abs(indices[i]!.first.value - first)).toBeLessThan(5e-8);
    }
  });
});

describe("exact values", () => {
  test.each(estimators)("of the Ishigami function, by %s", (estimator) => {
    const design = sobolDesign(sobolBase(8192, 6));
    const outcomes = evaluateRows(design, ishigami);
    const { indices, warnings } = sobolIndices(design, outcomes, { estimator, resamples: 50 });
    for (const [i, { first, total }] of indices.entries()) {
      expect(Math.abs(first.value - ishigamiFirst[i]!)).toBeLessThan(2e-3);
      expect(Math.abs(total.value - ishigamiTotal[i]!)).toBeLessThan(2e-3);
      expect(first.low < ishigamiFirst[i]! && ishigamiFirst[i]! < first.high).toBe(true);
      expect(total.low < ishigamiTotal[i]! && ishigamiTotal[i]! < total.high).toBe(true);
    }
    expect(indices.map(({ first }) => first.distinguishable)).toEqual([true, true, false]);
    expect(indices.map(({ total }) => total.distinguishable)).toEqual([true, true, true]);
    expect(warnings).toEqual([]);
  });

  // Saltelli and others (2010): V_i = 1 / (3 (1 + a_i)²), V = Π (1 + V_i) - 1.
  test.each(estimators)("of the g function of Sobol', by %s", (estimator) => {
    const design = sobolDesign(sobolBase(8192, 16));
    const outcomes = evaluateRows(design, sobolG);
    const { indices } = sobolIndices(design, outcomes, { estimator, resamples: 50 });
    const first = [0.716192, 0.179048, 0.023676, 0.007162];
    const total = [0.787144, 0.242198, 0.034317, 0.01046];
    for (let i = 0; i < 4; i += 1) {
      expect(Math.abs(indices[i]!.first.value - first[i]!)).toBeLessThan(6e-3);
      expect(Math.abs(indices[i]!.total.value - total[i]!)).toBeLessThan(6e-3);
    }
    for (const { first, total } of indices.slice(4)) {
      expect(first.distinguishable).toBe(false);
      expect(total.value).toBeLessThan(1e-3);
    }
  });
});

test("95% intervals of random points hold the exact index in about 95 of 100 samples", () => {
  const held = new Float64Array(6);
  const samples = 200;
  for (let seed = 0; seed < samples; seed += 1) {
    const base = matrixOf(256, 6);
    fillUniform(base.values, 0, 256 * 6, seed, 0, 0, hashName("base"));
    const design = sobolDesign(base);
    const { indices } = sobolIndices(design, evaluateRows(design, ishigami), { seed });
    for (const [i, { first, total }] of indices.entries()) {
      if (first.low <= ishigamiFirst[i]! && ishigamiFirst[i]! <= first.high) held[i]! += 1;
      if (total.low <= ishigamiTotal[i]! && ishigamiTotal[i]! <= total.high) held[3 + i]! += 1;
    }
  }
  for (const count of held) expect(count / samples).toBeGreaterThan(0.88);
});

test("a parameter without effect has indices of no more than rounding", () => {
  const design = sobolDesign(sobolBase(256, 6));
  const { indices } = sobolIndices(
    design,
    evaluateRows(design, (u) => 3 * u[0]! + u[1]!),
  );
  expect(indices[2]!.first).toEqual({ value: 0, low: 0, high: 0, distinguishable: false });
  expect(indices[2]!.total).toEqual({ value: 0, low: 0, high: 0, distinguishable: false });
  // Variances of 3 u and u: nine to one.
  expect(Math.abs(indices[0]!.total.value - 0.9)).toBeLessThan(0.01);
});

test("the unit of the outcome does not matter", () => {
  const design = sobolDesign(sobolBase(64, 6));
  const outcomes = evaluateRows(design, ishigami);
  const plain = sobolIndices(design, outcomes, { resamples: 10 });
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.constantFrom(-1e9, -2.5, 1e-9, 0.1, 1e12),
      (shift, scale) => {
        const moved = outcomes.map((y) => scale * (y + shift));
        const { indices } = sobolIndices(design, moved, { resamples: 10 });
        for (const [i, { first, total }] of indices.entries()) {
          expect(Math.abs(first.value - plain.indices[i]!.first.value)).toBeLessThan(1e-7);
          expect(Math.abs(total.high - plain.indices[i]!.total.high)).toBeLessThan(1e-7);
        }
      },
    ),
    { numRuns: 300, seed: 1 },
  );
});

test("the same seed gives the same intervals, another one others", () => {
  const design = sobolDesign(sobolBase(64, 6));
  const outcomes = evaluateRows(design, ishigami);
  const one = sobolIndices(design, outcomes, { seed: 5 });
  expect(sobolIndices(design, outcomes, { seed: 5 })).toEqual(one);
  const other = sobolIndices(design, outcomes, { seed: 6 });
  expect(other.indices[0]!.first.value).toBe(one.indices[0]!.first.value);
  expect(other.indices[0]!.first.low).not.toBe(one.indices[0]!.first.low);
  const wide = sobolIndices(design, outcomes, { seed: 5, confidence: 0.99 }).indices[0]!.first;
  const { low, high } = one.indices[0]!.first;
  expect((wide.high - wide.low) / (high - low)).toBeCloseTo(2.575829 / 1.959964, 5);
});

test("the design takes one column at a time from the second half of the base", () => {
  const design = sobolDesign(matrixOf(2, 4, Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8)));
  expect(Array.from({ length: design.rows }, (_, row) => [...rowOf(design, row)])).toEqual([
    [1, 2],
    [3, 2],
    [1, 4],
    [3, 4],
    [5, 6],
    [7, 6],
    [5, 8],
    [7, 8],
  ]);
});

test("warns when the points are no power of two", () => {
  const design = sobolDesign(sobolBase(300, 6));
  expect(sobolIndices(design, evaluateRows(design, ishigami)).warnings).toEqual([
    "The base sample has 300 points, which is not a power of two, so Sobol' points lose their " +
      "balance and the indices are less exact; use 256 or 512.",
  ]);
});

describe("refuses", () => {
  const design = sobolDesign(sobolBase(4, 2));
  test.each<[string, () => unknown]>([
    [
      "The base sample must have two columns for each parameter, but it has 3.",
      () => sobolDesign(matrixOf(4, 3)),
    ],
    [
      "A design for 1 parameters has 3 rows for each of at least 2 base points, " +
        "but this matrix has 4 rows.",
      () => sobolIndices(matrixOf(4, 1), new Float64Array(4)),
    ],
    [
      "Row 4 of the design should have 0.5 in column 0, but it has 0.75.",
      () => {
        const values = design.values.with(4, 0.75);
        return sobolIndices(matrixOf(12, 1, values), new Float64Array(12));
      },
    ],
    [
      "The matrix has 12 rows, but there are 11 outcomes.",
      () => sobolIndices(design, new Float64Array(11)),
    ],
    [
      "The outcome of row 7 must be finite, but it is NaN.",
      () => sobolIndices(design, new Float64Array(12).with(7, NaN)),
    ],
    [
      "The outcome is 4.1 in every row, so it has no variance.",
      () => sobolIndices(design, new Float64Array(12).fill(4.1)),
    ],
    [
      "A confidence must lie between 0 and 1, but it is 95.",
      () => sobolIndices(design, Float64Array.from(design.values), { confidence: 95 }),
    ],
    [
      "resamples must be a whole number above 1, not 1.",
      () => sobolIndices(design, Float64Array.from(design.values), { resamples: 1 }),
    ],
  ])("with %j", (message, ask) => {
    expect(ask).toThrow(new RangeError(message));
  });
});
