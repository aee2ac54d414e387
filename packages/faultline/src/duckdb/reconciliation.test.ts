import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { assessUsage, parseMapping, type ReconciledLine, REASONS } from "@faultline/exposure";
import { openDuckDb } from "./index.ts";
import { importFixtures } from "./testing/fixture.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const MAP = parseMapping(
  `ts: {column: t}
provider: {column: p}
model_raw: {column: m}
tier: {column: tier}
requests: {column: n}
in_uncached: {column: i}
out_visible: {column: o}
billed_cost: {column: usd}
`,
  "map.yaml",
);

async function reconciled(...files: readonly (readonly [string, string])[]) {
  const sources = files.map(([name, text]) => ({
    file: tempFile(name, text),
    ...(name.startsWith("mapped") && { mapping: MAP }),
  }));
  const { reconciliation, exposure, imported } = await assessUsage(db, { sources });
  if (reconciliation === null) throw new Error("nothing was reconciled");
  for (const line of [...reconciliation.rows, reconciliation.total]) expectWhole(line);
  return { ...reconciliation, exposure, imported };
}

/** Parts add up to the difference, to the nano-dollar. */
function expectWhole({ estimatedUsd, dueUsd, differenceUsd, reasons }: ReconciledLine): void {
  const nanos = (usd: number) => Math.round(usd * 1e9);
  expect(nanos(dueUsd) - nanos(estimatedUsd)).toBe(nanos(differenceUsd));
  expect(reasons.reduce((sum, { usd }) => sum + nanos(usd), 0)).toBe(nanos(differenceUsd));
}

const partsOf = ({ reasons }: ReconciledLine) =>
  Object.fromEntries(reasons.map(({ reason, usd }) => [reason, usd]));
const mapped = (...rows: readonly string[]) =>
  ["mapped.csv", `t,p,m,tier,n,i,o,usd\n${rows.join("\n")}\n`] as const;

// A million input tokens of gpt-4o cost $2.50 at list prices.
const million = (tier: string, usd: string, model = "gpt-4o") =>
  `2024-09-02,openai,${model},${tier},1,1000000,0,${usd}`;

describe("each reason, counted by hand", () => {
  test("a batch costs half", async () => {
    const { total } = await reconciled(mapped(million("batch", "1.25"), million("flex", "1.30")));
    expect(total).toMatchObject({ estimatedUsd: 5, billedUsd: 2.55, dueUsd: 2.55 });
    expect(partsOf(total)).toEqual({ tier: -2.5, unexplained: 0.05 });
  });

  test("a tier whose multiple nobody lists takes all that it adds", async () => {
    const { total } = await reconciled(mapped(million("priority", "4.25")));
    expect(total.estimatedUsd).toBe(2.5);
    expect(partsOf(total)).toEqual({ tierUnlisted: 1.75 });
  });

  test("a free quota takes all that the tokens would cost", async () => {
    const { total } = await reconciled(mapped(million("incentivized-tier", "0"), million("", "3")));
    expect(partsOf(total)).toEqual({ free: -2.5, unexplained: 0.5 });
  });

  test("a model without a price has no estimate to differ from", async () => {
    const { rows, total } = await reconciled(
      mapped(million("", "0.5", "mystery"), million("", "2.5")),
    );
    expect(total).toMatchObject({ estimatedUsd: 2.5, billedUsd: 3 });
    expect(partsOf(total)).toEqual({ unpriced: 0.5 });
    expect(rows.map(({ model, differenceUsd }) => [model, differenceUsd])).toEqual([
      ["mystery", 0.5],
      ["gpt-4o", 0],
    ]);
  });

  test("usage without a bill is in neither side", async () => {
    const { total } = await reconciled(mapped(million("", ""), million("", "2.5")));
    expect(total).toMatchObject({ estimatedUsd: 2.5, dueUsd: 2.5, reasons: [] });
    const { reconciliation } = await assessUsage(db, {
      sources: [{ file: tempFile("u.csv", mapped(million("", ""))[1]), mapping: MAP }],
    });
    expect(reconciliation).toBeNull();
  });

  test("OpenRouter: an own key is billed by the vendor, and a search is no token", async () => {
    const columns =
      "generation_id,created_at,cost_total,cost_web_search,byok_usage_inference,tokens_prompt,tokens_completion,model_permaslug";
    const { total, exposure } = await reconciled([
      "openrouter.csv",
      `${columns}\ng1,2025-09-01 10:00:00,0.02,0.02,0.5,100,10,in-house\n`,
    ]);
    expect(total).toMatchObject({ estimatedUsd: 0, billedUsd: 0.52, dueUsd: 0.02 });
    expect(partsOf(total)).toEqual({ services: 0.02, unpriced: 0.5, ownKey: -0.5 });
    expect(exposure.total.tokenPricedAi).toBeCloseTo(0.52, 12);
  });

  test("Anthropic: the list amount tells the discount, a search stands apart", async () => {
    const line = (kind: string, amount: string, list: string) =>
      `{"starting_at":"2026-01-01T00:00:00Z","cost":{"amount":"${amount}","list_amount":"${list}","currency":"USD"},` +
      `"group":{"model":"claude-opus-4-6","cost_type":"${kind}"},"cost_type":"${kind}","list_amount":"${list}","amount":"${amount}"}`;
    const { total } = await reconciled([
      "cost.json",
      `{"data":[{"results":[${line("tokens", "900", "1000")},${line("web_search", "45", "50")}]}],"has_more":false}`,
    ]);
    // Cents: 9.00 of 10.00 for tokens, 0.45 of 0.50 for searches.
    expect(total).toMatchObject({ estimatedUsd: 0, billedUsd: 9.45 });
    expect(partsOf(total)).toEqual({ discount: -1.05, services: 0.5, withoutTokens: 10 });
  });

  test("Vertex: credits, a tax and a rounding error", async () => {
    const line = (cost: string, more: string) =>
      `{"service":{"description":"Vertex AI"},"sku":{"description":"Gemini 2.5 Flash GA Text Input - Predictions"},` +
      `"usage_start_time":"2025-09-01 00:00:00 UTC","usage":{"amount":1000000,"unit":"count"},"currency":"USD","cost":${cost},${more}}`;
    const { total, exposure } = await reconciled([
      "vertex.jsonl",
      [
        line("0.27", `"cost_at_list":0.3,"credits":[{"amount":-0.2},{"amount":-0.05}]`),
        line("0.01", `"cost_type":"tax","credits":[]`),
        line("-0.0001", `"cost_type":"rounding_error","credits":[]`),
      ].join("\n"),
    ]);
    // List price of a million: $0.30.
    expect(total).toMatchObject({ estimatedUsd: 0.3, billedUsd: 0.27, dueUsd: 0.0299 });
    expect(partsOf(total)).toEqual({
      discount: -0.03,
      credits: -0.25,
      taxes: 0.01,
      adjustments: -0.0001,
    });
    expect(exposure.total.tokenPricedAi).toBeCloseTo(0.27, 12);
  });

  test("FOCUS: discount, what was paid ahead, and the bill's other lines", async () => {
    const columns =
      "BilledCost,EffectiveCost,ListCost,BillingCurrency,ChargeCategory,ChargeClass,ChargePeriodStart,ChargePeriodEnd,ServiceCategory,ServiceName,ProviderName,SkuMeter";
    const line = (billed: string, effective: string, list: string, kind: string) =>
      `${billed},${effective},${list},USD,${kind},2025-09-01T00:00:00Z,2025-09-02T00:00:00Z,AI and Machine Learning,Bedrock,AWS,meter`;
    const { total } = await reconciled([
      "focus.csv",
      [
        columns,
        line("1", "1.5", "2", "Usage,"),
        line("10", "0", "0", "Purchase,"),
        line("0.75", "0.75", "0", "Tax,"),
        line("-0.5", "-0.5", "0", "Credit,"),
        line("-0.25", "-0.25", "0", "Usage,Correction"),
      ].join("\n"),
    ]);
    // Due: the billed costs, 1 + 10 + 0.75 − 0.5 − 0.25.
    expect(total).toMatchObject({ estimatedUsd: 0, billedUsd: 1.5, dueUsd: 11 });
    expect(partsOf(total)).toEqual({
      discount: -0.5,
      withoutTokens: 2,
      paidAhead: -0.5,
      purchases: 10,
      credits: -0.5,
      taxes: 0.75,
      adjustments: -0.25,
    });
  });

  test("AWS: a private discount, a credit and a tax on Bedrock's lines", async () => {
    const columns =
      "line_item_usage_start_date,line_item_line_item_type,line_item_usage_type,line_item_usage_amount,pricing_unit,line_item_unblended_cost,line_item_currency_code,pricing_public_on_demand_cost";
    const line = (kind: string, cost: string, list: string) =>
      `2026-03-01 00:00:00,${kind},USE1-Claude4.6Opus-input-tokens,1000,1K tokens,${cost},USD,${list}`;
    const { rows, total } = await reconciled([
      "cur.csv",
      [
        columns,
        line("Usage", "5", "5.5"),
        line("EdpDiscount", "-0.5", ""),
        line("Credit", "-1", ""),
        line("Tax", "0.3", ""),
      ].join("\n"),
    ]);
    // A million tokens of Claude Opus 4.6 list at $5.50 with a region of one's own.
    expect(rows).toHaveLength(1);
    expect(total).toMatchObject({ estimatedUsd: 5.5, billedUsd: 5, dueUsd: 3.8 });
    expect(partsOf(total)).toEqual({ discount: -1, credits: -1, taxes: 0.3 });
  });

  test("Azure: pay-as-you-go prices beside the billed ones, and a refund", async () => {
    const columns = "Date,MeterName,UnitOfMeasure,Quantity,CostInUSD,PaygCostInUSD";
    const { total } = await reconciled([
      "azure.csv",
      [
        columns,
        "2025-09-01,gpt 4o 1120 Inp glbl Tokens,1K,1000,2,2.5",
        "2025-09-01,gpt 4o 1120 Inp glbl Tokens,1K,0,-0.4,0",
      ].join("\n"),
    ]);
    expect(total).toMatchObject({ estimatedUsd: 2.5, billedUsd: 2, dueUsd: 1.6 });
    expect(partsOf(total)).toEqual({ discount: -0.5, credits: -0.4 });
  });
});

describe("a bill in two exports", () => {
  const usage = (model: string, tier: string, day = 1) =>
    `{"start_time":${1_756_684_800 + (day - 1) * 86_400},"results":[{"object":"organization.usage.completions.result","input_tokens":1000000,"output_tokens":0,"num_model_requests":2,"project_id":"p","model":"${model}","service_tier":"${tier}"}]}`;
  const cost = (item: string, value: string) =>
    `{"start_time":1756684800,"results":[{"object":"organization.costs.result","amount":{"value":${value},"currency":"usd"},"line_item":"${item}","project_id":"p"}]}`;
  const page = (...buckets: readonly string[]) =>
    `{"object":"page","data":[${buckets.join(",")}],"has_more":false}`;

  test("is counted once and held against the list prices of its tokens", async () => {
    const { rows, total, exposure, imported } = await reconciled(
      [
        "usage.json",
        page(
          usage("gpt-4o-2024-08-06", "default"),
          usage("gpt-4o", "incentivized-tier"),
          usage("o3", "flex"),
        ),
      ],
      [
        "cost.json",
        page(
          cost("gpt-4o-2024-08-06, input", "2.75"),
          cost("web search tool call", "0.1"),
          cost("o3-2025-04-16, input", "1"),
          cost("credit", "-3"),
        ),
      ],
    );
    expect(imported.joinedBills).toEqual([
      { tokens: "openai-usage", cost: "openai-cost", days: 1, records: 3 },
    ]);
    // Standard: 2.50 + 2.50 + 2; flex halves o3's; 2.75 is a quarter more than the list says.
    expect(total).toMatchObject({ estimatedUsd: 7, billedUsd: 3.85, dueUsd: 0.85 });
    expect(partsOf(total)).toEqual({
      tier: -1,
      free: -2.5,
      services: 0.1,
      credits: -3,
      unexplained: 0.25,
    });
    expect(partsOf(rows.find(({ model }) => model === "o3")!)).toEqual({ tier: -1 });
    expect(exposure.total.tokenPricedAi).toBeCloseTo(3.85, 12);
    expect(exposure.total.uncostedTokens).toBe(0);
  });

  test("keeps the estimate of days that the cost export does not cover", async () => {
    const { total, exposure } = await reconciled(
      ["usage.json", page(usage("gpt-4o", "default"), usage("gpt-4o", "default", 2))],
      ["cost.json", page(cost("gpt-4o-2024-08-06, input", "2"))],
    );
    expect(total).toMatchObject({ estimatedUsd: 2.5, dueUsd: 2 });
    expect(exposure.total.tokenPricedAi).toBeCloseTo(4.5, 12);
  });

  test("of other vendors is none", async () => {
    const { joinedBills } = await importFixtures(db, "openai-usage.json", "anthropic-cost.csv");
    expect(joinedBills).toEqual([]);
  });
});

test("a charge in two overlapping exports counts once, two equal ones in one file twice", async () => {
  const head =
    "BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,ServiceCategory,ServiceName,ProviderName";
  const line = (kind: string, usd: string) =>
    `${usd},${usd},USD,${kind},2025-09-01T00:00:00Z,2025-09-02T00:00:00Z,AI and Machine Learning,Bedrock,AWS`;
  const one = [head, line("Usage", "5"), line("Tax", "1"), line("Tax", "1")].join("\n");
  const { total } = await reconciled(["a.csv", one], ["b.csv", `${one}\n`]);
  expect(total).toMatchObject({ billedUsd: 5, dueUsd: 7 });
  expect(partsOf(total)).toEqual({ withoutTokens: 5, taxes: 2 });
});

test("parts add up for any usage, rows to the total, whatever the order", async () => {
  const record = fc
    .record({
      day: fc.integer({ min: 1, max: 28 }),
      model: fc.constantFrom("openai,gpt-4o", "openai,o3", ",mystery", "anthropic,claude-opus-4-6"),
      tier: fc.constantFrom("", "batch", "flex", "priority", "incentivized-tier", "fast"),
      calls: fc.nat(2),
      input: fc.nat(3_000_000),
      output: fc.nat(30_000),
      nanos: fc.option(fc.nat(2_000_000_000)),
    })
    .map(
      ({ day, model, tier, calls, input, output, nanos }) =>
        `2026-02-${String(day).padStart(2, "0")},${model},${tier},${calls},${input},${output},` +
        (nanos === null ? "" : (nanos / 1e9).toFixed(9)),
    );
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 25 }), async (lines) => {
      const rows = [...lines, million("", "1")];
      const { rows: told, total } = await reconciled(mapped(...rows));
      const nanos = (usd: number) => Math.round(usd * 1e9);
      const billed = rows.reduce((sum, row) => sum + nanos(Number(row.split(",").at(-1))), 0);
      expect(nanos(total.billedUsd)).toBe(billed);
      for (const reason of REASONS) {
        const sum = told.reduce((all, line) => all + nanos(partsOf(line)[reason] ?? 0), 0);
        expect(sum).toBe(nanos(partsOf(total)[reason] ?? 0));
      }
      const again = await reconciled(mapped(...rows.toReversed()));
      expect(again).toMatchObject({ rows: told, total });
    }),
    { numRuns: 25 },
  );
});
