import { expect, test } from "vitest";
import { type Graph, compile, run } from "@faultline/engine";
import { algebraGraph, largestGap, pathGraph } from "./squiggle-figures.ts";

function outcome(graph: Graph, draws: number, seed: number): Float64Array {
  return run(graph, compile(graph), { draws, months: 1, seed }).column("outcome", 0);
}

test("the product and sum of distributions has the mean that algebra gives", () => {
  // A lognormal's mean is median · exp(σ² / 2), with σ = log(10) / 2 / 1.645; times 0.3, plus 2.5.
  const sigma = Math.log(10) / 2 / 1.6448536269514726;
  const mean = Math.sqrt(1000) * Math.exp(sigma ** 2 / 2) * 0.3 + 2.5;
  const values = outcome(algebraGraph(), 40_000, 1);
  expect(values.reduce((sum, value) => sum + value, 0) / values.length / mean).toBeCloseTo(1, 2);
});

test("the path is 60 months of sales less costs", () => {
  const graph = pathGraph();
  const settings = { sales: 50, growth: 0.01, cost: 40 };
  const result = run(graph, compile(graph), { draws: 1, months: 1, seed: 1, settings });
  const sold = (50 * (1.01 ** 60 - 1)) / 0.01;
  expect(result.column("outcome", 0)[0]).toBeCloseTo(1000 + sold - 60 * 40, 8);
});

test("two samples of a distribution are a few standard errors apart, of two others many", () => {
  const [one, two] = [outcome(algebraGraph(), 4_096, 1), outcome(algebraGraph(), 4_096, 2)];
  expect(largestGap(one, two)).toBeLessThan(5);
  expect(
    largestGap(
      one,
      two.map((value) => 1.2 * value),
    ),
  ).toBeGreaterThan(5);
});
