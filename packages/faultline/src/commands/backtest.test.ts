import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runCli } from "../cli.ts";
import type { BacktestResult } from "../results/backtest-result.ts";
import { widthOf } from "../terminal/text.ts";
import { type Schema, faultsOf } from "../testing/conforms.ts";
import { memoryIo } from "../testing/memory-io.ts";

const folder = mkdtempSync(join(tmpdir(), "faultline-backtest-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Invented figures, round so that nobody takes them for published ones.
const invented = `series,period,value,lo,hi,source
openai.revenue,2025Q1,1e9,9e8,2e9,invented
openai.revenue,2024-10,3e8,,,invented
openai.cash,2025,1e10,,,invented
openai.weeklyUsers,2024-11/2025-01,3e8,2e8,4e8,invented
token.frontierList,2025-03,1,,,invented
openai.revenue,2024,1e9,,,invented
openai.cash,2031,1e9,,,invented
openai.revenu,2025-03,1e9,,,invented
jobs.cut,2025-03,1e3,,,invented
crisis,2025-03,1,,,invented
`;
const past = `series,period,value
${["05", "06", "07", "08"].map((month, i) => `openai.cash,2023-${month},${i + 1}e9`).join("\n")}
openai.cash,2024-01,6e9
openai.cash,2024-09,7e9
openai.cash,2024-10,8e9
`;
writeFileSync(join(folder, "outcomes.csv"), invented);
writeFileSync(join(folder, "past.csv"), past);

async function cli(args: readonly string[]) {
  const io = memoryIo({ cwd: folder });
  const code = await runCli(["backtest", ...args], io);
  return { code, out: io.out(), err: io.err() };
}

// Without M14 nothing moves, and one published series is absent.
const quick = ["--draws", "300", "--months", "24", "--without", "M14"] as const;
const args = ["--outcomes", "outcomes.csv", ...quick] as const;

async function backtest(...more: readonly string[]): Promise<BacktestResult> {
  const { code, out, err } = await cli([...args, ...more, "--json"]);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out) as BacktestResult;
}

describe("faultline backtest --json", () => {
  it("conforms to its schema, with and without a history", async () => {
    const path = new URL("../../schema/backtest.json", import.meta.url);
    const schema = JSON.parse(readFileSync(path, "utf8")) as Schema;
    expect(faultsOf(await backtest(), schema)).toEqual([]);
    expect(faultsOf(await backtest("--history", "past.csv"), schema)).toEqual([]);
  });

  it("loses no row: each is scored or has a reason", async () => {
    const { rows, unscored, unknown, absent, unreadColumns } = await backtest();
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(unscored.map(({ line, reason }) => [line, reason])).toEqual([
      [7, expect.stringContaining("before the run's first month 2024-09")],
      [8, expect.stringContaining("after the run's last month 2026-08")],
      [9, 'no series is called "openai.revenu"; did you mean "openai.revenue"?'],
      [10, "the series is absent from this model"],
      [11, "it is an event, not a series"],
    ]);
    expect(unknown).toEqual(["openai.revenu", "crisis"]);
    expect(absent).toEqual(["jobs.cut"]);
    expect(unreadColumns).toEqual(["source"]);
  });

  it("predicts what simulate and series print for the same futures", async () => {
    const { rows } = await backtest();
    const io = memoryIo();
    await runCli(["simulate", ...quick, "--json"], io);
    const { series } = JSON.parse(io.out()) as { series: Record<string, Record<string, number[]>> };
    const monthOf = { "openai.revenue": 1, "openai.cash": 15, "openai.weeklyUsers": 4 };
    for (const [id, month] of Object.entries(monthOf)) {
      const row = rows.find((one) => one.series === id && one.period !== "2025Q1")!;
      for (const key of ["p05", "p25", "p50", "p75", "p95"] as const) {
        expect(row[key], `${id} ${key}`).toBe(series[id]![key]![month]);
      }
    }
    // A quarter's revenue lies near the sum of its months' medians, which are not its own median.
    const quarter = rows.find(({ period }) => period === "2025Q1")!;
    const months = [4, 5, 6].map((month) => series["openai.revenue"]!["p50"]![month]!);
    const sum = months.reduce((a, b) => a + b);
    expect(quarter.unit).toBe("USD");
    expect(Math.abs(quarter.p50 / sum - 1)).toBeLessThan(0.02);
  });

  it("starts the rivals from the evidence, and says where there is none", async () => {
    const { rows, withoutHistory, series, skill } = await backtest();
    const [revenue] = rows;
    expect(revenue).toMatchObject({ history: "evidence", kind: "flow", unit: "USD" });
    // August 2024 again, three times over.
    expect(revenue!.rivals!.lastValue).toMatchObject({ value: 0.9e9, from: "2024-08" });
    expect(revenue!.rivals!.lastValue.crps).toBeCloseTo(0.1e9, 0);
    expect(revenue!.rivals).toMatchObject({
      observations: 5,
      facts: ["OA01", "OA02", "OA03", "OA04", "OA05"],
    });
    expect(revenue!.rivals!.trend.method).toBe("last value");
    const cash = rows.find((row) => row.series === "openai.cash")!;
    expect(cash).toMatchObject({ rivals: null, history: null });
    expect(withoutHistory).toEqual(["openai.cash"]);
    expect(series["openai.cash"]!.skill).toBeNull();
    expect(skill).not.toBeNull();
  });

  it("takes a history of one's own up to the first month, and tells what is too late", async () => {
    const { rows, withoutHistory, unusedHistory } = await backtest("--history", "past.csv");
    const cash = rows.find((row) => row.series === "openai.cash")!;
    expect(cash.history).toBe("file");
    expect(cash.rivals).toMatchObject({ observations: 6, facts: [] });
    expect(cash.rivals!.lastValue).toMatchObject({ value: 7e9, from: "2024-09" });
    expect(cash.rivals!.trend.method).toBe("log-linear");
    expect(withoutHistory).toEqual([]);
    expect(unusedHistory).toEqual([
      expect.objectContaining({ line: 8, reason: "it was not known at the end of 2024-09" }),
    ]);
    expect(rows[0]!.history).toBe("evidence");
  });

  it("gives means over series, not over rows", async () => {
    const { series, coverage, width, skill } = await backtest();
    const all = Object.values(series);
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
    expect(all).toHaveLength(4);
    expect(coverage.p90).toBeCloseTo(mean(all.map((one) => one.coverage.p90)), 14);
    expect(width).toBeCloseTo(mean(all.map((one) => one.width!)), 14);
    expect(skill).toBeCloseTo(mean(all.flatMap((one) => one.skill ?? [])), 14);
  });

  it("scores a figure at the median as inside and a far one as outside", async () => {
    const { rows } = await backtest();
    const [{ p50, p95 }] = rows as [BacktestResult["rows"][number]];
    writeFileSync(
      join(folder, "two.csv"),
      `series,period,value\nopenai.revenue,2025Q1,${p50}\nopenai.revenue,2025-01,${100 * p95}`,
    );
    const { out } = await cli(["--outcomes", "two.csv", ...quick, "--json"]);
    const [near, far] = (JSON.parse(out) as BacktestResult).rows;
    expect(near).toMatchObject({ inside50: true, inside90: true, pit: 0.5 });
    expect(far).toMatchObject({ inside50: false, inside90: false, pit: 1 });
    expect(near!.crps).toBeLessThan(far!.crps);
  });

  it("has nulls where nothing can be scored", async () => {
    writeFileSync(join(folder, "none.csv"), "series,period,value\nno.thing,2025,1\n");
    const { code, out } = await cli(["--outcomes", "none.csv", ...quick, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      rows: [],
      coverage: { p50: null, p90: null },
      width: null,
      skill: null,
      unknown: ["no.thing"],
    });
  });
});

describe("faultline backtest", () => {
  it("prints tables within 100 columns", async () => {
    for (const more of [[], ["--history", "past.csv"]]) {
      const { code, out, err } = await cli([...args, ...more]);
      expect([code, err]).toEqual([0, ""]);
      expect(out.split("\n").filter((line) => widthOf(line) > 100)).toEqual([]);
      expect(out).toContain("10 figures: 5 scored, 5 not");
      expect(out).toContain("OpenAI revenue, $ bn *\n  2025Q1 ");
      expect(out).toContain("not a forecast");
      expect(out).toMatch(/^mean over series +5 /m);
      expect(out).toMatch(/^openai\.revenu +9 /m);
      expect(out).not.toMatch(/undefined|NaN/);
    }
  });

  it("scores an earlier start by the evidence that came after it", async () => {
    const { out } = await cli(["--from", "2023-12", "--draws", "300", "--months", "12", "--json"]);
    const { rows, unscored, knowledgeDate } = JSON.parse(out) as BacktestResult;
    expect(knowledgeDate).toBe("2024-01-31");
    expect(rows.map(({ series }) => series)).toContain("nvidia.dataCenterRevenue");
    for (const { period } of rows) expect(period > "2023-12").toBe(true);
    // What was known when the run starts is what its rivals start from.
    const sold = rows.find(({ series }) => series === "nvidia.dataCenterRevenue")!;
    expect(sold.rivals!.lastValue.from).toBe("2023-08/2023-10");
    expect(unscored).toEqual([]);
  });

  it("reads the tables that the documentation shows", async () => {
    const page = readFileSync(new URL("../../../../docs/backtest.md", import.meta.url), "utf8");
    const tables = [...page.matchAll(/^```csv\n([\s\S]*?)^```$/gm)].map(([, text]) => text!);
    expect(tables).toHaveLength(2);
    const [outcomes, history] = ["shown.csv", "shown-past.csv"];
    writeFileSync(join(folder, outcomes), tables[0]!);
    writeFileSync(join(folder, history), tables[1]!);
    const { out } = await cli(["--outcomes", outcomes, "--history", history, ...quick, "--json"]);
    const { rows, unscored, unusedHistory, withoutHistory } = JSON.parse(out) as BacktestResult;
    expect(rows).toHaveLength(tables[0]!.trim().split("\n").length - 1);
    expect([unscored, unusedHistory, withoutHistory]).toEqual([[], [], []]);
    const cash = rows.find(({ series }) => series === "openai.cash")!;
    expect(cash.rivals!.trend.method).toBe("log-linear");
  });

  it.each<[readonly string[], number, RegExp]>([
    [
      quick,
      1,
      /^faultline: --outcomes: the evidence holds nothing that was published after 2024-10-31/,
    ],
    [["--outcomes", "nowhere.csv"], 1, /^faultline: nowhere\.csv: there is no such file; /],
    [["--outcomes", "."], 1, /^faultline: \.: it is a directory; give --outcomes a CSV file\n$/],
    [[...args, "--history", "no.csv"], 1, /^faultline: no\.csv: .* give --history a CSV file\n$/],
    [[...args, "--draws", "100001"], 1, /^faultline: --draws: .*; give at most 100000\n$/],
    [[...args, "--from", "2022-08"], 1, /^faultline: --from: /],
  ])("%j gives %d", async (given, expected, message) => {
    const { code, out, err } = await cli(given);
    expect([code, out]).toEqual([expected, ""]);
    expect(err).toMatch(message);
  });
});
