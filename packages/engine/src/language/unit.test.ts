import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageOf } from "../testing/evaluate.ts";
import {
  type Unit,
  dimensionless,
  divideUnits,
  formatUnit,
  multiplyUnits,
  parseUnit,
  raiseUnit,
  sameUnit,
} from "./unit.ts";

const name = fc.oneof(
  fc.constantFrom("USD", "month", "GPU", "M_tokens", "constructor", "toString", "valueOf"),
  fc.stringMatching(/^[A-Za-z][A-Za-z_]{0,6}$/),
);
const power = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constantFrom(0.5, -0.5, 1.5, -2.25));
const unit: fc.Arbitrary<Unit> = fc
  .dictionary(name, power, { maxKeys: 5 })
  .map((powers) => Object.fromEntries(Object.entries(powers).filter(([, p]) => p !== 0)));

const runs = { numRuns: 2000, seed: 11 };

describe("parseUnit and formatUnit", () => {
  test("read back what they write", () => {
    fc.assert(
      fc.property(unit, (u) => {
        expect(parseUnit(formatUnit(u))).toEqual({ ...u });
        expect(formatUnit(parseUnit(formatUnit(u)))).toBe(formatUnit(u));
      }),
      runs,
    );
  });

  test.each<[string, Unit]>([
    ["1", {}],
    ["USD", { USD: 1 }],
    ["USD/month", { USD: 1, month: -1 }],
    ["GPU*hour/month", { GPU: 1, hour: 1, month: -1 }],
    ["1/month", { month: -1 }],
    ["hour^2", { hour: 2 }],
    ["hour^-2", { hour: -2 }],
    ["a/b^-2", { a: 1, b: 2 }],
    ["a/b*c", { a: 1, b: -1, c: 1 }],
    ["a/b/c", { a: 1, b: -1, c: -1 }],
    ["a*a/a", { a: 1 }],
    ["a/a", {}],
    ["USD^0.5", { USD: 0.5 }],
    [" USD / month ", { USD: 1, month: -1 }],
    ["M_tokens", { M_tokens: 1 }],
    ["constructor", { constructor: 1 } as unknown as Unit],
  ])("%j is read", (text, expected) => {
    expect(parseUnit(text)).toEqual(expected);
  });

  test.each<[Unit, string]>([
    [{}, "1"],
    [{ month: -1 }, "1/month"],
    [{ month: -1, USD: 1, GPU: 2 }, "GPU^2*USD/month"],
    [{ b: -2, a: -1, c: 0.5 }, "c^0.5/a/b^2"],
  ])("%j is written as %s", (powers, text) => {
    expect(formatUnit(powers)).toBe(text);
  });

  test.each(
    [
      "",
      " ",
      "$",
      "USD per month",
      "USD//month",
      "USD/",
      "*USD",
      "/month",
      "2",
      "USD^",
      "USD^a",
    ].concat(["USD^2.", "1USD", "USD-month", "_", "USD*", "(USD)", "USD month"]),
  )("%j is no unit", (text) => {
    expect(messageOf(() => parseUnit(text))).toBe(
      `"${text}" is not a unit: write names joined by * and /, such as USD/month.`,
    );
  });
});

describe("the algebra of units", () => {
  test("is that of a product", () => {
    fc.assert(
      fc.property(unit, unit, (a, b) => {
        expect(sameUnit(multiplyUnits(a, b), multiplyUnits(b, a))).toBe(true);
        expect(sameUnit(divideUnits(multiplyUnits(a, b), b), a)).toBe(true);
        expect(sameUnit(divideUnits(a, a), dimensionless)).toBe(true);
        expect(sameUnit(raiseUnit(a, 2), multiplyUnits(a, a))).toBe(true);
        expect(sameUnit(raiseUnit(raiseUnit(a, 0.5), 2), a)).toBe(true);
        expect(raiseUnit(a, 0)).toEqual({});
        expect(sameUnit(a, b)).toBe(formatUnit(a) === formatUnit(b));
      }),
      runs,
    );
  });
});
