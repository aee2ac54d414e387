import * as fc from "fast-check";
import { expect, test } from "vitest";
import { normalQuantile } from "../numbers/normal-quantile.ts";
import { matrixOf, rowOf } from "./matrix.ts";
import { normalScores, shiftPositions } from "./shift-positions.ts";

const position = fc.double({ min: 1e-12, max: 1 - 1e-6, noNaN: true });

test("a shift of zero changes no bit, and shifts undo each other", () => {
  fc.assert(
    fc.property(position, position, fc.double({ min: -3, max: 3, noNaN: true }), (u, v, by) => {
      const positions = matrixOf(1, 2, Float64Array.of(u, v));
      const there = shiftPositions(positions, Float64Array.of(0, by));
      expect(there.values[0]).toBe(u);
      const back = shiftPositions(there, Float64Array.of(0, -by)).values[1]!;
      // A position near 1 has few digits left that tell it from 1.
      expect(Math.abs(back - v)).toBeLessThan(v < 0.9 ? 1e-11 * v : 1e-7);
      if (Math.abs(by) > 1e-6) expect(Math.sign(there.values[1]! - v) * by).toBeGreaterThan(0);
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test("positions stay strictly between 0 and 1", () => {
  const positions = matrixOf(1, 2, Float64Array.of(1e-200, 1 - 2 ** -53));
  const [low, high] = shiftPositions(positions, Float64Array.of(-30, 30)).values;
  expect(low! > 0 && high! < 1).toBe(true);
});

test("a shift of one takes the median to the 84th percentile", () => {
  const moved = shiftPositions(matrixOf(1, 1, Float64Array.of(0.5)), Float64Array.of(1));
  expect(moved.values[0]).toBeCloseTo(0.8413447460685429, 14);
  expect(() => shiftPositions(moved, new Float64Array(2))).toThrow(
    "There are 2 shifts for 1 parameters.",
  );
});

test("scores are normal, whatever the parameters' distributions, and ties share theirs", () => {
  const values = Float64Array.of(1e9, 5, 1, 1, 2, 5, 3, 1, 7, 5, 9, 2);
  const scores = normalScores(matrixOf(6, 2, values));
  const z = [0.5 / 6, 1.5 / 6, 2.5 / 6, 3.5 / 6, 4.5 / 6, 5.5 / 6].map(normalQuantile);
  expect(Array.from({ length: 6 }, (_, row) => rowOf(scores, row)[0])).toEqual([
    z[5],
    z[0],
    z[1],
    z[2],
    z[3],
    z[4],
  ]);
  const low = normalQuantile(1 / 6);
  const high = normalQuantile(4.5 / 6);
  const middle = normalQuantile(2.5 / 6);
  expect(Array.from({ length: 6 }, (_, row) => rowOf(scores, row)[1])).toEqual([
    high,
    low,
    high,
    low,
    high,
    middle,
  ]);
  const constant = normalScores(matrixOf(3, 1, Float64Array.of(4, 4, 4)));
  expect([...constant.values]).toEqual([0, 0, 0]);
});
