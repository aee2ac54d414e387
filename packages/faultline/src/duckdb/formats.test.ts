import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { detectFormat, FORMATS, importUsage } from "@faultline/exposure";
import { openDuckDb, openUsageFile } from "./index.ts";
import { inputErrorOf } from "./testing/catching.ts";
import { fixturePath, importFixtures, usageTotals } from "./testing/fixture.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

/** Counted by hand from the fixture: the four inputs, two outputs, calls, dollars. */
type Hand = readonly (number | null)[];
/** Physical, kept, rejected and blank records. */
type Records = readonly [number, number, number, number];

// Each row: fixture, format, records, and the hand count.
const cases: readonly (readonly [string, string, Records, Hand])[] = [
  // 5,000 in hold 4,000 reads and 300 writes; the batch row adds 700 and 80.
  ["openai-usage.json", "openai-usage", [3, 2, 1, 0], [1400, 4000, 300, 0, 1080, null, 7, null]],
  ["openai-usage.csv", "openai-usage", [4, 2, 1, 1], [1100, 4000, 0, 0, 1020, null, 8, null]],
  ["openai-cost.json", "openai-cost", [4, 3, 1, 0], [0, 0, 0, 0, 0, null, 0, 0.08500012]],
  ["openai-cost.csv", "openai-cost", [3, 2, 1, 0], [0, 0, 0, 0, 0, null, 0, 2]],
  [
    "anthropic-usage.json",
    "anthropic-usage",
    [3, 3, 0, 0],
    [1610, 220, 503, 1007, 555, null, 4, null],
  ],
  ["anthropic-usage.csv", "anthropic-usage", [3, 2, 1, 0], [128, 900, 30, 40, 64, null, 0, null]],
  // 134.28912 cents.
  ["anthropic-cost.json", "anthropic-cost", [3, 3, 0, 0], [0, 0, 0, 0, 0, null, 0, 1.3428912]],
  ["anthropic-cost.csv", "anthropic-cost", [3, 3, 0, 0], [0, 0, 0, 0, 0, null, 0, 3.875]],
];

describe.each(cases)("%s", (name, format, [physical, kept, rejected, blank], hand) => {
  test("sums to the hand count, with every record accounted for", async () => {
    const result = await importFixtures(db, name);
    expect(result.files).toEqual([
      { name, format, accounting: { physical, kept, rejected, blank } },
    ]);
    expect(Object.values(await usageTotals(db))).toEqual(hand);
  });

  test("is known by its content, with the reason", async () => {
    const detected = await detectFormat(openUsageFile(fixturePath(name)));
    expect(detected.format).toBe(format);
    expect(detected.evidence).not.toBe("");
  });

  test("imported twice counts once, also in a file of other bytes", async () => {
    const same = { ...openUsageFile(fixturePath(name)), name };
    const other = tempFile(name, `${readFileSync(fixturePath(name), "utf8")}\n`);
    const result = await importUsage(db, [{ file: same }, { file: same }, { file: other }]);
    expect(Object.values(await usageTotals(db))).toEqual(hand);
    expect(result.accounting.kept).toBe(kept);
  });
});

test("every format has a fixture", () => {
  const covered = new Set(cases.map(([, format]) => format));
  expect(FORMATS.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
});

async function column(name: string): Promise<unknown[]> {
  const rows = await db.all(`SELECT ${name} AS v FROM usage ORDER BY ts, v`);
  return rows.map((row) => row["v"]);
}

test("the batch flag and the tier of OpenAI become the tier", async () => {
  await importFixtures(db, "openai-usage.json");
  expect(await column("tier")).toEqual(["batch", "default"]);
  expect(await column("feature")).toEqual(["proj_abc", null]);
});

test("the model of a cost line is what stands before the kind of token", async () => {
  await importFixtures(db, "openai-cost.json");
  const model = "gpt-4o-2024-08-06";
  expect(await column("model_raw")).toEqual([model, model, "web search tool call"]);
});

test("Anthropic's display names become ids, in the order each generation has them", async () => {
  await importFixtures(db, "anthropic-cost.csv");
  const opus = "claude-opus-4-6";
  expect(await column("model_raw")).toEqual(["claude-3-7-sonnet", opus, opus]);
  expect(await column("tier")).toEqual(["", "", "batch"]);
});

test("tokens and cost of one bill are refused together: the cost would count twice", async () => {
  const message = await inputErrorOf(() =>
    importFixtures(db, "openai-usage.json", "openai-cost.csv"),
  );
  expect(message).toMatch(/openai-usage and openai-cost: both cover 2025-09-01/);
  await importFixtures(db, "openai-usage.json", "anthropic-cost.csv");
});

test("pages that stop before the last are refused, and whole over several files", async () => {
  const page = (more: boolean, day: number) =>
    tempFile(
      `page-${day}.json`,
      JSON.stringify({
        object: "page",
        data: [{ start_time: 1_756_684_800 + day * 86_400, results: [result] }],
        has_more: more,
      }),
    );
  const result = {
    object: "organization.usage.completions.result",
    input_tokens: 7,
    output_tokens: 1,
    num_model_requests: 1,
  };
  const message = await inputErrorOf(() => importUsage(db, [{ file: page(true, 0) }]));
  expect(message).toMatch(/page-0.json: the pages stop while has_more says that others follow/);
  await importUsage(db, [{ file: page(true, 0) }, { file: page(false, 1) }]);
  expect(await usageTotals(db)).toMatchObject({ in_uncached: 14, out_visible: 2 });
});

test("two equal rows of one file are two, and the same two again in another", async () => {
  const [header = "", row = ""] = readFileSync(fixturePath("openai-usage.csv"), "utf8").split("\n");
  const twice = tempFile("a.csv", [header, row, row].join("\n"));
  const again = tempFile("b.csv", [header, row, row, ""].join("\n"));
  await importUsage(db, [{ file: twice }, { file: again }]);
  expect(await usageTotals(db)).toMatchObject({ in_uncached: 2000, requests: 10 });
});

test.each([
  ["a count in words", (row: string) => row.replace("1000.0", "many"), /"output_tokens"/],
  ["a short row", (row: string) => row.slice(0, 90), /fewer than 15 columns/],
  ["a bad date", (row: string) => row.replace(/^\d+/, "soon"), /not a timestamp/],
  [
    "cached past the input",
    (row: string) => row.replace("4000.0", "6000.0"),
    /cached count larger/,
  ],
])("a CSV with %s tells the line", async (_, spoil, reason) => {
  const rows = readFileSync(fixturePath("openai-usage.csv"), "utf8").split("\n");
  const file = tempFile("bad.csv", [rows[0], rows[2], "", spoil(rows[1] ?? "")].join("\n"));
  const { rejects, accounting } = await importUsage(db, [{ file }]);
  expect(accounting).toEqual({ physical: 3, kept: 1, rejected: 1, blank: 1 });
  expect(rejects).toMatchObject([{ file: "bad.csv", line: 4, place: "line", kind: "corrupt" }]);
  const [reject] = rejects;
  expect(`${reject?.reason} in ${JSON.stringify(reject?.column)}`).toMatch(reason);
});

test("a stray quote that swallows rows is a loud error", async () => {
  const rows = readFileSync(fixturePath("openai-usage.csv"), "utf8").split("\n");
  const stray = (rows[1] ?? "").replace("proj_abc", '"proj_abc');
  const file = tempFile("stray.csv", [rows[0], stray, rows[2], rows[2]].join("\n"));
  expect(await inputErrorOf(() => importUsage(db, [{ file }]))).toMatch(/stray.csv:2.*quote/);
});

test("an unknown format is answered with the nearest name", async () => {
  const file = openUsageFile(fixturePath("openai-usage.csv"));
  const message = await inputErrorOf(() => importUsage(db, [{ file, format: "openai-usge" }]));
  expect(message).toMatch(/--format: no format "openai-usge"; .*openai-usage/);
});
