import { type Run, formatUnit } from "@faultline/engine";
import type { KnownObservation } from "./known-history.ts";
import { type Observation, type SeriesKind, kindOf } from "./observation.ts";
import { periodName } from "./period.ts";
import { type RunMonths, placeInRun } from "./place-in-run.ts";
import { crps } from "./proper-scores.ts";
import { type Rivals, type TrendMethod, rivalsFor } from "./rivals.ts";
import { type ObservationScore, quantilesOf, scoreObservation } from "./score-observation.ts";

/** A series of the model, as much as a backtest needs of it. */
export interface ScoredSeries {
  readonly id: string;
  readonly unit: Readonly<Record<string, number>>;
}

/** Draws of one series in one month of a run; {@link Run.column}. */
export type DrawsOf = Run["column"];

/** What the rivals of a row predicted, and how they fared. */
export interface RivalScores {
  readonly lastValue: {
    readonly value: number;
    /** Month or months of the observation that is repeated, as `YYYY-MM`. */
    readonly from: string;
    readonly crps: number;
  };
  readonly trend: {
    readonly method: TrendMethod;
    readonly p05: number;
    readonly p50: number;
    readonly p95: number;
    readonly crps: number;
  };
  /** Earlier observations they rest on. */
  readonly observations: number;
  /** Facts those come from; none if they were given by hand. */
  readonly facts: readonly string[];
}

/** A published figure beside what was predicted for it. */
export interface ScoredRow<O extends Observation = Observation> extends ObservationScore {
  readonly observation: O;
  readonly kind: SeriesKind;
  /** Unit of the figure: a flow's without its month, as it is summed. */
  readonly unit: string;
  /** Null if nothing earlier is known of the series. */
  readonly rivals: RivalScores | null;
}

/** A figure that lies outside the run. */
export interface UnplacedRow<O extends Observation = Observation> {
  readonly observation: O;
  readonly reason: string;
}

/**
 * Scores the draws of a run against published figures of its series. Every observation comes back:
 * scored, or with the reason why its period is not in the run. Throws for a series that is not
 * given; the caller sorts those out.
 */
export function scoreOutcomes<O extends Observation>(request: {
  readonly run: RunMonths & { readonly draws: number; readonly column: DrawsOf };
  readonly series: readonly ScoredSeries[];
  readonly outcomes: readonly O[];
  /** What was known before, for the rivals. */
  readonly history: readonly (Observation | KnownObservation)[];
}): { readonly rows: readonly ScoredRow<O>[]; readonly unplaced: readonly UnplacedRow<O>[] } {
  const { run, outcomes, history } = request;
  const byId = new Map(request.series.map((series) => [series.id, series]));
  const rows: ScoredRow<O>[] = [];
  const unplaced: UnplacedRow<O>[] = [];
  for (const observation of outcomes) {
    const series = byId.get(observation.series);
    if (series === undefined) throw new Error(`No series "${observation.series}" to score.`);
    const kind = kindOf(series.unit);
    const place = placeInRun(observation.period, kind, run);
    if (!place.ok) {
      unplaced.push({ observation, reason: place.reason });
      continue;
    }
    const draws = sumOf(run, series.id, place.first, place.last);
    const past = history.filter((known) => known.series === series.id);
    const rivals = rivalsFor(past, observation.period, kind);
    rows.push({
      observation,
      kind,
      unit: unitOf(series, kind),
      ...scoreObservation(draws.sort(), observation),
      rivals: rivals && scoreRivals(rivals, observation.value),
    });
  }
  return { rows, unplaced };
}

/** Sum of a series over months, by draw; for one month its values. */
function sumOf(
  run: { readonly draws: number; readonly column: DrawsOf },
  series: string,
  first: number,
  last: number,
): Float64Array {
  const sum = new Float64Array(run.draws);
  for (let month = first; month <= last; month++) {
    const column = run.column(series, month);
    for (let draw = 0; draw < sum.length; draw++) sum[draw]! += column[draw]!;
  }
  return sum;
}

function unitOf({ unit }: ScoredSeries, kind: SeriesKind): string {
  if (kind === "level") return formatUnit(unit);
  return formatUnit(Object.fromEntries(Object.entries(unit).filter(([name]) => name !== "month")));
}

function scoreRivals(
  { lastValue, trend, known }: Rivals<Observation | KnownObservation>,
  value: number,
): RivalScores {
  const { p05, p50, p95 } = quantilesOf(trend.values);
  const facts = known.flatMap((past) => ("facts" in past ? past.facts : []));
  return {
    lastValue: {
      value: lastValue.values[0]!,
      from: periodName(lastValue.period),
      crps: crps(lastValue.values, value),
    },
    trend: { method: trend.method, p05, p50, p95, crps: crps(trend.values, value) },
    observations: known.length,
    facts: [...new Set(facts.map(({ id }) => id))],
  };
}
