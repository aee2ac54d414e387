import { type Run, quantileOfSorted } from "@faultline/engine";

/** By draw, the sum of a monthly series from one month of a run to before another. */
export function total(run: Run, id: string, from: number, until: number): Float64Array {
  const sums = new Float64Array(run.draws);
  for (let month = from; month < Math.min(until, run.months); month += 1) {
    const values = run.column(id, month);
    for (let draw = 0; draw < run.draws; draw += 1) {
      sums[draw] = (sums[draw] ?? 0) + (values[draw] ?? 0);
    }
  }
  return sums;
}

/** The 5% and the 95% quantile of sorted values. */
export function range(sorted: Float64Array): readonly [number, number] {
  return [quantileOfSorted(sorted, 0.05), quantileOfSorted(sorted, 0.95)];
}
