import { type Run, probabilityBy } from "@faultline/engine";
import type { CompanyBooks } from "./company-books.ts";
import { you } from "./levers.ts";
import { type Spread, fewestFutures, spreadOf } from "./spread.ts";
import { labIds } from "./vendor-outage.ts";

/** What it means to a company that a lab fails. */
export interface VendorFailure {
  readonly vendor: "openai" | "anthropic";
  /** The lab's tokens, USD a month at the start, and their share of all. */
  readonly bill: number;
  readonly share: number;
  /** Fraction of futures in which it has failed by the end of a month; null beyond the run. */
  readonly by: Readonly<Record<"12" | "24" | "60", number | null>>;
  /**
   * Change of the token bill from the month before the lab fails to the month in which all of the
   * work is done again, USD a month, over the futures in which it does: the same work elsewhere, a
   * cold cache and other token counts in it. Null when it fails in fewer than twenty.
   */
  readonly change: Spread | null;
  /**
   * Fraction of futures in which the company is out of cash within the verdict's months, where the
   * lab fails by then and where it does not; null without cash, or with too few of either.
   */
  readonly insolvency: { readonly failed: number | null; readonly stands: number | null } | null;
}

/**
 * What the failure of each lab that the company buys from means in money, by the futures of a run.
 *
 * @param within months of the verdict
 */
export function vendorFailures(
  books: CompanyBooks,
  run: Run,
  within: number,
): readonly VendorFailure[] {
  const bills = labIds.map((vendor) => ({
    vendor,
    bill: books.features.reduce((sum, feature) => sum + feature.tokens[vendor], 0),
  }));
  const total = books.features.reduce(
    (sum, { tokens }) => sum + tokens.openai + tokens.anthropic + tokens.other,
    0,
  );
  return bills
    .filter(({ bill }) => bill > 0)
    .map(({ vendor, bill }) => {
      const failed = run.eventMonths[`${vendor}.default`];
      const by = (month: number): number | null =>
        failed === undefined || month > run.months ? null : probabilityBy(failed, month - 1);
      return {
        vendor,
        bill,
        share: bill / total,
        by: { "12": by(12), "24": by(24), "60": by(60) },
        change: failed === undefined ? null : changeOf(run, failed),
        insolvency: failed === undefined ? null : insolvencyOf(run, failed, within),
      };
    });
}

/** A lab sells until the end of the month it fails in; then its work is lost until others do it. */
function changeOf(run: Run, failed: Int32Array): Spread | null {
  const last = run.months - 1;
  const columns = new Map<number, Float64Array>();
  const bill = (month: number, draw: number): number => {
    const column = columns.get(month) ?? run.column(you.tokenBill, month);
    columns.set(month, column);
    return column[draw]!;
  };
  const outage = run.parameters[you.outageMonths];
  const changes = Array.from(failed, (month, draw) => ({
    month,
    again: month + 1 + Math.ceil(outage?.[draw] ?? 0),
    draw,
  }))
    .filter(({ month, again }) => month > 0 && again <= last)
    .map(({ month, again, draw }) => bill(again, draw) - bill(month - 1, draw));
  return changes.length < fewestFutures ? null : spreadOf(Float64Array.from(changes));
}

function insolvencyOf(run: Run, failed: Int32Array, within: number): VendorFailure["insolvency"] {
  const insolvent = run.eventMonths[you.insolvent];
  if (insolvent === undefined) return null;
  const isBy = (month: number): boolean => month >= 0 && month < within;
  const shareOf = (pick: (draw: number) => boolean): number | null => {
    const draws = Array.from(failed.keys()).filter(pick);
    if (draws.length < fewestFutures) return null;
    return draws.filter((draw) => isBy(insolvent[draw]!)).length / draws.length;
  };
  return {
    failed: shareOf((draw) => isBy(failed[draw]!)),
    stands: shareOf((draw) => !isBy(failed[draw]!)),
  };
}
