import type { Graph } from "../graph/graph.ts";
import { type BlockResult, blockSize } from "../kernel/block.ts";
import { blocksOf } from "./blocks.ts";
import { summariseEvent } from "./events.ts";
import type { EventSummary } from "./run-types.ts";

/** What is kept of every block of an ensemble: that it came, its events and its worst residual. */
export class Tally {
  /** First draws of all blocks. */
  readonly firsts: readonly number[];
  readonly eventMonths: Readonly<Record<string, Int32Array>>;
  worstResidual = 0;
  private readonly draws: number;
  private readonly seen = new Set<number>();

  constructor(graph: Graph, draws: number) {
    this.firsts = blocksOf(draws);
    this.draws = draws;
    this.eventMonths = Object.fromEntries(
      graph.events.map(({ id }) => [id, new Int32Array(draws)]),
    );
  }

  /** Takes a block; gives how many of its draws count. Throws if it has no place. */
  take({ firstDraw, eventMonths, residual }: BlockResult): number {
    const index = firstDraw / blockSize;
    if (this.firsts[index] !== firstDraw || this.seen.has(index)) {
      throw new Error(`Block ${index} is doubled or does not belong to this ensemble.`);
    }
    this.seen.add(index);
    const width = Math.min(blockSize, this.draws - firstDraw);
    for (const [id, at] of Object.entries(this.eventMonths)) {
      at.set(eventMonths[id]!.subarray(0, width), firstDraw);
    }
    this.worstResidual = residual.subarray(0, width).reduce(worse, this.worstResidual);
    return width;
  }

  /** Throws unless all blocks are there. */
  check(): void {
    const missing = this.firsts.findIndex((_, index) => !this.seen.has(index));
    if (missing >= 0) throw new Error(`Block ${missing} is missing.`);
  }

  /** How often each event trips, and when. */
  get events(): Readonly<Record<string, EventSummary>> {
    return Object.fromEntries(
      Object.entries(this.eventMonths).map(([id, at]) => [id, summariseEvent(at)]),
    );
  }
}

/** The larger of two residuals; one that is not a number is worse than any. */
function worse(a: number, b: number): number {
  return Number.isNaN(b) || b > a ? b : a;
}
