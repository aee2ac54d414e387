import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "@faultline/exposure";
import { evaluate, namesIn, parseCondition } from "./expression.ts";

const values: Record<string, number> = { a: 3, b: 0.5, big: Infinity };
const holds = (text: string): boolean =>
  evaluate(parseCondition(text, "--fail-if"), (name) => values[name]!) !== 0;

describe("a condition", () => {
  test.each([
    ["a > 2", true],
    ["a > 3", false],
    ["a >= 3", true],
    ["a == 3 and b < 50%", false],
    ["b <= 50%", true],
    ["a != 3 or b == .5", true],
    ["not a > 4", true],
    ["not (a > 2)", false],
    ["a > 2 or a > 4 and b > 1", true],
    ["(a > 2 or a > 4) and b > 1", false],
    ["a - 1 - 1 == 1", true],
    ["2 + a * 2 == 8", true],
    ["(2 + a) * 2 == 10", true],
    ["-a < 0", true],
    ["a - -1 == 4", true],
    ["6 / a / 2 == 1", true],
    ["a > 1e0", true],
    ["big > 1e300", true],
    ["not a < 1 and not b > 1", true],
  ])("%s is %s", (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  test.each([
    ["a", /is a number, not a condition/],
    ["a + 1", /is a number, not a condition/],
    ["a >", /at character 4: something is missing at its end/],
    ["> 1", /at character 1: ">" is not expected/],
    ["a > 1 b", /at character 7: "b" is not expected/],
    ["1 < a < 3", /at character 7: comparisons do not chain/],
    ["(a > 1", /at character 1: a bracket is not closed/],
    ["a > 1)", /at character 6: "\)" is not expected/],
    ["a = 1", /at character 3: "=" is no operator/],
    ["a > $b", /at character 5: "\$" is no operator/],
    ["constructor.x > 1", /"\." is no operator/],
    ["", /something is missing/],
    [`${"(".repeat(60)}a > 1${")".repeat(60)}`, /brackets are too deep/],
  ])("%s is refused with its place", (text, words) => {
    expect(() => parseCondition(text, "--fail-if")).toThrow(words);
    expect(() => parseCondition(text, "--fail-if")).toThrow(InputError);
  });

  test("names what it rests on, each once", () => {
    expect(namesIn(parseCondition("a > b and not (b > a + toString)", "x"))).toEqual([
      "a",
      "b",
      "toString",
    ]);
  });

  test("means what the same in JavaScript does, for any numbers", () => {
    const operators = fc.constantFrom("+", "-", "*", "<", "<=", ">", ">=", "==", "!=");
    const number = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(operators, number), { maxLength: 4 }),
        number,
        (rest, first) => {
          const sides = rest.filter(([operator]) => /^[-+*]$/.test(operator));
          const sum = [String(first), ...sides.flat()].join(" ");
          for (const comparison of ["<", "<=", ">", ">=", "==", "!="]) {
            const text = `${sum} ${comparison} 7`;
            // A judge that nobody here wrote.
            // oxlint-disable-next-line no-eval
            expect(holds(text)).toBe((0, eval)(text) as boolean);
          }
        },
      ),
    );
  });

  test("of any text is parsed or refused in one line", () => {
    const piece = fc.constantFrom("a", "1", "(", ")", "and", "not", ">", "-", "%", " ", ".", "é");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join(" ")),
        ),
        (text) => {
          try {
            parseCondition(text, "--fail-if");
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
            expect((error as Error).message).not.toContain("\n");
          }
        },
      ),
    );
  });
});
