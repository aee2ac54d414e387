import { Decimal } from "decimal.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp, log, pow } from "./elementary.ts";
import { philox } from "./philox.ts";

// Eighty digits: the oracle's own error is far below anything a double can show.
const Oracle = Decimal.clone({ precision: 80 });
const powers = Array.from({ length: 2150 }, (_, i) => new Oracle(2).pow(i - 1126));
const powerOfTwo = (exponent: number): Decimal => powers[exponent + 1126]!;

const view = new DataView(new ArrayBuffer(8));

/** Exponent e for which x is a multiple of 2^e below 2^53 of them: the exponent of x's ulp. */
function ulpExponent(x: number): number {
  view.setFloat64(0, x);
  const biased = (view.getUint32(0) >>> 20) & 0x7ff;
  return Math.max(biased, 1) - 1075;
}

/** The exact value of a finite double; decimal.js reads a number by its shortest decimal form. */
function exact(x: number): Decimal {
  const exponent = ulpExponent(x);
  const leadingBit = (view.getUint32(0) & 0x7ff00000) === 0 ? 0 : 0x100000;
  const top = (view.getUint32(0) & 0xfffff) | leadingBit;
  const significand = top * 2 ** 32 + view.getUint32(4);
  return powerOfTwo(exponent).times(x < 0 ? -significand : significand);
}

/** Distance of `found` from `truth`, in units of the last place of `truth` as a double. */
function ulps(found: number, truth: Decimal): number {
  const nearest = Math.abs(truth.toNumber());
  if (nearest === Infinity) return found === truth.toNumber() ? 0 : Infinity;
  if (!Number.isFinite(found)) return Infinity;
  return exact(found)
    .minus(truth)
    .abs()
    .div(powerOfTwo(ulpExponent(nearest)))
    .toNumber();
}

/** Numbers in [0, 1) and positive doubles of any exponent, the same on every run. */
function generator(seed: number): { unit: () => number; anyPositive: () => number } {
  const out = new Uint32Array(4);
  let counter = 0;
  const next = (): Uint32Array => {
    philox(counter, 0, 0, 0, seed, 0, out);
    counter += 1;
    return out;
  };
  return {
    unit: () => next()[0]! / 2 ** 32 + next()[1]! / 2 ** 64,
    anyPositive: () => {
      const [high, low] = next();
      view.setUint32(0, high! % 0x7ff00000);
      view.setUint32(4, low!);
      return view.getFloat64(0) || 1;
    },
  };
}

function worst(count: number, error: (index: number) => number): number {
  let largest = 0;
  for (let index = 0; index < count; index += 1) largest = Math.max(largest, error(index));
  return largest;
}

const { unit, anyPositive } = generator(20260101);
const spread = (): number => (unit() - 0.5) * 2 ** -Math.floor(unit() * 60);

describe("exp", () => {
  test.each<[string, () => number]>([
    ["near zero", spread],
    ["ordinary", () => unit() * 40 - 20],
    ["the whole range", () => unit() * 1454.9 - 745.13],
    ["subnormal results", () => -708.3 - unit() * 36.8],
  ])("is within 1 ulp for %s arguments", (_, argument) => {
    const found = worst(5000, () => {
      const x = argument();
      return ulps(exp(x), exact(x).exp());
    });
    expect(found).toBeLessThan(1);
  });

  test.each([
    [0, 1],
    [-0, 1],
    [1, Math.E],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
    [709.782712893384, 1.7976931348622732e308],
    [709.7827128933841, Infinity],
    [1e308, Infinity],
    [-745.1332191019411, 5e-324],
    [-745.1332191019412, 0],
    [-1e308, 0],
    [5e-324, 1],
  ])("of %d is %d", (x, y) => {
    expect(exp(x)).toBe(y);
  });

  test("never falls from one double to the next", () => {
    fc.assert(
      fc.property(fc.double({ min: -746, max: 710, noNaN: true }), (start) => {
        let x = start;
        for (let step = 0; step < 20; step += 1) {
          const next = nextUp(x);
          if (!(exp(x) <= exp(next))) return false;
          x = next;
        }
        return true;
      }),
      { numRuns: 5000, seed: 2 },
    );
  });
});

describe("log", () => {
  test.each<[string, () => number]>([
    ["near one", () => 1 + spread()],
    ["between ½ and 2", () => 0.5 + 1.5 * unit()],
    ["of every exponent", anyPositive],
    ["subnormal", () => Math.max(unit() * 2 ** -1022, 5e-324)],
  ])("is within 1 ulp for arguments %s", (_, argument) => {
    const found = worst(5000, () => {
      const x = argument();
      return ulps(log(x), exact(x).ln());
    });
    expect(found).toBeLessThan(1);
  });

  test.each([
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [-1, NaN],
    [-5e-324, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
    [Infinity, Infinity],
    [Number.MAX_VALUE, 709.782712893384],
    [5e-324, -744.4400719213812],
    [2, Math.LN2],
    [10, Math.LN10],
  ])("of %d is %d", (x, y) => {
    expect(log(x)).toBe(y);
  });
});

/** Operands whose result lies anywhere from underflow to overflow. */
function anyResult(x: number): readonly [number, number] {
  return [x, x === 1 ? 3 : ((unit() * 2 - 1) * 745) / log(x)];
}

function subnormalResult(x: number): readonly [number, number] {
  return [x, (-708.4 - unit() * 36) / log(x)];
}

describe("pow", () => {
  test.each<[string, () => readonly [number, number]]>([
    ["ordinary", () => [unit() * 10, unit() * 10 - 5]],
    ["growth factors", () => [1 + unit() * 0.2, unit() * 240]],
    ["whole", () => [Math.floor(unit() * 1000) + 1, Math.floor(unit() * 40) - 20]],
    ["every exponent", () => anyResult(anyPositive())],
    ["bases near one", () => anyResult(1 + spread())],
    ["subnormal bases", () => [unit() * 2 ** -1022, unit() * 2 - 1]],
    ["subnormal results", () => subnormalResult(0.5 + unit() * 100)],
    ["near overflow", () => [1.1 + unit(), 700]],
  ])("is within 1 ulp for %s", (_, operands) => {
    const found = worst(750, () => {
      const [x, y] = operands();
      return ulps(pow(x, y), exact(x).ln().times(exact(y)).exp());
    });
    expect(found).toBeLessThan(1);
  });

  test("of a whole base and exponent is exact where the result is a double", () => {
    for (let base = 1; base <= 40; base += 1) {
      let power = 1;
      for (let exponent = 0; power <= 2 ** 53; exponent += 1) {
        expect(pow(base, exponent)).toBe(power);
        expect(pow(-base, exponent)).toBe(exponent % 2 === 1 ? -power : power);
        if (base === 1 && exponent === 10) break;
        power *= base;
      }
    }
    for (let exponent = -1074; exponent < 1024; exponent += 1) {
      expect(pow(2, exponent)).toBe(powerOfTwo(exponent).toNumber());
    }
  });

  test("to the power 1 is the base, and to the power ½ of a square is its root", () => {
    for (let index = 0; index < 2000; index += 1) {
      const x = anyPositive();
      expect(pow(x, 1)).toBe(x);
      expect(pow(index * index, 0.5)).toBe(index);
    }
  });

  test.each([
    [NaN, 0, 1],
    [NaN, -0, 1],
    [Infinity, 0, 1],
    [0, 0, 1],
    [NaN, 1, NaN],
    [2, NaN, NaN],
    [1, NaN, NaN],
    [1, Infinity, 1],
    [1, -Infinity, 1],
    [1, 1e300, 1],
    [-1, Infinity, 1],
    [-1, -Infinity, 1],
    [0, 2, 0],
    [0, 0.5, 0],
    [0, -2, Infinity],
    [0, -0.5, Infinity],
    [0, Infinity, 0],
    [0, -Infinity, Infinity],
    [-0, 3, -0],
    [-0, 2, 0],
    [-0, 0.5, 0],
    [-0, -3, -Infinity],
    [-0, -2, Infinity],
    [Infinity, 2, Infinity],
    [Infinity, -2, 0],
    [-Infinity, 3, -Infinity],
    [-Infinity, 2, Infinity],
    [-Infinity, 0.5, Infinity],
    [-Infinity, -3, -0],
    [-Infinity, -2, 0],
    [2, Infinity, Infinity],
    [2, -Infinity, 0],
    [0.5, Infinity, 0],
    [0.5, -Infinity, Infinity],
    [-2, Infinity, Infinity],
    [-0.5, Infinity, 0],
    [-2, 0.5, NaN],
    [-2, 3, -8],
    [-2, -3, -0.125],
    [-2, 2, 4],
    [-1, 9007199254740991, -1],
    [-1, 9007199254740992, 1],
    [-1, 1e300, 1],
    [-1.5, 1e300, Infinity],
    [-1.5, -1e300, 0],
    [1.5, 1e300, Infinity],
    [0.75, 1e300, 0],
    [1.0000000000000002, -1e21, 0],
    [10, 309, Infinity],
    [-10, 309, -Infinity],
    [10, -324, 0],
    [-10, -325, -0],
    [2, -1075, 0],
    [3, 5e-324, 1],
    [5e-324, 1, 5e-324],
    [-5e-324, 1, -5e-324],
    [5e-324, -1, Infinity],
    [Number.MAX_VALUE, 1, Number.MAX_VALUE],
  ])("of %d and %d is %d", (x, y, result) => {
    expect(pow(x, y)).toBe(result);
  });
});

test("gives the same bits as every other machine", () => {
  const { unit, anyPositive } = generator(7);
  const results = new Float64Array(30_000);
  for (let index = 0; index < results.length; index += 3) {
    results[index] = exp(unit() * 1460 - 748);
    results[index + 1] = log(anyPositive());
    results[index + 2] = pow(unit() * 100, unit() * 300 - 150);
  }
  let checksum = 0;
  for (const value of results) {
    view.setFloat64(0, value);
    for (const offset of [0, 4]) {
      checksum = Math.imul(checksum ^ view.getUint32(offset), 0x01000193);
    }
  }
  expect((checksum >>> 0).toString(16)).toBe("ed81d951");
});

function nextUp(x: number): number {
  if (x === 0) return 5e-324;
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + (x > 0 ? 1n : -1n));
  return view.getFloat64(0);
}
