import type { Roots } from "./roots.ts";
import { type Value, isLeaf } from "./value.ts";

/** A value that is computed once and kept, or a root that is a leaf; and the rows it goes to. */
export interface Item {
  readonly value: Value;
  readonly rows: readonly number[];
  /** Its place in the order of a step. */
  readonly position: number;
  readonly chunk: number;
  readonly region: number;
}

/** Items of one loop over cells, or of none. */
export interface Region {
  readonly cells: number;
  readonly items: readonly Item[];
}

/** A step in order: chunks, each one function, of regions. */
export interface Schedule {
  readonly chunks: readonly (readonly Region[])[];
  /** Position of the last item that uses a value, by its id. */
  readonly lastUse: Int32Array;
  /** Item of each kept value, by its id. */
  readonly items: readonly (Item | undefined)[];
  /** Position of the last item that reads a row as it was at the start. */
  readonly lastRead: ReadonlyMap<number, number>;
}

/**
 * Puts a step's values in order. Values that are used more than once, are stored, or are used in a
 * loop over cells without depending on the cell, are items of their own; all others are computed
 * where they are used. Stages alternate between single values (even) and loops over cells (odd); a
 * value is computed in the last stage that is early enough for all that use it.
 */
export function scheduleOf(
  values: readonly Value[],
  roots: Roots,
  nodesPerChunk: number,
): Schedule {
  const use = usesOf(values, roots);
  const stages = stagesOf(values, use);
  const entries = ordered(values, use, stages);
  return cut(values, entries, use, nodesPerChunk);
}

interface Uses {
  readonly count: Int32Array;
  readonly isKept: Uint8Array;
  readonly rows: ReadonlyMap<Value, readonly number[]>;
}

function usesOf(values: readonly Value[], roots: Roots): Uses {
  const count = new Int32Array(values.length);
  const isKept = new Uint8Array(values.length);
  const rows = new Map<Value, number[]>();
  const visit = (value: Value): void => {
    for (const operand of value.operands) {
      count[operand.id]! += 1;
      const isLoopInput = value.cells > 0 && operand.cells === 0;
      if (!isLeaf(operand) && (isLoopInput || count[operand.id]! > 1)) isKept[operand.id] = 1;
      if (count[operand.id] === 1) visit(operand);
    }
    if (value.kind === "total" || value.kind === "call") isKept[value.id] = 1;
  };
  for (const [row, value] of roots) {
    count[value.id]! += 1;
    if (!isLeaf(value)) isKept[value.id] = 1;
    if (count[value.id] === 1) visit(value);
    const known = rows.get(value);
    if (known === undefined) rows.set(value, [row]);
    else known.push(row);
  }
  return { count, isKept, rows };
}

/** The stage in which an operand must be done for its user to be computed in a stage. */
function dueStage(user: Value, stage: number, operand: Value): number {
  if (operand.cells > 0) return stage;
  // A single value is there before the loop; a total is there after its own.
  const single = user.cells > 0 ? stage - 1 : stage;
  return operand.kind === "total" ? single - 1 : single;
}

function stagesOf(values: readonly Value[], { count, rows }: Uses): Int32Array {
  const earliest = new Int32Array(values.length);
  const lastRead = new Map<number, number>();
  let last = 0;
  for (const value of values) {
    if (count[value.id] === 0) continue;
    let stage = value.cells > 0 || value.kind === "total" ? 1 : 0;
    if (!isLeaf(value)) {
      for (const operand of value.operands) {
        stage = Math.max(stage, earliest[operand.id]! + stage - dueStage(value, stage, operand));
      }
      for (const { kind, at } of value.operands) {
        if (kind === "row") lastRead.set(at, Math.max(lastRead.get(at) ?? 0, stage));
      }
    }
    earliest[value.id] = stage;
    last = Math.max(last, stage);
  }
  const lastLoop = last % 2 === 0 ? last - 1 : last;
  const freeStage = (value: Value): number => {
    if (value.kind === "total") return 1;
    if (value.cells > 0) return lastLoop;
    const read = Math.max(...rows.get(value)!.map((row) => lastRead.get(row) ?? 0));
    return read % 2 === 0 ? read : read + 1;
  };
  const stages = new Int32Array(values.length).fill(-1);
  for (let id = values.length - 1; id >= 0; id -= 1) {
    const value = values[id]!;
    if (count[id] === 0) continue;
    // What only goes to rows is computed after all that read them as they were.
    if (stages[id]! < 0) stages[id] = Math.max(earliest[id]!, freeStage(value));
    for (const operand of value.operands) {
      const due = dueStage(value, stages[id]!, operand);
      const known = stages[operand.id]!;
      stages[operand.id] = known < 0 ? due : Math.min(known, due);
    }
  }
  for (const value of values) {
    const [operand] = value.operands;
    // A total is taken while what it adds up is at hand.
    if (value.kind === "total" && !isLeaf(operand!)) stages[value.id] = stages[operand!.id]!;
    if (isLeaf(value) && rows.has(value)) stages[value.id] = freeStage(value);
  }
  return stages;
}

interface Entry {
  readonly value: Value;
  readonly stage: number;
}

/** Kept values and stored leaves, by stage, in loops by number of cells, then as they were made. */
function ordered(
  values: readonly Value[],
  { isKept, rows }: Uses,
  stages: Int32Array,
): readonly Entry[] {
  const kept = values.filter(({ id }) => isKept[id] === 1);
  const leaves = [...rows.keys()].filter(isLeaf);
  const entries = [...kept, ...leaves].map((value) => ({ value, stage: stages[value.id]! }));
  const cellsOf = ({ value, stage }: Entry): number => (stage % 2 === 0 ? 0 : loopOf(value));
  const placeOf = ({ value }: Entry): number =>
    isLeaf(value) ? Infinity : value.kind === "total" ? value.operands[0]!.id : value.id;
  entries.sort((a, b) => a.stage - b.stage || cellsOf(a) - cellsOf(b) || placeOf(a) - placeOf(b));
  return paired(entries, isKept);
}

/** How many items ahead a second call is looked for. */
const outlook = 60;

/** Moves calls of the same function together by twos, where both can be made at once. */
function paired(entries: readonly Entry[], isKept: Uint8Array): readonly Entry[] {
  const order: Entry[] = [];
  const isDone = new Set<Value>();
  const isReady = (value: Value): boolean =>
    value.operands.every((operand) =>
      isKept[operand.id] === 1 ? isDone.has(operand) : isReady(operand),
    );
  const take = (entry: Entry): void => {
    order.push(entry);
    isDone.add(entry.value);
  };
  for (const [index, entry] of entries.entries()) {
    if (isDone.has(entry.value)) continue;
    const { value, stage } = entry;
    let partner: Entry | undefined;
    if (value.kind === "call" && value.cells === 0) {
      for (let next = index + 1; next < entries.length && next <= index + outlook; next += 1) {
        const other = entries[next]!;
        if (other.stage !== stage) break;
        const isLike = other.value.kind === "call" && other.value.function === value.function;
        if (isLike && !isDone.has(other.value) && isReady(other.value)) {
          partner = other;
          break;
        }
      }
    }
    take(entry);
    if (partner !== undefined) take(partner);
  }
  return order;
}

/** Cells of the loop that a value belongs in. */
function loopOf(value: Value): number {
  return value.kind === "total" ? value.operands[0]!.cells : value.cells;
}

function cut(
  values: readonly Value[],
  entries: readonly Entry[],
  { isKept, rows }: Uses,
  nodesPerChunk: number,
): Schedule {
  const lastUse = new Int32Array(values.length).fill(-1);
  const lastRead = new Map<number, number>();
  const items: (Item | undefined)[] = Array.from({ length: values.length });
  const chunks: { cells: number; items: Item[] }[][] = [];
  let nodes = Infinity;
  let regions = 0;
  let stage = -1;
  for (const [position, entry] of entries.entries()) {
    const { value } = entry;
    let size = 0;
    const visit = (at: Value): void => {
      size += 1;
      if (at.kind === "row") lastRead.set(at.at, position);
      for (const operand of at.operands) {
        if (isKept[operand.id] === 1) lastUse[operand.id] = position;
        else visit(operand);
      }
    };
    visit(value);
    const cells = loopOf(value);
    if (nodes + size > nodesPerChunk) {
      chunks.push([]);
      nodes = 0;
    }
    nodes += size;
    const chunk = chunks.at(-1)!;
    if (chunk.length === 0 || entry.stage !== stage || chunk.at(-1)!.cells !== cells) {
      chunk.push({ cells, items: [] });
      regions += 1;
      stage = entry.stage;
    }
    const item = {
      value,
      rows: rows.get(value) ?? [],
      position,
      chunk: chunks.length - 1,
      region: regions - 1,
    };
    items[value.id] = item;
    chunk.at(-1)!.items.push(item);
  }
  return { chunks, lastUse, items, lastRead };
}
