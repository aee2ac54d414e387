import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inputErrorOf } from "../testing/catching.ts";
import { parseCompany } from "./company.ts";
import { companyDefaults } from "./defaults.ts";

const FULL = `
name: acme
invented: true
note: none
cash: 1
debt: 2
plannedRaise: { month: 2025-03, amount: 5 }
revenue: { features: { Chat: 10 }, customers: { Bob: 10 } }
growth: 0.01
otherCogs: 0.1
opex: 3
opexGrowth: 0
fixedAi: { features: { Chat: 1 } }
credits: [{ vendor: openai, balance: 80000, expires: 2025-02 }]
hedges: { budget: 50000, switch: { cost: 20000, months: 3 } }
contracts:
  - { vendor: openai, kind: seats, seats: 40, price: 25, renews: 2025-06, features: [Chat] }
  - { vendor: anthropic, kind: priceLock, share: 0.5, renews: 2025-03 }
priceElasticity: -0.3
outageMonths: 2
paymentLagMonths: 1
noticeMonths: 2
monthlyFactor: 1.5
sampling: 0.01
reasoningShare: { models: { o1: 0.5 }, features: { Chat: 0.2 } }
prices: { gpt-4o: { input: 1, output: 2, cacheRead: 0.5 } }
exchangeRates: [{ from: EUR, to: USD, date: 2026-01-31, rate: "1.0873" }]
`;

test("a full file is read as written, and nothing is missing", () => {
  const company = parseCompany(FULL, "company.yaml");
  expect(company).toMatchObject({
    cash: 1,
    credits: [{ vendor: "openai", expires: "2025-02" }],
    hedges: { budget: 50_000, switch: { cost: 20_000, months: 3 } },
    prices: { "gpt-4o": { output: 2 } },
  });
  expect(companyDefaults(company)).toEqual([]);
});

test("the file that the documentation shows is one, and leaves little untold", () => {
  const page = readFileSync(new URL("../../../../docs/company.md", import.meta.url), "utf8");
  const shown = /```yaml\n(name: acme\n[\s\S]*?)```/.exec(page)![1]!;
  const company = parseCompany(shown, "company.yaml");
  expect(company.contracts?.map(({ kind }) => kind)).toEqual(["seats", "committed", "priceLock"]);
  expect(companyDefaults(company).map(({ key }) => key)).toEqual(["debt", "reasoningShare"]);
});

test("an empty file is a company of defaults, each told with its effect", () => {
  const missing = companyDefaults(parseCompany("", "company.yaml"));
  expect(missing.map(({ key }) => key)).toContain("cash");
  expect(missing.find(({ key }) => key === "revenue")).toEqual({
    key: "revenue",
    default: "unknown",
    effect: "margins and break-even multiples are unknown",
  });
});

test("every key of a full file but the words about it has a default that is told", () => {
  const told = companyDefaults({})
    .map(({ key }) => key)
    .toSorted();
  const keys = Object.keys(parseCompany(FULL, "c")).filter(
    (key) => !["name", "invented", "note"].includes(key),
  );
  expect(told).toEqual(keys.toSorted());
});

test.each([
  [
    "a misspelt key",
    "cash: 1\nopx: 5\n",
    'company.yaml:2 at opx: unknown key "opx"; did you mean "opex"?',
  ],
  [
    "a misspelt key below",
    "revenue:\n  featurs: { a: 1 }\n",
    'company.yaml:2 at revenue.featurs: unknown key "featurs"; did you mean "features"?',
  ],
  [
    "a misspelt key in a list",
    "credits:\n  - { vendor: openai, balance: 1, expire: 2025-02 }\n",
    /^company\.yaml:2 at credits\.0\.?(expires?)?: /,
  ],
  ["a negative amount", "cash: -5\n", /^company\.yaml:1 at cash: too small/],
  ["a number with separators", "cash: 1_000\n", /^company\.yaml:1 at cash: .*write a plain number/],
  [
    "a month that is none",
    "plannedRaise: { month: 2025-13, amount: 1 }\n",
    /plannedRaise\.month: expected a month such as 2025-02/,
  ],
  ["a sampling rate above one", "sampling: 2\n", /^company\.yaml:1 at sampling: too big/],
  [
    "a fixedAi of the wrong shape",
    "fixedAi: { feature: { a: 1 } }\n",
    /^company\.yaml:1 at fixedAi/,
  ],
  [
    "a contract of no kind there is",
    "contracts: [{ vendor: openai, kind: seat, monthly: 1, renews: 2025-01 }]\n",
    /^company\.yaml:1 at contracts\.0\.kind: /,
  ],
  [
    "a misspelt key of a contract",
    "contracts:\n  - { vendor: openai, kind: seats, monthly: 1, renew: 2025-01 }\n",
    /^company\.yaml:2 at contracts\.0\.?(renews?)?: /,
  ],
  [
    "seats without what they cost",
    "contracts:\n  - { vendor: openai, kind: seats, seats: 4, renews: 2025-01 }\n",
    /^company\.yaml:2 at contracts\.0\.kind: seats need either monthly, .* or seats and a price/,
  ],
  [
    "a locked price with a cost",
    "contracts:\n  - { vendor: openai, kind: priceLock, monthly: 4, renews: 2025-01 }\n",
    /^company\.yaml:2 at contracts\.0\.monthly: a priceLock has no monthly/,
  ],
  [
    "capacity with a share",
    "contracts:\n  - { vendor: other, kind: committed, monthly: 4, share: 0.5, renews: 2025-01 }\n",
    /^company\.yaml:2 at contracts\.0\.share: only a priceLock has a share/,
  ],
  [
    "a misspelt key of a hedge",
    "hedges:\n  selfHost: { gpu: 4 }\n",
    'company.yaml:2 at hedges.selfHost.gpu: unknown key "gpu"; did you mean "gpus"?',
  ],
  [
    "a range of a hedge that runs the wrong way",
    "hedges:\n  switch: { cost: [3, 2, 1] }\n",
    /^company\.yaml:2 at hedges\.switch\.cost.*\[low, likeliest, high\] in this order/,
  ],
  ["revenue of nothing", "revenue: {}\n", /neither features nor customers/],
  [
    "revenue told twice",
    "revenue: { csv: b.csv, amount: A, customer: C, features: { a: 1 } }\n",
    /^company\.yaml at revenue: it gives both lists and a csv/,
  ],
  [
    "a billing export without amounts",
    "revenue: { csv: b.csv, customer: C }\n",
    /^company\.yaml at revenue: no column of amounts is named/,
  ],
  [
    "a billing export without names",
    "revenue: { csv: b.csv, amount: A }\n",
    /neither a column of customers nor one of features is named/,
  ],
  [
    "columns without a billing export",
    "revenue: { features: { a: 1 }, amount: A }\n",
    /^company\.yaml at revenue\.amount: it says how to read a csv, and none is given/,
  ],
  [
    "a currency without a date",
    "revenue: { csv: b.csv, amount: A, customer: C, currency: Cur }\n",
    /currency is given without date/,
  ],
  [
    "a total of less than its parts",
    "revenue: { features: { a: 1, b: 2 }, total: 2 }\n",
    /^company\.yaml at revenue\.total: 2 is less than its features together, 3/,
  ],
  [
    "a format of dates without a year",
    "revenue: { csv: b.csv, amount: A, customer: C, dateFormat: '%m/%d' }\n",
    /^company\.yaml:1 at revenue\.dateFormat: expected %Y, %m and %d once each/,
  ],
  [
    "a rate that is none",
    "exchangeRates:\n  - { from: EUR, to: USD, date: 2026-01-31, rate: 1,09 }\n",
    /^company\.yaml:2 at exchangeRates\.0/,
  ],
  [
    "a rate of nothing",
    "exchangeRates: [{ from: EUR, to: USD, date: 2026-01-31, rate: 0 }]\n",
    /^company\.yaml:1 at exchangeRates\.0\.rate: expected a rate above zero/,
  ],
  [
    "a rate that leads elsewhere",
    "exchangeRates: [{ from: USD, to: EUR, date: 2026-01-31, rate: 0.9 }]\n",
    /^company\.yaml:1 at exchangeRates\.0\.to: expected USD/,
  ],
  ["a key given twice", "cash: 1\ncash: 2\n", /^company\.yaml:2: .*unique/],
  ["not a number", "cash: .nan\n", /^company\.yaml:1 at cash: /],
  ["a list", "- 1\n", /^company\.yaml: .*expected object/],
])("%s is one clear line", async (_, text, message) => {
  const line = await inputErrorOf(() => parseCompany(text, "company.yaml"));
  expect(line).not.toContain("\n");
  if (typeof message === "string") expect(line).toBe(message);
  else expect(line).toMatch(message);
});

test("a bomb of aliases is refused, not unfolded", async () => {
  const levels = Array.from(
    { length: 12 },
    (_, i) => `k${i + 1}: &k${i + 1} [${Array.from({ length: 9 }, () => `*k${i}`).join(", ")}]`,
  );
  const text = `k0: &k0 [x]\n${levels.join("\n")}\n`;
  expect(await inputErrorOf(() => parseCompany(text, "company.yaml"))).toMatch(
    /too many or unresolved YAML aliases/,
  );
});
