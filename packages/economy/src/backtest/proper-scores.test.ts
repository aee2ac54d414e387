import { normal, quantile } from "@faultline/engine";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crps, probabilityIntegral, skillOver } from "./proper-scores.ts";

const ascending = (...values: readonly number[]): Float64Array => Float64Array.from(values).sort();

/** E|X − y| − E|X − X'| / 2 as it is printed, over all pairs. */
function crpsOfPairs(draws: Float64Array, value: number): number {
  const n = draws.length;
  let toValue = 0;
  let apart = 0;
  for (const a of draws) {
    toValue += Math.abs(a - value) / n;
    for (const b of draws) apart += Math.abs(a - b) / (n * n);
  }
  return toValue - apart / 2;
}

/** A large sample of a distribution with this quantile function, without its noise. */
const sampleOf = (at: (u: number) => number): Float64Array =>
  Float64Array.from({ length: 20_000 }, (_, i) => at((i + 0.5) / 20_000));

const amount = fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 16);
const ensemble = fc
  .array(amount, { minLength: 1, maxLength: 40 })
  .map((values) => ascending(...values));

describe("crps", () => {
  it.each([
    // Half the distance of two draws is taken off: 0.5 − 0.5/2.
    [[0, 1], 0.5, 0.25],
    [[0, 1], 2, 1.25],
    [[0, 1], -1, 1.25],
    // (2 + 1 + 1)/3 − (2·(1 + 3 + 2)/9)/2.
    [[1, 2, 4], 3, 2 / 3],
    [[5, 5, 5], 5, 0],
    [[5, 5, 5], 3, 2],
  ])("of %j at %d is %d", (draws, value, expected) => {
    expect(crps(ascending(...draws), value)).toBeCloseTo(expected, 14);
  });

  it("of one draw is the absolute error", () => {
    fc.assert(
      fc.property(amount, amount, (draw, value) => {
        expect(crps(Float64Array.of(draw), value)).toBe(Math.abs(draw - value));
      }),
    );
  });

  // σ (z (2Φ(z) − 1) + 2φ(z) − 1/√π), Gneiting and Raftery (2007), section 4.2.
  it.each([
    [0, 0.5, 0.3989422804014327],
    [1, 0.8413447460685429, 0.24197072451914337],
    [-2, 0.02275013194817921, 0.05399096651318806],
  ])("of a normal sample approaches its closed form at z = %d", (z, cdf, density) => {
    const closed = z * (2 * cdf - 1) + 2 * density - 1 / Math.sqrt(Math.PI);
    const draws = sampleOf((u) => quantile(normal(10, 3), u));
    expect(crps(draws, 10 + 3 * z)).toBeCloseTo(3 * closed, 3);
  });

  it.each([0, 0.5, 0.9, 1])("of a uniform sample approaches (y³ + (1 − y)³)/3 at %d", (y) => {
    expect(
      crps(
        sampleOf((u) => u),
        y,
      ),
    ).toBeCloseTo((y ** 3 + (1 - y) ** 3) / 3, 7);
  });

  it("is never negative, and agrees with the sum over all pairs", () => {
    fc.assert(
      fc.property(ensemble, amount, (draws, value) => {
        const score = crps(draws, value);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeCloseTo(crpsOfPairs(draws, value), 6);
      }),
    );
  });

  it("scales with its unit, either way round", () => {
    fc.assert(
      fc.property(ensemble, amount, fc.constantFrom(0.25, 2, -1, -8), (draws, value, scale) => {
        const scaled = draws.map((draw) => draw * scale).sort();
        const expected = Math.abs(scale) * crps(draws, value);
        expect(crps(scaled, value * scale)).toBeCloseTo(expected, 6);
      }),
    );
  });

  it("does not change when both move together", () => {
    fc.assert(
      fc.property(ensemble, amount, amount, (draws, value, by) => {
        const moved = draws.map((draw) => draw + by);
        expect(crps(moved, value + by)).toBeCloseTo(crps(draws, value), 6);
      }),
    );
  });

  it("prefers the narrower of two samples around the truth, and the nearer of two as wide", () => {
    const wide = ascending(-4, -2, 0, 2, 4);
    const narrow = ascending(-2, -1, 0, 1, 2);
    expect(crps(narrow, 0)).toBeLessThan(crps(wide, 0));
    expect(crps(narrow, 1)).toBeLessThan(crps(narrow, 3));
  });

  it("refuses an empty ensemble", () => {
    expect(() => crps(new Float64Array(), 1)).toThrow(RangeError);
    expect(() => probabilityIntegral(new Float64Array(), 1)).toThrow(RangeError);
  });
});

describe("probabilityIntegral", () => {
  it.each([
    [[1, 2, 3, 4], 2.5, 0.5],
    [[1, 2, 3, 4], 0, 0],
    [[1, 2, 3, 4], 9, 1],
    [[0, 0, 0, 4], 0, 3 / 8],
    [[1, 2, 3, 4], 4, 7 / 8],
  ])("of %j at %d is %d", (draws, value, expected) => {
    expect(probabilityIntegral(Float64Array.from(draws), value)).toBe(expected);
  });

  // Outcomes drawn from what the draws are drawn from, the draws in another order of chance: 1,000
  // points a golden ratio apart, which fill the unit evenly.
  const outcomes = Array.from({ length: 1000 }, (_, i) => ((i + 1) * 0.6180339887498949) % 1);
  const pits = (spread: number): readonly number[] => {
    const draws = sampleOf((u) => quantile(normal(5, spread), u));
    return outcomes.map((u) => probabilityIntegral(draws, quantile(normal(5, 2), u)));
  };
  const furthestFromUniform = (values: readonly number[]): number =>
    Math.max(...values.toSorted((a, b) => a - b).map((v, i) => Math.abs(v - (i + 0.5) / 1000)));
  const spreadOf = (values: readonly number[]): number =>
    values.reduce((sum, v) => sum + (v - 0.5) ** 2, 0) / values.length;

  it("is uniform for calibrated draws", () => {
    expect(furthestFromUniform(pits(2))).toBeLessThan(0.005);
    expect(spreadOf(pits(2))).toBeCloseTo(1 / 12, 3);
  });

  it("piles up at the ends for draws too narrow, and in the middle for draws too wide", () => {
    expect(spreadOf(pits(1))).toBeGreaterThan(0.12);
    expect(spreadOf(pits(4))).toBeLessThan(0.05);
  });
});

describe("skillOver", () => {
  it("is the share of the rival's score that is saved", () => {
    expect(skillOver(1, 4)).toBe(0.75);
    expect(skillOver(0, 4)).toBe(1);
    expect(skillOver(4, 4)).toBe(0);
    expect(skillOver(8, 4)).toBe(-1);
  });

  it("cannot be told against a rival without fault", () => {
    expect(skillOver(1, 0)).toBeNull();
    expect(skillOver(0, 0)).toBeNull();
  });
});
