import type { CellValue, Spread } from "@faultline/exposure";

/** A table to write: one value a cell, numbers as numbers. */
export interface OutTable {
  /** Name of its file, without an ending. */
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: "VARCHAR" | "DOUBLE" }[];
  readonly rows: readonly (readonly CellValue[])[];
}

/** A column of text. */
export const words = (name: string) => ({ name, type: "VARCHAR" }) as const;
/** A column of numbers. */
export const number = (name: string) => ({ name, type: "DOUBLE" }) as const;

const quantiles = ["p05", "p50", "p95"] as const;

/** Columns of what futures say: 5, 50 and 95 in 100. */
export function spreadColumns(name: string): OutTable["columns"] {
  return quantiles.map((quantile) => number(`${name}_${quantile}`));
}

/** Cells of such columns; empty where it is not told. */
export function spreadCells(spread: Spread | null): readonly (number | null)[] {
  return quantiles.map((quantile) => spread?.[quantile] ?? null);
}

/** A table as CSV, its first line the names. */
export function csvOf({ columns, rows }: OutTable): string {
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => row.map(cellOf))];
  return lines.map((line) => `${line.join(",")}\n`).join("");
}

/**
 * A cell of CSV. Text out of data that a spreadsheet would run as a formula is given an apostrophe
 * before it, which spreadsheets take for "this is text"; written by hand for that one rule.
 */
function cellOf(value: CellValue): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = String(value);
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
