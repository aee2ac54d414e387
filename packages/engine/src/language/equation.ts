import type { Expression, UnaryOperator } from "./expression.ts";
import type { Part } from "./parts.ts";
import { parseUnit } from "./unit.ts";

/** An equation written with {@link eq}: a tree, ready to be checked and compiled. */
export interface Equation {
  readonly expression: Expression;
}

/** What may stand in `${...}` inside an equation. */
export type Term = Part | Equation | number;

/**
 * Writes an equation as algebra with real references:
 * `` eq`${hours} * max(${contractPrice}, ${marketPrice} * (1 - ${discount}))` ``.
 *
 * Operators: `+ - * /`, comparisons `< <= > >= == !=`, `and`, `or`, `not`. Functions: `min`, `max`,
 * `clip(x, low, high)`, `exp`, `log`, `sin`, `cos`, `tan`, `atan`, `sqrt`, `pow`, `abs`, `floor`, `logistic`, `if(c, a, b)`,
 * `sum(x)` over a population's cells. `time` is months since the start, `dt` the length of a step, `month` one month, which
 * turns a balance into the flow that uses it up. Literals are dimensionless, except 0, which fits
 * every unit. Throws on a syntax error, quoting the equation.
 *
 * @example
 * const fee = eq`max(0, ${price} - 2 * ${cap})`;
 * formatExpression(fee.expression); // → "max(0, price - (2 * cap))"
 */
export function eq(strings: TemplateStringsArray, ...terms: readonly Term[]): Equation {
  const tokens = tokenise(strings, terms);
  return { expression: new Parser(tokens, render(strings, terms)).parse() };
}

/** A trait of a population's cells as a term of an equation. */
export function trait(population: Part, name: string): Equation {
  if (population.kind !== "population" || !Object.hasOwn(population.traits, name)) {
    throw new Error(`Population "${population.id}" has no trait "${name}".`);
  }
  return { expression: { op: "trait", population, name } };
}

/** A number with a unit, for the few literals that need one: `quantity(0.01, "USD/month")`. */
export function quantity(value: number, unit: string): Equation {
  return { expression: { op: "number", value, unit: parseUnit(unit) } };
}

/** The tree behind a term. */
export function toExpression(term: Term): Expression {
  if (typeof term === "number") return { op: "number", value: term };
  return "expression" in term ? term.expression : { op: "ref", part: term };
}

type Token =
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "name" | "symbol"; readonly text: string }
  | { readonly type: "term"; readonly expression: Expression };

const pattern = /\s+|(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|([A-Za-z]+)|(<=|>=|==|!=|[-+*/<>(),])/y;

function tokenise(strings: TemplateStringsArray, terms: readonly Term[]): readonly Token[] {
  const tokens: Token[] = [];
  strings.forEach((text, index) => {
    pattern.lastIndex = 0;
    while (pattern.lastIndex < text.length) {
      const at = pattern.lastIndex;
      const match = pattern.exec(text);
      if (match === null) {
        throw new Error(`Equation "${render(strings, terms)}": cannot read "${text.slice(at)}".`);
      }
      if (match[1] !== undefined) tokens.push({ type: "number", value: Number(match[1]) });
      else if (match[2] !== undefined) tokens.push({ type: "name", text: match[2] });
      else if (match[3] !== undefined) tokens.push({ type: "symbol", text: match[3] });
    }
    const term = terms[index];
    if (term !== undefined) tokens.push({ type: "term", expression: toExpression(term) });
  });
  return tokens;
}

function render(strings: TemplateStringsArray, terms: readonly Term[]): string {
  return strings
    .map((text, i) => {
      const term = terms[i];
      if (term === undefined) return text;
      return text + (typeof term === "number" ? String(term) : "id" in term ? term.id : "(…)");
    })
    .join("")
    .trim();
}

type Build = (...args: Expression[]) => Expression;

const two =
  (op: "min" | "max" | "pow"): Build =>
  (a, b) => ({ op, a, b });
const one =
  (op: Exclude<UnaryOperator, "neg" | "not">): Build =>
  (a) => ({ op, a });
const num = (value: number): Expression => ({ op: "number", value });

/** The closed list of functions: arity and meaning. */
const functions: Readonly<Record<string, readonly [arity: number, build: Build]>> = {
  min: [2, two("min")],
  max: [2, two("max")],
  pow: [2, two("pow")],
  exp: [1, one("exp")],
  log: [1, one("log")],
  sin: [1, one("sin")],
  cos: [1, one("cos")],
  tan: [1, one("tan")],
  atan: [1, one("atan")],
  sqrt: [1, one("sqrt")],
  abs: [1, one("abs")],
  floor: [1, one("floor")],
  sum: [1, one("sum")],
  if: [3, (c, a, b) => ({ op: "if", c, a, b })],
  // In this order of arguments an x that is not a number comes through, and is seen.
  clip: [3, (x, lo, hi) => ({ op: "max", a: { op: "min", a: x, b: hi }, b: lo })],
  logistic: [
    1,
    (x) => ({
      op: "/",
      a: num(1),
      b: { op: "+", a: num(1), b: { op: "exp", a: { op: "neg", a: x } } },
    }),
  ],
};

/** Operator precedence, loosest first; each level is left-associative. */
const levels: readonly (readonly string[])[] = [
  ["or"],
  ["and"],
  ["<", "<=", ">", ">=", "==", "!="],
  ["+", "-"],
  ["*", "/"],
];

class Parser {
  private at = 0;
  private readonly tokens: readonly Token[];
  private readonly text: string;

  constructor(tokens: readonly Token[], text: string) {
    this.tokens = tokens;
    this.text = text;
  }

  parse(): Expression {
    const result = this.level(0);
    if (this.at < this.tokens.length) this.fail("something is left over after the equation's end");
    return result;
  }

  private level(depth: number): Expression {
    const operators = levels[depth];
    if (operators === undefined) return this.unary();
    let left = this.level(depth + 1);
    for (;;) {
      const operator = operators.find((text) => this.takes(text));
      if (operator === undefined) return left;
      left = { op: operator as "+", a: left, b: this.level(depth + 1) };
    }
  }

  private unary(): Expression {
    if (this.takes("-")) return { op: "neg", a: this.unary() };
    if (this.takes("not")) return { op: "not", a: this.unary() };
    return this.atom();
  }

  private atom(): Expression {
    const token = this.tokens[this.at];
    this.at += 1;
    if (token === undefined) return this.fail("it ends where a value should stand");
    if (token.type === "number") return num(token.value);
    if (token.type === "term") return token.expression;
    if (token.text === "(") {
      const inner = this.level(0);
      this.expect(")");
      return inner;
    }
    if (token.text === "time" || token.text === "dt") return { op: token.text };
    if (token.text === "month") return { op: "number", value: 1, unit: { month: 1 } };
    const known = Object.hasOwn(functions, token.text) ? functions[token.text] : undefined;
    if (known === undefined) return this.fail(`"${token.text}" is not a function or a value`);
    return this.call(token.text, known);
  }

  private call(name: string, [arity, build]: readonly [number, Build]): Expression {
    this.expect("(");
    const args: Expression[] = [this.level(0)];
    while (this.takes(",")) args.push(this.level(0));
    this.expect(")");
    if (args.length !== arity) {
      this.fail(`${name} takes ${arity} argument${arity === 1 ? "" : "s"}, not ${args.length}`);
    }
    return build(...args);
  }

  private takes(text: string): boolean {
    const token = this.tokens[this.at];
    if (token === undefined || !("text" in token) || token.text !== text) return false;
    this.at += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.takes(text)) this.fail(`"${text}" is missing`);
  }

  private fail(problem: string): never {
    throw new Error(`Equation "${this.text}": ${problem}.`);
  }
}
