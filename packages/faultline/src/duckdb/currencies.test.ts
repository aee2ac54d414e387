import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { assessUsage, parseCompany, parseMapping } from "@faultline/exposure";
import { openDuckDb } from "./index.ts";
import { inputErrorOf } from "./testing/catching.ts";
import { fixturePath } from "./testing/fixture.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const company = parseCompany(
  `exchangeRates:
  - { from: EUR, to: USD, date: 2025-08-01, rate: "1.5" }
  - { from: EUR, to: USD, date: 2025-09-02, rate: "1.0873" }
`,
  "company.yaml",
);

const MAP = parseMapping(
  `ts: {column: t}
model_raw: {value: gpt-4o}
in_uncached: {column: n}
billed_cost: {column: cost}
currency: {column: cur}
`,
  "map.yaml",
);
const mapped = (rows: readonly string[]) => [
  { file: tempFile("u.csv", `t,n,cost,cur\n${rows.join("\n")}\n`), mapping: MAP },
];

const focusLine = (cost: string, currency: string, day: string) =>
  `${cost},${cost},${currency},Usage,${day}T00:00:00Z,${day}T00:00:00Z,AI and Machine Learning,Bedrock,AWS,${cost}`;
const focus = (...lines: readonly string[]) => [
  {
    file: tempFile(
      "focus.csv",
      `BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,ServiceCategory,ServiceName,ProviderName,ListCost\n${lines.join("\n")}\n`,
    ),
  },
];

describe("a bill in another currency", () => {
  test("counts in dollars, at the last rate on or before each day", async () => {
    // 100 × 1.5 + 1,234.5 × 1.0873 + 2 = 150 + 1,342.27185 + 2.
    const { imported, profile } = await assessUsage(db, {
      sources: focus(
        focusLine("100", "EUR", "2025-09-01"),
        focusLine("1234.50", "EUR", "2025-09-30"),
        focusLine("2", "USD", "2025-09-30"),
      ),
      company,
    });
    expect(profile.rows.reduce((sum, row) => sum + (row.billedUsd ?? 0), 0)).toBeCloseTo(
      1494.27185,
      9,
    );
    expect(imported.conversions).toEqual([
      {
        currency: "EUR",
        rate: "1.5",
        date: "2025-08-01",
        records: 1,
        original: "100.000000000",
        usd: "150.000000000",
      },
      {
        currency: "EUR",
        rate: "1.0873",
        date: "2025-09-02",
        records: 1,
        original: "1234.500000000",
        usd: "1342.271850000",
      },
    ]);
  });

  test("is refused without a rate, with line, currency, day and the fix", async () => {
    const sources = focus(
      focusLine("1", "USD", "2025-09-01"),
      focusLine("100", "EUR", "2025-07-31"),
    );
    const line = await inputErrorOf(() => assessUsage(db, { sources, company }));
    expect(line).toMatch(
      /^focus\.csv:3: money in a currency without an exchange rate on or before its day "EUR on 2025-07-31"; give one with --rates FILE, or under exchangeRates in the company file, such as \{ from: EUR,/,
    );
    const { imported } = await assessUsage(db, { sources, company, allowRejects: true });
    expect(imported.accounting).toMatchObject({ kept: 1, rejected: 1 });
  });

  test("is refused where the currency is no code", async () => {
    const sources = focus(
      focusLine("1", "USD", "2025-09-01"),
      focusLine("1", "euros", "2025-09-01"),
    );
    expect(await inputErrorOf(() => assessUsage(db, { sources, company }))).toMatch(
      /^focus\.csv:3: a currency that is no code of three letters "euros" in "BillingCurrency"/,
    );
  });

  test("is refused with the fix where no record has a rate", async () => {
    const sources = focus(focusLine("1", "CHF", "2025-09-01"));
    expect(await inputErrorOf(() => assessUsage(db, { sources, company }))).toMatch(
      /^focus\.csv:2: none of 1 records .*"CHF on 2025-09-01"\); give one with --rates FILE/,
    );
  });

  test("of OpenAI's costs is the record that was refused before", async () => {
    const text = readFileSync(fixturePath("openai-cost.csv"), "utf8");
    const sources = [{ file: tempFile("openai-cost.csv", text) }];
    const { imported } = await assessUsage(db, { sources, company });
    // 9 euros of 2025-09-01 at 1.5.
    expect(imported.conversions).toMatchObject([{ original: "9.000000000", usd: "13.500000000" }]);
  });
});

describe("a mapped CSV with a column of currencies", () => {
  test("is converted row by row; tokens without money need no rate", async () => {
    const { imported, profile } = await assessUsage(db, {
      sources: mapped(["2025-09-05,10,2,eur", "2025-09-05,10,,JPY", "2025-09-05,10,1,"]),
      company,
    });
    expect(imported.accounting).toMatchObject({ kept: 3, rejected: 0 });
    expect(profile.rows[0]?.billedUsd).toBeCloseTo(3.1746, 12);
  });

  test("is refused without a rate, by file, currency and first day", async () => {
    const sources = mapped(["2025-09-05,10,2,JPY", "2025-09-04,10,2,JPY", "2025-09-04,10,2,USD"]);
    expect(await inputErrorOf(() => assessUsage(db, { sources, company }))).toMatch(
      /^u\.csv: money in a currency without an exchange rate on or before its day "JPY on 2025-09-04"; give one/,
    );
    const { imported } = await assessUsage(db, { sources, company, allowRejects: true });
    expect(imported.accounting).toMatchObject({ physical: 3, kept: 1, rejected: 2 });
  });
});

test("each record is rounded once, as exact arithmetic does, and a rate of one changes nothing", async () => {
  const nanos = fc.integer({ min: 1, max: 999_999_999 });
  const rates = fc.constantFrom("1", "0.006789123", "1.087300001", "2.5");
  await fc.assert(
    fc.asyncProperty(fc.array(nanos, { minLength: 1, maxLength: 20 }), rates, async (all, rate) => {
      const rows = all.map((n) => `2025-09-05,10,${(n / 1e9).toFixed(9)},EUR`);
      const { imported } = await assessUsage(db, {
        sources: mapped(rows),
        company: { exchangeRates: [{ from: "EUR", to: "USD", date: "2025-01-01", rate }] },
      });
      // In billionths: amount × rate, halves up.
      const billionths = BigInt(Math.round(Number(rate) * 1e9));
      const exact = all.reduce(
        (sum, n) => sum + (BigInt(n) * billionths + 500_000_000n) / 1_000_000_000n,
        0n,
      );
      const [one] = imported.conversions;
      expect(BigInt(one!.usd.replace(".", ""))).toBe(exact);
      if (rate === "1") expect(one?.usd).toBe(one?.original);
    }),
    { numRuns: 20 },
  );
});

test("all that a bill says is converted: list price, what was paid ahead, and its other lines", async () => {
  const line = (kind: string, billed: string, effective: string, list: string) =>
    `${billed},${effective},EUR,${kind},2025-08-05T00:00:00Z,2025-08-06T00:00:00Z,AI and Machine Learning,Bedrock,AWS,${list}`;
  const { reconciliation } = await assessUsage(db, {
    sources: focus(
      line("Usage", "1", "2", "3"),
      line("Tax", "0.5", "0.5", "0"),
      line("Credit", "-0.25", "-0.25", "0"),
    ),
    company,
  });
  // At 1.5: 2 billed of a list price of 3, of which 1 paid ahead, and 0.25 of other lines.
  expect(reconciliation?.total).toMatchObject({ billedUsd: 3, dueUsd: 1.875 });
  expect(reconciliation?.total.reasons).toEqual([
    { reason: "discount", usd: -1.5 },
    { reason: "withoutTokens", usd: 4.5 },
    { reason: "paidAhead", usd: -1.5 },
    { reason: "credits", usd: -0.375 },
    { reason: "taxes", usd: 0.75 },
  ]);
});
