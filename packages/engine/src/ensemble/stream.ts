import type { Graph } from "../graph/graph.ts";
import { type BlockResult, blockSize } from "../kernel/block.ts";
import { formatUnit } from "../language/unit.ts";
import { keptDraws } from "./blocks.ts";
import type { Collector } from "./collector.ts";
import { Histogram } from "./histogram.ts";
import type { Run, RunRequest, SeriesSummary } from "./run-types.ts";
import { Tally } from "./tally.ts";

/** Blocks whose values lay out the histograms: the first 4,096 draws. */
const pilotBlocks = 16;

/** Counts the draws of an ensemble into histograms and forgets them. */
export class Stream implements Collector {
  private readonly graph: Graph;
  private readonly request: RunRequest;
  private readonly tally: Tally;
  /** Blocks that wait until the pilot's are all in, and until there are enough to count. */
  private waiting: BlockResult[] = [];
  private isLaidOut = false;
  /** By series, then month; empty until the pilot is in. */
  private readonly histograms = new Map<string, Histogram[]>();
  /** Sums by series, one row of months per block, added up in the blocks' order at the end. */
  private readonly sums: ReadonlyMap<string, Float64Array>;

  constructor(graph: Graph, request: RunRequest) {
    const { draws, months } = request;
    this.graph = graph;
    this.request = request;
    this.tally = new Tally(graph, draws);
    this.sums = new Map(
      graph.series.map(({ id }) => [id, new Float64Array(this.tally.firsts.length * months)]),
    );
  }

  add(block: BlockResult): void {
    this.tally.take(block);
    this.waiting.push(block);
    if (!this.isLaidOut) {
      const size = Math.min(pilotBlocks, this.tally.firsts.length);
      const pilot = this.waiting.filter((each) => each.firstDraw < size * blockSize);
      if (pilot.length < size) return;
      this.layOut(pilot.toSorted((a, b) => a.firstDraw - b.firstDraw));
    }
    if (this.waiting.length >= pilotBlocks) this.count();
  }

  finish(): Run {
    const { request } = this;
    const { events, eventMonths, worstResidual } = this.tally;
    this.tally.check();
    this.count();
    return {
      draws: request.draws,
      months: request.months,
      series: Object.fromEntries(
        this.graph.series.map(({ id, unit }) => [id, this.summary(id, formatUnit(unit))]),
      ),
      events,
      eventMonths,
      parameters: {},
      worstResidual,
      column: () => {
        throw new Error(
          `The draws of an ensemble of more than ${keptDraws} are not kept; ask for fewer.`,
        );
      },
    };
  }

  finishWith(): Promise<Run> {
    return Promise.resolve().then(() => this.finish());
  }

  private layOut(pilot: readonly BlockResult[]): void {
    for (const { id } of this.graph.series) {
      const months = Array.from({ length: this.request.months }, (_, month) => {
        const sample = new Float64Array(pilot.length * blockSize);
        for (const [i, block] of pilot.entries()) {
          sample.set(
            block.series[id]!.subarray(month * blockSize, (month + 1) * blockSize),
            i * blockSize,
          );
        }
        return new Histogram(sample);
      });
      this.histograms.set(id, months);
    }
    this.isLaidOut = true;
  }

  /** Counts the blocks that wait, many at a time so that a histogram's bins stay in the cache. */
  private count(): void {
    for (const [id, histograms] of this.histograms) {
      const sums = this.sums.get(id)!;
      for (const [month, histogram] of histograms.entries()) {
        for (const block of this.waiting) this.countMonth(block, id, month, sums, histogram);
      }
    }
    this.waiting = [];
  }

  private countMonth(
    { firstDraw, series }: BlockResult,
    id: string,
    month: number,
    sums: Float64Array,
    histogram: Histogram,
  ): void {
    const { draws, months } = this.request;
    const at = month * blockSize;
    const values = series[id]!.subarray(at, at + Math.min(blockSize, draws - firstDraw));
    let sum = 0;
    for (let i = 0; i < values.length; i += 1) sum += values[i]!;
    const index = firstDraw / blockSize;
    if (!Number.isFinite(sum)) {
      throw new Error(`Series "${id}" is not a number in block ${index}, month ${month}.`);
    }
    sums[index * months + month] = sum;
    histogram.add(values);
  }

  private summary(id: string, unit: string): SeriesSummary {
    const { draws, months } = this.request;
    const histograms = this.histograms.get(id)!;
    const sums = this.sums.get(id)!;
    const mean = Array.from({ length: months }, (_, month) => {
      let sum = 0;
      for (let row = month; row < sums.length; row += months) sum += sums[row]!;
      return sum / draws;
    });
    const at = (q: number): number[] => histograms.map((histogram) => histogram.quantile(q));
    return {
      unit,
      mean,
      p05: at(0.05),
      p25: at(0.25),
      p50: at(0.5),
      p75: at(0.75),
      p95: at(0.95),
      resolution: histograms.map(({ width }) => width),
    };
  }
}
