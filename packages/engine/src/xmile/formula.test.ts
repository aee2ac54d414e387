import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageOf } from "../testing/evaluate.ts";
import { type Formula, parseFormula } from "./formula.ts";
import { canonicalName, displayName } from "./names.ts";
import { XmileError, failAt } from "./xmile-error.ts";

const read = (text: string): Formula | undefined => parseFormula(text, failAt("a", 1));

/** A formula with every operator in parentheses. */
function written(formula: Formula | undefined): string {
  if (formula === undefined) return "";
  switch (formula.kind) {
    case "number":
      return String(formula.value);
    case "name":
      return [formula.qualifier, formula.name].filter((part) => part !== undefined).join(".");
    case "call":
      return `${formula.name}(${formula.args.map(written).join(", ")})`;
    case "unary":
      return `(${formula.op} ${written(formula.a)})`;
    case "if":
      return `(if ${written(formula.c)} then ${written(formula.a)} else ${written(formula.b)})`;
    default:
      return `(${written(formula.a)} ${formula.op} ${written(formula.b)})`;
  }
}

describe("parseFormula", () => {
  test.each([
    // The standard's table of operators: exponentiation, signs and NOT, products, sums, order,
    // equality, AND, OR; all from the left but exponentiation.
    ["a or b and c = d < e + f * g ^ h", "(a or (b and (c = (d < (e + (f * (g ^ h)))))))"],
    ["a ^ b * c + d < e = f and g or h", "(((((((a ^ b) * c) + d) < e) = f) and g) or h)"],
    ["a - b - c", "((a - b) - c)"],
    ["a / b * c mod d", "(((a / b) * c) mod d)"],
    ["a ^ b ^ c", "(a ^ (b ^ c))"],
    ["-a ^ b", "(neg (a ^ b))"],
    ["a ^ -b ^ -c", "(a ^ (neg (b ^ (neg c))))"],
    ["-a * b", "((neg a) * b)"],
    ["not a = b", "((not a) = b)"],
    ["not a and not b", "((not a) and (not b))"],
    ["a <> b <= c >= d > e", "(a <> (((b <= c) >= d) > e))"],
    ["- + - a", "(neg (neg a))"],
    ["(a - (b - c))", "(a - (b - c))"],
    ["IF a > b THEN c ELSE d + e", "(if (a > b) then c else (d + e))"],
    ["if a then if b then c else d else e", "(if a then (if b then c else d) else e)"],
    ["1 + (If a Then b Else c) * 2", "(1 + ((if a then b else c) * 2))"],
    ["f(a, -b, g(c))", "f(a, (neg b), g(c))"],
    ["F ( )", "f()"],
    ["a {take {this} + b", "(a + b)"],
    [
      "\n\t.375\u00a0+ 14. + 6E5 + 8.123e-10 + 1e+2",
      "((((0.375 + 14) + 600000) + 8.123e-10) + 100)",
    ],
    ["Birth_Rate + \"birth rate\" + \"birth\\nrate\" + BIRTH__RATE", // prettier-ignore
     "(((birth_rate + birth_rate) + birth_rate) + birth_rate)"], // prettier-ignore
    ['"if" + "a \\"b\\"" + "x+y"', '((if + a_"b") + x+y)'],
    ["hares.area + .area + \"my model\".\"a.b\"", "((hares.area + .area) + my_model.a.b)"], // prettier-ignore
    ["größe * Ärger", "(größe * ärger)"],
    [" {nothing} ", ""],
  ])("%j", (text, expected) => {
    expect(written(read(text))).toBe(expected);
  });

  test.each([
    ["1 +", 'a value is missing before the end of "1 +".'],
    ["1 + * 2", 'at character 5 of "1 + * 2", a value is missing before "*".'],
    ["  (1", '")" is missing before the end of "(1".'],
    ["(1))", 'at character 4 of "(1))", an operator is missing before ")".'],
    ["2 x", 'at character 3 of "2 x", an operator is missing before "x".'],
    ["f(1", '")" is missing before the end of "f(1".'],
    ["f(1,)", 'at character 5 of "f(1,)", a value is missing before ")".'],
    ["if a then b", '"ELSE" is missing before the end of "if a then b".'],
    ["a = = b", 'at character 5 of "a = = b", a value is missing before "=".'],
    ["a == b", 'at character 4 of "a == b", a value is missing before "=".'],
    ["a ? b", 'at character 3 of "a ? b", "?" cannot be read.'],
    ["a – b", 'at character 3 of "a – b", an operator is missing before "–".'],
    ["a[1]", 'at character 2 of "a[1]", arrays and subscripts cannot be read.'],
    ["a { b", 'at character 3 of "a { b", a comment is not closed.'],
    ['a + "b', 'at character 5 of "a + "b", a name in quotation marks is not closed.'],
    ["A B(c)", 'at character 1 of "A B(c)", "A B" is no function of XMILE, and macros cannot be read.'], // prettier-ignore
  ])("refuses %j", (text, message) => {
    expect(messageOf(() => read(text))).toMatch(/^a:1: .*\.$/);
    expect(messageOf(() => read(text)).slice(5)).toBe(message);
  });

  test.each(["(", "-", "if a then ", "f("])("refuses %j over and over", (text) => {
    expect(messageOf(() => read(text.repeat(5000)))).toContain("the nesting is too deep at");
    expect(messageOf(() => read(text.repeat(30)))).toContain("is missing before the end");
  });

  test("gives a formula or a sentence for any text", () => {
    const piece = fc.constantFrom(
      ..."a b.c .d \"e f\" 1 .5 2e3 + - * / ^ ( ) , < <= <> = and or not mod if then else { } [ \" . $ é \n".split(" "),
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          read(pieces.join(" "));
        } catch (error) {
          expect(error).toBeInstanceOf(XmileError);
        }
      }),
      { numRuns: 3000, seed: 5 },
    );
  });
});

describe("names", () => {
  test.each([
    ["wom_multiplier", "wom_multiplier", "wom multiplier"],
    ["Wom__ multiplier", "wom_multiplier", "Wom multiplier"],
    ['"wom\\nMultiplier"', "wom_multiplier", "wom Multiplier"],
    [" wom\u00a0multiplier\n", "wom_multiplier", "wom multiplier"],
    ['a \\"b\\" \\\\', 'a_"b"_\\', 'a "b" \\'],
    // Other spaces of Unicode are no white space in XMILE.
    ["a\u2003b", "a\u2003b", "a\u2003b"],
  ])("%j is known as %j and shown as %j", (name, canonical, shown) => {
    expect(canonicalName(name)).toBe(canonical);
    expect(displayName(name)).toBe(shown);
  });
});
