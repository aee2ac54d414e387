import * as fc from "fast-check";
import { expect, test } from "vitest";
import { inputErrorOf } from "../testing/catching.ts";
import { memoryFile } from "../testing/memory-file.ts";
import { companyRates, ExchangeRates, inDollars } from "./exchange-rates.ts";
import { readRatesFile } from "./rates-file.ts";

const listed = (...rates: readonly (readonly [string, string, string])[]) =>
  companyRates(
    rates.map(([from, date, rate]) => ({ from, to: "USD", date, rate })),
    "company.yaml",
  );

test("the last rate on or before a day holds, and none holds before the first", () => {
  const rates = new ExchangeRates(
    listed(
      ["EUR", "2026-01-31", "1.0873"],
      ["GBP", "2026-01-01", "1.3"],
      ["EUR", "2026-01-05", "1.1"],
    ),
  );
  const on = (day: string) => rates.on("EUR", day)?.text ?? null;
  expect(on("2026-01-04")).toBeNull();
  expect(on("2026-01-05")).toBe("1.1");
  expect(on("2026-01-30")).toBe("1.1");
  expect(on("2026-01-31")).toBe("1.0873");
  expect(on("2027-01-01")).toBe("1.0873");
  expect(rates.on("JPY", "2026-02-01")).toBeNull();
});

test("two rates of one day that differ are refused; the same one twice is one", async () => {
  const twice = listed(["EUR", "2026-01-31", "1.0873"], ["EUR", "2026-01-31", "1.08730"]);
  expect(new ExchangeRates(twice).on("EUR", "2026-01-31")?.text).toBe("1.0873");
  const other = listed(["EUR", "2026-01-31", "1.0873"], ["EUR", "2026-01-31", "1.09"]);
  expect(await inputErrorOf(() => new ExchangeRates(other))).toBe(
    "company.yaml at exchangeRates.1: a second rate of EUR for 2026-01-31, other than that of " +
      "company.yaml at exchangeRates.0; keep one of them",
  );
});

test("an amount goes to the nearest billionth, halves away from zero", () => {
  // 1,234.50 × 1.0873 = 1,342.27185.
  const [euro] = listed(["EUR", "2026-01-31", "1.0873"]);
  expect(inDollars(1_234_500_000_000n, euro!)).toBe(1_342_271_850_000n);
  const half = { num: 1n, den: 2n };
  expect([3n, -3n, 2n, 0n].map((nanos) => inDollars(nanos, half))).toEqual([2n, -2n, 1n, 0n]);
});

test("no conversion is off by more than half a billionth", () => {
  const part = fc.bigInt({ min: 1n, max: 10n ** 18n });
  const nanos = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
  fc.assert(
    fc.property(nanos, part, part, (amount, num, den) => {
      const error = 2n * (inDollars(amount, { num, den }) * den - amount * num);
      expect(error <= den && error >= -den).toBe(true);
    }),
  );
});

test("a file of plain rates", async () => {
  const file = memoryFile("rates.csv", "date,from,to,rate\n2026-01-31,EUR,USD,1.0873\n\n");
  const [rate] = await readRatesFile(file);
  expect(rate).toMatchObject({
    currency: "EUR",
    date: "2026-01-31",
    text: "1.0873",
    where: "rates.csv:2",
  });
});

test("the European Central Bank's file of a single day writes the day in words", async () => {
  const text = "Date, USD, JPY, \n02 September 2024, 1.1061, 162.30, \n";
  const rates = new ExchangeRates(await readRatesFile(memoryFile("eurofxref.csv", text)));
  expect(rates.on("JPY", "2024-09-02")?.text).toBe("1.1061 / 162.30");
  expect(rates.on("JPY", "2024-09-01")).toBeNull();
});

test("the European Central Bank's table: a currency's rate is the dollar's over its own", async () => {
  const file = memoryFile(
    "eurofxref-hist.csv",
    "Date,USD,JPY,CYP,GBP,\n2024-09-02,1.1061,162.30,N/A,0.84290,\n2024-08-30,1.1087,160.36,N/A,0.84125,\n",
  );
  const rates = new ExchangeRates(await readRatesFile(file));
  expect(rates.on("EUR", "2024-09-01")?.text).toBe("1.1087");
  expect(rates.on("CYP", "2024-09-02")).toBeNull();
  const pounds = rates.on("GBP", "2024-09-02");
  expect(pounds?.text).toBe("1.1061 / 0.84290");
  // 100 × 1.1061 / 0.8429 = 131.2255309052…
  expect(inDollars(100_000_000_000n, pounds!)).toBe(131_225_530_905n);
});

test.each([
  ["from,to\nEUR,USD\n", /^r\.csv:1: neither the columns from, to, date and rate/],
  [
    "from,to,date,rate\nEUR,USD,2026-01-31,1.08\nEUR,USD,31.01.2026,1\n",
    /^r\.csv:3: "31\.01\.2026" is no day/,
  ],
  ["from,to,date,rate\nEUR,USD,2026-02-30,1.08\n", /^r\.csv:2: "2026-02-30" is no day/],
  ["from,to,date,rate\nEUR,GBP,2026-01-31,1.08\n", /^r\.csv:2: "GBP" is not USD/],
  ["from,to,date,rate\nEUR,USD,2026-01-31,NaN\n", /^r\.csv:2: "NaN" is no rate above zero/],
  ["from,to,date,rate\nEUR,USD,2026-01-31,0\n", /^r\.csv:2: "0" is no rate above zero/],
  ["from,to,date,rate\n", /^r\.csv: it holds no rate/],
  ["Date,USD,JPY\n2024-09-02,-1,162\n", /^r\.csv:2: "-1" is no rate above zero/],
])("a file of rates that is none: %j", async (text, message) => {
  expect(await inputErrorOf(() => readRatesFile(memoryFile("r.csv", text)))).toMatch(message);
});
