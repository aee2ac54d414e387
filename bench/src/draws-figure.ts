import { type Graph, compile, run } from "@faultline/engine";
import type { Figure } from "./figure.ts";
import { timeOf } from "./rounds.ts";
import { scalingFigure } from "./scaling.ts";

const months = 60;

/** Times whole ensembles of three sizes on one thread, quantiles included. */
export async function drawsFigure(name: string, graph: Graph): Promise<Figure> {
  const kernel = compile(graph);
  return scalingFigure({
    name,
    unit: "draw",
    work: `ensembles of ${months} months of the economy, drawing and quantiles included`,
    sizes: [500, 2_000, 8_000],
    prepare: (draws) => () => timeOf(() => run(graph, kernel, { draws, months, seed: 1 })),
    effort: { rounds: 5, seconds: 30 },
  });
}
