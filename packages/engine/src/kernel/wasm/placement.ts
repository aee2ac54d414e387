import type { Item, Schedule } from "./schedule.ts";

/** Where a schedule's values go. */
export interface Placement {
  /** By id of a kept value: the row it can be read from once it is computed. */
  readonly homes: ReadonlyMap<number, number>;
  /** Rows that each item is stored in, by its position. */
  readonly stores: readonly (readonly number[])[];
  /** Rows that each item is stored in once its chunk has read them as they were, by its position. */
  readonly lateStores: readonly (readonly number[])[];
  /** What is left to be copied at the end, since its row was still to be read as it was. */
  readonly copies: readonly Copy[];
}

/** A row, or one per cell, to be copied to another. */
export interface Copy {
  readonly from: number;
  readonly to: number;
  readonly cells: number;
}

/**
 * Decides which values are written to memory: those that go to a row, and those that another
 * function, or for cells another loop, uses. The latter get rows of their own, which serve again
 * once the last function that reads them is done.
 */
export function place(schedule: Schedule, newRow: (cells: number) => number): Placement {
  const { chunks, lastUse, lastRead } = schedule;
  const byPosition: Item[] = chunks.flatMap((regions) => regions.flatMap((region) => region.items));
  const homes = new Map<number, number>();
  const stores: (readonly number[])[] = [];
  const lateStores: (readonly number[])[] = [];
  const copies: Copy[] = [];
  const free = new Map<number, number[]>();
  const busy: { readonly cells: number; readonly row: number; readonly until: number }[][] =
    chunks.map(() => []);
  let chunk = 0;
  for (const { value, rows, position, region, chunk: own } of byPosition) {
    for (; chunk < own; chunk += 1) {
      for (const { cells, row } of busy[chunk]!) {
        const rowsOf = free.get(cells);
        if (rowsOf === undefined) free.set(cells, [row]);
        else rowsOf.push(row);
      }
    }
    const { cells, id } = value;
    const direct = rows.filter((row) => (lastRead.get(row) ?? -1) <= position);
    const after = rows.filter((row) => !direct.includes(row));
    // A single value stays in its local for as long as its chunk runs.
    const isHeld = (row: number): boolean =>
      cells === 0 && byPosition[lastRead.get(row)!]!.chunk === own;
    const held = after.filter(isHeld);
    const late = after.filter((row) => !isHeld(row));
    const last = byPosition[lastUse[id]!];
    const isReadLater =
      last !== undefined && (cells > 0 ? last.region !== region : last.chunk !== own);
    let home = direct[0] ?? held[0];
    const to = [...direct];
    if (home === undefined && (isReadLater || late.length > 0)) {
      home = free.get(cells)?.pop() ?? newRow(cells);
      to.push(home);
      const until = late.length > 0 ? undefined : last!.chunk;
      if (until !== undefined) busy[until]!.push({ cells, row: home, until });
    }
    if (home !== undefined) homes.set(id, home);
    for (const row of late) copies.push({ from: home!, to: row, cells });
    stores.push(to);
    lateStores.push(held);
  }
  return { homes, stores, lateStores, copies };
}
