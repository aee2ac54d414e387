import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { assessUsage, parseCompany, parseMapping } from "@faultline/exposure";
import { inputErrorOf } from "./testing/catching.ts";
import { openDuckDb, openUsageFile } from "./index.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const path = (name: string) => fileURLToPath(new URL(`../../../../${name}`, import.meta.url));
const read = (name: string) => readFileSync(path(name), "utf8");

async function assessExample(folder: string, usage: string) {
  const mapping = parseMapping(read(`${folder}/map.yaml`), "map.yaml");
  const company = parseCompany(read(`${folder}/company.yaml`), "company.yaml");
  expect(company.invented).toBe(true);
  return assessUsage(db, {
    sources: [{ file: openUsageFile(path(`${folder}/${usage}`)), mapping }],
    company,
  });
}

test("the Azure trace: every record, against sums made by awk", async () => {
  const { imported, profile, exposure } = await assessExample(
    "examples/azure-conversation",
    "AzureLLMInferenceTrace_conv.csv",
  );
  expect(imported.accounting).toEqual({ physical: 19_366, kept: 19_366, rejected: 0, blank: 0 });
  expect(profile.rows).toMatchObject([
    { inUncached: 22_361_870, outUnsplit: 4_088_665, vendor: "openai", provider: "azure" },
  ]);
  expect(profile.period.start).toBe("2023-11-16T18:15:46.680Z");
  expect(exposure.scaling).toMatchObject({ basis: "month", usage: 300 });
});

test("the Mooncake trace: cached tokens are taken out of the input", async () => {
  const { imported, profile } = await assessExample("examples/mooncake", "conversation_trace.csv");
  expect(imported.accounting).toEqual({ physical: 12_031, kept: 12_031, rejected: 0, blank: 0 });
  const [row] = profile.rows;
  expect((row?.inUncached ?? 0) + (row?.cacheRead ?? 0)).toBe(144_793_823);
  expect((row?.cacheRead ?? 0) / 144_793_823).toBeCloseTo(0.3736, 4);
});

describe("the bundled sample", async () => {
  const company = parseCompany(read("packages/faultline/sample/company.yaml"), "company.yaml");
  const file = openUsageFile(path("packages/faultline/sample/usage.otlp.jsonl"));
  const { imported, profile, exposure, pricing } = await assessUsage(db, {
    sources: [{ file }],
    company,
  });

  test("is read whole and priced whole", () => {
    expect(company.invented).toBe(true);
    expect(imported.accounting).toMatchObject({ rejected: 0, kept: imported.accounting.physical });
    expect(pricing.unpriced).toEqual([]);
    expect(profile.period).toMatchObject({ days: 30, wholeMonths: 1 });
  });

  test("names every label it shows", () => {
    expect(JSON.stringify(profile)).not.toMatch(/(feature|customer|model|provider)-[0-9a-f]{4}/);
  });

  test("has a thin feature, healthy ones, and usage that belongs to none", () => {
    const [research] = exposure.features;
    expect(research?.name).toBe("Deep research");
    expect(research?.reasoning.share).toBeGreaterThan(0.5);
    if (research?.breakEven.kind !== "multiple") throw new Error("Deep research has no multiple");
    expect(research.breakEven.value).toBeGreaterThan(1.3);
    expect(research.breakEven.value).toBeLessThan(2);
    expect(exposure.sinking[0]?.name).toBeNull();
    expect(exposure.sinking[1]?.name).toBe("Deep research");
    expect(exposure.vendors.map((line) => line.vendor)).toEqual(["openai", "anthropic", "other"]);
  });

  test("has revenue lists that agree", () => {
    expect(exposure.customers.reduce((sum, line) => sum + (line.revenue ?? 0), 0)).toBe(
      exposure.total.revenue,
    );
    expect(exposure.allocations).toEqual([
      "contracts, to what they serve by token cost",
      "fixed AI, to features and customers by share of token cost",
    ]);
  });
});

test("corrupt records stop an assessment unless they are allowed", async () => {
  const mapping = parseMapping("ts: {column: t}\nin_uncached: {column: n}\n", "map.yaml");
  const sources = [{ file: tempFile("u.csv", "t,n\n2024-09-01,5\n2024-09-02,-5\n"), mapping }];
  expect(await inputErrorOf(() => assessUsage(db, { sources }))).toMatch(
    /^u\.csv:3: a negative count "-5" in "n"/,
  );
  const { imported } = await assessUsage(db, { sources, allowRejects: true });
  expect(imported.accounting).toMatchObject({ kept: 1, rejected: 1 });
});
