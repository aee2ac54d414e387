import { type Summary, summarise } from "../numbers/quantiles.ts";
import type { SeriesStatistics } from "./run-types.ts";

/**
 * Mean and percentiles of a series by month.
 *
 * @param id Name of the series, for the message.
 * @param values Its draws in month 0, then those in month 1, and so on.
 * @throws Error If a value is not a finite number, with its draw and month.
 *
 * @example
 * summariseSeries("cash", Float64Array.of(1, 2, 3, 5, 5, 5), 3).p50; // → [2, 5]
 */
export function summariseSeries(id: string, values: Float64Array, draws: number): SeriesStatistics {
  const rows: Summary[] = [];
  for (let first = 0; first < values.length; first += draws) {
    const column = values.subarray(first, first + draws);
    const draw = firstNotFinite(column);
    if (draw < draws) {
      const month = first / draws;
      throw new Error(`Series "${id}" is ${column[draw]} in draw ${draw}, month ${month}.`);
    }
    rows.push(summarise(column));
  }
  const of = (key: keyof Summary): readonly number[] => rows.map((row) => row[key]);
  return {
    mean: of("mean"),
    p05: of("p05"),
    p25: of("p25"),
    p50: of("p50"),
    p75: of("p75"),
    p95: of("p95"),
  };
}

/** Place of the first value that is not a finite number, or behind the last. */
function firstNotFinite(values: Float64Array): number {
  let place = 0;
  while (place < values.length && Number.isFinite(values[place]!)) place += 1;
  return place;
}
