import { expect, test } from "vitest";
import { normalQuantile } from "../numbers/normal-quantile.ts";
import { Choices } from "../testing/choices.ts";
import { logisticCoefficients } from "./logistic.ts";
import { matrixOf, rowOf } from "./matrix.ts";

function normalPoints(rows: number, columns: number, seed: number) {
  const choices = new Choices(seed);
  const points = matrixOf(rows, columns);
  for (const at of points.values.keys()) points.values[at] = normalQuantile(choices.share() || 0.5);
  return { points, choices };
}

test("finds the coefficients that made the flags", () => {
  const { points, choices } = normalPoints(20_000, 3, 1);
  const truth = [1.5, -0.7, 0];
  const flags = Array.from({ length: points.rows }, (_, row) => {
    const eta = rowOf(points, row).reduce((sum, x, i) => sum + truth[i]! * x, -1);
    return choices.chance(1 / (1 + Math.exp(-eta))) ? 1 : 0;
  });
  const found = logisticCoefficients(points, flags, new Float64Array(points.rows).fill(1));
  for (const [i, b] of found.entries()) expect(Math.abs(b - truth[i]!)).toBeLessThan(0.08);
});

test("its coefficients make the penalised likelihood stationary", () => {
  const { points, choices } = normalPoints(80, 4, 2);
  const flags = Array.from({ length: 80 }, () => (choices.chance(0.3) ? 1 : 0));
  const weights = Float64Array.from(flags, () => 0.5 + choices.share());
  const beta = logisticCoefficients(points, flags, weights);
  // The intercept comes out of its own equation, by bisection.
  const eta = (row: number): number =>
    rowOf(points, row).reduce((sum, x, i) => sum + beta[i]! * x, 0);
  const slopes = (intercept: number): number[] => {
    const gradient = Array.from({ length: 5 }, () => 0);
    for (const [row, flag] of flags.entries()) {
      const slope = weights[row]! * (flag - 1 / (1 + Math.exp(-intercept - eta(row))));
      for (const [i, x] of [1, ...rowOf(points, row)].entries()) gradient[i]! += slope * x;
    }
    return gradient;
  };
  let [low, high] = [-20, 20];
  while (high - low > 1e-13) {
    const middle = (low + high) / 2;
    if (slopes(middle)[0]! > 0) low = middle;
    else high = middle;
  }
  for (const [i, slope] of slopes(low).slice(1).entries()) {
    expect(Math.abs(slope - beta[i]!)).toBeLessThan(1e-7);
  }
});

test("stays finite, and points the right way, where a plane parts ones from zeros", () => {
  const { points } = normalPoints(500, 3, 3);
  const flags = Array.from({ length: 500 }, (_, row) => {
    const [a, b] = rowOf(points, row);
    return 3 * a! - 4 * b! > 2 ? 1 : 0;
  });
  const beta = logisticCoefficients(points, flags, new Float64Array(500).fill(1));
  const length = Math.sqrt(beta.reduce((sum, b) => sum + b * b, 0));
  expect(length).toBeLessThan(100);
  expect((3 * beta[0]! - 4 * beta[1]!) / 5 / length).toBeGreaterThan(0.995);
});
