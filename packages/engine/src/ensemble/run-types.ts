import type { Columns, Sampling, Settings, Shifts } from "../kernel/block.ts";

/** An ensemble to run. */
export interface RunRequest {
  readonly draws: number;
  readonly months: number;
  readonly seed: number;
  readonly settings?: Settings;
  /** Values of parameters by id, one for each draw, instead of what would be drawn. */
  readonly columns?: Columns;
  readonly shifts?: Shifts;
  /** How parameters are spread over the draws; at random unless told. */
  readonly sampling?: Sampling;
}

/** One published series over the months: unit, mean and quantiles over the draws. */
export interface SeriesSummary {
  readonly unit: string;
  readonly mean: readonly number[];
  readonly p05: readonly number[];
  readonly p25: readonly number[];
  readonly p50: readonly number[];
  readonly p75: readonly number[];
  readonly p95: readonly number[];
  /**
   * Only where the quantiles come from histograms: the width of a bin by month, which a quantile is
   * off by at most.
   */
  readonly resolution?: readonly number[];
}

/** Mean and quantiles of a series by month. */
export type SeriesStatistics = Omit<SeriesSummary, "unit" | "resolution">;

/** How often an event trips, and the month by which it has in half of the draws. */
export interface EventSummary {
  readonly probability: number;
  /** Month index; null when the event trips in fewer than half of the draws. */
  readonly medianMonth: number | null;
}

/** An ensemble put together from its blocks. */
export interface Run {
  readonly draws: number;
  readonly months: number;
  readonly series: Readonly<Record<string, SeriesSummary>>;
  readonly events: Readonly<Record<string, EventSummary>>;
  /** Month index in which each event tripped, -1 where it did not, by draw. */
  readonly eventMonths: Readonly<Record<string, Int32Array>>;
  /** Values drawn, by parameter id; none when the draws are not kept. */
  readonly parameters: Readonly<Record<string, Float64Array>>;
  readonly worstResidual: number;
  /** One series in one month, by draw; throws when the draws are not kept. */
  readonly column: (series: string, month: number) => Float64Array;
}
