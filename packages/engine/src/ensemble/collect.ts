import type { Graph } from "../graph/graph.ts";
import { type BlockResult, blockSize } from "../kernel/block.ts";
import { formatUnit } from "../language/unit.ts";
import { type Summary, summarise } from "../numbers/quantiles.ts";
import { blocksOf } from "./blocks.ts";
import { summariseEvent } from "./events.ts";
import type { Run, RunRequest, SeriesSummary } from "./run-types.ts";

/**
 * Puts an ensemble together from its blocks, in order of their first draw whatever the order of
 * arrival, so that the number of workers changes no bit. Throws for a missing block and for a
 * series that is not a number, naming draw and month.
 *
 * @example
 * const request = { draws: 600, months: 12, seed: 1 };
 * const blocks = blocksOf(request.draws).map((firstDraw) => kernel({ ...request, firstDraw }));
 * collect(graph, request, blocks.reverse()).draws; // → 600
 */
export function collect(graph: Graph, request: RunRequest, arrived: readonly BlockResult[]): Run {
  const { draws, months } = request;
  const blocks = arrived.toSorted((a, b) => a.firstDraw - b.firstDraw);
  const expected = blocksOf(draws);
  for (let i = 0; i < Math.max(blocks.length, expected.length); i += 1) {
    if (blocks[i]?.firstDraw !== expected[i]) throw new Error(`Block ${i} is missing or doubled.`);
  }
  const gather = <T extends Float64Array | Int32Array>(
    to: T,
    pick: (block: BlockResult) => T,
  ): T => {
    for (const block of blocks) {
      const left = Math.min(blockSize, draws - block.firstDraw);
      to.set(pick(block).subarray(0, left), block.firstDraw);
    }
    return to;
  };
  const column = (series: string, month: number): Float64Array => {
    if (!Number.isInteger(month) || month < 0 || month >= months) {
      throw new RangeError(`There is no month ${month} in a run of ${months}.`);
    }
    return gather(new Float64Array(draws), (block) => {
      const values = block.series[series];
      if (values === undefined) throw new Error(`There is no series "${series}".`);
      return values.subarray(month * blockSize, (month + 1) * blockSize);
    });
  };
  const eventMonths = Object.fromEntries(
    graph.events.map(({ id }) => [
      id,
      gather(new Int32Array(draws), (block) => block.eventMonths[id]!),
    ]),
  );
  return {
    draws,
    months,
    series: Object.fromEntries(
      graph.series.map(({ id, unit }) => [
        id,
        summariseSeries(id, formatUnit(unit), months, (month) => column(id, month)),
      ]),
    ),
    events: Object.fromEntries(
      Object.entries(eventMonths).map(([id, at]) => [id, summariseEvent(at)]),
    ),
    eventMonths,
    parameters: Object.fromEntries(
      graph.parameters.map(({ id }) => [
        id,
        gather(new Float64Array(draws), (block) => block.parameters[id]!),
      ]),
    ),
    worstResidual: gather(new Float64Array(draws), (block) => block.residual).reduce((a, b) =>
      Number.isNaN(b) || b > a ? b : a,
    ),
    column,
  };
}

/** Place of the first value that is not a finite number, or behind the last. */
function firstNotFinite(values: Float64Array): number {
  let place = 0;
  while (place < values.length && Number.isFinite(values[place]!)) place += 1;
  return place;
}

function summariseSeries(
  id: string,
  unit: string,
  months: number,
  column: (month: number) => Float64Array,
): SeriesSummary {
  const rows: Summary[] = [];
  for (let month = 0; month < months; month += 1) {
    const values = column(month);
    const draw = firstNotFinite(values);
    if (draw < values.length) {
      throw new Error(`Series "${id}" is ${values[draw]} in draw ${draw}, month ${month}.`);
    }
    rows.push(summarise(values));
  }
  const of = (key: keyof Summary): readonly number[] => rows.map((row) => row[key]);
  return {
    unit,
    mean: of("mean"),
    p05: of("p05"),
    p25: of("p25"),
    p50: of("p50"),
    p75: of("p75"),
    p95: of("p95"),
  };
}
