import { unitOf } from "../graph/units.ts";
import { type Equation, eq } from "./equation.ts";
import { type Expression, formatExpression, isBinary, partsReadBy } from "./expression.ts";
import type { Model } from "./model.ts";
import type { Part, Variable } from "./parts.ts";
import { formatUnit } from "./unit.ts";

/** What each unknown of a block is declared with. */
export interface Unknown {
  readonly unit?: string;
  readonly doc?: string;
}

/** Largest residual, relative to the unknown's size, at which a draw counts as solved. */
const tolerance = 1e-9;

/**
 * Variables that depend on each other within a month, by linear equations. They are solved in closed
 * form by elimination, written out as variables of the model, so every kernel solves them alike. The
 * event `<id>.unsolved` trips in a draw whose solution does not satisfy the equations.
 *
 * Elimination takes the unknowns in the order given and does not exchange rows, which suits models
 * in which each unknown's own equation weighs most. Throws when an equation is not linear in the
 * unknowns, naming the term.
 *
 * @example
 * const { Y, C } = simultaneous(m, "goods", { Y: {}, C: {} }, ({ Y, C }) => ({
 *   Y: eq`${C} + ${G}`,
 *   C: eq`${alpha} * ${Y}`,
 * }));
 */
export function simultaneous<Name extends string>(
  m: Model,
  id: string,
  unknowns: Readonly<Record<Name, Unknown>>,
  equations: (known: Readonly<Record<Name, Variable>>) => Readonly<Record<Name, Equation>>,
): Readonly<Record<Name, Variable>> {
  const names = Object.keys(unknowns) as Name[];
  const solutions = new Map<Name, Expression>();
  const variables = Object.fromEntries(
    names.map((name) => [
      name,
      m.variable(
        `${id}.${name}`,
        // Read only once the model is built, when elimination below has left its result.
        () => ({ expression: solutions.get(name)! }),
        unknowns[name],
      ),
    ]),
  ) as Record<Name, Variable>;
  const given = equations(variables);
  const block = new Map<Part, number>(names.map((name, i) => [variables[name], i]));
  const system = names.map((name) => rowOf(given[name].expression, block, `${id}.${name}`, names));
  system.forEach((row, i) => {
    // x = J x + b  becomes  (I − J) x = b.
    row.factors = row.factors.map((factor, j) => {
      const negated = factor === undefined ? undefined : negate(factor);
      if (i !== j) return negated;
      return negated === undefined ? literal(1) : binary("+", literal(1), negated);
    });
  });
  eliminate(m, id, system);
  for (const [k, name] of names.entries()) {
    const { factors, rest } = system[k]!;
    let value = rest ?? literal(0);
    for (let j = k + 1; j < names.length; j += 1) {
      const factor = factors[j];
      if (factor === undefined) continue;
      value = binary("-", value, binary("*", factor, reference(variables[names[j]!])));
    }
    solutions.set(name, binary("/", value, factors[k]!));
  }
  const worst = names
    .map((name): Equation => {
      const [x, expected] = [variables[name], given[name]];
      // Written as "not close", so that a solution that is not a number counts as none.
      return eq`not (abs(${expected} - ${x}) <= ${tolerance} * (abs(${expected}) + abs(${x})))`;
    })
    .reduce((a, b) => eq`${a} or ${b}`);
  m.event(`${id}.unsolved`, {
    when: worst,
    doc: "The block's solution does not satisfy its equations in this draw",
  });
  return variables;
}

interface Row {
  /** Factor of each unknown; undefined for zero. */
  factors: (Expression | undefined)[];
  rest: Expression | undefined;
}

function eliminate(m: Model, id: string, system: readonly Row[]): void {
  const keep = (name: string, value: Expression): Expression => {
    if (value.op === "number" || value.op === "ref") return value;
    const unit = formatUnit(unitOf(value));
    return reference(m.variable(`${id}.${name}`, { expression: value }, { unit }));
  };
  for (let k = 0; k < system.length; k += 1) {
    const pivot = system[k]!;
    for (let i = k + 1; i < system.length; i += 1) {
      const row = system[i]!;
      const below = row.factors[k];
      if (below === undefined) continue;
      const ratio = keep(`ratio${i}.${k}`, binary("/", below, pivot.factors[k]!));
      for (let j = k + 1; j < system.length; j += 1) {
        const above = pivot.factors[j];
        if (above === undefined) continue;
        const taken = binary("*", ratio, above);
        const old = row.factors[j];
        const value = old === undefined ? negate(taken) : binary("-", old, taken);
        row.factors[j] = keep(`factor${i}.${j}.${k}`, value);
      }
      if (pivot.rest !== undefined) {
        const taken = binary("*", ratio, pivot.rest);
        const value = row.rest === undefined ? negate(taken) : binary("-", row.rest, taken);
        row.rest = keep(`rest${i}.${k}`, value);
      }
      row.factors[k] = undefined;
    }
  }
}

function rowOf(
  node: Expression,
  block: ReadonlyMap<Part, number>,
  owner: string,
  names: readonly string[],
): Row {
  const split = (part: Expression): Row => rowOf(part, block, owner, names);
  const none = (): Row => ({ factors: names.map(() => undefined), rest: undefined });
  if (!partsReadBy(node).some((part) => block.has(part))) return { ...none(), rest: node };
  if (node.op === "ref") {
    const row = none();
    row.factors[block.get(node.part)!] = literal(1);
    return row;
  }
  const each = (row: Row, f: (term: Expression) => Expression): Row => ({
    factors: row.factors.map((factor) => (factor === undefined ? undefined : f(factor))),
    rest: row.rest === undefined ? undefined : f(row.rest),
  });
  const reads = (part: Expression): boolean => partsReadBy(part).some((p) => block.has(p));
  if (node.op === "neg") return each(split(node.a), negate);
  if (isBinary(node)) {
    const { op, a, b } = node;
    if (op === "+" || op === "-") {
      const [left, right] = [split(a), split(b)];
      const join = (x: Expression | undefined, y: Expression | undefined) =>
        y === undefined ? x : x === undefined ? (op === "+" ? y : negate(y)) : binary(op, x, y);
      return {
        factors: left.factors.map((factor, i) => join(factor, right.factors[i])),
        rest: join(left.rest, right.rest),
      };
    }
    if (op === "*" && !reads(a)) return each(split(b), (term) => binary("*", a, term));
    if (op === "*" && !reads(b)) return each(split(a), (term) => binary("*", term, b));
    if (op === "/" && !reads(b)) return each(split(a), (term) => binary("/", term, b));
  }
  if (node.op === "if" && !reads(node.c)) {
    const [yes, no] = [split(node.a), split(node.b)];
    const pick = (x: Expression | undefined, y: Expression | undefined) =>
      x === undefined && y === undefined
        ? undefined
        : ({ op: "if", c: node.c, a: x ?? literal(0), b: y ?? literal(0) } as const);
    return {
      factors: yes.factors.map((factor, i) => pick(factor, no.factors[i])),
      rest: pick(yes.rest, no.rest),
    };
  }
  throw new Error(
    `"${owner}" is not linear in ${names.join(", ")}: ${formatExpression(node)}. ` +
      "Close the loop through a stock, an account or a lag instead.",
  );
}

const literal = (value: number): Expression => ({ op: "number", value });
const reference = (part: Part): Expression => ({ op: "ref", part });
const negate = (a: Expression): Expression => ({ op: "neg", a });
const binary = (op: "+" | "-" | "*" | "/", a: Expression, b: Expression): Expression => ({
  op,
  a,
  b,
});
