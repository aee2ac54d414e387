import type { Graph } from "../graph/graph.ts";
import { quantileOf, standardNormal } from "../numbers/distributions.ts";
import { fillUniform, hashName } from "../numbers/draws.ts";
import {
  type BlockResult,
  type Kernel,
  blockSize,
  checkOverdrawn,
  checkSettings,
  columnsOf,
} from "./block.ts";
import { drawParameters } from "./draw-parameters.ts";
import type { Program } from "./program.ts";

/** A program made into code that runs over so many draws at once. */
export interface Machine {
  /** Draws that one pass covers; a divisor of {@link blockSize}. */
  readonly lanes: number;
  /** Row r of draw i is `state[r * lanes + i]`. */
  readonly state: Float64Array;
  /** Runs the opening, and a step, at a time. */
  readonly open: (time: number) => void;
  readonly step: (time: number) => void;
}

const shock = quantileOf(standardNormal);

/**
 * The kernel of a machine: draws what a block needs, runs it pass by pass with the steps inside,
 * and stores what is published. Every machine of a program is run by this same code.
 */
export function kernelOf(graph: Graph, program: Program, machine: Machine): Kernel {
  const { lanes, state, open, step } = machine;
  const { clock } = graph;
  const hashed = (rows: ReadonlyMap<string, number>) =>
    [...rows].map(([id, row]) => ({ at: row * lanes, hash: hashName(id) }));
  const [noises, hazards] = [hashed(program.noises), hashed(program.hazards)];
  const rows = Int32Array.from(program.series.values());
  const publishedStep = clock.sampleAt === "start" ? 0 : clock.stepsPerSample - 1;

  return (request) => {
    checkSettings(graph, request);
    const { months, seed, firstDraw, draws = Infinity } = request;
    const wanted = Math.min(blockSize, draws - firstDraw);
    const size = months * blockSize;
    const published = new Float64Array(rows.length * size);
    const result: BlockResult = {
      firstDraw,
      months,
      series: columnsOf([...program.series.keys()], published),
      eventMonths: monthsOf(program.eventMonths),
      parameters: drawParameters(graph, request),
      residual: new Float64Array(blockSize),
    };
    const overdrawn = monthsOf(program.overdrawn);
    for (let first = 0; first < wanted; first += lanes) {
      for (const [id, row] of program.parameters) {
        state.set(result.parameters[id]!.subarray(first, first + lanes), row * lanes);
      }
      for (const { at } of noises) state.fill(0, at, at + lanes);
      open(clock.start);
      for (let sample = 0; sample < months; sample += 1) {
        for (let sub = 0; sub < clock.stepsPerSample; sub += 1) {
          const count = sample * clock.stepsPerSample + sub;
          for (const { at, hash } of noises) {
            fillUniform(state, at, lanes, seed, firstDraw + first, count, hash);
            for (let i = at; i < at + lanes; i += 1) state[i] = shock(state[i]!);
          }
          for (const { at, hash } of hazards) {
            fillUniform(state, at, lanes, seed, firstDraw + first, count, hash);
          }
          step(clock.start + count * clock.step);
          if (sub !== publishedStep) continue;
          for (let k = 0; k < rows.length; k += 1) {
            const from = rows[k]! * lanes;
            const to = k * size + sample * blockSize + first;
            for (let i = 0; i < lanes; i += 1) published[to + i] = state[from + i]!;
          }
        }
      }
      const copy = (to: Float64Array | Int32Array, row: number): void =>
        to.set(state.subarray(row * lanes, (row + 1) * lanes), first);
      for (const [id, row] of program.eventMonths) copy(result.eventMonths[id]!, row);
      for (const [id, row] of program.overdrawn) copy(overdrawn[id]!, row);
      copy(result.residual, program.worstResidual);
    }
    for (const [id, at] of Object.entries(overdrawn)) {
      checkOverdrawn(graph, id, (draw) => at[draw]!, request);
    }
    return result;
  };
}

function monthsOf(rows: ReadonlyMap<string, number>): Record<string, Int32Array> {
  return columnsOf([...rows.keys()], new Int32Array(rows.size * blockSize));
}
