import { expect, test } from "vitest";
import { type BuildOptions, build } from "../graph/graph.ts";
import { Choices } from "../testing/choices.ts";
import { differenceOf } from "../testing/bits.ts";
import { type RandomModelOptions, randomModel } from "../testing/random-model.ts";
import { type BlockResult, blockSize } from "./block.ts";
import { interpret } from "./interpret.ts";
import { javaScriptMachine } from "./javascript.ts";
import { lower } from "./program.ts";
import { kernelOf } from "./run-block.ts";
import { wasmMachine } from "./wasm/machine.ts";

/** Runs one model in every kernel, which must agree, and gives the block. */
function compare(seed: number, options: RandomModelOptions, how: BuildOptions = {}): BlockResult {
  const graph = build(randomModel(seed, options), how);
  const request = { seed, firstDraw: blockSize * (seed % 3), months: 1 + (seed % 3) };
  const block = interpret(graph)(request);
  const program = lower(graph);
  const machines = { WebAssembly: wasmMachine(program)!, JavaScript: javaScriptMachine(program) };
  for (const [name, machine] of Object.entries(machines)) {
    const difference = differenceOf(kernelOf(graph, program, machine)(request), block);
    expect(difference, `${name}, model ${seed} ${JSON.stringify(options)}`).toBeUndefined();
  }
  return block;
}

test("kernels and interpreter agree bit for bit on 1,000 random models", () => {
  for (let seed = 0; seed < 1000; seed += 1) {
    const { series } = compare(seed, {});
    // Tame models stay finite, or their bits would say little.
    for (const [id, values] of Object.entries(series)) {
      if (!values.every(Number.isFinite)) expect.fail(`model ${seed}: ${id} is not finite`);
    }
  }
}, 240_000);

test("they agree where equations give infinities and NaN", () => {
  const seen = { nan: 0, infinite: 0, lostBooks: 0 };
  for (let seed = 0; seed < 200; seed += 1) {
    const { series, residual } = compare(seed, { isWild: true });
    const values = Object.values(series);
    if (values.some((column) => column.some(Number.isNaN))) seen.nan += 1;
    if (values.some((column) => column.some((x) => Math.abs(x) === Infinity))) seen.infinite += 1;
    if (residual.some(Number.isNaN)) seen.lostBooks += 1;
  }
  expect(seen.nan).toBeGreaterThan(40);
  expect(seen.infinite).toBeGreaterThan(10);
  expect(seen.lostBooks).toBeGreaterThan(10);
}, 120_000);

test("they agree on any clock, and by Euler as by Runge and Kutta", () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const choices = new Choices(seed);
    const isWild = choices.chance(0.2);
    const { residual } = compare(
      seed,
      { isWild },
      {
        method: choices.pick(["euler", "rk4"]),
        clock: {
          start: choices.pick([0, 0, 1, -2.5]),
          step: choices.pick([1, 0.5, 0.25, 0.1]),
          stepsPerSample: choices.whole(1, 3),
          sampleAt: choices.pick(["start", "end"]),
        },
      },
    );
    if (!isWild) expect(Math.max(...residual), `model ${seed}`).toBeLessThan(1e-9);
  }
}, 180_000);

test("they agree on models large enough to be cut into many generated functions", () => {
  for (let seed = 0; seed < 4; seed += 1) compare(seed, { size: 250 });
}, 120_000);
