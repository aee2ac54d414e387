import type { Company } from "../company/company.ts";
import type { Exposure, LineItem } from "../economics/exposure.ts";
import type { Vendor } from "../prices/vendor.ts";
import type { Profile } from "../profile/profile.ts";
import { type ActionBooks, actionBooks } from "./action-books.ts";
import { type ContractBooks, boundContracts } from "./bound-contracts.ts";
import { tokenRates } from "./machine-load.ts";

/** One feature of a company as it enters the economy; USD a month at the start. */
export interface FeatureBooks {
  /** Null for usage that belongs to no feature. */
  readonly name: string | null;
  /** Null when it is not known; then the feature can neither earn nor sink. */
  readonly revenue: number | null;
  readonly otherCogs: number;
  readonly fixedAi: number;
  /** Token-priced AI by vendor. */
  readonly tokens: Readonly<Record<Vendor, number>>;
  /** Share of the token-priced AI that is known to be reasoning, 0 when none is told. */
  readonly reasoningShare: number;
}

/** Credits a company holds with a vendor. */
export interface CreditBooks {
  readonly vendor: Vendor;
  readonly balance: number;
  /** Months from the start until they expire; 0 expires them at once. */
  readonly expiresIn: number;
}

/**
 * A company's books as they enter the economy: plain data without usage records, so that a worker
 * thread or a browser can be handed it. Money in USD, rates per month.
 */
export interface CompanyBooks {
  readonly name: string;
  /** Null when it is not told; then runway and insolvency are not computed. */
  readonly cash: number | null;
  readonly debt: number;
  readonly opex: number;
  readonly opexGrowth: number;
  readonly growth: number;
  /** Change of own sales for a change of own prices, as an elasticity; null when it is not told. */
  readonly priceElasticity: number | null;
  /** Months of a vendor's work that are lost when it fails; null when it is not told. */
  readonly outageMonths: number | null;
  readonly paymentLagMonths: number;
  readonly noticeMonths: number;
  readonly raise: { readonly inMonths: number; readonly amount: number } | null;
  readonly credits: readonly CreditBooks[];
  readonly contracts: readonly ContractBooks[];
  readonly actions: ActionBooks;
  readonly features: readonly FeatureBooks[];
}

/** Features that enter the economy one by one; the smallest beyond are put together. */
const featureLimit = 24;

/**
 * Lays a company's exposure and its file out for the economy that starts in `from` (`YYYY-MM`).
 * The usage's own dates do not matter: its month is taken as the economy's first.
 */
export function companyBooks(
  { exposure, profile }: { readonly exposure: Exposure; readonly profile: Profile },
  company: Company,
  from: string,
): CompanyBooks {
  const months = (to: string): number => monthIndex(to) - monthIndex(from);
  const raise = company.plannedRaise;
  const features = together(exposure.features.map(featureBooks));
  return {
    name: company.name ?? "your company",
    cash: company.cash ?? null,
    debt: company.debt ?? 0,
    opex: company.opex ?? 0,
    opexGrowth: company.opexGrowth ?? 0,
    growth: company.growth ?? 0,
    priceElasticity: company.priceElasticity ?? null,
    outageMonths: company.outageMonths ?? null,
    paymentLagMonths: company.paymentLagMonths ?? 0,
    noticeMonths: company.noticeMonths ?? 0,
    raise: raise === undefined ? null : { inMonths: months(raise.month), amount: raise.amount },
    credits: (company.credits ?? []).map(({ vendor, balance, expires }) => ({
      vendor,
      balance,
      expiresIn: Math.max(0, months(expires)),
    })),
    contracts: boundContracts(company, exposure, features, months),
    actions: actionBooks(
      company,
      exposure.total.vendors,
      tokenRates(profile, exposure.scaling.usage),
    ),
    features,
  };
}

function featureBooks(line: LineItem): FeatureBooks {
  return {
    name: line.name,
    revenue: line.revenue,
    otherCogs: line.otherCogs,
    fixedAi: line.fixedAi,
    tokens: line.vendors,
    reasoningShare: line.reasoning.share ?? 0,
  };
}

/** Puts what lies beyond the limit together, so that sums over features stay what they were. */
function together(features: readonly FeatureBooks[]): readonly FeatureBooks[] {
  if (features.length <= featureLimit) return features;
  const kept = features.slice(0, featureLimit - 1);
  const rest = features.slice(featureLimit - 1);
  const sum = (pick: (feature: FeatureBooks) => number): number =>
    rest.reduce((total, feature) => total + pick(feature), 0);
  const cost = (feature: FeatureBooks): number =>
    feature.tokens.openai + feature.tokens.anthropic + feature.tokens.other;
  const tokens = sum(cost);
  return [
    ...kept,
    {
      name: `(${rest.length} smaller features)`,
      revenue: rest.every((f) => f.revenue === null) ? null : sum((f) => f.revenue ?? 0),
      otherCogs: sum((f) => f.otherCogs),
      fixedAi: sum((f) => f.fixedAi),
      tokens: {
        openai: sum((f) => f.tokens.openai),
        anthropic: sum((f) => f.tokens.anthropic),
        other: sum((f) => f.tokens.other),
      },
      reasoningShare: tokens === 0 ? 0 : sum((f) => f.reasoningShare * cost(f)) / tokens,
    },
  ];
}

function monthIndex(month: string): number {
  const [year, number] = month.split("-").map(Number);
  return (year ?? 0) * 12 + (number ?? 1) - 1;
}
