import type { Exposure, LineItem } from "../economics/exposure.ts";
import type { BillingBasis, MonthlyRevenue } from "./monthly-revenue.ts";

/** Names that only one of billing and usage knows. */
export interface UnmatchedNames {
  /** In the billing, with their revenue a month, and nowhere in the usage; dearest first. */
  readonly withoutUsage: readonly { readonly name: string; readonly revenue: number }[];
  /** In the usage, with their token cost, and nowhere in the billing; dearest first. */
  readonly withoutBilling: readonly { readonly name: string; readonly tokenPricedAi: number }[];
}

/** A billing export held against the usage. */
export interface BillingMatch extends BillingBasis {
  /** Null when the export is read without customers. */
  readonly customers: UnmatchedNames | null;
  /** Null when the export is read without features. */
  readonly features: UnmatchedNames | null;
}

/** Finds the names that billing and usage do not share. */
export function matchBilling(
  { revenue, basis }: MonthlyRevenue,
  exposure: Pick<Exposure, "customers" | "features">,
): BillingMatch {
  const { customers, features } = revenue;
  return {
    ...basis,
    customers: customers === undefined ? null : unmatched(customers, exposure.customers),
    features: features === undefined ? null : unmatched(features, exposure.features),
  };
}

function unmatched(
  billed: Readonly<Record<string, number>>,
  lines: readonly LineItem[],
): UnmatchedNames {
  const used = lines.filter(
    ({ tokenPricedAi, uncostedTokens }) => tokenPricedAi > 0 || uncostedTokens > 0,
  );
  const inUsage = new Set(used.map(({ name }) => name));
  return {
    withoutUsage: Object.entries(billed)
      .filter(([name]) => !inUsage.has(name))
      .map(([name, amount]) => ({ name, revenue: amount }))
      .toSorted((a, b) => b.revenue - a.revenue || (a.name < b.name ? -1 : 1)),
    withoutBilling: used.flatMap(({ name, tokenPricedAi }) =>
      name === null || Object.hasOwn(billed, name) ? [] : [{ name, tokenPricedAi }],
    ),
  };
}
