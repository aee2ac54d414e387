import type { Graph } from "../graph/graph.ts";
import { fillUniform, hashName } from "../numbers/draws.ts";
import { quantile, standardNormal } from "../numbers/distributions.ts";
import {
  type BlockResult,
  type Kernel,
  blockSize,
  checkOverdrawn,
  checkSettings,
  drawParameters,
} from "./block.ts";
import { compileSteps, lanes } from "./javascript.ts";
import { lower } from "./program.ts";

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
  const open = compileSteps(program.opening);
  const step = compileSteps(program.month);
  const state = new Float64Array(program.rows * lanes);
  const noises = [...program.noises].map(([id, row]) => ({ row, hash: hashName(id) }));
  const hazards = [...program.hazards].map(([id, row]) => ({ row, hash: hashName(id) }));

  const { clock } = graph;
  const published = clock.sampleAt === "start" ? 0 : clock.stepsPerSample - 1;

  return (request) => {
    checkSettings(graph, request.settings);
    const { months, seed, firstDraw } = request;
    const result: BlockResult = {
      firstDraw,
      months,
      series: columns(program.series, () => new Float64Array(months * blockSize)),
      eventMonths: columns(program.eventMonths, () => new Int32Array(blockSize)),
      parameters: drawParameters(graph.parameters, request),
      residual: new Float64Array(blockSize),
    };
    const overdrawn = columns(program.overdrawn, () => new Int32Array(blockSize));
    for (let first = 0; first < blockSize; first += lanes) {
      for (const [id, row] of program.parameters) {
        state.set(result.parameters[id]!.subarray(first, first + lanes), row * lanes);
      }
      for (const { row } of noises) state.fill(0, row * lanes, (row + 1) * lanes);
      open(state, clock.start);
      for (let sample = 0; sample < months; sample += 1) {
        for (let sub = 0; sub < clock.stepsPerSample; sub += 1) {
          const count = sample * clock.stepsPerSample + sub;
          for (const { row, hash } of noises) {
            fillUniform(state, row * lanes, lanes, seed, firstDraw + first, count, hash);
            for (let i = row * lanes; i < (row + 1) * lanes; i += 1) {
              state[i] = quantile(standardNormal, state[i]!);
            }
          }
          for (const { row, hash } of hazards) {
            fillUniform(state, row * lanes, lanes, seed, firstDraw + first, count, hash);
          }
          step(state, clock.start + count * clock.step);
          if (sub !== published) continue;
          for (const [id, row] of program.series) {
            const values = state.subarray(row * lanes, (row + 1) * lanes);
            result.series[id]!.set(values, sample * blockSize + first);
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

function columns<T>(rows: ReadonlyMap<string, number>, make: () => T): Record<string, T> {
  return Object.fromEntries([...rows.keys()].map((id) => [id, make()]));
}
