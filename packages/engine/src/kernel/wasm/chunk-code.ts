import { Code } from "./code.ts";
import type { Constants } from "./constants.ts";
import type { FunctionLibrary } from "./functions.ts";
import { wasm } from "./instructions.ts";
import type { Placement } from "./placement.ts";
import type { Item, Region, Schedule } from "./schedule.ts";
import { type Value, isLeaf } from "./value.ts";
import { pushConstant } from "./vector-function.ts";

const vectorBytes = 16;

/** Where in a function's instructions the code of items starts, or with none that of a loop. */
export interface Mark {
  readonly at: number;
  readonly items: readonly Item[];
}

/** Writes the function of one chunk: a loop over draws, in it loops over cells. */
export class ChunkWriter {
  readonly code = new Code(["f64"], []);
  readonly marks: Mark[] = [];
  /** How many draws a row holds, an even number. */
  private readonly lanes: number;
  private readonly schedule: Schedule;
  private readonly placement: Placement;
  private readonly constants: Constants;
  private readonly base: number;
  private readonly library: FunctionLibrary;
  /** First of the locals that hold a value, one for each cell of a turn. */
  private readonly locals = new Map<Value, number>();
  /** Bytes from the start of a row to the draws at hand. */
  private readonly draw: number;
  private readonly zero: number;
  private readonly time: number;
  /** The same as `draw` for the cell at hand, and bytes from the start of a trait to it. */
  private cell = -1;
  private traitCell = -1;
  /** Cells that one turn of the loop at hand computes. */
  private turn = 1;

  constructor(
    lanes: number,
    schedule: Schedule,
    placement: Placement,
    constants: Constants,
    base: number,
    library: FunctionLibrary,
  ) {
    this.lanes = lanes;
    this.schedule = schedule;
    this.placement = placement;
    this.constants = constants;
    this.base = base;
    this.library = library;
    this.draw = this.code.local("i32");
    this.zero = this.code.local("v128");
    this.time = this.code.local("v128");
  }

  /** Writes what a chunk computes. */
  write(regions: readonly Region[]): void {
    const { code } = this;
    code.get(0);
    code.emit(wasm.splat);
    code.set(this.time);
    this.loopOverDraws(() => {
      for (const { cells, items } of regions) {
        if (cells === 0) this.singles(items);
        else this.loopOverCells(cells, items);
      }
      for (const { items } of regions) for (const item of items) this.storeLate(item);
    });
  }

  /** Writes the copies at the end of a step. */
  writeCopies(): void {
    const { code } = this;
    this.loopOverDraws(() => {
      for (const { from, to, cells } of this.placement.copies) {
        const copy = (base: number, cell: number): void => {
          code.get(base);
          code.get(base);
          code.memory(wasm.load, this.offset(from, cell));
          code.memory(wasm.store, this.offset(to, cell));
        };
        if (cells === 0) copy(this.draw, 0);
        else
          this.eachCell(cells, () => {
            for (let cell = 0; cell < this.turn; cell += 1) copy(this.cell, cell);
          });
      }
    });
  }

  /** Ids of the parts whose equations an item is made of, but for what is computed elsewhere. */
  partsOf({ value }: Item): readonly string[] {
    if (value.kind === "row") return [];
    const parts: string[] = [value.part];
    const visit = (at: Value): void => {
      parts.push(at.part);
      for (const operand of at.operands) if (!this.isAtHand(operand)) visit(operand);
    };
    visit(value);
    return parts;
  }

  private loopOverDraws(write: () => void): void {
    const { code, lanes } = this;
    const isLoop = lanes > 2;
    if (isLoop) code.open(wasm.loop);
    write();
    this.mark();
    if (isLoop) this.next(this.draw, vectorBytes, lanes * 8);
  }

  private singles(items: readonly Item[]): void {
    for (let index = 0; index < items.length; index += 1) {
      const [one, two] = [items[index]!, items[index + 1]];
      if (two !== undefined && areAlike(one.value, two.value)) {
        this.mark(one, two);
        this.callTwice(one.value, two.value);
        this.code.set(this.allot(two.value));
        this.code.set(this.allot(one.value));
        this.store(one);
        this.store(two);
        index += 1;
      } else {
        this.mark(one);
        this.item(one);
      }
    }
  }

  private mark(...items: readonly Item[]): void {
    this.marks.push({ at: this.code.instructions.length, items });
  }

  /** Leaves on the stack what a function makes of two values' operands, or of two cells' of one. */
  private callTwice(one: Value, two: Value): void {
    one.operands.forEach((operand, index) => {
      this.push(operand, 0);
      this.push(two.operands[index]!, one === two ? 1 : 0);
    });
    this.code.index(wasm.call, this.library.indexOf(one.function!, 2));
  }

  private loopOverCells(cells: number, items: readonly Item[]): void {
    const { code } = this;
    const totals = items.filter(({ value }) => value.kind === "total");
    for (const { value } of totals) {
      code.get(this.zero);
      code.set(this.allot(value));
    }
    const often = leavesReadOften(items, this.schedule);
    this.eachCell(cells, () => {
      for (const item of items) {
        this.mark(item);
        const shared = this.turn > 1 ? this.share(item.value, often) : [];
        if (item.value.kind === "total") this.accumulate(item.value);
        else this.item(item);
        for (const value of shared) this.locals.delete(value);
      }
      // Locals hold this turn's cells only.
      for (const value of this.locals.keys()) if (value.cells > 0) this.locals.delete(value);
    });
    for (const total of totals) {
      this.mark(total);
      this.store(total);
    }
  }

  /** Loads what both cells of a turn need of what does not depend on them. */
  private share(value: Value, often: ReadonlySet<Value>): readonly Value[] {
    const shared: Value[] = [];
    const visit = (at: Value): void => {
      if (at !== value && this.locals.has(at)) return;
      if (at !== value && this.isAtHand(at)) {
        if (at.cells > 0) {
          if (often.has(at)) this.keep(at);
        } else if (at.kind !== "time" && !(at.kind === "number" && Object.is(at.at, 0))) {
          this.keep(at);
          shared.push(at);
        }
      } else for (const operand of at.operands) visit(operand);
    };
    visit(value);
    return shared;
  }

  private isAtHand(value: Value): boolean {
    return isLeaf(value) || this.schedule.items[value.id] !== undefined;
  }

  private eachCell(cells: number, write: () => void): void {
    const { code, lanes } = this;
    if (this.cell < 0) {
      this.cell = code.local("i32");
      this.traitCell = code.local("i32");
    }
    this.mark();
    code.get(this.draw);
    code.set(this.cell);
    code.whole(0);
    code.set(this.traitCell);
    const even = cells - (cells % 2);
    if (even > 0) {
      this.turn = 2;
      code.open(wasm.loop);
      write();
      this.mark();
      code.get(this.cell);
      code.whole(lanes * 16);
      code.emit(wasm.i32Add);
      code.set(this.cell);
      this.next(this.traitCell, 16, even * 8);
      this.turn = 1;
    }
    if (cells > even) write();
  }

  private accumulate(total: Value): void {
    const { code } = this;
    const sum = this.locals.get(total)!;
    code.get(sum);
    for (let cell = 0; cell < this.turn; cell += 1) {
      this.push(total.operands[0]!, cell);
      code.emit(wasm.add);
    }
    code.set(sum);
  }

  private item(item: Item): void {
    const { value, position } = item;
    const isUsedAgain = this.schedule.lastUse[value.id]! > position;
    const { stores, lateStores } = this.placement;
    const isKept = isUsedAgain || stores[position]!.length > 1 || lateStores[position]!.length > 0;
    if (value.kind === "call" && value.cells > 0 && this.turn === 2) {
      this.callTwice(value, value);
      const first = this.allot(value);
      this.code.set(first + 1);
      this.code.set(first);
    } else if (isKept) this.keep(value, (cell) => this.compute(value, cell));
    this.store(item);
  }

  private store({ value, position }: Item): void {
    const { code } = this;
    const turn = value.cells > 0 ? this.turn : 1;
    for (const row of this.placement.stores[position]!) {
      for (let cell = 0; cell < turn; cell += 1) {
        code.get(value.cells > 0 ? this.cell : this.draw);
        const local = this.locals.get(value);
        if (local === undefined) this.compute(value, cell);
        else code.get(local + cell);
        code.memory(wasm.store, this.offset(row, cell));
      }
    }
  }

  private storeLate(item: Item): void {
    const { code } = this;
    const rows = this.placement.lateStores[item.position]!;
    if (rows.length > 0) this.mark(item);
    for (const row of rows) {
      code.get(this.draw);
      code.get(this.locals.get(item.value)!);
      code.memory(wasm.store, this.offset(row, 0));
    }
  }

  /** Puts a value into locals. */
  private keep(value: Value, find = (cell: number): void => this.find(value, cell)): void {
    const first = this.allot(value);
    this.locals.delete(value);
    const turn = value.cells > 0 ? this.turn : 1;
    for (let cell = 0; cell < turn; cell += 1) {
      find(cell);
      this.code.set(first + cell);
    }
    this.locals.set(value, first);
  }

  private allot(value: Value): number {
    const first = this.code.local("v128");
    if (value.cells > 0 && this.turn > 1) this.code.local("v128");
    this.locals.set(value, first);
    return first;
  }

  /** Leaves an operand on the stack. */
  private push(value: Value, cell: number): void {
    const local = this.locals.get(value);
    if (local === undefined) this.find(value, cell);
    else this.code.get(local + (value.cells > 0 ? cell : 0));
  }

  /** Leaves a value on the stack, from its row if it was computed before. */
  private find(value: Value, cell: number): void {
    if (isLeaf(value) || this.schedule.items[value.id] === undefined) this.compute(value, cell);
    else this.load(this.placement.homes.get(value.id)!, value.cells, cell);
  }

  private compute(value: Value, cell: number): void {
    const { code } = this;
    switch (value.kind) {
      case "number":
        if (Object.is(value.at, 0)) code.get(this.zero);
        else pushConstant(code, this.base + this.constants.of(value.at));
        break;
      case "time":
        code.get(this.time);
        break;
      case "row":
        this.load(value.at, value.cells, cell);
        break;
      case "trait":
        code.get(this.traitCell);
        code.memory(wasm.loadSplat, this.base + value.at + cell * 8);
        break;
      case "total":
        throw new Error("A total is read before its loop.");
      case "spread":
        this.push(value.operands[0]!, cell);
        break;
      case "apply":
        for (const operand of value.operands) this.push(operand, cell);
        code.emit(value.instruction!);
        break;
      case "call":
        for (const operand of value.operands) this.push(operand, cell);
        code.index(wasm.call, this.library.indexOf(value.function!, 1));
        break;
    }
  }

  private load(row: number, cells: number, cell: number): void {
    this.code.get(cells > 0 ? this.cell : this.draw);
    this.code.memory(wasm.load, this.offset(row, cells > 0 ? cell : 0));
  }

  private offset(row: number, cell: number): number {
    return (row + cell) * this.lanes * 8;
  }

  /** Adds to a counter and goes back to the start of the loop as long as it is below the limit. */
  private next(counter: number, step: number, limit: number): void {
    const { code } = this;
    code.get(counter);
    code.whole(step);
    code.emit(wasm.i32Add);
    code.set(counter);
    code.get(counter);
    code.whole(limit);
    code.emit(wasm.i32LtU);
    code.index(wasm.branchIf, 0);
    code.emit(wasm.end);
  }
}

/** Whether two values are calls of the same function, neither of the other's result. */
function areAlike(one: Value, two: Value): boolean {
  if (one.kind !== "call" || two.kind !== "call" || one.function !== two.function) return false;
  const uses = (value: Value): boolean =>
    value === one || (value.kind !== "call" && value.operands.some(uses));
  return !two.operands.some(uses);
}

/** Rows of cells and traits that a loop reads more than once. */
function leavesReadOften(items: readonly Item[], schedule: Schedule): ReadonlySet<Value> {
  const once = new Set<Value>();
  const often = new Set<Value>();
  const visit = (value: Value): void => {
    if (value.cells > 0 && isLeaf(value)) (once.has(value) ? often : once).add(value);
    for (const operand of value.operands) {
      if (isLeaf(operand) || schedule.items[operand.id] === undefined) visit(operand);
    }
  };
  for (const { value } of items) visit(value);
  return often;
}
