import type { Graph } from "../graph/graph.ts";
import { type BlockResult, blockSize } from "../kernel/block.ts";
import { formatUnit } from "../language/unit.ts";
import { blocksOf, keptDraws } from "./blocks.ts";
import { collect } from "./collect.ts";
import { summariseEvent } from "./events.ts";
import { Histogram } from "./histogram.ts";
import type { Run, RunRequest, SeriesSummary } from "./run-types.ts";

/** Puts an ensemble together while its blocks arrive, in whatever order. */
export interface Collector {
  readonly add: (block: BlockResult) => void;
  /** The ensemble, once all blocks are in; throws if one is missing or doubled. */
  readonly finish: () => Run;
}

/**
 * Starts to collect an ensemble. Up to 100,000 draws are kept and their quantiles exact; beyond
 * that each block is counted into histograms and forgotten, so memory does not grow with the draws
 * but for the months of events. An ensemble of at most `kept` draws is kept. Either way the order of arrival changes no bit.
 */
export function collector(graph: Graph, request: RunRequest, kept = keptDraws): Collector {
  if (request.draws > kept) return new Stream(graph, request);
  const blocks: BlockResult[] = [];
  return {
    add: (block) => blocks.push(block),
    finish: () => collect(graph, request, blocks),
  };
}

/** Blocks whose values lay out the histograms: the first 4,096 draws. */
const pilotBlocks = 16;

class Stream implements Collector {
  private readonly graph: Graph;
  private readonly request: RunRequest;
  private readonly firsts: readonly number[];
  private readonly seen = new Set<number>();
  /** Blocks that wait until the pilot's are all in. */
  private waiting: BlockResult[] = [];
  /** By series, then month; empty until the pilot is in. */
  private readonly histograms = new Map<string, Histogram[]>();
  /** Sums by series, one row of months per block, added up in the blocks' order at the end. */
  private readonly sums: ReadonlyMap<string, Float64Array>;
  private readonly eventMonths: Record<string, Int32Array>;
  private worstResidual = 0;

  constructor(graph: Graph, request: RunRequest) {
    const { draws, months } = request;
    this.graph = graph;
    this.request = request;
    this.firsts = blocksOf(draws);
    this.sums = new Map(
      graph.series.map(({ id }) => [id, new Float64Array(this.firsts.length * months)]),
    );
    this.eventMonths = Object.fromEntries(
      graph.events.map(({ id }) => [id, new Int32Array(draws)]),
    );
  }

  /** Takes a block into account and forgets it. */
  add(block: BlockResult): void {
    const index = block.firstDraw / blockSize;
    if (this.firsts[index] !== block.firstDraw || this.seen.has(index)) {
      throw new Error(`Block ${index} is doubled or does not belong to this ensemble.`);
    }
    this.seen.add(index);
    if (this.histograms.size > 0 || this.graph.series.length === 0) return this.count(block);
    this.waiting.push(block);
    const pilot = this.waiting.filter(({ firstDraw }) => firstDraw < pilotBlocks * blockSize);
    if (pilot.length < pilotBlocks) return undefined;
    this.layOut(pilot.toSorted((a, b) => a.firstDraw - b.firstDraw));
    for (const each of this.waiting) this.count(each);
    this.waiting = [];
    return undefined;
  }

  /** The ensemble, once every block is in. */
  finish(): Run {
    const { request, firsts } = this;
    if (this.seen.size < firsts.length) {
      const missing = firsts.findIndex((_, index) => !this.seen.has(index));
      throw new Error(`Block ${missing} is missing.`);
    }
    return {
      draws: request.draws,
      months: request.months,
      series: Object.fromEntries(
        this.graph.series.map(({ id, unit }) => [id, this.summary(id, formatUnit(unit))]),
      ),
      events: Object.fromEntries(
        Object.entries(this.eventMonths).map(([id, at]) => [id, summariseEvent(at)]),
      ),
      eventMonths: this.eventMonths,
      parameters: {},
      worstResidual: this.worstResidual,
      column: () => {
        throw new Error(
          `The draws of an ensemble of more than ${keptDraws} are not kept; ask for fewer.`,
        );
      },
    };
  }

  private layOut(pilot: readonly BlockResult[]): void {
    for (const { id } of this.graph.series) {
      const months = Array.from({ length: this.request.months }, (_, month) => {
        const sample = new Float64Array(pilotBlocks * blockSize);
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
  }

  private count(block: BlockResult): void {
    const { draws, months } = this.request;
    const left = Math.min(blockSize, draws - block.firstDraw);
    const row = (block.firstDraw / blockSize) * months;
    for (const [id, histograms] of this.histograms) {
      const sums = this.sums.get(id)!;
      for (let month = 0; month < months; month += 1) {
        const at = month * blockSize;
        const values = block.series[id]!.subarray(at, at + left);
        let sum = 0;
        for (const value of values) sum += value;
        if (!Number.isFinite(sum)) {
          throw new Error(
            `Series "${id}" is not a number in block ${row / months}, month ${month}.`,
          );
        }
        sums[row + month] = sum;
        histograms[month]!.add(values);
      }
    }
    for (const [id, at] of Object.entries(this.eventMonths)) {
      at.set(block.eventMonths[id]!.subarray(0, left), block.firstDraw);
    }
    for (const residual of block.residual.subarray(0, left)) {
      if (Number.isNaN(residual) || residual > this.worstResidual) this.worstResidual = residual;
    }
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
