import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EnsemblePool, openPool } from "../ensemble/pool.ts";
import { type RawEnsembleOptions, parseEnsembleOptions } from "../options/ensemble-options.ts";
import { type Schema, faultsOf } from "../testing/conforms.ts";
import { runSimulation } from "./run-simulation.ts";
import type { SimulateResult } from "./simulate-result.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../schema/simulate.json", import.meta.url), "utf8"),
) as Schema;

let pool: EnsemblePool;
beforeAll(() => {
  pool = openPool(1);
});
afterAll(() => pool.close());

async function simulate(raw: RawEnsembleOptions): Promise<SimulateResult> {
  const options = parseEnsembleOptions({ months: "36", draws: "200", ...raw }, { cwd: "/" });
  return (await runSimulation(pool, options)).result;
}

describe("the result of simulate", () => {
  it.each<RawEnsembleOptions>([
    {},
    { scenario: "confidence-breaks", severity: "extreme", without: ["M2"] },
    { without: ["M3"] },
  ])("conforms to its schema: %j", async (raw) => {
    const result: unknown = JSON.parse(JSON.stringify(await simulate(raw)));
    expect(faultsOf(result, schema)).toEqual([]);
  });

  it("lists what is absent instead of giving a constant", async () => {
    const result = await simulate({ without: ["M2"] });
    expect(result.absent).toContain("openai.default");
    expect(result.events).not.toHaveProperty(["openai.default"]);
    expect(result.series).not.toHaveProperty(["openai.valuation"]);
    expect(result.series).toHaveProperty(["openai.cash"]);
  });

  it("has events that add up over the months", async () => {
    const { events, months } = await simulate({ scenario: "subsidy-ends", severity: "extreme" });
    for (const { probability, medianMonth, cumulative } of Object.values(events)) {
      expect(cumulative).toHaveLength(months);
      expect(cumulative).toEqual(cumulative.toSorted((a, b) => a - b));
      expect(cumulative.at(-1)).toBe(probability);
      if (medianMonth === null) expect(probability).toBeLessThan(0.5);
      else expect(cumulative[medianMonth]).toBeGreaterThanOrEqual(0.5);
    }
  });

  it("tells the same futures with confidence frozen, beside", async () => {
    const broken = await simulate({ scenario: "confidence-breaks", severity: "extreme" });
    const ablated = await simulate({ without: ["M3"] });
    expect(broken.frozen?.ignored).toEqual(["confidence.shock"]);
    expect(broken.frozen?.events).toEqual(ablated.events);
    expect(ablated.frozen).toBeUndefined();
    expect(ablated).not.toHaveProperty("frozen");
  });

  it("drops a hand-set lever of confidence from the frozen run only", async () => {
    const result = await simulate({ set: ["confidence.shock=2"] });
    expect(result.settings).toEqual({ "confidence.shock": 2 });
    expect(result.ignored).toEqual([]);
    expect(result.frozen?.ignored).toEqual(["confidence.shock"]);
  });

  it("calls a number set by hand an assumption, with no fact behind it", async () => {
    const id = "openai.contractPrice";
    const before = await simulate({});
    const after = await simulate({ set: [`${id}=2`] });
    expect(before.assumptions.map((assumption) => assumption.id)).not.toContain(id);
    expect(after.assumptions.find((assumption) => assumption.id === id)).toEqual({
      id,
      distribution: "always 2",
      why: "Set by --set.",
      facts: [],
    });
    expect(after.parameters.facts).toBe(before.parameters.facts - 1);
    expect(after.parameters.assumed).toBe(before.parameters.assumed + 1);
    const { total, facts, judged, assumed } = after.parameters;
    expect(facts + judged + assumed).toBe(total);
    expect(after.assumptions).toHaveLength(judged + assumed);
  });

  it("says which numbers broke the model", async () => {
    await expect(simulate({ scenario: "subsidy-ends", set: ["subsidy.ramp=0"] })).rejects.toThrow(
      /^--set subsidy\.ramp=0: the model breaks down: Series .* is NaN in draw 0, month \d+; choose/,
    );
  });
});
