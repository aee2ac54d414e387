import type { Company } from "../company/company.ts";
import type { ImportResult } from "../importers/import-usage.ts";
import { InputError } from "../input-error.ts";
import type { ResultRow, UsageDatabase } from "../port.ts";
import type { Pricing, UnpricedModel } from "../prices/price-usage.ts";
import { VENDORS } from "../prices/vendor.ts";
import { readCount, readText } from "../sql.ts";
import { createLabelTable, type LabelKind, namedLabels } from "./labels.ts";
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
    unpriced: await shownUnpriced(db, pricing.unpriced),
    rows: rows.map(readRow),
  };
}

async function shownUnpriced(
  db: UsageDatabase,
  unpriced: readonly UnpricedModel[],
): Promise<UnpricedModel[]> {
  const labels = await db.all(
    "SELECT kind, raw, shown FROM profile_label WHERE kind IN ('model', 'provider')",
  );
  const shown = new Map(labels.map((row) => [`${String(row["kind"])} ${String(row["raw"])}`, row]));
  const of = (kind: LabelKind, raw: string) =>
    readText(shown.get(`${kind} ${raw}`)?.["shown"]) ?? "";
  return unpriced.map((one) => ({
    ...one,
    provider: of("provider", one.provider),
    model: of("model", one.model),
  }));
}

const SUMS = [
  "requests",
  "in_uncached",
  "cache_read",
  "cache_write_5m",
  "cache_write_1h",
  "out_visible",
  "out_reasoning",
  "out_unsplit",
  "billed",
  "estimated",
  "estimated_unbilled",
  "reasoning",
  "unsplit",
  "unpriced",
  "uncosted",
  "attempts",
  "retries",
  "succeeded",
  "told_requests",
  "told_cost",
  "told_uncosted",
];

// Sums stay exact in the database and leave it as text, so that no driver rounds them on the way.
const PROFILE_QUERY = `SELECT strftime(c.month, '%Y-%m') AS month,
  coalesce(c.provider_key, lp.shown) AS provider, coalesce(c.vendor, 'other') AS vendor,
  coalesce(c.model_key, lm.shown) AS model, lf.shown AS feature, lc.shown AS customer,
  bool_or(c.cache_told) AS cache_told,
  ${SUMS.map((name) => `CAST(sum(c.${name}) AS VARCHAR) AS ${name}`).join(", ")}
  FROM usage_cell c
  LEFT JOIN profile_label lf ON lf.kind = 'feature' AND lf.raw = c.feature
  LEFT JOIN profile_label lc ON lc.kind = 'customer' AND lc.raw = c.customer
  LEFT JOIN profile_label lm ON lm.kind = 'model' AND lm.raw = c.model_raw
  LEFT JOIN profile_label lp ON lp.kind = 'provider' AND lp.raw = c.provider
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
  const estimatedPart = microUsd("estimated_unbilled");
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
    cacheTold: row["cache_told"] === true,
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
    outcome:
      row["succeeded"] === null
        ? null
        : {
            requests: count("told_requests"),
            attempts: count("attempts"),
            retries: count("retries"),
            succeeded: Number(readText(row["succeeded"])),
            costUsd: microUsd("told_cost"),
            uncostedTokens: count("told_uncosted"),
          },
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
