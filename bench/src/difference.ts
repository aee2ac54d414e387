import { type BlockResult, blockSize } from "@faultline/engine";
import type { TwinResult } from "./gcc.ts";

/** How far a twin is from the kernel. */
export interface Difference {
  /** Largest relative difference of any published value. */
  readonly series: number;
  /** Draws in which some event tripped in another month, or in one of the two alone. */
  readonly events: number;
}

/** Compares what a twin computed with the kernel's blocks of the same ensemble. */
export function compare(blocks: readonly BlockResult[], twin: TwinResult): Difference {
  const draws = blocks.length * blockSize;
  let worst = 0;
  const moved = new Set<number>();
  for (const { firstDraw, months, series, eventMonths } of blocks) {
    for (const [id, ours] of Object.entries(series)) {
      const theirs = twin.series.get(id)!;
      for (let i = 0; i < months * blockSize; i += 1) {
        const month = Math.floor(i / blockSize);
        const at = month * draws + firstDraw + (i % blockSize);
        worst = Math.max(worst, relativeDifference(ours[i]!, theirs[at]!));
      }
    }
    for (const [id, ours] of Object.entries(eventMonths)) {
      const theirs = twin.eventMonths.get(id)!;
      ours.forEach((month, i) => {
        if (theirs[firstDraw + i] !== month) moved.add(firstDraw + i);
      });
    }
  }
  return { series: worst, events: moved.size };
}

/** |a − b| over the larger of the two; 0 where both are the same number or both are NaN. */
export function relativeDifference(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const difference = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  return Number.isNaN(difference) ? Infinity : difference;
}
