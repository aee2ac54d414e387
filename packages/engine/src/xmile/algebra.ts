import type { BinaryOperator, Expression, UnaryOperator } from "../language/expression.ts";
import type { Part } from "../language/parts.ts";

/*
 * XMILE checks units loosely if at all, and the engine strictly. So every quantity of a model that
 * is read is dimensionless, and its unit of time is what the engine calls a month: a time over one
 * month is a bare number, and a number over one month is how fast a stock changes. Dividing by
 * one changes no bit.
 */
const month: Expression = { op: "number", value: 1, unit: { month: 1 } };

/** A dimensionless number. */
export const num = (value: number): Expression => ({ op: "number", value, unit: {} });

/** The value of a part. */
export const ref = (part: Part): Expression => ({ op: "ref", part });

/** An operator with its argument. */
export const one = (op: UnaryOperator, a: Expression): Expression => ({ op, a });

/** An operator with its two arguments. */
export const two = (op: BinaryOperator, a: Expression, b: Expression): Expression => ({ op, a, b });

/** Selects by a condition. */
export const choose = (c: Expression, a: Expression, b: Expression): Expression => ({
  op: "if",
  c,
  a,
  b,
});

/** The time of the step as a bare number. */
export const time: Expression = two("/", { op: "time" }, month);

/** The length of a step as a bare number. */
export const dt: Expression = two("/", { op: "dt" }, month);

/** A bare number as a change per unit of time. */
export const perTime = (a: Expression): Expression => two("/", a, month);

/** The sum of expressions; zero of none. */
export function sumOf(terms: readonly Expression[]): Expression {
  return terms.length === 0 ? num(0) : terms.reduce((a, b) => two("+", a, b));
}

/** Whether an expression may be repeated at no cost. */
export function isAtom(expression: Expression): boolean {
  return expression.op === "number" || expression.op === "ref";
}
