import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBTypeId,
} from "@duckdb/node-api";
import { type CellValue, InputError, type UsageDatabase } from "@faultline/exposure";

/** Limits of the embedded database. */
export interface DuckDbOptions {
  /** Memory DuckDB may use before it spills to disk, in DuckDB's own notation; default `2GB`. */
  readonly memoryLimit?: string;
  /** Worker threads; default 2. */
  readonly threads?: number;
}

/**
 * Opens an embedded, in-memory DuckDB. It never touches the network, and spills to a private
 * temporary directory that `close` removes. Throws `InputError`, also later, when there is no room
 * for it in memory and on the disk.
 */
export async function openDuckDb(options: DuckDbOptions = {}): Promise<UsageDatabase> {
  const memoryLimit = options.memoryLimit ?? "2GB";
  const spill = makeSpill();
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: memoryLimit,
    temp_directory: spill,
    threads: String(options.threads ?? 2),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  let open = true;
  const inBounds = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw noRoom(error, spill, memoryLimit) ?? error;
    });
  return {
    run: async (sql) => {
      await inBounds(connection.run(sql));
    },
    all: async (sql) => {
      const reader = await inBounds(connection.runAndReadAll(sql));
      return reader.getRowObjectsJson();
    },
    insert: (table, rows) => inBounds(append(connection, table, rows)),
    close: async () => {
      if (!open) return;
      open = false;
      connection.closeSync();
      instance.closeSync();
      rmSync(spill, { recursive: true, force: true });
    },
  };
}

function makeSpill(): string {
  try {
    return mkdtempSync(join(tmpdir(), "faultline-"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem = `no temporary folder can be made there (${code})`;
    throw new InputError(tmpdir(), problem, "set TMPDIR to a folder that can be written to");
  }
}

/** What a user can do about an error for want of room; undefined for any other error. */
function noRoom(error: unknown, spill: string, memoryLimit: string): InputError | undefined {
  const message = error instanceof Error ? error.message : "";
  const isSpill = message.includes(spill) && /no space left/i.test(message);
  if (isSpill || /failed to offload|max_temp_directory_size/.test(message)) {
    const fix = "free some of the disk, or set TMPDIR to a folder on a larger one";
    return new InputError(tmpdir(), "no room is left for temporary files", fix);
  }
  if (!message.startsWith("Out of Memory Error")) return undefined;
  const problem = `it does not fit into the ${memoryLimit} of memory that are set aside for it`;
  return new InputError("the usage", problem, "import fewer files at once");
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
