import { expect, test } from "vitest";
import { runEconomy } from "../testing/run-economy.ts";
import { verdictOf } from "./claim.ts";
import { claims } from "./claims.ts";
import { breakEvenMultiples } from "./price-at-cost.ts";

const baseline = runEconomy({ months: 24 });
const judge = (id: string, run = baseline) => claims.find((c) => c.id === id)!.judge(run);

test("the bill without the discount is 10.5 to 12.3 billion by the essay's own prices (D02)", () => {
  const { verdict, figure, flips } = judge("E17");
  expect(verdict).toBe("does not hold");
  expect(figure).toContain("10.5 to 12.3 billion");
  expect(flips).toContain("1.95");
});

test("credits that were never granted anew are gone by 2025, and last without M4", () => {
  expect(judge("E36").verdict).toBe("holds");
  expect(judge("E36", runEconomy({ months: 24, without: ["M4"] })).verdict).toBe("cannot be told");
  const large = runEconomy({ months: 24, settings: { "credits.atStart": 40e9 } });
  expect(judge("E36", large).verdict).toBe("does not hold");
});

test("what a token cost over its price stays below ten, unless costs are many times as high", () => {
  const { verdict, figure } = judge("E34");
  expect(verdict).toBe("does not hold");
  expect(figure).toMatch(/OpenAI and [5-8]\.\d to [6-9]\.\d at Anthropic/);
  const dear = runEconomy({ months: 1, settings: { "anthropic.trainingAtStart": 1e9 } });
  expect(judge("E34", dear).verdict).toBe("holds");
});

test("prices that cover: at constant volume the multiple is costs over revenue net of the share", () => {
  const rigid = runEconomy({
    months: 1,
    draws: 256,
    settings: { "customers.apiElasticity": 0, "customers.seatElasticity": 0 },
  });
  const [revenue, loss, stock] = ["revenue", "operatingLoss", "stockPay"].map((name) =>
    rigid.column(`openai.${name}`, 0),
  );
  for (const [draw, multiple] of breakEvenMultiples(rigid).entries()) {
    const r = revenue![draw]!;
    const exact = (r + loss![draw]! - stock![draw]! - 0.2 * r) / (0.8 * r);
    expect(multiple / exact).toBeGreaterThanOrEqual(1);
    expect(multiple / exact).toBeLessThan(1.021);
  }
});

test("a demand that answers prices more makes the multiple higher, never lower", () => {
  const at = (elasticity: number) =>
    breakEvenMultiples(
      runEconomy({
        months: 1,
        draws: 256,
        settings: { "customers.apiElasticity": elasticity, "customers.seatElasticity": elasticity },
      }),
    );
  const [low, high] = [at(0.3), at(0.8)];
  expect(low.every((m, draw) => m <= high[draw]!)).toBe(true);
});

test("verdicts need two thirds either way", () => {
  expect([0.7, 0.5, 0.2].map(verdictOf)).toEqual(["holds", "cannot be told", "does not hold"]);
});
