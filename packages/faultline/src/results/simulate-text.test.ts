import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openPool } from "../ensemble/pool.ts";
import { type RawEnsembleOptions, parseEnsembleOptions } from "../options/ensemble-options.ts";
import { widthOf } from "../terminal/text.ts";
import { monthAfter } from "./months.ts";
import { runSimulation } from "./run-simulation.ts";
import type { SimulateResult } from "./simulate-result.ts";
import { shownMonths, simulateText } from "./simulate-text.ts";

const pool = openPool(1);
afterAll(() => pool.close());

async function simulate(raw: RawEnsembleOptions): Promise<SimulateResult> {
  const options = parseEnsembleOptions({ draws: "100", ...raw }, { cwd: "/" });
  return (await runSimulation(pool, options)).result;
}

const page = { columns: 100, color: false };

describe("the report of simulate", () => {
  it("says what was run, in its first lines", async () => {
    const lines = simulateText(await simulate({ scenario: "subsidy-ends" }), page);
    expect(lines.slice(0, 2)).toEqual([
      "faultline simulate",
      "economy from 2024-09, facts known by 2024-10-31",
    ]);
    expect(lines[2]).toMatch(
      /^scenario subsidy-ends, severe · 60 months · 100 futures · seed 1 · money conserved to \de-1\d$/,
    );
  });

  it("says what the start rests on besides the evidence, and where that is old", async () => {
    const facts = join(mkdtempSync(join(tmpdir(), "faultline-")), "own.yaml");
    const source = { title: "A page", publisher: "A paper", date: "2026-10-20" };
    const fact = { title: "Users", unit: "person", value: 8e8, source, published: "2026-10-20" };
    const sets = "openai.usersAtStart";
    const own = [
      { ...fact, id: "users", sets, asOf: "2026-10" },
      { ...fact, id: "soon", sets, asOf: "2026-12" },
    ];
    writeFileSync(facts, JSON.stringify({ facts: own }));
    const result = await simulate({ from: "2026-11", facts });
    expect(result.ownFacts).toEqual({ used: ["users"], late: ["soon"] });
    expect(result.stale).not.toContain(sets);
    expect(result.stale).toContain("openai.listPrice");
    expect(result.series["openai.weeklyUsers"]!.p50[0]).toBeGreaterThan(7e8);
    const text = simulateText(result, page).join("\n");
    expect(text).toContain("economy from 2026-11, facts known by 2026-12-31");
    expect(text).toContain("with 1 fact of your own");
    expect(text).toMatch(/tell of a later month: soon\n/);
    expect(text).toMatch(/^\d+ start values of a year or more before 2026-11/m);
    const usual = simulateText(await simulate({}), page).join("\n");
    expect(usual).not.toMatch(/start value|your own/);
  });

  it("shows figures of the result and nothing else", async () => {
    const result = await simulate({ months: "30" });
    const text = simulateText(result, page).join("\n");
    const { p05, p50, p95 } = result.series["token.frontierList"]!;
    const cells = [11, 23, 29].flatMap((i) => [p50[i]!, p05[i]!, p95[i]!].map((v) => v.toFixed(2)));
    const row = text.split("\n").find((line) => line.startsWith("list price, best model"));
    expect(row?.match(/\d+\.\d\d/g)).toEqual(cells);
    expect(text).toMatch(/OpenAI defaults \* +\S+ +\S+ +\S+ +\S+\n/);
    expect(text).toContain("* conditional on this scenario, as of 2024-10-31; not a forecast");
    expect(text).toMatch(/BASIS {2}\d+ parameters: \d+ rest on facts/);
  });

  it("warns of a tail, and tells what is left out and what is ignored", async () => {
    const text = simulateText(
      await simulate({ scenario: "confidence-breaks", severity: "extreme", without: ["M3"] }),
      page,
    ).join("\n");
    expect(text).toContain("beyond anything known");
    expect(text).toContain("without M3");
    expect(text).toContain("ignored, since their mechanism is left out: confidence.shock");
    expect(text).not.toContain("frozen");
  });

  it("reads the same without colour, within its columns", async () => {
    const result = await simulate({ scenario: "credits-run-out", months: "5" });
    for (const columns of [72, 100]) {
      const plain = simulateText(result, { columns, color: false });
      const coloured = simulateText(result, { columns, color: true });
      // oxlint-disable-next-line no-control-regex
      expect(coloured.map((line) => line.replaceAll(/\u001B\[\d+m/g, ""))).toEqual(plain);
      expect(coloured).not.toEqual(plain);
      expect(Math.max(...plain.map(widthOf))).toBeLessThanOrEqual(columns);
    }
  });
});

describe("months", () => {
  it("are shown after one year, two, and at the end", () => {
    expect(shownMonths(60)).toEqual([12, 24, 60]);
    expect(shownMonths(24)).toEqual([12, 24]);
    expect(shownMonths(13)).toEqual([12, 13]);
    expect(shownMonths(5)).toEqual([5]);
  });

  it("are counted over the years", () => {
    expect(monthAfter("2024-09", 0)).toBe("2024-09");
    expect(monthAfter("2024-09", 3)).toBe("2024-12");
    expect(monthAfter("2024-09", 4)).toBe("2025-01");
    expect(monthAfter("2024-12", 120)).toBe("2034-12");
  });
});
