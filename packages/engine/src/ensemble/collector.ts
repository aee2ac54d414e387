import type { Graph } from "../graph/graph.ts";
import type { BlockResult } from "../kernel/block.ts";
import { keptDraws } from "./blocks.ts";
import { Kept } from "./kept.ts";
import type { Run, RunRequest, SeriesStatistics } from "./run-types.ts";
import { Stream } from "./stream.ts";

/**
 * Does somewhere else what {@link summariseSeries} does, and hands the values back; they may be
 * transferred to another thread for the time.
 */
export type Summarise = (
  id: string,
  values: Float64Array,
  draws: number,
) => Promise<{ readonly values: Float64Array; readonly statistics: SeriesStatistics }>;

/** Puts an ensemble together while its blocks arrive, in whatever order. */
export interface Collector {
  /** Takes a block into account; throws if it came before or has no place. */
  readonly add: (block: BlockResult) => void;
  /** The ensemble, once all blocks are in; throws if one is missing or a series is not a number. */
  readonly finish: () => Run;
  /** The same, with the percentiles of kept draws computed by others. */
  readonly finishWith: (summarise: Summarise) => Promise<Run>;
}

/**
 * Starts to collect an ensemble. Up to 100,000 draws are kept and their quantiles exact; beyond
 * that each block is counted into histograms and forgotten, so memory does not grow with the draws
 * but for the months of events. Either way the order of arrival changes no bit.
 *
 * @param kept Draws of the largest ensemble that is kept.
 */
export function collector(graph: Graph, request: RunRequest, kept = keptDraws): Collector {
  return request.draws > kept ? new Stream(graph, request) : new Kept(graph, request);
}

/**
 * Puts an ensemble together from its blocks, in whatever order they came. Throws for a block that
 * is missing or doubled and for a series that is not a number, naming draw and month.
 *
 * @example
 * const request = { draws: 600, months: 12, seed: 1 };
 * const blocks = blocksOf(request.draws).map((firstDraw) => kernel({ ...request, firstDraw }));
 * collect(graph, request, blocks.reverse()).draws; // → 600
 */
export function collect(graph: Graph, request: RunRequest, arrived: readonly BlockResult[]): Run {
  const collected = new Kept(graph, request);
  for (const block of arrived) collected.add(block);
  return collected.finish();
}
