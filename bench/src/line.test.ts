import { expect, test } from "vitest";
import { fitLine, fitPower } from "./line.ts";

test("a line goes through points that lie on one", () => {
  const { slope, intercept, r2 } = fitLine([1, 2, 5], [5, 7, 13]);
  expect(slope).toBeCloseTo(2, 12);
  expect(intercept).toBeCloseTo(3, 12);
  expect(r2).toBeCloseTo(1, 12);
  expect(fitLine([1, 2, 3], [4, 4, 4])).toEqual({ slope: 0, intercept: 4, r2: 1 });
});

test("R² is the squared correlation, here by hand", () => {
  // Deviations −1, 0, 1 and −1, 1, 0: sxx 2, sxy 1, syy 2.
  const line = fitLine([1, 2, 3], [1, 3, 2]);
  expect(line.slope).toBe(0.5);
  expect(line.r2).toBe(0.25);
});

test("points above one another have no line", () => {
  expect(() => fitLine([2, 2], [1, 3])).toThrow("different x");
});

test("the power of a square is 2, and of a line through the origin 1", () => {
  expect(fitPower([1, 10, 100], [3, 300, 30_000])).toBeCloseTo(2, 12);
  expect(fitPower([1, 10, 100], [3, 30, 300])).toBeCloseTo(1, 12);
});
