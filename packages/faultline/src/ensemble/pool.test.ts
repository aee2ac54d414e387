import { afterAll, describe, expect, it } from "vitest";
import { buildEconomy } from "@faultline/economy";
import { compile, run } from "@faultline/engine";
import { type EnsembleSpec, openPool } from "./pool.ts";

const pool = openPool(1);
afterAll(() => pool.close());

const spec: EnsembleSpec = { without: [], settings: {}, months: 6, draws: 300, seed: 7 };

describe("a pool on the calling thread", () => {
  it("gives what the engine gives", async () => {
    const { graph, absent } = buildEconomy();
    const expected = run(graph, compile(graph), spec);
    const ensemble = await pool.run(spec);
    expect(ensemble.absent).toEqual(absent);
    expect(ensemble.run.series).toEqual(expected.series);
    expect(ensemble.run.eventMonths).toEqual(expected.eventMonths);
    expect(ensemble.run.worstResidual).toBe(expected.worstResidual);
  });

  it("tells how far it is", async () => {
    const shares: number[] = [];
    const { run: whole } = await pool.run(spec, (share) => shares.push(share));
    // Two blocks, the percentiles of each series, and the end.
    expect(shares).toHaveLength(2 + Object.keys(whole.series).length + 1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares[1]! / shares[0]!).toBeCloseTo(2, 12);
    expect(shares.at(-1)).toBe(1);
  });

  it("keeps only the series asked for, the same as with all", async () => {
    const [all, some] = await Promise.all([
      pool.run(spec),
      pool.run({ ...spec, keep: ["openai.cash"] }),
    ]);
    expect(Object.keys(some.run.series)).toEqual(["openai.cash"]);
    expect(some.run.series["openai.cash"]).toEqual(all.run.series["openai.cash"]);
    expect(some.run.events).toEqual(all.run.events);
  });

  it("builds a model once for equal specs, whatever their order", () => {
    const model = pool.model({ without: ["M1", "M3"] });
    expect(pool.model({ without: ["M3", "M1"] })).toBe(model);
    expect(pool.model({ without: ["M3"] })).not.toBe(model);
  });

  it("fails for a setting the model does not have", async () => {
    await expect(pool.run({ ...spec, settings: { nothing: 1 } })).rejects.toThrow(/"nothing"/);
  });
});
