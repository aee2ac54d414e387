import type { SeriesKind } from "./observation.ts";
import { type Period, monthName } from "./period.ts";

/** The months a run covers: the first, counted as a {@link Period} is, and how many. */
export interface RunMonths {
  readonly start: number;
  readonly months: number;
}

/** Where a figure lies in a run, by index of its months; or why it does not. */
export type Place =
  | { readonly ok: true; readonly first: number; readonly last: number }
  | { readonly ok: false; readonly reason: string };

/**
 * Finds the months of a run that a figure describes: every month of a flow's period, for a level
 * the last alone.
 */
export function placeInRun(period: Period, kind: SeriesKind, { start, months }: RunMonths): Place {
  const first = kind === "flow" ? period.first : period.last;
  if (first < start) {
    const begins = kind === "flow" ? "begins in" : "is of";
    return {
      ok: false,
      reason: `${begins} ${monthName(first)}, before the run's first month ${monthName(start)}`,
    };
  }
  const end = start + months - 1;
  if (period.last > end) {
    const needed = period.last - start + 1;
    return {
      ok: false,
      reason:
        `ends in ${monthName(period.last)}, after the run's last month ${monthName(end)}; ` +
        `it takes ${needed} months to reach it`,
    };
  }
  return { ok: true, first: first - start, last: period.last - start };
}
