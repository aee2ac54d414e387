import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { GENAI_PRICES_SOURCE, genaiCatalogue } from "./genai-catalogue.ts";

const catalogue = genaiCatalogue();
const quote = (
  provider: string,
  model: string,
  day = "2024-09-15T12:00:00Z",
  tier = "",
  wholeDay = false,
) => catalogue.quote({ provider, model, tier, at: Date.parse(day), wholeDay });
const base = (...question: Parameters<typeof quote>) => quote(...question)?.bands[0]?.rates;

test("the version in the provenance is the one installed", () => {
  const manifest = new URL(
    "../../../../node_modules/@pydantic/genai-prices/package.json",
    import.meta.url,
  );
  const { name, version } = JSON.parse(readFileSync(manifest, "utf8")) as {
    name: string;
    version: string;
  };
  expect(GENAI_PRICES_SOURCE).toBe(`${name} ${version}`);
});

test("list prices of September 2024, per million tokens", () => {
  expect(base("openai", "gpt-4o-2024-08-06")).toMatchObject({
    inUncached: 2.5,
    cacheRead: 1.25,
    outVisible: 10,
  });
  expect(base("anthropic", "claude-3-5-sonnet-20240620")).toEqual({
    inUncached: 3,
    cacheRead: 0.3,
    cacheWrite5m: 3.75,
    cacheWrite1h: 6,
    outVisible: 15,
    outReasoning: 15,
  });
});

test("a kind of token without a rate of its own is charged as the wider one", () => {
  expect(base("groq", "llama-3.1-70b-versatile")).toEqual({
    inUncached: 0.59,
    cacheRead: 0.59,
    cacheWrite5m: 0.59,
    cacheWrite1h: 0.59,
    outVisible: 0.79,
    outReasoning: 0.79,
  });
});

test("a price follows the date of use, and says from when it holds", () => {
  const before = quote("openai", "o3", "2025-05-01T00:00:00Z");
  expect(before?.bands[0]?.rates.outVisible).toBe(40);
  expect(before?.provenance).toMatchObject({ effectiveFrom: null, effectiveUntil: "2025-06-10" });
  const after = quote("openai", "o3", "2025-06-10T00:00:00Z");
  expect(after?.bands[0]?.rates.outVisible).toBe(8);
  expect(after?.provenance).toMatchObject({ effectiveFrom: "2025-06-10", effectiveUntil: null });
});

test("long-context prices are bands by the call's own input", () => {
  expect(quote("openai", "gpt-5.5", "2026-09-15T00:00:00Z")?.bands).toMatchObject([
    { aboveInputTokens: 0, rates: { inUncached: 5, outVisible: 30 } },
    { aboveInputTokens: 271_999, rates: { inUncached: 10, outVisible: 45 } },
  ]);
});

test("what is not known has no price, rather than a guess or zero", () => {
  expect(quote("openai", "no-such-model")).toBeNull();
  expect(quote("no-such-provider", "gpt-4o")).toBeNull();
  expect(quote("openai", "gpt-4o", undefined, "priority")).toBeNull();
});

test("a fine-tune has its own price, and a name that gives its owner away to nobody", () => {
  const quoted = quote("openai", "ft:gpt-4o-2024-08-06:acme::x1");
  expect(quoted).toMatchObject({ model: "ft:gpt-4o", bands: [{ rates: { inUncached: 3.75 } }] });
});

test("service tiers multiply the standard price and say so", () => {
  const batch = quote("openai", "gpt-4o", undefined, "batch");
  expect(batch?.bands[0]?.rates).toMatchObject({
    inUncached: 1.25,
    cacheRead: 0.625,
    outVisible: 5,
  });
  expect(batch?.provenance.notes).toEqual(["batch tier at ×0.5 of the standard price"]);
});

test("providers are known by the names exports give them", () => {
  expect(quote("azure.ai.openai", "gpt-4o")).toMatchObject({ provider: "azure", model: "gpt-4o" });
  expect(quote("aws.bedrock", "anthropic.claude-3-5-sonnet-20240620-v1:0")?.provider).toBe("aws");
  expect(quote("gcp.vertex_ai", "claude-3-5-sonnet@20240620")?.provider).toBe("google");
  expect(quote("", "gpt-4o")?.provenance.notes).toEqual([
    "provider inferred from the model's name",
  ]);
});

test("a price by the hour: the call's own hour, or the day's dearest for a day's sum", () => {
  expect(catalogue.variesWithinDay("deepseek", "deepseek-chat")).toBe(true);
  expect(catalogue.variesWithinDay("openai", "gpt-4o")).toBe(false);
  expect(base("deepseek", "deepseek-chat", "2025-07-01T20:00:00Z")?.inUncached).toBe(0.135);
  expect(base("deepseek", "deepseek-chat", "2025-07-01T10:00:00Z")?.inUncached).toBe(0.27);
  const day = quote("deepseek", "deepseek-chat", "2025-07-01T00:00:00Z", "", true);
  expect(day?.bands[0]?.rates.inUncached).toBe(0.27);
  expect(day?.provenance.notes).toContain("dearest of the day's prices");
});

test("a megabyte that stands for a model or a provider has no price, at once", () => {
  const began = performance.now();
  for (const name of ["[".repeat(1_000_000), "a".repeat(1_000_000)]) {
    const question = { tier: "", at: Date.UTC(2025, 8, 1), wholeDay: true };
    expect(genaiCatalogue().quote({ ...question, provider: "openai", model: name })).toBeNull();
    expect(genaiCatalogue().quote({ ...question, provider: name, model: "gpt-4o" })).toBeNull();
  }
  expect(performance.now() - began).toBeLessThan(1000);
});
