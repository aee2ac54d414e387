import { BILL_COLUMNS } from "../canonical.ts";
import { InputError } from "../input-error.ts";
import { type ExchangeRates, NO_RATE } from "./exchange-rates.ts";
import type { RejectLog } from "../importers/rejects.ts";
import type { ResultRow, UsageDatabase } from "../port.ts";
import { insertValues, literal, readCount, readText } from "../sql.ts";

/** Money of one currency that was turned into dollars at one rate. */
export interface Conversion {
  readonly currency: string;
  /** The rate into dollars, in words. */
  readonly rate: string;
  /** Day of the rate, ISO. */
  readonly date: string;
  readonly records: number;
  /** Billed cost of these records in their currency, a decimal with nine places. */
  readonly original: string;
  /** The same in dollars, a decimal with nine places: each record's to the nearest billionth. */
  readonly usd: string;
}

const MONEY = ["billed_cost", ...BILL_COLUMNS];

/**
 * Turns all money of the `usage_row` and `bill_charge` tables into dollars, at the last rate on or
 * before a record's day (UTC). Records that no rate covers are taken out and logged as corrupt, by
 * file; the numbers taken out are returned.
 *
 * @param names of the files, by their number
 */
export async function convertCurrencies(
  db: UsageDatabase,
  rates: ExchangeRates,
  names: readonly string[],
  log: RejectLog,
): Promise<{ conversions: readonly Conversion[]; refused: ReadonlyMap<number, number> }> {
  const days = await db.all(`SELECT DISTINCT currency, CAST(CAST(ts AS DATE) AS VARCHAR) AS day FROM
    (SELECT currency, ts FROM usage_row UNION ALL SELECT currency, ts FROM bill_charge)
    WHERE currency <> 'USD' ORDER BY 1, 2`);
  if (days.length === 0) return { conversions: [], refused: new Map() };
  await createDayRates(db, rates, days);
  const refused = await refuseUnrated(db, names, log);
  await requireRoom(db, names);
  const conversions = await summarise(db);
  await db.run(`UPDATE usage_row SET currency = 'USD',
    ${MONEY.map((column) => `${column} = f.${column}`).join(", ")}
    FROM (SELECT u.rowid AS id, ${MONEY.map((column) => `${dollars(`u.${column}`)} AS ${column}`).join(", ")}
      FROM usage_row u ${RATED}) AS f WHERE usage_row.rowid = f.id`);
  await db.run(`UPDATE bill_charge SET currency = 'USD', amount = f.amount
    FROM (SELECT u.rowid AS id, ${dollars("u.amount")} AS amount
      FROM bill_charge u ${RATED}) AS f WHERE bill_charge.rowid = f.id`);
  await db.run("DROP TABLE exchange_rate");
  return { conversions, refused };
}

const RATED = "JOIN exchange_rate r ON r.currency = u.currency AND r.day = CAST(u.ts AS DATE)";

// A row for each day of usage, so that joining is by equality: a range of days would be compared
// with every record.
async function createDayRates(
  db: UsageDatabase,
  rates: ExchangeRates,
  days: readonly ResultRow[],
): Promise<void> {
  await db.run("DROP TABLE IF EXISTS exchange_rate");
  await db.run(`CREATE TABLE exchange_rate (currency VARCHAR NOT NULL, day DATE NOT NULL,
    starts DATE NOT NULL, num HUGEINT NOT NULL, den HUGEINT NOT NULL, rate VARCHAR NOT NULL)`);
  const values = days.flatMap((row) => {
    const [currency, day] = [readText(row["currency"]) ?? "", readText(row["day"]) ?? ""];
    const rate = rates.on(currency, day);
    if (rate === null) return [];
    const { date, num, den, text } = rate;
    return `(${literal(currency)}, ${literal(day)}, ${literal(date)}, ${num}, ${den}, ${literal(text)})`;
  });
  await insertValues(db, "exchange_rate", values);
}

// In whole billionths, so that nothing passes through a float; halves go away from zero.
function dollars(column: string): string {
  const nanos = `CAST(CAST(abs(${column}) AS DECIMAL(38,9)) * 1000000000 AS HUGEINT)`;
  const rounded = `CAST((2 * ${nanos} * r.num + r.den) // (2 * r.den) AS BIGINT)`;
  return `CAST(CAST(sign(${column}) AS BIGINT) * ${rounded} * CAST(0.000000001 AS DECIMAL(10,9)) AS DECIMAL(18,9))`;
}

async function refuseUnrated(
  db: UsageDatabase,
  names: readonly string[],
  log: RejectLog,
): Promise<Map<number, number>> {
  const hasMoney = MONEY.map((column) => `u.${column} IS NOT NULL`).join(" OR ");
  const unrated = (table: string) => `FROM ${table} u WHERE u.currency <> 'USD' AND NOT EXISTS
    (SELECT 1 FROM exchange_rate r WHERE r.currency = u.currency AND r.day = CAST(u.ts AS DATE))`;
  // Tokens without money need no rate.
  await db.run(`UPDATE usage_row SET currency = 'USD' WHERE rowid IN
    (SELECT u.rowid FROM usage_row u WHERE u.currency <> 'USD' AND NOT (${hasMoney}))`);
  const rows = await db.all(`SELECT u.file_no, u.currency, count(*) AS n,
    CAST(CAST(min(u.ts) AS DATE) AS VARCHAR) AS day ${unrated("usage_row")}
    GROUP BY 1, 2 ORDER BY 1, 4, 2`);
  const refused = new Map<number, number>();
  for (const row of rows) {
    const fileNo = readCount(row["file_no"]);
    const count = readCount(row["n"]);
    refused.set(fileNo, (refused.get(fileNo) ?? 0) + count);
    log.addMany("corrupt", NO_RATE, count);
    log.describe({
      file: names[fileNo] ?? "",
      line: 0,
      place: "file",
      kind: "corrupt",
      reason: NO_RATE,
      column: null,
      value: `${readText(row["currency"])} on ${readText(row["day"])}`,
    });
  }
  await db.run(`DELETE FROM usage_row WHERE rowid IN (SELECT u.rowid ${unrated("usage_row")})`);
  await db.run(`DELETE FROM bill_charge WHERE rowid IN (SELECT u.rowid ${unrated("bill_charge")})`);
  return refused;
}

// A column of money holds less than 10^9, which a strong currency's amount may pass in dollars.
async function requireRoom(db: UsageDatabase, names: readonly string[]): Promise<void> {
  const [row] = await db.all(`SELECT u.file_no, u.currency FROM usage_row u ${RATED}
    WHERE abs(u.billed_cost) * 2 > 1000000000 * CAST(r.den AS DOUBLE) / CAST(r.num AS DOUBLE) LIMIT 1`);
  if (row === undefined) return;
  throw new InputError(
    names[readCount(row["file_no"])] ?? "the usage",
    `an amount of ${readText(row["currency"])} past half of 10^9 dollars in one record`,
    "check the amounts and the exchange rate",
  );
}

async function summarise(db: UsageDatabase): Promise<Conversion[]> {
  const rows = await db.all(`SELECT u.currency AS currency, r.rate AS rate,
    CAST(r.starts AS VARCHAR) AS date, count(*) AS records,
    CAST(sum(u.billed_cost) AS VARCHAR) AS original,
    CAST(sum(${dollars("u.billed_cost")}) AS VARCHAR) AS usd
    FROM usage_row u ${RATED} WHERE u.billed_cost IS NOT NULL
    GROUP BY u.currency, r.rate, r.starts ORDER BY u.currency, r.starts`);
  return rows.map((row) => ({
    currency: readText(row["currency"]) ?? "",
    rate: readText(row["rate"]) ?? "",
    date: readText(row["date"]) ?? "",
    records: readCount(row["records"]),
    original: readText(row["original"]) ?? "0",
    usd: readText(row["usd"]) ?? "0",
  }));
}
