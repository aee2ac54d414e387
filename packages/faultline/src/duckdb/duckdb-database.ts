import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBTypeId,
} from "@duckdb/node-api";
import type { CellValue, UsageDatabase } from "@faultline/exposure";

/** Limits of the embedded database. */
export interface DuckDbOptions {
  /** Memory DuckDB may use before it spills to disk, in DuckDB's own notation; default `2GB`. */
  readonly memoryLimit?: string;
  /** Worker threads; default 2. */
  readonly threads?: number;
}

/**
 * Opens an embedded, in-memory DuckDB. It never touches the network, and spills to a private
 * temporary directory that `close` removes.
 */
export async function openDuckDb(options: DuckDbOptions = {}): Promise<UsageDatabase> {
  const spill = mkdtempSync(join(tmpdir(), "faultline-"));
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: options.memoryLimit ?? "2GB",
    temp_directory: spill,
    threads: String(options.threads ?? 2),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  let open = true;
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    all: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjectsJson();
    },
    insert: (table, rows) => append(connection, table, rows),
    close: async () => {
      if (!open) return;
      open = false;
      connection.closeSync();
      instance.closeSync();
      rmSync(spill, { recursive: true, force: true });
    },
  };
}

async function append(
  connection: DuckDBConnection,
  table: string,
  rows: readonly (readonly CellValue[])[],
): Promise<void> {
  const appender = await connection.createAppender(table);
  try {
    // Asked once: the answer crosses into the database, and costs more than the cell.
    const types = (rows[0] ?? []).map((_, column) => appender.columnType(column).typeId);
    for (const row of rows) {
      row.forEach((value, column) => appendCell(appender, value, column, types[column]));
      appender.endRow();
    }
  } finally {
    appender.closeSync();
  }
}

function appendCell(
  appender: DuckDBAppender,
  value: CellValue,
  column: number,
  type: DuckDBTypeId | undefined,
): void {
  if (value === null) return appender.appendNull();
  switch (type) {
    case DuckDBTypeId.BIGINT:
      return appender.appendBigInt(BigInt(value));
    case DuckDBTypeId.UBIGINT:
      return appender.appendUBigInt(BigInt(value));
    case DuckDBTypeId.INTEGER:
      return appender.appendInteger(Number(value));
    case DuckDBTypeId.DOUBLE:
      return appender.appendDouble(Number(value));
    case DuckDBTypeId.BOOLEAN:
      return appender.appendBoolean(Boolean(value));
    case DuckDBTypeId.VARCHAR:
      return appender.appendVarchar(String(value));
    default:
      throw new TypeError(`column ${column} has a type that insert does not write`);
  }
}
