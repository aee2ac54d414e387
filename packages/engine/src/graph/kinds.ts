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

const slotEquations = new WeakMap<Slot, { readonly terms: number; readonly whole: Expression }>();

/** The equation of a computed part; a slot's is its base with its terms, sorted by their ids. */
export function equationOf(part: Computed): Expression {
  if (part.kind !== "slot") return part.equation;
  const terms = part.terms.length;
  const known = slotEquations.get(part);
  if (known?.terms === terms) return known.whole;
  const op = part.combine === "product" ? "*" : "+";
  const whole = part.terms
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .reduce<Expression>((sum, term) => ({ op, a: sum, b: term.equation }), part.base);
  slotEquations.set(part, { terms, whole });
  return whole;
}
