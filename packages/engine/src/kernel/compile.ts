import type { Graph } from "../graph/graph.ts";
import type { Kernel } from "./block.ts";
import { compileSteps, lanes } from "./javascript.ts";
import { lower } from "./program.ts";
import { kernelOf } from "./run-block.ts";

/**
 * Compiles a graph to a kernel: generated code for blocks of 256 draws, the months inside, storing
 * only the published series and allocating nothing within a month.
 *
 * @example
 * const kernel = compile(build(model));
 * const block = kernel({ seed: 1, firstDraw: 0, months: 60 });
 */
export function compile(graph: Graph): Kernel {
  const program = lower(graph);
  const [open, step] = [compileSteps(program.opening), compileSteps(program.month)];
  const state = new Float64Array(program.rows * lanes);
  return kernelOf(graph, program, {
    lanes,
    state,
    open: (time) => open(state, time),
    step: (time) => step(state, time),
  });
}
