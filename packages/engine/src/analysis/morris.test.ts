import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrixOf, rowOf } from "./matrix.ts";
import { morrisDesign, morrisEffects } from "./morris.ts";
import { evaluateRows, ishigami, readFixture } from "./testing/functions.ts";

test("SALib's numbers for the Ishigami function from its own 20 trajectories", () => {
  const rows = readFixture("salib-ishigami-morris-20.csv");
  const unit = rows.flatMap((row) => row.slice(0, 3).map((x) => x / (2 * Math.PI) + 0.5));
  const design = matrixOf(80, 3, Float64Array.from(unit));
  const effects = morrisEffects(
    design,
    Float64Array.from(rows, (row) => row[3]!),
  );
  const muStar = [8.95381333, 7.875, 3.74927766];
  const sigma = [6.28159841, 8.07957952, 7.02304052];
  for (const [i, effect] of effects.entries()) {
    expect(Math.abs(effect.muStar.value - muStar[i]!)).toBeLessThan(5e-9);
    expect(Math.abs(effect.sigma.value - sigma[i]!)).toBeLessThan(5e-9);
    expect(effect.muStar.low).toBeLessThan(effect.muStar.value);
    expect(effect.muStar.high).toBeGreaterThan(effect.muStar.value);
  }
  // The three effects of the first parameter all have one sign.
  expect(effects[0]!.mu.value).toBe(effects[0]!.muStar.value);
  expect(Math.abs(effects[1]!.mu.value)).toBeLessThan(1e-12);
});

test("trajectories change one parameter at a time, each once, by half the levels", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.maxSafeNat(),
      fc.constantFrom("midpoints" as const, "ends" as const),
      (parameters, trajectories, half, seed, grid) => {
        const levels = 2 * half;
        const design = morrisDesign({ parameters, trajectories, levels, seed, grid });
        expect(design.rows).toBe(trajectories * (parameters + 1));
        const places = Array.from({ length: levels }, (_, i) =>
          grid === "ends" ? i / (levels - 1) : (i + 0.5) / levels,
        );
        expect(design.values.every((value) => places.includes(value))).toBe(true);
        const delta = places[half]! - places[0]!;
        for (let t = 0; t < trajectories; t += 1) {
          const changed = new Set<number>();
          for (let step = 1; step <= parameters; step += 1) {
            const before = rowOf(design, t * (parameters + 1) + step - 1);
            const after = rowOf(design, t * (parameters + 1) + step);
            const moved = [...after.keys()].filter((i) => after[i] !== before[i]);
            changed.add(moved[0]!);
            const size = Math.abs(after[moved[0]!]! - before[moved[0]!]!);
            if (moved.length !== 1 || Math.abs(size - delta) > 1e-15) return false;
          }
          if (changed.size !== parameters) return false;
        }
        return true;
      },
    ),
    { numRuns: 1000, seed: 1 },
  );
});

test("effects of a linear model are its slopes, and the same everywhere", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 }),
      fc.maxSafeNat(),
      (slopes, seed) => {
        const design = morrisDesign({ parameters: slopes.length, trajectories: 4, seed });
        const outcomes = evaluateRows(design, (u) =>
          slopes.reduce((sum, slope, i) => sum + slope * u[i]!, 7),
        );
        const effects = morrisEffects(design, outcomes, { resamples: 4 });
        for (const [i, { mu, muStar, sigma }] of effects.entries()) {
          expect(Math.abs(mu.value - slopes[i]!)).toBeLessThan(1e-11);
          expect(Math.abs(muStar.value - Math.abs(slopes[i]!))).toBeLessThan(1e-11);
          expect(sigma.value).toBeLessThan(1e-11);
          expect(mu.high - mu.low).toBeLessThan(1e-11);
        }
      },
    ),
    { numRuns: 1000, seed: 2 },
  );
});

test("intervals for muStar hold the mean effect over the whole grid in most samples", () => {
  // All 4 × 4 × 4 grid points, by brute force.
  const places = [0, 1 / 3, 2 / 3, 1];
  const exact = [0, 0, 0];
  for (let point = 0; point < 64; point += 1) {
    const levels = [point % 4, Math.floor(point / 4) % 4, Math.floor(point / 16)];
    for (let i = 0; i < 3; i += 1) {
      if (levels[i]! >= 2) continue;
      const low = Float64Array.from(levels, (level) => places[level]!);
      const high = low.with(i, places[levels[i]! + 2]!);
      exact[i]! += Math.abs((ishigami(high) - ishigami(low)) / (2 / 3)) / 32;
    }
  }
  const held = [0, 0, 0];
  for (let seed = 0; seed < 200; seed += 1) {
    const design = morrisDesign({ parameters: 3, trajectories: 50, seed, grid: "ends" });
    const effects = morrisEffects(design, evaluateRows(design, ishigami), { seed });
    for (const [i, { muStar }] of effects.entries()) {
      // The second parameter's effects all have one size, so its interval is a point.
      if (muStar.low <= exact[i]! + 1e-12 && exact[i]! - 1e-12 <= muStar.high) held[i]! += 1;
    }
  }
  for (const count of held) expect(count / 200).toBeGreaterThan(0.88);
});

test("more trajectories leave the first ones as they are, and each seed has its own", () => {
  const few = morrisDesign({ parameters: 5, trajectories: 3, seed: 9 });
  const many = morrisDesign({ parameters: 5, trajectories: 8, seed: 9 });
  expect([...many.values.subarray(0, few.values.length)]).toEqual([...few.values]);
  const other = morrisDesign({ parameters: 5, trajectories: 3, seed: 10 });
  expect([...other.values]).not.toEqual([...few.values]);
});

describe("refuses", () => {
  const two = (...values: number[]) => matrixOf(4, 1, Float64Array.from(values));
  test.each<[string, () => unknown]>([
    [
      "parameters must be a whole number above 0, not 0.",
      () => morrisDesign({ parameters: 0, trajectories: 1 }),
    ],
    [
      "trajectories must be a whole number above 0, not 1.5.",
      () => morrisDesign({ parameters: 1, trajectories: 1.5 }),
    ],
    [
      "levels must be an even number above 0, not 5.",
      () => morrisDesign({ parameters: 1, trajectories: 1, levels: 5 }),
    ],
    [
      "Trajectories of 1 parameters have 2 rows each and are at least 2, " +
        "but this matrix has 2 rows.",
      () => morrisEffects(matrixOf(2, 1), new Float64Array(2)),
    ],
    ["Row 3 changes no parameter.", () => morrisEffects(two(0, 1, 0, 0), new Float64Array(4))],
    [
      "Row 1 changes parameters 0 and 1, but a step may change only one.",
      () =>
        morrisEffects(
          matrixOf(6, 2, Float64Array.of(0, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1)),
          new Float64Array(6),
        ),
    ],
    [
      "Trajectory 0 changes parameter 0 twice.",
      () =>
        morrisEffects(
          matrixOf(6, 2, Float64Array.of(0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1)),
          new Float64Array(6),
        ),
    ],
    [
      "The outcome of row 2 must be finite, but it is Infinity.",
      () => morrisEffects(two(0, 1, 1, 0), Float64Array.of(0, 0, Infinity, 0)),
    ],
  ])("with %j", (message, ask) => {
    expect(ask).toThrow(new RangeError(message));
  });
});
