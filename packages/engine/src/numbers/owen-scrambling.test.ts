import * as fc from "fast-check";
import { expect, test } from "vitest";
import { owenScramble } from "./owen-scrambling.ts";
import { philoxKey } from "./philox-key.ts";
import { philox } from "./philox.ts";

const key = philoxKey(0x123456789ab);

/** The scrambling by its definition, digit by digit, with big integers. */
function bySteps(fraction: number, dimension: number): number {
  const out = new Uint32Array(4);
  const digits = fraction.toString(2).padStart(32, "0");
  let scrambled = "";
  for (let place = 0; place < 32; place += 1) {
    const call = Math.floor(place / 7);
    const prefix = digits.slice(0, 7 * call);
    philox(Number(`0b0${prefix}`), call, dimension, 0x4f77656e, key.low, key.high, out);
    const bits = out.reduceRight((all, word) => (all << 32n) | BigInt(word), 0n);
    const node = BigInt(`0b1${digits.slice(7 * call, place)}`);
    scrambled += Number((bits >> node) & 1n) ^ Number(digits[place]);
  }
  philox(fraction, 5, dimension, 0x4f77656e, key.low, key.high, out);
  const rest = out[0]!.toString(2).padStart(32, "0").slice(0, 21);
  return Number(BigInt(`0b${scrambled}${rest}`)) / 2 ** 53;
}

test("flips each digit by the bit that belongs to the digits before it", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.integer({ min: 0, max: 255 }),
      (fraction, dimension) => {
        expect(owenScramble(fraction, dimension, key)).toBe(bySteps(fraction, dimension));
      },
    ),
    { numRuns: 500, seed: 13 },
  );
});

test("flips each digit half the time, whatever the digits before", () => {
  const flips = new Float64Array(32);
  const runs = 4000;
  for (let seed = 0; seed < runs; seed += 1) {
    const fraction = Math.imul(seed, 0x9e3779b1) >>> 0;
    const scrambled = Math.floor(owenScramble(fraction, 9, philoxKey(seed)) * 2 ** 32);
    for (let place = 0; place < 32; place += 1) {
      flips[place]! += ((scrambled ^ fraction) >>> (31 - place)) & 1;
    }
  }
  // Four standard deviations.
  for (const count of flips) expect(Math.abs(count - runs / 2)).toBeLessThan(2 * Math.sqrt(runs));
});
