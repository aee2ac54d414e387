import type { Graph } from "../graph/graph.ts";
import type { Kernel } from "./block.ts";
import { javaScriptMachine } from "./javascript.ts";
import { lower } from "./program.ts";
import { kernelOf } from "./run-block.ts";
import { wasmMachine } from "./wasm/machine.ts";

/**
 * Compiles a graph to a kernel: generated code for blocks of 256 draws, the months inside, storing
 * only the published series and allocating nothing within a month. The code is WebAssembly with
 * vectors, or JavaScript where that is not to be had; both give the same bits.
 *
 * @example
 * const kernel = compile(build(model));
 * const block = kernel({ seed: 1, firstDraw: 0, months: 60 });
 */
export function compile(graph: Graph): Kernel {
  const program = lower(graph);
  return kernelOf(graph, program, wasmMachine(program) ?? javaScriptMachine(program));
}

/** Compiles a graph to a kernel of generated JavaScript, whatever else there is. */
export function compileJavaScript(graph: Graph): Kernel {
  const program = lower(graph);
  return kernelOf(graph, program, javaScriptMachine(program));
}
