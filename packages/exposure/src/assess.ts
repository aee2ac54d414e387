import { reconcile } from "./bill/reconcile.ts";
import type { Reconciliation } from "./bill/reconciliation.ts";
import { readBilling } from "./company/billing-file.ts";
import { type BillingMatch, matchBilling } from "./company/billing-match.ts";
import type { Company } from "./company/company.ts";
import { type MonthlyRevenue, monthlyRevenue } from "./company/monthly-revenue.ts";
import { billingOf } from "./company/revenue.ts";
import { companyRates, type ExchangeRate, ExchangeRates } from "./currency/exchange-rates.ts";
import { computeExposure, type Exposure } from "./economics/exposure.ts";
import { importUsage, type ImportResult, type UsageSource } from "./importers/import-usage.ts";
import { type Overlap, findOverlaps } from "./importers/overlap.ts";
import { requireClean } from "./importers/rejects.ts";
import { InputError } from "./input-error.ts";
import type { UsageDatabase, UsageFile } from "./port.ts";
import type { PriceCatalogue } from "./prices/catalogue.ts";
import { genaiCatalogue } from "./prices/genai-catalogue.ts";
import { withOverrides } from "./prices/overrides.ts";
import type { PriceOverride } from "./prices/prices-file.ts";
import { type Pricing, priceUsage } from "./prices/price-usage.ts";
import { buildProfile } from "./profile/build-profile.ts";
import { measurePeriod } from "./profile/period.ts";
import type { Profile } from "./profile/profile.ts";

/** What is assessed, and how. */
export interface AssessmentInput {
  readonly sources: readonly UsageSource[];
  readonly company?: Company;
  /** Continues without corrupt records instead of failing on the first. */
  readonly allowRejects?: boolean;
  /** Shows every label as the data has it, for the user's own screen. */
  readonly keepLabels?: boolean;
  /** The bundled price list when left out. */
  readonly catalogue?: PriceCatalogue;
  /** A price list of the user's own: it wins over the bundled one, and the company file over it. */
  readonly prices?: {
    readonly source: string;
    readonly prices: Readonly<Record<string, PriceOverride>>;
  };
  /** Rates for money in other currencies, beside those of the company file. */
  readonly rates?: readonly ExchangeRate[];
  /** The company file as it was named, for messages. */
  readonly companyName?: string;
  /** The billing export that the company's revenue names. */
  readonly billing?: UsageFile;
}

/** All that usage exports and a company file tell, short of the stress itself. */
export interface Assessment {
  readonly imported: ImportResult;
  /** Files that seem to tell of the same calls. */
  readonly overlaps: readonly Overlap[];
  readonly pricing: Pricing;
  /** What was billed against the list prices of the same tokens; null when nothing is billed. */
  readonly reconciliation: Reconciliation | null;
  readonly profile: Profile;
  readonly exposure: Exposure;
  /** How a billing export became revenue; null when none is named. */
  readonly billing: BillingMatch | null;
}

/**
 * Imports, prices, profiles and values usage in one go. Throws `InputError` for input the user can
 * mend.
 * @example
 * const { profile, exposure } = await assessUsage(db, { sources: [{ file }], company });
 */
export async function assessUsage(db: UsageDatabase, input: AssessmentInput): Promise<Assessment> {
  const told = input.company ?? {};
  const own = companyRates(told.exchangeRates ?? [], input.companyName ?? "company file");
  const rates = new ExchangeRates([...own, ...(input.rates ?? [])]);
  const imported = await importUsage(db, input.sources, rates);
  if (input.allowRejects !== true) requireClean(imported);
  const overlaps = await findOverlaps(
    db,
    imported.files.map((file) => file.name),
  );
  const { prices, source } = input.prices ?? { prices: {}, source: "" };
  const listed = withOverrides(input.catalogue ?? genaiCatalogue(), prices, source);
  const catalogue = withOverrides(listed, told.prices ?? {}, "company file");
  const pricing = await priceUsage(db, catalogue);
  const keepLabels = input.keepLabels ?? false;
  const billed = await billedRevenue(db, input, imported, rates);
  const company = billed === null ? told : { ...told, revenue: billed.revenue };
  const profile = await buildProfile(db, imported, pricing, { company, keepLabels });
  const reconciliation = await reconcile(db, catalogue);
  const exposure = computeExposure(profile, company);
  const billing = billed === null ? null : matchBilling(billed, exposure);
  return { imported, overlaps, pricing, reconciliation, profile, exposure, billing };
}

/** Revenue by a billing export, over the period of the imported usage; null when none is named. */
async function billedRevenue(
  db: UsageDatabase,
  { company = {}, companyName = "company file", billing }: AssessmentInput,
  imported: ImportResult,
  rates: ExchangeRates,
): Promise<MonthlyRevenue | null> {
  const spec = billingOf(company.revenue);
  if (spec === null) return null;
  if (billing === undefined) {
    throw new InputError(`${companyName} at revenue.csv`, "the file is not there", "give the file");
  }
  const period = await measurePeriod(db, imported.declaredPeriod);
  return monthlyRevenue(
    await readBilling(billing, spec, rates),
    spec,
    period,
    company.monthlyFactor,
  );
}
