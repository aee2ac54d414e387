import type { UsageDatabase } from "../port.ts";
import { billSums } from "../bill/bill-sums.ts";
import { insertValues, literal, readCount, readText } from "../sql.ts";
import type { PriceCatalogue, PriceProvenance, Rates } from "./catalogue.ts";
import { catalogueProvider } from "./provider-names.ts";
import {
  ALL_TOKENS,
  bucketCost,
  createRateTable,
  ESTIMATE,
  priceQuestions,
  rateJoin,
  rateRows,
  slotExpression,
} from "./rate-table.ts";
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

/**
 * Prices the `usage` table: looks each (provider, model, tier, day) up once, and leaves the
 * multiplication to SQL in DECIMAL. Creates the view `usage_priced`, one row of `usage` each, and
 * the table `usage_cell`, its sums by month and label; estimates in both are in millionths of a
 * dollar, and NULL where there is no price.
 */
export async function priceUsage(db: UsageDatabase, catalogue: PriceCatalogue): Promise<Pricing> {
  await db.run("DROP TABLE IF EXISTS usage_cell");
  await db.run("DROP VIEW IF EXISTS usage_priced");
  await db.run("DROP TABLE IF EXISTS unpriced_vendor");
  await createRateTable(db, "price_rate");
  const slot = await slotExpression(db, catalogue);
  const used = new Map<string, UsedPrice>();
  const values: string[] = [];
  const makers = new Set<string>();
  for (const question of await priceQuestions(db, slot)) {
    const quote = catalogue.quote(question);
    if (quote === null) {
      const { provider, model } = question;
      const maker = vendorOf(catalogueProvider(provider), model);
      if (maker !== "other") makers.add(`(${[provider, model, maker].map(literal).join(",")})`);
      continue;
    }
    const { provider, model, bands, provenance } = quote;
    values.push(...rateRows(question, quote));
    const base = bands[0];
    if (base !== undefined) {
      const price = { provider, model, ...provenance, rates: base.rates };
      used.set(JSON.stringify(price), price);
    }
  }
  await insertValues(db, "price_rate", values);
  // A cost line for something without a token price, such as a search, is still the vendor's.
  await db.run(`CREATE TABLE unpriced_vendor (provider VARCHAR NOT NULL, model_raw VARCHAR NOT NULL,
    vendor VARCHAR NOT NULL)`);
  await insertValues(db, "unpriced_vendor", [...makers]);
  await db.run(pricedView(slot));
  await createCells(db);
  return { prices: [...used.values()], unpriced: await unpricedModels(db) };
}

function pricedView(slot: string): string {
  return `CREATE VIEW usage_priced AS SELECT u.*, r.provider_key AS provider_key,
    r.model_key AS model_key, coalesce(r.vendor, v.vendor) AS vendor, ${ALL_TOKENS} AS tokens,
    ${ESTIMATE} AS estimated,
    CASE WHEN u.out_reasoning IS NOT NULL AND r.model_key IS NOT NULL THEN ${bucketCost("out_reasoning")} END AS reasoning,
    CASE WHEN u.out_reasoning IS NULL AND r.model_key IS NOT NULL THEN ${bucketCost("out_visible")} END AS unsplit
    FROM usage u LEFT JOIN unpriced_vendor v
      ON v.provider = u.provider AND v.model_raw = u.model_raw AND ${ALL_TOKENS} = 0
    ${rateJoin("price_rate", slot)}`;
}

// What another record bills has a cost already, and its estimate is none.
const UNBILLED = "(billed_cost IS NULL AND billed_apart IS NOT TRUE)";

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
    sum(CASE WHEN ${UNBILLED} THEN estimated END) AS estimated_unbilled,
    sum(reasoning) AS reasoning,
    sum(unsplit) AS unsplit,
    sum(CASE WHEN estimated IS NULL THEN requests ELSE 0 END) AS unpriced_requests,
    sum(CASE WHEN estimated IS NULL THEN tokens ELSE 0 END) AS unpriced,
    sum(CASE WHEN estimated IS NULL AND ${UNBILLED} THEN tokens ELSE 0 END) AS uncosted,
    bool_or(coalesce(cache_told, cache_read + cache_write_5m + cache_write_1h > 0)) AS cache_told,
    sum(attempts) AS attempts,
    sum(retries) AS retries,
    sum(succeeded) AS succeeded,
    sum(CASE WHEN succeeded IS NOT NULL THEN requests END) AS told_requests,
    sum(CASE WHEN succeeded IS NOT NULL THEN coalesce(CAST(billed_cost AS DECIMAL(38,9)) * 1000000,
      CASE WHEN ${UNBILLED} THEN estimated END) END)
      AS told_cost,
    sum(CASE WHEN succeeded IS NOT NULL AND estimated IS NULL AND ${UNBILLED} THEN tokens
      ELSE 0 END) AS told_uncosted,
    ${await billSums(db)}
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
