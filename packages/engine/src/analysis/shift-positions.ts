import { normalQuantile } from "../numbers/normal-quantile.ts";
import { shiftPosition } from "../numbers/shift-position.ts";
import { type Matrix, matrixOf } from "./matrix.ts";

/**
 * Moves every draw's quantile positions: a position u, strictly between 0 and 1, has the standard
 * normal score z with Φ(z) = u and moves to Φ(z + shift). So a shift of 1 takes a parameter's
 * median to its 84th percentile, whatever its distribution, and its other percentiles along.
 *
 * @param positions by draw and parameter, strictly between 0 and 1; the caller maps the result
 *   through the parameters' quantile functions
 * @param shift by parameter, in standard deviations of its normal score; zero changes no bit
 */
export function shiftPositions(positions: Matrix, shift: Float64Array): Matrix {
  const { rows, columns } = positions;
  if (shift.length !== columns) {
    throw new RangeError(`There are ${shift.length} shifts for ${columns} parameters.`);
  }
  const moved = positions.values.map((u, at) => shiftPosition(u, shift[at % columns]!));
  return matrixOf(rows, columns, moved);
}

/**
 * The standard normal scores of an ensemble's draws: by column, each value's rank r from 0 among n,
 * equal values sharing the mean of theirs, as the normal quantile of (r + ½) / n. A constant column
 * has scores of zero.
 */
export function normalScores(parameters: Matrix): Matrix {
  const { rows, columns, values } = parameters;
  const scores = new Float64Array(rows * columns);
  for (let column = 0; column < columns; column += 1) {
    const valueOf = (row: number): number => values[row * columns + column]!;
    const order = Int32Array.from({ length: rows }, (_, row) => row);
    order.sort((a, b) => valueOf(a) - valueOf(b) || a - b);
    for (let start = 0; start < rows;) {
      let end = start;
      while (end < rows && valueOf(order[end]!) === valueOf(order[start]!)) end += 1;
      const score = normalQuantile((start + end) / (2 * rows));
      for (; start < end; start += 1) scores[order[start]! * columns + column] = score;
    }
  }
  return matrixOf(rows, columns, scores);
}
