import type { Graph } from "../graph/graph.ts";
import { formatUnit } from "../language/unit.ts";
import { type Summary, summarise } from "../numbers/quantiles.ts";
import { type BlockResult, type Kernel, type Settings, blockSize } from "../kernel/block.ts";

/** An ensemble to run. */
export interface RunRequest {
  readonly draws: number;
  readonly months: number;
  readonly seed: number;
  readonly settings?: Settings;
}

/** One published series over the months: unit, mean and quantiles over the draws. */
export interface SeriesSummary {
  readonly unit: string;
  readonly mean: readonly number[];
  readonly p05: readonly number[];
  readonly p25: readonly number[];
  readonly p50: readonly number[];
  readonly p75: readonly number[];
  readonly p95: readonly number[];
}

/** How often an event trips, and the month by which it has in half of the draws. */
export interface EventSummary {
  readonly probability: number;
  /** Month index; null when the event trips in fewer than half of the draws. */
  readonly medianMonth: number | null;
}

/** An ensemble put together from its blocks. */
export interface Run {
  readonly draws: number;
  readonly months: number;
  readonly series: Readonly<Record<string, SeriesSummary>>;
  readonly events: Readonly<Record<string, EventSummary>>;
  /** Month index in which each event tripped, -1 where it did not, by draw. */
  readonly eventMonths: Readonly<Record<string, Int32Array>>;
  /** Values drawn, by parameter id. */
  readonly parameters: Readonly<Record<string, Float64Array>>;
  readonly worstResidual: number;
  /** One series in one month, by draw. */
  readonly column: (series: string, month: number) => Float64Array;
}

/** Largest ensemble whose draws are kept; see {@link collect}. */
export const maxDraws = 100_000;

/** First draws of the blocks that an ensemble is cut into. */
export function blocksOf(draws: number): readonly number[] {
  if (!Number.isInteger(draws) || draws < 1 || draws > maxDraws) {
    throw new RangeError(`draws must be a whole number from 1 to ${maxDraws}, not ${draws}.`);
  }
  return Array.from({ length: Math.ceil(draws / blockSize) }, (_, i) => i * blockSize);
}

/** Runs an ensemble on the calling thread. */
export function run(graph: Graph, kernel: Kernel, request: RunRequest): Run {
  const blocks = blocksOf(request.draws).map((firstDraw) => kernel({ ...request, firstDraw }));
  return collect(graph, request, blocks);
}

/**
 * Puts an ensemble together from its blocks, in order of their first draw whatever the order of
 * arrival, so that the number of workers changes no bit. Throws for a missing block and for a
 * series that is not a number, naming draw and month.
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

/** Share of draws in which an event has tripped by the end of a month. */
export function probabilityBy(at: Int32Array, month: number): number {
  let tripped = 0;
  for (const m of at) if (m >= 0 && m <= month) tripped += 1;
  return tripped / at.length;
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
    const draw = values.findIndex((value) => !Number.isFinite(value));
    if (draw >= 0) {
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

function summariseEvent(at: Int32Array): EventSummary {
  const months = at.filter((month) => month >= 0).toSorted();
  const half = Math.ceil(at.length / 2);
  return {
    probability: months.length / at.length,
    medianMonth: months.length >= half ? months[half - 1]! : null,
  };
}
