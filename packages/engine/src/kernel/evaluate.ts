import {
  type BinaryOperator,
  type Expression,
  type UnaryOperator,
  isBinary,
} from "../language/expression.ts";
import type { Part } from "../language/parts.ts";
import { exp, log, pow } from "../numbers/elementary.ts";
import { atan, cos, sin, tan } from "../numbers/trigonometry.ts";

/** One value, or one per cell of a population. */
export type Value = number | readonly number[];

/** When an expression is evaluated, and how parts are read. */
export interface Moment {
  readonly time: number;
  /** Length of the step. */
  readonly step: number;
  readonly read: (part: Part) => Value;
}

/** Evaluates an expression for one draw, straight from its tree. */
export function evaluate(node: Expression, moment: Moment): Value {
  const of = (child: Expression): Value => evaluate(child, moment);
  switch (node.op) {
    case "number":
      return node.value;
    case "time":
      return moment.time;
    case "dt":
      return moment.step;
    case "ref":
      return moment.read(node.part);
    case "trait":
      return node.population.kind === "population" ? node.population.traits[node.name]! : 0;
    case "sum":
      return total(of(node.a));
    case "if":
      return select(of(node.c), of(node.a), of(node.b));
    default:
      return isBinary(node)
        ? map2(of(node.a), of(node.b), binaryMeaning[node.op])
        : map1(of(node.a), unaryMeaning[node.op]);
  }
}

/** Applies a function cell by cell. */
export function map1(a: Value, f: (a: number) => number): Value {
  return typeof a === "number" ? f(a) : a.map(f);
}

/** Applies a function of two arguments cell by cell; a single value stands for every cell. */
export function map2(a: Value, b: Value, f: (a: number, b: number) => number): Value {
  if (typeof a === "number") return typeof b === "number" ? f(a, b) : b.map((y) => f(a, y));
  return a.map((x, i) => f(x, typeof b === "number" ? b : b[i]!));
}

function select(condition: Value, yes: Value, no: Value): Value {
  const cells = [condition, yes, no].find((value) => typeof value !== "number");
  const at = (value: Value, i: number): number => (typeof value === "number" ? value : value[i]!);
  const pick = (i: number): number => (at(condition, i) !== 0 ? at(yes, i) : at(no, i));
  return typeof cells === "object" ? cells.map((_, i) => pick(i)) : pick(0);
}

/** The sum of the cells from the first to the last; a single value is its own sum. */
export function total(value: Value): number {
  if (typeof value === "number") return value;
  let sum = 0;
  for (const cell of value) sum += cell;
  return sum;
}

const bit = (truth: boolean): number => (truth ? 1 : 0);

const unaryMeaning: Readonly<Record<Exclude<UnaryOperator, "sum">, (a: number) => number>> = {
  neg: (a) => -a,
  not: (a) => bit(a === 0),
  exp,
  log,
  sin,
  cos,
  tan,
  atan,
  sqrt: Math.sqrt,
  abs: Math.abs,
  floor: Math.floor,
};

const binaryMeaning: Readonly<Record<BinaryOperator, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  min: (a, b) => (b < a ? b : a),
  max: (a, b) => (a < b ? b : a),
  pow,
  "<": (a, b) => bit(a < b),
  "<=": (a, b) => bit(a <= b),
  ">": (a, b) => bit(a > b),
  ">=": (a, b) => bit(a >= b),
  "==": (a, b) => bit(a === b),
  "!=": (a, b) => bit(a !== b),
  and: (a, b) => bit(a !== 0 && b !== 0),
  or: (a, b) => bit(a !== 0 || b !== 0),
};
