import { type Graph, compile, run } from "@faultline/engine";
import { type Figure, figureOf, median, round } from "./figure.ts";
import { alternate, timeOf } from "./rounds.ts";

const sizes = [1_000, 4_000, 16_000] as const;
const months = 60;

/**
 * Times whole ensembles of three sizes on one thread, quantiles included. The ratio is the time a
 * draw takes in the largest over that in the smallest: 1 on a straight line through the origin.
 */
export async function drawsFigure(name: string, graph: Graph): Promise<Figure> {
  const kernel = compile(graph);
  const ensemble = (draws: number) => () =>
    timeOf(() => run(graph, kernel, { draws, months, seed: 1 }));
  for (let i = 0; i < 3; i += 1) await ensemble(sizes[0])();
  const times = await alternate<string>(
    Object.fromEntries(sizes.map((draws) => [String(draws), ensemble(draws)])),
    { rounds: 5, seconds: 60 },
  );
  const perDraw = (draws: number): readonly number[] =>
    times[String(draws)]!.map((time) => time / draws);
  return figureOf(
    {
      name,
      against: `the time of a draw among ${sizes[0]} draws`,
      goal: null,
      detail: {
        work: `${sizes[2]} draws of ${months} months, drawing and quantiles included`,
        ...Object.fromEntries(
          sizes.map((draws) => [`ms, ${draws} draws`, round(median(times[String(draws)]!) / 1e6)]),
        ),
      },
    },
    perDraw(sizes[2]),
    perDraw(sizes[0]),
  );
}
