import type { Code } from "../kernel/wasm/code.ts";
import { type Immediate, type Instruction, wasm } from "../kernel/wasm/instructions.ts";

/** An instruction as it was written, with what follows its code. */
export interface Written {
  /** Bytes from the first instruction of the function. */
  readonly at: number;
  readonly instruction: Instruction;
  /** The index, number or offset that follows; undefined for none. */
  readonly immediate: number | undefined;
}

const instructions = new Map<number, Instruction>(
  Object.values(wasm).map((instruction) => [keyOf(instruction.bytes, 0), instruction]),
);

/** Reads the instructions of a function back from its bytes. */
export function listing(code: Code): readonly Written[] {
  const bytes = code.instructions;
  const list: Written[] = [];
  let at = 0;
  while (at < bytes.length) {
    const instruction = instructions.get(keyOf(bytes, at))!;
    const start = at;
    at += instruction.bytes.length;
    let immediate: number | undefined;
    if (instruction.immediate !== undefined) {
      [immediate, at] = readImmediate(instruction.immediate, bytes, at);
    }
    list.push({ at: start, instruction, immediate });
  }
  return list;
}

/** A number that tells instructions apart: the first byte, or the second after the vector prefix. */
function keyOf(bytes: Uint8Array | readonly number[], at: number): number {
  return bytes[at] === 0xfd ? 256 + bytes[at + 1]! : bytes[at]!;
}

/** What follows an instruction, and where the next one starts. */
function readImmediate(
  kind: Immediate,
  bytes: Uint8Array,
  at: number,
): readonly [number | undefined, number] {
  if (kind === "block") return [undefined, at + 1];
  // A hint at the alignment comes before the offset.
  let next = kind === "memory" ? at + 1 : at;
  let value = 0;
  let shift = 0;
  let byte: number;
  do {
    byte = bytes[next]!;
    value |= (byte & 0x7f) << shift;
    shift += 7;
    next += 1;
  } while (byte >= 0x80);
  if (kind !== "number") return [value >>> 0, next];
  const isNegative = shift < 32 && (byte & 0x40) !== 0;
  return [isNegative ? value | (-1 << shift) : value, next];
}
