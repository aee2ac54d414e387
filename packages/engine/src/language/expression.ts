import type { Part } from "./parts.ts";
import { type Unit, formatUnit } from "./unit.ts";

/** Operators of two arguments that keep the form `a op b` or `op(a, b)`. */
export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "min"
  | "max"
  | "pow"
  | "<"
  | "<="
  | ">"
  | ">="
  | "=="
  | "!="
  | "and"
  | "or";

/** Operators of one argument. `sum` adds the cells of a population. */
export type UnaryOperator =
  | "neg"
  | "not"
  | "exp"
  | "log"
  | "sin"
  | "cos"
  | "tan"
  | "atan"
  | "sqrt"
  | "abs"
  | "floor"
  | "sum";

/**
 * One equation as a tree. Truth is 1 and falsehood 0; `if` selects, both branches are evaluated.
 * `min(a, b)` is `b < a ? b : a` and `max(a, b)` is `a < b ? b : a`, which fixes their meaning on
 * NaN and on signed zeros for every kernel.
 */
export type Expression =
  | { readonly op: "number"; readonly value: number; readonly unit?: Unit }
  | { readonly op: "time" }
  | { readonly op: "dt" }
  | { readonly op: "ref"; readonly part: Part }
  | { readonly op: "trait"; readonly population: Part; readonly name: string }
  | { readonly op: UnaryOperator; readonly a: Expression }
  | { readonly op: BinaryOperator; readonly a: Expression; readonly b: Expression }
  | { readonly op: "if"; readonly c: Expression; readonly a: Expression; readonly b: Expression };

const binary: ReadonlySet<string> = new Set(
  "+ - * / min max pow < <= > >= == != and or".split(" "),
);

/** Whether the node has exactly the two arguments `a` and `b`. */
export function isBinary(
  node: Expression,
): node is Extract<Expression, { readonly op: BinaryOperator }> {
  return binary.has(node.op);
}

/** The direct arguments of a node, in order. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.op) {
    case "number":
    case "time":
    case "dt":
    case "ref":
    case "trait":
      return [];
    case "if":
      return [node.c, node.a, node.b];
    default:
      return isBinary(node) ? [node.a, node.b] : [node.a];
  }
}

/** Every part that an expression reads, each once, in order of appearance. */
export function partsReadBy(node: Expression): readonly Part[] {
  const seen = new Set<Part>();
  const visit = (n: Expression): void => {
    if (n.op === "ref") seen.add(n.part);
    else for (const child of childrenOf(n)) visit(child);
  };
  visit(node);
  return [...seen];
}

/** Writes an expression as the algebra a modeller typed, with part ids for references. */
export function formatExpression(node: Expression): string {
  switch (node.op) {
    case "number":
      return node.unit === undefined
        ? String(node.value)
        : `${node.value} ${formatUnit(node.unit)}`;
    case "time":
    case "dt":
      return node.op;
    case "ref":
      return node.part.id;
    case "trait":
      return `${node.population.id}.${node.name}`;
    case "if":
      return `if(${childrenOf(node).map(formatExpression).join(", ")})`;
    case "neg":
      return `-${formatOperand(node.a)}`;
    default:
      if (!isBinary(node)) return `${node.op}(${formatExpression(node.a)})`;
      if (node.op === "min" || node.op === "max" || node.op === "pow") {
        return `${node.op}(${formatExpression(node.a)}, ${formatExpression(node.b)})`;
      }
      return `${formatOperand(node.a)} ${node.op} ${formatOperand(node.b)}`;
  }
}

function formatOperand(node: Expression): string {
  const text = formatExpression(node);
  const isAtom = !isBinary(node) || node.op === "min" || node.op === "max" || node.op === "pow";
  return isAtom ? text : `(${text})`;
}
