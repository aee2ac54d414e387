import { withPool } from "../ensemble/pool.ts";
import { type Io, writeJson, writeLines } from "../io.ts";
import { type RawEnsembleOptions, parseEnsembleOptions } from "../options/ensemble-options.ts";
import { runSimulation } from "../results/run-simulation.ts";
import { simulateText } from "../results/simulate-text.ts";
import { type RawThresholds, checkThresholds, parseThresholds } from "../thresholds/fail-if.ts";
import { withProgress } from "../terminal/progress.ts";

/** The options of `faultline simulate`, as the command line gives them. */
export type RawSimulateOptions = RawEnsembleOptions & RawThresholds;

/** `faultline simulate`: runs the economy alone. */
export async function simulateCommand(raw: RawSimulateOptions, io: Io): Promise<void> {
  const options = parseEnsembleOptions(raw, io);
  const thresholds = parseThresholds(raw.failIf ?? [], ["economy"], options.months);
  const { result } = await withProgress(io, "running futures", (update) =>
    withPool(options.workers, (pool) => runSimulation(pool, options, update)),
  );
  if (options.json) writeJson(io, result);
  else writeLines(io, simulateText(result, io));
  checkThresholds(thresholds, { economy: result });
}
