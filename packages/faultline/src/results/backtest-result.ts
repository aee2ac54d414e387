import {
  type KnownObservation,
  type Observation,
  type OverallScores,
  type ScoredRow,
  type SeriesScores,
  monthName,
  pastAt,
  parsePeriod,
  publishedIds,
  scoreOutcomes,
  summariseAll,
  summariseBySeries,
} from "@faultline/economy";
import type { Graph } from "@faultline/engine";
import { quoteValue, suggestName } from "@faultline/exposure";
import type { Ensemble } from "../ensemble/pool.ts";
import type { EnsembleOptions } from "../options/ensemble-options.ts";
import type { ObservationRow, ObservationTable } from "../options/observations-file.ts";
import { type SimulateResult, simulateResult } from "./simulate-result.ts";

/** Where the rivals of a row know the past from. */
export type HistorySource = "evidence" | "file";

/** A published figure that was scored. */
export interface BacktestRow extends Omit<ScoredRow, "observation"> {
  readonly line: number;
  readonly series: string;
  readonly period: string;
  readonly value: number;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly history: HistorySource | null;
}

/** A row of a table that was not used, and why. */
export interface UnusedRow {
  readonly line: number;
  readonly series: string;
  readonly period: string;
  readonly value: number;
  readonly reason: string;
}

/** The result of `faultline backtest`; `schema/backtest.json` describes it as JSON. */
export interface BacktestResult
  extends
    OverallScores,
    Pick<
      SimulateResult,
      "scenario" | "severity" | "from" | "knowledgeDate" | "months" | "draws" | "seed"
    >,
    Pick<SimulateResult, "modelVersion" | "without" | "settings"> {
  readonly rows: readonly BacktestRow[];
  /** By id of the series. */
  readonly series: Readonly<Record<string, SeriesScores>>;
  /** Rows of the outcomes that have no score. */
  readonly unscored: readonly UnusedRow[];
  /** Names in the outcomes that no series has. */
  readonly unknown: readonly string[];
  /** Published series in the outcomes that this model does not make. */
  readonly absent: readonly string[];
  /** Scored series of which nothing earlier is known, so that they have no rivals. */
  readonly withoutHistory: readonly string[];
  /** Rows of the history that no rival may use. */
  readonly unusedHistory: readonly UnusedRow[];
  /** Columns of the two files that were not read. */
  readonly unreadColumns: readonly string[];
}

/** The two tables of a backtest. */
export interface BacktestTables {
  readonly outcomes: ObservationTable;
  readonly history: ObservationTable | undefined;
}

/** Rows of the outcomes, parted by what the model makes. */
interface SortedOutcomes {
  readonly known: readonly ObservationRow[];
  readonly unscored: readonly UnusedRow[];
  readonly unknown: readonly string[];
  readonly absent: readonly string[];
}

/** Parts outcomes into those of series that a model makes, and the rest with its reasons. */
export function sortOutcomes(
  rows: readonly ObservationRow[],
  graph: Pick<Graph, "series" | "events">,
  absent: readonly string[],
): SortedOutcomes {
  const made = graph.series.map(({ id }) => id).filter((id) => !absent.includes(id));
  const isKnown = ({ series }: ObservationRow): boolean => made.includes(series);
  const rest = rows.filter((row) => !isKnown(row));
  const names = [...new Set(rest.map(({ series }) => series))];
  const isAbsent = (id: string): boolean => absent.includes(id) && publishedIds.includes(id);
  const reasonFor = (id: string): string => {
    if (isAbsent(id)) return "the series is absent from this model";
    const isEvent = graph.events.some((event) => event.id === id);
    return isEvent
      ? "it is an event, not a series"
      : `no series is called ${quoteValue(id)}; ${suggestName(id, made)}`;
  };
  return {
    known: rows.filter(isKnown),
    unscored: rest.map((row) => unused(row, reasonFor(row.series))),
    unknown: names.filter((id) => !isAbsent(id)),
    absent: names.filter(isAbsent),
  };
}

/** Scores an ensemble against outcomes. A pure function, keys in a stable order. */
export function backtestResult(
  options: EnsembleOptions,
  ensemble: Ensemble,
  tables: BacktestTables,
): BacktestResult {
  const { run, graph } = ensemble;
  const start = parsePeriod(options.from)!.first;
  const sorted = sortOutcomes(tables.outcomes.rows, graph, ensemble.absent);
  const past = pastOf(tables.history, start, options);
  const { rows, unplaced } = scoreOutcomes({
    run: { start, months: run.months, draws: run.draws, column: run.column },
    series: graph.series,
    outcomes: sorted.known,
    history: past.history,
  });
  const bySeries = summariseBySeries(rows);
  const outside = unplaced.map(({ observation, reason }) => unused(observation, reason));
  const { scenario, severity, from, knowledgeDate, months, draws, seed, ...rest } = simulateResult(
    options,
    ensemble,
  );
  const { modelVersion, without, settings } = rest;
  return {
    scenario,
    severity,
    from,
    knowledgeDate,
    months,
    draws,
    seed,
    modelVersion,
    without,
    settings,
    rows: rows.map((row) => rowOf(row, past.byHand)),
    series: bySeries,
    ...summariseAll(Object.values(bySeries)),
    unscored: [...sorted.unscored, ...outside].toSorted((a, b) => a.line - b.line),
    unknown: sorted.unknown,
    absent: sorted.absent,
    withoutHistory: Object.keys(bySeries).filter((id) => bySeries[id]!.rowsWithRivals === 0),
    unusedHistory: past.unused,
    unreadColumns: [...new Set([...tables.outcomes.unread, ...(tables.history?.unread ?? [])])],
  };
}

/** What the rivals may know. */
interface Past {
  readonly history: readonly (ObservationRow | KnownObservation)[];
  /** Series whose past comes from the file, which replaces that of the evidence. */
  readonly byHand: ReadonlySet<string>;
  readonly unused: readonly UnusedRow[];
}

// The run knows what was published a month after its first month, and a table does not say when
// its figures were: those of the first month may have been known, later ones were not.
function pastOf(
  table: ObservationTable | undefined,
  start: number,
  { from, knowledgeDate }: EnsembleOptions,
): Past {
  const given = table?.rows ?? [];
  const usable = given.filter(({ period }) => period.last <= start);
  const byHand = new Set(usable.map(({ series }) => series));
  const reason = `it was not known at the end of ${monthName(start)}`;
  return {
    history: [
      ...pastAt(from, knowledgeDate).filter(({ series }) => !byHand.has(series)),
      ...usable,
    ],
    byHand,
    unused: given.filter(({ period }) => period.last > start).map((row) => unused(row, reason)),
  };
}

function rowOf(
  { observation, ...score }: ScoredRow<ObservationRow>,
  byHand: ReadonlySet<string>,
): BacktestRow {
  const { line, series, written, value, bounds }: ObservationRow & Observation = observation;
  const source = byHand.has(series) ? "file" : "evidence";
  return {
    line,
    series,
    period: written,
    value,
    lo: bounds?.lo ?? null,
    hi: bounds?.hi ?? null,
    ...score,
    history: score.rivals === null ? null : source,
  };
}

function unused({ line, series, written, value }: ObservationRow, reason: string): UnusedRow {
  return { line, series, period: written, value, reason };
}
