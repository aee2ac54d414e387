import type { Run, Settings } from "@faultline/engine";
import { describe, expect, test } from "vitest";
import { mechanisms } from "./mechanisms.ts";
import { scenarios } from "../scenarios/scenarios.ts";
import { runEconomy } from "../testing/run-economy.ts";

const draws = 512;
const base = runEconomy({ draws });
const without = (id: string, settings: Settings = {}): Run =>
  runEconomy({ draws, without: [id], settings });
const at = (settings: Settings): Run => runEconomy({ draws, settings });
const severe = (name: string) => scenarios.find((s) => s.name === name)!.settings.severe;

/** The median of a series in a month. */
const median = (run: Run, id: string, month: number): number => run.series[id]!.p50[month]!;

/** Series of both runs that differ in any month or draw. */
function moved(one: Run, other: Run): readonly string[] {
  return Object.keys(one.series).filter(
    (id) =>
      other.series[id] !== undefined &&
      [1, 12, 59].some((month) => {
        const column = other.column(id, month);
        return one.column(id, month).some((value, draw) => value !== column[draw]);
      }),
  );
}

test("all twenty are there, in order and once", () => {
  expect(mechanisms.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => `M${i + 1}`));
});

describe("a mechanism that only reports moves nothing when it is gone", () => {
  test.each(["M14", "M16"])("%s", (id) => {
    const off = without(id);
    expect(moved(off, base)).toEqual([]);
    for (const made of mechanisms.find((m) => m.id === id)!.makes) {
      expect(off.series[made]).toBeUndefined();
    }
  });
});

describe("a shock waits for a scenario", () => {
  test.each(["M5", "M15"])("%s moves nothing before one", (id) => {
    // Factors of one may round.
    const off = without(id);
    for (const series of ["openai.revenue", "capital.confidence", "apps.failedShare"]) {
      expect(median(off, series, 24) / median(base, series, 24)).toBeCloseTo(1, 9);
    }
  });

  test("M5: once the cap is known to stay, a round is worth less and confidence falls", () => {
    const fails = at({ "restructuring.failMonth": 6 });
    expect(median(fails, "openai.valuation", 30)).toBeLessThan(
      0.8 * median(base, "openai.valuation", 30),
    );
    expect(fails.series["capital.confidence"]!.mean[7]!).toBeLessThan(
      base.series["capital.confidence"]!.mean[7]! - 0.03,
    );
    expect(median(fails, "openai.valuation", 5)).toBe(median(base, "openai.valuation", 5));
  });

  test("M15: a ruling costs a year of damages and training, and nothing before", () => {
    const ruled = at({ "copyright.month": 6, "copyright.damages": 3e9 });
    const extra = (month: number): number =>
      ruled.series["openai.operatingLoss"]!.mean[month]! -
      base.series["openai.operatingLoss"]!.mean[month]!;
    expect(extra(5)).toBe(0);
    expect(extra(8)).toBeGreaterThan(0);
    expect(ruled.events["copyright.ruling"]!.probability).toBe(1);
    const burn = (month: number): number =>
      ruled.series["openai.cashBurn"]!.mean[month]! - base.series["openai.cashBurn"]!.mean[month]!;
    expect(burn(5)).toBe(0);
    expect(burn(8)).toBeGreaterThan(0.25e9);
  });
});

test("M6: with more reasoning a task takes more tokens, and labs sell and compute more", () => {
  const much = at({ "reasoning.surge": 0.6 });
  expect(median(much, "reasoning.tokensPerTask", 36)).toBeGreaterThan(2);
  expect(median(much, "openai.apiServing", 24)).toBeGreaterThan(
    1.1 * median(base, "openai.apiServing", 24),
  );
  const off = without("M6");
  expect(off.series["reasoning.tokensPerTask"]).toBeUndefined();
  expect(median(off, "openai.apiServing", 24)).toBeLessThan(median(base, "openai.apiServing", 24));
});

test("M7: on a plateau lists fall toward open models and appetite tires", () => {
  const flat = at({ "plateau.month": 6 });
  expect(median(flat, "token.frontierList", 30)).toBeLessThan(
    0.7 * median(base, "token.frontierList", 30),
  );
  expect(median(flat, "openai.revenue", 30)).toBeLessThan(median(base, "openai.revenue", 30));
  expect(median(flat, "token.frontierList", 5)).toBe(median(base, "token.frontierList", 5));
});

test("M8 and M9: seats grow into the capacity reserved for them", () => {
  expect(median(base, "copilot.paidSeats", 36)).toBeGreaterThan(
    2 * median(base, "copilot.paidSeats", 0),
  );
  expect(median(base, "copilot.idleShare", 0)).toBeGreaterThan(0.5);
  expect(median(base, "copilot.idleShare", 48)).toBeLessThan(median(base, "copilot.idleShare", 0));
  const still = without("M8");
  expect(still.series["copilot.paidSeats"]).toBeUndefined();
  expect(median(still, "copilot.idleShare", 48)).toBeGreaterThan(
    median(base, "copilot.idleShare", 48),
  );
});

test("M10: pilots dropped beyond the usual cost demand", () => {
  const dropped = at({ "pilots.extra": 0.05 });
  expect(median(dropped, "enterprise.abandonedShare", 30)).toBeGreaterThan(
    1.4 * median(base, "enterprise.abandonedShare", 30),
  );
  for (const id of ["openai.apiRevenue", "microsoft.aiCloudRevenue"]) {
    expect(median(dropped, id, 30), id).toBeLessThan(0.97 * median(base, id, 30));
  }
});

test("M11: without bundling fewer app companies are gone", () => {
  expect(median(without("M11"), "apps.failedShare", 48)).toBeLessThan(
    0.95 * median(base, "apps.failedShare", 48),
  );
});

test("M17: tied customers stay when prices rise", () => {
  const settings = severe("subsidy-ends");
  expect(median(without("M17", settings), "openai.apiRevenue", 30)).toBeLessThan(
    median(at(settings), "openai.apiRevenue", 30),
  );
});

test("M18: demand for show goes with the mood", () => {
  const settings = { "confidence.shock": 2 };
  const fall = (run: Run, of: Run): number =>
    median(run, "microsoft.aiCloudRevenue", 18) / median(of, "microsoft.aiCloudRevenue", 18);
  expect(fall(at(settings), base)).toBeLessThan(
    fall(without("M18", settings), without("M18")) - 0.005,
  );
});

test("M19: where errors close nothing off, more can be spent", () => {
  const [open, bounded] = [without("M19"), base].map((run) => run.series["openai.revenue"]!.mean);
  expect(open![48]).toBeGreaterThan(1.02 * bounded![48]!);
  const cured = at({ "reliability.cure": 1 }).series["openai.revenue"]!.mean;
  expect(cured[48]).toBeGreaterThan(bounded![48]!);
  expect(cured[48]).toBeLessThan(open![48]!);
});
