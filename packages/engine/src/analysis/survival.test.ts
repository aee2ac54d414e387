import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { probabilityBy } from "../ensemble/events.ts";
import { Choices } from "../testing/choices.ts";
import { pairedDifference, survival, wilson } from "./survival.ts";

// Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17
// (1998), table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("Wilson's interval for %i of %i", (successes, trials, low, high) => {
  const found = wilson(successes, trials, 1.959963984540054);
  expect(found.value).toBe(successes / trials);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

test("curves count events by month, and those past the horizon as none", () => {
  const { draws, happened, survived, medianMonth } = survival(
    Int32Array.of(0, 2, 2, 5, -1, 9, 2, -1),
    6,
  );
  expect(draws).toBe(8);
  expect(happened.map(({ value }) => value * 8)).toEqual([1, 1, 4, 4, 4, 5]);
  expect(survived.map(({ value }) => value * 8)).toEqual([7, 7, 4, 4, 4, 3]);
  expect(medianMonth).toBe(2);
  expect(survival(Int32Array.of(3, -1, -1), 6).medianMonth).toBeNull();
  expect(survival(Int32Array.of(3, -1, 9), 12).medianMonth).toBe(9);
  expect(survival(Int32Array.of(3, -1, 9), 9).medianMonth).toBeNull();
});

const months = fc.array(fc.integer({ min: -1, max: 14 }), { minLength: 1, maxLength: 80 });

test("probabilities grow, lie in their intervals and agree with the run's", () => {
  fc.assert(
    fc.property(months, (list) => {
      const at = Int32Array.from(list);
      const { happened, survived } = survival(at, 12);
      for (const [month, { value, low, high }] of happened.entries()) {
        expect(value).toBe(probabilityBy(at, month));
        expect(0 <= low && low <= value && value <= high && high <= 1).toBe(true);
        if (month > 0) expect(value).toBeGreaterThanOrEqual(happened[month - 1]!.value);
        expect(Math.abs(survived[month]!.low - (1 - high))).toBeLessThan(1e-15);
        expect(Math.abs(survived[month]!.high - (1 - low))).toBeLessThan(1e-15);
      }
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test("paired differences are those of the probabilities, and change sign when swapped", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(14), fc.nat(14)), { minLength: 1 }), (pairs) => {
      const first = Int32Array.from(pairs, ([a]) => a - 1);
      const second = Int32Array.from(pairs, ([, b]) => b - 1);
      const there = pairedDifference(first, second, 12);
      const back = pairedDifference(second, first, 12);
      for (const [month, d] of there.entries()) {
        const plain = probabilityBy(first, month) - probabilityBy(second, month);
        expect(Math.abs(d.value - plain)).toBeLessThan(1e-15);
        expect(-1 <= d.low && d.low <= d.value && d.value <= d.high && d.high <= 1).toBe(true);
        expect(back[month]!.value).toBe(0 - d.value);
        expect(back[month]!.low).toBeCloseTo(-d.high, 14);
        expect([back[month]!.onlyFirst, back[month]!.onlySecond]).toEqual([
          d.onlySecond,
          d.onlyFirst,
        ]);
        const has = (at: Int32Array, i: number): boolean => at[i]! >= 0 && at[i]! <= month;
        const only = pairs.filter((_, i) => has(first, i) && !has(second, i)).length;
        expect(d.onlyFirst).toBe(only);
      }
    }),
    { numRuns: 1000, seed: 2 },
  );
});

/** Pairs of which `b` have the event in the first only, `c` in the second only, `n` in all. */
function pairs(b: number, c: number, n: number): [Int32Array, Int32Array] {
  const first = Int32Array.from({ length: n }, (_, i) => (i < b ? 0 : -1));
  return [first, Int32Array.from({ length: n }, (_, i) => (i >= b && i < b + c ? 0 : -1))];
}

describe("Tango's interval", () => {
  test.each([1, 10, 44, 2000])("for %i pairs that never differ", (n) => {
    const [found] = pairedDifference(...pairs(0, 0, n), 1);
    // There the score is √n |d| / √(|d| (1 - |d|)), so the end is z² / (n + z²).
    const end = 1.959963984540054 ** 2 / (n + 1.959963984540054 ** 2);
    expect(found!.low).toBeCloseTo(-end, 14);
    expect(found!.high).toBeCloseTo(end, 14);
  });

  test("leaves out zero exactly when McNemar's test rejects", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.integer({ min: 1, max: 50 }), (b, c, rest) => {
        const [found] = pairedDifference(...pairs(b, c, b + c + rest), 1);
        const isRejected = (b - c) ** 2 > 1.959963984540054 ** 2 * (b + c);
        expect(found!.distinguishable).toBe(isRejected);
      }),
      { numRuns: 1000, seed: 3 },
    );
  });

  test("ends where the likelihood, maximised by brute force, puts the score at 1.96", () => {
    const [b, c, n] = [9, 3, 30];
    const [found] = pairedDifference(...pairs(b, c, n), 1);
    for (const d of [found!.low, found!.high]) {
      let best = -Infinity;
      let q = 0;
      for (let i = 1; i < 200_000; i += 1) {
        const trial = i / 200_000;
        if (trial + d <= 0 || 2 * trial + d >= 1) continue;
        const log =
          b * Math.log(trial + d) + c * Math.log(trial) + (n - b - c) * Math.log(1 - 2 * trial - d);
        if (log > best) [best, q] = [log, trial];
      }
      const score = (b - c - n * d) / Math.sqrt(n * (2 * q + d - d * d));
      expect(Math.abs(score)).toBeCloseTo(1.959964, 3);
    }
  });
});

test("intervals hold the true difference in about 95 of 100 ensembles", () => {
  const choices = new Choices(8);
  // In the first ensemble the event happens below 0.5, in the second below 0.45: a nested pair.
  for (const draws of [40, 400]) {
    let held = 0;
    for (let sample = 0; sample < 1000; sample += 1) {
      const u = Array.from({ length: draws }, () => choices.share());
      const first = Int32Array.from(u, (v) => (v < 0.5 ? 0 : -1));
      const second = Int32Array.from(u, (v) => (v < 0.45 ? 0 : -1));
      const { low, high } = pairedDifference(first, second, 1)[0]!;
      if (low <= 0.05 && 0.05 <= high) held += 1;
    }
    expect(held / 1000).toBeGreaterThan(0.94);
  }
});

test("common random numbers tell apart what the curves alone cannot", () => {
  const first = Int32Array.from({ length: 1000 }, (_, i) => (i < 520 ? 3 : -1));
  const second = Int32Array.from({ length: 1000 }, (_, i) => (i < 500 ? 3 : -1));
  const a = survival(first, 6).happened[5]!;
  const b = survival(second, 6).happened[5]!;
  expect(a.low).toBeLessThan(b.high);
  expect(pairedDifference(first, second, 6)[5]).toMatchObject({ distinguishable: true });
  expect(pairedDifference(first, first, 6)[5]).toMatchObject({ value: 0, distinguishable: false });
});

describe("refuses", () => {
  const one = Int32Array.of(1);
  test.each<[string, () => unknown]>([
    ["The horizon must be a whole number of months above 0, not 0.", () => survival(one, 0)],
    ["There are no draws to count.", () => survival(new Int32Array(0), 5)],
    [
      "The event of draw 0 must have a month, or -1 for never, not -2.",
      () => survival(Int32Array.of(-2), 5),
    ],
    [
      "Draws cannot be paired: there are 1 and 2.",
      () => pairedDifference(one, Int32Array.of(1, 2), 5),
    ],
    ["A confidence must lie between 0 and 1, but it is 1.", () => survival(one, 5, 1)],
  ])("with %j", (message, ask) => {
    expect(ask).toThrow(new RangeError(message));
  });
});
