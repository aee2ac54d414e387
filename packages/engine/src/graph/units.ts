import { type Expression, formatExpression, isBinary } from "../language/expression.ts";
import {
  type Unit,
  dimensionless,
  divideUnits,
  formatUnit,
  multiplyUnits,
  raiseUnit,
  sameUnit,
} from "../language/unit.ts";

/** The literal 0 fits every unit; it is told apart from a dimensionless value. */
const any = "fits any unit";
type Inferred = Unit | typeof any;

/**
 * The unit of an expression. Throws a sentence that names both sides and the term when two units
 * are added or compared that differ, or when a function is given a unit it cannot take.
 */
export function unitOf(expression: Expression): Unit {
  const unit = infer(expression);
  return unit === any ? dimensionless : unit;
}

/** Whether an expression has the unit, counting a literal 0 as fitting. */
export function fitsUnit(expression: Expression, unit: Unit): boolean {
  const found = infer(expression);
  return found === any || sameUnit(found, unit);
}

const inferred = new WeakMap<Expression, Inferred>();

// Equations share subtrees and a sum looks at each side twice; the cache keeps this linear.
function infer(node: Expression): Inferred {
  const known = inferred.get(node);
  if (known !== undefined) return known;
  const unit = inferNode(node);
  inferred.set(node, unit);
  return unit;
}

function inferNode(node: Expression): Inferred {
  switch (node.op) {
    case "number":
      return node.unit ?? (node.value === 0 ? any : dimensionless);
    case "time":
    case "dt":
      return { month: 1 };
    case "ref":
      return node.part.unit;
    case "trait":
      return node.population.kind === "population"
        ? (node.population.traitUnits[node.name] ?? dimensionless)
        : dimensionless;
    case "if":
      plain(node.c, node);
      return same(node.a, node.b, node);
    case "neg":
    case "abs":
    case "sum":
      return infer(node.a);
    case "exp":
    case "log":
    case "sin":
    case "cos":
    case "tan":
    case "atan":
    case "floor":
    case "not":
      return plain(node.a, node);
    case "sqrt": {
      const unit = infer(node.a);
      return unit === any ? any : raiseUnit(unit, 0.5);
    }
    default:
      return isBinary(node) ? inferBinary(node) : any;
  }
}

function inferBinary(node: Extract<Expression, { readonly b: Expression }>): Inferred {
  const [a, b] = [infer(node.a), infer(node.b)];
  switch (node.op) {
    case "*":
      return a === any || b === any ? any : multiplyUnits(a, b);
    case "/":
      return a === any ? any : divideUnits(a, b === any ? dimensionless : b);
    case "pow": {
      plain(node.b, node);
      if (a === any || sameUnit(a, dimensionless)) return a;
      const exponent = constantOf(node.b);
      if (exponent !== undefined) return raiseUnit(a, exponent);
      throw new Error(
        `pow of "${formatUnit(a)}" needs a number as its exponent in ${formatExpression(node)}`,
      );
    }
    case "+":
    case "-":
    case "min":
    case "max":
      return same(node.a, node.b, node);
    case "and":
    case "or":
      plain(node.a, node);
      return plain(node.b, node);
    default:
      same(node.a, node.b, node);
      return dimensionless;
  }
}

function constantOf(node: Expression): number | undefined {
  if (node.op === "neg" && node.a.op === "number") return -node.a.value;
  return node.op === "number" ? node.value : undefined;
}

function same(left: Expression, right: Expression, whole: Expression): Inferred {
  const [a, b] = [infer(left), infer(right)];
  if (a === any) return b;
  if (b === any || sameUnit(a, b)) return a;
  throw new Error(
    `units differ: ${formatExpression(left)} is in ${formatUnit(a)} but ` +
      `${formatExpression(right)} is in ${formatUnit(b)}, in ${formatExpression(whole)}`,
  );
}

function plain(node: Expression, whole: Expression): Unit {
  const unit = infer(node);
  if (unit === any || sameUnit(unit, dimensionless)) return dimensionless;
  throw new Error(
    `${formatExpression(node)} must be dimensionless, not in ${formatUnit(unit)}, in ` +
      formatExpression(whole),
  );
}
