import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runCli } from "../cli.ts";
import { memoryIo } from "../testing/memory-io.ts";
import { nameKinds, resolveName } from "./named-results.ts";

const quick = ["--draws", "100", "--workers", "1"] as const;

async function cli(...args: readonly string[]) {
  const io = memoryIo();
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err() };
}

describe("--fail-if", () => {
  it("ends with 3 once the result is printed, and says what tripped", async () => {
    const { code, out, err } = await cli(
      "stress",
      ...quick,
      "--months",
      "24",
      "--fail-if",
      "p_insolvent_24m >= 0 and gross_margin < 1",
    );
    expect(code).toBe(3);
    expect(out).toContain("faultline stress");
    expect(err).toMatch(
      /^faultline: --fail-if: p_insolvent_24m >= 0 and gross_margin < 1 \(p_insolvent_24m is \S+, gross_margin is 0\.\d+\)\n$/,
    );
  });

  it("ends with 0 where none of several holds, and prints the whole result as ever", async () => {
    const limits = ["--fail-if", "p_openai_default_12m > 0.9", "--fail-if", "spend < 1"];
    const { code, out, err } = await cli("stress", ...quick, "--months", "12", "--json", ...limits);
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toHaveProperty("company");
  });

  it("reads the economy and the exposure alone", async () => {
    const sample = new URL("../../sample/usage.otlp.jsonl", import.meta.url).pathname;
    const economy = ["simulate", ...quick, "--months", "6"];
    expect((await cli(...economy, "--fail-if", "openai_revenue_p50_6m > 1e8")).code).toBe(3);
    expect((await cli(...economy, "--fail-if", "openai_revenue_p50_6m > 1e12")).code).toBe(0);
    expect((await cli("exposure", sample, "--fail-if", "largest_vendor > 50%")).code).toBe(3);
    expect((await cli("exposure", sample, "--fail-if", "rejected_records > 0")).code).toBe(0);
  });

  it.each([
    [
      ["simulate", "--fail-if", "p_insolvent_12m > 0"],
      /no result here is called "p_insolvent_12m"/,
    ],
    [["stress", "--fail-if", "p_insolvant_12m > 0"], /did you mean "p_insolvent_Nm"/],
    [["stress", "--months", "12", "--fail-if", "p_crisis_24m > 0"], /beyond the 12 months/],
    [["stress", "--fail-if", "p_insolvent_0m > 0"], /counts months from 1/],
    [["exposure", "none.json", "--fail-if", "spend"], /is a number, not a condition/],
  ])("%j is bad input, told before anything is read or run", async (args, words) => {
    const { code, out, err } = await cli(...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(words);
  });

  it("does not take what is not known for a number", async () => {
    const sample = new URL("../../sample/usage.otlp.jsonl", import.meta.url).pathname;
    const { code, err } = await cli("exposure", sample, "--fail-if", "gross_margin < 0.9");
    expect(code).toBe(1);
    expect(err).toMatch(/gross_margin is not known: revenue is not told/);
  });
});

describe("the names of results", () => {
  it("are one each, and found with and without a month", () => {
    const shapes = nameKinds.map(({ shape }) => shape);
    expect(new Set(shapes).size).toBe(shapes.length);
    expect(resolveName("hhi")).toMatchObject({ month: 0 });
    expect(resolveName("p_crisis_7m")).toMatchObject({ month: 7, kind: { shape: "p_crisis_Nm" } });
    const page = readFileSync(new URL("../../../../docs/ci.md", import.meta.url), "utf8");
    for (const { shape, of } of nameKinds) {
      if (of !== "economy") expect(page).toContain(`\`${shape}\``);
    }
    expect(resolveName("p_crisis_m")).toBeUndefined();
    expect(resolveName("hhi_7m")).toBeUndefined();
  });
});
