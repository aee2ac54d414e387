import { afterAll, expect, test } from "vitest";
import {
  buildProfile,
  genaiCatalogue,
  importUsage,
  parseMapping,
  priceUsage,
  withOverrides,
} from "@faultline/exposure";
import { openDuckDb } from "./index.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const MAP = `
ts: {column: t}
provider: {column: p}
model_raw: {column: m}
tier: {column: tier}
requests: {column: r}
in_uncached: {column: i}
cache_read: {column: cr}
cache_write_1h: {column: cw}
out_visible: {column: o}
out_reasoning: {column: re}
`;

async function price(rows: string[], overrides = {}) {
  const file = tempFile("u.csv", `t,p,m,tier,r,i,cr,cw,o,re\n${rows.join("\n")}\n`);
  await importUsage(db, [{ file, mapping: parseMapping(MAP, "map.yaml") }]);
  const pricing = await priceUsage(db, withOverrides(genaiCatalogue(), overrides, "company.yaml"));
  const priced = await db.all(
    `SELECT CAST(estimated AS VARCHAR) AS e, CAST(reasoning AS VARCHAR) AS re, CAST(unsplit AS VARCHAR) AS un,
     vendor, model_key FROM usage_priced ORDER BY file_no, ts, in_uncached`,
  );
  return {
    pricing,
    priced,
    usd: priced.map((row) => (row["e"] === null ? null : Number(row["e"]) / 1e6)),
  };
}

test("each bucket is multiplied by its own rate, exactly", async () => {
  const { priced, pricing } = await price([
    "2024-09-01T01:00:00Z,anthropic,claude-3-5-sonnet-20240620,,1,1000001,2000003,3000007,400009,",
  ]);
  // 1,000,001×3 + 2,000,003×0.3 + 3,000,007×6 + 400,009×15 millionths of a dollar
  expect(priced[0]).toMatchObject({
    e: "27600180.900000000",
    re: null,
    un: "6000135.000000000",
    vendor: "anthropic",
  });
  expect(pricing.prices).toMatchObject([
    { provider: "anthropic", model: "claude-3-5-sonnet", source: "@pydantic/genai-prices 0.1.8" },
  ]);
});

test("reasoning is priced as output and told apart", async () => {
  const { priced, usd } = await price([
    "2024-09-13T01:00:00Z,openai,o1-preview,,1,1000,0,0,500,4500",
  ]);
  expect(usd[0]).toBeCloseTo(0.015 + 0.3, 12);
  expect(priced[0]).toMatchObject({ re: "270000.000000000", un: null });
});

test("a sum over many calls takes the base price, one long call the long-context price", async () => {
  const { usd } = await price([
    "2026-09-15T01:00:00Z,openai,gpt-5.5,,1,1000000,0,0,0,0",
    "2026-09-15T02:00:00Z,openai,gpt-5.5,,5,1000000,0,0,0,0",
    "2026-09-15T03:00:00Z,openai,gpt-5.5,,1,271999,0,0,0,0",
  ]);
  expect(usd).toEqual([10, 5, 1.359995]);
});

test("a row that sums over calls takes the price of each, and lasts until the last of them", async () => {
  const file = tempFile("u.csv", "t,i\n2026-09-01T01:00:00Z,0\n");
  const map = "ts: {column: t}\nin_uncached: {column: i}\n";
  const imported = await importUsage(db, [{ file, mapping: parseMapping(map, "map.yaml") }]);
  const sum = (at: string, last: string, provider: string, model: string, largest: number) =>
    db.run(`INSERT INTO usage_row BY NAME SELECT * REPLACE (TIMESTAMP '${at}' AS ts, '${provider}' AS provider,
      '${model}' AS model_raw, 4 AS requests, 1000000 AS in_uncached, ${largest} AS call_input,
      TIMESTAMP '${last}' AS last_ts) FROM usage WHERE model_raw = ''`);
  await sum("2026-09-15 01:00:00", "2026-09-30 02:00:00", "openai", "gpt-5.5", 250_000);
  await sum("2026-09-15 01:00:00", "2026-09-20 02:00:00", "openai", "gpt-5.5", 272_001);
  await sum("2025-07-01 00:20:00", "2025-07-31 00:25:00", "deepseek", "deepseek-chat", 250_000);
  const pricing = await priceUsage(db, genaiCatalogue());
  const priced = await db.all(`SELECT CAST(estimated AS VARCHAR) AS e FROM usage_priced
    WHERE model_raw <> '' ORDER BY ts, call_input`);
  expect(priced.map((row) => Number(row["e"]) / 1e6)).toEqual([0.135, 5, 10]);
  const { period } = await buildProfile(db, imported, pricing);
  expect(period).toMatchObject({
    start: "2025-07-01T00:20:00.000Z",
    end: "2026-09-30T02:00:00.000Z",
  });
});

test("a model without a price is unpriced volume, not free", async () => {
  const { usd, pricing } = await price([
    "2024-09-01T01:00:00Z,openai,mystery-1,,1,100,0,0,5,",
    "2024-09-01T02:00:00Z,openai,gpt-4o,priority,3,10,0,0,0,",
    "2024-09-01T03:00:00Z,openai,gpt-4o,,1,10,0,0,0,",
  ]);
  expect(usd).toEqual([null, null, 0.000025]);
  expect(pricing.unpriced).toEqual([
    { provider: "openai", model: "mystery-1", tier: "", requests: 1, tokens: 105, uncosted: 105 },
    {
      provider: "openai",
      model: "gpt-4o",
      tier: "priority",
      requests: 3,
      tokens: 10,
      uncosted: 10,
    },
  ]);
});

test("output of a model that has only an input price is unpriced", async () => {
  const { usd } = await price([
    "2024-09-01T01:00:00Z,openai,text-embedding-3-small,,1,1000000,0,0,0,",
    "2024-09-01T02:00:00Z,openai,text-embedding-3-small,,1,1000000,0,0,1,",
  ]);
  expect(usd).toEqual([0.02, null]);
});

test("a user's own price comes first, by the usage's name or the catalogue's", async () => {
  const { usd, pricing } = await price(
    [
      "2024-09-01T01:00:00Z,openai,gpt-4o-2024-08-06,,1,1000000,0,0,1000000,",
      "2024-09-01T02:00:00Z,inhouse,our-llm,,1,1000000,1000000,0,0,",
    ],
    { "gpt-4o": { input: 2, output: 8 }, "our-llm": { input: 1, output: 1, cacheRead: 0.1 } },
  );
  expect(usd).toEqual([10, 1.1]);
  expect(pricing.prices.map(({ source }) => source)).toEqual(["company.yaml", "company.yaml"]);
});

test("prices by the hour apply to calls, the dearest of the day to daily sums", async () => {
  const { usd } = await price([
    "2025-07-01,deepseek,deepseek-chat,,9,1000000,0,0,0,",
    "2025-07-01T00:29:59Z,deepseek,deepseek-chat,,1,1000000,0,0,0,",
    "2025-07-01T00:30:00Z,deepseek,deepseek-chat,,1,1000000,0,0,0,",
    "2025-07-01T20:00:00Z,deepseek,deepseek-chat,,1,1000000,0,0,0,",
  ]);
  expect(usd).toEqual([0.27, 0.135, 0.27, 0.135]);
});

test("pricing neither drops nor repeats a record", async () => {
  const rows = Array.from(
    { length: 50 },
    (_, i) =>
      `2025-07-0${(i % 9) + 1}T0${i % 10}:30:00Z,${["openai", "deepseek", "", "x"][i % 4]},${["gpt-5.5", "deepseek-chat", "o3"][i % 3]},,${i % 3},${i * 20_000},0,0,${i},`,
  );
  const { priced } = await price(rows);
  expect(priced).toHaveLength(50);
});
