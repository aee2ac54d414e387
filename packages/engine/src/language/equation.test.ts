import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Choices } from "../testing/choices.ts";
import { evaluate, messageOf } from "../testing/evaluate.ts";
import { exp, log, pow } from "../numbers/elementary.ts";
import { type Equation, eq, quantity } from "./equation.ts";
import { formatExpression } from "./expression.ts";
import { Model } from "./model.ts";

/** Reads a text that is not known when this file is compiled. */
function read(text: string): Equation {
  return eq(Object.assign([text], { raw: [text] }));
}

/** A flat text of numbers and operators, some of it in parentheses. */
function arithmetic(choices: Choices, depth: number): string {
  const operand = (): string => {
    const sign = choices.pick(["", "", "-", "- -"]);
    if (depth > 0 && choices.chance(0.3)) return `${sign}(${arithmetic(choices, depth - 1)})`;
    return `${sign}${choices.pick(["1", "2", "3.5", "0.1", "7", "1e3", "12.25e-1"])}`;
  };
  let text = operand();
  for (let i = choices.whole(0, 4); i > 0; i -= 1) {
    text += ` ${choices.pick(["+", "-", "*", "/"])} ${operand()}`;
  }
  return text;
}

/** Comparisons joined by and, or and not: as an equation, and as JavaScript. */
function logic(choices: Choices, depth: number): string {
  const side = (): string => choices.pick(["", "", "not "]) + arithmetic(choices, 0);
  const operand = (): string => {
    if (depth > 0 && choices.chance(0.3)) {
      return `${choices.pick(["", "not "])}(${logic(choices, depth - 1)})`;
    }
    const operators = choices.pick([
      ["<", "<=", ">", ">="],
      ["==", "!="],
    ]);
    const more = choices.chance(0.2) ? ` ${choices.pick(operators)} ${side()}` : "";
    return `${side()} ${choices.pick(operators)} ${side()}${more}`;
  };
  let text = operand();
  for (let i = choices.whole(0, 3); i > 0; i -= 1) {
    text += ` ${choices.pick(["and", "or"])} ${operand()}`;
  }
  return text;
}

function valuesOf(table: readonly (readonly [Equation, number])[]): readonly number[] {
  return evaluate(...table.map(([equation]) => equation));
}

function inJavaScript(text: string): number {
  const code = text.replaceAll("and", "&&").replaceAll("or", "||").replaceAll("not", "!");
  // oxlint-disable-next-line typescript/no-implied-eval -- the text is made above
  return Number(new Function(`return ${code};`)());
}

describe("eq reads algebra as JavaScript does", () => {
  test.each([
    ["arithmetic", arithmetic],
    ["comparisons and logic", logic],
  ])("%s", (_, make) => {
    const texts = Array.from({ length: 1500 }, (_, seed) => make(new Choices(seed), 3));
    const found = evaluate(...texts.map(read));
    texts.forEach((text, i) => {
      if (!Object.is(found[i], inJavaScript(text))) {
        expect.fail(`${text} gives ${found[i]}, not ${inJavaScript(text)}`);
      }
    });
    expect(new Set(found).size).toBeGreaterThan(1);
  });

  test("with each level of precedence above the next, from the left", () => {
    const texts: readonly [string, number][] = [
      ["8 - 4 - 2", 2],
      ["8 / 4 / 2", 1],
      ["8 - 4 * 2", 0],
      ["-2 * -3", 6],
      ["1 + 1 == 2", 1],
      ["3 > 2 > 1", 0],
      // Unlike in JavaScript, all comparisons stand on one level.
      ["2 == 2 > 0.5", 1],
      ["0 and 0 or 1", 1],
      ["1 or 0 and 0", 1],
      ["not 0 == 1", 1],
      ["not 1 < 2", 1],
      ["not 0 + 1", 2],
      ["not not 3", 1],
      ["2 and 3", 1],
      ["- - 3", 3],
      ["((((4))))", 4],
      ["  1+\n\t2*3 ", 7],
      ["if(0.5, 1, 2) + if(0, 1, 2)", 3],
    ];
    expect(evaluate(...texts.map(([text]) => read(text)))).toEqual(texts.map(([, value]) => value));
  });

  test("and terms are operands, however they were written", () => {
    const sum = eq`1 + ${2}`;
    expect(evaluate(eq`${sum} * ${3}`, eq`-${sum}`, eq`${4} - ${sum}`)).toEqual([9, -3, 1]);
  });
});

describe("functions", () => {
  test("mean what they say", () => {
    const table: readonly (readonly [Equation, number])[] = [
      [eq`exp(1.5)`, exp(1.5)],
      [eq`log(1.5)`, log(1.5)],
      [eq`sqrt(2)`, Math.sqrt(2)],
      [eq`pow(2, 0.5)`, pow(2, 0.5)],
      [eq`abs(-3)`, 3],
      [eq`floor(-1.5)`, -2],
      [eq`clip(5, 1, 3)`, 3],
      [eq`clip(0, 1, 3)`, 1],
      [eq`clip(2, 1, 3)`, 2],
      [eq`logistic(0)`, 0.5],
      [eq`logistic(2)`, 1 / (1 + exp(-2))],
      [eq`min(2, 3)`, 2],
      [eq`max(2, 3)`, 3],
      [eq`time / month`, 0],
    ];
    expect(valuesOf(table)).toEqual(table.map(([, value]) => value));
  });

  test("min and max keep a NaN in the first place only, and the first of equals", () => {
    const [nan, zero, minus] = [eq`${NaN}`, eq`${0}`, eq`${-0}`];
    const table: readonly (readonly [Equation, number])[] = [
      [eq`min(${nan}, 1)`, NaN],
      [eq`min(1, ${nan})`, 1],
      [eq`max(${nan}, 1)`, NaN],
      [eq`max(1, ${nan})`, 1],
      [eq`min(${zero}, ${minus})`, 0],
      [eq`min(${minus}, ${zero})`, -0],
      [eq`max(${zero}, ${minus})`, 0],
      [eq`max(${minus}, ${zero})`, -0],
      // So a NaN comes through clip, and is seen.
      [eq`clip(${nan}, 0, 1)`, NaN],
    ];
    valuesOf(table).forEach((found, i) => expect(found, `${i}`).toBe(table[i]![1]));
  });

  test("truth is anything but zero, NaN included; if looks at its condition alone", () => {
    const table: readonly (readonly [Equation, number])[] = [
      [eq`not ${NaN}`, 0],
      [eq`${NaN} and 1`, 1],
      [eq`0 or ${NaN}`, 1],
      [eq`if(${NaN}, 1, 2)`, 1],
      [eq`if(0, ${NaN}, 2)`, 2],
      [eq`if(${-0}, 1, 2)`, 2],
      [eq`${NaN} == ${NaN}`, 0],
      [eq`${NaN} != ${NaN}`, 1],
      [eq`${NaN} < 1`, 0],
      [eq`not (${NaN} >= 1)`, 1],
      [eq`${0} == ${-0}`, 1],
      [eq`-(0)`, -0],
      [eq`0 - 0`, 0],
    ];
    valuesOf(table).forEach((found, i) => expect(found, `${i}`).toBe(table[i]![1]));
  });

  test("numbers keep their bits", () => {
    const bits = fc.oneof(fc.double(), fc.constantFrom(5e-324, 1e21, -1e-7, Infinity, -Infinity));
    const values = fc.sample(bits, { numRuns: 500, seed: 4 });
    const found = evaluate(...values.map((value) => eq`${value}`));
    expect(found.findIndex((value, i) => !Object.is(value, values[i]))).toBe(-1);
  });
});

describe("a syntax error quotes the equation", () => {
  const shock = new Model().noise("shock");
  test.each<[string, () => Equation, string]>([
    [
      "an unknown function",
      () => eq`sinh(${shock})`,
      '"sinh(shock)": "sinh" is not a function or a value.',
    ],
    ["an unknown name", () => eq`2 * x`, '"2 * x": "x" is not a function or a value.'],
    [
      "a name that every object has",
      () => eq`constructor(1)`,
      '"constructor(1)": "constructor" is not a function or a value.',
    ],
    ["too few arguments", () => eq`min(1)`, '"min(1)": min takes 2 arguments, not 1.'],
    ["too many", () => eq`exp(1, 2)`, '"exp(1, 2)": exp takes 1 argument, not 2.'],
    ["a wrong number of them", () => eq`if(1, 2)`, '"if(1, 2)": if takes 3 arguments, not 2.'],
    ["a missing parenthesis", () => eq`(1 + ${2}`, '"(1 + 2": ")" is missing.'],
    ["one missing from a call", () => eq`exp(1`, '"exp(1": ")" is missing.'],
    ["a call without any", () => eq`exp 1`, '"exp 1": "(" is missing.'],
    ["one too many", () => eq`(1))`, '"(1))": something is left over after the equation\'s end.'],
    [
      "two terms in a row",
      () => eq`${shock} ${eq`1`}`,
      '"shock (…)": something is left over after the equation\'s end.',
    ],
    ["an early end", () => eq`1 +`, '"1 +": it ends where a value should stand.'],
    ["nothing", () => eq``, '"": it ends where a value should stand.'],
    ["no argument", () => eq`exp()`, '"exp()": ")" is not a function or a value.'],
    ["an operator too many", () => eq`1 * / 2`, '"1 * / 2": "/" is not a function or a value.'],
    ["a bad character", () => eq`1 + 2 ^ 3`, '"1 + 2 ^ 3": cannot read "^ 3".'],
    ["half a comparison", () => eq`1 = 2`, '"1 = 2": cannot read "= 2".'],
    ["a number without its whole part", () => eq`.5`, '".5": cannot read ".5".'],
    ["capitals", () => eq`Exp(1)`, '"Exp(1)": "Exp" is not a function or a value.'],
  ])("of %s", (_, write, message) => {
    expect(messageOf(write)).toBe(`Equation ${message}`);
  });

  test("and a quantity that of its unit", () => {
    expect(messageOf(() => quantity(1, "$"))).toContain('"$" is not a unit');
  });
});

describe("formatExpression", () => {
  test("writes what eq reads to the same value", () => {
    const texts = Array.from({ length: 500 }, (_, seed) => {
      const choices = new Choices(seed);
      const [a, b] = [arithmetic(choices, 2), arithmetic(choices, 2)];
      return `if(${logic(choices, 2)}, min(${a}, abs(${b})), -(${b}) * not (${a}))`;
    });
    const once = texts.map(read);
    const twice = once.map(({ expression }) => read(formatExpression(expression)));
    expect(evaluate(...twice)).toEqual(evaluate(...once));
  });

  test("names parts, quantities and traits", () => {
    const m = new Model();
    const apps = m.population("apps", { traits: { size: [1] } });
    const size = { expression: { op: "trait", population: apps, name: "size" } } as const;
    const part = m.variable("demand", size, { over: apps });
    const written = eq`sum(${part} / ${size}) * ${quantity(2, "USD")} - time * month`;
    expect(formatExpression(written.expression)).toBe(
      "(sum(demand / apps.size) * 2 USD) - (time * 1 month)",
    );
  });
});
