import { type Run, keptDraws, probabilityBy } from "@faultline/engine";
import type { ContractBooks } from "./bound-contracts.ts";
import type { CompanyBooks } from "./company-books.ts";
import { you } from "./levers.ts";
import { summedProfit } from "./margin-at-risk.ts";
import { type Runway, runwayOf } from "./runway.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** When a contract renews, and what it costs then. */
export interface Renewal extends Pick<ContractBooks, "name" | "vendor" | "kind" | "renews"> {
  /** Month of the run in which it renews, from 0; null beyond it. */
  readonly month: number | null;
  /** What it costs at the start, USD a month; for a locked price, the tokens it covers. */
  readonly now: number;
  /** The same in the month in which it renews, over futures; null beyond the run. */
  readonly atRenewal: Spread | null;
  /** That over what it would have cost at the old price in that month; null beyond the run. */
  readonly rise: Spread | null;
}

/** Contracts by their renewal, and what all renewals together do to the company. */
export interface Renewals {
  readonly contracts: readonly Renewal[];
  /** Null when none renews within the run. */
  readonly effect: {
    /** Change of gross profit within the verdict's months by renewals, USD, over futures. */
    readonly grossProfit: Spread;
    /** Probability of insolvency within those months if every contract kept its price; null without cash. */
    readonly insolvencyHeld: number | null;
    readonly runwayHeld: Runway | null;
  } | null;
}

/** Whether any contract renews within a run. */
export function renewsWithin({ contracts }: CompanyBooks, months: number): boolean {
  return contracts.some(({ renewsIn }) => renewsIn < months);
}

/**
 * Reads when contracts renew from a run and from the same futures with every contract held at its
 * price; null without contracts, or past {@link keptDraws} draws.
 */
export function renewals(
  books: CompanyBooks,
  run: Run,
  held: Run | undefined,
  within: number,
): Renewals | null {
  if (books.contracts.length === 0 || run.draws > keptDraws) return null;
  return {
    contracts: books.contracts.map((contract, index) => renewalOf(contract, index, run, held)),
    effect: held === undefined ? null : effectOf(run, held, within),
  };
}

function renewalOf(
  { name, vendor, kind, renews, renewsIn }: ContractBooks,
  index: number,
  run: Run,
  held: Run | undefined,
): Renewal {
  const series = you.contractCost(index);
  const isWithin = renewsIn < run.months && held !== undefined;
  const costs = isWithin ? run.column(series, renewsIn) : null;
  const old = isWithin ? held.column(series, renewsIn) : null;
  return {
    name,
    vendor,
    kind,
    renews,
    month: renewsIn < run.months ? renewsIn : null,
    now: spreadOf(run.column(series, 0)).p50,
    atRenewal: costs && spreadOf(costs),
    rise: costs && spreadOf(costs.map((cost, draw) => (old![draw]! > 0 ? cost / old![draw]! : 1))),
  };
}

function effectOf(run: Run, held: Run, within: number): NonNullable<Renewals["effect"]> {
  const [with_, without] = [summedProfit(run, within), summedProfit(held, within)];
  const insolvent = held.eventMonths[you.insolvent];
  return {
    grossProfit: spreadOf(with_.map((profit, draw) => profit - without[draw]!)),
    insolvencyHeld: insolvent === undefined ? null : probabilityBy(insolvent, within - 1),
    runwayHeld: insolvent === undefined ? null : runwayOf(insolvent, held.months),
  };
}
