import type { ScoredRow } from "./backtest.ts";
import { skillOver } from "./proper-scores.ts";

/** Share of figures inside the 50% and the 90% interval; a calibrated model has 0.5 and 0.9. */
export interface Coverage {
  readonly p50: number;
  readonly p90: number;
}

/** How rows fared together. */
export interface ScoreSummary {
  readonly coverage: Coverage;
  /**
   * Lowest and highest coverage, if all that is known of a figure is that it lies within its
   * published bounds; the coverage twice where none has any.
   */
  readonly coverageBounds: { readonly p50: readonly number[]; readonly p90: readonly number[] };
  /** Width of the 90% intervals over the size of the figures; null if those are all 0. */
  readonly width: number | null;
  /** The lesser of the two in `skillOver`, for a model should beat both rivals. */
  readonly skill: number | null;
  /** 1 − CRPS / the rival's, over the rows that have rivals; null where none has. */
  readonly skillOver: { readonly lastValue: number | null; readonly trend: number | null };
}

/** The rows of one series. */
export interface SeriesScores extends ScoreSummary {
  readonly rows: number;
  /** Rows with an earlier observation for rivals to start from. */
  readonly rowsWithRivals: number;
  /** Unit of the rows, and so of `crps`. */
  readonly unit: string;
  /** Mean over the rows. */
  readonly crps: number;
}

/**
 * Everything together: each figure the mean of what the series have, so that none counts for more
 * by its number of rows. Null where no series has the figure.
 */
export interface OverallScores {
  readonly coverage: Readonly<Record<keyof Coverage, number | null>>;
  readonly coverageBounds: Readonly<Record<keyof Coverage, readonly number[] | null>>;
  readonly width: number | null;
  readonly skill: number | null;
  readonly skillOver: ScoreSummary["skillOver"];
}

/** Sums rows up, series by series in the order of their ids. Keys are ids. */
export function summariseBySeries(
  rows: readonly ScoredRow[],
): Readonly<Record<string, SeriesScores>> {
  const ids = [...new Set(rows.map((row) => row.observation.series))].sort();
  return Object.fromEntries(
    ids.map((id) => [id, summaryOf(rows.filter((row) => row.observation.series === id))]),
  );
}

/** The mean over series of what each has. */
export function summariseAll(series: readonly ScoreSummary[]): OverallScores {
  const over = (figure: (one: ScoreSummary) => number | null): number | null =>
    meanOrNull(series.map(figure).filter((x) => x !== null));
  const bounds = (of: keyof Coverage): readonly number[] | null => {
    const ends = [0, 1].map((end) => over((one) => one.coverageBounds[of][end]!));
    return ends.every((end) => end !== null) ? ends : null;
  };
  return {
    coverage: { p50: over((one) => one.coverage.p50), p90: over((one) => one.coverage.p90) },
    coverageBounds: { p50: bounds("p50"), p90: bounds("p90") },
    width: over((one) => one.width),
    skill: over((one) => one.skill),
    skillOver: {
      lastValue: over((one) => one.skillOver.lastValue),
      trend: over((one) => one.skillOver.trend),
    },
  };
}

function summaryOf(rows: readonly ScoredRow[]): SeriesScores {
  const share = (holds: (row: ScoredRow) => boolean): number =>
    rows.filter(holds).length / rows.length;
  const bounds = (inside: "inside50" | "inside90"): readonly number[] => [
    share((row) => (row.bounded === null ? row[inside] : row.bounded[inside] === "yes")),
    share((row) => (row.bounded === null ? row[inside] : row.bounded[inside] !== "no")),
  ];
  const size = sum(rows.map((row) => Math.abs(row.observation.value)));
  const compared = rows.flatMap((row) =>
    row.rivals === null ? [] : [{ ...row, rivals: row.rivals }],
  );
  const own = sum(compared.map((row) => row.crps));
  const over = {
    lastValue: skillOver(own, sum(compared.map(({ rivals }) => rivals.lastValue.crps))),
    trend: skillOver(own, sum(compared.map(({ rivals }) => rivals.trend.crps))),
  };
  return {
    rows: rows.length,
    rowsWithRivals: compared.length,
    unit: rows[0]!.unit,
    crps: sum(rows.map((row) => row.crps)) / rows.length,
    coverage: { p50: share((row) => row.inside50), p90: share((row) => row.inside90) },
    coverageBounds: { p50: bounds("inside50"), p90: bounds("inside90") },
    width: size > 0 ? sum(rows.map((row) => row.p95 - row.p05)) / size : null,
    skill:
      over.lastValue === null || over.trend === null ? null : Math.min(over.lastValue, over.trend),
    skillOver: over,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}
