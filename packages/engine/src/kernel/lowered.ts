import type { BinaryOperator, UnaryOperator } from "../language/expression.ts";

/** An expression over numbered rows of draws in place of parts. */
export type Lowered =
  | { readonly op: "number"; readonly value: number }
  | { readonly op: "time" }
  | { readonly op: "row"; readonly row: number; readonly perCell: boolean }
  | { readonly op: "trait"; readonly values: readonly number[] }
  | { readonly op: "total"; readonly row: number; readonly cells: number }
  | { readonly op: Exclude<UnaryOperator, "sum">; readonly a: Lowered }
  | { readonly op: BinaryOperator; readonly a: Lowered; readonly b: Lowered }
  | { readonly op: "if"; readonly c: Lowered; readonly a: Lowered; readonly b: Lowered };

/** One assignment: row ← value, for every draw, and for every cell when `cells` is set. */
export interface Assignment {
  readonly row: number;
  readonly cells: number | undefined;
  readonly value: Lowered;
  /** Id of the part it computes. */
  readonly part: string;
}

/** A literal. */
export const num = (value: number): Lowered => ({ op: "number", value });

/** A row of draws, or with `perCell` the row of the cell at hand. */
export const row = (index: number, perCell = false): Lowered => ({
  op: "row",
  row: index,
  perCell,
});

/** An operator with its two arguments. */
export const two = (op: BinaryOperator, a: Lowered, b: Lowered): Lowered => ({ op, a, b });
