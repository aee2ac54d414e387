import type { BlockRequest, BlockResult } from "@faultline/engine";
import type { ModelSpec } from "./build.ts";

/** Asks a worker for a block. The spec comes with the first block of each model only. */
export interface BlockOrder {
  readonly job: number;
  readonly model: number;
  readonly spec?: ModelSpec;
  readonly request: BlockRequest;
  /** Series to send back, all if undefined. */
  readonly keep: readonly string[] | undefined;
}

/** A worker's answer. */
export type BlockAnswer =
  | { readonly job: number; readonly block: BlockResult }
  | { readonly job: number; readonly error: WorkerFault };

/** An error as it crosses between threads. */
export interface WorkerFault {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}

/** A block with only some of its series. */
export function trimBlock(block: BlockResult, keep: readonly string[] | undefined): BlockResult {
  if (keep === undefined) return block;
  const series = Object.entries(block.series).filter(([id]) => keep.includes(id));
  return { ...block, series: Object.fromEntries(series) };
}

/** The buffers of a block, which move to the other thread instead of being copied. */
export function buffersOf(block: BlockResult): ArrayBuffer[] {
  const arrays = [
    ...Object.values(block.series),
    ...Object.values(block.eventMonths),
    ...Object.values(block.parameters),
    block.residual,
  ];
  return [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))];
}

/** What another thread threw, to send. */
export function faultOf(error: unknown): WorkerFault {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), stack: undefined };
  return { name: error.name, message: error.message, stack: error.stack };
}

/** What another thread threw, as an error with its name, message and trace. */
export function errorOf(fault: WorkerFault): Error {
  const error = new Error(fault.message);
  error.name = fault.name;
  if (fault.stack !== undefined) error.stack = fault.stack;
  return error;
}
