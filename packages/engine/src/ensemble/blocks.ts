import { blockSize } from "../kernel/block.ts";

/** Largest ensemble whose draws are kept; beyond it quantiles come from histograms. */
export const keptDraws = 100_000;

/** Largest ensemble; the months of its events alone take 4 bytes a draw each. */
export const maxDraws = 10_000_000;

/** First draws of the blocks that an ensemble is cut into. */
export function blocksOf(draws: number): readonly number[] {
  if (!Number.isInteger(draws) || draws < 1 || draws > maxDraws) {
    throw new RangeError(`draws must be a whole number from 1 to ${maxDraws}, not ${draws}.`);
  }
  return Array.from({ length: Math.ceil(draws / blockSize) }, (_, i) => i * blockSize);
}
