import { logFactorials } from "./binomial-tail.ts";
import { type Matrix, requireFiniteMatrix, requireFlags } from "./matrix.ts";
import {
  type Box,
  type BoxContents,
  contentsOf,
  moveLimit,
  sortRows,
  wholeBox,
} from "./prim-box.ts";

/** How {@link prim} works; shares between 0 and 1. */
export interface PrimOptions {
  /** Share of the rows inside that a peel takes off, 0.05 unless given: less is more patient. */
  readonly peel?: number;
  /** Share of the rows inside that a paste puts back at most, 0.05 unless given; 0 for none. */
  readonly paste?: number;
  /** Share of all rows that a box holds at least, 0.05 unless given. */
  readonly minimumMass?: number;
}

/** A box on the way from all rows to a scenario. */
export interface PrimStep extends BoxContents {
  readonly kind: "start" | "peel" | "paste";
}

/** A change of one end of a box, and how good it is. */
interface Move {
  readonly box: Box;
  readonly score: number;
  readonly hits: number;
}

/**
 * Scenario discovery: where in the space of a model's parameters the cases of interest lie, as a
 * box. Friedman and Fisher, "Bump hunting in high-dimensional data", Statistics and Computing 9
 * (1999), as Bryant and Lempert use it, "Thinking inside the box", Technological Forecasting and
 * Social Change 77 (2010).
 *
 * Peeling takes a thin slice off one side of the box, time and again, whichever raises density most
 * for each row lost (which treats columns of few values fairly: Kwakkel and Jaxa-Rozen, "Improving
 * scenario discovery for handling heterogeneous uncertainties and multinomial classified outcomes",
 * Environmental Modelling & Software 79, 2016). It ends when the box holds nothing but cases of
 * interest or would fall below the least mass. Pasting then puts slices back on the densest box, as
 * long as density does not fall and coverage rises.
 *
 * @param points a row for each draw, a column for each parameter in its own unit
 * @param interest by row, 1 for the cases of interest and 0 for the others
 * @returns every box on the way, the first one holding all rows; see {@link scenarioOf}
 * @throws RangeError for points that are not finite, other marks than 0 and 1, no case of interest,
 *   and shares out of range
 * @example
 * // Trouble where the first of two parameters is above 0.7; the second does not matter.
 * const points = matrixOf(1000, 2, latinHypercube(1000, 2, 1));
 * const trouble = Array.from({ length: 1000 }, (_, row) => Number(rowOf(points, row)[0] > 0.7));
 * const found = scenarioOf(prim(points, trouble), 0.95);
 * found?.limits.map(({ column, side }) => `${column} ${side}`); // → ["0 low"]
 */
export function prim(
  points: Matrix,
  interest: ArrayLike<number>,
  options: PrimOptions = {},
): readonly PrimStep[] {
  const { peel = 0.05, paste = 0.05, minimumMass = 0.05 } = options;
  if (!(peel > 0 && peel < 1)) {
    throw new RangeError(`peel must lie between 0 and 1, but it is ${peel}.`);
  }
  if (!(paste >= 0 && paste < 1)) {
    throw new RangeError(`paste must lie from 0 to below 1, but it is ${paste}.`);
  }
  if (!(minimumMass >= 0 && minimumMass < 1)) {
    throw new RangeError(`minimumMass must lie from 0 to below 1, but it is ${minimumMass}.`);
  }
  requireFiniteMatrix(points);
  requireFlags(points, interest);
  if (Array.prototype.every.call(interest, (mark) => mark === 0)) {
    throw new RangeError(
      `None of ${points.rows} rows is of interest, so there is no scenario to discover.`,
    );
  }
  const factorials = logFactorials(points.rows);
  const step = (kind: PrimStep["kind"], box: Box): PrimStep => {
    return { kind, ...contentsOf(points, interest, box, factorials) };
  };

  const steps = [step("start", wholeBox(points.columns))];
  const least = Math.max(1, minimumMass * points.rows);
  for (const box of peels(points, interest, peel, least)) steps.push(step("peel", box));
  let last = steps.reduce((best, s) => (s.density > best.density ? s : best));
  for (;;) {
    const box = paste > 0 ? bestPaste(points, interest, last.box, paste) : undefined;
    if (box === undefined) return steps;
    last = step("paste", box);
    steps.push(last);
  }
}

/**
 * The step of greatest coverage among those at least so dense, the later one of equals; undefined
 * when no box is.
 */
export function scenarioOf(
  steps: readonly PrimStep[],
  minimumDensity: number,
): PrimStep | undefined {
  let best: PrimStep | undefined;
  for (const step of steps) {
    if (step.density < minimumDensity) continue;
    if (best === undefined || step.coverage >= best.coverage) best = step;
  }
  return best;
}

/** The boxes that peeling leads through, each inside the one before. */
function* peels(
  points: Matrix,
  interest: ArrayLike<number>,
  share: number,
  least: number,
): Generator<Box> {
  const { rows, columns, values } = points;
  const valueOf = (row: number, column: number): number => values[row * columns + column]!;
  let box = wholeBox(columns);
  /** For each column, the rows inside by ascending value. */
  let sorted = Array.from({ length: columns }, (_, column) =>
    Int32Array.from({ length: rows }, (_, row) => row).sort(
      (a, b) => valueOf(a, column) - valueOf(b, column) || a - b,
    ),
  );
  for (;;) {
    const inside = sorted[0]!.length;
    const hits = sorted[0]!.reduce((sum, row) => sum + interest[row]!, 0);
    if (hits === inside) return;
    const slice = Math.max(1, Math.floor(share * inside));
    let best: (Move & { readonly column: number }) | undefined;
    for (const [column, order] of sorted.entries()) {
      for (const side of ["low", "high"] as const) {
        const [from, to] = keptRange(order, (row) => valueOf(row, column), side, slice);
        if (to - from < least || to - from === inside) continue;
        let kept = 0;
        for (let i = from; i < to; i += 1) kept += interest[order[i]!]!;
        const gain = kept / (to - from) - hits / inside;
        const score = gain / (inside - (to - from));
        if (best !== undefined && score <= best.score) continue;
        const value = valueOf(order[side === "low" ? from : to - 1]!, column);
        best = { box: moveLimit(box, column, side, value), score, hits: kept, column };
      }
    }
    if (best === undefined) return;
    const { column } = best;
    const low = best.box.low[column]!;
    const high = best.box.high[column]!;
    sorted = sorted.map((order) =>
      order.filter((row) => valueOf(row, column) >= low && valueOf(row, column) <= high),
    );
    box = best.box;
    yield box;
  }
}

/**
 * From and to (left out) which place of `order` a peel keeps rows: `slice` rows fewer, or not as
 * many where equal values straddle the cut, or the whole outermost group of equal values.
 */
function keptRange(
  order: Int32Array,
  valueAt: (row: number) => number,
  side: "low" | "high",
  slice: number,
): [number, number] {
  const n = order.length;
  if (slice >= n) return [0, 0];
  const value = (i: number): number => valueAt(order[i]!);
  if (side === "low") {
    let from = slice;
    while (from > 0 && value(from - 1) === value(slice)) from -= 1;
    if (from === 0) while (from < n && value(from) === value(0)) from += 1;
    return [from, n];
  }
  let to = n - slice;
  while (to < n && value(to) === value(n - slice - 1)) to += 1;
  if (to === n) while (to > 0 && value(to - 1) === value(n - 1)) to -= 1;
  return [0, to];
}

/** The paste that leaves the box densest, then fullest; undefined if all thin it out. */
function bestPaste(
  points: Matrix,
  interest: ArrayLike<number>,
  box: Box,
  share: number,
): Box | undefined {
  const { inside, ends } = sortRows(points, box);
  const hits = inside.reduce((sum, row) => sum + interest[row]!, 0);
  const density = hits / inside.length;
  let best: Move | undefined;
  for (const { column, side, keptOut } of ends) {
    const valueOf = (row: number): number => points.values[row * points.columns + column]!;
    const nearest = keptOut.toSorted((a, b) =>
      side === "low" ? valueOf(b) - valueOf(a) : valueOf(a) - valueOf(b),
    );
    // A slice that is too thick may have a thinner one in it that is all right.
    const thickest = Math.max(1, Math.floor(share * inside.length));
    for (let thickness = thickest; thickness >= 1; thickness = Math.floor(thickness / 2)) {
      let taken = Math.min(thickness, nearest.length);
      while (taken > 0 && taken < nearest.length) {
        if (valueOf(nearest[taken]!) !== valueOf(nearest[taken - 1]!)) break;
        taken += 1;
      }
      let added = 0;
      for (let i = 0; i < taken; i += 1) added += interest[nearest[i]!]!;
      const score = (hits + added) / (inside.length + taken);
      if (added === 0 || score < density) continue;
      if (best === undefined || score > best.score || (score === best.score && added > best.hits)) {
        // A limit that keeps nothing out any more is none.
        const open = side === "low" ? -Infinity : Infinity;
        const value = taken === nearest.length ? open : valueOf(nearest[taken - 1]!);
        best = { box: moveLimit(box, column, side, value), score, hits: added };
      }
      break;
    }
  }
  return best?.box;
}
