import type { ResultRow, UsageDatabase } from "../port.ts";
import { literal, readCount, readText } from "../sql.ts";
import type { PriceCatalogue, PriceQuestion, PriceQuote, Rates } from "./catalogue.ts";
import { vendorOf } from "./vendor.ts";

/** SQL for all tokens of a `usage` row `u`. */
export const ALL_TOKENS =
  "u.in_uncached + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.out_visible + coalesce(u.out_reasoning, 0)";
/** SQL for the input that chooses the price band: that of the call, or of each call summed over. */
const INPUT_TOKENS =
  "coalesce(u.call_input, u.in_uncached + u.cache_read + u.cache_write_5m + u.cache_write_1h)";
/** SQL for whether a row is one call, or sums over calls that are each priced for itself. */
const IS_CALL = "(u.requests = 1 OR u.call_input IS NOT NULL)";

// A row that sums over calls, or that is stamped at midnight sharp, has no hour of its own.
const WHOLE_DAY = `(NOT ${IS_CALL} OR u.ts = date_trunc('day', u.ts))`;

/** A question for a price, with the time slot that it stands for. */
export interface SlotQuestion extends PriceQuestion {
  readonly slot: string;
}

/** Reads each (provider, model, tier, slot) of the usage that a condition picks, once. */
export async function priceQuestions(
  db: UsageDatabase,
  slot: string,
  where = "true",
): Promise<SlotQuestion[]> {
  const rows = await db.all(`SELECT u.provider AS provider, u.model_raw AS model_raw,
    u.tier AS tier, ${WHOLE_DAY} AS whole_day, CAST(${slot} AS VARCHAR) AS slot,
    CAST(epoch_ms(${slot}) AS BIGINT) AS at FROM usage u WHERE ${where}
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 5, 4`);
  return rows.map(questionOf);
}

function questionOf(row: ResultRow): SlotQuestion {
  return {
    provider: readText(row["provider"]) ?? "",
    model: readText(row["model_raw"]) ?? "",
    tier: readText(row["tier"]) ?? "",
    at: readCount(row["at"]),
    wholeDay: row["whole_day"] === true,
    slot: readText(row["slot"]) ?? "",
  };
}

/** Creates an empty table of rates. */
export async function createRateTable(db: UsageDatabase, table: string): Promise<void> {
  await db.run(`DROP TABLE IF EXISTS ${table}`);
  await db.run(`CREATE TABLE ${table} (
    provider VARCHAR NOT NULL, model_raw VARCHAR NOT NULL, tier VARCHAR NOT NULL,
    slot TIMESTAMP NOT NULL, whole_day BOOLEAN NOT NULL, above_tokens UBIGINT NOT NULL, upto_tokens UBIGINT,
    provider_key VARCHAR NOT NULL, model_key VARCHAR NOT NULL, vendor VARCHAR NOT NULL,
    in_uncached DECIMAL(18,9), cache_read DECIMAL(18,9), cache_write_5m DECIMAL(18,9),
    cache_write_1h DECIMAL(18,9), out_visible DECIMAL(18,9), out_reasoning DECIMAL(18,9))`);
}

/** The rows of a table of rates for a question's quote. */
export function rateRows(question: SlotQuestion, quote: PriceQuote): string[] {
  const { provider, model, bands } = quote;
  return bands.map((band, index) => {
    const upto = bands[index + 1]?.aboveInputTokens ?? null;
    const key = [question.provider, question.model, question.tier, question.slot];
    const names = [provider, model, vendorOf(provider, model)];
    return `(${key.map(literal).join(",")},${question.wholeDay},${band.aboveInputTokens},${literal(upto)},${names.map(literal).join(",")},${rateLiterals(band.rates)})`;
  });
}

/** SQL for the slot of time in which a row's price is looked up: its day, or its half hour. */
export async function slotExpression(
  db: UsageDatabase,
  catalogue: PriceCatalogue,
): Promise<string> {
  const models = await db.all("SELECT DISTINCT provider, model_raw FROM usage");
  const hourly = models.filter((row) =>
    catalogue.variesWithinDay(readText(row["provider"]) ?? "", readText(row["model_raw"]) ?? ""),
  );
  const day = "date_trunc('day', u.ts)";
  if (hourly.length === 0) return day;
  const names = hourly.map((row) => literal(readText(row["model_raw"]))).join(", ");
  const halfHour = `date_trunc('hour', u.ts) + CASE WHEN extract(minute FROM u.ts) >= 30 THEN INTERVAL 30 MINUTE ELSE INTERVAL 0 MINUTE END`;
  return `CASE WHEN u.model_raw IN (${names}) AND NOT ${WHOLE_DAY} THEN ${halfHour} ELSE ${day} END`;
}

function rateLiterals(rates: Rates): string {
  const order = [
    rates.inUncached,
    rates.cacheRead,
    rates.cacheWrite5m,
    rates.cacheWrite1h,
    rates.outVisible,
    rates.outReasoning,
  ];
  return order.map((rate) => (rate === null ? "NULL" : rate.toFixed(9))).join(",");
}

/**
 * SQL for one bucket of a row `u` at the rates `r`, in millionths of a dollar. A bucket without
 * tokens needs no rate; one with tokens and no rate makes the row unpriced.
 */
export function bucketCost(bucket: string): string {
  return `CASE WHEN coalesce(u.${bucket}, 0) = 0 THEN 0 ELSE u.${bucket} * r.${bucket} END`;
}

/** SQL for a row `u` at the rates `r`, in millionths of a dollar; NULL without a price. */
export const ESTIMATE = `CASE WHEN r.model_key IS NOT NULL THEN ${[
  "in_uncached",
  "cache_read",
  "cache_write_5m",
  "cache_write_1h",
  "out_visible",
  "out_reasoning",
]
  .map(bucketCost)
  .join(" + ")} END`;

/** SQL that joins a row `u` with its rates `r`. */
export function rateJoin(table: string, slot: string): string {
  return `LEFT JOIN ${table} r ON r.provider = u.provider AND r.model_raw = u.model_raw
      AND r.tier = u.tier AND r.slot = ${slot} AND r.whole_day = ${WHOLE_DAY}
      AND (r.above_tokens = 0 OR (${IS_CALL} AND ${INPUT_TOKENS} > r.above_tokens))
      AND (r.upto_tokens IS NULL OR NOT ${IS_CALL} OR ${INPUT_TOKENS} <= r.upto_tokens)`;
}
