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
import type { SavedProfile } from "./profile/profile-file.ts";
import type { Profile, ProfilePeriod } from "./profile/profile.ts";

/** A company, with the files that its own names. */
export interface CompanyInput {
  readonly company?: Company;
  /** The company file as it was named, for messages. */
  readonly companyName?: string;
  /** The billing export that the company's revenue names. */
  readonly billing?: UsageFile;
  /** Rates for money in other currencies, beside those of the company file. */
  readonly rates?: readonly ExchangeRate[];
}

/** What is assessed, and how. */
export interface AssessmentInput extends CompanyInput {
  readonly sources: readonly UsageSource[];
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

/** What a report needs of an assessment, in a form that can be kept: see `profileFileText`. */
export function saveProfile(assessment: Assessment, company: Company): SavedProfile {
  const { imported, overlaps, reconciliation, profile } = assessment;
  const { files, conversions, joinedBills } = imported;
  return {
    profile,
    files,
    overlaps,
    conversions,
    joinedBills,
    reconciled: reconciliation?.total ?? null,
    ownPrices: company.prices ?? {},
  };
}

/**
 * Values a saved profile for a company, as if its usage had just been imported. Throws `InputError`
 * when the company has other prices than those it was priced with, and for a wrong billing export.
 *
 * @param name of the profile's file, for messages
 */
export async function assessProfile(
  saved: SavedProfile,
  input: CompanyInput,
  name: string,
): Promise<Assessment> {
  const { profile, files, overlaps, conversions, joinedBills, reconciled, ownPrices } = saved;
  const told = input.company ?? {};
  if (!sameJson(ownPrices, told.prices ?? {})) {
    throw new InputError(
      name,
      "it was priced with other prices than the company file has",
      "make it again with `faultline profile --company`",
    );
  }
  const { accounting, rejects: rejectCounts, prices, unpriced } = profile;
  const imported: ImportResult = {
    accounting,
    files,
    rejects: [],
    rejectCounts,
    declaredPeriod: null,
    conversions,
    joinedBills,
  };
  const { company, billed } = await withBilling(input, async () => profile.period, ratesOf(input));
  const exposure = computeExposure(profile, company);
  return {
    imported,
    overlaps,
    pricing: { prices, unpriced },
    reconciliation: reconciled === null ? null : { rows: [], total: reconciled },
    profile,
    exposure,
    billing: billed === null ? null : matchBilling(billed, exposure),
  };
}

// Keys in any order: one comes from YAML, the other from a file of ours.
function sameJson(a: unknown, b: unknown): boolean {
  const ordered = (_: string, value: unknown) =>
    typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : value;
  return JSON.stringify(a, ordered) === JSON.stringify(b, ordered);
}

/**
 * Imports, prices, profiles and values usage in one go. Throws `InputError` for input the user can
 * mend.
 * @example
 * const { profile, exposure } = await assessUsage(db, { sources: [{ file }], company });
 */
export async function assessUsage(db: UsageDatabase, input: AssessmentInput): Promise<Assessment> {
  const told = input.company ?? {};
  const rates = ratesOf(input);
  const { prices, source } = input.prices ?? { prices: {}, source: "" };
  const listed = withOverrides(input.catalogue ?? genaiCatalogue(), prices, source);
  const catalogue = withOverrides(listed, told.prices ?? {}, "company file");
  const imported = await importUsage(db, input.sources, { rates, catalogue });
  if (input.allowRejects !== true) requireClean(imported);
  const overlaps = await findOverlaps(
    db,
    imported.files.map((file) => file.name),
  );
  const pricing = await priceUsage(db, catalogue);
  const keepLabels = input.keepLabels ?? false;
  const period = () => measurePeriod(db, imported.declaredPeriod);
  const { company, billed } = await withBilling(input, period, rates);
  const profile = await buildProfile(db, imported, pricing, { company, keepLabels });
  const reconciliation = await reconcile(db, catalogue);
  const exposure = computeExposure(profile, company);
  const billing = billed === null ? null : matchBilling(billed, exposure);
  return { imported, overlaps, pricing, reconciliation, profile, exposure, billing };
}

function ratesOf({ company = {}, companyName = "company file", rates = [] }: CompanyInput) {
  return new ExchangeRates([...companyRates(company.exchangeRates ?? [], companyName), ...rates]);
}

/** The company with its revenue by a billing export over the usage's period, if one is named. */
async function withBilling(
  { company = {}, companyName = "company file", billing }: CompanyInput,
  period: () => Promise<ProfilePeriod>,
  rates: ExchangeRates,
): Promise<{ company: Company; billed: MonthlyRevenue | null }> {
  const spec = billingOf(company.revenue);
  if (spec === null) return { company, billed: null };
  if (billing === undefined) {
    throw new InputError(`${companyName} at revenue.csv`, "the file is not there", "give the file");
  }
  const read = await readBilling(billing, spec, rates);
  const billed = monthlyRevenue(read, spec, await period(), company.monthlyFactor);
  return { company: { ...company, revenue: billed.revenue }, billed };
}
