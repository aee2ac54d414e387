import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { copulaFactor, correlate, normalCorrelation } from "./copula.ts";
import { sobolPoints } from "./sobol.ts";
import { generator } from "./testing/ulps.ts";

const names = ["price", "demand", "wage"];
const ranks = Float64Array.from([1, 0.8, -0.5, 0.8, 1, -0.3, -0.5, -0.3, 1]);

function independent(rows: number, size: number, seed: number): Float64Array {
  const { unit } = generator(seed);
  return Float64Array.from({ length: rows * size }, () => unit() || 0.5);
}

function column(rows: Float64Array, size: number, which: number): Float64Array {
  return rows.filter((_, place) => place % size === which);
}

/** The place of each value in ascending order. */
function ranksOf(values: Float64Array): Float64Array {
  const order = Array.from(values, (_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const places = new Float64Array(values.length);
  order.forEach((index, place) => (places[index] = place));
  return places;
}

/** Spearman's rank correlation of two columns without ties. */
function spearman(a: Float64Array, b: Float64Array): number {
  const [ranksA, ranksB] = [ranksOf(a), ranksOf(b)];
  const n = a.length;
  const squares = ranksA.reduce((total, rank, i) => total + (rank - ranksB[i]!) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}

describe("normalCorrelation", () => {
  // 2 sin(π r / 6) at angles whose sines are known in closed form.
  test.each([
    [0, 0],
    [1, 1],
    [-1, -1],
    [0.5, (Math.sqrt(6) - Math.sqrt(2)) / 2],
    [-0.6, (1 - Math.sqrt(5)) / 2],
  ])("of %d is %d", (rank, correlation) => {
    expect(normalCorrelation(rank)).toBeCloseTo(correlation, 15);
  });
});

describe("correlate", () => {
  test("gives the rank correlations asked for, to within sampling error", () => {
    const rows = 40_000;
    const correlated = correlate(independent(rows, 3, 1), copulaFactor(ranks, names));
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const found = spearman(column(correlated, 3, a), column(correlated, 3, b));
      expect(Math.abs(found - ranks[3 * a + b]!)).toBeLessThan(4 / Math.sqrt(rows));
    }
  });

  test("gives them closely on scrambled Sobol' points", () => {
    const points = sobolPoints(8192, 3, { seed: 4 });
    const correlated = correlate(points, copulaFactor(ranks, names));
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const found = spearman(column(correlated, 3, a), column(correlated, 3, b));
      expect(Math.abs(found - ranks[3 * a + b]!)).toBeLessThan(0.002);
    }
  });

  test("leaves every number uniform", () => {
    const correlated = correlate(independent(40_000, 3, 2), copulaFactor(ranks, names));
    for (let which = 0; which < 3; which += 1) {
      const sorted = column(correlated, 3, which).sort();
      // Kolmogorov and Smirnov's statistic, at its 99.9% point.
      const distance = sorted.reduce(
        (worst, value, i) => Math.max(worst, Math.abs(value - (i + 0.5) / sorted.length)),
        0,
      );
      expect(distance).toBeLessThan(1.95 / Math.sqrt(sorted.length));
    }
  });

  test("with no correlations changes nothing", () => {
    const identity = Float64Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    const uniforms = independent(1000, 3, 3);
    expect(correlate(uniforms, copulaFactor(identity, names))).toEqual(uniforms);
    // Correlations too small to matter take the long way round, and change it by less than 1e-12.
    const faint = identity.map((entry) => entry || 1e-16);
    const changed = correlate(uniforms, copulaFactor(faint, names));
    const worst = changed.reduce((far, u, i) => Math.max(far, Math.abs(u - uniforms[i]!)), 0);
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThan(1e-12);
  });

  test("keeps the bits of numbers that depend on none before them", () => {
    const mixed = Float64Array.from([1, 0, 0.9, 0, 1, 0, 0.9, 0, 1]);
    const uniforms = independent(500, 3, 4);
    const correlated = correlate(uniforms, copulaFactor(mixed, names));
    expect(column(correlated, 3, 0)).toEqual(column(uniforms, 3, 0));
    expect(column(correlated, 3, 1)).toEqual(column(uniforms, 3, 1));
    expect(column(correlated, 3, 2)).not.toEqual(column(uniforms, 3, 2));
  });

  test("treats each row alone", () => {
    const factor = copulaFactor(ranks, names);
    const uniforms = independent(100, 3, 5);
    const whole = correlate(uniforms, factor);
    for (let row = 0; row < 100; row += 1) {
      const alone = correlate(uniforms.subarray(3 * row, 3 * row + 3), factor);
      expect(alone).toEqual(whole.subarray(3 * row, 3 * row + 3));
    }
  });

  test("stays strictly between 0 and 1 at the ends", () => {
    const [low, high] = [2 ** -54, 1 - 2 ** -53];
    const strong = Float64Array.from([1, 0.9, 0.9, 0.9, 1, 0.7, 0.9, 0.7, 1]);
    const uniforms = Float64Array.from([low, low, low, high, high, high, low, high, low]);
    for (const u of correlate(uniforms, copulaFactor(strong, names))) {
      expect(u).toBeGreaterThanOrEqual(low);
      expect(u).toBeLessThanOrEqual(high);
    }
  });

  test("refuses numbers at the ends, and rows that do not fit", () => {
    const factor = copulaFactor(ranks, names);
    expect(() => correlate(Float64Array.from([0.5, 0.5, 0.5, 0.1, 1, 0.2]), factor)).toThrow(
      /strictly between 0 and 1, but number 1 of row 1 is 1\./,
    );
    expect(() => correlate(Float64Array.from([0, 0.5, 0.5]), factor)).toThrow(/row 0 is 0/);
    expect(() => correlate(Float64Array.from([NaN, 0.5, 0.5]), factor)).toThrow(/is NaN/);
    expect(() => correlate(new Float64Array(4), factor)).toThrow(/rows of 3, but there are 4/);
    expect(() => correlate(new Float64Array(4), new Float64Array(3))).toThrow(/n × n/);
  });
});

describe("copulaFactor", () => {
  test("times its transpose is the matrix of normal correlations", () => {
    const entry = fc.double({ min: -0.49, max: 0.49, noNaN: true });
    fc.assert(
      fc.property(entry, entry, entry, (a, b, c) => {
        const given = Float64Array.from([1, a, b, a, 1, c, b, c, 1]);
        const factor = copulaFactor(given, names);
        for (let row = 0; row < 3; row += 1) {
          for (let other = 0; other < 3; other += 1) {
            let sum = 0;
            for (let k = 0; k < 3; k += 1) sum += factor[3 * row + k]! * factor[3 * other + k]!;
            const wanted = row === other ? 1 : normalCorrelation(given[3 * row + other]!);
            expect(Math.abs(sum - wanted)).toBeLessThan(1e-15);
            if (other > row) expect(factor[3 * row + other]).toBe(0);
          }
        }
      }),
      { numRuns: 500, seed: 14 },
    );
  });

  test("names the quantities of correlations that cannot all hold", () => {
    const impossible = Float64Array.from([1, 0.9, -0.8, 0.9, 1, 0.9, -0.8, 0.9, 1]);
    expect(() => copulaFactor(impossible, names)).toThrow(
      "The rank correlations of price, demand, wage cannot all hold at once: the matrix is not " +
        "positive definite, as its leading minor of size 3 is not above zero. The first 2 are " +
        "possible together; the last, wage, is not. Its strongest correlation is 0.9, with demand.",
    );
  });

  test("names the pair of a correlation out of range or given in two ways", () => {
    const matrix = (a: number, b: number): Float64Array => Float64Array.from([1, a, b, 1]);
    const pair = ["price", "demand"];
    expect(() => copulaFactor(matrix(1, 1), pair)).toThrow(
      "The rank correlation of price and demand must lie strictly between -1 and 1, but it is 1.",
    );
    expect(() => copulaFactor(matrix(NaN, NaN), pair)).toThrow(/price and demand/);
    expect(() => copulaFactor(matrix(0.5, 0.4), pair)).toThrow(
      "The rank correlation of price and demand is given twice, as 0.5 and as 0.4.",
    );
    expect(() => copulaFactor(Float64Array.from([0.9]), ["price"])).toThrow(
      "The rank correlation of price with itself must be 1, but it is 0.9.",
    );
    expect(() => copulaFactor(new Float64Array(3), pair)).toThrow(/are 4 numbers, but there are 3/);
    expect(() => copulaFactor(new Float64Array(0), [])).toThrow(/0 quantities/);
  });
});
