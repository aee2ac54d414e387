import { type Event, type Graph, type Series, blockSize, compile } from "@faultline/engine";

const never = { op: "number", value: 0 } as const;

/**
 * The random numbers of a graph without its equations: the same parameters, noises and hazards,
 * and nothing that is computed from them. Timing it tells what drawing costs within a kernel.
 */
export function drawingOnly(graph: Graph): Graph {
  return {
    clock: graph.clock,
    method: graph.method,
    parts: graph.parts,
    parameters: graph.parameters,
    copulas: graph.copulas,
    noises: graph.noises,
    events: graph.events
      .filter((event) => event.trigger === "hazard")
      .map((event): Event => Object.assign({}, event, { equation: never })),
    institutions: [],
    accounts: [],
    flows: [],
    stocks: [],
    lags: [],
    series: [],
    opening: [],
    month: [],
  };
}

/** An ensemble cut into whole blocks. */
export interface Ensemble {
  readonly blocks: number;
  readonly months: number;
  readonly seed: number;
}

/** Values that our engine draws for an ensemble, draws varying fastest, then months. */
export interface DrawnValues {
  /** By parameter, then draw. */
  readonly parameters: readonly Float64Array[];
  /** By noise, then month and draw. */
  readonly noises: readonly Float64Array[];
}

/** Draws the parameters and noises of an ensemble with our engine, for another program to read. */
export function drawValues(graph: Graph, { blocks, months, seed }: Ensemble): DrawnValues {
  const drawing = drawingOnly(graph);
  const published = drawing.noises.map((noise): Series => {
    const { id, unit, doc, file, mechanism, over } = noise;
    const equation = { op: "ref", part: noise } as const;
    return { id, unit, doc, file, mechanism, over, kind: "series", equation };
  });
  const kernel = compile({ ...drawing, series: published });
  const draws = blocks * blockSize;
  const parameters = graph.parameters.map(() => new Float64Array(draws));
  const noises = graph.noises.map(() => new Float64Array(draws * months));
  for (let firstDraw = 0; firstDraw < draws; firstDraw += blockSize) {
    const block = kernel({ seed, firstDraw, months });
    graph.parameters.forEach(({ id }, k) => {
      parameters[k]!.set(block.parameters[id]!, firstDraw);
    });
    graph.noises.forEach(({ id }, k) => {
      for (let month = 0; month < months; month += 1) {
        const values = block.series[id]!.subarray(month * blockSize, (month + 1) * blockSize);
        noises[k]!.set(values, month * draws + firstDraw);
      }
    });
  }
  return { parameters, noises };
}
