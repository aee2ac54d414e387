import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runCli } from "../cli.ts";
import { memoryIo } from "../testing/memory-io.ts";
import { type Schema, faultsOf } from "../testing/conforms.ts";
import type { Discovery } from "./discover.ts";
import type { Explanation } from "./explain.ts";
import type { ReverseResult } from "./reverse.ts";
import type { AnalysisResult } from "./run-analysis.ts";
import type { Sensitivity } from "./sensitivity.ts";

/** Runs a command on the economy; its JSON must conform to its schema. */
async function analyse<Finding>(...args: string[]): Promise<AnalysisResult<Finding>> {
  const io = memoryIo({ showsProgress: true });
  const code = await runCli([...args, "--json"], io);
  expect([code, io.err().replaceAll(/\r[^\r]*/g, "")]).toEqual([0, ""]);
  const result = JSON.parse(io.out()) as AnalysisResult<Finding>;
  const path = new URL(`../../schema/${args[0]}.json`, import.meta.url);
  expect(faultsOf(result, JSON.parse(readFileSync(path, "utf8")) as Schema)).toEqual([]);
  expect(result.conservation.worstResidual).toBeLessThan(1e-9);
  return result;
}

describe("faultline sensitivity", () => {
  const cash = ["sensitivity", "--outcome", "openai.cash@12"] as const;

  it("ranks the economy's parameters, the first ten closely", async () => {
    const result = await analyse<Sensitivity>(...cash, "--draws", "1024");
    expect(result).toMatchObject({
      method: "sobol",
      outcome: { id: "openai.cash", kind: "series", month: 12, unit: "USD" },
      months: 60,
    });
    const { parameters, basis } = result;
    expect(parameters.filter(({ variance }) => variance !== null)).toHaveLength(10);
    expect(parameters.slice(0, 10).every(({ variance }) => variance !== null)).toBe(true);
    for (const key of ["assumed", "judged", "facts"] as const) {
      expect(basis[key]!.total!.value).toBeGreaterThan(0);
    }
  });

  it("has fewer draws shared out by a regression, and says so", async () => {
    const result = await analyse<Sensitivity>(...cash, "--draws", "900");
    expect(result.method).toBe("regression");
    expect(result.reason).toContain("Sobol' indices need 1024 draws");
    const { assumed, judged, facts, chance } = result.basis;
    const sum = [assumed, judged, facts].reduce((all, row) => all + row!.first.value, 0);
    expect(sum).toBeCloseTo(result.explained!, 9);
    expect(chance).toBeNull();
  });
});

describe("faultline discover", () => {
  it("finds where the end of subsidies breaks the economy, in fresh futures too", async () => {
    const result = await analyse<Discovery>(
      "discover",
      "--scenario",
      "subsidy-ends",
      "--draws",
      "900",
    );
    expect(result.limits.length).toBeGreaterThan(0);
    expect(result.fresh.density).toBeGreaterThan(result.probability);
    expect(result.budget.futures).toBe(2700);
  });
});

describe("faultline reverse", () => {
  it("finds a shock to the levers that brings crisis to half of the futures", async () => {
    const result = await analyse<ReverseResult>("reverse", "--draws", "200");
    expect(result.found).toBe(true);
    expect(result.shock.probability.value).toBeGreaterThanOrEqual(0.5);
    expect(result.inputs.every(({ kind }) => kind === "lever")).toBe(true);
    expect(result.unmoved.length).toBeGreaterThan(0);
    // What simulate makes of the same shock.
    const set = result.shock.moves.flatMap(({ id, value }) => ["--set", `${id}=${value}`]);
    const io = memoryIo();
    await runCli(["simulate", "--draws", "200", "--json", ...set], io);
    const { events } = JSON.parse(io.out()) as { events: { crisis: { probability: number } } };
    expect(events.crisis.probability).toBe(result.shock.probability.value);
  });
});

describe("faultline explain", () => {
  it("adds up to the difference of two runs", async () => {
    const args = ["--scenario", "credits-run-out", "--set", "subsidy.coverage=0.3"];
    const result = await analyse<Explanation>("explain", ...args, "--draws", "200");
    expect(result.causes.map(({ id }) => id)).toEqual([
      "credits.expiryMonth",
      "discount.endMonth",
      "subsidy.coverage",
    ]);
    const { causes, rounding, total, changed, baseline } = result;
    expect(causes.reduce((sum, { part }) => sum + part, 0) + rounding).toBe(total);
    expect(total).toBe(changed - baseline);
  });
});
