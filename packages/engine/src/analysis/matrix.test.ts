import { describe, expect, test } from "vitest";
import { matrixOf, rowOf } from "./matrix.ts";

test("a matrix lies row after row, and a row is a view of it", () => {
  const matrix = matrixOf(2, 3, Float64Array.of(1, 2, 3, 4, 5, 6));
  expect([...rowOf(matrix, 1)]).toEqual([4, 5, 6]);
  rowOf(matrix, 0)[2] = 9;
  expect(matrix.values[2]).toBe(9);
  expect([...matrixOf(2, 2).values]).toEqual([0, 0, 0, 0]);
});

describe("refuses", () => {
  test.each<[string, () => unknown]>([
    ["The rows of a matrix must be a whole number above 0, not 0.", () => matrixOf(0, 2)],
    ["The columns of a matrix must be a whole number above 0, not 1.5.", () => matrixOf(2, 1.5)],
    [
      "A matrix of 2 rows and 2 columns needs 4 values, not 3.",
      () => matrixOf(2, 2, new Float64Array(3)),
    ],
    ["There is no row 2 in a matrix of 2 rows.", () => rowOf(matrixOf(2, 2), 2)],
  ])("with %j", (message, ask) => {
    expect(ask).toThrow(new RangeError(message));
  });
});
