import type { Graph } from "../graph/graph.ts";
import { type BlockResult, blockSize } from "../kernel/block.ts";
import { formatUnit } from "../language/unit.ts";
import type { Collector, Summarise } from "./collector.ts";
import type { Run, RunRequest, SeriesStatistics } from "./run-types.ts";
import { summariseSeries } from "./summarise-series.ts";
import { Tally } from "./tally.ts";

/** Keeps every draw of an ensemble. */
export class Kept implements Collector {
  private readonly graph: Graph;
  private readonly request: RunRequest;
  private readonly tally: Tally;
  /** By series: all draws of month 0, then of month 1, and so on. */
  private readonly series: Map<string, Float64Array>;
  private readonly parameters: Readonly<Record<string, Float64Array>>;

  constructor(graph: Graph, request: RunRequest) {
    const { draws, months } = request;
    this.graph = graph;
    this.request = request;
    this.tally = new Tally(graph, draws);
    this.series = new Map(graph.series.map(({ id }) => [id, new Float64Array(draws * months)]));
    this.parameters = Object.fromEntries(
      graph.parameters.map(({ id }) => [id, new Float64Array(draws)]),
    );
  }

  add(block: BlockResult): void {
    const { firstDraw } = block;
    const width = this.tally.take(block);
    const { draws, months } = this.request;
    for (const [id, values] of this.series) {
      const from = block.series[id]!;
      for (let month = 0; month < months; month += 1) {
        const at = month * blockSize;
        values.set(from.subarray(at, at + width), month * draws + firstDraw);
      }
    }
    for (const [id, drawn] of Object.entries(this.parameters)) {
      drawn.set(block.parameters[id]!.subarray(0, width), firstDraw);
    }
  }

  finish(): Run {
    this.tally.check();
    const { draws } = this.request;
    return this.run(
      new Map([...this.series].map(([id, values]) => [id, summariseSeries(id, values, draws)])),
    );
  }

  async finishWith(summarise: Summarise): Promise<Run> {
    this.tally.check();
    const { draws } = this.request;
    const summaries = await Promise.all(
      [...this.series].map(async ([id, given]) => {
        const { values, statistics } = await summarise(id, given, draws);
        this.series.set(id, values);
        return [id, statistics] as const;
      }),
    );
    return this.run(new Map(summaries));
  }

  private run(statistics: ReadonlyMap<string, SeriesStatistics>): Run {
    const { graph, series, parameters } = this;
    const { events, eventMonths, worstResidual } = this.tally;
    const { draws, months } = this.request;
    return {
      draws,
      months,
      series: Object.fromEntries(
        graph.series.map(({ id, unit }) => [
          id,
          { unit: formatUnit(unit), ...statistics.get(id)! },
        ]),
      ),
      events,
      eventMonths,
      parameters,
      worstResidual,
      column: (id, month) => {
        if (!Number.isInteger(month) || month < 0 || month >= months) {
          throw new RangeError(`There is no month ${month} in a run of ${months}.`);
        }
        const values = series.get(id);
        if (values === undefined) throw new Error(`There is no series "${id}".`);
        return values.slice(month * draws, (month + 1) * draws);
      },
    };
  }
}
