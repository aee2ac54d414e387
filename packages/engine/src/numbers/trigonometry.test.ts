import type { Decimal } from "decimal.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Oracle, digest, exact, generator, nextUp, ulps, worst } from "./testing/ulps.ts";
import { atan, cos, sin, tan } from "./trigonometry.ts";

const { unit, any } = generator(20260102);
const spread = (): number => (unit() - 0.5) * 2 ** -Math.floor(unit() * 60);

const angles: readonly [string, () => number][] = [
  ["near zero", spread],
  ["of one turn", () => unit() * 2 * Math.PI],
  ["of some turns", () => unit() * 200 - 100],
  ["up to 2^20 quarter turns", () => (unit() * 2 - 1) * 2 ** 20 * (Math.PI / 2)],
  ["near multiples of π/2", () => nextUp(Math.floor(2 ** (20 * unit())) * (Math.PI / 2))],
  ["up to 2^60", () => 2 ** (20 + 40 * unit())],
  ["of every exponent", any],
];

describe.each([
  { name: "sin", own: sin, oracle: (x: Decimal) => Oracle.sin(x) },
  { name: "cos", own: cos, oracle: (x: Decimal) => Oracle.cos(x) },
  { name: "tan", own: tan, oracle: (x: Decimal) => Oracle.tan(x) },
])("$name", ({ own, oracle }) => {
  test.each(angles)("is within 1 ulp for angles %s", (_, angle) => {
    const found = worst(300, () => {
      const x = angle();
      return ulps(own(x), oracle(exact(x)));
    });
    expect(found).toBeLessThan(1);
  });

  test.each([Infinity, -Infinity, NaN])("of %d is not a number", (x) => {
    expect(own(x)).toBeNaN();
  });

  test("is exactly even or odd", () => {
    const sign = own === cos ? 1 : -1;
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(own(-x)).toBe(sign * own(x));
      }),
      { numRuns: 5000, seed: 6 },
    );
  });
});

test.each([
  ["sin", sin],
  ["tan", tan],
  ["atan", atan],
])("%s leaves zeros and the least numbers as they are", (_, own) => {
  for (const x of [0, -0, 5e-324, -5e-324, 2.2250738585072014e-308, 1e-10, -1e-10]) {
    expect(own(x)).toBe(x);
  }
});

test("cos is exactly 1 at zero and never passes 1 in size; nor does sin", () => {
  expect(cos(0)).toBe(1);
  expect(cos(-0)).toBe(1);
  for (let index = 0; index < 50_000; index += 1) {
    const x = index % 2 === 0 ? index * (Math.PI / 2) + spread() : any();
    expect(Math.abs(cos(x))).toBeLessThanOrEqual(1);
    expect(Math.abs(sin(x))).toBeLessThanOrEqual(1);
  }
});

// The doubles nearest to the true values.
test.each([
  ["sin", sin, Math.PI / 6, 0.49999999999999994],
  ["sin", sin, Math.PI / 2, 1],
  ["sin", sin, Math.PI, 1.2246467991473532e-16],
  ["cos", cos, Math.PI / 3, 0.5000000000000001],
  ["cos", cos, Math.PI / 2, 6.123233995736766e-17],
  ["cos", cos, Math.PI, -1],
  ["tan", tan, Math.PI / 2, 16331239353195370],
  ["sin", sin, 1e22, -0.8522008497671888],
  ["sin", sin, Number.MAX_VALUE, 0.004961954789184062],
])("%s, %o, of %d is %d", (_, own, x, y) => {
  expect(own(x)).toBe(y);
});

describe("atan", () => {
  test.each<[string, () => number]>([
    ["near zero", spread],
    ["up to 1", unit],
    ["from 1", () => 1 / unit()],
    ["near the joins", () => nearJoin()],
    ["of every exponent", any],
  ])("is within 1 ulp for numbers %s", (_, argument) => {
    const found = worst(300, () => {
      const x = argument();
      return ulps(atan(x), Oracle.atan(exact(x)));
    });
    expect(found).toBeLessThan(1);
  });

  test.each([
    [Infinity, Math.PI / 2],
    [-Infinity, -Math.PI / 2],
    [1e300, Math.PI / 2],
    [1, Math.PI / 4],
    [-1, -Math.PI / 4],
    [NaN, NaN],
  ])("of %d is %d", (x, y) => {
    expect(atan(x)).toBe(y);
  });

  test("is exactly odd, and undoes tan", () => {
    fc.assert(
      fc.property(fc.double({ min: -1.57, max: 1.57, noNaN: true }), (x) => {
        expect(atan(-x)).toBe(-atan(x));
        expect(Math.abs(atan(tan(x)) - x)).toBeLessThanOrEqual(Math.abs(x) * 2 ** -50);
      }),
      { numRuns: 5000, seed: 7 },
    );
  });

  test("never falls from one double to the next", () => {
    const falls = (start: number): number => {
      let count = 0;
      let x = start;
      for (let step = 0; step < 20; step += 1) {
        const next = nextUp(x);
        if (atan(next) < atan(x)) count += 1;
        x = next;
      }
      return count;
    };
    for (let index = 0; index < 5000; index += 1) {
      expect(falls(nearJoin())).toBe(0);
      expect(falls(unit() * 4 - 2)).toBe(0);
      expect(falls(any() / 2)).toBe(0);
    }
  });

  /** A number near the border between two entries of the table of arctangents. */
  function nearJoin(): number {
    const join = (Math.floor(unit() * 8) + 0.5) / 8;
    const x = (unit() < 0.5 ? join : 1 / join) * (1 + (unit() - 0.5) * 2 ** -48);
    return unit() < 0.5 ? x : -x;
  }
});

test("gives the same bits as every other machine", () => {
  const { unit, any } = generator(8);
  const results = new Float64Array(40_000);
  for (let index = 0; index < results.length; index += 4) {
    const x = index % 8 === 0 ? any() : unit() * 4e6 - 2e6;
    results[index] = sin(x);
    results[index + 1] = cos(x);
    results[index + 2] = tan(x);
    results[index + 3] = atan(unit() * 8 - 4);
  }
  expect(digest(results)).toBe("76ac7499");
});
