import type { Assignment, Lowered } from "../program.ts";
import type { Constants } from "./constants.ts";
import type { FunctionName } from "./functions.ts";
import { type Instruction, wasm } from "./instructions.ts";
import type { Value } from "./value.ts";
import { ValueGraph } from "./value-graph.ts";

/** Operators that are one instruction. */
const arithmetic: Readonly<Record<string, Instruction>> = {
  "+": wasm.add,
  "-": wasm.sub,
  "*": wasm.mul,
  "/": wasm.div,
  // Exactly `b < a ? b : a` and `a < b ? b : a`.
  min: wasm.pmin,
  max: wasm.pmax,
  neg: wasm.neg,
  sqrt: wasm.sqrt,
  abs: wasm.abs,
  floor: wasm.floor,
};

const comparisons: Readonly<Record<string, Instruction>> = {
  "<": wasm.lt,
  "<=": wasm.le,
  ">": wasm.gt,
  ">=": wasm.ge,
  "==": wasm.eq,
  "!=": wasm.ne,
};

/**
 * A step as values: what each row holds at the end in terms of what rows held at the start. Copies
 * and values that nothing reads are gone.
 */
export class Equations {
  readonly graph = new ValueGraph();
  private readonly held = new Map<number, Value>();
  /** Cells of the assigned rows that have one value per cell. */
  private readonly cellsOf = new Map<number, number>();
  private readonly constants: Constants;
  /** Cells of the assignment being read. */
  private cells = 0;

  constructor(assignments: readonly Assignment[], constants: Constants) {
    this.constants = constants;
    for (const { row, cells = 0, value, part } of assignments) {
      this.cells = cells;
      this.graph.part = part;
      this.assign(row, cells, this.number(value));
    }
  }

  /** Puts a further assignment behind the others. */
  assign(row: number, cells: number, value: Value): void {
    this.held.set(row, value);
    if (cells > 0) this.cellsOf.set(row, cells);
  }

  /** Whether a row is assigned at all. */
  assigns(row: number): boolean {
    return this.held.has(row);
  }

  /** What an assigned row holds at the end, one value per cell if it has cells. */
  end(row: number): Value {
    return this.graph.spread(this.held.get(row)!, this.cellsOf.get(row) ?? 0);
  }

  /** What a row holds by now. */
  row(row: number, cells: number): Value {
    return this.held.get(row) ?? this.graph.row(row, cells);
  }

  private number(node: Lowered): Value {
    const { graph } = this;
    switch (node.op) {
      case "row":
        return this.row(node.row, node.perCell ? this.cells : 0);
      case "number":
        return graph.number(node.value);
      case "time":
        return graph.time();
      case "trait":
        return graph.trait(this.constants.table(node.values), node.values.length);
      case "total":
        return graph.total(graph.spread(this.row(node.row, node.cells), node.cells));
      case "if":
        return graph.apply(
          wasm.select,
          this.number(node.a),
          this.number(node.b),
          this.mask(node.c),
        );
      case "not":
      case "and":
      case "or":
        return this.bit(this.mask(node));
      default: {
        if (comparisons[node.op] !== undefined) return this.bit(this.mask(node));
        const a = this.number(node.a);
        const operands = "b" in node ? [a, this.number(node.b)] : [a];
        const instruction = arithmetic[node.op];
        if (instruction !== undefined) return graph.apply(instruction, ...operands);
        // What is neither an instruction nor a comparison is a function.
        return graph.call(node.op as FunctionName, operands);
      }
    }
  }

  private mask(node: Lowered): Value {
    const { graph } = this;
    switch (node.op) {
      case "and":
        return graph.apply(wasm.and, this.mask(node.a), this.mask(node.b));
      case "or":
        return graph.apply(wasm.or, this.mask(node.a), this.mask(node.b));
      case "not":
        return graph.apply(wasm.not, this.mask(node.a));
      default: {
        const comparison = comparisons[node.op];
        if (comparison !== undefined && "b" in node) {
          return graph.apply(comparison, this.number(node.a), this.number(node.b));
        }
        const value = this.number(node);
        // A mask that was made 1 or 0 is taken as it was before.
        const [mask] = value.operands;
        if (value.instruction === wasm.and && mask!.isMask && !value.isMask) return mask!;
        return graph.apply(wasm.ne, value, graph.number(0));
      }
    }
  }

  private bit(mask: Value): Value {
    return this.graph.apply(wasm.and, mask, this.graph.number(1));
  }
}
