import { ByteWriter } from "./bytes.ts";
import { type Instruction, wasm } from "./instructions.ts";

/** Types of values, as the binary format numbers them. */
export const valueTypes = { v128: 0x7b, f64: 0x7c, i32: 0x7f } as const;

/** Name of a type of values. */
export type ValueType = keyof typeof valueTypes;

/** The type of a block that takes and leaves nothing. */
const emptyBlock = 0x40;

/** The body of one function while it is written. */
export class Code {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  private readonly types: ValueType[] = [];
  private readonly bytes = new ByteWriter();
  /** Where the last instruction starts if it sets a local, and which local. */
  private setAt = -1;
  private setLocal = -1;

  constructor(parameters: readonly ValueType[], results: readonly ValueType[]) {
    this.parameters = parameters;
    this.results = results;
  }

  /** A new local, zero at the start. */
  local(type: ValueType): number {
    this.types.push(type);
    return this.parameters.length + this.types.length - 1;
  }

  /** The instructions so far. */
  get instructions(): Uint8Array {
    return this.bytes.view;
  }

  /** Appends an instruction without immediates. */
  emit({ bytes }: Instruction): void {
    this.setAt = -1;
    for (let i = 0; i < bytes.length; i += 1) this.bytes.byte(bytes[i]!);
  }

  /** Appends an instruction that names a local, a function or a block to branch out of. */
  index(instruction: Instruction, index: number): void {
    this.emit(instruction);
    this.bytes.unsigned(index);
  }

  /** Reads a local. */
  get(local: number): void {
    if (this.setAt >= 0 && this.setLocal === local) {
      // Set, then read at once, is one instruction.
      this.bytes.change(this.setAt, wasm.localTee.bytes[0]!);
      this.setAt = -1;
    } else this.index(wasm.localGet, local);
  }

  /** Sets a local. */
  set(local: number): void {
    const at = this.bytes.length;
    this.index(wasm.localSet, local);
    this.setAt = at;
    this.setLocal = local;
  }

  /** Appends a load or store at a fixed number of bytes after the address on the stack. */
  memory(instruction: Instruction, offset: number): void {
    this.emit(instruction);
    // A hint at the alignment: 3 stands for 8 bytes, which every value has.
    this.bytes.byte(3);
    this.bytes.unsigned(offset);
  }

  /** A whole number. */
  whole(value: number): void {
    this.emit(wasm.i32Const);
    this.bytes.signed(value);
  }

  /** Starts a block, loop or condition that takes and leaves nothing. */
  open(instruction: Instruction): void {
    this.emit(instruction);
    this.bytes.byte(emptyBlock);
  }

  /** Appends locals and instructions as the code section holds them. */
  writeTo(out: ByteWriter): void {
    const body = new ByteWriter();
    const runs: { readonly type: ValueType; count: number }[] = [];
    for (const type of this.types) {
      const last = runs.at(-1);
      if (last?.type === type) last.count += 1;
      else runs.push({ type, count: 1 });
    }
    body.unsigned(runs.length);
    for (const { type, count } of runs) {
      body.unsigned(count);
      body.byte(valueTypes[type]);
    }
    body.all(this.bytes.view);
    body.all(wasm.end.bytes);
    out.sized(body.view);
  }
}
