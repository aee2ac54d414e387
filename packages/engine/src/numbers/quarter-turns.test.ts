import { Decimal } from "decimal.js";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { reduceByQuarterTurns } from "./quarter-turns.ts";
import { exact, generator, worst } from "./testing/ulps.ts";

// Enough digits to place the greatest double among the multiples of π/2.
const Long = Decimal.clone({ precision: 420 });
const halfPi = Long.acos(0);

const rest = new Float64Array(2);
const { unit, any } = generator(31);

/** Relative error of the reduction of x; also requires that it names the right multiple. */
function error(x: number): number {
  const turns = reduceByQuarterTurns(x, rest);
  const found = new Long(exact(rest[0]!)).plus(exact(rest[1]!));
  const multiple = new Long(exact(x)).minus(found).div(halfPi).round();
  expect(multiple.mod(4).plus(4).mod(4).toNumber()).toBe(turns);
  const truth = new Long(exact(x)).minus(multiple.times(halfPi));
  return found.minus(truth).div(truth).abs().toNumber();
}

test.each<[string, () => number]>([
  ["below a few turns", () => unit() * 20 - 10],
  ["up to 2^20 quarter turns", () => (unit() * 2 - 1) * 2 ** 20 * (Math.PI / 2)],
  ["on both sides of the change of method", () => 1647099 + unit() - 0.5],
  ["up to 2^60", () => 2 ** (20 + 40 * unit())],
  ["of every exponent", () => any() || 1],
  ["nearest to multiples", () => Math.floor(2 ** (unit() * 20)) * (Math.PI / 2)],
  ["nearest to large multiples", () => Math.floor(2 ** (20 + unit() * 33)) * (Math.PI / 2)],
])("reduces angles %s", (_, angle) => {
  expect(worst(500, () => error(angle()))).toBeLessThan(2 ** -64);
});

test("reduces the double that lies nearest to a multiple of π/2", () => {
  // Found by Kahan; see Muller, "Elementary functions: algorithms and implementation".
  const nearest = 6381956970095103 * 2 ** 797;
  expect(error(nearest)).toBeLessThan(2 ** -64);
  expect(rest[0]).toBe(4.687165924254628e-19);
});

test("leaves at most an eighth of a turn, and keeps the second part below an ulp", () => {
  for (let index = 0; index < 20_000; index += 1) {
    reduceByQuarterTurns(index % 2 === 0 ? any() : (unit() - 0.5) * 4e6, rest);
    expect(Math.abs(rest[0]!)).toBeLessThan(Math.PI / 4 + 1e-9);
    expect(rest[0]! + rest[1]!).toBe(rest[0]!);
  }
});

test("reduces an angle and its opposite to opposites", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-300 }), (x) => {
      const turns = reduceByQuarterTurns(x, rest);
      const [high, low] = rest;
      expect(reduceByQuarterTurns(-x, rest)).toBe((4 - turns) % 4);
      expect(rest[0]! + high!).toBe(0);
      expect(rest[1]! + low!).toBe(0);
    }),
    { numRuns: 5000, seed: 4 },
  );
});
