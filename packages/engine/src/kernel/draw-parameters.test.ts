import { describe, expect, test } from "vitest";
import { build } from "../graph/graph.ts";
import { Model } from "../language/model.ts";
import { constant, normal, triangular, uniform } from "../numbers/distributions.ts";
import { type BlockRequest, type Sampling, blockSize } from "./block.ts";
import { drawParameters } from "./draw-parameters.ts";

const why = { assumption: "of this test" };

function model(options: { readonly extra?: boolean; readonly rank?: number } = {}) {
  const m = new Model();
  const a = m.parameter("a", uniform(0, 1), why);
  const b = m.parameter("b", normal(0, 1), why);
  const parts = [a, b, m.parameter("c", constant(3), why)];
  if (options.extra) parts.push(m.parameter("aa", uniform(0, 1), why));
  if (options.rank !== undefined)
    m.correlate(
      [a, b],
      [
        [1, options.rank],
        [options.rank, 1],
      ],
    );
  for (const part of parts) m.series(`of ${part.id}`, part);
  return build(m);
}

function draw(graph: ReturnType<typeof model>, draws: number, more: Partial<BlockRequest> = {}) {
  const columns: Record<string, number[]> = {};
  for (let firstDraw = 0; firstDraw < draws; firstDraw += blockSize) {
    const block = drawParameters(graph, { seed: 5, firstDraw, months: 1, draws, ...more });
    for (const [id, values] of Object.entries(block)) {
      columns[id] = [...(columns[id] ?? []), ...values].slice(0, draws);
    }
  }
  return columns;
}

const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length;

function rankCorrelation(x: readonly number[], y: readonly number[]): number {
  const ranks = (v: readonly number[]) => {
    const order = [...v.keys()].toSorted((i, j) => v[i]! - v[j]!);
    const rank = v.map(() => 0);
    order.forEach((at, i) => (rank[at] = i));
    return rank;
  };
  const [p, q] = [ranks(x), ranks(y)];
  const middle = (x.length - 1) / 2;
  const cross = mean(p.map((r, i) => (r - middle) * (q[i]! - middle)));
  return cross / mean(p.map((r) => (r - middle) ** 2));
}

describe("sampling", () => {
  test("at random, a further parameter leaves the others alone", () => {
    const [few, more] = [draw(model(), 512), draw(model({ extra: true }), 512)];
    expect(more["a"]).toEqual(few["a"]);
    expect(more["b"]).toEqual(few["b"]);
  });

  test("Latin: each of as many equal shares as there are draws is met once", () => {
    const { a } = draw(model(), 700, { sampling: "latin" });
    expect(a!.map((u) => Math.floor(u * 700)).toSorted((x, y) => x - y)).toEqual([...a!.keys()]);
  });

  test("Sobol': every power of two of draws is even, and the mean closer than at random", () => {
    const error = (sampling: Sampling) =>
      Math.abs(mean(draw(model(), 1024, { sampling })["a"]!) - 0.5);
    const { a } = draw(model(), 256, { sampling: "sobol" });
    expect(a!.map((u) => Math.floor(u * 256)).toSorted((x, y) => x - y)).toEqual([...a!.keys()]);
    expect(error("sobol")).toBeLessThan(1e-3);
    expect(error("sobol")).toBeLessThan(error("random") / 5);
  });

  test.each(["random", "sobol", "latin"] as const)(
    "%s: a block is the same whoever asks for it",
    (sampling) => {
      const graph = model();
      const request = { seed: 5, firstDraw: 2 * blockSize, months: 1, draws: 1000, sampling };
      expect(drawParameters(graph, request)).toEqual(drawParameters(model(), request));
      expect(drawParameters(graph, { ...request, seed: 6 })["a"]).not.toEqual(
        drawParameters(graph, request)["a"],
      );
    },
  );

  test("a constant is one, and a setting wins", () => {
    const got = draw(model(), 300, { settings: { b: triangular(1, 2, 3), a: 9 } });
    expect(new Set(got["c"])).toEqual(new Set([3]));
    expect(new Set(got["a"])).toEqual(new Set([9]));
    expect(Math.min(...got["b"]!)).toBeGreaterThan(1);
  });
});

describe("copulas", () => {
  test.each(["random", "sobol", "latin"] as const)("%s: ranks correlate as told", (sampling) => {
    const got = draw(model({ rank: 0.7 }), 4096, { sampling });
    expect(rankCorrelation(got["a"]!, got["b"]!)).toBeCloseTo(0.7, 1);
    expect(mean(got["a"]!)).toBeCloseTo(0.5, 1);
  });

  test("setting one of them leaves the other as it was", () => {
    const graph = model({ rank: -0.5 });
    expect(draw(graph, 256, { settings: { a: 0.2 } })["b"]).toEqual(draw(graph, 256)["b"]);
  });

  test("a parameter is in one copula, once", () => {
    const m = new Model();
    const [a, b] = [m.parameter("a", uniform(0, 1), why), m.parameter("b", uniform(0, 1), why)];
    const ranks = [
      [1, 0.2],
      [0.2, 1],
    ];
    expect(() => m.correlate([a, a], ranks)).toThrow('"a" is correlated twice.');
    m.correlate([a, b], ranks);
    expect(() => m.correlate([b], [[1]])).toThrow('"b" is correlated twice.');
  });
});
