import type { Formula } from "./formula.ts";
import type { Entry, Namespace } from "./namespace.ts";

/** The clock as formulas read it. */
export interface ClockValues {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

/** How far a constant is looked for; further on it is taken to depend on itself. */
const deepest = 200;

/** The number a formula is, with or without a sign. */
export function fixedValue(formula: Formula): number | undefined {
  if (formula.kind === "number") return formula.value;
  if (formula.kind !== "unary" || formula.op !== "neg" || formula.a.kind !== "number") {
    return undefined;
  }
  return -formula.a.value;
}

/** The value of a formula that is the same at every step; undefined for others. */
export function constantOf(
  formula: Formula,
  owner: Entry,
  namespace: Namespace,
  clock: ClockValues,
  depth = 0,
): number | undefined {
  if (depth > deepest) return undefined;
  const of = (inner: Formula, whose = owner): number | undefined =>
    constantOf(inner, whose, namespace, clock, depth + 1);
  switch (formula.kind) {
    case "number":
      return formula.value;
    case "name": {
      const entry = namespace.find(formula, owner);
      if (entry === undefined) return clockValue(formula.name, clock);
      const isPlain = entry.kind === "aux" && entry.table === undefined;
      return isPlain && entry.formula ? of(entry.formula, entry) : undefined;
    }
    case "unary": {
      const a = of(formula.a);
      return a === undefined || formula.op === "not" ? undefined : -a;
    }
    case "binary": {
      const [a, b] = [of(formula.a), of(formula.b)];
      if (a === undefined || b === undefined) return undefined;
      return operate(formula.op, a, b);
    }
    default:
      return undefined;
  }
}

function clockValue(name: string, { start, stop, step }: ClockValues): number | undefined {
  if (name === "dt" || name === "time_step") return step;
  if (name === "starttime" || name === "initial_time") return start;
  return name === "stoptime" || name === "final_time" ? stop : undefined;
}

function operate(op: string, a: number, b: number): number | undefined {
  switch (op) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    default:
      return undefined;
  }
}
