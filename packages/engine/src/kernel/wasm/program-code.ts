import type { Program } from "../program.ts";
import { ChunkWriter } from "./chunk-code.ts";
import { Code } from "./code.ts";
import { Constants } from "./constants.ts";
import { Equations } from "./equations.ts";
import { FunctionLibrary } from "./functions.ts";
import { wasm } from "./instructions.ts";
import { ModuleWriter } from "./module.ts";
import { place } from "./placement.ts";
import { hoistFixed, rootsOf, rowsReadBy } from "./roots.ts";
import { scheduleOf } from "./schedule.ts";

/** Bytes that the rows of a pass may take to stay in the first cache, and in the second. */
const [firstCache, secondCache] = [32768, 393216];

/**
 * Draws that one pass covers, a power of two: few enough for the first cache to hold all rows; at
 * least 8, or 4 where the second cache would not hold the rows of as many.
 */
function lanesFor(rows: number): number {
  let lanes = 128;
  while (lanes > 8 && rows * lanes * 8 > firstCache) lanes /= 2;
  return rows * lanes * 8 > secondCache ? 4 : lanes;
}

/** Values computed in one function: few enough for V8 to compile it in a millisecond or so. */
const nodesPerChunk = 400;

/** A program as a module, and what its parts are, for whoever wants to read it. */
export interface ProgramCode {
  readonly bytes: Uint8Array;
  /** Draws that one pass covers. */
  readonly lanes: number;
  /** Rows of draws at the start of the module's memory, and bytes to the constants behind them. */
  readonly rows: number;
  readonly base: number;
  readonly constants: Constants;
  readonly library: FunctionLibrary;
  /** The functions that each phase calls, in order. */
  readonly phases: readonly { readonly name: string; readonly chunks: readonly ChunkWriter[] }[];
}

/** Writes a program as a module of WebAssembly that computes two draws at once. */
export function codeOf(program: Program): ProgramCode {
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
  const lanes = lanesFor(rows);
  const base = rows * lanes * 8;
  const module = new ModuleWriter();
  const library = new FunctionLibrary(module, constants, base);
  const phases = steps.map(({ name, schedule, placement }) => {
    const run = new Code(["f64"], []);
    const chunks: ChunkWriter[] = [];
    const addChunk = (write: (chunk: ChunkWriter) => void): void => {
      const chunk = new ChunkWriter(lanes, schedule, placement, constants, base, library);
      write(chunk);
      chunks.push(chunk);
      run.get(0);
      run.index(wasm.call, module.add(chunk.code));
    };
    for (const regions of schedule.chunks) addChunk((chunk) => chunk.write(regions));
    if (placement.copies.length > 0) addChunk((chunk) => chunk.writeCopies());
    module.export(name, module.add(run));
    return { name, chunks };
  });
  const bytes = module.finish(base, constants.numbers);
  return { bytes, lanes, rows, base, constants, library, phases };
}
