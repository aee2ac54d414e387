import type { Run } from "@faultline/engine";
import { type Spread, spreadOf } from "./spread.ts";
import { you } from "./levers.ts";

/** What gross profit may fall short of, as banks tell earnings at risk. */
export interface MarginAtRisk {
  readonly months: number;
  /** Gross profit summed over those months, USD. */
  readonly grossProfit: Spread;
  /** What is expected: the median of the baseline, or of the run itself where it is the baseline. */
  readonly expected: number;
  /** The expected less the 5 in 100 worst; negative if even those bring more. */
  readonly atRisk: number;
  /** Mean shortfall from the expected in the 5 in 100 worst futures. */
  readonly expectedShortfall: number;
}

/** Share of futures that count as the worst. */
const tail = 0.05;

/** Margin at risk over the first months of a run. */
export function marginAtRisk(run: Run, baseline: Run | undefined, months: number): MarginAtRisk {
  const profit = summedProfit(run, months);
  const grossProfit = spreadOf(profit);
  const expected =
    baseline === undefined ? grossProfit.p50 : spreadOf(summedProfit(baseline, months)).p50;
  const worst = profit.toSorted().slice(0, Math.max(1, Math.round(tail * profit.length)));
  const mean = worst.reduce((sum, value) => sum + value, 0) / worst.length;
  return {
    months,
    grossProfit,
    expected,
    atRisk: expected - grossProfit.p05,
    expectedShortfall: expected - mean,
  };
}

/** Gross profit over the first months, by draw, USD. */
export function summedProfit(run: Run, months: number): Float64Array {
  const sum = new Float64Array(run.draws);
  for (let month = 0; month < Math.min(months, run.months); month += 1) {
    const column = run.column(you.grossProfit, month);
    for (let draw = 0; draw < sum.length; draw += 1) sum[draw]! += column[draw]!;
  }
  return sum;
}
