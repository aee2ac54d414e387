import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { assessUsage, detectFormat, FORMATS, importUsage, parseMapping } from "@faultline/exposure";
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
  // A repeated generation and one without a readable cost; the own key's 0.002 is part of the cost.
  ["openrouter.csv", "openrouter", [4, 2, 2, 0], [450, 600, 0, 0, 110, 200, 2, 0.0143]],
  ["openrouter-daily.csv", "openrouter", [1, 1, 0, 0], [9000, 0, 0, 0, 500, 300, 20, 2]],
  ["openrouter.json", "openrouter", [1, 1, 0, 0], [100, 0, 0, 0, 10, 30, 3, 0.25]],
  // Left out: a cache hit, a failed call and a broken line; the model without a price is unbilled.
  ["litellm.jsonl", "litellm", [6, 2, 3, 1], [310, 600, 100, 0, 105, 200, 2, 0.01]],
  ["litellm.csv", "litellm", [1, 1, 0, 0], [8, 12, 0, 0, 4, null, 1, 0.5]],
  // One row has disjoint keys, one has totals that contain the parts; both hold 1,300 tokens.
  ["langfuse.jsonl", "langfuse", [4, 2, 2, 0], [600, 1200, 200, 0, 200, 400, 2, 0.02]],
  ["langfuse.csv", "langfuse", [1, 1, 0, 0], [40, 0, 0, 0, 10, null, 1, 0.003]],
  ["helicone.csv", "helicone", [2, 1, 1, 0], [100, 30, 20, 0, 40, null, 1, 0.012345678]],
  ["helicone.jsonl", "helicone", [1, 1, 0, 0], [7, 0, 0, 0, 5, null, 1, null]],
  // The streamed message counts once, at its fullest; the tool's own line not at all.
  ["claude-code.jsonl", "claude-code", [5, 2, 3, 0], [13, 600, 107, 40, 54, null, 2, 0.01]],
  // Kept: 1.25 and 0.5 of AI usage; left out: a database, a purchase, a credit and a correction.
  ["focus.csv", "focus", [6, 2, 4, 0], [0, 0, 0, 0, 0, null, 0, 1.75]],
  ["focus-1.4.csv", "focus", [1, 1, 0, 0], [0, 0, 0, 0, 0, null, 0, 0.75]],
  // 12,345 + 500,000 + 1 in, 4,000 read, 2,000 out; left out: storage, and a negative quantity.
  ["azure-cost.csv", "azure-cost", [7, 5, 2, 0], [512_346, 4000, 0, 0, 2000, null, 0, 0.67686375]],
  // The marketplace's 0.07 has no tokens that AWS tells; tax and a server are left out.
  [
    "bedrock-cur.csv",
    "bedrock-cur",
    [8, 6, 2, 0],
    [11_500, 30_000, 4000, 0, 2000, null, 0, 0.1925],
  ],
  // The cache's storage costs 0.01 and holds no tokens of its own.
  [
    "vertex-billing.jsonl",
    "vertex-billing",
    [6, 5, 1, 0],
    [1e6, 400_000, 0, 0, 50_000, 100_000, 0, 0.715],
  ],
  ["codex.jsonl", "codex", [6, 2, 4, 0], [450, 600, 0, 0, 110, 200, 2, null]],
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
  const rows = await db.all(`SELECT ${name} AS v FROM usage ORDER BY ts, v NULLS LAST`);
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

test.each([
  ["openrouter.csv", ["Chat", "Search"], ["acme", null]],
  ["litellm.jsonl", ["Chat", null], ["acme", null]],
  ["litellm.csv", ["Chat"], ["acme"]],
  ["langfuse.jsonl", ["Chat", "Search"], ["acme", null]],
  ["helicone.csv", ["Chat"], ["acme"]],
  ["claude-code.jsonl", ["shop", "shop"], [null, null]],
  ["codex.jsonl", ["shop", "shop"], [null, null]],
])("%s names features and customers", async (name, features, customers) => {
  await importFixtures(db, name);
  expect(await column("feature")).toEqual(features);
  expect(await column("customer")).toEqual(customers);
});

test.each([
  ["azure-cost.csv", ["gpt-4o", "gpt-4o", "gpt-5", "gpt-5.5", "o3"], "openai"],
  ["bedrock-cur.csv", [...Array(4).fill("claude-opus-4-6"), "anthropic.claude-opus-4-8"], ""],
  ["vertex-billing.jsonl", Array(5).fill("gemini-2.5-flash"), "other"],
])("%s names models that the price list knows", async (name, models, vendor) => {
  await importFixtures(db, name);
  const found = await column("model_raw");
  expect(found).toEqual(expect.arrayContaining(models));
  if (vendor === "") return;
  const file = openUsageFile(fixturePath(name));
  const { profile } = await assessUsage(db, { sources: [{ file }], allowRejects: true });
  expect(new Set(profile.rows.map((row) => row.vendor))).toEqual(new Set([vendor]));
  expect(profile.rows.filter((row) => row.unpricedTokens > 0)).toEqual([]);
});

test("a tool's cost of 0 for tokens is no price, never free", async () => {
  await importFixtures(db, "litellm.jsonl");
  expect(await column("billed_cost")).toEqual(["0.010000000", null]);
});

test("LiteLLM's model loses the provider it repeats", async () => {
  await importFixtures(db, "litellm.jsonl");
  expect(await column("model_raw")).toEqual(["o3-2025-04-16", "in-house"]);
});

test("a bill without tokens is its vendor's, and tells nothing of reasoning", async () => {
  const file = openUsageFile(fixturePath("openai-cost.json"));
  const { exposure } = await assessUsage(db, { sources: [{ file }] });
  expect(exposure.total.vendors).toEqual({ openai: 0.08500012, anthropic: 0, other: 0 });
  expect(exposure.total.reasoning).toMatchObject({ untoldUsd: 0.08500012, share: null });
});

test("tokens and cost of one bill count once together, as the bill says", async () => {
  const sources = ["openai-usage.json", "openai-cost.json"].map((name) => ({
    file: openUsageFile(fixturePath(name)),
  }));
  const { exposure } = await assessUsage(db, { sources, allowRejects: true });
  expect(exposure.total.tokenPricedAi).toBeCloseTo(0.08500012, 12);
  expect(exposure.total.uncostedTokens).toBe(0);
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

test("an OpenAI export without usage is told as such", async () => {
  const header = "start_time,end_time,start_time_iso,end_time_iso";
  const row = "1756684800,1756771200,2025-09-01T00:00:00+00:00,2025-09-02T00:00:00+00:00";
  const message = (content: string) =>
    inputErrorOf(() => importUsage(db, [{ file: tempFile("empty.csv", content) }]));
  expect(await message(`${header}\n`)).toMatch(/none of 0 records .*it holds no records/);
  expect(await message(`${header}\n${row}\n`)).toMatch(/the first: a span of time without usage/);
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

test("a mapping reads a table of a known format in its own way", async () => {
  const mapping = parseMapping(
    "ts: {column: start_time_iso}\nin_uncached: {column: input_tokens}\n",
    "map.yaml",
  );
  const file = openUsageFile(fixturePath("openai-usage.csv"));
  const result = await importUsage(db, [{ file, mapping }]);
  expect(result.files[0]?.format).toBe("csv");
  expect(await usageTotals(db)).toMatchObject({ in_uncached: 5100, cache_read: 0 });
});

test.each([
  ["langfuse.csv", "langfuse"],
  ["helicone.csv", "helicone"],
  ["bedrock-cur.csv", "bedrock-cur"],
  ["focus.csv", "focus"],
])("%s as Parquet is the same usage", async (name, format) => {
  const path = join(mkdtempSync(join(tmpdir(), "faultline-parquet-")), `${format}.parquet`);
  await db.run(`COPY (FROM read_csv('${fixturePath(name)}')) TO '${path}' (FORMAT parquet)`);
  const plain = await importFixtures(db, name);
  const totals = await usageTotals(db);
  const file = openUsageFile(path);
  expect(await detectFormat(file)).toMatchObject({ format, shape: "parquet" });
  const parquet = await importUsage(db, [{ file }, { file }]);
  expect(await usageTotals(db)).toEqual(totals);
  expect(parquet.files[0]?.accounting).toEqual(plain.accounting);
  rmSync(dirname(path), { recursive: true });
});

test("a Parquet file with maps, decimals and instants, of several batches", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "faultline-parquet-")), "usage.parquet");
  await db.run(`COPY (SELECT 'o' || i AS id, 't' AS trace_id,
    TIMESTAMPTZ '2025-09-01 10:00:00.123456+00' AS start_time, 'gpt-4o' AS provided_model_name,
    CASE WHEN i = 4999 THEN MAP {'input': -1} ELSE MAP {'input': 10, 'output': 2} END
      AS usage_details, CAST(0.000000001 AS DECIMAL(18,9)) AS total_cost
    FROM range(5000) AS t(i)) TO '${path}' (FORMAT parquet)`);
  const { accounting, rejects } = await importUsage(db, [{ file: openUsageFile(path) }]);
  expect(accounting).toEqual({ physical: 5000, kept: 4999, rejected: 1, blank: 0 });
  expect(rejects).toMatchObject([{ line: 5000, place: "record", reason: "a negative count" }]);
  expect(await usageTotals(db)).toMatchObject({ in_uncached: 49_990, billed_cost: 0.000004999 });
  writeFileSync(path, readFileSync(path).subarray(0, 2000));
  expect(await inputErrorOf(() => importUsage(db, [{ file: openUsageFile(path) }]))).toMatch(
    /usage.parquet: cannot be read as Parquet: it breaks off/,
  );
  rmSync(dirname(path), { recursive: true });
});
