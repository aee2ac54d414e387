import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Choices } from "../testing/choices.ts";
import { type Matrix, matrixOf, rowOf } from "./matrix.ts";
import type { Box } from "./prim-box.ts";
import { type PrimStep, prim, scenarioOf } from "./prim.ts";

function contains(box: Box, row: Float64Array): boolean {
  return row.every((value, i) => value >= box.low[i]! && value <= box.high[i]!);
}

/** Points and marks that a seed decides; some columns of few values, some constant. */
function randomCase(seed: number): { points: Matrix; interest: number[] } {
  const choices = new Choices(seed);
  const rows = choices.whole(1, 120);
  const columns = choices.whole(1, 4);
  const kinds = Array.from({ length: columns }, () => choices.whole(0, 3));
  const points = matrixOf(rows, columns);
  const interest: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const place = rowOf(points, row);
    for (const [i, kind] of kinds.entries()) {
      place[i] = kind === 0 ? choices.whole(0, 2) : kind === 1 ? 5 : choices.share();
    }
    interest.push(choices.chance(place[0]! > 0.5 ? 0.7 : 0.2) ? 1 : 0);
  }
  interest[choices.whole(0, rows - 1)] = 1;
  return { points, interest };
}

const shares = fc.record({
  peel: fc.constantFrom(0.02, 0.05, 0.2, 0.5),
  paste: fc.constantFrom(0, 0.01, 0.05, 0.3),
  minimumMass: fc.constantFrom(0, 0.05, 0.3),
});

test("every box holds what it says, and says all that it limits", () => {
  fc.assert(
    fc.property(fc.nat(), shares, (seed, options) => {
      const { points, interest } = randomCase(seed);
      const all = interest.reduce((sum, mark) => sum + mark, 0);
      for (const step of prim(points, interest, options)) {
        const rows = interest.flatMap((_, row) =>
          contains(step.box, rowOf(points, row)) ? [row] : [],
        );
        const hits = rows.filter((row) => interest[row] === 1).length;
        expect([step.inside, step.hits]).toEqual([rows.length, hits]);
        expect(step.mass).toBe(rows.length / points.rows);
        expect(step.coverage).toBe(hits / all);
        expect(step.density).toBe(hits / rows.length);
        const ends = (["low", "high"] as const).flatMap((side) =>
          [...step.box[side]].flatMap((value, column) =>
            Math.abs(value) === Infinity ? [] : [{ column, side, value }],
          ),
        );
        const limits = step.limits.map(({ column, side, value }) => ({ column, side, value }));
        expect(limits.length).toBe(ends.length);
        expect(limits).toEqual(expect.arrayContaining(ends));
        const dimensions = [...new Set(ends.map(({ column }) => column))];
        expect(step.dimensions).toEqual(dimensions.toSorted((a, b) => a - b));
        for (const { quasiP } of step.limits) expect(quasiP >= 0 && quasiP <= 1).toBe(true);
      }
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test("peeling shrinks boxes within each other, and pasting never thins one out", () => {
  fc.assert(
    fc.property(fc.nat(), shares, (seed, options) => {
      const { points, interest } = randomCase(seed);
      const steps = prim(points, interest, options);
      expect([steps[0]!.kind, steps[0]!.coverage, steps[0]!.mass]).toEqual(["start", 1, 1]);
      for (const [i, step] of steps.slice(1).entries()) {
        const before = steps[i]!;
        if (step.kind === "peel") {
          expect(step.coverage).toBeLessThanOrEqual(before.coverage);
          expect(step.mass).toBeLessThan(before.mass);
          expect(step.mass).toBeGreaterThanOrEqual(options.minimumMass);
          expect(step.box.low.every((v, c) => v >= before.box.low[c]!)).toBe(true);
          expect(step.box.high.every((v, c) => v <= before.box.high[c]!)).toBe(true);
        } else if (before.kind === "paste") {
          expect(step.density).toBeGreaterThanOrEqual(before.density);
          expect(step.coverage).toBeGreaterThan(before.coverage);
        }
      }
      const densest = Math.max(
        ...steps.filter(({ kind }) => kind !== "paste").map((s) => s.density),
      );
      for (const { kind, density } of steps) {
        if (kind === "paste") expect(density).toBeGreaterThanOrEqual(densest);
      }
    }),
    { numRuns: 1000, seed: 2 },
  );
});

describe("a planted box", () => {
  /** Six uniform columns; of interest where 0.2 ≤ x0 ≤ 0.6 and x3 ≥ 0.7, save for some noise. */
  function planted(noise: number, seed = 1): { points: Matrix; interest: Uint8Array } {
    const choices = new Choices(seed);
    const points = matrixOf(3000, 6);
    for (const at of points.values.keys()) points.values[at] = choices.share();
    const interest = Uint8Array.from({ length: 3000 }, (_, row) => {
      const [x0, , , x3] = rowOf(points, row);
      const isInside = x0! >= 0.2 && x0! <= 0.6 && x3! >= 0.7;
      return isInside !== choices.chance(noise) ? 1 : 0;
    });
    return { points, interest };
  }

  test("is recovered exactly without noise", () => {
    const { points, interest } = planted(0);
    const found = scenarioOf(prim(points, interest), 1)!;
    expect(found.dimensions).toEqual([0, 3]);
    expect([found.density, found.coverage]).toEqual([1, 1]);
    expect(found.box.low[0]! - 0.2).toBeLessThan(0.02);
    expect(0.6 - found.box.high[0]!).toBeLessThan(0.02);
    expect(found.box.low[3]! - 0.7).toBeLessThan(0.02);
    expect(found.box.high[3]).toBe(Infinity);
    for (const { quasiP } of found.limits) expect(quasiP).toBeLessThan(1e-12);
  });

  test("is recovered with one mark in twenty wrong", () => {
    const { points, interest } = planted(0.05);
    const steps = prim(points, interest);
    const found = scenarioOf(steps, 0.9)!;
    expect(Math.abs(found.box.low[0]! - 0.2)).toBeLessThan(0.04);
    expect(Math.abs(found.box.high[0]! - 0.6)).toBeLessThan(0.04);
    expect(Math.abs(found.box.low[3]! - 0.7)).toBeLessThan(0.04);
    // What else it limits, it limits hardly, and says that this may be chance.
    for (const { column, side, quasiP } of found.limits) {
      const isPlanted = column === 0 || (column === 3 && side === "low");
      if (isPlanted) expect(quasiP).toBeLessThan(1e-6);
      else expect(quasiP).toBeGreaterThan(0.01);
    }
    expect(found.density).toBeGreaterThan(0.9);
    expect(scenarioOf(steps, 1.1)).toBeUndefined();
  });

  test("among columns of few values", () => {
    const choices = new Choices(4);
    const points = matrixOf(800, 3);
    for (const at of points.values.keys()) points.values[at] = choices.whole(1, 4);
    const interest = Uint8Array.from({ length: 800 }, (_, row) =>
      rowOf(points, row)[1]! >= 3 && rowOf(points, row)[2] === 1 ? 1 : 0,
    );
    const found = scenarioOf(prim(points, interest), 1)!;
    expect(found.coverage).toBe(1);
    expect([...found.box.low]).toEqual([-Infinity, 3, -Infinity]);
    expect([...found.box.high]).toEqual([Infinity, Infinity, 1]);
  });
});

test("the quasi-p-value asks whether the limit could be chance", () => {
  // Rows 0 to 9 in one column, the upper five of interest: the limit at 5 keeps out five others.
  const points = matrixOf(
    10,
    1,
    Float64Array.from({ length: 10 }, (_, i) => i),
  );
  const interest = Array.from({ length: 10 }, (_, i) => (i >= 5 ? 1 : 0));
  const steps = prim(points, interest, { peel: 0.5, paste: 0 });
  const { limits, density } = steps.at(-1)!;
  expect(density).toBe(1);
  // Five hits in five with a chance of a half each.
  expect(limits.length).toBe(1);
  expect(limits[0]).toMatchObject({ column: 0, side: "low", value: 5 });
  expect(limits[0]!.quasiP).toBeCloseTo(1 / 32, 14);
});

test("where all is of interest, or nothing can be peeled, all rows are the scenario", () => {
  const points = matrixOf(5, 1, Float64Array.of(1, 2, 3, 4, 5));
  expect(prim(points, [1, 1, 1, 1, 1]).map(({ kind }) => kind)).toEqual(["start"]);
  const constant = matrixOf(4, 2, new Float64Array(8).fill(3));
  const steps: readonly PrimStep[] = prim(constant, [1, 0, 0, 1]);
  expect(steps.map(({ density }) => density)).toEqual([0.5]);
  expect(steps[0]!.limits).toEqual([]);
});

describe("refuses", () => {
  const points = matrixOf(2, 1, Float64Array.of(1, 2));
  test.each<[string, () => unknown]>([
    ["peel must lie between 0 and 1, but it is 0.", () => prim(points, [0, 1], { peel: 0 })],
    ["paste must lie from 0 to below 1, but it is -1.", () => prim(points, [0, 1], { paste: -1 })],
    [
      "minimumMass must lie from 0 to below 1, but it is 5.",
      () => prim(points, [0, 1], { minimumMass: 5 }),
    ],
    [
      "The value in row 1, column 0 must be finite, but it is NaN.",
      () => prim(matrixOf(2, 1, Float64Array.of(1, NaN)), [0, 1]),
    ],
    ["The matrix has 2 rows, but 3 of them are marked 0 or 1.", () => prim(points, [0, 1, 1])],
    ["Row 1 must be marked 0 or 1, but it is marked 0.5.", () => prim(points, [0, 0.5])],
    [
      "None of 2 rows is of interest, so there is no scenario to discover.",
      () => prim(points, [0, 0]),
    ],
  ])("with %j", (message, ask) => {
    expect(ask).toThrow(new RangeError(message));
  });
});
