import { compile, keptDraws, run } from "@faultline/engine";
import type { Figure } from "./figure.ts";
import { timeOf } from "./rounds.ts";
import { scalingFigure } from "./scaling.ts";
import { countEquations, syntheticEconomy } from "./synthetic.ts";

const effort = { rounds: 5, seconds: 15 };

/** How the time of an ensemble grows with its draws, beyond where they are no longer kept. */
export async function costOfDraws(name: string): Promise<Figure> {
  const graph = syntheticEconomy(150);
  const kernel = compile(graph);
  const months = 4;
  return scalingFigure({
    name,
    unit: "draw",
    work:
      `ensembles of ${months} months of ${countEquations(graph)} equations, ` +
      `${graph.series.length} series with quantiles, exact up to ${keptDraws} draws`,
    sizes: [1_000, 10_000, 100_000, 1_000_000],
    prepare: (draws) => () => timeOf(() => run(graph, kernel, { draws, months, seed: 1 })),
    effort,
  });
}

/** How the time of an ensemble grows with its months. */
export async function costOfMonths(name: string): Promise<Figure> {
  const graph = syntheticEconomy(150);
  const kernel = compile(graph);
  const draws = 2_048;
  return scalingFigure({
    name,
    unit: "month",
    work:
      `ensembles of ${draws} draws of ${countEquations(graph)} equations, ` +
      `${graph.series.length} series with quantiles`,
    sizes: [12, 24, 48, 96, 192, 384],
    prepare: (months) => () => timeOf(() => run(graph, kernel, { draws, months, seed: 1 })),
    effort,
  });
}

/** How the time of an ensemble grows with the model's equations, compiled beforehand. */
export async function costOfEquations(name: string): Promise<Figure> {
  const graphs = new Map(
    [150, 500, 1_500, 5_000].map((size) => {
      const graph = syntheticEconomy(size);
      return [countEquations(graph), graph];
    }),
  );
  const request = { draws: 1_024, months: 24, seed: 1 };
  return scalingFigure({
    name,
    unit: "equation",
    work: `ensembles of ${request.draws} draws and ${request.months} months`,
    sizes: [...graphs.keys()],
    prepare: (size) => {
      const graph = graphs.get(size)!;
      const kernel = compile(graph);
      return () => timeOf(() => run(graph, kernel, request));
    },
    effort,
  });
}
