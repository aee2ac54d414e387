import type { Expression } from "../language/expression.ts";
import { lookup } from "../language/lookup.ts";
import { choose, num, two } from "./algebra.ts";
import type { Fail } from "./xmile-error.ts";

/** A graphical function. */
export interface Table {
  readonly type: TableType;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/**
 * Between and beyond the points: lines and the nearest end; lines that go on; or the value of the
 * point before and the nearest end.
 */
type TableType = "continuous" | "extrapolate" | "discrete";

/** A graphical function as a file gives it. */
export interface WrittenTable {
  readonly type: string;
  readonly x: readonly number[] | undefined;
  readonly y: readonly number[];
  /** First and last x of evenly spaced points; of no account when each x is given. */
  readonly scale: readonly [number, number] | undefined;
}

/** Checks a graphical function and spaces its points. */
export function readTable(written: WrittenTable, fail: Fail): Table {
  const { x, y, scale } = written;
  const type = written.type.trim().toLowerCase();
  if (type !== "continuous" && type !== "extrapolate" && type !== "discrete") {
    return fail(`"${type}" is not a type of graphical function`);
  }
  if (x !== undefined && x.length !== y.length) {
    fail(`it has ${x.length} <xpts> but ${y.length} <ypts>`);
  }
  const last = y.length - 1;
  const points = y.map((value, i): readonly [number, number] => {
    if (x !== undefined) return [x[i]!, value];
    if (scale === undefined) return fail("it has neither <xpts> nor <xscale>");
    const [min, max] = scale;
    return [last === 0 ? min : min + ((max - min) * i) / last, value];
  });
  points.forEach(([at], i) => {
    const before = points[i - 1]?.[0] ?? -Infinity;
    if (!(at > before)) fail(`its x must rise, but ${at} follows ${before}`);
  });
  return { type, points };
}

/** The value of a graphical function at x, which is repeated: give a number or a part. */
export function readAt({ type, points }: Table, x: Expression): Expression {
  if (points.length === 1) return num(points[0]![1]);
  if (type === "discrete") return stepAt(points, x, 0, points.length - 1);
  const outside = type === "extrapolate" ? "extend" : "hold";
  return lookup({ expression: x }, points, { outside }).expression;
}

/** The y of the last point from `low` to `high` at or before x; halves them until one is left. */
function stepAt(points: Table["points"], x: Expression, low: number, high: number): Expression {
  if (low === high) return num(points[low]![1]);
  const middle = Math.ceil((low + high) / 2);
  return choose(
    two("<", x, num(points[middle]![0])),
    stepAt(points, x, low, middle - 1),
    stepAt(points, x, middle, high),
  );
}
