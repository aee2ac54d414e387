import { quantileOfSorted } from "@faultline/engine";
import { genaiCatalogue } from "../prices/genai-catalogue.ts";
import { SAME_TASKS, type TaskRun } from "./same-tasks.ts";

/** Low and high end of a factor: {@link tail} of the pairs it was measured on lie beyond each. */
export interface FactorRange {
  readonly low: number;
  readonly high: number;
}

/** A run whose tokens have a list price, USD. */
export interface PricedRun extends TaskRun {
  /** The price list's name of the model: runs of one model are no switch. */
  readonly key: string;
  /** List price of a million tokens in and out, on the day of the run. */
  readonly input: number;
  readonly output: number;
}

/**
 * A bill further than this from its tokens at list price, either way, says that the tokens are of
 * another run or of a part of it.
 */
const widestBill = 4;

/**
 * Share of the pairs beyond each end of the range. Whatever model is left out, this is the least
 * whole percentage at which the high end stays under twenty times the low one: a wider range would
 * hold more and say less.
 */
const tail = 0.04;

/** The runs that can be compared: their model has a list price, and it explains their bill. */
export function comparableRuns(runs: readonly TaskRun[] = SAME_TASKS): readonly PricedRun[] {
  const catalogue = genaiCatalogue();
  return runs.flatMap((run) => {
    const { provider, model } = run;
    const at = Date.parse(run.date);
    const quote = catalogue.quote({ provider, model, tier: "", at, wholeDay: true });
    const rates = quote?.bands[0]?.rates;
    if (quote === null || rates?.inUncached == null || rates.outVisible === null) return [];
    const priced = { ...run, key: quote.model, input: rates.inUncached, output: rates.outVisible };
    const overList = run.billedUsd / repriced(priced, priced);
    return overList > widestBill || overList * widestBill < 1 ? [] : [priced];
  });
}

/** The tokens that `from` took, at the list price of `to`, USD. */
export function repriced(from: PricedRun, to: PricedRun): number {
  return (from.promptTokens * to.input + from.completionTokens * to.output) / 1e6;
}

/**
 * What the tasks take in the tokens of `to`, over what the tokens of `from` would cost there: 1
 * where both take the same tokens. Both are at the price of `to`, so no price moves the factor.
 */
export function workFactor(from: PricedRun, to: PricedRun): number {
  return repriced(to, to) / repriced(from, to);
}

/** All ordered pairs of different models. */
export function modelPairs(
  runs: readonly PricedRun[],
): readonly { readonly from: PricedRun; readonly to: PricedRun }[] {
  return runs.flatMap((from) =>
    runs.filter((to) => to.key !== from.key).map((to) => ({ from, to })),
  );
}

/**
 * The range of what work costs on another model, over what its present tokens would cost at that
 * model's price. Re-pricing tokens is off by this much, since models do the same work with other
 * counts, mostly of reasoning.
 */
export function workRange(runs: readonly PricedRun[] = comparableRuns()): FactorRange {
  const factors = modelPairs(runs).map(({ from, to }) => workFactor(from, to));
  const sorted = Float64Array.from(factors).toSorted();
  return { low: quantileOfSorted(sorted, tail), high: quantileOfSorted(sorted, 1 - tail) };
}
