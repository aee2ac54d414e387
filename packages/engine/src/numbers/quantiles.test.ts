import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantileOfSorted, summarise } from "./quantiles.ts";

describe("quantileOfSorted", () => {
  // R: quantile(c(1, 2, 4, 8, 16), q, type = 7).
  test.each([
    [0, 1],
    [0.1, 1.4],
    [0.25, 2],
    [0.5, 4],
    [0.6, 5.6],
    [0.75, 8],
    [0.9, 12.8],
    [1, 16],
  ])("at %d of five values is %d", (q, value) => {
    expect(quantileOfSorted(Float64Array.of(1, 2, 4, 8, 16), q)).toBeCloseTo(value, 12);
  });

  test("of one value is that value", () => {
    for (const q of [0, 0.3, 1]) expect(quantileOfSorted(Float64Array.of(3), q)).toBe(3);
  });

  test("interpolates towards infinity but never makes NaN of it", () => {
    const values = Float64Array.of(-Infinity, -Infinity, 0, Infinity, Infinity);
    expect([0, 0.1, 0.3, 0.5, 0.7, 0.9, 1].map((q) => quantileOfSorted(values, q))).toEqual([
      -Infinity,
      -Infinity,
      -Infinity,
      0,
      Infinity,
      Infinity,
      Infinity,
    ]);
  });

  test("lies between its neighbours and never falls as q grows", () => {
    const finite = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), share, share, (values, p, q) => {
        const sorted = Float64Array.from(values).sort();
        const low = quantileOfSorted(sorted, Math.min(p, q));
        const high = quantileOfSorted(sorted, Math.max(p, q));
        return sorted[0]! <= low && low <= high && high <= sorted[sorted.length - 1]!;
      }),
      { numRuns: 2000, seed: 6 },
    );
  });

  test("refuses an empty array and a q outside 0 to 1", () => {
    expect(() => quantileOfSorted(new Float64Array(0), 0.5)).toThrow(
      "An empty array has no quantiles.",
    );
    expect(() => quantileOfSorted(Float64Array.of(1), 1.5)).toThrow(
      "The q of a quantile must lie between 0 and 1, but it is 1.5.",
    );
    expect(() => quantileOfSorted(Float64Array.of(1), NaN)).toThrow(RangeError);
  });
});

describe("summarise", () => {
  test("gives the mean and percentiles of unsorted values and leaves them as they were", () => {
    const values = Float64Array.from({ length: 101 }, (_, i) => (i * 37) % 101);
    const before = values.slice();
    expect(summarise(values)).toEqual({ mean: 50, p05: 5, p25: 25, p50: 50, p75: 75, p95: 95 });
    expect(values).toEqual(before);
  });

  test("adds the mean in index order", () => {
    expect(summarise(Float64Array.of(1e16, 1, -1e16)).mean).toBe(0);
    expect(summarise(Float64Array.of(1e16, -1e16, 1)).mean).toBe(1 / 3);
  });

  test("refuses values that are not numbers, and no values", () => {
    expect(() => summarise(Float64Array.of(1, NaN, 3))).toThrow(
      "The value at index 1 is not a number, so it has no summary.",
    );
    expect(() => summarise(new Float64Array(0))).toThrow("An empty array has no summary.");
  });
});
