import type { Company } from "../company/company.ts";
import type { ImportResult } from "../importers/import-usage.ts";
import { InputError } from "../input-error.ts";
import type { ResultRow, UsageDatabase } from "../port.ts";
import type { Pricing } from "../prices/price-usage.ts";
import { VENDORS } from "../prices/vendor.ts";
import { readCount, readText } from "../sql.ts";
import { createLabelTable, namedLabels } from "./labels.ts";
import { measurePeriod } from "./period.ts";
import type { Profile, ProfileRow } from "./profile.ts";

/** How a profile is built. */
export interface ProfileOptions {
  /** Names in it may be shown; all others become pseudonyms. */
  readonly company?: Company;
  /** Shows every label as the data has it, for the user's own screen. */
  readonly keepLabels?: boolean;
}

/** Sums the priced usage into a profile. Call after `importUsage` and `priceUsage`. */
export async function buildProfile(
  db: UsageDatabase,
  imported: ImportResult,
  pricing: Pricing,
  options: ProfileOptions = {},
): Promise<Profile> {
  await createLabelTable(db, namedLabels(options.company ?? {}), options.keepLabels ?? false);
  const rows = await db.all(PROFILE_QUERY);
  return {
    version: 1,
    period: await measurePeriod(db, imported.declaredPeriod),
    accounting: imported.accounting,
    rejects: imported.rejectCounts,
    prices: pricing.prices,
    rows: rows.map(readRow),
  };
}

const SUMS: Readonly<Record<string, string>> = {
  requests: "sum(p.requests)",
  in_uncached: "sum(p.in_uncached)",
  cache_read: "sum(p.cache_read)",
  cache_write_5m: "sum(p.cache_write_5m)",
  cache_write_1h: "sum(p.cache_write_1h)",
  out_visible: "sum(CASE WHEN p.out_reasoning IS NOT NULL THEN p.out_visible ELSE 0 END)",
  out_reasoning: "sum(p.out_reasoning)",
  out_unsplit: "sum(CASE WHEN p.out_reasoning IS NULL THEN p.out_visible ELSE 0 END)",
  billed: "sum(p.billed_cost)",
  estimated: "sum(p.estimated)",
  cost_billed: "sum(CASE WHEN p.billed_cost IS NOT NULL THEN p.billed_cost END)",
  cost_estimated: "sum(CASE WHEN p.billed_cost IS NULL THEN p.estimated END)",
  reasoning: "sum(p.reasoning)",
  unsplit: "sum(p.unsplit)",
  unpriced: "sum(CASE WHEN p.estimated IS NULL THEN p.tokens ELSE 0 END)",
  uncosted: "sum(CASE WHEN p.estimated IS NULL AND p.billed_cost IS NULL THEN p.tokens ELSE 0 END)",
};

// Sums stay exact in the database and leave it as text, so that no driver rounds them on the way.
const PROFILE_QUERY = `SELECT strftime(p.ts, '%Y-%m') AS month,
  coalesce(p.provider_key, lp.shown) AS provider, coalesce(p.vendor, 'other') AS vendor,
  coalesce(p.model_key, lm.shown) AS model, lf.shown AS feature, lc.shown AS customer,
  ${Object.entries(SUMS)
    .map(([name, sum]) => `CAST(${sum} AS VARCHAR) AS ${name}`)
    .join(", ")}
  FROM usage_priced p
  LEFT JOIN profile_label lf ON lf.kind = 'feature' AND lf.raw = p.feature
  LEFT JOIN profile_label lc ON lc.kind = 'customer' AND lc.raw = p.customer
  LEFT JOIN profile_label lm ON lm.kind = 'model' AND lm.raw = p.model_raw
  LEFT JOIN profile_label lp ON lp.kind = 'provider' AND lp.raw = p.provider
  GROUP BY 1, 2, 3, 4, 5, 6
  ORDER BY 1, 2, 3, 4, 5 NULLS LAST, 6 NULLS LAST`;

function readRow(row: ResultRow): ProfileRow {
  const count = (name: string) => safeCount(row[name]);
  const microUsd = (name: string) => {
    const text = readText(row[name]);
    return text === null ? null : Number(text) / 1e6;
  };
  const billedText = readText(row["billed"]);
  const billedUsd = billedText === null ? null : Number(billedText);
  const estimatedPart = microUsd("cost_estimated");
  const vendor = VENDORS.find((known) => known === row["vendor"]);
  if (vendor === undefined) throw new TypeError(`unknown vendor ${String(row["vendor"])}`);
  return {
    month: readText(row["month"]) ?? "",
    provider: readText(row["provider"]) ?? "",
    vendor,
    model: readText(row["model"]) ?? "",
    feature: readText(row["feature"]),
    customer: readText(row["customer"]),
    requests: count("requests"),
    inUncached: count("in_uncached"),
    cacheRead: count("cache_read"),
    cacheWrite5m: count("cache_write_5m"),
    cacheWrite1h: count("cache_write_1h"),
    outVisible: count("out_visible"),
    outReasoning: row["out_reasoning"] === null ? null : count("out_reasoning"),
    outUnsplit: count("out_unsplit"),
    billedUsd,
    estimatedUsd: microUsd("estimated"),
    costUsd:
      billedUsd === null && estimatedPart === null ? null : (billedUsd ?? 0) + (estimatedPart ?? 0),
    reasoningUsd: microUsd("reasoning"),
    unsplitUsd: microUsd("unsplit") ?? 0,
    unpricedTokens: count("unpriced"),
    uncostedTokens: count("uncosted"),
  };
}

function safeCount(value: unknown): number {
  if (Number.isSafeInteger(Number(value))) return readCount(value);
  throw new InputError(
    "the usage",
    `sums to ${String(value)} tokens, past 2^53`,
    "import less at once",
  );
}
