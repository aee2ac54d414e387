import { type Run, compile, run } from "@faultline/engine";
import { type Economy, buildEconomy } from "../economy.ts";
import { type ScoredRow, scoreOutcomes } from "./backtest.ts";
import { type KnownObservation, knownBy, knownHistory } from "./known-history.ts";
import { parsePeriod } from "./period.ts";
import {
  type OverallScores,
  type SeriesScores,
  summariseAll,
  summariseBySeries,
} from "./summarise-scores.ts";

/** Months from which the economy is run as it would have been then, and scored by what came. */
export const rollingOrigins = ["2023-06", "2023-12", "2024-03"] as const;

/** A figure scored for a run of an earlier month. */
export interface RollingRow extends ScoredRow<KnownObservation> {
  readonly from: string;
}

/** How runs of earlier months fared against what was published after them. */
export interface RollingScores {
  readonly draws: number;
  readonly origins: readonly {
    readonly from: string;
    readonly knowledgeDate: string;
    readonly scores: OverallScores;
    readonly figures: number;
  }[];
  readonly rows: readonly RollingRow[];
  /** Over all origins, by series. */
  readonly series: Readonly<Record<string, SeriesScores>>;
  readonly overall: OverallScores;
}

/** Figures of the evidence that a run from a month did not know, and that lie after its first month. */
export function outcomesAfter(from: string, knowledgeDate: string): readonly KnownObservation[] {
  const start = parsePeriod(from)!.first;
  return knownHistory.filter(
    ({ period, published }) => period.first > start && published > knowledgeDate,
  );
}

/** What a run from a month knew of its series' past. */
export function pastAt(from: string, knowledgeDate: string): readonly KnownObservation[] {
  const start = parsePeriod(from)!.first;
  return knownBy(knowledgeDate).filter(({ period }) => period.last <= start);
}

/**
 * Runs the baseline from each of the {@link rollingOrigins} with its vintage, and scores the futures
 * against the figures of the evidence that came later, beside the two rivals. Means are taken over
 * the figures of a series first, then over series.
 *
 * @param draws futures of each run
 */
export function scoreRollingOrigins(draws: number): RollingScores {
  const scored = rollingOrigins.map((from) => {
    const economy = buildEconomy({ from });
    const { knowledgeDate } = economy.vintage;
    const outcomes = outcomesAfter(from, knowledgeDate);
    const start = parsePeriod(from)!.first;
    const months = Math.max(...outcomes.map(({ period }) => period.last)) - start + 1;
    const futures = runBaseline(economy, draws, months);
    const { rows } = scoreOutcomes({
      run: { start, months, draws, column: futures.column },
      series: economy.graph.series,
      outcomes,
      history: pastAt(from, knowledgeDate),
    });
    return { from, knowledgeDate, rows: rows.map((row) => ({ ...row, from })) };
  });
  const rows = scored.flatMap((one) => one.rows);
  const series = summariseBySeries(rows);
  return {
    draws,
    origins: scored.map(({ from, knowledgeDate, rows: own }) => ({
      from,
      knowledgeDate,
      scores: summariseAll(Object.values(summariseBySeries(own))),
      figures: own.length,
    })),
    rows,
    series,
    overall: summariseAll(Object.values(series)),
  };
}

function runBaseline({ graph }: Economy, draws: number, months: number): Run {
  return run(graph, compile(graph), { draws, months, seed: 1, settings: {} });
}
