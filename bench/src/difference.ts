import { type BlockResult, blockSize } from "@faultline/engine";
import type { TwinResult } from "./gcc.ts";

/** How far a twin is from the kernel. */
export interface Difference {
  /** Largest difference of any published value, relative to it; see {@link compare}. */
  readonly series: number;
  /** Draws in which some event tripped in another month, or in one of the two alone. */
  readonly events: number;
}

/**
 * Compares what a twin computed with the kernel's blocks of the same ensemble. A value below a
 * thousandth of its series' peak is measured against that thousandth: what is left of a difference
 * of nearly equal numbers is all rounding. `peaks` gives the peaks where the blocks are too short
 * to show them.
 */
export function compare(
  blocks: readonly BlockResult[],
  twin: TwinResult,
  peaks: ReadonlyMap<string, number> = peaksOf(blocks),
): Difference {
  const draws = blocks.length * blockSize;
  let worst = 0;
  const moved = new Set<number>();
  for (const { firstDraw, months, series, eventMonths } of blocks) {
    for (const [id, ours] of Object.entries(series)) {
      const theirs = twin.series.get(id)!;
      const least = peaks.get(id)! / 1000;
      for (let i = 0; i < months * blockSize; i += 1) {
        const month = Math.floor(i / blockSize);
        const at = month * draws + firstDraw + (i % blockSize);
        worst = Math.max(worst, relativeDifference(ours[i]!, theirs[at]!, least));
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

/** Largest size of each published series in any draw and month. */
export function peaksOf(blocks: readonly BlockResult[]): ReadonlyMap<string, number> {
  const peaks = new Map<string, number>();
  for (const { series } of blocks) {
    for (const [id, values] of Object.entries(series)) {
      const peak = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      peaks.set(id, Math.max(peaks.get(id) ?? 0, peak));
    }
  }
  return peaks;
}

/** |a − b| over the largest of both and `least`; 0 where both are the same number or both NaN. */
export function relativeDifference(a: number, b: number, least = 0): number {
  if (Object.is(a, b) || a === b) return 0;
  const difference = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), least);
  return Number.isNaN(difference) ? Infinity : difference;
}
