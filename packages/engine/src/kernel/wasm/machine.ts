import type { Program } from "../program.ts";
import type { Machine } from "../run-block.ts";
import { ChunkWriter } from "./chunk-code.ts";
import { Code } from "./code.ts";
import { Constants } from "./constants.ts";
import { Equations } from "./equations.ts";
import { FunctionLibrary, imported } from "./functions.ts";
import { wasm } from "./instructions.ts";
import { ModuleWriter, importedFrom } from "./module.ts";
import { place } from "./placement.ts";
import { hoistFixed, rootsOf, rowsReadBy } from "./roots.ts";
import { scheduleOf } from "./schedule.ts";
import { type WasmMemory, webAssembly } from "./wasm-types.ts";

/** Draws that one pass covers: so few that all rows of a large model stay in the second cache. */
const lanes = 8;

/** Values computed in one function: few enough for V8 to compile it in a millisecond or so. */
const nodesPerChunk = 400;

/**
 * Compiles a program to WebAssembly that computes two draws at once. Its bits are those of every
 * other kernel. Gives nothing where WebAssembly or its vectors are missing.
 */
export function wasmMachine(program: Program): Machine | undefined {
  if (!hasVectors()) return undefined;
  const { bytes, rows } = writeModule(program);
  const { exports } = new webAssembly!.Instance(new webAssembly!.Module(bytes), {
    [importedFrom]: imported,
  });
  const memory = exports["memory"] as WasmMemory;
  return {
    lanes,
    state: new Float64Array(memory.buffer, 0, rows * lanes),
    open: exports["open"] as Machine["open"],
    step: exports["step"] as Machine["step"],
  };
}

function writeModule(program: Program): { readonly bytes: Uint8Array; readonly rows: number } {
  let { rows } = program;
  const newRow = (cells: number): number => {
    const row = rows;
    rows += Math.max(1, cells);
    return row;
  };
  const kept = [
    ...program.series.values(),
    ...program.eventMonths.values(),
    ...program.overdrawn.values(),
    program.worstResidual,
  ];
  const drawn = new Set([...program.noises.values(), ...program.hazards.values()]);
  const constants = new Constants();
  const opening = new Equations(program.opening, constants);
  const month = new Equations(program.month, constants);
  const monthRoots = rootsOf(month, kept);
  hoistFixed(opening, month, monthRoots, (row) => drawn.has(row), newRow);
  const needed = new Set([...rowsReadBy(monthRoots.values()), ...kept]);
  const openingRoots = new Map(
    [...needed].filter((row) => opening.assigns(row)).map((row) => [row, opening.end(row)]),
  );
  const steps = (
    [
      ["open", opening, openingRoots],
      ["step", month, monthRoots],
    ] as const
  ).map(([name, step, roots]) => {
    const schedule = scheduleOf(step.graph.values, roots, nodesPerChunk);
    return { name, schedule, placement: place(schedule, newRow) };
  });

  // Constants lie behind the rows, whose number is known by now.
  const base = rows * lanes * 8;
  const module = new ModuleWriter();
  const library = new FunctionLibrary(module, constants, base);
  for (const { name, schedule, placement } of steps) {
    const run = new Code(["f64"], []);
    const addChunk = (write: (chunk: ChunkWriter) => void): void => {
      const chunk = new ChunkWriter(lanes, schedule, placement, constants, base, library);
      write(chunk);
      run.get(0);
      run.index(wasm.call, module.add(chunk.code));
    };
    for (const regions of schedule.chunks) addChunk((chunk) => chunk.write(regions));
    if (placement.copies.length > 0) addChunk((chunk) => chunk.writeCopies());
    module.export(name, module.add(run));
  }
  return { bytes: module.finish(base, constants.numbers), rows };
}

let vectors: boolean | undefined;

/** Whether a module with a vector instruction would be taken here. */
function hasVectors(): boolean {
  vectors ??= webAssembly !== undefined && webAssembly.validate(probe());
  return vectors;
}

function probe(): Uint8Array {
  const module = new ModuleWriter();
  const code = new Code(["f64"], ["v128"]);
  code.get(0);
  code.emit(wasm.splat);
  module.add(code);
  return module.finish(0, []);
}
