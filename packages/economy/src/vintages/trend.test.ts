import { exp } from "@faultline/engine";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { growthClass, surprise, trendAt } from "./trend.ts";

const quarter = (i: number, value: number) => ({
  series: "x",
  period: { first: 3 * i, last: 3 * i + 2 },
  value,
});

describe("growthClass", () => {
  test("finds the growth of paths that grow alike, with no deviation", () => {
    const path = [1, 2, 4, 8].map((x) => 3 * x);
    const { mean, shared, own } = growthClass([path, path.map((x) => 10 * x)]);
    expect(mean).toBeCloseTo(Math.LN2 / 12, 12);
    expect(shared).toBeCloseTo(0, 12);
    expect(own).toBeCloseTo(0, 12);
  });

  test("parts what all share in a year from what each has for itself", () => {
    const years = [0.5, -0.1, 0.4, 0];
    const grown = (rates: readonly number[]) =>
      [0, ...rates].map((_, i, all) =>
        exp(all.slice(0, i + 1).reduce((sum, rate) => sum + rate, 0)),
      );
    const alike = growthClass([grown(years), grown(years)]);
    expect(alike.own).toBeCloseTo(0, 12);
    expect(alike.shared).toBeGreaterThan(0.01);
    const opposed = growthClass([grown(years), grown(years.map((rate) => -rate))]);
    expect(opposed.shared).toBeCloseTo(0, 12);
    expect(opposed.own).toBeGreaterThan(0.01);
  });

  test("of series that began in different years compares the years they share", () => {
    const { own } = growthClass([
      [1, 2, 4, 4],
      [4, 4],
    ]);
    expect(own).toBeCloseTo(0, 12);
  });
});

describe("trendAt", () => {
  const steady = { mean: 0.02, shared: 0.01, own: 0.01, persistence: 1 };

  test("of steady growth carries it on", () => {
    const past = Array.from({ length: 8 }, (_, i) => quarter(i, 3 * exp(0.03 * (3 * i + 1))));
    const { growth, level } = trendAt(past, 30, steady);
    expect(growth).toBeCloseTo(0.03, 10);
    expect(level).toBeCloseTo(exp(0.9), 8);
  });

  test("without persistence expects what the class does", () => {
    const past = Array.from({ length: 8 }, (_, i) => quarter(i, exp(0.1 * i)));
    expect(trendAt(past, 30, { ...steady, persistence: 0 }).growth).toBe(steady.mean);
    expect(surprise(0.02, { ...steady, persistence: 0 })).toBe(0.02);
    expect(surprise(0.02, steady)).toBe(0);
  });

  test("does not mind the order of its past, and needs one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 9, noNaN: true }), { minLength: 3 }),
        (values) => {
          const past = values.map((value, i) => quarter(i, value));
          expect(trendAt(past.toReversed(), 99, steady)).toEqual(trendAt(past, 99, steady));
        },
      ),
    );
    expect(() => trendAt([], 0, steady)).toThrow(/at least one/);
  });
});
