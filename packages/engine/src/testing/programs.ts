import type { Assignment, Lowered, Program } from "../kernel/program.ts";
import type { Machine } from "../kernel/run-block.ts";

/** Rows that {@link programOf} leaves to its inputs. */
const inputRows = 8;

/** Whether inputs are drawn anew each month, or stay the same like parameters. */
export type InputKind = "drawn" | "fixed";

/**
 * A lowered program of one step that publishes values by name; they may read rows 0 to 7, which
 * hold the inputs, and rows that further assignments, run before them, put values in.
 */
export function programOf(
  values: Readonly<Record<string, Lowered>>,
  before: readonly Assignment[] = [],
  inputs: InputKind = "drawn",
): Program {
  const first = before.reduce((end, { row, cells = 1 }) => Math.max(end, row + cells), inputRows);
  const ids = Object.keys(values);
  const month = ids.map((id, index): Assignment => ({
    row: first + index,
    cells: undefined,
    value: values[id]!,
    part: id,
  }));
  const inputMap = new Map(Array.from({ length: inputRows }, (_, row) => [`input ${row}`, row]));
  return {
    rows: first + ids.length + 1,
    opening: [],
    month: [...before, ...month],
    parameters: inputs === "fixed" ? inputMap : new Map(),
    noises: inputs === "drawn" ? inputMap : new Map(),
    hazards: new Map(),
    series: new Map(ids.map((id, index) => [id, first + index])),
    eventMonths: new Map(),
    overdrawn: new Map(),
    worstResidual: first + ids.length,
  };
}

/** What a machine makes of columns of inputs, one for each row from 0 on. */
export function runOn(
  { lanes, state, open, step }: Machine,
  program: Program,
  columns: readonly Float64Array[],
): Record<string, Float64Array> {
  const { length } = columns[0]!;
  const results = [...program.series].map(([id, row]) => ({
    id,
    row,
    column: new Float64Array(length),
  }));
  for (let first = 0; first < length; first += lanes) {
    const width = Math.min(lanes, length - first);
    columns.forEach((column, row) => state.set(column.subarray(first, first + width), row * lanes));
    open(0);
    step(first);
    for (const { row, column } of results) {
      column.set(state.subarray(row * lanes, row * lanes + width), first);
    }
  }
  return Object.fromEntries(results.map(({ id, column }) => [id, column]));
}
