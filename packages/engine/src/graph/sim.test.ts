import { expect, test } from "vitest";
import { compile } from "../kernel/compile.ts";
import { blockSize } from "../kernel/block.ts";
import { interpret } from "../kernel/interpret.ts";
import { run } from "../ensemble/run.ts";
import { sim } from "../testing/sim.ts";

test("model SIM meets the published table (Godley and Lavoie; R package sfcr)", () => {
  const graph = sim();
  const result = run(graph, compile(graph), { draws: 1, months: 60, seed: 1 });
  // The book's period 2 is our first month; there output is what a month produces.
  const output = result.series["output"]!.p50;
  const published = new Map([
    [2, 38.461538],
    [3, 47.928994],
    [4, 55.939918],
    [5, 62.718392],
    [10, 83.828835],
    [50, 99.979736],
  ]);
  for (const [period, value] of published) expect(output[period - 2]).toBeCloseTo(value, 6);
  const wealth = result.series["wealth"]!.p50;
  expect(wealth[0]).toBeCloseTo(12.307692, 6);
  expect(wealth[3]).toBeCloseTo(38.990231, 6);
  expect(wealth[59]).toBeCloseTo(80, 1);
  expect(result.worstResidual).toBeLessThan(1e-9);
});

test("kernel and interpreter agree on SIM bit for bit", () => {
  const graph = sim();
  const request = { seed: 1, firstDraw: blockSize, months: 24 };
  expect(compile(graph)(request)).toEqual(interpret(graph)(request));
});
