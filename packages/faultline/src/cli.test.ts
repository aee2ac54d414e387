import { describe, expect, it } from "vitest";
import { claims, mechanisms, publishedIds, scenarios } from "@faultline/economy";
import { InputError } from "@faultline/exposure";
import { faultLine, runCli } from "./cli.ts";
import type { Io } from "./io.ts";
import { widthOf } from "./terminal/text.ts";
import { memoryIo } from "./testing/memory-io.ts";

async function cli(args: readonly string[], options: Partial<Io> = {}) {
  const io = memoryIo(options);
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err() };
}

const quick = ["--draws", "60", "--months", "18"] as const;

const listings: readonly (readonly string[])[] = [
  ["scenarios"],
  ["mechanisms"],
  ["parameters"],
  ["facts"],
  ["series"],
  ["series", "--without", "M2"],
  ["series", "openai.cash", ...quick],
  ["series", "crisis", ...quick],
  ["claims", ...quick],
  ["claims", "--id", "E17", ...quick],
  ["claims", "--full", ...quick],
  ["simulate", ...quick],
  ["sensitivity", "--outcome", "openai.cash@12", "--draws", "900"],
  ["discover", "--scenario", "subsidy-ends", "--draws", "900"],
  ["reverse", "--over", "subsidy.coverage,confidence.pull", "--draws", "100"],
  ["explain", "--scenario", "credits-run-out", ...quick],
  ["--help"],
  ...[
    "stress",
    "simulate",
    "sensitivity",
    "reverse",
    "exposure",
    "backtest",
    "facts",
    "series",
  ].map((name) => [name, "--help"]),
];

describe.each(listings.map((args) => [args.join(" "), args] as const))(
  "faultline %s",
  (_n, args) => {
    it("prints text of at most 100 columns and nothing on stderr", async () => {
      const { code, out, err } = await cli(args);
      expect(code).toBe(0);
      expect(err).toBe("");
      // An address stays whole: a broken one cannot be followed.
      const lines = out.split("\n").filter((line) => !/^ *https?:\S+$/.test(line));
      expect(lines.filter((line) => widthOf(line) > 100)).toEqual([]);
      expect(lines.length).toBeGreaterThan(5);
      expect(out).not.toContain("undefined");
      expect(out).not.toContain("NaN");
      expect(out).not.toContain("\u001B");
    });
  },
);

describe("lists as JSON", () => {
  const items = async (...args: string[]): Promise<Record<string, unknown>[]> => {
    const { code, out, err } = await cli([...args, "--json"]);
    expect([code, err]).toEqual([0, ""]);
    return (JSON.parse(out) as { items: Record<string, unknown>[] }).items;
  };
  const idsOf = async (...args: string[]) => (await items(...args)).map(({ id }) => id);

  it("have all there is", async () => {
    expect((await items("scenarios")).map(({ name }) => name)).toEqual(
      scenarios.map((s) => s.name),
    );
    expect(await idsOf("mechanisms")).toEqual(mechanisms.map(({ id }) => id));
    expect(await idsOf("claims", ...quick)).toEqual(claims.map(({ id }) => id));
    expect(await idsOf("series")).toEqual(expect.arrayContaining([...publishedIds]));
  });

  it("tell series that are there from those that are absent", async () => {
    const without = await items("series", "--without", "M2");
    const valuation = without.find(({ id }) => id === "openai.valuation");
    expect(valuation).toMatchObject({ present: false, kind: null, mechanism: "M2" });
    const cash = without.find(({ id }) => id === "openai.cash");
    expect(cash).toMatchObject({ present: true, kind: "series", unit: "USD", published: true });
  });

  it("give a series month by month, with its quantiles in order", async () => {
    const rows = await items("series", "openai.cash", ...quick);
    expect(rows).toHaveLength(18);
    expect(rows[4]).toMatchObject({ month: 5, period: "2025-01" });
    for (const row of rows) {
      const quantiles = ["p05", "p25", "p50", "p75", "p95"].map((key) => row[key] as number);
      expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
    }
  });

  it("judge claims with a figure and what would flip it", async () => {
    for (const item of await items("claims", ...quick)) {
      expect(["holds", "does not hold", "cannot be told"]).toContain(item["verdict"]);
      expect(item["figure"]).toBeTruthy();
      expect(item["flips"]).toBeTruthy();
    }
  });
});

describe("exit codes", () => {
  it.each<[string[], number, RegExp]>([
    [["--version"], 0, /^$/],
    [[], 2, /Usage: faultline/],
    [["simulat"], 2, /unknown command 'simulat'\n\(Did you mean simulate\?\)/],
    [["simulate", "--scenaro", "x"], 2, /Did you mean --scenario\?/],
    [["simulate", "--set"], 2, /argument missing/],
    [["simulate", "extra"], 2, /too many arguments/],
    [["exposure"], 2, /missing required argument/],
    [["simulate", "--scenario", "subsidy-end"], 1, /^faultline: --scenario: .*"subsidy-ends"\?\n$/],
    [["series", "openai.cahs"], 1, /^faultline: series: .*"openai.cash"\?\n$/],
    [["series", "microsoft.nothing"], 1, /^faultline: series: no series/],
    [["series", "openai.valuation", "--without", "M2"], 1, /absent.*drop --without M2\n$/],
    [["claims", "--months", "15"], 1, /^faultline: --months: .*at least 16\n$/],
    [["sensitivity", "--outcome", "openai.cahs"], 1, /^faultline: --outcome: .*"openai.cash"\?\n$/],
    [["sensitivity", "--outcome", "crisis@61"], 1, /^faultline: --outcome @month: "61" is not/],
    [["sensitivity", "--draws", "100"], 1, /100 futures cannot tell \d+ parameters apart; give/],
    [["discover", "--event", "openai.cash"], 1, /^faultline: --event: "openai.cash" is a series/],
    [["discover", "--months", "6", "--draws", "900"], 1, /in 0 of 900 futures.*--scenario/],
    [["reverse", "--over", "subsidy.coverag"], 1, /^faultline: --over: .*"subsidy.coverage"\?\n$/],
    [["reverse", "--over", "subsidy.ramp"], 1, /^faultline: --over: subsidy.ramp cannot be moved/],
    [["reverse", "--probability", "1"], 1, /^faultline: --probability: 1 is not between 0 and 1/],
    [["explain"], 1, /^faultline: --scenario: nothing differs from the baseline/],
    [["explain", "--draws", "100001", "--set", "subsidy.coverage=1"], 1, /give at most 100000\n$/],
    [["claims", "--from", "2023-06"], 1, /^faultline: --from: claims are of September 2024/],
    [
      ["simulate", "--facts", "no.yaml"],
      1,
      /^faultline: no\.yaml: there is no such file; .*--template/,
    ],
    [["claims", "--id", "E99"], 1, /^faultline: --id: there is no claim "E99"; .*lists/],
    [["claims", "--id", "e31"], 1, /^faultline: --id: claim E31 is not judged \(An opinion/],
    [["facts", "--kind", "x"], 1, /^faultline: --kind/],
  ])("%j gives %d", async (args, expected, message) => {
    const { code, err } = await cli(args);
    expect(err).toMatch(message);
    expect(code).toBe(expected);
  });
});

describe("an error", () => {
  it("of the user is one line", () => {
    const error = new InputError("a.csv:3", "bad", "mend it");
    expect(faultLine(error, { env: {} })).toBe("faultline: a.csv:3: bad; mend it");
  });

  it("of ours says so in one line, and shows its trace only on request", () => {
    const error = new TypeError("x is\nnot a function");
    expect(faultLine(error, { env: {} })).toBe(
      "faultline: this is a bug: x is not a function (FAULTLINE_DEBUG=1 shows the trace)",
    );
    expect(faultLine(error, { env: { FAULTLINE_DEBUG: "1" } })).toContain("cli.test.ts");
    expect(faultLine("text", { env: {} })).toContain("this is a bug: text");
  });
});

describe("progress", () => {
  it("is no part of the output", async () => {
    const { out, err } = await cli(["simulate", ...quick, "--json"], { showsProgress: true });
    expect(() => JSON.parse(out) as unknown).not.toThrow();
    expect(err.replaceAll(/\r[^\r]*/g, "")).toBe("");
  });
});
