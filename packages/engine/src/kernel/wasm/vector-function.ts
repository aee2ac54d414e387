import { Code } from "./code.ts";
import type { Constants } from "./constants.ts";
import { type Instruction, wasm } from "./instructions.ts";

/** Leaves a number at an address in both lanes of a vector on the stack. */
export function pushConstant(code: Code, address: number): void {
  // V8 makes one operand of an address to which no offset is added.
  code.whole(address);
  code.memory(wasm.loadSplat, 0);
}

/** What an operation takes: the first of the locals that hold a value, or a constant. */
export type Operand = number | { readonly constant: number };

/**
 * A function of vectors while it is written, one operation after another as in the TypeScript that
 * it follows; each puts its result in locals of its own. A function of width 2 does the same for
 * two vectors side by side, which keeps the processor busy where one would wait for itself.
 */
export class VectorFunction {
  readonly code: Code;
  private readonly width: number;
  private readonly constants: Constants;
  private readonly base: number;

  constructor(parameters: number, width: number, constants: Constants, base: number) {
    const vectors = (count: number) => Array.from({ length: count }, () => "v128" as const);
    this.code = new Code(vectors(parameters * width), vectors(width));
    this.width = width;
    this.constants = constants;
    this.base = base;
  }

  /** A parameter, from 0. */
  parameter(index: number): Operand {
    return index * this.width;
  }

  /** A number in every lane. */
  number(value: number): Operand {
    return { constant: value };
  }

  /** Locals that later code may set again. */
  variable(initial: Operand): number {
    const first = this.locals();
    this.set(first, initial);
    return first;
  }

  set(first: number, value: Operand): void {
    for (let vector = 0; vector < this.width; vector += 1) {
      this.get(value, vector);
      this.code.set(first + vector);
    }
  }

  add(a: Operand, ...more: readonly Operand[]): Operand {
    return more.reduce((sum, b) => this.apply(wasm.add, sum, b), a);
  }

  sub(a: Operand, ...more: readonly Operand[]): Operand {
    return more.reduce((rest, b) => this.apply(wasm.sub, rest, b), a);
  }

  mul(a: Operand, b: Operand): Operand {
    return this.apply(wasm.mul, a, b);
  }

  /** `yes` in the lanes where the mask is set, `no` in the others. */
  select(mask: Operand, yes: Operand, no: Operand): Operand {
    return this.apply(wasm.select, yes, no, mask);
  }

  /** Shifts the bits of each lane. */
  shift(instruction: Instruction, a: Operand, by: number): Operand {
    return this.each((vector) => {
      this.get(a, vector);
      this.code.whole(by);
      this.code.emit(instruction);
    });
  }

  /** Any instruction whose operands and result are vectors. */
  apply(instruction: Instruction, ...given: readonly Operand[]): Operand {
    const operands = this.width === 1 ? given : given.map((operand) => this.shared(operand));
    return this.each((vector) => {
      for (const operand of operands) this.get(operand, vector);
      this.code.emit(instruction);
    });
  }

  /** Whether a mask is set in every lane, as a local to branch on. */
  isAll(mask: Operand): number {
    const { code } = this;
    const local = code.local("i32");
    for (let vector = 0; vector < this.width; vector += 1) {
      this.get(mask, vector);
      if (vector > 0) code.emit(wasm.and);
    }
    code.emit(wasm.bitmask);
    code.whole(3);
    code.emit(wasm.i32Eq);
    code.set(local);
    return local;
  }

  /** Does what `action` writes unless the condition holds. */
  unless(condition: number, action: () => void): void {
    this.code.get(condition);
    this.code.emit(wasm.i32Eqz);
    this.code.open(wasm.if);
    action();
    this.code.emit(wasm.end);
  }

  /** Leaves a value as the function's result; the last thing to be written. */
  give(value: Operand): void {
    for (let vector = 0; vector < this.width; vector += 1) this.get(value, vector);
  }

  private each(emit: (vector: number) => void): Operand {
    const first = this.locals();
    for (let vector = 0; vector < this.width; vector += 1) {
      emit(vector);
      this.code.set(first + vector);
    }
    return first;
  }

  private shared(operand: Operand): Operand {
    if (typeof operand === "number") return operand;
    const local = this.code.local("v128");
    this.get(operand, 0);
    this.code.set(local);
    return -local;
  }

  private locals(): number {
    const first = this.code.local("v128");
    for (let more = 1; more < this.width; more += 1) this.code.local("v128");
    return first;
  }

  private get(operand: Operand, vector: number): void {
    if (typeof operand === "number") this.code.get(operand < 0 ? -operand : operand + vector);
    else pushConstant(this.code, this.base + this.constants.of(operand.constant));
  }
}
