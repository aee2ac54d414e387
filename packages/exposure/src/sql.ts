import type { UsageDatabase } from "./port.ts";

/** A value inside generated SQL; strings are quoted, null is NULL. */
export function literal(value: string | number | bigint | null): string {
  if (value === null) return "NULL";
  if (typeof value === "string") {
    const pieces = value.split("\0").map((piece) => `'${piece.replaceAll("'", "''")}'`);
    // A statement ends at a NUL, also inside quotes.
    return pieces.length === 1 ? pieces.join("") : `(${pieces.join(" || chr(0) || ")})`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new Error(`cannot write ${value} into SQL`);
  }
  return String(value);
}

/** A table or column name inside generated SQL. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Reads a whole number that a database returned as a number, bigint or decimal string. */
export function readCount(value: unknown): number {
  const count = Number(value);
  if (!Number.isSafeInteger(count)) {
    throw new TypeError(
      `expected a whole number below 2^53 from the database, got ${String(value)}`,
    );
  }
  return count;
}

/** Reads a text column; null stays null. */
export function readText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "string")
    throw new TypeError(`expected text from the database, got ${typeof value}`);
  return value;
}

/** Inserts rows, each written as `(…)`, some at a time: one statement could be megabytes long. */
export async function insertValues(
  db: UsageDatabase,
  table: string,
  rows: readonly string[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += 500) {
    await db.run(`INSERT INTO ${table} VALUES ${rows.slice(from, from + 500).join(",")}`);
  }
}
