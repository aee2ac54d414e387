import type { FunctionName } from "./functions.ts";
import type { Instruction } from "./instructions.ts";

/**
 * How a value comes about: a constant; the step's time; a row as it was at the start of the step; a
 * trait; an instruction or a function of operands; the sum of a value over all cells; or one value
 * for every cell.
 */
export type ValueKind = "number" | "time" | "row" | "trait" | "apply" | "call" | "total" | "spread";

/** Something a step computes. Equal values of a step are one object. */
export interface Value {
  /** Place in the order in which the values of a step were made: operands come first. */
  readonly id: number;
  /** Id of the part in whose equation it came up first. */
  readonly part: string;
  kind: ValueKind;
  readonly instruction: Instruction | undefined;
  readonly function: FunctionName | undefined;
  operands: readonly Value[];
  /** The number, the row, or the address of a trait's first cell. */
  at: number;
  /** Cells of the population it has one value for each of; 0 for a single value. */
  readonly cells: number;
  /** Whether it is a mask: all bits set for true, none for false. */
  readonly isMask: boolean;
}

/** Whether a value is at hand without computing anything. */
export function isLeaf({ kind }: Value): boolean {
  return kind === "number" || kind === "row" || kind === "time" || kind === "trait";
}
