import { type Run, probabilityBy } from "@faultline/engine";
import type { BreakEven } from "../economics/break-even.ts";
import type { Exposure } from "../economics/exposure.ts";
import type { Vendor } from "../prices/vendor.ts";
import type { ContractBooks } from "./bound-contracts.ts";
import type { CompanyBooks } from "./company-books.ts";
import { you } from "./levers.ts";
import { type Fates, fatesBy, marginsOf } from "./outcome-given.ts";

/** All that hangs on one vendor. */
export interface VendorView {
  readonly vendor: Vendor;
  /** Token-priced AI, USD a month at the start, and its share of all. */
  readonly bill: number;
  readonly share: number;
  /** Multiple of this vendor's prices alone at which the gross margin is zero. */
  readonly breakEven: BreakEven;
  /** It fails within the verdict's months; null for hosts of open models, which do not. */
  readonly fails: VendorEvent | null;
  /** It asks twice the start's token price or more in a month of the verdict's. */
  readonly doubles: VendorEvent;
  /** Credits with it, USD. */
  readonly credits: number;
  /** Contracts with it. */
  readonly contracts: readonly Pick<ContractBooks, "name" | "kind" | "renews">[];
}

/** Something a vendor does, and how the company fares then. */
export interface VendorEvent {
  /** Fraction of futures within the verdict's months, and within the run. */
  readonly probability: number;
  readonly byEnd: number;
  readonly fates: Fates;
}

/**
 * The company by vendor, largest bill first, over the futures of a run.
 *
 * @param within months of the verdict
 */
export function vendorViews(
  exposure: Exposure,
  books: CompanyBooks,
  run: Run,
  within: number,
): readonly VendorView[] {
  const margins = marginsOf(run, within);
  const eventOf = (id: string): VendorEvent | null => {
    const months = run.eventMonths[id];
    if (months === undefined) return null;
    const happens = (draw: number): boolean => months[draw]! >= 0 && months[draw]! < within;
    return {
      probability: probabilityBy(months, within - 1),
      byEnd: probabilityBy(months, run.months - 1),
      fates: fatesBy(run, happens, margins, within),
    };
  };
  return exposure.vendors
    .toSorted((a, b) => b.share - a.share)
    .map(({ vendor, tokenPricedAi, share, breakEven }) => ({
      vendor,
      bill: tokenPricedAi,
      share,
      breakEven,
      fails: vendor === "other" ? null : eventOf(`${vendor}.default`),
      doubles: eventOf(you.doubled(vendor)) ?? never(run, margins, within),
      credits: books.credits
        .filter((credit) => credit.vendor === vendor)
        .reduce((sum, { balance }) => sum + balance, 0),
      contracts: books.contracts
        .filter((contract) => contract.vendor === vendor)
        .map(({ name, kind, renews }) => ({ name, kind, renews })),
    }));
}

function never(run: Run, margins: Float64Array, within: number): VendorEvent {
  return { probability: 0, byEnd: 0, fates: fatesBy(run, () => false, margins, within) };
}
