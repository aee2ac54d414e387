import { InputError, quoteValue } from "../input-error.ts";
import { csvRecords } from "../importers/csv-records.ts";
import { readCsvHeader } from "../importers/csv-header.ts";
import { scanCsv } from "../importers/csv-scan.ts";
import type { UsageFile } from "../port.ts";
import { type ExchangeRate, isRate, rateBillionths } from "./exchange-rates.ts";

const PLAIN = ["from", "to", "date", "rate"] as const;

/**
 * Reads a CSV of exchange rates: the columns from, to, date and rate, or the European Central Bank's
 * table of reference rates, a column for each currency as so many to the euro. Throws `InputError`
 * with the line of a fault.
 */
export async function readRatesFile(file: UsageFile): Promise<ExchangeRate[]> {
  const header = (await readCsvHeader(file, ",")).map((name) => name.trim());
  const isPlain = PLAIN.every((name) => header.includes(name));
  if (!isPlain && !(header[0] === "Date" && header.includes("USD"))) {
    throw new InputError(
      `${file.name}:1`,
      "neither the columns from, to, date and rate nor the ECB's Date, USD, …",
      "give one of the two layouts",
    );
  }
  await scanCsv(file.name, file.bytes(), ",");
  const rates: ExchangeRate[] = [];
  for await (const { line, cells } of csvRecords(file, ",")) {
    if (cells === null) continue;
    const where = `${file.name}:${line}`;
    if (typeof cells === "string") throw new InputError(where, cells, "correct the line");
    const texts = new Map(header.map((name, at) => [name, (cells[at] ?? "").trim()]));
    rates.push(...(isPlain ? [plainRate(texts, where)] : crossRates(texts, where)));
  }
  if (rates.length === 0) throw new InputError(file.name, "it holds no rate", "add a line");
  return rates;
}

function plainRate(texts: ReadonlyMap<string, string>, where: string): ExchangeRate {
  const [from = "", to = "", date = "", text = ""] = PLAIN.map((name) => texts.get(name));
  if (!/^[A-Z]{3}$/.test(from)) throw fault(where, from, "no currency's code", "write EUR");
  if (to !== "USD") throw fault(where, to, "not USD", "give rates into dollars");
  requireRate(where, text);
  return {
    currency: from,
    date: isoDay(where, date),
    num: rateBillionths(text),
    den: rateBillionths("1"),
    text,
    where,
  };
}

// So many of each currency buy a euro, so dollars over another's number is its rate.
function crossRates(texts: ReadonlyMap<string, string>, where: string): ExchangeRate[] {
  const dollars = texts.get("USD") ?? "";
  const date = isoDay(where, texts.get("Date") ?? "");
  if (isUntold(dollars)) return [];
  requireRate(where, dollars);
  const num = rateBillionths(dollars);
  const euro = { currency: "EUR", date, num, den: rateBillionths("1"), text: dollars, where };
  const others = [...texts].flatMap(([currency, text]) => {
    // The Bank ends each line with a comma, and so with a column of no name.
    if (!/^[A-Z]{3}$/.test(currency) || currency === "USD" || isUntold(text)) return [];
    requireRate(where, text);
    const den = rateBillionths(text);
    return [{ currency, date, num, den, text: `${dollars} / ${text}`, where }];
  });
  return [euro, ...others];
}

function isUntold(text: string): boolean {
  return text === "" || text === "N/A";
}

function requireRate(where: string, text: string): void {
  if (!isRate(text)) throw fault(where, text, "no rate above zero", "write it like 1.0873");
}

const MONTHS =
  "January February March April May June July August September October November December";

function isoDay(where: string, text: string): string {
  const [, day, name = "", year] = /^(\d\d) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
  const month = String(MONTHS.split(" ").indexOf(name) + 1).padStart(2, "0");
  const iso = year === undefined ? text : `${year}-${month}-${day}`;
  const time = /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(iso) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(iso)) return iso;
  throw fault(where, text, "no day", "write it like 2026-01-31");
}

function fault(where: string, text: string, problem: string, fix: string): InputError {
  return new InputError(where, `${quoteValue(text)} is ${problem}`, fix);
}
