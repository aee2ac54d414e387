import * as fc from "fast-check";
import { expect, test } from "vitest";
import { normalQuantile } from "./normal-quantile.ts";

// Truths from mpmath at 60 digits, for the exact doubles nearest to these shares.
test.each([
  [5e-324, -38.467405617144344],
  [1e-300, -37.0470962993612],
  [1e-100, -21.273453560965326],
  [1e-20, -9.262340089798407],
  [1e-10, -6.361340902404057],
  [1e-5, -4.264890793922825],
  [0.001, -3.0902323061678136],
  [0.025, -1.9599639845400543],
  [0.05, -1.6448536269514726],
  [0.07, -1.4757910281791706],
  [0.08, -1.4050715603096327],
  [0.25, -0.6744897501960817],
  [0.4999999, -2.5066282747031063e-7],
  [0.51, 0.025068908258711057],
  [0.75, 0.6744897501960817],
  [0.9, 1.2815515655446006],
  [0.93, 1.475791028179171],
  [0.95, 1.6448536269514722],
  [0.975, 1.9599639845400538],
  [0.999, 3.090232306167813],
  [0.9999999999, 6.361340889697422],
  [0.9999999999999999, 8.209536151601387],
  [5.551115123125783e-17, -8.292361075813595],
])("normalQuantile(%d) is %d", (u, z) => {
  expect(Math.abs(normalQuantile(u) / z - 1)).toBeLessThan(2e-15);
});

test("normalQuantile is exactly zero at one half, infinite at the ends and NaN beyond them", () => {
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0)).toBe(-Infinity);
  expect(normalQuantile(1)).toBe(Infinity);
  expect(normalQuantile(-0.1)).toBeNaN();
  expect(normalQuantile(1.1)).toBeNaN();
  expect(normalQuantile(NaN)).toBeNaN();
});

test("normalQuantile is odd about one half", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 52 }), (steps) => {
      const u = steps / 2 ** 53;
      expect(normalQuantile(1 - u)).toBe(-normalQuantile(u) + 0);
    }),
    { numRuns: 2000, seed: 5 },
  );
});

test("normalQuantile grows across the joins of its three pieces", () => {
  for (const join of [0.075, Math.exp(-25), 0.925]) {
    let last = -Infinity;
    for (let step = -1000; step <= 1000; step += 1) {
      const z = normalQuantile(join * (1 + step * 1e-12));
      expect(z).toBeGreaterThanOrEqual(last);
      last = z;
    }
  }
});
