import {
  type Graph,
  type Run,
  type RunRequest,
  type Settings,
  blockRequestOf,
  blockSize,
  blocksOf,
  collector,
  keptDraws,
} from "@faultline/engine";
import { type BuiltModel, type ModelSpec, modelCache } from "./build.ts";
import { type Runner, threadRunner, workerRunner } from "./runner.ts";

/** An ensemble to run, each id in its model. Plain data. */
export interface EnsembleSpec extends ModelSpec, Omit<RunRequest, "sampling" | "settings"> {
  /** Values that replace parameters' distributions. */
  readonly settings: Settings;
  /** Series to keep, all unless told; each one dropped saves its memory and its quantiles. */
  readonly keep?: readonly string[];
}

/** An ensemble that was run, with the model it was run on. */
export interface Ensemble {
  readonly run: Run;
  readonly graph: Graph;
  /** Published ids that the model does not make. */
  readonly absent: readonly string[];
}

/** Takes the share of an ensemble that is done, 0 to 1. */
export type OnProgress = (share: number) => void;

/** Runs ensembles on a number of threads that are started once. */
export interface EnsemblePool {
  /** The model of a spec, built once and kept. */
  readonly model: (spec: ModelSpec) => BuiltModel;
  /** Runs an ensemble; several may be asked for at a time. */
  readonly run: (spec: EnsembleSpec, onProgress?: OnProgress) => Promise<Ensemble>;
  /** Stops the threads. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a pool. With one worker, and whenever it is run from TypeScript sources, which no worker
 * can load, blocks run on the calling thread; the bits are the same.
 */
export function openPool(workers: number): EnsemblePool {
  const model = modelCache();
  const runner: Runner =
    workers > 1 && import.meta.url.endsWith(".js") ? workerRunner(workers) : threadRunner(model);
  return {
    model,
    run: async (spec, onProgress) => {
      const { graph, absent } = model(spec);
      const { settings, columns, shifts, months, draws, seed, keep } = spec;
      const firsts = blocksOf(draws);
      const request: RunRequest = {
        draws,
        months,
        seed,
        settings,
        ...(columns && { columns }),
        ...(shifts && { shifts }),
      };
      const published = keeping(graph, keep);
      const collected = collector(published, request);
      const all = firsts.length + published.series.length * seriesWork(draws);
      let done = 0;
      const advance = (work: number): void => {
        done += work;
        onProgress?.(Math.min(1, done / all));
      };
      await runner.run(
        spec,
        firsts.map((firstDraw) => blockRequestOf(request, firstDraw)),
        (block) => {
          collected.add(block);
          advance(1);
        },
      );
      const finished = await collected.finishWith(async (...series) => {
        const summarised = await runner.summarise(...series);
        advance(seriesWork(draws));
        return summarised;
      });
      onProgress?.(1);
      return { run: finished, graph, absent };
    },
    close: () => runner.close(),
  };
}

/** How many blocks take the time in which the percentiles of one series are found, about. */
function seriesWork(draws: number): number {
  return draws > keptDraws ? 0 : (0.015 * draws) / blockSize;
}

function keeping(graph: Graph, keep: readonly string[] | undefined): Graph {
  if (keep === undefined) return graph;
  return { ...graph, series: graph.series.filter(({ id }) => keep.includes(id)) };
}

/** Opens a pool, hands it over and closes it, come what may. */
export async function withPool<T>(
  workers: number,
  use: (pool: EnsemblePool) => Promise<T>,
): Promise<T> {
  const pool = openPool(workers);
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}
