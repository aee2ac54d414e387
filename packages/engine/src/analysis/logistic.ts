import { exp, log } from "../numbers/elementary.ts";
import type { Matrix } from "./matrix.ts";

/**
 * Coefficients, one a column, of a weighted logistic regression with an intercept and a ridge
 * penalty of half the sum of their squares, which keeps them finite where a plane parts the ones
 * from the zeros. Newton's method with step halving.
 *
 * @param points rows of numbers of about unit size
 * @param flags by row, 0 or 1
 * @param weights by row, adding up to about the number of rows
 */
export function logisticCoefficients(
  points: Matrix,
  flags: ArrayLike<number>,
  weights: Float64Array,
): Float64Array {
  const size = points.columns + 1;
  let beta: Float64Array = new Float64Array(size);
  let goodness = penalised(points, flags, weights, beta);
  for (let iteration = 0; iteration < 50; iteration += 1) {
    const step = newtonStep(points, flags, weights, beta);
    let scale = 1;
    let next = beta;
    let reached = -Infinity;
    for (let halving = 0; halving < 30 && !(reached >= goodness); halving += 1, scale /= 2) {
      next = beta.map((b, i) => b + scale * step[i]!);
      reached = penalised(points, flags, weights, next);
    }
    if (!(reached >= goodness)) break;
    beta = next;
    goodness = reached;
    if (step.every((s) => Math.abs(s) < 1e-9)) break;
  }
  return beta.slice(1);
}

/** The intercept comes first in `beta`, and hardly counts in the penalty. */
function penaltyOf(i: number): number {
  return i === 0 ? 1e-9 : 1;
}

function predictor({ columns, values }: Matrix, row: number, beta: Float64Array): number {
  let eta = beta[0]!;
  for (let i = 0; i < columns; i += 1) eta += beta[i + 1]! * values[row * columns + i]!;
  return eta;
}

/** Weighted log-likelihood less the penalty. */
function penalised(
  points: Matrix,
  flags: ArrayLike<number>,
  weights: Float64Array,
  beta: Float64Array,
): number {
  let sum = 0;
  for (let row = 0; row < points.rows; row += 1) {
    const eta = predictor(points, row, beta);
    const margin = flags[row] === 1 ? eta : -eta;
    sum -= weights[row]! * (Math.max(0, -margin) + log(1 + exp(-Math.abs(margin))));
  }
  return beta.reduce((total, b, i) => total - 0.5 * penaltyOf(i) * b * b, sum);
}

function newtonStep(
  points: Matrix,
  flags: ArrayLike<number>,
  weights: Float64Array,
  beta: Float64Array,
): Float64Array {
  const { rows, columns, values } = points;
  const size = columns + 1;
  const gradient = beta.map((b, i) => -penaltyOf(i) * b);
  const curvature = new Float64Array(size * size);
  const x = new Float64Array(size).fill(1);
  for (let row = 0; row < rows; row += 1) {
    const p = 1 / (1 + exp(-predictor(points, row, beta)));
    const slope = weights[row]! * (flags[row]! - p);
    const bend = weights[row]! * p * (1 - p);
    x.set(values.subarray(row * columns, (row + 1) * columns), 1);
    for (let i = 0; i < size; i += 1) {
      gradient[i]! += slope * x[i]!;
      for (let j = 0; j <= i; j += 1) curvature[i * size + j]! += bend * x[i]! * x[j]!;
    }
  }
  for (let i = 0; i < size; i += 1) curvature[i * size + i]! += penaltyOf(i);
  return solveInPlace(curvature, gradient);
}

/** Solves for a positive definite matrix, given by its lower half, by Cholesky's decomposition. */
function solveInPlace(matrix: Float64Array, x: Float64Array): Float64Array {
  const size = x.length;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k += 1) sum -= matrix[i * size + k]! * matrix[j * size + k]!;
      matrix[i * size + j] =
        i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j * size + j]!;
    }
  }
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) x[i]! -= matrix[i * size + k]! * x[k]!;
    x[i]! /= matrix[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) x[i]! -= matrix[k * size + i]! * x[k]!;
    x[i]! /= matrix[i * size + i]!;
  }
  return x;
}
