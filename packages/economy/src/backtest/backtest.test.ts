import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildEconomy, origin } from "../economy.ts";
import { scoreOutcomes } from "./backtest.ts";
import { knownHistory } from "./known-history.ts";
import { type Observation, kindOf } from "./observation.ts";
import { parsePeriod } from "./period.ts";
import { crps } from "./proper-scores.ts";

const start = parsePeriod("2024-09")!.first;
const sales = { id: "sales", unit: { USD: 1, month: -1 } };
const cash = { id: "cash", unit: { USD: 1 } };

// Draw d sells d in the first month and d more each month; its cash is the sum.
const values: Readonly<Record<string, (month: number, draw: number) => number>> = {
  sales: (month, draw) => draw * (month + 1),
  cash: (month, draw) => (draw * (month + 1) * (month + 2)) / 2,
};
const run = {
  start,
  months: 12,
  draws: 5,
  column: (series: string, month: number) =>
    Float64Array.from({ length: 5 }, (_, draw) => values[series]!(month, draw)),
};
const figure = (series: string, period: string, value: number): Observation => ({
  series,
  period: parsePeriod(period)!,
  value,
});
const score = (outcomes: readonly Observation[], history: readonly Observation[] = []) =>
  scoreOutcomes({ run, series: [sales, cash], outcomes, history });

describe("scoreOutcomes", () => {
  it("sums a flow over its months, draw by draw, and takes a level at the end", () => {
    const { rows } = score([figure("sales", "2024Q4", 18), figure("cash", "2024Q4", 20)]);
    // Months 2, 3 and 4 of draw d sell 2d + 3d + 4d; by then it has 10d.
    expect(rows[0]).toMatchObject({ kind: "flow", unit: "USD", p50: 18, pit: 0.5 });
    expect(rows[0]!.crps).toBeCloseTo(crps(Float64Array.of(0, 9, 18, 27, 36), 18), 12);
    expect(rows[1]).toMatchObject({ kind: "level", unit: "USD", p50: 20, pit: 0.5 });
    expect(rows.map(({ rivals }) => rivals)).toEqual([null, null]);
  });

  it("gives back every observation, scored or with a reason", () => {
    const inside = figure("sales", "2024-10", 4);
    const [early, late] = [figure("sales", "2024", 4), figure("cash", "2026", 4)];
    const { rows, unplaced } = score([early, inside, late]);
    expect(rows.map(({ observation }) => observation)).toEqual([inside]);
    expect(unplaced.map(({ observation }) => observation)).toEqual([early, late]);
  });

  it("does not depend on the order of the draws", () => {
    const outcome = figure("sales", "2024-12", 9);
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 30 }),
        fc.infiniteStream(fc.nat()),
        (draws, chance) => {
          const scoreOf = (column: readonly number[]) =>
            scoreOutcomes({
              run: { ...run, draws: column.length, column: () => Float64Array.from(column) },
              series: [sales],
              outcomes: [outcome],
              history: [],
            }).rows;
          const keyed = draws.map((draw) => ({ draw, key: chance.next().value as number }));
          const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ draw }) => draw);
          expect(scoreOf(shuffled)).toEqual(scoreOf(draws));
        },
      ),
    );
  });

  it("sets the rivals beside, on the history of the same series alone", () => {
    const history = [figure("sales", "2024-08", 5), figure("cash", "2024-08", 100)];
    const [row] = score([figure("sales", "2024Q4", 18)], history).rows;
    expect(row!.rivals).toMatchObject({
      lastValue: { value: 15, from: "2024-08", crps: 3 },
      trend: { method: "last value", p50: 15, crps: 3 },
      observations: 1,
      facts: [],
    });
  });

  it("refuses a series it was not given", () => {
    expect(() => score([figure("x", "2024-10", 1)])).toThrow(/"x"/);
  });
});

describe("the history that the evidence knows", () => {
  const { graph } = buildEconomy();

  it("is of series that the economy makes", () => {
    const ids = new Set(graph.series.map(({ id }) => id));
    for (const { series } of knownHistory) expect(ids, series).toContain(series);
  });

  it("ended by the first month, rests on facts, and was public in time", () => {
    for (const { series, period, facts } of knownHistory) {
      expect(period.last, series).toBeLessThanOrEqual(start);
      expect(facts.length).toBeGreaterThan(0);
      for (const { published } of facts) expect(published <= origin.knowledgeDate).toBe(true);
    }
  });

  it("is in the units of its series: the last figure is near the start of the run", () => {
    const latest = new Map(knownHistory.map((known) => [known.series, known]));
    for (const { id, unit } of graph.series) {
      const known = latest.get(id);
      if (known === undefined) continue;
      expect(kindOf(unit)).toBe(/revenue|cashBurn|capex/i.test(id) ? "flow" : "level");
    }
    expect(latest.get("openai.revenue")!.value).toBe(0.3e9);
    expect(latest.get("openai.paidSeats")!.value).toBe(11e6);
    expect(latest.get("token.frontierList")!.value).toBe(4.375);
    expect(latest.get("gpuHour.h100")!.value).toBe(2.99);
  });
});
