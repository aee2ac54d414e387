import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { assessUsage, draftMapping, importUsage } from "@faultline/exposure";
import { openDuckDb } from "./index.ts";
import { inputErrorOf } from "./testing/catching.ts";
import { importFixtures, usageTotals } from "./testing/fixture.ts";
import { call, otlp } from "./testing/otlp-builder.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const day = {
  date: "2025-09-01",
  model: "openai/o3",
  model_permaslug: "openai/o3-2025-04-16",
  usage: 0.25,
  byok_usage_inference: 0,
  requests: 3,
  prompt_tokens: 100,
  completion_tokens: 40,
};
const activity = (...days: readonly object[]) => ({
  file: tempFile("activity.json", JSON.stringify({ data: days })),
});

describe("what fuzzing found", () => {
  test("blank lines before the first value are counted", async () => {
    const line = JSON.stringify({ type: "summary" });
    const text = `\n \n${line}\n`;
    const found = importUsage(db, [
      { file: tempFile("a.jsonl", text), format: "claude-code" },
      { file: tempFile("b.json", JSON.stringify([day])), format: "openrouter" },
    ]);
    const { accounting } = (await found).files[0]!;
    expect(accounting).toEqual({ physical: 3, kept: 0, rejected: 1, blank: 2 });
  });

  test("a mapping is drafted over a megabyte of digits, which took as long as its square", async () => {
    const text = `t,m\n2024-09-01,${"1".repeat(1_000_000)}-4o\n2024-09-02,gpt-4o\n`;
    const { text: draft } = await draftMapping(db, tempFile("digits.csv", text));
    expect(draft).toContain("column: t");
  });

  test("a mark of byte order in the middle, where files were joined, hides no record", async () => {
    const lines = [1, 2, 3].map((n) => `\uFEFF${JSON.stringify({ ...day, requests: n })}`);
    const { accounting } = await importUsage(db, [
      { file: tempFile("joined.jsonl", lines.join("\n")), format: "openrouter" },
    ]);
    expect(accounting).toEqual({ physical: 3, kept: 3, rejected: 0, blank: 0 });
  });

  test.each([
    ["a negative amount of money", { usage: -1 }],
    ["a negative amount of money", { byok_usage_inference: -2 }],
    ["an amount of money past 10^9", { usage: 999_999_999, byok_usage_inference: 999_999_999 }],
  ])("a cost that is %s is rejected", async (reason, change) => {
    const { rejectCounts } = await importUsage(db, [activity(day, { ...day, ...change })]);
    expect(rejectCounts).toEqual([{ kind: "corrupt", reason, count: 1 }]);
    expect((await usageTotals(db))["billed_cost"]).toBe(0.25);
  });

  test("a record nested too deeply to be written is rejected", async () => {
    const deep = `${"[".repeat(20_000)}1${"]".repeat(20_000)}`;
    const lines = [JSON.stringify(day), `{"x":${deep},${JSON.stringify(day).slice(1)}`, deep];
    const { rejectCounts, accounting } = await importUsage(db, [
      { file: tempFile("deep.jsonl", lines.join("\n")), format: "openrouter" },
    ]);
    expect(accounting).toEqual({ physical: 3, kept: 1, rejected: 2, blank: 0 });
    expect(rejectCounts.map(({ reason }) => reason)).toEqual([
      "a record nested too deeply",
      "a record that is not an object",
    ]);
  });

  test.each([
    ['"spans":', '"s0ans":', "a list where only spans are expected"],
    ['"scopeSpans":', '"scope_spans":', "a list where only spans are expected"],
    ['"spans":[', '"spans":7,"other":[', "not a list of spans"],
    ['"scopeSpans":[', '"scopeSpans":[null,', "a part that is not an object"],
  ])("spans hidden by %s → %s are told", async (found, damage, reason) => {
    const lines = [
      otlp([{ id: "a", attributes: call(1, 1) }]),
      otlp([{ id: "b", attributes: call(2, 2) }]).replace(found, damage),
    ];
    const { rejectCounts } = await importUsage(db, [
      { file: tempFile("spans.jsonl", lines.join("\n")) },
    ]);
    expect(rejectCounts).toContainEqual({ kind: "corrupt", reason, count: 1 });
  });

  test("spans under the older and the current name of one list are both read", async () => {
    const [old, current] = ["a", "b"].map((id) => otlp([{ id, attributes: call(1, 1) }]));
    const scopes = /"scopeSpans":(.*)\}\]\}$/.exec(old!)?.[1];
    const both = current!.replace(
      '"scopeSpans"',
      `"instrumentationLibrarySpans":${scopes},"scopeSpans"`,
    );
    const { accounting } = await importUsage(db, [{ file: tempFile("both.json", both) }]);
    expect(accounting.kept).toBe(2);
  });

  test("a NUL in the name of a model without a price ends no statement", async () => {
    const model = "my\u0000model";
    const file = tempFile(
      "nul.json",
      otlp([{ id: "a", attributes: { ...call(1, 1), "gen_ai.response.model": model } }]),
    );
    const { pricing } = await assessUsage(db, { sources: [{ file }], keepLabels: true });
    expect(pricing.unpriced.map((one) => one.model)).toEqual([model]);
  });

  test("the names that tell a Parquet file are those of its footer, not of its data", async () => {
    const columns = "generation_id tokens_prompt cost_total".split(" ");
    const data = columns.map((name) => `${String.fromCharCode(name.length)}${name}`).join("");
    const file = tempFile(
      "x.parquet",
      Buffer.from(`PAR1${data}\u0008\u0000\u0000\u0000PAR1`, "latin1"),
    );
    expect(await inputErrorOf(() => importUsage(db, [{ file }]))).toMatch(/no known format/);
  });
});

test("gzip in two members is one file", async () => {
  const line = `${JSON.stringify(day)}\n`;
  const later = `${JSON.stringify({ ...day, date: "2025-09-02" })}\n`;
  const bytes = Buffer.concat([gzipSync(line), gzipSync(later)]);
  const { accounting } = await importUsage(db, [{ file: tempFile("two.gz", bytes) }]);
  expect(accounting.kept).toBe(2);
  expect((await importFixtures(db, "openrouter.json")).accounting.kept).toBe(1);
});
