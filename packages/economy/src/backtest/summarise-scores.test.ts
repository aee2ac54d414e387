import { describe, expect, it } from "vitest";
import type { RivalScores, ScoredRow } from "./backtest.ts";
import { summariseAll, summariseBySeries } from "./summarise-scores.ts";

function row(
  series: string,
  given: Partial<ScoredRow> & { readonly value?: number } = {},
): ScoredRow {
  const { value = 10, ...rest } = given;
  return {
    observation: { series, period: { first: 0, last: 0 }, value },
    kind: "level",
    unit: "USD",
    p05: 5,
    p25: 8,
    p50: 10,
    p75: 12,
    p95: 15,
    inside50: true,
    inside90: true,
    pit: 0.5,
    crps: 1,
    bounded: null,
    rivals: null,
    ...rest,
  };
}

const rivals = (lastValue: number, trend: number): RivalScores => ({
  lastValue: { value: 1, from: "2024-08", crps: lastValue },
  trend: { method: "linear", p05: 0, p50: 1, p95: 2, crps: trend },
  observations: 6,
  facts: [],
});

const out = { inside50: false, inside90: false } as const;

describe("summariseBySeries", () => {
  it("counts, averages and compares within a series", () => {
    const { a } = summariseBySeries([
      row("a", { crps: 1, rivals: rivals(4, 2) }),
      row("a", { crps: 2, rivals: rivals(8, 4), inside50: false }),
      row("a", { crps: 9, value: -20, ...out }),
    ]);
    expect(a).toMatchObject({ rows: 3, rowsWithRivals: 2, unit: "USD", crps: 4 });
    expect(a!.coverage).toEqual({ p50: 1 / 3, p90: 2 / 3 });
    // Three intervals 10 wide, over figures of 10, 10 and −20.
    expect(a!.width).toBe(30 / 40);
    // The row without rivals does not count against them; the harder of the two decides.
    expect(a!.skillOver).toEqual({ lastValue: 0.75, trend: 0.5 });
    expect(a!.skill).toBe(0.5);
  });

  it("has no skill without rivals, nor a width over nothing", () => {
    const { a, b } = summariseBySeries([row("b", { value: 0 }), row("a")]);
    expect(a).toMatchObject({ skill: null, skillOver: { lastValue: null, trend: null } });
    expect(b!.width).toBeNull();
  });

  it("has no skill against a rival that was right to the dollar", () => {
    const { a } = summariseBySeries([row("a", { rivals: rivals(0, 2) })]);
    expect(a).toMatchObject({ skill: null, skillOver: { lastValue: null, trend: 0.5 } });
  });

  it("bounds the coverage by what published uncertainty leaves open", () => {
    const bounded = { inside50: "no", inside90: "partly", pit: [0, 1], crps: [0, 1] } as const;
    const { a } = summariseBySeries([row("a", { ...out, bounded }), row("a")]);
    expect(a!.coverage).toEqual({ p50: 0.5, p90: 0.5 });
    expect(a!.coverageBounds).toEqual({ p50: [0.5, 0.5], p90: [0.5, 1] });
  });
});

describe("summariseAll", () => {
  it("is the mean over series, however many rows each has", () => {
    const series = summariseBySeries([
      row("a", { rivals: rivals(2, 4) }),
      ...Array.from({ length: 3 }, () => row("b", { ...out, rivals: rivals(1, 1) })),
      row("c"),
    ]);
    const all = summariseAll(Object.values(series));
    expect(all.coverage.p50).toBeCloseTo(2 / 3, 14);
    expect(all.coverage.p90).toBeCloseTo(2 / 3, 14);
    expect(all.coverageBounds).toEqual({ p50: [2 / 3, 2 / 3], p90: [2 / 3, 2 / 3] });
    expect(all.width).toBe(1);
    // Of a and b; c has no rivals.
    expect(all.skillOver).toEqual({ lastValue: 0.25, trend: 0.375 });
    expect(all.skill).toBe(0.25);
  });

  it("is null where there is nothing", () => {
    expect(summariseAll([])).toEqual({
      coverage: { p50: null, p90: null },
      coverageBounds: { p50: null, p90: null },
      width: null,
      skill: null,
      skillOver: { lastValue: null, trend: null },
    });
  });
});
