import { binomialTail } from "./binomial-tail.ts";
import type { Matrix } from "./matrix.ts";

/** A region of a model's parameters: in each column from `low` to `high`, both included. */
export interface Box {
  /** By column, in its own unit; -Infinity where there is no lower limit. */
  readonly low: Float64Array;
  /** By column, in its own unit; Infinity where there is no upper limit. */
  readonly high: Float64Array;
}

/** One end of a box. */
export interface Limit {
  readonly column: number;
  readonly side: "low" | "high";
  /** In the column's own unit; rows that have it are inside. */
  readonly value: number;
  /**
   * How likely the box would hold at least as many cases of interest if the limit were good for
   * nothing: if each row inside were of interest with the density the box has without the limit.
   * Above 0.05, the limit may well be chance. Quasi, since the limit was chosen to look good
   * (Bryant and Lempert, "Thinking inside the box", Technological Forecasting and Social Change 77,
   * 2010).
   */
  readonly quasiP: number;
}

/** What a box holds. */
export interface BoxContents {
  readonly box: Box;
  /** Rows inside. */
  readonly inside: number;
  /** Rows inside that are of interest. */
  readonly hits: number;
  /** Share of all rows of interest that is inside. */
  readonly coverage: number;
  /** Share of the rows inside that is of interest. */
  readonly density: number;
  /** Share of all rows that is inside. */
  readonly mass: number;
  /** Columns with a limit, ascending. */
  readonly dimensions: readonly number[];
  readonly limits: readonly Limit[];
}

/** An end of a box, with the rows that it alone keeps out. */
export interface LooseEnd {
  readonly column: number;
  readonly side: "low" | "high";
  /** Ascending; all other limits hold them. */
  readonly keptOut: readonly number[];
}

/** The box without any limit. */
export function wholeBox(columns: number): Box {
  return {
    low: new Float64Array(columns).fill(-Infinity),
    high: new Float64Array(columns).fill(Infinity),
  };
}

/** The box with one end moved. */
export function moveLimit(box: Box, column: number, side: "low" | "high", value: number): Box {
  return { ...box, [side]: box[side].with(column, value) };
}

/** The rows inside a box, ascending, and each of its ends with the rows that it alone keeps out. */
export function sortRows(
  points: Matrix,
  { low, high }: Box,
): { readonly inside: readonly number[]; readonly ends: readonly LooseEnd[] } {
  const { rows, columns, values } = points;
  const ends: { column: number; side: "low" | "high"; keptOut: number[] }[] = [];
  for (let column = 0; column < columns; column += 1) {
    if (low[column] !== -Infinity) ends.push({ column, side: "low", keptOut: [] });
    if (high[column] !== Infinity) ends.push({ column, side: "high", keptOut: [] });
  }
  const inside: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    let broken = 0;
    let brokenEnd = ends[0];
    for (const end of ends) {
      const value = values[row * columns + end.column]!;
      if (end.side === "low" ? value >= low[end.column]! : value <= high[end.column]!) continue;
      brokenEnd = end;
      broken += 1;
      if (broken > 1) break;
    }
    if (broken === 0) inside.push(row);
    if (broken === 1) brokenEnd?.keptOut.push(row);
  }
  return { inside, ends };
}

/**
 * Counts what a box holds.
 *
 * @param interest by row, 1 for the cases of interest and 0 for the others
 * @param factorials of at least the number of rows, from `logFactorials`
 */
export function contentsOf(
  points: Matrix,
  interest: ArrayLike<number>,
  box: Box,
  factorials: Float64Array,
): BoxContents {
  const { inside, ends } = sortRows(points, box);
  const count = (rows: readonly number[]): number =>
    rows.reduce((sum, row) => sum + interest[row]!, 0);
  const hits = count(inside);
  let all = 0;
  for (let row = 0; row < points.rows; row += 1) all += interest[row]!;
  const limits = ends.map(({ column, side, keptOut }): Limit => {
    const without = (hits + count(keptOut)) / (inside.length + keptOut.length);
    const quasiP = binomialTail(inside.length, hits, without, factorials);
    return { column, side, value: box[side][column]!, quasiP };
  });
  return {
    box,
    inside: inside.length,
    hits,
    coverage: hits / all,
    density: hits / inside.length,
    mass: inside.length / points.rows,
    dimensions: [...new Set(ends.map(({ column }) => column))],
    limits,
  };
}
