import { InputError, quoteValue } from "@faultline/exposure";

/**
 * A condition over named results, such as `p_insolvent_12m > 0.2 and hhi < 0.9`. Parsed here by
 * precedence climbing: the libraries on npm compile to code with `new Function`, or let an expression
 * call functions and read members, of which a threshold needs none.
 */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string; readonly at: number }
  | { readonly kind: "not" | "minus"; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

const precedence = {
  or: 1,
  and: 2,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "==": 3,
  "!=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
} as const;

/** What stands between two operands. */
export type Operator = keyof typeof precedence;

/** Operators whose result is true or false. */
const logical = new Set<Operator>(["or", "and", "<", "<=", ">", ">=", "==", "!="]);

interface Token {
  readonly text: string;
  readonly at: number;
}

/** Deeper brackets are no threshold. */
const deepest = 50;

/**
 * Parses a condition. Throws {@link InputError} with the place of the first fault, and for one that
 * is a number rather than true or false.
 *
 * @param where the option it was given with
 */
export function parseCondition(text: string, where: string): Expression {
  const condition = new Parser(text, where).whole();
  if (!isCondition(condition)) {
    throw new InputError(
      where,
      `${quoteValue(text)} is a number, not a condition`,
      "compare it with another, such as p_insolvent_12m > 0.2",
    );
  }
  return condition;
}

/** Names in an expression, each once, in the order they come in. */
export function namesIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case "number":
      return [];
    case "name":
      return [expression.name];
    case "binary":
      return [...new Set([...namesIn(expression.left), ...namesIn(expression.right)])];
    default:
      return namesIn(expression.of);
  }
}

/** Value of an expression; true is 1 and false is 0. */
export function evaluate(expression: Expression, valueOf: (name: string) => number): number {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "name":
      return valueOf(expression.name);
    case "not":
      return evaluate(expression.of, valueOf) === 0 ? 1 : 0;
    case "minus":
      return -evaluate(expression.of, valueOf);
    default: {
      const [a, b] = [evaluate(expression.left, valueOf), evaluate(expression.right, valueOf)];
      return apply(expression.operator, a, b);
    }
  }
}

function apply(operator: Operator, a: number, b: number): number {
  switch (operator) {
    case "or":
      return a !== 0 || b !== 0 ? 1 : 0;
    case "and":
      return a !== 0 && b !== 0 ? 1 : 0;
    case "<":
      return a < b ? 1 : 0;
    case "<=":
      return a <= b ? 1 : 0;
    case ">":
      return a > b ? 1 : 0;
    case ">=":
      return a >= b ? 1 : 0;
    case "==":
      return a === b ? 1 : 0;
    case "!=":
      return a === b ? 0 : 1;
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    default:
      return a / b;
  }
}

function isCondition(expression: Expression): boolean {
  return (
    expression.kind === "not" || (expression.kind === "binary" && logical.has(expression.operator))
  );
}

class Parser {
  readonly #text: string;
  readonly #where: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string, where: string) {
    this.#text = text;
    this.#where = where;
    this.#tokens = this.#split();
  }

  whole(): Expression {
    const expression = this.#expression(0);
    const left = this.#tokens[this.#next];
    if (left !== undefined) throw this.#fault(left, `${quoteValue(left.text)} is not expected`);
    return expression;
  }

  #split(): readonly Token[] {
    const pattern =
      /\s*([A-Za-z_]\w*|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?%?|<=|>=|==|!=|[-+*/<>()])/y;
    const tokens: Token[] = [];
    const { length } = this.#text.trimEnd();
    while (pattern.lastIndex < length) {
      const at = pattern.lastIndex;
      const match = pattern.exec(this.#text);
      if (match === null) {
        const start = at + /^\s*/.exec(this.#text.slice(at))![0].length;
        throw this.#fault(
          { text: "", at: start },
          `${quoteValue(this.#text[start]!)} is no operator`,
        );
      }
      tokens.push({ text: match[1]!, at: pattern.lastIndex - match[1]!.length });
    }
    return tokens;
  }

  #expression(least: number): Expression {
    let left = this.#operand();
    for (;;) {
      const token = this.#tokens[this.#next];
      const operator = operatorOf(token);
      if (operator === undefined || precedence[operator] <= least) return left;
      this.#next += 1;
      const right = this.#expression(precedence[operator]);
      const isChain = precedence[operator] === 3 && isComparison(left);
      if (isChain) throw this.#fault(token!, "comparisons do not chain; join them with `and`");
      left = { kind: "binary", operator, left, right };
    }
  }

  #operand(): Expression {
    const token = this.#tokens[this.#next];
    if (token === undefined) {
      throw this.#fault({ text: "", at: this.#text.length }, "something is missing at its end");
    }
    this.#next += 1;
    const { text, at } = token;
    if (text === "(") return this.#bracketed(token);
    if (text === "-") return { kind: "minus", of: this.#expression(precedence["*"]) };
    // Binds looser than comparisons, so that `not a > b` means what it says.
    if (text === "not") return { kind: "not", of: this.#expression(precedence.and) };
    if (/^[\d.]/.test(text)) {
      const value = Number.parseFloat(text);
      return { kind: "number", value: text.endsWith("%") ? value / 100 : value };
    }
    if (/^[A-Za-z_]/.test(text) && operatorOf(token) === undefined) {
      return { kind: "name", name: text, at };
    }
    throw this.#fault(token, `${quoteValue(text)} is not expected`);
  }

  #bracketed(open: Token): Expression {
    this.#depth += 1;
    if (this.#depth > deepest) throw this.#fault(open, "its brackets are too deep");
    const inside = this.#expression(0);
    const close = this.#tokens[this.#next];
    if (close?.text !== ")") throw this.#fault(open, "a bracket is not closed");
    this.#next += 1;
    this.#depth -= 1;
    return inside;
  }

  #fault({ at }: Token, problem: string): InputError {
    return new InputError(
      `${this.#where} at character ${at + 1}`,
      problem,
      "write such as p_insolvent_12m > 0.2 and gross_margin < 0.4",
    );
  }
}

function operatorOf(token: Token | undefined): Operator | undefined {
  const text = token?.text ?? "";
  return Object.hasOwn(precedence, text) ? (text as Operator) : undefined;
}

function isComparison(expression: Expression): boolean {
  return expression.kind === "binary" && precedence[expression.operator] === 3;
}
