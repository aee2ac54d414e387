import { resolve } from "node:path";
import { outcomesAfter, periodName } from "@faultline/economy";
import { keptDraws } from "@faultline/engine";
import { InputError } from "@faultline/exposure";
import { withPool } from "../ensemble/pool.ts";
import { type Io, writeJson, writeLines } from "../io.ts";
import {
  type EnsembleOptions,
  type RawEnsembleOptions,
  parseEnsembleOptions,
} from "../options/ensemble-options.ts";
import { type ObservationTable, parseObservations } from "../options/observations-file.ts";
import { readTextFile } from "../options/text-file.ts";
import { backtestResult, sortOutcomes } from "../results/backtest-result.ts";
import { backtestText } from "../results/backtest-text.ts";
import { runChecked, specOf } from "../results/run-simulation.ts";
import { simulateResult } from "../results/simulate-result.ts";
import { headerLines } from "../results/simulate-text.ts";
import { withProgress } from "../terminal/progress.ts";

/** The options of `faultline backtest`, as the command line gives them. */
export interface RawBacktestOptions extends RawEnsembleOptions {
  /** Table of published figures to score against; those of the evidence after the start unless told. */
  readonly outcomes?: string;
  /** Table of earlier figures that the rivals start from. */
  readonly history?: string;
}

/** `faultline backtest`: how the futures fare against what was published since. */
export async function backtestCommand(raw: RawBacktestOptions, io: Io): Promise<void> {
  const options = parseEnsembleOptions(raw, io);
  if (options.draws > keptDraws) {
    throw new InputError(
      "--draws",
      `a backtest adds months up future by future, and more than ${keptDraws} are not kept`,
      `give at most ${keptDraws}`,
    );
  }
  const tables = {
    outcomes:
      raw.outcomes === undefined
        ? laterEvidence(options)
        : readObservations("--outcomes", raw.outcomes, io.cwd),
    history:
      raw.history === undefined ? undefined : readObservations("--history", raw.history, io.cwd),
  };
  const ensemble = await withProgress(io, "running futures", (update) =>
    withPool(options.workers, (pool) => {
      const spec = specOf(options);
      const { graph, absent } = pool.model(spec);
      const { known } = sortOutcomes(tables.outcomes.rows, graph, absent);
      const keep = [...new Set(known.map(({ series }) => series))];
      return runChecked(pool, { ...spec, keep }, options, update);
    }),
  );
  const result = backtestResult(options, ensemble, tables);
  if (options.json) return writeJson(io, result);
  const head = headerLines(simulateResult(options, ensemble), io, "faultline backtest");
  writeLines(io, [...head, "", ...backtestText(result, io)]);
}

/** Figures of the evidence that a run from an earlier month did not know. */
function laterEvidence({ from, knowledgeDate }: EnsembleOptions): ObservationTable {
  const rows = outcomesAfter(from, knowledgeDate).map(({ series, period, value }, i) => ({
    series,
    period,
    value,
    line: i + 1,
    written: periodName(period),
  }));
  if (rows.length > 0) return { rows, unread: [] };
  throw new InputError(
    "--outcomes",
    `the evidence holds nothing that was published after ${knowledgeDate}`,
    "give a CSV of figures published since, or an earlier --from",
  );
}

/** Larger tables are something else: a row of 100 characters leaves room for a hundred thousand. */
const largestTable = 10_000_000;

function readObservations(option: string, path: string, cwd: string): ObservationTable {
  const text = readTextFile(resolve(cwd, path), path, {
    largest: largestTable,
    wanted: "a CSV file",
    missing: `give ${option} a CSV file`,
  });
  return parseObservations(text, path);
}
