import { readFileSync } from "node:fs";
import { type Matrix, matrixOf, rowOf } from "../matrix.ts";
import { sobolPoints } from "../../numbers/sobol.ts";

/** Ishigami and Homma (1990), a = 7 and b = 0.1, on the unit cube of three dimensions. */
export function ishigami(u: Float64Array): number {
  const [x1, x2, x3] = Array.from(u, (v) => Math.PI * (2 * v - 1)) as [number, number, number];
  return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1);
}

/** The g function of Sobol' with a = (0, 1, 4.5, 9, 99, 99, 99, 99), on the unit cube. */
export function sobolG(u: Float64Array): number {
  const a = [0, 1, 4.5, 9, 99, 99, 99, 99];
  return a.reduce((product, a, i) => (product * (Math.abs(4 * u[i]! - 2) + a)) / (1 + a), 1);
}

/** A function's value at each row. */
export function evaluateRows(matrix: Matrix, f: (row: Float64Array) => number): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, row) => f(rowOf(matrix, row)));
}

/** Unscrambled Sobol' points. */
export function sobolBase(points: number, dimensions: number): Matrix {
  return matrixOf(points, dimensions, sobolPoints(points, dimensions));
}

/** The numbers of a csv file in `fixtures`, row after row, after its source and header lines. */
export function readFixture(name: string): number[][] {
  const text = readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
  const lines = text.trim().split("\n").slice(2);
  return lines.map((line) => line.split(",").map(Number));
}
