import type { Expression } from "../language/expression.ts";
import type { Account, Flow, Lag, Part, Slot, Stock, Variable } from "../language/parts.ts";

/** A part that is computed from an equation each month. */
export type Computed = Variable | Slot | Flow;

/** A part that carries a value from month to month. */
export type Carried = Account | Stock | Lag;

/** Whether a part is computed from an equation each month. */
export function isComputed(part: Part): part is Computed {
  return part.kind === "variable" || part.kind === "slot" || part.kind === "flow";
}

/** Whether a part carries a value from month to month. */
export function isCarried(part: Part): part is Carried {
  return part.kind === "account" || part.kind === "stock" || part.kind === "lag";
}

const slotEquations = new WeakMap<Slot, Expression>();

/** The equation of a computed part; a slot's is its base with its terms, sorted by their ids. */
export function equationOf(part: Computed): Expression {
  if (part.kind !== "slot") return part.equation;
  let equation = slotEquations.get(part);
  if (equation === undefined) {
    const op = part.combine === "product" ? "*" : "+";
    equation = part.terms
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .reduce<Expression>((sum, term) => ({ op, a: sum, b: term.equation }), part.base);
    slotEquations.set(part, equation);
  }
  return equation;
}
