import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { assessUsage, type OutcomeLine, type Outcomes, parseMapping } from "@faultline/exposure";
import { inputErrorOf } from "./testing/catching.ts";
import { openDuckDb, openUsageFile } from "./index.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const MAP = `
ts: { column: time }
model_raw: { column: model }
feature: { column: feature }
in_uncached: { column: in }
billed_cost: { column: cost }
`;
const HEADER = "time,model,feature,in,cost,result,retry";

async function outcomesOf(outcome: string, ...rows: string[]): Promise<Outcomes | null> {
  const mapping = parseMapping(`${MAP}outcome: ${outcome}\n`, "map.yaml");
  const file = tempFile("u.csv", `${[HEADER, ...rows].join("\n")}\n`);
  const sources = [{ file, mapping }];
  return (await assessUsage(db, { sources, keepLabels: true })).exposure.outcomes;
}

const DAY = "2024-09-01";

describe("an outcome", () => {
  test("failures and retries cost, and only successes divide", async () => {
    const outcomes = await outcomesOf(
      "{ success: { column: result }, retry: { column: retry } }",
      `${DAY},gpt-4o,Chat,10,3,failed,0`,
      `${DAY},gpt-4o,Chat,10,5,passed,1`,
      `${DAY},gpt-4o,Chat,10,2,YES,0`,
      `${DAY},gpt-4o,Chat,10,90,,0`,
      `${DAY},gpt-4.1,Mail,10,7,false,`,
    );
    expect(outcomes?.models).toMatchObject([
      {
        model: "gpt-4o",
        requests: 3,
        untoldRequests: 1,
        attempts: 3,
        retries: 1,
        succeeded: 2,
        costUsd: 10,
        costPerSuccess: 5,
      },
      { model: "gpt-4.1", attempts: 1, succeeded: 0, costUsd: 7, costPerSuccess: null },
    ]);
    expect(outcomes?.total.costPerSuccess).toBe(8.5);
  });

  test.each([
    ["{ score: { column: result, atLeast: 0.8 } }", ["0.79", "0.8", "1"], 2],
    ["{ rating: { column: result, atLeast: 4 } }", ["5", "3", "-1"], 1],
    ["{ success: { column: result, unit: count }, attempts: { value: 20 } }", ["20", "3", "0"], 23],
    ["{ success: { column: result, unit: share }, attempts: { value: 10 } }", ["0.5", "1"], 15],
    ["{ success: { column: result, unit: percent }, attempts: { value: 225 } }", ["56.4"], 126.9],
  ])("%s of %j", async (outcome, results, succeeded) => {
    const outcomes = await outcomesOf(
      outcome,
      ...results.map((result) => `${DAY},gpt-4o,Chat,10,1,${result},0`),
    );
    expect(outcomes?.total.succeeded).toBeCloseTo(succeeded, 6);
  });

  test("a model without a price makes the cost of a success unknown, never zero", async () => {
    const outcomes = await outcomesOf(
      "{ success: { column: result } }",
      `${DAY},own-model,Chat,10,,1,0`,
    );
    expect(outcomes?.total).toMatchObject({
      succeeded: 1,
      costUsd: null,
      costPerSuccess: null,
      uncostedTokens: 10,
    });
  });

  test("is not told where no cell is filled, and no column mapped", async () => {
    expect(await outcomesOf("{ success: { column: result } }", `${DAY},m,A,1,1,,0`)).toBeNull();
  });

  test("parts add up to the total, on both axes", async () => {
    const anyRow = fc.tuple(
      fc.constantFrom("gpt-4o", "gpt-4.1", "other"),
      fc.constantFrom("A", "B", ""),
      fc.integer({ min: 0, max: 1000 }),
      fc.constantFrom("1", "0", ""),
      fc.constantFrom("0", "1", "2", ""),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 12 }), async (rows) => {
        const outcomes = await outcomesOf(
          "{ success: { column: result }, retry: { column: retry } }",
          ...rows.map(([m, f, cost, ok, retry]) => `${DAY},${m},${f},1,${cost},${ok},${retry}`),
        );
        const told = rows.filter(([, , , ok]) => ok !== "");
        if (told.length === 0) {
          expect(outcomes).toBeNull();
          return;
        }
        if (outcomes === null) throw new Error("an outcome was lost");
        const { total, models, features, pairs } = outcomes;
        expect(total.succeeded).toBe(told.filter(([, , , ok]) => ok === "1").length);
        expect(total.costUsd).toBe(told.reduce((sum, [, , cost]) => sum + cost, 0));
        for (const key of ["attempts", "retries", "succeeded", "costUsd"] as const) {
          for (const lines of [models, features, pairs]) {
            expect(lines.reduce((sum, line) => sum + (line[key] ?? 0), 0)).toBe(total[key]);
          }
        }
        expect(total.succeeded).toBeLessThanOrEqual(total.attempts);
        expect(total.retries).toBeLessThanOrEqual(total.attempts);
      }),
      { numRuns: 25 },
    );
  });

  test.each([
    ["{ success: { column: result } }", "maybe", /^u\.csv:2: .*neither a yes nor a no "maybe"/],
    ["{ score: { column: result, atLeast: 1 } }", "NaN", /a score that is not a number "NaN"/],
    ["{ success: { column: result, unit: count } }", "2", /no whole number of successes up to/],
    ["{ success: { column: result, unit: percent } }", "101", /no percentage from 0 to 100/],
    ["{ success: { column: result, unit: share } }", "1.1", /no share from 0 to 1/],
  ])("%s refuses %s", async (outcome, result, words) => {
    const go = () => outcomesOf(outcome, `${DAY},gpt-4o,Chat,10,1,${result},0`);
    expect(await inputErrorOf(go)).toMatch(words);
  });

  test("a retry that is neither flag nor count is refused", async () => {
    const outcome = "{ success: { column: result }, retry: { column: retry } }";
    const go = () => outcomesOf(outcome, `${DAY},gpt-4o,Chat,10,1,1,often`);
    expect(await inputErrorOf(go)).toMatch(/neither a yes, a no nor a count of retries "often"/);
  });
});

test.each([
  ["outcome: {}", /^m\.yaml:1 at outcome: expected one of `success`, `score` and `rating`/],
  ["outcome: { succes: { column: a } }", /unknown key "succes"; did you mean "success"\?/],
  ["outcome: { score: { column: a } }", /^m\.yaml:1 at outcome\.score/],
  ["outcome: { success: { column: a }, score: { column: b, atLeast: 1 } }", /expected one of/],
])("a mapping with %s is refused", async (text, words) => {
  expect(await inputErrorOf(() => parseMapping(text, "m.yaml"))).toMatch(words);
});

describe("the Aider runs", async () => {
  const path = (name: string) =>
    fileURLToPath(new URL(`../../../../examples/aider/${name}`, import.meta.url));
  const { imported, exposure } = await assessUsage(db, {
    sources: [
      {
        file: openUsageFile(path("same_tasks.csv")),
        mapping: parseMapping(readFileSync(path("map.yaml"), "utf8"), "map.yaml"),
      },
    ],
    keepLabels: true,
  });
  const published = parse<Record<string, string>>(readFileSync(path("same_tasks.csv"), "utf8"), {
    columns: true,
  });

  test("are all kept", () => {
    expect(imported.accounting).toEqual({ physical: 22, kept: 22, rejected: 0, blank: 0 });
  });

  test("cost per passed task is the bill over the share of the tasks, run by run", () => {
    const lines = new Map(exposure.outcomes?.models.map((line) => [line.model, line]));
    const ofOne = ["gpt-5 (high)", "o3-pro (high)", "Kimi K2", "DeepSeek R1 (0528)"];
    for (const model of ofOne) {
      const run = published.find((row) => row["model"] === model);
      const passed = (Number(run?.["test_cases"]) * Number(run?.["pass_rate_2"])) / 100;
      const line = lines.get(model) as OutcomeLine;
      expect(line.costPerSuccess).toBeCloseTo(Number(run?.["total_cost"]) / passed, 9);
    }
    // The dearest bill buys the fewest points per dollar: 146.32 for 84.9% of 225.
    expect(lines.get("o3-pro (high)")?.costPerSuccess).toBeCloseTo(0.766, 3);
  });
});
