import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import {
  assessUsage,
  type Company,
  type LineItem,
  parseCompany,
  parseMapping,
} from "@faultline/exposure";
import { openDuckDb } from "./index.ts";
import { inputErrorOf } from "./testing/catching.ts";
import { tempFile } from "./testing/temp-file.ts";

const db = await openDuckDb();
afterAll(() => db.close());

const MAP = parseMapping(
  `ts: {column: t}
model_raw: {column: m}
feature: {column: f}
customer: {column: c}
in_uncached: {column: i}
billed_cost: {column: usd}
`,
  "map.yaml",
);
const company = parseCompany(
  `revenue: { csv: billing.csv, amount: amount, customer: customer, feature: plan, date: day }
otherCogs: 0.1
fixedAi: 40
`,
  "company.yaml",
);

function assess(usage: readonly string[], billing: readonly string[], own: Company = company) {
  return assessUsage(db, {
    sources: [{ file: tempFile("u.csv", `t,m,f,c,i,usd\n${usage.join("\n")}\n`), mapping: MAP }],
    company: own,
    billing: {
      ...tempFile("billing.csv", `day,customer,plan,amount\n${billing.join("\n")}\n`),
      name: "billing.csv",
    },
  });
}

test("revenue of a billing export goes to its names, and what does not meet is told", async () => {
  const { exposure, billing, profile } = await assess(
    [
      "2024-09-01,gpt-4o,Chat,acme,1000000,",
      "2024-09-30,gpt-4o,Chat,free rider,2000000,",
      "2024-09-30,gpt-4o,,acme,0,1",
    ],
    ["2024-09-05,acme,Chat,100", "2024-09-06,acme,Chat,-30", "2024-09-07,gone,Search,20"],
  );
  const revenue = (lines: readonly LineItem[]) =>
    Object.fromEntries(lines.map(({ name, revenue }) => [name, revenue]));
  const rider = profile.rows.map(({ customer }) => customer).find((name) => name !== "acme")!;
  expect(rider).toMatch(/^customer-[0-9a-f]{4}$/);
  expect(revenue(exposure.customers)).toEqual({ acme: 70, gone: 20, [rider]: null });
  expect(revenue(exposure.features)).toEqual({ Chat: 70, Search: 20, null: 0 });
  expect(exposure.total).toMatchObject({ revenue: 90, tokenPricedAi: 8.5, otherCogs: 9 });
  expect(billing?.customers).toEqual({
    withoutUsage: [{ name: "gone", revenue: 20 }],
    withoutBilling: [{ name: rider, tokenPricedAi: 5 }],
  });
  expect(billing?.features).toEqual({
    withoutUsage: [{ name: "Search", revenue: 20 }],
    withoutBilling: [],
  });
});

test("a billing export that nobody hands over is asked for", async () => {
  const file = tempFile("u.csv", "t,m,f,c,i,usd\n2024-09-01,gpt-4o,,,1,\n");
  const run = () => assessUsage(db, { sources: [{ file, mapping: MAP }], company });
  expect(await inputErrorOf(run)).toMatch(/^company file at revenue\.csv: the file is not there/);
});

test("features, and customers, and what belongs to none, add up to the company", async () => {
  const customer = fc.constantFrom("x", "y", "z", "");
  const feature = fc.constantFrom("A", "B", "C", "");
  const day = fc.integer({ min: 1, max: 30 }).map((n) => `2024-09-${String(n).padStart(2, "0")}`);
  const use = fc.record({
    day,
    customer,
    feature,
    model: fc.constantFrom("gpt-4o", "o3", "mystery"),
    input: fc.nat(5_000_000),
    billed: fc.option(fc.nat(5000)),
  });
  const sale = fc.record({
    day,
    customer,
    feature,
    cents: fc.integer({ min: -5000, max: 50_000 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(use, { minLength: 1, maxLength: 15 }),
      fc.array(sale, { minLength: 1, maxLength: 10 }),
      fc.constantFrom("both", "customer", "feature"),
      async (uses, sales, axes) => {
        const { revenue, ...rest } = company;
        const { customer, feature, ...columns } = revenue ?? {};
        const named = {
          ...columns,
          ...(axes !== "feature" && { customer }),
          ...(axes !== "customer" && { feature }),
        };
        const { exposure, profile } = await assess(
          uses.map(
            (one) =>
              `${one.day},${one.model},${one.feature},${one.customer},${one.input},` +
              (one.billed === null ? "" : (one.billed / 100).toFixed(2)),
          ),
          sales.map((one) => `${one.day},${one.customer},${one.feature},${one.cents / 100}`),
          { ...rest, revenue: named },
        );
        const { total, features, customers } = exposure;
        const sold = sales.reduce((sum, { cents }) => sum + cents, 0) / 100;
        const scaledBack = (figure: number) => figure / exposure.scaling.monthly;
        expect(scaledBack(total.revenue ?? 0)).toBeCloseTo(sold, 6);
        const cost = profile.rows.reduce((sum, row) => sum + (row.costUsd ?? 0), 0);
        expect(total.tokenPricedAi).toBeCloseTo(cost * exposure.scaling.usage, 6);
        for (const lines of [features, customers]) {
          for (const figure of ["revenue", "tokenPricedAi", "otherCogs", "fixedAi"] as const) {
            const sum = lines.reduce((all, line) => all + (line[figure] ?? 0), 0);
            expect(sum).toBeCloseTo(total[figure] ?? 0, 6);
          }
          const uncosted = lines.reduce((all, line) => all + line.uncostedTokens, 0);
          expect(uncosted).toBeCloseTo(total.uncostedTokens, 3);
        }
      },
    ),
    { numRuns: 25 },
  );
});
