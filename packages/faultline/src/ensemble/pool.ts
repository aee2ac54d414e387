import { type Graph, type Run, type Settings, blocksOf, collector } from "@faultline/engine";
import { type BuiltModel, type ModelSpec, modelCache } from "./build.ts";
import { type BlockRunner, threadRunner, workerRunner } from "./runner.ts";

/** An ensemble to run. Plain data. */
export interface EnsembleSpec extends ModelSpec {
  /** Values that replace parameters' distributions; each id must be in the model. */
  readonly settings: Settings;
  readonly months: number;
  readonly draws: number;
  readonly seed: number;
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
  const runner: BlockRunner =
    workers > 1 && import.meta.url.endsWith(".js") ? workerRunner(workers) : threadRunner(model);
  return {
    model,
    run: async (spec, onProgress) => {
      const { graph, absent } = model(spec);
      const { settings, months, draws, seed, keep } = spec;
      const firsts = blocksOf(draws);
      const request = { draws, months, seed, settings };
      const collected = collector(keeping(graph, keep), request);
      let done = 0;
      await runner.run(
        spec,
        firsts.map((firstDraw) => ({ seed, firstDraw, months, settings, draws })),
        (block) => {
          collected.add(block);
          done += 1;
          onProgress?.(done / firsts.length);
        },
      );
      return { run: collected.finish(), graph, absent };
    },
    close: () => runner.close(),
  };
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
