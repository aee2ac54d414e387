import type { Company } from "../company/company.ts";
import type { Profile, ProfileRow } from "../profile/profile.ts";
import type { Vendor } from "../prices/vendor.ts";
import { countsOf, type ToldCounts } from "../profile/shares.ts";
import type { CostCell, Name } from "./allocation.ts";

/** Scaled money of one profile row, USD a period. */
export interface UsageCell extends CostCell {
  readonly vendor: Vendor;
  readonly provider: string;
  readonly model: string;
  readonly feature: Name;
  readonly customer: Name;
  /** Token-priced AI. */
  readonly cost: number;
  /** Part of `cost` that is reasoning the source reports. */
  readonly reasoningReported: number;
  /** Part of `cost` that is reasoning by the company's assumption. */
  readonly reasoningAssumed: number;
  /** Part of `cost` for output that may hide reasoning and has no assumption. */
  readonly reasoningUntold: number;
  /** Tokens whose cost is unknown. */
  readonly uncostedTokens: number;
  /** Tokens as measured, not scaled. */
  readonly counts: ToldCounts;
}

/** Scales a profile's rows by a factor and splits their reasoning as far as it is known. */
export function usageCells(profile: Profile, company: Company, factor: number): UsageCell[] {
  return profile.rows.map((row) => {
    const cost = (row.costUsd ?? 0) * factor;
    // Reasoning is known as part of the list-price estimate; a bill moves both alike.
    const perEstimate =
      row.estimatedUsd === null || row.estimatedUsd === 0 ? 0 : cost / row.estimatedUsd;
    const unsplit = row.unsplitUsd * perEstimate;
    // A bill without tokens, or for tokens without a price, may hide reasoning anywhere in it.
    const undivided = perEstimate === 0 && row.outReasoning === null ? cost : 0;
    const share = assumedShare(row, company);
    return {
      vendor: row.vendor,
      provider: row.provider,
      model: row.model,
      feature: row.feature,
      customer: row.customer,
      cost,
      reasoningReported: (row.reasoningUsd ?? 0) * perEstimate,
      reasoningAssumed: unsplit * (share ?? 0),
      reasoningUntold: (share === null ? unsplit : 0) + undivided,
      uncostedTokens: row.uncostedTokens * factor,
      counts: countsOf(row),
    };
  });
}

// The narrower assumption wins: a feature's over a model's over the company's.
function assumedShare(row: ProfileRow, company: Company): number | null {
  const assumption = company.reasoningShare;
  if (assumption === undefined || typeof assumption === "number") return assumption ?? null;
  return own(assumption.features, row.feature) ?? own(assumption.models, row.model);
}

// A label from data may be "constructor": only the file's own keys count.
function own(
  shares: Readonly<Record<string, number>> | undefined,
  name: string | null,
): number | null {
  if (shares === undefined || name === null || !Object.hasOwn(shares, name)) return null;
  return shares[name] ?? null;
}
