import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sobolPoint, sobolPoints } from "./sobol.ts";
import { uniform, hashName } from "./draws.ts";

// Numerators over 32 of the first 32 points in 8 dimensions, as SciPy's scipy.stats.qmc.Sobol gives
// them unscrambled, with the direction numbers of Joe and Kuo (2008).
const published: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 0, 0, 0, 0],
  [16, 16, 16, 16, 16, 16, 16, 16],
  [24, 8, 8, 8, 24, 24, 8, 24],
  [8, 24, 24, 24, 8, 8, 24, 8],
  [12, 12, 20, 28, 12, 4, 12, 28],
  [28, 28, 4, 12, 28, 20, 28, 12],
  [20, 4, 28, 20, 20, 28, 4, 4],
  [4, 20, 12, 4, 4, 12, 20, 20],
  [6, 10, 30, 14, 18, 10, 14, 30],
  [22, 26, 14, 30, 2, 26, 30, 14],
  [30, 2, 22, 6, 10, 18, 6, 6],
  [14, 18, 6, 22, 26, 2, 22, 22],
  [10, 6, 10, 18, 30, 14, 2, 2],
  [26, 22, 26, 2, 14, 30, 18, 18],
  [18, 14, 2, 26, 6, 22, 10, 26],
  [2, 30, 18, 10, 22, 6, 26, 10],
  [3, 15, 15, 21, 9, 31, 17, 27],
  [19, 31, 31, 5, 25, 15, 1, 11],
  [27, 7, 7, 29, 17, 7, 25, 3],
  [11, 23, 23, 13, 1, 23, 9, 19],
  [15, 3, 27, 9, 5, 27, 29, 7],
  [31, 19, 11, 25, 21, 11, 13, 23],
  [23, 11, 19, 1, 29, 3, 21, 31],
  [7, 27, 3, 17, 13, 19, 5, 15],
  [5, 5, 17, 27, 27, 21, 31, 5],
  [21, 21, 1, 11, 11, 5, 15, 21],
  [29, 13, 25, 19, 3, 13, 23, 29],
  [13, 29, 9, 3, 19, 29, 7, 13],
  [9, 9, 5, 7, 23, 17, 19, 25],
  [25, 25, 21, 23, 7, 1, 3, 9],
  [17, 1, 13, 15, 15, 9, 27, 1],
  [1, 17, 29, 31, 31, 25, 11, 17],
];

test("begins with the published points", () => {
  expect(sobolPoints(32, 8)).toEqual(Float64Array.from(published.flat(), (part) => part / 32));
});

// From SciPy 1.17: the 32-bit fractions of a few points in dimensions 0, 1, 63, 127 and 255.
test.each([
  [5, [3758096384, 3758096384, 2684354560, 536870912, 3758096384]],
  [77, [3590324224, 3590324224, 3791650816, 1778384896, 4127195136]],
  [1000, [943718400, 415236096, 1916796928, 2336227328, 1069547520]],
  [4095, [1048576, 4042260480, 2377121792, 1123024896, 2632974336]],
])("has the published point %d", (index, fractions) => {
  const found = [0, 1, 63, 127, 255].map((dimension) => sobolPoint(index, dimension) * 2 ** 32);
  expect(found).toEqual(fractions);
});

test("agrees with SciPy 1.17 on every seventh of 4096 points in 256 dimensions", () => {
  const points = sobolPoints(4096, 256);
  let sum = 0x811c9dc5;
  for (let row = 1; row < 4096; row += 7) {
    for (let dimension = 0; dimension < 256; dimension += 1) {
      sum = Math.imul(sum ^ (points[row * 256 + dimension]! * 2 ** 32), 0x01000193);
    }
  }
  expect(sum >>> 0).toBe(0x3f6071c5);
});

test("gives the same points one at a time, in blocks and in one go", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 32 - 20 }),
      fc.integer({ min: 1, max: 256 }),
      fc.option(fc.maxSafeNat(), { nil: undefined }),
      (skip, dimensions, seed) => {
        const options = seed === undefined ? {} : { seed };
        const whole = sobolPoints(20, dimensions, { ...options, skip });
        const parts = [
          ...sobolPoints(7, dimensions, { ...options, skip }),
          ...sobolPoints(13, dimensions, { ...options, skip: skip + 7 }),
        ];
        expect(Float64Array.from(parts)).toEqual(whole);
        const row = skip % 20;
        const dimension = dimensions - 1;
        expect(sobolPoint(skip + row, dimension, seed)).toBe(whole[row * dimensions + dimension]);
      },
    ),
    { numRuns: 100, seed: 11 },
  );
});

describe.each([
  ["unscrambled", {}],
  ["scrambled", { seed: 2026 }],
])("%s", (_, options) => {
  test("every block of 2^m has one point in each of 2^m intervals of each dimension", () => {
    for (const m of [0, 1, 2, 5, 8, 11]) {
      const count = 2 ** m;
      for (const skip of [0, count, 6 * count]) {
        const points = sobolPoints(count, 64, { ...options, skip });
        for (let dimension = 0; dimension < 64; dimension += 1) {
          expect(cells(points, 64, [[dimension, count]])).toBe(count);
        }
      }
    }
  });

  test("the first two dimensions put one point in each rectangle of area 2^-m", () => {
    const count = 1024;
    const points = sobolPoints(count, 2, options);
    for (let across = 1; across <= count; across *= 2) {
      const sides = [
        [0, across],
        [1, count / across],
      ] as const;
      expect(cells(points, 2, sides)).toBe(count);
    }
  });
});

test("scrambling keeps how many digits two points share, in each dimension", () => {
  for (let pair = 0; pair < 2000; pair += 1) {
    const dimension = pair % 64;
    const first = sobolPoint(pair, dimension);
    const second = sobolPoint(pair * 37 + 1, dimension);
    const shared = sharedDigits(first, second);
    const scrambled = [pair, pair * 37 + 1].map((index) => sobolPoint(index, dimension, 5));
    expect(sharedDigits(scrambled[0]!, scrambled[1]!)).toBe(shared);
  }
});

test("scrambled, the same point is uniform over seeds, and two points are independent", () => {
  const seeds = 16_000;
  const bins = 16;
  const single = new Float64Array(bins);
  // Points 0 and 3 of dimension 1 differ in their first digit, so only their halves are tied.
  const joint = new Float64Array(bins * bins);
  for (let seed = 0; seed < seeds; seed += 1) {
    const first = Math.floor(((sobolPoint(0, 1, seed) * 2) % 1) * bins);
    const second = Math.floor(((sobolPoint(3, 1, seed) * 2) % 1) * bins);
    single[Math.floor(sobolPoint(9, 40, seed) * bins)]! += 1;
    joint[first * bins + second]! += 1;
  }
  // The 99.9% points of chi-squared with 15 and 255 degrees of freedom.
  expect(chiSquared(single)).toBeLessThan(37.7);
  expect(chiSquared(joint)).toBeLessThan(330.5);
});

test("scrambled numbers are strictly between 0 and 1, and use digits past the 32nd", () => {
  const points = sobolPoints(4096, 16, { seed: 3 });
  let fine = 0;
  for (const point of points) {
    expect(point > 0 && point < 1).toBe(true);
    if ((point * 2 ** 32) % 1 !== 0) fine += 1;
  }
  expect(fine).toBeGreaterThan(0.99 * points.length);
});

test("the same seed gives the same bits as ever, and another seed gives others", () => {
  expect(sobolPoints(512, 8, { seed: 7 })).toEqual(sobolPoints(512, 8, { seed: 7 }));
  const other = sobolPoints(512, 8, { seed: 8 });
  expect(sobolPoints(512, 8, { seed: 7 }).some((point, place) => point === other[place])).toBe(
    false,
  );
  expect(sobolPoints(4, 1, { scramble: true })).toEqual(sobolPoints(4, 1, { seed: 0 }));
  expect(sobolPoints(4, 1, { seed: 7, scramble: false })).toEqual(sobolPoints(4, 1));
  expect([
    sobolPoint(0, 0, 0),
    sobolPoint(1, 63, 1),
    sobolPoint(2 ** 32 - 1, 255, 2 ** 53 - 1),
  ]).toEqual([0.6163656466001646, 0.9081431868362665, 0.09126313113012274]);
});

test("integrates a smooth function far faster than independent draws", () => {
  const dimensions = 6;
  const seeds = 24;
  const draw = hashName("integral");
  /** The product over the dimensions of 1 + (e^u - its mean) / 2, less 1: its integral is 0. */
  const integrand = (at: (dimension: number) => number): number => {
    let product = 1;
    for (let j = 0; j < dimensions; j += 1) product *= 1 + (Math.exp(at(j)) - (Math.E - 1)) / 2;
    return product - 1;
  };
  const rootMeanSquare = (mean: (seed: number) => number): number => {
    let total = 0;
    for (let seed = 0; seed < seeds; seed += 1) total += mean(seed) ** 2;
    return Math.sqrt(total / seeds);
  };
  const quasi = (count: number): number =>
    rootMeanSquare((seed) => {
      const points = sobolPoints(count, dimensions, { seed });
      let total = 0;
      for (let i = 0; i < count; i += 1) total += integrand((j) => points[i * dimensions + j]!);
      return total / count;
    });
  const plain = rootMeanSquare((seed) => {
    let total = 0;
    for (let i = 0; i < 4096; i += 1) total += integrand((j) => uniform(seed, i, j, draw));
    return total / 4096;
  });
  const few = quasi(64);
  const many = quasi(4096);
  expect(many).toBeLessThan(plain / 20);
  // Independent draws gain a factor of 8 from 64 times as many; here the order is 1.5, not ½.
  expect(few / many).toBeGreaterThan(64);
});

test("refuses points, dimensions and seeds that do not exist", () => {
  expect(() => sobolPoint(-1, 0)).toThrow(/index .* 2\^32 - 1, but it is -1/);
  expect(() => sobolPoint(2 ** 32, 0)).toThrow(/index/);
  expect(() => sobolPoint(0, 256)).toThrow(/dimension .* 0 to 255, but it is 256/);
  expect(() => sobolPoint(0, 0.5)).toThrow(/dimension/);
  expect(() => sobolPoint(0, 0, -1)).toThrow(/seed/);
  expect(() => sobolPoints(1, 257)).toThrow(/1 to 256 dimensions, but 257/);
  expect(() => sobolPoints(1, 1.5)).toThrow(/1 to 256 dimensions/);
  expect(() => sobolPoints(-1, 1)).toThrow(/count .* but it is -1/);
  expect(() => sobolPoints(2, 1, { skip: 2 ** 32 - 1 })).toThrow(/2\^32 points, but 2 .* from/);
  expect(() => sobolPoints(1, 1, { seed: 0.5 })).toThrow(/seed/);
  expect(sobolPoints(0, 3)).toEqual(new Float64Array(0));
  expect(sobolPoints(1, 1, { skip: 2 ** 32 - 1 })).toHaveLength(1);
});

/** How many cells hold a point, cutting each named dimension into so many equal parts. */
function cells(
  points: Float64Array,
  dimensions: number,
  sides: readonly (readonly [dimension: number, parts: number])[],
): number {
  const taken = new Set<number>();
  for (let row = 0; row < points.length; row += dimensions) {
    let cell = 0;
    for (const [dimension, parts] of sides) {
      cell = cell * parts + Math.floor(points[row + dimension]! * parts);
    }
    taken.add(cell);
  }
  return taken.size;
}

/** How many leading binary digits, of 32, two fractions have in common. */
function sharedDigits(a: number, b: number): number {
  return Math.clz32(Math.floor(a * 2 ** 32) ^ Math.floor(b * 2 ** 32));
}

function chiSquared(counts: Float64Array): number {
  const expected = counts.reduce((total, count) => total + count, 0) / counts.length;
  return counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
}
