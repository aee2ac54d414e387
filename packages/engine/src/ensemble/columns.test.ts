import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { build } from "../graph/graph.ts";
import { blockSize } from "../kernel/block.ts";
import { compile } from "../kernel/compile.ts";
import { interpret } from "../kernel/interpret.ts";
import { eq } from "../language/equation.ts";
import { Model } from "../language/model.ts";
import { triangular } from "../numbers/distributions.ts";
import { randomModel } from "../testing/random-model.ts";
import { differenceOf } from "../testing/bits.ts";
import { blockRequestOf } from "./blocks.ts";
import { run } from "./run.ts";

const months = 4;
const seed = fc.integer({ min: 0, max: 1_000_000 });

function spread() {
  const m = new Model();
  const p = m.parameter("p", triangular(0, 1, 4), { assumption: "of this test" });
  const q = m.parameter("q", triangular(0, 1, 4), { assumption: "of this test" });
  m.series("sum", eq`${p} + ${q}`);
  return build(m);
}

describe("columns", () => {
  test("of one value are a setting, in every bit and kernel", () => {
    fc.assert(
      fc.property(seed, fc.double({ min: 0, max: 2, noNaN: true }), (seed, x) => {
        const graph = build(randomModel(seed));
        const id = graph.parameters.find(({ unit }) => !unit["USD"])?.id;
        fc.pre(id !== undefined);
        const request = { seed, firstDraw: 0, months };
        const column = new Float64Array(blockSize).fill(x);
        for (const kernel of [compile(graph), interpret(graph)]) {
          const set = kernel({ ...request, settings: { [id]: x } });
          expect(differenceOf(kernel({ ...request, columns: { [id]: column } }), set)).toBe(
            undefined,
          );
        }
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test("that an ensemble drew give the ensemble again, and win over settings", () => {
    const graph = spread();
    const request = { draws: 300, months, seed: 3 };
    const drawn = run(graph, compile(graph), request);
    const again = run(graph, compile(graph), {
      ...request,
      columns: drawn.parameters,
      settings: { p: 2 },
    });
    expect(again.series).toEqual(drawn.series);
    expect(again.parameters).toEqual(drawn.parameters);
  });

  test("must be of a parameter, and one number a draw", () => {
    const graph = spread();
    const request = { draws: 300, months, seed: 3 };
    const columns = { p: new Float64Array(299) };
    expect(() => run(graph, compile(graph), { ...request, columns })).toThrow(/299 values for 300/);
    const unknown = { x: new Float64Array(300) };
    expect(() => run(graph, compile(graph), { ...request, columns: unknown })).toThrow(/"x"/);
    const short = { ...blockRequestOf(request, 0), columns };
    expect(() => compile(graph)(short)).toThrow(/256 values, not 299/);
  });
});

describe("shifts", () => {
  test("move a parameter by its normal score and leave the others alone", () => {
    const graph = spread();
    const request = { draws: 4096, months: 1, seed: 3, sampling: "latin" } as const;
    const base = run(graph, compile(graph), request).parameters;
    const { p, q } = run(graph, compile(graph), { ...request, shifts: { p: 1 } }).parameters;
    const still = run(graph, compile(graph), { ...request, shifts: { p: 0 } }).parameters;
    expect(q).toEqual(base["q"]);
    expect(still["p"]).toEqual(base["p"]);
    const share = (values: Float64Array, below: number): number =>
      values.filter((v) => v < below).length / values.length;
    const sorted = base["p"]!.toSorted();
    // Half of the shifted draws lie above what 84 of 100 lay below.
    expect(share(p!, sorted[Math.round(0.8413 * 4096)]!)).toBeCloseTo(0.5, 2);
    expect(p!.every((v, i) => v > base["p"]![i]!)).toBe(true);
  });

  test("are refused for what is no parameter", () => {
    const graph = spread();
    const request = { draws: 3, months: 1, seed: 3, shifts: { x: 1 } };
    expect(() => run(graph, compile(graph), request)).toThrow(/"x"/);
  });
});
