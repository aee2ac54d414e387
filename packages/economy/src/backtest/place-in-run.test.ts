import { describe, expect, it } from "vitest";
import { parsePeriod } from "./period.ts";
import { placeInRun } from "./place-in-run.ts";

const run = { start: parsePeriod("2024-09")!.first, months: 24 };
const place = (period: string, kind: "flow" | "level") =>
  placeInRun(parsePeriod(period)!, kind, run);

describe("placeInRun", () => {
  it.each([
    ["2024-09", "flow", 0, 0],
    ["2026-08", "flow", 23, 23],
    ["2025Q1", "flow", 4, 6],
    ["2025", "flow", 4, 15],
    ["2024-11/2025-01", "level", 4, 4],
    // A level stands at the end of its period, so what came before the run does not matter.
    ["2024", "level", 3, 3],
  ] as const)("finds %s of a %s in months %d to %d", (period, kind, first, last) => {
    const found = place(period, kind);
    const from = kind === "level" ? last : first;
    expect(found).toEqual({ ok: true, first: from, last });
  });

  it.each([
    ["2024", "flow", /^begins in 2024-01, before the run's first month 2024-09$/],
    ["2024-08", "level", /^is of 2024-08, before the run's first month 2024-09$/],
    ["2026Q3", "flow", /^ends in 2026-09, after the run's last month 2026-08; it takes 25 months/],
    ["2026", "level", /^ends in 2026-12, after .* it takes 28 months/],
  ] as const)("says why %s of a %s is outside", (period, kind, reason) => {
    const found = place(period, kind);
    expect(found.ok).toBe(false);
    if (!found.ok) expect(found.reason).toMatch(reason);
  });
});
