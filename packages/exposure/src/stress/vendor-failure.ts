import { type Run, probabilityBy, quantileOfSorted } from "@faultline/engine";
import type { CompanyBooks } from "./company-books.ts";
import { you } from "./levers.ts";

/** Low, middle and high of what futures say: 5, 50 and 95 in 100. */
export interface Spread {
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
}

/** What it means to a company that a lab fails. */
export interface VendorFailure {
  readonly vendor: "openai" | "anthropic";
  /** The lab's tokens, USD a month at the start, and their share of all. */
  readonly bill: number;
  readonly share: number;
  /** Fraction of futures in which it has failed by the end of a month; null beyond the run. */
  readonly by: Readonly<Record<"12" | "24" | "60", number | null>>;
  /**
   * Change of the token bill from the month before the lab fails to the month after, USD a month,
   * over the futures in which it does: the same work elsewhere, a cold cache and other token counts
   * in it. Null when it fails in fewer than twenty.
   */
  readonly change: Spread | null;
  /**
   * Fraction of futures in which the company is out of cash within the verdict's months, where the
   * lab fails by then and where it does not; null without cash, or with too few of either.
   */
  readonly insolvency: { readonly failed: number | null; readonly stands: number | null } | null;
}

/** Futures below which a spread is not told. */
const fewestFailures = 20;

const labs = ["openai", "anthropic"] as const;

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
  const bills = labs.map((vendor) => ({
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

/** The bill is read a month after the default, as a lab sells until the end of the month it fails in. */
function changeOf(run: Run, failed: Int32Array): Spread | null {
  const last = run.months - 1;
  const columns = new Map<number, Float64Array>();
  const bill = (month: number, draw: number): number => {
    const column = columns.get(month) ?? run.column(you.tokenBill, month);
    columns.set(month, column);
    return column[draw]!;
  };
  const changes = Array.from(failed, (month, draw) => ({ month, draw }))
    .filter(({ month }) => month > 0 && month < last)
    .map(({ month, draw }) => bill(month + 1, draw) - bill(month - 1, draw));
  return changes.length < fewestFailures ? null : spreadOf(Float64Array.from(changes));
}

function insolvencyOf(run: Run, failed: Int32Array, within: number): VendorFailure["insolvency"] {
  const insolvent = run.eventMonths[you.insolvent];
  if (insolvent === undefined) return null;
  const isBy = (month: number): boolean => month >= 0 && month < within;
  const shareOf = (pick: (draw: number) => boolean): number | null => {
    const draws = Array.from(failed.keys()).filter(pick);
    if (draws.length < fewestFailures) return null;
    return draws.filter((draw) => isBy(insolvent[draw]!)).length / draws.length;
  };
  return {
    failed: shareOf((draw) => isBy(failed[draw]!)),
    stands: shareOf((draw) => !isBy(failed[draw]!)),
  };
}

/** Quantiles of values in any order. */
export function spreadOf(values: Float64Array): Spread {
  const sorted = values.toSorted();
  const at = (q: number): number => quantileOfSorted(sorted, q);
  return { p05: at(0.05), p50: at(0.5), p95: at(0.95) };
}
