import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import {
  assessUsage,
  type Company,
  groupProfile,
  parseMapping,
  tokensOf,
  totalUsage,
} from "@faultline/exposure";
import { openDuckDb } from "./index.ts";
import { call, otlp } from "./testing/otlp-builder.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const MAP = parseMapping(
  `ts: {column: t}
provider: {column: p}
model_raw: {column: m}
feature: {column: f}
customer: {column: c}
in_uncached: {column: i, includes: [cache_read]}
cache_read: {column: cr}
out_visible: {column: o, includes: [out_reasoning]}
out_reasoning: {column: re}
billed_cost: {column: usd}
`,
  "map.yaml",
);
const assess = (rows: readonly string[], company: Company = {}, keepLabels = false) => {
  const file = tempFile("u.csv", `t,p,m,f,c,i,cr,o,re,usd\n${rows.join("\n")}\n`);
  return assessUsage(db, { sources: [{ file, mapping: MAP }], company, keepLabels });
};

test("records of one month, model, feature and customer become one row", async () => {
  const { profile } = await assess(
    [
      "2024-09-01T01:00:00Z,openai,o1-preview,A,x,1000,400,300,200,",
      "2024-09-20T01:00:00Z,openai,o1-preview-2024-09-12,A,x,1000,0,300,,",
      "2024-10-01T01:00:00Z,openai,o1-preview,A,x,1,0,0,0,",
    ],
    { revenue: { features: { A: 1 }, customers: { x: 1 } } },
  );
  expect(profile.rows.map((row) => row.month)).toEqual(["2024-09", "2024-10"]);
  expect(profile.rows[0]).toMatchObject({
    provider: "openai",
    vendor: "openai",
    model: "o1-preview",
    feature: "A",
    customer: "x",
    requests: 2,
    inUncached: 1600,
    cacheRead: 400,
    outVisible: 100,
    outReasoning: 200,
    outUnsplit: 300,
    billedUsd: null,
    reasoningUsd: 0.012,
    unsplitUsd: 0.018,
    unpricedTokens: 0,
  });
  expect(profile.rows[0]?.estimatedUsd).toBeCloseTo((1600 * 15 + 400 * 7.5 + 600 * 60) / 1e6, 12);
});

test("cache reads that no column tells are not told, and none of a told column is zero", async () => {
  const file = tempFile("u.csv", "t,i,cr\n2024-09-01,100,0\n");
  const shareOf = async (map: string) => {
    const mapping = parseMapping(`ts: {column: t}\nin_uncached: {column: i}\n${map}`, "map.yaml");
    return totalUsage((await assessUsage(db, { sources: [{ file, mapping }] })).profile).cacheShare;
  };
  expect(await shareOf("")).toBeNull();
  expect(await shareOf("cache_read: {column: cr}\n")).toBe(0);
});

test("an export that always counts cache reads tells a zero; a span without the count does not", async () => {
  const hour = { start_time: 1_725_148_800, end_time: 1_725_152_400 };
  const result = {
    object: "organization.usage.completions.result",
    input_tokens: 100,
    output_tokens: 5,
    input_cached_tokens: 0,
    num_model_requests: 1,
    model: "gpt-4o",
  };
  const bucket = { object: "bucket", ...hour, results: [result] };
  const page = JSON.stringify({ object: "page", data: [bucket], has_more: false });
  const shareOf = async (content: string) => {
    const sources = [{ file: tempFile("usage.json", content) }];
    return totalUsage((await assessUsage(db, { sources })).profile).cacheShare;
  };
  expect(await shareOf(page)).toBe(0);
  expect(await shareOf(otlp([{ id: "s", attributes: call(100, 5) }]))).toBeNull();
});

test("billed, estimated and unpriced stay apart; the best figure is chosen record by record", async () => {
  const { profile } = await assess([
    "2024-09-01T01:00:00Z,openai,gpt-4o,,,1000000,0,0,,2",
    "2024-09-01T02:00:00Z,openai,gpt-4o,,,1000000,0,0,,",
    "2024-09-01T03:00:00Z,openai,mystery,,,500,0,0,,",
    "2024-09-01T03:00:00Z,openai,mystery,,,70,0,0,,0.5",
  ]);
  const [known, unknown] = profile.rows;
  expect(known).toMatchObject({ billedUsd: 2, estimatedUsd: 5, costUsd: 4.5, unpricedTokens: 0 });
  expect(unknown).toMatchObject({
    billedUsd: 0.5,
    estimatedUsd: null,
    costUsd: 0.5,
    unpricedTokens: 570,
    uncostedTokens: 500,
  });
  expect(
    groupProfile(profile, "vendor").map(({ name, costUsd, unpricedTokens }) => [
      name,
      costUsd,
      unpricedTokens,
    ]),
  ).toEqual([
    ["openai", 4.5, 0],
    ["other", 0.5, 570],
  ]);
});

describe("privacy", () => {
  test("a profile holds no text that neither the company file nor the price list names", async () => {
    const secret = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{7,14}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(secret, { minLength: 4, maxLength: 4 }),
        async ([feature, customer, model, provider]) => {
          const attributes = call(10, 5, {
            "faultline.feature": `f ${feature}`,
            "enduser.id": `${customer}@corp.example`,
            "gen_ai.response.model": `m-${model}`,
            "gen_ai.provider.name": `p-${provider}`,
            "gen_ai.prompt": "the prompt",
            "api.key": "sk-123",
          });
          const known = call(1, 1, { "faultline.feature": "Chat" });
          const file = tempFile(
            "s.jsonl",
            otlp([
              { id: "a", attributes },
              { id: "b", attributes: known },
            ]),
          );
          const { profile } = await assessUsage(db, {
            sources: [{ file }],
            company: { revenue: { features: { Chat: 1 } } },
          });
          const text = JSON.stringify(profile);
          for (const word of [feature, customer, model, provider, "the prompt", "sk-123"])
            expect(text).not.toContain(word);
          expect(profile.rows.map((row) => row.feature)).toContain("Chat");
          expect(profile.rows.find((row) => row.customer !== null)?.customer).toMatch(
            /^customer-[0-9a-f]{4}$/,
          );
        },
      ),
      { numRuns: 15 },
    );
  });

  test("a pseudonym is the same on every run, and labels are kept when asked", async () => {
    const rows = ["2024-09-01T01:00:00Z,openai,gpt-4o,A,Bob,10,0,0,,"];
    const once = (await assess(rows)).profile.rows[0]?.customer;
    expect(once).toMatch(/^customer-[0-9a-f]{4}$/);
    expect(
      (
        await assess([...rows, "2024-09-01T01:00:00Z,openai,gpt-4o,A,Eve,10,0,0,,"])
      ).profile.rows.map((row) => row.customer),
    ).toContain(once);
    expect((await assess(rows, {}, true)).profile.rows[0]?.customer).toBe("Bob");
  });
});

const record = fc.record({
  day: fc.integer({ min: 1, max: 28 }),
  model: fc.constantFrom(
    "openai,gpt-4o-2024-08-06",
    "openai,o1-preview",
    "anthropic,claude-3-5-sonnet-20240620",
    "openai,mystery",
  ),
  feature: fc.constantFrom("A", "B", ""),
  customer: fc.constantFrom("x", "y", ""),
  input: fc.nat(1_000_000),
  cached: fc.nat(100),
  output: fc.nat(100_000),
  reasoning: fc.option(fc.nat(100)),
  billed: fc.option(fc.nat(1000)),
});

test("tokens and money are conserved from the file to the profile, whatever the order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 30 }), async (records) => {
      const usable = records.filter(
        (one) => one.cached <= one.input && (one.reasoning ?? 0) <= one.output,
      );
      fc.pre(usable.length > 0);
      const lines = usable.map(
        (one) =>
          `2024-09-${String(one.day).padStart(2, "0")},${one.model},${one.feature},${one.customer},${one.input},${one.cached},${one.output},${one.reasoning ?? ""},${one.billed ?? ""}`,
      );
      const { profile } = await assess(lines);
      const total = totalUsage(profile);
      expect(total.tokens).toBe(usable.reduce((sum, one) => sum + one.input + one.output, 0));
      expect(total.requests).toBe(usable.length);
      expect(total.billedUsd ?? 0).toBeCloseTo(
        usable.reduce((sum, one) => sum + (one.billed ?? 0), 0),
        9,
      );
      const rates: Record<string, [number, number, number]> = {
        "openai,gpt-4o-2024-08-06": [2.5, 1.25, 10],
        "openai,o1-preview": [15, 7.5, 60],
        "anthropic,claude-3-5-sonnet-20240620": [3, 0.3, 15],
      };
      const estimate = usable.reduce((sum, one) => {
        const [input, cached, output] = rates[one.model] ?? [0, 0, 0];
        return (
          sum + ((one.input - one.cached) * input + one.cached * cached + one.output * output) / 1e6
        );
      }, 0);
      expect(total.estimatedUsd ?? 0).toBeCloseTo(estimate, 6);
      const unpriced = usable
        .filter((one) => one.model === "openai,mystery")
        .reduce((sum, one) => sum + one.input + one.output, 0);
      expect(total.unpricedTokens).toBe(unpriced);
      for (const by of ["feature", "customer", "model", "vendor", "month"] as const) {
        expect(groupProfile(profile, by).reduce((sum, group) => sum + group.tokens, 0)).toBe(
          total.tokens,
        );
      }
      expect(profile.rows.reduce((sum, row) => sum + tokensOf(row), 0)).toBe(total.tokens);
      expect((await assess(lines.toReversed())).profile).toEqual(profile);
    }),
    { numRuns: 40 },
  );
});
