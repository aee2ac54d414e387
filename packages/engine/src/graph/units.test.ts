import { describe, expect, test } from "vitest";
import { type Equation, eq, quantity, trait } from "../language/equation.ts";
import { Model } from "../language/model.ts";
import { formatUnit, parseUnit } from "../language/unit.ts";
import { fitsUnit, unitOf } from "./units.ts";

const m = new Model();
const usd = m.variable("usd", eq`0`, { unit: "USD" });
const price = m.variable("price", eq`0`, { unit: "USD/GPU" });
const ratio = m.variable("ratio", eq`1`);
const apps = m.population("apps", {
  traits: { size: [1, 2], pay: [3, 4] },
  traitUnits: { pay: "USD" },
});

describe("unitOf", () => {
  test.each<[Equation, string]>([
    [eq`3`, "1"],
    [eq`0`, "1"],
    [eq`time`, "month"],
    [eq`month`, "month"],
    [eq`${usd} / month`, "USD/month"],
    [eq`${usd} / ${price}`, "GPU"],
    [eq`${usd} * ${price} * 2`, "USD^2/GPU"],
    [eq`-${usd}`, "USD"],
    [eq`abs(${usd}) - ${usd}`, "USD"],
    [eq`min(${usd}, 0)`, "USD"],
    [eq`max(0, ${usd})`, "USD"],
    [eq`clip(${usd}, 0, 2 * ${usd})`, "USD"],
    [eq`if(${usd} > 0, 0, ${usd})`, "USD"],
    [eq`sqrt(${usd} * ${usd})`, "USD"],
    [eq`sqrt(${usd})`, "USD^0.5"],
    [eq`pow(${usd}, 2)`, "USD^2"],
    [eq`pow(${usd}, -1)`, "1/USD"],
    [eq`pow(${usd}, 0.5)`, "USD^0.5"],
    [eq`pow(${ratio}, ${ratio})`, "1"],
    [eq`${usd} == ${usd} and not ${ratio}`, "1"],
    [eq`exp(${usd} / ${usd})`, "1"],
    [eq`sum(${trait(apps, "pay")} * ${trait(apps, "size")})`, "USD"],
    [eq`${quantity(2, "USD/month")} * time`, "USD"],
    [eq`1 / ${usd}`, "1/USD"],
    [eq`0 / ${usd} + ${usd}`, "USD"],
    [eq`0 * ${usd} + ${ratio}`, "1"],
  ])("of equation %#", (equation, unit) => {
    expect(formatUnit(unitOf(equation.expression))).toBe(unit);
  });
});

test("the literal 0 fits every unit, a quantity of 0 its own", () => {
  expect(fitsUnit(eq`0`.expression, parseUnit("USD"))).toBe(true);
  expect(fitsUnit(eq`-0 + 0`.expression, parseUnit("USD"))).toBe(true);
  expect(fitsUnit(eq`1`.expression, parseUnit("USD"))).toBe(false);
  expect(fitsUnit(quantity(0, "GPU").expression, parseUnit("USD"))).toBe(false);
});
