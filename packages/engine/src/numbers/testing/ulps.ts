import { Decimal } from "decimal.js";
import { philox } from "../philox.ts";

/** Decimal arithmetic of eighty digits: its own error is far below anything a double can show. */
export const Oracle = Decimal.clone({ precision: 80 });

/** Holds whole doubles to the last digit; others to far more digits than `Oracle` uses. */
const Exact = Decimal.clone({ precision: 350 });

const powers = Array.from({ length: 2150 }, (_, i) => new Exact(2).pow(i - 1126));
const powerOfTwo = (exponent: number): Decimal => powers[exponent + 1126]!;

const view = new DataView(new ArrayBuffer(8));

/** Exponent e for which x is a multiple of 2^e below 2^53 of them: the exponent of x's ulp. */
function ulpExponent(x: number): number {
  view.setFloat64(0, x);
  const biased = (view.getUint32(0) >>> 20) & 0x7ff;
  return Math.max(biased, 1) - 1075;
}

/** The value of a finite double, exact above 1e-100 in size; decimal.js reads a number by its shortest decimal form. */
export function exact(x: number): Decimal {
  const exponent = ulpExponent(x);
  const leadingBit = (view.getUint32(0) & 0x7ff00000) === 0 ? 0 : 0x100000;
  const top = (view.getUint32(0) & 0xfffff) | leadingBit;
  const significand = top * 2 ** 32 + view.getUint32(4);
  return powerOfTwo(exponent).times(x < 0 ? -significand : significand);
}

/** Distance of `found` from `truth`, in units of the last place of `truth` as a double. */
export function ulps(found: number, truth: Decimal): number {
  if (!Number.isFinite(found)) return Infinity;
  const unit = powerOfTwo(ulpExponent(Math.abs(truth.toNumber())));
  return exact(found).minus(truth).abs().div(unit).toNumber();
}

/** The greatest of `count` values of `error`. */
export function worst(count: number, error: (index: number) => number): number {
  let largest = 0;
  for (let index = 0; index < count; index += 1) largest = Math.max(largest, error(index));
  return largest;
}

/** The next double above a finite x. */
export function nextUp(x: number): number {
  if (x === 0) return 5e-324;
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + (x > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

/** Numbers in [0, 1) and finite doubles of any exponent, the same on every run. */
export function generator(seed: number): { unit: () => number; any: () => number } {
  const out = new Uint32Array(4);
  let counter = 0;
  const next = (): Uint32Array => {
    philox(counter, 0, 0, 0, seed, 0, out);
    counter += 1;
    return out;
  };
  return {
    unit: () => {
      const [high, low] = next();
      return ((high! >>> 5) * 67108864 + (low! >>> 6)) / 2 ** 53;
    },
    any: () => {
      const [high, low, sign] = next();
      view.setUint32(0, high! % 0x7ff00000);
      view.setUint32(4, low!);
      return view.getFloat64(0) * (sign! > 0x7fffffff ? -1 : 1);
    },
  };
}

/** A 32-bit digest of the bits of `values`. */
export function digest(values: Float64Array): string {
  let sum = 0;
  for (const value of values) {
    view.setFloat64(0, value);
    for (const offset of [0, 4]) sum = Math.imul(sum ^ view.getUint32(offset), 0x01000193);
  }
  return (sum >>> 0).toString(16);
}
