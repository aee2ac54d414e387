import type { Equations } from "./equations.ts";
import type { Value } from "./value.ts";
import { isLeaf } from "./value.ts";

/** What a step must leave in its rows, by row. */
export type Roots = ReadonlyMap<number, Value>;

/**
 * The rows that a step repeated must leave behind: those in `kept`, and those that the step itself
 * reads in order to compute them.
 */
export function rootsOf(step: Equations, kept: Iterable<number>): Roots {
  const roots = new Map<number, Value>();
  const seen = new Set<Value>();
  const need = (row: number): void => {
    if (roots.has(row) || !step.assigns(row)) return;
    const value = step.end(row);
    roots.set(row, value);
    visit(value);
  };
  const visit = (value: Value): void => {
    if (seen.has(value)) return;
    seen.add(value);
    if (value.kind === "row") need(value.at);
    for (const operand of value.operands) visit(operand);
  };
  for (const row of kept) need(row);
  return roots;
}

/** The rows that values read, themselves and through their operands. */
export function rowsReadBy(roots: Iterable<Value>): ReadonlySet<number> {
  const rows = new Set<number>();
  const seen = new Set<Value>();
  const visit = (value: Value): void => {
    if (seen.has(value)) return;
    seen.add(value);
    if (value.kind === "row") rows.add(value.at);
    for (const operand of value.operands) visit(operand);
  };
  for (const root of roots) visit(root);
  return rows;
}

/**
 * Moves to the opening what a repeated step would compute anew each time although it never changes:
 * values made of parameters, of rows that only the opening assigns, and of traits. Each gets a row,
 * or one per cell, which the step then reads.
 */
export function hoistFixed(
  opening: Equations,
  step: Equations,
  roots: Roots,
  isDrawn: (row: number) => boolean,
  newRow: (cells: number) => number,
): void {
  const fixed = new Map<Value, boolean>();
  const isFixed = (value: Value): boolean => {
    let known = fixed.get(value);
    if (known === undefined) {
      known =
        value.kind === "row"
          ? !step.assigns(value.at) && !isDrawn(value.at)
          : value.kind !== "time" && value.kind !== "spread" && value.operands.every(isFixed);
      fixed.set(value, known);
    }
    return known;
  };
  const opened = new Map<Value, Value>();
  const open = (value: Value): Value => {
    let known = opened.get(value);
    if (known === undefined) {
      known = openAnew(value);
      opened.set(value, known);
    }
    return known;
  };
  const openAnew = (value: Value): Value => {
    const { graph } = opening;
    const operands = value.operands.map(open);
    graph.part = value.part;
    switch (value.kind) {
      case "number":
        return graph.number(value.at);
      case "row":
        return opening.row(value.at, value.cells);
      case "trait":
        return graph.trait(value.at, value.cells);
      case "apply":
        return graph.apply(value.instruction!, ...operands);
      case "call":
        return graph.call(value.function!, operands);
      case "total":
        return graph.total(graph.spread(operands[0]!, value.operands[0]!.cells));
      default:
        throw new Error(`A value of kind "${value.kind}" is never fixed.`);
    }
  };
  const seen = new Set<Value>();
  const visit = (value: Value): void => {
    if (seen.has(value)) return;
    seen.add(value);
    if (!isLeaf(value) && isFixed(value)) {
      const row = newRow(value.cells);
      opening.assign(row, value.cells, open(value));
      Object.assign(value, { kind: "row", at: row, operands: [] });
    }
    for (const operand of value.operands) visit(operand);
  };
  for (const root of roots.values()) visit(root);
}
