import { type Run, quantileOfSorted } from "@faultline/engine";
import { you } from "./levers.ts";
import { fewestFutures } from "./spread.ts";

/** How a company fares in a part of the futures. */
export interface Fate {
  /** Fraction of all futures that this part is. */
  readonly futures: number;
  /** Gross profit over sales within the verdict's months, median; null without sales. */
  readonly grossMargin: number | null;
  /** Months until cash is gone, median; null beyond the run, or without cash. */
  readonly runway: number | null;
  /** Fraction of these futures in which cash is gone within the verdict's months; null without cash. */
  readonly insolvency: number | null;
}

/** How it fares where something happens and where it does not; null where too few futures tell. */
export interface Fates {
  readonly given: Fate | null;
  readonly otherwise: Fate | null;
}

/** Gross margin within the verdict's months, by draw. */
export function marginsOf(run: Run, within: number): Float64Array {
  const sum = (series: string): Float64Array => {
    const total = new Float64Array(run.draws);
    for (let month = 0; month < within; month += 1) {
      const column = run.column(series, month);
      for (let draw = 0; draw < total.length; draw += 1) total[draw]! += column[draw]!;
    }
    return total;
  };
  const [profit, revenue] = [sum(you.grossProfit), sum(you.revenue)];
  return profit.map((value, draw) => (revenue[draw]! > 0 ? value / revenue[draw]! : Number.NaN));
}

/**
 * Parts the futures of a run by whether something happens within the verdict's months.
 *
 * @param margins see {@link marginsOf}
 */
export function fatesBy(
  run: Run,
  happens: (draw: number) => boolean,
  margins: Float64Array,
  within: number,
): Fates {
  const draws = Array.from({ length: run.draws }, (_, draw) => draw);
  const [given, otherwise] = [draws.filter(happens), draws.filter((draw) => !happens(draw))];
  return {
    given: fateOf(run, given, margins, within),
    otherwise: fateOf(run, otherwise, margins, within),
  };
}

function fateOf(
  run: Run,
  draws: readonly number[],
  margins: Float64Array,
  within: number,
): Fate | null {
  if (draws.length < fewestFutures) return null;
  const insolvent = run.eventMonths[you.insolvent];
  const medianOf = (values: Float64Array): number => quantileOfSorted(values.toSorted(), 0.5);
  const margin = medianOf(Float64Array.from(draws, (draw) => margins[draw]!));
  const futures = draws.length / run.draws;
  if (insolvent === undefined) {
    return { futures, grossMargin: orNull(margin), runway: null, insolvency: null };
  }
  const months = Float64Array.from(draws, (draw) =>
    insolvent[draw]! < 0 ? run.months : insolvent[draw]!,
  );
  const runway = Math.floor(medianOf(months));
  const gone = draws.filter((draw) => insolvent[draw]! >= 0 && insolvent[draw]! < within);
  return {
    futures,
    grossMargin: orNull(margin),
    runway: runway >= run.months ? null : runway,
    insolvency: gone.length / draws.length,
  };
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
