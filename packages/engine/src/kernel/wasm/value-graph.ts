import type { FunctionName } from "./functions.ts";
import { type Instruction, wasm } from "./instructions.ts";
import type { Value, ValueKind } from "./value.ts";

interface Making {
  readonly instruction?: Instruction;
  readonly function?: FunctionName;
  readonly at?: number;
  readonly cells?: number;
  readonly isMask?: boolean;
}

const comparisons: ReadonlySet<Instruction> = new Set([
  wasm.eq,
  wasm.ne,
  wasm.lt,
  wasm.le,
  wasm.gt,
  wasm.ge,
]);
const logical: ReadonlySet<Instruction> = new Set([wasm.and, wasm.or, wasm.not]);

/** The values of a step, equal ones made once. */
export class ValueGraph {
  /** All values, operands before what is made of them. */
  readonly values: Value[] = [];
  /** Id of the part whose equation values are made for. */
  part = "";
  private readonly known = new Map<string, Value>();

  number(value: number): Value {
    const key = Object.is(value, -0) ? "-0" : `${value}`;
    return this.known.get(key) ?? this.make(key, "number", [], { at: value });
  }

  time(): Value {
    return this.known.get("t") ?? this.make("t", "time", []);
  }

  /** A row as it is at the start of the step. */
  row(row: number, cells: number): Value {
    const key = `r${row}`;
    return this.known.get(key) ?? this.make(key, "row", [], { at: row, cells });
  }

  trait(address: number, cells: number): Value {
    const key = `T${address}`;
    return this.known.get(key) ?? this.make(key, "trait", [], { at: address, cells });
  }

  /** An instruction of operands, or a simpler value that is always the same to the bit. */
  apply(instruction: Instruction, ...operands: readonly Value[]): Value {
    const simpler = this.simplify(instruction, operands);
    if (simpler !== undefined) return simpler;
    const key = keyOf(instruction.name, operands);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const isMask =
      comparisons.has(instruction) ||
      (logical.has(instruction) && operands.every((operand) => operand.isMask));
    const cells = cellsOf(operands);
    return this.make(key, "apply", operands, { instruction, cells, isMask });
  }

  call(name: FunctionName, operands: readonly Value[]): Value {
    const key = keyOf(name, operands);
    const cells = cellsOf(operands);
    return this.known.get(key) ?? this.make(key, "call", operands, { function: name, cells });
  }

  /** The sum over all cells. */
  total(value: Value): Value {
    const key = keyOf("total", [value]);
    return this.known.get(key) ?? this.make(key, "total", [value]);
  }

  /** One value for each of so many cells. */
  spread(value: Value, cells: number): Value {
    if (cells === 0 || value.cells > 0) return value;
    const key = keyOf(`spread${cells}`, [value]);
    return this.known.get(key) ?? this.make(key, "spread", [value], { cells });
  }

  private make(
    key: string,
    kind: ValueKind,
    operands: readonly Value[],
    { instruction, function: name, at = 0, cells = 0, isMask = false }: Making = {},
  ): Value {
    const { values, part } = this;
    const id = values.length;
    const value = { id, part, kind, instruction, function: name, operands, at, cells, isMask };
    values.push(value);
    this.known.set(key, value);
    return value;
  }

  private simplify(instruction: Instruction, operands: readonly Value[]): Value | undefined {
    const [a, b] = operands;
    if (b?.kind !== "number") return undefined;
    if (a!.kind === "number") {
      const fold = folds.get(instruction);
      return fold === undefined ? undefined : this.number(fold(a!.at, b.at));
    }
    if (instruction === wasm.sub && Object.is(b.at, 0)) return a;
    if (instruction === wasm.mul && b.at === 1) return a;
    if (instruction !== wasm.div || !hasExactReciprocal(b.at)) return undefined;
    return this.apply(wasm.mul, a!, this.number(1 / b.at));
  }
}

/** Arithmetic that JavaScript does to the same bits. */
const folds: ReadonlyMap<Instruction, (a: number, b: number) => number> = new Map([
  [wasm.add, (a: number, b: number) => a + b],
  [wasm.sub, (a: number, b: number) => a - b],
  [wasm.mul, (a: number, b: number) => a * b],
  [wasm.div, (a: number, b: number) => a / b],
]);

function keyOf(name: string, operands: readonly Value[]): string {
  let key = name;
  for (const { id } of operands) key += `,${id}`;
  return key;
}

function cellsOf(operands: readonly Value[]): number {
  for (const { cells } of operands) if (cells > 0) return cells;
  return 0;
}

/** Whether a number is a power of two whose reciprocal is exact, so that both are one division. */
function hasExactReciprocal(value: number): boolean {
  const size = Math.abs(value);
  if (!(size >= 2 ** -1000 && size <= 2 ** 1000)) return false;
  let power = size;
  while (power >= 2) power /= 2;
  while (power < 1) power *= 2;
  return power === 1;
}
