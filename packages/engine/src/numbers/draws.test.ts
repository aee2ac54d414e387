import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillUniform, hashName, once, uniform } from "./draws.ts";
import { philox } from "./philox.ts";

const price = hashName("price");

describe("hashName", () => {
  // From the FNV test suite of Landon Curt Noll.
  test.each([
    ["", "cbf29ce484222325"],
    ["a", "af63dc4c8601ec8c"],
    ["b", "af63df4c8601f1a5"],
    ["foobar", "85944171f73967e8"],
    ["chongo was here!\n", "46810940eff5f915"],
  ])("of %j is %s", (name, expected) => {
    expect(hex(hashName(name))).toBe(expected);
  });

  test("hashes the UTF-8 bytes of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        let hash = 0xcbf29ce484222325n;
        for (const byte of Buffer.from(name, "utf8")) {
          hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
        }
        expect(hex(hashName(name))).toBe(hash.toString(16).padStart(16, "0"));
      }),
      { numRuns: 1000, seed: 3 },
    );
  });

  test("reads a lone surrogate as the replacement character", () => {
    expect(hashName("a\ud800b")).toEqual(hashName("a\ufffdb"));
  });
});

describe("uniform", () => {
  test("is made of the top bits of the Philox words at its coordinates", () => {
    const out = new Uint32Array(4);
    philox(41, 17, price.lo, price.hi, 0x89abcdef, 0x1234, out);
    const bits = BigInt(out[0]! >>> 5) * 2n ** 26n + BigInt(out[1]! >>> 6);
    expect(uniform(0x123489abcdef, 41, 17, price)).toBe(Number(bits) / 2 ** 53);
    philox(0, 0xffffffff, price.lo, price.hi, 1, 0, out);
    expect(Math.floor(uniform(1, 0, once, price) * 2 ** 27)).toBe(out[0]! >>> 5);
  });

  test("gives the same numbers as ever", () => {
    expect([
      uniform(0, 0, 0, price),
      uniform(1, 2, once, price),
      uniform(2 ** 53 - 1, 2 ** 32 - 1, 2 ** 32 - 2, hashName("compute cost")),
    ]).toEqual([0.9530953927608976, 0.7965514726042581, 0.21021048780923723]);
  });

  test("stays strictly inside 0 and 1 at any coordinates", () => {
    fc.assert(
      fc.property(
        fc.maxSafeNat(),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: -1, max: 2 ** 32 - 2 }),
        fc.string(),
        (seed, draw, month, name) => {
          const u = uniform(seed, draw, month, hashName(name));
          return u > 0 && u < 1;
        },
      ),
      { numRuns: 5000, seed: 4 },
    );
  });

  test("fills a hundred bins evenly", () => {
    const count = 200_000;
    const bins = new Float64Array(100);
    for (const u of column(count)) bins[Math.floor(u * 100)]! += 1;
    const expected = count / 100;
    const chiSquare = bins.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // Mean 99 and variance 198 for 99 degrees of freedom; four standard deviations either way.
    expect(Math.abs(chiSquare - 99)).toBeLessThan(4 * Math.sqrt(198));
  });

  test("sets each of its 53 bits half the time", () => {
    const count = 100_000;
    const ones = new Float64Array(53);
    for (const u of column(count)) {
      const bits = BigInt(u * 2 ** 53);
      for (let bit = 0; bit < 53; bit += 1) ones[bit]! += Number((bits >> BigInt(bit)) & 1n);
    }
    for (const n of ones) expect(Math.abs(n - count / 2)).toBeLessThan(4.5 * Math.sqrt(count / 4));
  });

  test.each<[string, (draw: number) => number]>([
    ["the next draw", (draw) => uniform(9, draw + 1, 3, price)],
    ["the next month", (draw) => uniform(9, draw, 4, price)],
    ["the once-per-run number", (draw) => uniform(9, draw, once, price)],
    ["another name", (draw) => uniform(9, draw, 3, hashName("pricf"))],
    ["the next seed", (draw) => uniform(10, draw, 3, price)],
    ["a seed that differs in its upper word", (draw) => uniform(9 + 2 ** 32, draw, 3, price)],
  ])("does not correlate with %s", (_, other) => {
    const count = 100_000;
    let sum = 0;
    for (let draw = 0; draw < count; draw += 1) {
      sum += (uniform(9, draw, 3, price) - 0.5) * (other(draw) - 0.5);
    }
    expect(Math.abs((sum / count) * 12)).toBeLessThan(4 / Math.sqrt(count));
  });

  test.each<[string, () => number]>([
    ["The seed must be an integer from 0 to 2^53 - 1, but it is -1.", () => at(-1, 0, 0)],
    ["The seed must be an integer from 0 to 2^53 - 1, but it is 0.5.", () => at(0.5, 0, 0)],
    ["The seed must be an integer from 0 to 2^53 - 1, but it is NaN.", () => at(NaN, 0, 0)],
    [
      "A draw must be an integer from 0 to 2^32 - 1, but it is 4294967296.",
      () => at(0, 2 ** 32, 0),
    ],
    [
      "A month must be an integer from 0 to 2^32 - 2, or -1 for once per run, but it is -2.",
      () => at(0, 0, -2),
    ],
  ])("refuses with %j", (message, ask) => {
    expect(ask).toThrow(new RangeError(message));
  });
});

describe("fillUniform", () => {
  test("writes what uniform gives, and nothing else", () => {
    const out = new Float64Array(12).fill(7);
    fillUniform(out, 3, 5, 2 ** 40 + 1, 1000, once, price);
    const expected = Array.from({ length: 5 }, (_, i) =>
      uniform(2 ** 40 + 1, 1000 + i, once, price),
    );
    expect([...out]).toEqual([7, 7, 7, ...expected, 7, 7, 7, 7]);
    fillUniform(out, 12, 0, 0, 0, 0, price);
    expect(out[11]).toBe(7);
  });

  test("refuses draws that do not fit", () => {
    const out = new Float64Array(4);
    expect(() => fillUniform(out, 2, 3, 0, 0, 0, price)).toThrow(
      "The array has 4 places, which cannot hold 3 draws from place 2.",
    );
    expect(() => fillUniform(out, 0, 4, 0, 2 ** 32 - 3, 0, price)).toThrow(
      "A draw must be an integer from 0 to 2^32 - 1, but it is 4294967296.",
    );
  });
});

function column(count: number): Float64Array {
  const out = new Float64Array(count);
  fillUniform(out, 0, count, 2026, 0, 5, price);
  return out;
}

function at(seed: number, draw: number, month: number): number {
  return uniform(seed, draw, month, price);
}

function hex({ lo, hi }: { lo: number; hi: number }): string {
  return ((BigInt(hi) << 32n) | BigInt(lo)).toString(16).padStart(16, "0");
}
