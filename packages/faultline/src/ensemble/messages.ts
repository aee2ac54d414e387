import type { BlockRequest, BlockResult, SeriesStatistics } from "@faultline/engine";
import type { ModelSpec } from "./build.ts";

/** Asks a worker for a block. The spec comes with the first block of each model only. */
export interface BlockOrder {
  readonly kind: "block";
  readonly model: number;
  readonly spec?: ModelSpec;
  readonly request: BlockRequest;
  /** Series to send back, all if undefined. */
  readonly keep: readonly string[] | undefined;
}

/** Asks a worker for the percentiles of a series; its values move there and back. */
export interface SeriesOrder {
  readonly kind: "series";
  readonly id: string;
  readonly values: Float64Array;
  readonly draws: number;
}

/** What workers are asked for. */
export type Order = BlockOrder | SeriesOrder;

/** A series with its percentiles. */
export interface Summarised {
  readonly values: Float64Array;
  readonly statistics: SeriesStatistics;
}

/** A worker's answer, in the order in which it was asked. */
export type Answer =
  | { readonly kind: "block"; readonly block: BlockResult }
  | ({ readonly kind: "series" } & Summarised)
  | { readonly kind: "fault"; readonly fault: WorkerFault };

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

/** The buffers of arrays, which move to the other thread instead of being copied. */
export function buffersOf(arrays: readonly ArrayBufferView[]): ArrayBuffer[] {
  return [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))];
}

/** All arrays of a block. */
export function arraysOf(block: BlockResult): readonly ArrayBufferView[] {
  return [
    ...Object.values(block.series),
    ...Object.values(block.eventMonths),
    ...Object.values(block.parameters),
    block.residual,
  ];
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
