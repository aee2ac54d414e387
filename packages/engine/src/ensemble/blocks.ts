import { type BlockRequest, blockSize } from "../kernel/block.ts";
import type { RunRequest } from "./run-types.ts";

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

/**
 * What the kernel is asked for to run one block of an ensemble. Throws a RangeError for a column
 * that is not one number for each draw.
 */
export function blockRequestOf(request: RunRequest, firstDraw: number): BlockRequest {
  const { columns, draws } = request;
  if (columns === undefined) return { ...request, firstDraw };
  const cut = Object.entries(columns).map(([id, values]) => {
    if (values.length !== draws) {
      throw new RangeError(`Column "${id}" has ${values.length} values for ${draws} draws.`);
    }
    // Lanes beyond the last draw are thrown away; its value is one that the model can take.
    const column = new Float64Array(blockSize).fill(values[draws - 1]!);
    column.set(values.subarray(firstDraw, firstDraw + blockSize));
    return [id, column] as const;
  });
  return { ...request, firstDraw, columns: Object.fromEntries(cut) };
}
