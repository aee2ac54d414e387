import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExchangeRates, companyRates } from "../currency/exchange-rates.ts";
import { periodOf } from "../profile/period.ts";
import { inputErrorOf } from "../testing/catching.ts";
import { memoryFile } from "../testing/memory-file.ts";
import { readBilling } from "./billing-file.ts";
import { monthlyRevenue } from "./monthly-revenue.ts";
import type { BillingSpec } from "./revenue.ts";

const columns = { csv: "b.csv", amount: "Amount", customer: "Customer", date: "Created" };
const rates = new ExchangeRates(
  companyRates([{ from: "EUR", to: "USD", date: "2025-09-02", rate: "1.5" }], "company.yaml"),
);
const period = (first: string, last: string) => periodOf(Date.parse(first), Date.parse(last), null);
const september = period("2025-09-01", "2025-09-30");

async function monthly(
  text: string,
  own: Partial<BillingSpec> = {},
  usage = september,
  factor?: number,
) {
  const spec = { ...columns, ...own };
  const billing = await readBilling(memoryFile("b.csv", text), spec, rates);
  return monthlyRevenue(billing, spec, usage, factor);
}

const stripe = `id,Amount,Amount Refunded,Currency,Status,Created,Customer,Plan
1,100.50,0.00,usd,Paid,2025-09-01 10:00:00,acme,Chat
2,-20,0,usd,Paid,2025-09-30 23:59,acme,Chat
3,40,10,eur,Refunded,2025-09-02,"Bolt, Inc.",Search
4,999,0,usd,Failed,2025-09-03,acme,Chat
5,7,0,usd,Paid,2025-10-01,acme,Chat
6,5,0,usd,Paid,2025-09-09,,
`;

describe("a billing export", () => {
  test("is summed by name, with refunds, filters and rates", async () => {
    const { revenue, basis } = await monthly(stripe, {
      feature: "Plan",
      currency: "Currency",
      refunded: "Amount Refunded",
      where: { Status: ["Paid", "Refunded"] },
    });
    // acme 100.50 − 20; Bolt (40 − 10) × 1.5; 5 of nobody.
    expect(revenue).toEqual({
      customers: { acme: 80.5, "Bolt, Inc.": 45 },
      features: { Chat: 80.5, Search: 45 },
      total: 130.5,
    });
    expect(basis).toMatchObject({
      months: ["2025-09"],
      rule: "2025-09, the months of the usage",
      rows: 4,
      otherMonths: 1,
      leftOut: 1,
      sumUsd: 130.5,
      divisor: 1,
    });
  });

  test("in cents", async () => {
    const text = "Amount,Customer,Created\n1050,a,2025-09-01\n";
    expect((await monthly(text, { unit: "cents" })).revenue.total).toBe(10.5);
  });

  test("with dates as QuickBooks writes them", async () => {
    const text = "Created,Customer,Amount\n09/05/2025,a,10\n10/05/2025,a,1\n";
    const { revenue } = await monthly(text, { dateFormat: "%m/%d/%Y" });
    expect(revenue.total).toBe(10);
  });
});

describe("the months of a billing export", () => {
  const text = "Amount,Customer,Created\n10,a,2025-07-31\n20,a,2025-08-15\n40,a,2025-09-01\n";
  test.each([
    ["2025-09-01", "2025-09-30", 40, "2025-09, the months of the usage"],
    ["2025-08-20", "2025-09-10", 30, "the mean of 2025-08 to 2025-09, the months of the usage"],
    ["2025-09-10", "2025-10-20", 40, "2025-09, as nothing of the usage's 2025-10 is in it"],
    [
      "2026-01-10",
      "2026-01-20",
      70 / 3,
      "the mean of 2025-07 to 2025-09, as none of the usage's months (2026-01) is in it",
    ],
  ])("for usage of %s to %s", async (first, last, total, rule) => {
    const { revenue, basis } = await monthly(text, {}, period(first, last));
    expect(revenue.total).toBeCloseTo(total, 12);
    expect(basis.rule).toBe(rule);
  });

  test("without dates it is of the usage's period, or of one month with a monthlyFactor", async () => {
    const { date: _, ...undated } = columns;
    const spec = { ...undated } as BillingSpec;
    const billing = await readBilling(memoryFile("b.csv", "Amount,Customer\n60,a\n"), spec, rates);
    const of = (usage: typeof september, factor?: number) =>
      monthlyRevenue(billing, spec, usage, factor).revenue.total;
    expect(of(september)).toBe(60);
    expect(of(period("2025-09-01", "2025-10-31"))).toBe(30);
    // Six days are 6 / 30.4375 of a month.
    expect(of(period("2025-09-01", "2025-09-06"))).toBeCloseTo((60 * 30.4375) / 6, 9);
    expect(of(period("2025-09-01", "2025-09-06"), 300)).toBe(60);
  });
});

test.each([
  ["NaN", /^b\.csv:2: not a number "NaN" in "Amount"; write amounts as plain numbers/],
  ['"1,234"', /^b\.csv:2: not a number "1,234" in "Amount"/],
  ["$0.10", /^b\.csv:2: not a number "\$0\.10" in "Amount"/],
  ["(5.00)", /^b\.csv:2: not a number "\(5\.00\)" in "Amount"/],
  ["", /^b\.csv:2: an empty amount in "Amount"/],
  ["1e300", /^b\.csv:2: an amount of money past 10\^9/],
])("an amount of %s is refused with its line", async (amount, message) => {
  const text = `Amount,Customer,Created\n${amount},a,2025-09-01\n`;
  expect(await inputErrorOf(() => monthly(text))).toMatch(message);
});

test.each([
  [
    "Amount,Customer,Created\n1,a,01.09.2025\n",
    {},
    /^b\.csv:2: not a day "01\.09\.2025" in "Created"; say how dates are written with dateFormat/,
  ],
  ["Amount,Customer,Created\n1,a,2025-02-30\n", {}, /^b\.csv:2: not a day "2025-02-30"/],
  ["Amount,Customer,Created\n1,a,\n", {}, /^b\.csv:2: an empty date in "Created"/],
  ["Amount,Customer,Created\n1,a\n", {}, /^b\.csv:2: 2 cells where the header has 3/],
  ["Amount,Customer,Created\n", {}, /^b\.csv: it holds no rows/],
  [
    "Amount,Customer,Creatd\n1,a,2025-09-01\n",
    {},
    /^b\.csv:1: no column "Created", which revenue names; did you mean "Creatd"/,
  ],
  [
    "Amount,Customer,Created,Cur\n1,a,2025-09-01,EUR\n",
    { currency: "Cur" },
    /^b\.csv:2: money in a currency without an exchange rate .*"EUR on 2025-09-01"; give one with --rates/,
  ],
  [
    "Amount,Customer,Created\n1,a,2025-09-01\n",
    { where: { Customer: "z" } },
    /^b\.csv: none of its 1 rows is one that counts; check revenue\.where/,
  ],
])("a billing export that cannot be read is one clear line: %j", async (text, own, message) => {
  expect(await inputErrorOf(() => monthly(text, own))).toMatch(message);
});

test("names and what belongs to none add up to the total, whatever the rows", async () => {
  const row = fc.record({
    cents: fc.integer({ min: -100_000, max: 1_000_000 }),
    customer: fc.constantFrom("a", "b", "__proto__", ""),
    feature: fc.constantFrom("F", "G", ""),
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.constantFrom("08", "09", "10"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const lines = rows.map(
        ({ cents, customer, feature, day, month }) =>
          `${cents},${customer},${feature},2025-${month}-${String(day).padStart(2, "0")}`,
      );
      const text = `Amount,Customer,Plan,Created\n${lines.join("\n")}\n`;
      const { revenue, basis } = await monthly(text, { unit: "cents", feature: "Plan" });
      expect(basis.rows + basis.otherMonths).toBe(rows.length);
      const counted = rows.filter(({ month }) => basis.months?.includes(`2025-${month}`));
      const sum = counted.reduce((all, { cents }) => all + cents, 0) / 100;
      expect((revenue.total ?? 0) * basis.divisor).toBeCloseTo(sum, 6);
      const named = counted.filter(({ customer }) => customer !== "");
      const ofNames = Object.values(revenue.customers ?? {}).reduce((all, one) => all + one, 0);
      expect(ofNames * basis.divisor).toBeCloseTo(
        named.reduce((all, { cents }) => all + cents, 0) / 100,
        6,
      );
    }),
  );
});
