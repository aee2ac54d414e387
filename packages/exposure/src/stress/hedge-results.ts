import { type Run, keptDraws, probabilityBy } from "@faultline/engine";
import type { Guess } from "./action-books.ts";
import type { CompanyBooks } from "./company-books.ts";
import { outlayOf } from "./hedge-sets.ts";
import { type Hedge } from "./hedges.ts";
import { you } from "./levers.ts";
import { marginAtRisk } from "./margin-at-risk.ts";
import type { StressRuns } from "./stress.ts";

/** A hedge with what it does to the insolvency risk and to the margin at risk. */
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
  /** What it costs each month from then on, USD. */
  readonly monthly: Guess;
  /** What is paid ahead and comes back as tokens, USD. */
  readonly upfront: number;
  /** Likeliest outlay within the verdict's months, USD. */
  readonly outlay: number;
  /** Share of own sales that it loses; null where it moves none. */
  readonly salesLost: Guess | null;
  /** Probability saved for each $10,000 of likeliest outlay; null where there is none. */
  readonly savedPer10k: number | null;
  /** Change of gross margin over the verdict's months, mean over futures, USD. */
  readonly grossProfit: number;
  /**
   * Margin at risk saved over the verdict's months, USD: by how much the 5 in 100 worst futures earn
   * more; null past {@link keptDraws} draws.
   */
  readonly marginSaved: number | null;
  /** The same for each dollar of likeliest outlay; null where there is none. */
  readonly marginSavedPerDollar: number | null;
}

/** Ids of hedges that help, most per dollar first; one without an outlay comes before all others. */
export interface HedgeRanking {
  /** By insolvency risk saved, of those that save more than sampling error. */
  readonly byRisk: readonly string[];
  /** By margin at risk saved; null past {@link keptDraws} draws. */
  readonly byMargin: readonly string[] | null;
}

/** Hedges done together, with what they do to the insolvency risk. */
export interface HedgeSetResult {
  readonly ids: readonly string[];
  /** Likeliest outlay of all, USD, and the budget it is held to; null without one. */
  readonly cost: number;
  readonly budget: number | null;
  /** Sets that were compared. */
  readonly compared: number;
  readonly insolvency: number;
  readonly saved: number;
  readonly samplingError: number;
  /** See {@link HedgeResult}. */
  readonly marginSaved: number | null;
}

/** Results of all hedges, the one that saves most risk first. */
export function hedgeResults(
  books: CompanyBooks,
  runs: StressRuns,
  insolvent: Int32Array,
  within: number,
): HedgeResult[] {
  return runs.hedged
    .map(({ hedge, run }) => resultOf(hedge, run, books, { runs, insolvent, within }))
    .toSorted((a, b) => b.saved - a.saved || b.grossProfit - a.grossProfit);
}

function resultOf(
  hedge: Hedge,
  run: Run,
  books: CompanyBooks,
  at: { readonly runs: StressRuns; readonly insolvent: Int32Array; readonly within: number },
): HedgeResult {
  const { id, action, price, cost, months, monthly, upfront, salesLost } = hedge;
  const told = savedBy(run, at.insolvent, at.within);
  const outlay = outlayOf([hedge], books);
  const marginSaved = marginSavedBy(at.runs.run, run, at.within);
  return {
    id,
    action,
    price,
    cost,
    months,
    monthly,
    upfront,
    outlay,
    salesLost,
    savedPer10k: outlay > 0 ? (told.saved * 10_000) / outlay : null,
    ...told,
    grossProfit: grossProfit(run, at.within) - grossProfit(at.runs.run, at.within),
    marginSaved,
    marginSavedPerDollar: outlay > 0 && marginSaved !== null ? marginSaved / outlay : null,
  };
}

/** Ranks hedges that help by what a dollar of outlay saves. */
export function rankHedges(hedges: readonly HedgeResult[]): HedgeRanking {
  const order = (
    helping: readonly HedgeResult[],
    perDollar: (hedge: HedgeResult) => number | null,
    all: (hedge: HedgeResult) => number,
  ): string[] =>
    helping
      .toSorted((a, b) => {
        const [one, other] = [perDollar(a) ?? Infinity, perDollar(b) ?? Infinity];
        return one === other ? all(b) - all(a) : other - one;
      })
      .map(({ id }) => id);
  return {
    byRisk: order(
      hedges.filter(({ saved, samplingError }) => saved > samplingError),
      ({ savedPer10k }) => savedPer10k,
      ({ saved }) => saved,
    ),
    byMargin: hedges.some(({ marginSaved }) => marginSaved === null)
      ? null
      : order(
          hedges.filter(({ marginSaved }) => (marginSaved ?? 0) > 0),
          ({ marginSavedPerDollar }) => marginSavedPerDollar,
          ({ marginSaved }) => marginSaved ?? 0,
        ),
  };
}

/** The best set of hedges, as run in full. */
export function hedgeSetResult(
  books: CompanyBooks,
  { bestSet, run: plain }: StressRuns,
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
    marginSaved: marginSavedBy(plain, run, within),
  };
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

/** What is expected is the same with and without a hedge, so the worst alone tell the difference. */
function marginSavedBy(plain: Run, hedged: Run, within: number): number | null {
  if (plain.draws > keptDraws) return null;
  const worst = (run: Run): number => marginAtRisk(run, undefined, within).grossProfit.p05;
  return worst(hedged) - worst(plain);
}

/** Mean over futures of gross profit summed over the first months, USD. */
function grossProfit(run: Run, months: number): number {
  const mean = run.series[you.grossProfit]?.mean ?? [];
  return mean.slice(0, months).reduce((sum, profit) => sum + profit, 0);
}
