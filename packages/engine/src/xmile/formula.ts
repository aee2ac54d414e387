import { canonicalName } from "./names.ts";
import type { Fail } from "./xmile-error.ts";

/** Operators of two arguments, as a formula writes them. */
export type FormulaOperator =
  | "or"
  | "and"
  | "="
  | "<>"
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "mod"
  | "^";

/** A name in canonical spelling. */
export interface Name {
  /** What stands before the last period; empty for the root model, undefined without a period. */
  readonly qualifier: string | undefined;
  readonly name: string;
  /** As it was written. */
  readonly shown: string;
}

/** A formula of XMILE as a tree; names are looked up later. */
export type Formula =
  | { readonly kind: "number"; readonly value: number }
  | (Name & { readonly kind: "name" })
  | (Name & { readonly kind: "call"; readonly args: readonly Formula[] })
  | { readonly kind: "unary"; readonly op: "neg" | "not"; readonly a: Formula }
  | {
      readonly kind: "binary";
      readonly op: FormulaOperator;
      readonly a: Formula;
      readonly b: Formula;
    }
  | { readonly kind: "if"; readonly c: Formula; readonly a: Formula; readonly b: Formula };

/** The direct arguments of a formula. */
export function argumentsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case "call":
      return formula.args;
    case "unary":
      return [formula.a];
    case "binary":
      return [formula.a, formula.b];
    case "if":
      return [formula.c, formula.a, formula.b];
    default:
      return [];
  }
}

type Token =
  | { readonly type: "number"; readonly at: number; readonly text: string }
  | { readonly type: "symbol"; readonly at: number; readonly text: string }
  | { readonly type: "name"; readonly at: number; readonly text: string; readonly name: Name };

const word = String.raw`(?:[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*|"(?:[^"\\]|\\[^])*")`;
const tokenPattern = new RegExp(
  String.raw`\s+|\{[^}]*\}|((?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)` +
    String.raw`|(\.?${word}(?:\.${word})*)|(<=|>=|<>|[-+*/^<>=(),])`,
  "y",
);
const keywords: ReadonlySet<string> = new Set("if then else and or not mod".split(" "));

/** Precedence, loosest first; each level is read from the left. `^` and signs stand above. */
const levels: readonly (readonly FormulaOperator[])[] = [
  ["or"],
  ["and"],
  ["=", "<>"],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "mod"],
];

/** Deeper nesting than this is refused before it fills the stack. */
const deepest = 400;

/**
 * Reads a formula. Undefined when there is none, only space and comments. Problems are reported with
 * the place of the character in the formula, counted from 1.
 */
export function parseFormula(source: string, fail: Fail): Formula | undefined {
  const text = source.trim();
  const tokens = tokenise(text, fail);
  return tokens.length === 0 ? undefined : new Parser(tokens, text, fail).parse();
}

function tokenise(text: string, fail: Fail): readonly Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (match === null) return fail(unreadable(text, at));
    const [, number, name, symbol] = match;
    if (number !== undefined) tokens.push({ type: "number", at, text: number });
    if (symbol !== undefined) tokens.push({ type: "symbol", at, text: symbol });
    if (name === undefined) continue;
    const keyword = name.toLowerCase();
    tokens.push(
      keywords.has(keyword)
        ? { type: "symbol", at, text: keyword }
        : { type: "name", at, text: name, name: nameOf(name) },
    );
  }
  return tokens;
}

function unreadable(text: string, at: number): string {
  const place = `at character ${at + 1} of "${shorten(text)}"`;
  const character = text.charAt(at);
  if ("[]'@:".includes(character)) return `${place}, arrays and subscripts cannot be read`;
  if (character === "{") return `${place}, a comment is not closed`;
  if (character === '"') return `${place}, a name in quotation marks is not closed`;
  return `${place}, "${character}" cannot be read`;
}

function nameOf(text: string): Name {
  const parts = text.match(/"(?:[^"\\]|\\[^])*"|[^."]+|^(?=\.)/g)!.map(canonicalName);
  const name = parts.pop()!;
  return { qualifier: parts.length === 0 ? undefined : parts.join("."), name, shown: text };
}

class Parser {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];
  private readonly text: string;
  private readonly report: Fail;

  constructor(tokens: readonly Token[], text: string, report: Fail) {
    this.tokens = tokens;
    this.text = text;
    this.report = report;
  }

  parse(): Formula {
    const whole = this.whole();
    const left = this.tokens[this.at];
    if (left === undefined) return whole;
    const before = this.tokens[this.at - 1]!;
    const next = this.tokens[this.at + 1];
    if (before.type === "name" && left.type === "name" && next?.text === "(") {
      this.report(
        `at character ${before.at + 1} of "${shorten(this.text)}", ` +
          `"${before.text} ${left.text}" is no function of XMILE, and macros cannot be read`,
      );
    }
    return this.fail("an operator is missing before", left);
  }

  private whole(): Formula {
    this.depth += 1;
    if (this.depth > deepest) this.fail("the nesting is too deep at", this.tokens[this.at]);
    const found = this.level(0);
    this.depth -= 1;
    return found;
  }

  private level(depth: number): Formula {
    const operators = levels[depth];
    if (operators === undefined) return this.unary();
    let left = this.level(depth + 1);
    for (;;) {
      const op = operators.find((text) => this.takes(text));
      if (op === undefined) return left;
      left = { kind: "binary", op, a: left, b: this.level(depth + 1) };
    }
  }

  private unary(): Formula {
    this.depth += 1;
    if (this.depth > deepest) this.fail("the nesting is too deep at", this.tokens[this.at]);
    const found = this.signed();
    this.depth -= 1;
    return found;
  }

  private signed(): Formula {
    if (this.takes("+")) return this.unary();
    if (this.takes("-")) return { kind: "unary", op: "neg", a: this.unary() };
    if (this.takes("not")) return { kind: "unary", op: "not", a: this.unary() };
    const base = this.value();
    // From the right: 2^3^2 is 2^9, and -2^2 is -4.
    return this.takes("^") ? { kind: "binary", op: "^", a: base, b: this.unary() } : base;
  }

  private value(): Formula {
    const token = this.tokens[this.at];
    if (token?.type === "number") {
      this.at += 1;
      return { kind: "number", value: Number(token.text) };
    }
    if (token?.type === "name") {
      this.at += 1;
      return this.takes("(")
        ? { kind: "call", ...token.name, args: this.list() }
        : { kind: "name", ...token.name };
    }
    if (this.takes("(")) {
      const inner = this.whole();
      this.expect(")");
      return inner;
    }
    if (this.takes("if")) {
      const c = this.whole();
      this.expect("then");
      const a = this.whole();
      this.expect("else");
      return { kind: "if", c, a, b: this.whole() };
    }
    return this.fail("a value is missing before", token);
  }

  private list(): readonly Formula[] {
    if (this.takes(")")) return [];
    const args = [this.whole()];
    while (this.takes(",")) args.push(this.whole());
    this.expect(")");
    return args;
  }

  private takes(text: string): boolean {
    const token = this.tokens[this.at];
    if (token?.type !== "symbol" || token.text !== text) return false;
    this.at += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.takes(text)) {
      this.fail(`"${text.toUpperCase()}" is missing before`, this.tokens[this.at]);
    }
  }

  private fail(problem: string, token: Token | undefined): never {
    const shown = shorten(this.text);
    if (token === undefined) return this.report(`${problem} the end of "${shown}"`);
    return this.report(`at character ${token.at + 1} of "${shown}", ${problem} "${token.text}"`);
  }
}

function shorten(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
