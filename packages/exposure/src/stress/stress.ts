import {
  type Graph,
  type Run,
  keptDraws,
  probabilityBy,
  quantileOfSorted,
} from "@faultline/engine";
import type { BreakEven } from "../economics/break-even.ts";
import type { Exposure } from "../economics/exposure.ts";
import type { Name } from "../economics/allocation.ts";
import type { BreakingPoint } from "./breaking-points.ts";
import type { CompanyBooks, Guess } from "./company-books.ts";
import { type CreditCliff, creditCliffs } from "./credit-cliff.ts";
import { type Causes, type Frequency, frequencyOf } from "./frequency.ts";
import type { Hedge, HedgeSet } from "./hedges.ts";
import { type MarginAtRisk, marginAtRisk } from "./margin-at-risk.ts";
import { type VendorFailure, vendorFailures } from "./vendor-failure.ts";
import { you } from "./levers.ts";

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

/** A hedge with what it does to the insolvency risk. */
export interface HedgeResult {
  readonly id: string;
  readonly action: string;
  readonly price: string;
  /** Probability of insolvency within the verdict's months, with the hedge. */
  readonly insolvency: number;
  /** Probability saved, positive when it helps. */
  readonly saved: number;
  /** Half-width of the 95% interval of `saved`, from paired draws. */
  readonly samplingError: number;
  /** What it costs once and the months until it works: low, likeliest, high. */
  readonly cost: Guess;
  readonly months: Guess;
  /** Probability saved for each $10,000 of likeliest cost; null where it costs nothing. */
  readonly savedPer10k: number | null;
  /** Change of gross margin over the verdict's months, mean over futures, USD. */
  readonly grossProfit: number;
}

/** Hedges done together, with what they do to the insolvency risk. */
export interface HedgeSetResult {
  readonly ids: readonly string[];
  /** Likeliest cost of all, USD, and the budget it is held to; null without one. */
  readonly cost: number;
  readonly budget: number | null;
  /** Sets that were compared. */
  readonly compared: number;
  readonly insolvency: number;
  readonly saved: number;
  readonly samplingError: number;
}

/** What a stress test finds about a company. */
export interface CompanyStress {
  readonly name: string;
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
  readonly runway: {
    /** Months until cash is gone, quantiles over futures; null beyond the horizon. */
    readonly p05: number | null;
    readonly p50: number | null;
    readonly p95: number | null;
    readonly horizon: number;
  } | null;
  /** Probability of insolvency by the end of each month; null when cash is not told. */
  readonly insolvency: readonly number[] | null;
  readonly hedges: readonly HedgeResult[];
  /** The best of the sets of hedges that the budget allows; null where no two can be had. */
  readonly hedgeSet: HedgeSetResult | null;
  /** By what gross profit may fall short over 12 and 24 months; null past {@link keptDraws} draws. */
  readonly marginAtRisk: readonly MarginAtRisk[] | null;
  /** What the failure of each lab it buys from means; null past {@link keptDraws} draws. */
  readonly vendorFailures: readonly VendorFailure[] | null;
  /** Where its credits end; null past {@link keptDraws} draws. */
  readonly credits: readonly CreditCliff[] | null;
  /** What alone would make insolvency within the verdict's months as likely as not. */
  readonly breakingPoints: readonly BreakingPoint[];
}

/** Months within which the verdict is given, cut to the run's length. */
export const verdictMonths = 24;

/** Reads a company's stress test from its runs. */
export function stressCompany(
  exposure: Exposure,
  books: CompanyBooks,
  runs: StressRuns,
): CompanyStress {
  const { run, baseline } = runs;
  const within = Math.min(verdictMonths, run.months);
  const insolvent = run.eventMonths[you.insolvent];
  const hedges = insolvent === undefined ? [] : hedgeResults(runs, insolvent, within);
  const features = featureStress(exposure, books, run);
  const before = baseline?.eventMonths[you.insolvent];
  return {
    name: books.name,
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
    hedgeSet: insolvent === undefined ? null : hedgeSetResult(books, runs, insolvent, within),
    ...risksOf(books, runs, within),
    breakingPoints: runs.breaking,
  };
}

/** What is read future by future, which more draws than are kept do not allow. */
function risksOf(
  books: CompanyBooks,
  { run, baseline }: StressRuns,
  within: number,
): Pick<CompanyStress, "marginAtRisk" | "vendorFailures" | "credits"> {
  if (run.draws > keptDraws) return { marginAtRisk: null, vendorFailures: null, credits: null };
  const months = [12, verdictMonths].filter((count) => count <= run.months);
  return {
    marginAtRisk: months.map((count) => marginAtRisk(run, baseline, count)),
    vendorFailures: vendorFailures(books, run, within),
    credits: creditCliffs(books, run),
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

function runwayOf(insolvent: Int32Array, horizon: number): CompanyStress["runway"] {
  const months = Float64Array.from(insolvent, (m) => (m < 0 ? horizon : m)).toSorted();
  const at = (q: number): number | null => {
    const month = Math.floor(quantileOfSorted(months, q));
    return month >= horizon ? null : month;
  };
  return { p05: at(0.05), p50: at(0.5), p95: at(0.95), horizon };
}

/** What is saved of the risk, future by future, so that the noise both have cancels. */
function savedBy(
  run: Run,
  insolvent: Int32Array,
  within: number,
): Pick<HedgeResult, "insolvency" | "saved" | "samplingError"> {
  const fails = (months: Int32Array, draw: number): number => {
    const month = months[draw] ?? -1;
    return month >= 0 && month < within ? 1 : 0;
  };
  const months = run.eventMonths[you.insolvent] ?? insolvent;
  const each = Float64Array.from(
    { length: run.draws },
    (_, draw) => fails(insolvent, draw) - fails(months, draw),
  );
  const saved = each.reduce((a, b) => a + b, 0) / run.draws;
  const variance = each.reduce((a, b) => a + (b - saved) * (b - saved), 0) / run.draws;
  return {
    insolvency: probabilityBy(months, within - 1),
    saved,
    samplingError: 1.96 * Math.sqrt(variance / run.draws),
  };
}

function hedgeSetResult(
  books: CompanyBooks,
  { bestSet }: StressRuns,
  insolvent: Int32Array,
  within: number,
): HedgeSetResult | null {
  if (bestSet === undefined) return null;
  const { set, compared, run } = bestSet;
  return {
    ids: set.hedges.map(({ id }) => id),
    cost: set.cost,
    budget: books.actions.budget,
    compared,
    ...savedBy(run, insolvent, within),
  };
}

function hedgeResults(runs: StressRuns, insolvent: Int32Array, within: number): HedgeResult[] {
  return runs.hedged
    .map(({ hedge, run }): HedgeResult => {
      const told = savedBy(run, insolvent, within);
      return {
        id: hedge.id,
        action: hedge.action,
        price: hedge.price,
        cost: hedge.cost,
        months: hedge.months,
        savedPer10k: hedge.cost[1] > 0 ? (told.saved * 10_000) / hedge.cost[1] : null,
        ...told,
        grossProfit: grossProfit(run, within) - grossProfit(runs.run, within),
      };
    })
    .toSorted((a, b) => b.saved - a.saved || b.grossProfit - a.grossProfit);
}

/** Mean over futures of gross profit summed over the first months, USD. */
function grossProfit(run: Run, months: number): number {
  const mean = run.series[you.grossProfit]?.mean ?? [];
  return mean.slice(0, months).reduce((sum, profit) => sum + profit, 0);
}
