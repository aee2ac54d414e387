import { type Equation, type Term, toExpression } from "./equation.ts";
import type { Expression } from "./expression.ts";
import { type Unit, parseUnit } from "./unit.ts";

/** Units of a lookup's two axes; both are dimensionless unless told. */
export interface LookupOptions {
  readonly xUnit?: string;
  readonly yUnit?: string;
  /** Outside the table: `hold` keeps the end's value, `extend` the end's slope. */
  readonly outside?: "hold" | "extend";
}

/**
 * A table of points, read by straight lines between them. It becomes a tree of comparisons, so that
 * every kernel reads it alike. `x` is repeated in the tree: give a part rather than a long equation.
 * Throws for fewer than two points, or x that do not rise.
 *
 * @example
 * const rate = m.variable("rate", lookup(price, [[0, 1], [10, 0.4], [20, 0]]));
 */
export function lookup(
  x: Term,
  points: readonly (readonly [x: number, y: number])[],
  options: LookupOptions = {},
): Equation {
  if (points.length < 2) throw new Error("A lookup needs at least two points.");
  for (const [i, [at]] of points.entries()) {
    const before = points[i - 1]?.[0] ?? Number.NEGATIVE_INFINITY;
    if (!(at > before)) {
      throw new Error(`A lookup's x must rise, but ${at} follows ${before}.`);
    }
  }
  const read: Axes = {
    x: toExpression(x),
    xUnit: parseUnit(options.xUnit ?? "1"),
    yUnit: parseUnit(options.yUnit ?? "1"),
  };
  const inside = between(read, points, 0, points.length - 2);
  if (options.outside === "extend") return { expression: inside };
  const [first, last] = [points[0]!, points.at(-1)!];
  return {
    expression: choose(
      compare(read, "<=", first[0]),
      literal(first[1], read.yUnit),
      choose(compare(read, ">=", last[0]), literal(last[1], read.yUnit), inside),
    ),
  };
}

interface Axes {
  readonly x: Expression;
  readonly xUnit: Unit;
  readonly yUnit: Unit;
}

/** Halves the segments from `low` to `high` until one is left. */
function between(
  axes: Axes,
  points: readonly (readonly [number, number])[],
  low: number,
  high: number,
): Expression {
  if (low === high) return segment(axes, points[low]!, points[low + 1]!);
  const middle = Math.floor((low + high + 1) / 2);
  return choose(
    compare(axes, "<", points[middle]![0]),
    between(axes, points, low, middle - 1),
    between(axes, points, middle, high),
  );
}

function segment(
  { x, xUnit, yUnit }: Axes,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
): Expression {
  const share: Expression = {
    op: "/",
    a: { op: "-", a: x, b: literal(x0, xUnit) },
    b: literal(x1 - x0, xUnit),
  };
  return {
    op: "+",
    a: literal(y0, yUnit),
    b: { op: "*", a: share, b: literal(y1 - y0, yUnit) },
  };
}

function compare({ x, xUnit }: Axes, op: "<" | "<=" | ">=", value: number): Expression {
  return { op, a: x, b: literal(value, xUnit) };
}

function choose(c: Expression, a: Expression, b: Expression): Expression {
  return { op: "if", c, a, b };
}

function literal(value: number, unit: Unit): Expression {
  return { op: "number", value, unit };
}
