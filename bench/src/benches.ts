import type { Graph } from "@faultline/engine";
import { compileFigure } from "./compile-figure.ts";
import { costOfDraws, costOfEquations, costOfMonths } from "./cost-figures.ts";
import { drawsFigure } from "./draws-figure.ts";
import { shippedEconomy } from "./economy.ts";
import { ensembleFigure } from "./ensemble-figure.ts";
import type { Figure, Outcome } from "./figure.ts";
import { importCsvFigure } from "./import-csv-figure.ts";
import { type KernelGoals, kernelFigures } from "./kernel-figures.ts";
import { millionFigure } from "./million-figure.ts";
import { memoryFigure } from "./memory-figure.ts";
import { sdeverywhereFigures, sdeverywhereNames } from "./sdeverywhere-figures.ts";
import { squiggleFigures, squiggleNames } from "./squiggle-figures.ts";
import { syntheticEconomy } from "./synthetic.ts";
import { workersFigure } from "./workers-figure.ts";

/** Something that is measured in one go, and the names of the figures it gives. */
export interface Bench {
  readonly figures: readonly string[];
  readonly measure: () => Promise<readonly Outcome[]>;
}

const kernel = (name: string, graph: () => Graph, goals?: KernelGoals): Bench => ({
  figures: [name, `${name}-fastmath`],
  measure: () => kernelFigures(name, graph(), goals),
});

const one = (name: string, measure: (name: string) => Promise<Figure>): Bench => ({
  figures: [name],
  measure: async () => [await measure(name)],
});

/** All that there is to measure, in the order in which it is. */
export const benches: readonly Bench[] = [
  kernel("kernel-economy", shippedEconomy, { ieee: 0.9, fast: 1.6 }),
  kernel("kernel-150", () => syntheticEconomy(150)),
  kernel("kernel-1500", () => syntheticEconomy(1_500)),
  {
    figures: sdeverywhereNames("sir-sdeverywhere"),
    measure: () => sdeverywhereFigures("sir-sdeverywhere"),
  },
  {
    figures: squiggleNames("distributions-squiggle"),
    measure: () => squiggleFigures("distributions-squiggle"),
  },
  one("compile", compileFigure),
  one("draws", (name) => drawsFigure(name, shippedEconomy())),
  one("cost-draws", costOfDraws),
  one("cost-months", costOfMonths),
  one("cost-equations", costOfEquations),
  one("workers", workersFigure),
  one("ensemble-400", (name) => ensembleFigure(name, 400, 40)),
  one("ensemble-5000", (name) => ensembleFigure(name, 5_000, 800)),
  one("memory-1e6", memoryFigure),
  one("economy-1e6", millionFigure),
  one("import-csv", importCsvFigure),
];

/**
 * The benches that names ask for: a figure's own name, or the beginning of one up to a hyphen.
 * Without names all of them. Throws for a name that fits nothing.
 */
export function choose(names: readonly string[]): readonly Bench[] {
  for (const name of names) {
    if (!benches.some((bench) => bench.figures.some((figure) => fits(figure, name)))) {
      const known = benches.flatMap((bench) => bench.figures).join(", ");
      throw new RangeError(`There is no figure "${name}"; there are: ${known}.`);
    }
  }
  return benches.filter(({ figures }) => figures.some((figure) => wanted(figure, names)));
}

/** Whether names ask for a figure. */
export function wanted(figure: string, names: readonly string[]): boolean {
  return names.length === 0 || names.some((name) => fits(figure, name));
}

function fits(figure: string, name: string): boolean {
  return figure === name || figure.startsWith(`${name}-`);
}
