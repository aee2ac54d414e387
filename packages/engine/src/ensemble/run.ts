import type { Graph } from "../graph/graph.ts";
import type { Kernel } from "../kernel/block.ts";
import { blockRequestOf, blocksOf } from "./blocks.ts";
import type { Run, RunRequest } from "./run-types.ts";
import { collector } from "./collector.ts";

/**
 * Runs an ensemble on the calling thread.
 *
 * @example
 * const result = run(graph, compile(graph), { draws: 1000, months: 60, seed: 1 });
 */
export function run(graph: Graph, kernel: Kernel, request: RunRequest): Run {
  const collected = collector(graph, request);
  for (const firstDraw of blocksOf(request.draws)) {
    collected.add(kernel(blockRequestOf(request, firstDraw)));
  }
  return collected.finish();
}
