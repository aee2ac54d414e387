import { withPool } from "../ensemble/pool.ts";
import { type Io, writeJson, writeLines } from "../io.ts";
import { type RawEnsembleOptions, parseEnsembleOptions } from "../options/ensemble-options.ts";
import { commandLine } from "../out/command-line.ts";
import { type RawOut, checkOutDirectory, writeOutDirectory } from "../out/out-directory.ts";
import { economyTables } from "../out/tables.ts";
import { simulatePage } from "../report/html/simulate-page.ts";
import { runSimulation } from "../results/run-simulation.ts";
import { simulateText } from "../results/simulate-text.ts";
import { type RawThresholds, checkThresholds, parseThresholds } from "../thresholds/fail-if.ts";
import { withProgress } from "../terminal/progress.ts";

/** The options of `faultline simulate`, as the command line gives them. */
export type RawSimulateOptions = RawEnsembleOptions & RawThresholds & RawOut;

/** `faultline simulate`: runs the economy alone. */
export async function simulateCommand(raw: RawSimulateOptions, io: Io): Promise<void> {
  const options = parseEnsembleOptions(raw, io);
  const thresholds = parseThresholds(raw.failIf ?? [], ["economy"], options.months);
  if (raw.out !== undefined) checkOutDirectory(raw.out, io.cwd);
  const { result } = await withProgress(io, "running futures", (update) =>
    withPool(options.workers, (pool) => runSimulation(pool, options, update)),
  );
  if (raw.out !== undefined) {
    const command = commandLine("simulate", [], { seed: String(options.seed), ...raw });
    await writeOutDirectory(raw.out, io.cwd, {
      files: {
        "report.html": simulatePage(result, command),
        "result.json": `${JSON.stringify(result)}\n`,
      },
      tables: economyTables(result),
    });
  }
  if (options.json) writeJson(io, result);
  else writeLines(io, simulateText(result, io));
  checkThresholds(thresholds, { economy: result });
}
