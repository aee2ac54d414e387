import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latinHypercube, latinHypercubePoint } from "./latin-hypercube.ts";

/** Column `dimension` of points that come row by row. */
function column(points: Float64Array, dimensions: number, dimension: number): Float64Array {
  return points.filter((_, place) => place % dimensions === dimension);
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array): number =>
    values.reduce((total, value) => total + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = a.map((value, i) => (value - meanA) * (b[i]! - meanB));
  const spread = (values: Float64Array, middle: number): number =>
    mean(values.map((value) => (value - middle) ** 2));
  return mean(product) / Math.sqrt(spread(a, meanA) * spread(b, meanB));
}

function chiSquared(counts: Iterable<number>, cells: number): number {
  const seen = [...counts];
  const expected = seen.reduce((total, count) => total + count, 0) / cells;
  const unseen = (cells - seen.length) * expected;
  return seen.reduce((total, count) => total + (count - expected) ** 2 / expected, unseen);
}

describe("latinHypercube", () => {
  test("puts exactly one point in every stratum of every dimension", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.maxSafeNat(), (count, seed) => {
        const points = latinHypercube(count, 3, seed);
        for (let dimension = 0; dimension < 3; dimension += 1) {
          const strata = new Set(
            column(points, 3, dimension).map((point) => Math.floor(point * count)),
          );
          expect(strata.size).toBe(count);
        }
      }),
      { numRuns: 60, seed: 21 },
    );
  });

  test("has numbers strictly between 0 and 1", () => {
    for (const count of [1, 2, 3, 1000]) {
      const points = latinHypercube(count, 20, 5);
      expect(points.every((point) => point > 0 && point < 1)).toBe(true);
    }
  });

  test("has columns that are uncorrelated, to within sampling error", () => {
    const count = 400;
    const columns = 24;
    const points = latinHypercube(count, columns, 11);
    let squares = 0;
    let pairs = 0;
    for (let first = 0; first < columns; first += 1) {
      for (let second = 0; second < first; second += 1) {
        const r = correlation(column(points, columns, first), column(points, columns, second));
        expect(Math.abs(r)).toBeLessThan(4.5 / Math.sqrt(count));
        squares += r * r * count;
        pairs += 1;
      }
    }
    // Each square has mean 1 and variance 2.
    expect(Math.abs(squares / pairs - 1)).toBeLessThan(4 * Math.sqrt(2 / pairs));
  });

  test("estimates the mean of a sum far better than independent draws", () => {
    const count = 256;
    let squares = 0;
    for (let seed = 0; seed < 50; seed += 1) {
      const points = latinHypercube(count, 4, seed);
      squares += (points.reduce((total, point) => total + point, 0) / count - 2) ** 2;
    }
    const independent = 4 / 12 / count;
    expect(squares / 50).toBeLessThan(independent / 10_000);
  });
});

describe("latinHypercubePoint", () => {
  test("is the number in its row and column", () => {
    const points = latinHypercube(137, 5, 99);
    for (let place = 0; place < points.length; place += 1) {
      const draw = Math.floor(place / 5);
      expect(latinHypercubePoint(draw, place % 5, 137, 99)).toBe(points[place]);
    }
  });

  test("takes every order of few strata equally often", () => {
    // The 99.9% points of chi-squared with n! - 1 degrees of freedom.
    for (const [count, orders, limit] of [
      [2, 2, 10.8],
      [3, 6, 20.5],
      [4, 24, 49.7],
      [5, 120, 171],
      [6, 720, 839],
    ] as const) {
      const seen = new Map<string, number>();
      for (let seed = 0; seed < 12_000; seed += 1) {
        let order = "";
        for (let draw = 0; draw < count; draw += 1) {
          order += Math.floor(latinHypercubePoint(draw, 3, count, seed) * count);
        }
        seen.set(order, (seen.get(order) ?? 0) + 1);
      }
      expect(chiSquared(seen.values(), orders)).toBeLessThan(limit);
    }
  });

  test("puts pairs of draws in every pair of strata equally often", () => {
    const count = 30;
    const seen = new Map<number, number>();
    for (let seed = 0; seed < 26_100; seed += 1) {
      const first = Math.floor(latinHypercubePoint(0, 1, count, seed) * count);
      const second = Math.floor(latinHypercubePoint(1, 1, count, seed) * count);
      seen.set(first * count + second, (seen.get(first * count + second) ?? 0) + 1);
    }
    // The 99.9% point with 869 degrees of freedom.
    expect(chiSquared(seen.values(), count * (count - 1))).toBeLessThan(1003);
  });

  test("is uniform within its stratum", () => {
    const bins = new Float64Array(20);
    for (let draw = 0; draw < 20_000; draw += 1) {
      const place = (latinHypercubePoint(draw, 0, 20_000, 4) * 20_000) % 1;
      bins[Math.floor(place * 20)]! += 1;
    }
    // The 99.9% point with 19 degrees of freedom.
    expect(chiSquared(bins, 20)).toBeLessThan(43.8);
  });

  test("stays inside its stratum at the greatest count", () => {
    const count = 2 ** 30;
    const strata = new Set<number>();
    for (let draw = count - 2000; draw < count; draw += 1) {
      const scaled = latinHypercubePoint(draw, 0, count, 1) * count;
      expect(scaled % 1).toBeGreaterThan(0);
      strata.add(Math.floor(scaled));
    }
    expect(strata.size).toBe(2000);
  });

  test("gives the same numbers as ever, and others for another seed or dimension", () => {
    expect([
      latinHypercubePoint(0, 0, 1, 0),
      latinHypercubePoint(5, 2, 100, 7),
      latinHypercubePoint(5, 2, 100, 8),
      latinHypercubePoint(5, 3, 100, 7),
      latinHypercubePoint(2 ** 30 - 1, 2 ** 32 - 1, 2 ** 30, 2 ** 53 - 1),
    ]).toEqual([
      0.8564518083585426, 0.4054767656081822, 0.20644935528398492, 0.1757562176871579,
      0.9523252628796681,
    ]);
  });
});

test("refuses what is not a hypercube or not in it", () => {
  expect(() => latinHypercube(0, 1, 1)).toThrow(/1 to 2\^30, but it is 0/);
  expect(() => latinHypercube(2 ** 30 + 1, 1, 1)).toThrow(/1 to 2\^30/);
  expect(() => latinHypercube(1, 0, 1)).toThrow(/integer from 1, but there are 0/);
  expect(() => latinHypercube(1, 1, -1)).toThrow(/seed/);
  expect(() => latinHypercubePoint(10, 0, 10, 1)).toThrow(/0 to 9, .* but it is 10/);
  expect(() => latinHypercubePoint(0.5, 0, 10, 1)).toThrow(/draw/);
  expect(() => latinHypercubePoint(0, -1, 10, 1)).toThrow(/dimension .* but it is -1/);
});
