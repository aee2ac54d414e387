import { type ExchangeRates, inDollars, NO_RATE, RATE_FIX } from "../currency/exchange-rates.ts";
import { readCsvHeader } from "../importers/csv-header.ts";
import { csvRecords } from "../importers/csv-records.ts";
import { scanCsv } from "../importers/csv-scan.ts";
import { FaultyRecord, RecordFields } from "../importers/record-fields.ts";
import { InputError, quoteValue } from "../input-error.ts";
import { suggestName } from "../nearest.ts";
import type { UsageFile } from "../port.ts";
import type { BillingSpec } from "./revenue.ts";

/** One row of a billing export that counts. */
export interface BillingRow {
  /** Null where the row names none. */
  readonly customer: string | null;
  readonly feature: string | null;
  /** ISO day; null when the export is read without dates. */
  readonly day: string | null;
  /** Billionths of a dollar; negative for a refund. */
  readonly nanos: bigint;
}

/** A billing export as it was read. */
export interface Billing {
  readonly rows: readonly BillingRow[];
  /** Rows that `where` leaves out. */
  readonly leftOut: number;
}

/**
 * Reads a billing export by the columns that a company file names. Throws `InputError` with line and
 * column for the first amount, date or currency that cannot be counted: revenue is not guessed at.
 */
export async function readBilling(
  file: UsageFile,
  spec: BillingSpec,
  rates: ExchangeRates,
): Promise<Billing> {
  const delimiter = spec.delimiter ?? ",";
  const header = (await readCsvHeader(file, delimiter)).map((name) => name.trim());
  const { amount, customer, feature, date, currency, refunded, where = {} } = spec;
  for (const name of [amount, customer, feature, date, currency, refunded, ...Object.keys(where)]) {
    if (name === undefined || header.filter((one) => one === name).length === 1) continue;
    throw header.includes(name)
      ? new InputError(`${file.name}:1`, `column "${name}" occurs twice`, "rename one of them")
      : new InputError(
          `${file.name}:1`,
          `no column "${name}", which revenue names`,
          suggestName(name, header),
        );
  }
  await scanCsv(file.name, file.bytes(), delimiter);
  const rows: BillingRow[] = [];
  let leftOut = 0;
  for await (const { line, cells } of csvRecords(file, delimiter)) {
    if (cells === null) continue;
    const place = `${file.name}:${line}`;
    if (typeof cells === "string") throw new InputError(place, cells, "correct the line");
    if (cells.length !== header.length) {
      const problem = `${cells.length} cells where the header has ${header.length}`;
      throw new InputError(place, problem, "correct the line");
    }
    const row = new RecordFields(Object.fromEntries(header.map((name, at) => [name, cells[at]])));
    if (isWanted(row, where)) rows.push(readRow(row, spec, rates, place));
    else leftOut++;
  }
  if (rows.length > 0) return { rows, leftOut };
  const why = leftOut === 0 ? "it holds no rows" : `none of its ${leftOut} rows is one that counts`;
  throw new InputError(file.name, why, leftOut === 0 ? "export it again" : "check revenue.where");
}

function isWanted(row: RecordFields, where: NonNullable<BillingSpec["where"]>): boolean {
  return Object.entries(where).every(([name, wanted]) =>
    [wanted].flat().includes(row.text(name) ?? ""),
  );
}

function readRow(
  row: RecordFields,
  spec: BillingSpec,
  rates: ExchangeRates,
  where: string,
): BillingRow {
  try {
    const digits = spec.unit === "cents" ? 2 : 0;
    const amount = row.nanos(spec.amount, digits);
    if (amount === null) throw new FaultyRecord("an empty amount", spec.amount);
    const back = spec.refunded === undefined ? 0n : (row.nanos(spec.refunded, digits) ?? 0n);
    if (back < 0n)
      throw new FaultyRecord("a negative refund", spec.refunded, row.text(spec.refunded ?? ""));
    const day = spec.date === undefined ? null : dayOf(row, spec.date, spec.dateFormat);
    const code = spec.currency === undefined ? "USD" : row.currency(spec.currency);
    const rate = code === "USD" || day === null ? null : rates.on(code, day);
    if (code !== "USD" && rate === null) {
      throw new FaultyRecord(NO_RATE, null, `${code} on ${day}`);
    }
    const own = amount - back;
    return {
      customer: spec.customer === undefined ? null : row.text(spec.customer),
      feature: spec.feature === undefined ? null : row.text(spec.feature),
      day,
      nanos: rate === null ? own : inDollars(own, rate),
    };
  } catch (error) {
    if (!(error instanceof FaultyRecord)) throw error;
    const value = error.value === null ? "" : ` ${quoteValue(error.value)}`;
    const column = error.column === null ? "" : ` in ${quoteValue(error.column)}`;
    throw new InputError(where, `${error.reason}${value}${column}`, fixOf(error.reason));
  }
}

function fixOf(reason: string): string {
  if (reason === NO_RATE) return RATE_FIX;
  if (reason === "not a day") return "say how dates are written with dateFormat";
  return "write amounts as plain numbers such as 1234.50, without separators or a currency's sign";
}

function dayOf(row: RecordFields, column: string, format: string | undefined): string {
  const text = row.text(column);
  if (text === null) throw new FaultyRecord("an empty date", column);
  const iso = format === undefined ? text : isoOf(text, format);
  if (iso === null) throw new FaultyRecord("not a day", column, text);
  try {
    const millis = Number(new RecordFields({ [column]: iso }).startMicros(column) / 1000n);
    const day = new Date(millis).toISOString().slice(0, 10);
    // A 31st of a short month would be taken for the first of the next.
    const isWhole = /^\d{4}-\d\d-\d\d$/.test(iso);
    if (!isWhole || iso === day) return day;
  } catch (error) {
    if (!(error instanceof FaultyRecord)) throw error;
  }
  throw new FaultyRecord("not a day", column, text);
}

// A time of day after the date is none of our business.
function isoOf(text: string, format: string): string | null {
  const pattern = format
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replace("%Y", String.raw`(?<year>\d{4})`)
    .replace("%m", String.raw`(?<month>\d{1,2})`)
    .replace("%d", String.raw`(?<day>\d{1,2})`);
  const groups = new RegExp(`^${pattern}(?:[ T].*)?$`).exec(text)?.groups;
  if (groups === undefined) return null;
  const { year = "", month = "", day = "" } = groups;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
