import { InputError } from "../input-error.ts";
import type { RemoteColumn, RemoteTable } from "./remote-table.ts";

/** What a format needs of a column: its name and what its type looks like. */
export interface NeededColumn {
  readonly name: string;
  readonly type: RegExp;
  /** The type in words. */
  readonly like: string;
}

/** Throws `InputError` when a column that a format reads is not there or has another type. */
export function requireTableColumns(
  table: RemoteTable,
  title: string,
  columns: readonly RemoteColumn[],
  needed: readonly NeededColumn[],
): void {
  const missing = needed.filter(({ name }) => !columns.some((column) => column.name === name));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => `"${name}"`).join(", ");
    throw new InputError(
      table.name,
      `no column ${names}, which ${title} have`,
      "name another table, or say with --map what its columns mean",
    );
  }
  for (const { name, type, like } of needed) {
    const found = columns.find((column) => column.name === name)?.type ?? "";
    if (type.test(found)) continue;
    throw new InputError(
      table.name,
      `column "${name}" is ${found}, and ${title} have ${like} there`,
      "name another table, or a view that converts it",
    );
  }
}
