import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { assessUsage, outcomeLines, parseMapping } from "@faultline/exposure";
import { openDuckDb, openUsageFile } from "./index.ts";
import { inputErrorOf } from "./testing/catching.ts";
import { call, otlp } from "./testing/otlp-builder.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const map = (outcome: string) =>
  parseMapping(
    `ts: {column: t}
model_raw: {column: m}
feature: {column: f}
requests: {column: n}
in_uncached: {value: 1000}
billed_cost: {column: usd}
outcome: ${outcome}
`,
    "map.yaml",
  );

async function linesOf(outcome: string, rows: readonly string[], allowRejects = false) {
  const file = tempFile("u.csv", `t,m,f,n,usd,o,again\n${rows.join("\n")}\n`);
  const sources = [{ file, mapping: map(outcome) }];
  const { profile } = await assessUsage(db, { sources, keepLabels: true, allowRejects });
  return outcomeLines(profile);
}

describe("the Aider runs", async () => {
  const path = (name: string) =>
    fileURLToPath(new URL(`../../../../examples/aider/${name}`, import.meta.url));
  const mapping = parseMapping(readFileSync(path("map.yaml"), "utf8"), "map.yaml");
  const sources = [{ file: openUsageFile(path("same_tasks.csv")), mapping }];
  const { profile, imported } = await assessUsage(db, { sources, keepLabels: true });
  const lines = outcomeLines(profile);
  const of = (model: string) => lines.find((line) => line.model === model);

  test("are read whole, each task once", () => {
    expect(imported.accounting).toEqual({ physical: 22, kept: 22, rejected: 0, blank: 0 });
    expect(lines.reduce((sum, line) => sum + line.tasks, 0)).toBe(20 * 225 + 2 * 224);
  });

  // Bill and pass rate as published: 29.0829 / (225 × 0.880), 146.3249 / (225 × 0.849).
  test.each([
    ["gpt-5 (high)", 0.1469],
    ["o3-pro (high)", 0.766],
    // Both efforts of a model that the price list knows are one line.
    ["claude-sonnet-4-0", (15.8155 + 26.5755) / (225 * (0.564 + 0.613))],
  ])("a task done by %s costs %d dollars", (model, dollars) => {
    expect(of(model)?.costPerSuccess).toBeCloseTo(dollars, 3);
  });

  test("the cheapest comes first", () => {
    const costs = lines.map((line) => line.costPerSuccess ?? Infinity);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  });
});

test("a failure and a retry cost, and a retry is no task of its own", async () => {
  const outcome = "{success: {column: o}, retry: {column: again}}";
  const [line, ...others] = await linesOf(outcome, [
    "2024-09-01,gpt-4o,A,1,0.10,no,no",
    "2024-09-01,gpt-4o,A,1,0.30,yes,yes",
    "2024-09-02,gpt-4o,A,1,0.20,yes,",
    "2024-09-02,gpt-4o,A,1,9.00,,no",
  ]);
  expect(others).toEqual([]);
  expect(line).toMatchObject({ tasks: 2, successes: 2, successRate: 1, feature: "A" });
  expect(line?.costUsd).toBeCloseTo(0.6, 9);
  expect(line?.costPerSuccess).toBeCloseTo(0.3, 9);
});

test.each([
  ["{score: {column: o, atLeast: 0.8}}", ["0.8", "0.79", "1"], 2],
  ["{rating: {column: o, atLeast: 4}}", ["5", "4", "-1"], 2],
  ["{success: {column: o, outOf: 100}}", ["50", "100", "0"], 1.5],
  ["{success: {column: o}}", ["PASSED", "false", "0.25"], 1.25],
])("%s of %j", async (outcome, values, successes) => {
  const rows = values.map((value) => `2024-09-01,gpt-4o,A,1,1,${value},`);
  expect(await linesOf(outcome, rows)).toMatchObject([{ tasks: 3, successes, costUsd: 3 }]);
});

test("what is not told is not zero: no outcome, no success, no cost", async () => {
  const outcome = "{success: {column: o}}";
  expect(await linesOf(outcome, ["2024-09-01,gpt-4o,A,1,1,,"])).toEqual([]);
  const failed = await linesOf(outcome, ["2024-09-01,gpt-4o,A,1,1,0,"]);
  expect(failed).toMatchObject([{ successRate: 0, costUsd: 1, costPerSuccess: null }]);
  const rows = ["2024-09-01,own-model,A,1,,1,", "2024-09-01,own-model,A,1,2,1,"];
  const unpriced = await linesOf(outcome, rows);
  expect(unpriced).toMatchObject([{ successes: 2, costUsd: 2, costPerSuccess: null }]);
});

test.each([
  ["{success: {column: o}}", "1.5", "an outcome that is neither yes, no nor a share up to 1"],
  ["{score: {column: o, atLeast: 1}}", "good", "an outcome that is not a number"],
  ["{success: {column: f, outOf: 1}, retry: {column: o}}", "2", "a retry mark that is neither"],
])("%s does not take %s", async (outcome, value, reason) => {
  const message = await inputErrorOf(() => linesOf(outcome, [`2024-09-01,m,1,1,1,${value},`]));
  expect(message).toContain(`u.csv:2`);
  expect(message).toContain(reason);
});

test("a column that is not there, and spans, are told", async () => {
  const missing = await inputErrorOf(() =>
    linesOf("{success: {column: oo}}", ["2024-09-01,m,A,1,1,1,"]),
  );
  expect(missing).toMatch(/^u\.csv:1: no column "oo", which the mapping names; did you mean/);
  const file = tempFile("spans.json", otlp([{ id: "1", attributes: call(1, 1) }]));
  const sources = [
    { file, mapping: parseMapping("outcome: {success: {column: o}}\n", "map.yaml") },
  ];
  expect(await inputErrorOf(() => assessUsage(db, { sources }))).toContain("only columns can tell");
});

test("successes and costs of the lines add up to those of the records", async () => {
  const record = fc.record({
    model: fc.constantFrom("gpt-4o", "o1-mini"),
    feature: fc.constantFrom("A", "B"),
    cents: fc.integer({ min: 0, max: 10_000 }),
    success: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), async (records) => {
      const lines = await linesOf(
        "{success: {column: o}}",
        records.map((r) => `2024-09-01,${r.model},${r.feature},1,${r.cents / 100},${r.success},`),
      );
      const sum = (pick: (line: (typeof lines)[number]) => number) =>
        lines.reduce((total, line) => total + pick(line), 0);
      expect(sum((line) => line.tasks)).toBe(records.length);
      expect(sum((line) => line.successes)).toBe(records.filter((r) => r.success).length);
      const cents = records.reduce((total, r) => total + r.cents, 0);
      expect(sum((line) => line.costUsd ?? 0)).toBeCloseTo(cents / 100, 6);
    }),
    { numRuns: 15 },
  );
});
