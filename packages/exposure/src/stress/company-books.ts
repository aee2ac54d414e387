import type { Company } from "../company/company.ts";
import type { Exposure, LineItem } from "../economics/exposure.ts";
import type { Vendor } from "../prices/vendor.ts";

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

/** Low, likeliest and high value; three times the same for one that is told. */
export type Guess = readonly [low: number, likeliest: number, high: number];

/** What an action costs once, USD, and the months until it works. */
export interface ActionTerms {
  readonly cost: Guess;
  readonly months: Guess;
}

/** Things a company could do about its exposure, and what it may spend on them. */
export interface ActionBooks {
  /** Null when no limit is told. */
  readonly budget: number | null;
  readonly switch: ActionTerms;
  readonly capReasoning: ActionTerms;
  readonly cutOpex: ActionTerms;
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
  /** Change of own sales for a change of own prices, as an elasticity. */
  readonly priceElasticity: number;
  readonly paymentLagMonths: number;
  readonly noticeMonths: number;
  readonly raise: { readonly inMonths: number; readonly amount: number } | null;
  readonly credits: readonly CreditBooks[];
  readonly actions: ActionBooks;
  readonly features: readonly FeatureBooks[];
}

/** Features that enter the economy one by one; the smallest beyond are put together. */
const featureLimit = 24;

/**
 * Lays a company's exposure and its file out for the economy that starts in `from` (`YYYY-MM`).
 * The usage's own dates do not matter: its month is taken as the economy's first.
 */
export function companyBooks(exposure: Exposure, company: Company, from: string): CompanyBooks {
  const months = (to: string): number => monthIndex(to) - monthIndex(from);
  const raise = company.plannedRaise;
  return {
    name: company.name ?? "your company",
    cash: company.cash ?? null,
    debt: company.debt ?? 0,
    opex: company.opex ?? 0,
    opexGrowth: company.opexGrowth ?? 0,
    growth: company.growth ?? 0,
    priceElasticity: company.priceElasticity ?? 0,
    paymentLagMonths: company.paymentLagMonths ?? 0,
    noticeMonths: company.noticeMonths ?? 0,
    raise: raise === undefined ? null : { inMonths: months(raise.month), amount: raise.amount },
    credits: (company.credits ?? []).map(({ vendor, balance, expires }) => ({
      vendor,
      balance,
      expiresIn: Math.max(0, months(expires)),
    })),
    actions: actionBooks(company),
    features: together(exposure.features.map(featureBooks)),
  };
}

/**
 * Terms of the actions. What the company does not tell is an assumption: a switch takes a small team
 * weeks to months, a cap some days; people who are let go are paid for one to three months.
 */
function actionBooks({ hedges = {}, opex = 0 }: Company): ActionBooks {
  const terms = (
    told: { readonly cost?: number | undefined; readonly months?: number | undefined } | undefined,
    assumed: ActionTerms,
  ): ActionTerms => ({
    cost: told?.cost === undefined ? assumed.cost : [told.cost, told.cost, told.cost],
    months: told?.months === undefined ? assumed.months : [told.months, told.months, told.months],
  });
  const cut = opexCut * opex;
  return {
    budget: hedges.budget ?? null,
    switch: terms(hedges.switch, { cost: [10_000, 30_000, 90_000], months: [1, 3, 6] }),
    capReasoning: terms(hedges.capReasoning, { cost: [2000, 8000, 20_000], months: [0.5, 1, 2] }),
    cutOpex: terms(hedges.cutOpex, { cost: [cut, 1.5 * cut, 3 * cut], months: [1, 2, 4] }),
  };
}

/** Part of running costs that the standard action cuts. */
export const opexCut = 0.1;

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
