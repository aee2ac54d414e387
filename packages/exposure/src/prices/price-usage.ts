import type { UsageDatabase } from "../port.ts";
import { literal, readCount, readText } from "../sql.ts";
import type { PriceCatalogue, PriceProvenance, Rates } from "./catalogue.ts";
import { catalogueProvider } from "./provider-names.ts";
import { vendorOf } from "./vendor.ts";

/** A price that was used, with where it comes from. */
export interface UsedPrice extends PriceProvenance {
  readonly provider: string;
  readonly model: string;
  /** Rates of the base band, USD per million tokens. */
  readonly rates: Rates;
}

/** A model that no price was found for. */
export interface UnpricedModel {
  /** Names as the data has them: for the user's own screen, not for a profile. */
  readonly provider: string;
  readonly model: string;
  readonly tier: string;
  readonly requests: number;
  readonly tokens: number;
  /** Tokens of them that no bill covers either, so that they are missing from every cost. */
  readonly uncosted: number;
}

/** What pricing found; the priced usage itself is in the database, see `priceUsage`. */
export interface Pricing {
  readonly prices: readonly UsedPrice[];
  readonly unpriced: readonly UnpricedModel[];
}

/** SQL for all tokens of a `usage` row. */
const ALL_TOKENS =
  "u.in_uncached + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.out_visible + coalesce(u.out_reasoning, 0)";
/** SQL for the input that chooses the price band: that of the call, or of each call summed over. */
const INPUT_TOKENS =
  "coalesce(u.call_input, u.in_uncached + u.cache_read + u.cache_write_5m + u.cache_write_1h)";
/** SQL for whether a row is one call, or sums over calls that are each priced for itself. */
const IS_CALL = "(u.requests = 1 OR u.call_input IS NOT NULL)";

/**
 * Prices the `usage` table: looks each (provider, model, tier, day) up once, and leaves the
 * multiplication to SQL in DECIMAL. Creates the view `usage_priced`, one row of `usage` each, and the table
 * `usage_cell`, its sums by month and label; estimates in both are in millionths of a dollar, and
 * NULL where there is no price.
 */
export async function priceUsage(db: UsageDatabase, catalogue: PriceCatalogue): Promise<Pricing> {
  await db.run("DROP TABLE IF EXISTS usage_cell");
  await db.run("DROP VIEW IF EXISTS usage_priced");
  await db.run("DROP TABLE IF EXISTS price_rate");
  await db.run("DROP TABLE IF EXISTS unpriced_vendor");
  await db.run(`CREATE TABLE price_rate (
    provider VARCHAR NOT NULL, model_raw VARCHAR NOT NULL, tier VARCHAR NOT NULL,
    slot TIMESTAMP NOT NULL, whole_day BOOLEAN NOT NULL, above_tokens UBIGINT NOT NULL, upto_tokens UBIGINT,
    provider_key VARCHAR NOT NULL, model_key VARCHAR NOT NULL, vendor VARCHAR NOT NULL,
    in_uncached DECIMAL(18,9), cache_read DECIMAL(18,9), cache_write_5m DECIMAL(18,9),
    cache_write_1h DECIMAL(18,9), out_visible DECIMAL(18,9), out_reasoning DECIMAL(18,9))`);
  const slot = await slotExpression(db, catalogue);
  const questions = await db.all(`SELECT u.provider AS provider, u.model_raw AS model_raw,
    u.tier AS tier, ${WHOLE_DAY} AS whole_day, CAST(${slot} AS VARCHAR) AS slot,
    CAST(epoch_ms(${slot}) AS BIGINT) AS at FROM usage u
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 5, 4`);
  const used = new Map<string, UsedPrice>();
  const values: string[] = [];
  const makers = new Set<string>();
  for (const row of questions) {
    const question = {
      provider: readText(row["provider"]) ?? "",
      model: readText(row["model_raw"]) ?? "",
      tier: readText(row["tier"]) ?? "",
      at: readCount(row["at"]),
      wholeDay: row["whole_day"] === true,
    };
    const quote = catalogue.quote(question);
    if (quote === null) {
      const { provider, model } = question;
      const maker = vendorOf(catalogueProvider(provider), model);
      if (maker !== "other") makers.add(`(${[provider, model, maker].map(literal).join(",")})`);
      continue;
    }
    const { provider, model, bands, provenance } = quote;
    bands.forEach((band, index) => {
      const upto = bands[index + 1]?.aboveInputTokens ?? null;
      const key = [question.provider, question.model, question.tier, readText(row["slot"])];
      const names = [provider, model, vendorOf(provider, model)];
      values.push(
        `(${key.map(literal).join(",")},${question.wholeDay},${band.aboveInputTokens},${literal(upto)},${names.map(literal).join(",")},${rateLiterals(band.rates)})`,
      );
    });
    const base = bands[0];
    if (base !== undefined) {
      const price = { provider, model, ...provenance, rates: base.rates };
      used.set(JSON.stringify(price), price);
    }
  }
  await insertAll(db, "price_rate", values);
  // A cost line for something without a token price, such as a search, is still the vendor's.
  await db.run(`CREATE TABLE unpriced_vendor (provider VARCHAR NOT NULL, model_raw VARCHAR NOT NULL,
    vendor VARCHAR NOT NULL)`);
  await insertAll(db, "unpriced_vendor", [...makers]);
  await db.run(pricedView(slot));
  await createCells(db);
  return { prices: [...used.values()], unpriced: await unpricedModels(db) };
}

async function insertAll(db: UsageDatabase, table: string, values: string[]): Promise<void> {
  for (let from = 0; from < values.length; from += 500) {
    await db.run(`INSERT INTO ${table} VALUES ${values.slice(from, from + 500).join(",")}`);
  }
}

// A row that sums over calls, or that is stamped at midnight sharp, has no hour of its own.
const WHOLE_DAY = `(NOT ${IS_CALL} OR u.ts = date_trunc('day', u.ts))`;

async function slotExpression(db: UsageDatabase, catalogue: PriceCatalogue): Promise<string> {
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

// A bucket without tokens needs no rate; one with tokens and no rate makes the row unpriced.
function part(bucket: string): string {
  return `CASE WHEN coalesce(u.${bucket}, 0) = 0 THEN 0 ELSE u.${bucket} * r.${bucket} END`;
}

function pricedView(slot: string): string {
  const parts = [
    "in_uncached",
    "cache_read",
    "cache_write_5m",
    "cache_write_1h",
    "out_visible",
    "out_reasoning",
  ];
  return `CREATE VIEW usage_priced AS SELECT u.*, r.provider_key AS provider_key,
    r.model_key AS model_key, coalesce(r.vendor, v.vendor) AS vendor, ${ALL_TOKENS} AS tokens,
    CASE WHEN r.model_key IS NOT NULL THEN ${parts.map(part).join(" + ")} END AS estimated,
    CASE WHEN u.out_reasoning IS NOT NULL AND r.model_key IS NOT NULL THEN ${part("out_reasoning")} END AS reasoning,
    CASE WHEN u.out_reasoning IS NULL AND r.model_key IS NOT NULL THEN ${part("out_visible")} END AS unsplit
    FROM usage u LEFT JOIN unpriced_vendor v
      ON v.provider = u.provider AND v.model_raw = u.model_raw AND ${ALL_TOKENS} = 0
    LEFT JOIN price_rate r ON r.provider = u.provider AND r.model_raw = u.model_raw
      AND r.tier = u.tier AND r.slot = ${slot} AND r.whole_day = ${WHOLE_DAY}
      AND (r.above_tokens = 0 OR (${IS_CALL} AND ${INPUT_TOKENS} > r.above_tokens))
      AND (r.upto_tokens IS NULL OR NOT ${IS_CALL} OR ${INPUT_TOKENS} <= r.upto_tokens)`;
}

// Every later question is a sum over these cells, so the records are multiplied out only once.
async function createCells(db: UsageDatabase): Promise<void> {
  await db.run(`CREATE TABLE usage_cell AS SELECT date_trunc('month', ts) AS month, provider,
    model_raw, tier, feature, customer, provider_key, model_key, vendor,
    sum(requests) AS requests,
    sum(in_uncached) AS in_uncached,
    sum(cache_read) AS cache_read,
    sum(cache_write_5m) AS cache_write_5m,
    sum(cache_write_1h) AS cache_write_1h,
    sum(CASE WHEN out_reasoning IS NOT NULL THEN out_visible ELSE 0 END) AS out_visible,
    sum(out_reasoning) AS out_reasoning,
    sum(CASE WHEN out_reasoning IS NULL THEN out_visible ELSE 0 END) AS out_unsplit,
    sum(billed_cost) AS billed,
    sum(estimated) AS estimated,
    sum(CASE WHEN billed_cost IS NULL THEN estimated END) AS estimated_unbilled,
    sum(reasoning) AS reasoning,
    sum(unsplit) AS unsplit,
    sum(CASE WHEN estimated IS NULL THEN requests ELSE 0 END) AS unpriced_requests,
    sum(CASE WHEN estimated IS NULL THEN tokens ELSE 0 END) AS unpriced,
    sum(CASE WHEN estimated IS NULL AND billed_cost IS NULL THEN tokens ELSE 0 END) AS uncosted,
    bool_or(coalesce(cache_told, cache_read + cache_write_5m + cache_write_1h > 0)) AS cache_told,
    sum(attempts) AS attempts,
    sum(retries) AS retries,
    sum(succeeded) AS succeeded,
    sum(CASE WHEN succeeded IS NOT NULL THEN requests END) AS told_requests,
    sum(CASE WHEN succeeded IS NOT NULL THEN coalesce(CAST(billed_cost AS DECIMAL(38,9)) * 1000000, estimated) END)
      AS told_cost,
    sum(CASE WHEN succeeded IS NOT NULL AND estimated IS NULL AND billed_cost IS NULL THEN tokens
      ELSE 0 END) AS told_uncosted
    FROM usage_priced GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9`);
}

async function unpricedModels(db: UsageDatabase): Promise<UnpricedModel[]> {
  const rows = await db.all(`SELECT provider, model_raw, tier,
    CAST(sum(unpriced_requests) AS VARCHAR) AS requests, CAST(sum(unpriced) AS VARCHAR) AS tokens,
    CAST(sum(uncosted) AS VARCHAR) AS uncosted
    FROM usage_cell WHERE unpriced_requests > 0 GROUP BY provider, model_raw, tier
    ORDER BY sum(unpriced) DESC, provider, model_raw, tier`);
  return rows.map((row) => ({
    provider: readText(row["provider"]) ?? "",
    model: readText(row["model_raw"]) ?? "",
    tier: readText(row["tier"]) ?? "",
    requests: readCount(row["requests"]),
    tokens: readCount(row["tokens"]),
    uncosted: readCount(row["uncosted"]),
  }));
}
