import { type Graph, type Run, keptDraws, probabilityBy } from "@faultline/engine";
import type { BreakEven } from "../economics/break-even.ts";
import type { Exposure } from "../economics/exposure.ts";
import type { Name } from "../economics/allocation.ts";
import type { BreakingPoint } from "./breaking-points.ts";
import type { CompanyBooks } from "./company-books.ts";
import { type CreditCliff, creditCliffs } from "./credit-cliff.ts";
import { type Causes, type Frequency, frequencyOf } from "./frequency.ts";
import {
  type HedgeRanking,
  type HedgeResult,
  type HedgeSetResult,
  hedgeResults,
  hedgeSetResult,
  rankHedges,
} from "./hedge-results.ts";
import type { HedgeSet } from "./hedge-sets.ts";
import type { Hedge } from "./hedges.ts";
import { verdictMonths } from "./horizon.ts";
import { you } from "./levers.ts";
import { type MarginAtRisk, marginAtRisk } from "./margin-at-risk.ts";
import { type Renewals, renewals } from "./renewals.ts";
import { type Runway, runwayOf } from "./runway.ts";
import { type SelfHosting, selfHosting } from "./self-hosting.ts";
import { type VendorFailure, vendorFailures } from "./vendor-failure.ts";
import { type VendorView, vendorViews } from "./vendor-view.ts";

/** The runs a stress test is read from; all of the same draws, so differences are paired. */
export interface StressRuns {
  readonly graph: Graph;
  /** The scenario asked for. */
  readonly run: Run;
  /** The baseline; undefined when the scenario is the baseline. */
  readonly baseline: Run | undefined;
  /** The scenario with each hedge. */
  readonly hedged: readonly { readonly hedge: Hedge; readonly run: Run }[];
  /** The best set of hedges, run like them; undefined where no two can be had. */
  readonly bestSet:
    | { readonly set: HedgeSet; readonly compared: number; readonly run: Run }
    | undefined;
  /** The scenario with every contract held at its price; undefined when none renews in the run. */
  readonly heldContracts: Run | undefined;
  /** What alone would break the company; see {@link breakingPoints}. */
  readonly breaking: readonly BreakingPoint[];
}

/** A feature in the economy. */
export interface FeatureStress {
  readonly name: Name;
  readonly revenue: number | null;
  readonly tokenPricedAi: number;
  /** Known reasoning as a share of token-priced AI; null when it is not told. */
  readonly reasoningShare: number | null;
  readonly grossMargin: number | null;
  readonly breakEven: BreakEven;
  /** Fraction of futures in which it has been under water by month 12, 24 and 60; null if it cannot be. */
  readonly sunkBy: Readonly<Record<"12" | "24" | "60", number | null>> | null;
}

/** What a stress test finds about a company. */
export interface CompanyStress {
  readonly name: string;
  /** Months within which the verdict is given, and all that is told beside it. */
  readonly withinMonths: number;
  readonly verdict: {
    /** Null when cash is not told. */
    readonly insolvency: (Frequency & { readonly causes: Causes }) | null;
    /** The same probability in the baseline; null when the scenario is the baseline. */
    readonly baseline: number | null;
    /** The feature that goes under water first in most futures; null when none does. */
    readonly firstToSink: { readonly name: Name; readonly probability: number } | null;
    /** The hedge that saves most; null when none helps by more than sampling error. */
    readonly bestHedge: HedgeResult | null;
  };
  readonly features: readonly FeatureStress[];
  readonly runway: Runway | null;
  /** Probability of insolvency by the end of each month; null when cash is not told. */
  readonly insolvency: readonly number[] | null;
  readonly hedges: readonly HedgeResult[];
  readonly hedgeRanking: HedgeRanking;
  /** The best of the sets of hedges that the budget allows; null where no two can be had. */
  readonly hedgeSet: HedgeSetResult | null;
  /** By what gross profit may fall short over 12 and 24 months; null past {@link keptDraws} draws. */
  readonly marginAtRisk: readonly MarginAtRisk[] | null;
  /** What the failure of each lab it buys from means; null past {@link keptDraws} draws. */
  readonly vendorFailures: readonly VendorFailure[] | null;
  /** Where its credits end; null past {@link keptDraws} draws. */
  readonly credits: readonly CreditCliff[] | null;
  /** When contracts renew; null without any, or past {@link keptDraws} draws. */
  readonly renewals: Renewals | null;
  /** All that hangs on each vendor; null past {@link keptDraws} draws. */
  readonly vendors: readonly VendorView[] | null;
  /** Concentration of vendors (Herfindahl–Hirschman), 0 to 1; null without token-priced AI. */
  readonly vendorHhi: number | null;
  /** Machines of its own; null without known tokens, or past {@link keptDraws} draws. */
  readonly selfHosting: SelfHosting | null;
  /** What alone would make insolvency within the verdict's months as likely as not. */
  readonly breakingPoints: readonly BreakingPoint[];
}

/** Reads a company's stress test from its runs. */
export function stressCompany(
  exposure: Exposure,
  books: CompanyBooks,
  runs: StressRuns,
): CompanyStress {
  const { run, baseline } = runs;
  const within = Math.min(verdictMonths, run.months);
  const insolvent = run.eventMonths[you.insolvent];
  const hedges = insolvent === undefined ? [] : hedgeResults(books, runs, insolvent, within);
  const features = featureStress(exposure, books, run);
  const before = baseline?.eventMonths[you.insolvent];
  return {
    name: books.name,
    withinMonths: within,
    verdict: {
      insolvency:
        insolvent === undefined ? null : frequencyOf(run, runs.graph, you.insolvent, within),
      baseline: before === undefined ? null : probabilityBy(before, within - 1),
      firstToSink: firstToSink(books, run),
      bestHedge: hedges.find((hedge) => hedge.saved > hedge.samplingError) ?? null,
    },
    features,
    runway: insolvent === undefined ? null : runwayOf(insolvent, run.months),
    insolvency:
      insolvent === undefined
        ? null
        : Array.from({ length: run.months }, (_, month) => probabilityBy(insolvent, month)),
    hedges,
    hedgeRanking: rankHedges(hedges),
    hedgeSet: insolvent === undefined ? null : hedgeSetResult(books, runs, insolvent, within),
    ...risksOf(exposure, books, runs, within),
    vendorHhi: exposure.hhi,
    breakingPoints: runs.breaking,
  };
}

/** What is read future by future, which more draws than are kept do not allow. */
function risksOf(
  exposure: Exposure,
  books: CompanyBooks,
  { run, baseline, heldContracts }: StressRuns,
  within: number,
): Pick<
  CompanyStress,
  "marginAtRisk" | "vendorFailures" | "credits" | "renewals" | "vendors" | "selfHosting"
> {
  if (run.draws > keptDraws) {
    return {
      marginAtRisk: null,
      vendorFailures: null,
      credits: null,
      renewals: null,
      vendors: null,
      selfHosting: null,
    };
  }
  const months = [12, verdictMonths].filter((count) => count <= run.months);
  return {
    marginAtRisk: months.map((count) => marginAtRisk(run, baseline, count)),
    vendorFailures: vendorFailures(books, run, within),
    credits: creditCliffs(books, run),
    renewals: renewals(books, run, heldContracts, within),
    vendors: vendorViews(exposure, books, run, within),
    selfHosting: selfHosting(books, run, within),
  };
}

function featureStress(exposure: Exposure, books: CompanyBooks, run: Run): FeatureStress[] {
  return exposure.features.map((line) => {
    const index = books.features.findIndex((feature) => feature.name === line.name);
    const months = run.eventMonths[you.underWater(index)];
    const by = (month: number): number | null =>
      months === undefined || month > run.months ? null : probabilityBy(months, month - 1);
    return {
      name: line.name,
      revenue: line.revenue,
      tokenPricedAi: line.tokenPricedAi,
      reasoningShare: line.reasoning.share,
      grossMargin: line.grossMargin,
      breakEven: line.breakEven,
      sunkBy: months === undefined ? null : { "12": by(12), "24": by(24), "60": by(60) },
    };
  });
}

function firstToSink(books: CompanyBooks, run: Run): CompanyStress["verdict"]["firstToSink"] {
  const sunk = books.features
    .map((feature, index) => ({
      name: feature.name,
      months: run.eventMonths[you.underWater(index)],
    }))
    .filter((entry): entry is { name: Name; months: Int32Array } => entry.months !== undefined);
  const wins = sunk.map(() => 0);
  for (let draw = 0; draw < run.draws; draw += 1) {
    let first = -1;
    for (const [i, { months }] of sunk.entries()) {
      const month = months[draw] ?? -1;
      if (month >= 0 && (first < 0 || month < (sunk[first]?.months[draw] ?? 0))) first = i;
    }
    if (first >= 0) wins[first] = (wins[first] ?? 0) + 1;
  }
  const most = wins.indexOf(Math.max(...wins));
  const count = wins[most] ?? 0;
  if (count === 0) return null;
  return { name: sunk[most]?.name ?? null, probability: count / run.draws };
}
