import { exp, log, pow } from "../numbers/elementary.ts";
import { atan, cos, sin, tan } from "../numbers/trigonometry.ts";
import type { Assignment, Lowered, Program } from "./program.ts";
import type { Machine } from "./run-block.ts";

/** Draws that one pass of generated code covers. */
const lanes = 64;

/**
 * Nodes in one generated function. V8 stops optimising a function whose bytecode passes 60 kB;
 * small functions also keep its compile time in proportion to the model's size.
 */
const nodesPerChunk = 160;

/** Runs assignments over `lanes` draws in `state`, where row r of draw i is `state[r * lanes + i]`. */
type Step = (state: Float64Array, time: number) => void;

/** Functions that generated code calls, by the names it calls them by. */
const library = { exp, log, pow, sin, cos, tan, atan };

type ChunkFactory = (
  traits: readonly Float64Array[],
  ...functions: readonly (typeof exp | typeof pow)[]
) => readonly Step[];

/** Compiles a program to JavaScript. */
export function javaScriptMachine(program: Program): Machine {
  const [open, step] = [compileSteps(program.opening), compileSteps(program.month)];
  const state = new Float64Array(program.rows * lanes);
  return {
    lanes,
    state,
    open: (time) => open(state, time),
    step: (time) => step(state, time),
  };
}

/** Compiles assignments to JavaScript: one loop over draws for each chunk of about 20 equations. */
function compileSteps(assignments: readonly Assignment[]): Step {
  const traits: Float64Array[] = [];
  const sources = chunk(assignments).map((part) => emitChunk(part, traits));
  const body = `"use strict";return [${sources.join(",\n")}];`;
  // oxlint-disable-next-line typescript/no-implied-eval -- the code comes from the model alone
  const factory = new Function("T", ...Object.keys(library), body) as ChunkFactory;
  const steps = factory(traits, ...Object.values(library));
  return (state, time) => {
    for (const step of steps) step(state, time);
  };
}

function chunk(assignments: readonly Assignment[]): readonly (readonly Assignment[])[] {
  const chunks: Assignment[][] = [];
  let current: Assignment[] = [];
  let nodes = 0;
  for (const assignment of assignments) {
    const size = countNodes(assignment.value);
    const breaks = current[0]?.cells !== assignment.cells || nodes + size > nodesPerChunk;
    if (current.length > 0 && breaks) {
      chunks.push(current);
      current = [];
      nodes = 0;
    }
    current.push(assignment);
    nodes += size;
  }
  if (current.length > 0) chunks.push(current);
  return chunks;
}

function countNodes(node: Lowered): number {
  switch (node.op) {
    case "number":
    case "time":
    case "row":
    case "trait":
      return 1;
    case "total":
      return 4;
    case "if":
      return 1 + countNodes(node.c) + countNodes(node.a) + countNodes(node.b);
    default:
      return 1 + countNodes(node.a) + ("b" in node ? countNodes(node.b) : 0);
  }
}

function emitChunk(assignments: readonly Assignment[], traits: Float64Array[]): string {
  const cells = assignments[0]?.cells;
  const lines: string[] = [];
  const names = new Map<number, string>();
  let fresh = 0;
  const at = (index: number, perCell: boolean): string =>
    perCell ? `S[${index * lanes}+o+i]` : `S[${index * lanes}+i]`;
  const define = (code: string): string => {
    const name = `v${(fresh += 1)}`;
    lines.push(`const ${name}=${code};`);
    return name;
  };
  const value = (node: Lowered): string => {
    switch (node.op) {
      case "number":
        return literal(node.value);
      case "time":
        return "t";
      case "row": {
        let name = names.get(node.row);
        if (name === undefined) {
          name = define(at(node.row, node.perCell));
          names.set(node.row, name);
        }
        return name;
      }
      case "trait":
        traits.push(Float64Array.from(node.values));
        return `T[${traits.length - 1}][c]`;
      case "total": {
        const name = `v${(fresh += 1)}`;
        const first = node.row * lanes;
        const last = first + node.cells * lanes;
        lines.push(`let ${name}=0;for(let k=${first};k<${last};k+=${lanes})${name}+=S[k+i];`);
        return name;
      }
      default:
        return operation(node, value, named);
    }
  };
  // Code that is written twice is given a name first, or nested min and max would double in size.
  const named = (code: string): string => (/^\w+$/.test(code) ? code : define(code));
  for (const { row, cells: over, value: node } of assignments) {
    const name = define(value(node));
    names.set(row, name);
    lines.push(`${at(row, over !== undefined)}=${name};`);
  }
  const draws = `for(let i=0;i<${lanes};i++){${lines.join("\n")}}`;
  return cells === undefined
    ? `function(S,t){${draws}}`
    : `function(S,t){for(let c=0;c<${cells};c++){const o=c*${lanes};${draws}}}`;
}

type Operation = Exclude<Lowered, { readonly op: "number" | "time" | "row" | "trait" | "total" }>;

function operation(
  node: Operation,
  value: (node: Lowered) => string,
  named: (code: string) => string,
): string {
  if (node.op === "if") {
    return `(${truth(node.c, value)}?${value(node.a)}:${value(node.b)})`;
  }
  switch (node.op) {
    case "neg":
      return `(-${value(node.a)})`;
    case "exp":
    case "log":
    case "sin":
    case "cos":
    case "tan":
    case "atan":
      return `${node.op}(${value(node.a)})`;
    case "sqrt":
    case "abs":
    case "floor":
      return `Math.${node.op}(${value(node.a)})`;
    case "pow":
      return `pow(${value(node.a)},${value(node.b)})`;
    case "+":
    case "-":
    case "*":
    case "/":
      return `(${value(node.a)}${node.op}${value(node.b)})`;
    case "min":
    case "max": {
      const [a, b] = [named(value(node.a)), named(value(node.b))];
      return node.op === "min" ? `(${b}<${a}?${b}:${a})` : `(${a}<${b}?${b}:${a})`;
    }
    default:
      return `(${truth(node, value)}?1:0)`;
  }
}

const comparisons: Readonly<Record<string, string>> = { "==": "===", "!=": "!==" };

function truth(node: Lowered, value: (node: Lowered) => string): string {
  switch (node.op) {
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "==":
    case "!=":
      return `(${value(node.a)}${comparisons[node.op] ?? node.op}${value(node.b)})`;
    case "and":
      return `(${truth(node.a, value)}&&${truth(node.b, value)})`;
    case "or":
      return `(${truth(node.a, value)}||${truth(node.b, value)})`;
    case "not":
      return `(!${truth(node.a, value)})`;
    default:
      return `(${value(node)}!==0)`;
  }
}

function literal(value: number): string {
  return Object.is(value, -0) ? "(-0)" : value < 0 ? `(${value})` : String(value);
}
