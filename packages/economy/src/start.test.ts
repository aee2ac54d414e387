import { expect, test } from "vitest";
import { startChecks } from "./start-checks.ts";
import { runEconomy } from "./testing/run-economy.ts";

test("firms start inside the ranges of their facts, and stay inside the forecasts after three months", () => {
  const run = runEconomy({ draws: 2048, months: 4 });
  const table = startChecks.map(({ what, month, low, high, from, model }) => {
    const values = model(run, month).toSorted();
    const at = (q: number): number => values[Math.round(q * (values.length - 1))]!;
    const tolerance = 1e-9 * high;
    const inside =
      values.filter((v) => v >= low - tolerance && v <= high + tolerance).length / values.length;
    return { what, low, high, p05: at(0.05), p50: at(0.5), p95: at(0.95), inside, from };
  });
  const bn = (usd: number): string => (usd / 1e9).toFixed(2).padStart(6);
  console.log(
    [
      "USD bn a year                            facts            model p05  p50  p95      draws inside",
    ]
      .concat(
        table.map(
          (r) =>
            `${r.what.padEnd(40)} ${bn(r.low)} –${bn(r.high)}  ${bn(r.p05)} ${bn(r.p50)} ${bn(r.p95)}  ` +
            `${(100 * r.inside).toFixed(0).padStart(4)}%  ${r.from}`,
        ),
      )
      .join("\n"),
  );
  for (const { what, low, high, p50, inside } of table) {
    expect.soft(p50, what).toBeGreaterThanOrEqual(low * (1 - 1e-9));
    expect.soft(p50, what).toBeLessThanOrEqual(high * (1 + 1e-9));
    expect.soft(inside, `${what}: share of draws inside`).toBeGreaterThan(0.5);
  }
});

test("a loss of about five billion a year burns far less cash, because credits pay the rest", () => {
  const run = runEconomy({ draws: 512, months: 1 });
  const loss = run.series["openai.operatingLoss"]!.p50[0]! - run.series["openai.stockPay"]!.p50[0]!;
  expect(run.series["openai.cashBurn"]!.p50[0]!).toBeLessThan(0.35 * loss);
});
