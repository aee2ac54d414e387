import { InputError } from "../input-error.ts";
import type { ResultRow, UsageDatabase, UsageFile } from "../port.ts";
import { identifier, literal, readCount, readText } from "../sql.ts";
import { parseJson } from "./json-values.ts";

const MAX_FOOTER_BYTES = 16_000_000;
const BATCH = 2000;

/**
 * Names in a Parquet file's footer, columns among them, without a database: the format keeps each
 * as its length and its letters. Meant for telling formats apart, not for reading.
 * Throws `InputError` for a file that ends early.
 */
export async function parquetNames(file: UsageFile): Promise<string[]> {
  const bytes = await lastBytes(file, MAX_FOOTER_BYTES);
  if (String.fromCharCode(...bytes.subarray(-4)) !== "PAR1") {
    throw new InputError(file.name, "cannot be read as Parquet: it breaks off", "export it again");
  }
  const tail = footerOf(bytes);
  const names = new Set<string>();
  for (let at = 0; at < tail.length; at++) {
    const length = tail[at] ?? 0;
    if (length === 0 || length > 127 || !isLetter(tail[at + 1])) continue;
    const name = String.fromCharCode(...tail.subarray(at + 1, at + 1 + length));
    if (name.length === length && /^[A-Za-z][\w .]*$/.test(name)) names.add(name);
  }
  return [...names];
}

// The file ends with the footer's length and a mark. Without it, megabytes of data would be sought.
function footerOf(tail: Uint8Array): Uint8Array {
  if (tail.length < 8) return tail.subarray(0, 0);
  const end = tail.length - 8;
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(end, true);
  return tail.subarray(Math.max(0, end - length), end);
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && /[A-Za-z]/.test(String.fromCharCode(byte));
}

async function lastBytes(file: UsageFile, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file.bytes()) {
    chunks.push(chunk);
    size += chunk.length;
    while (size - (chunks[0]?.length ?? 0) >= most) size -= chunks.shift()?.length ?? 0;
  }
  const tail = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    tail.set(chunk, at);
    at += chunk.length;
  }
  return tail.subarray(-most);
}

/** One row of a Parquet file: its number from 1, and its values as text, nested ones as JSON. */
export interface ParquetRecord {
  readonly number: number;
  readonly values: unknown;
}

/** A Parquet file as the database finds it. */
export interface ParquetTable {
  /** SQL of the file as a relation, with the number of each row as `file_row_number`. */
  readonly source: string;
  /** Its columns, each with the SQL of its value as text, nested ones as JSON. */
  readonly columns: readonly { readonly name: string; readonly text: string }[];
  /** Rows by its footer. */
  readonly rows: number;
}

/** Opens a Parquet file; throws `InputError` if it is damaged, or packed once more. */
export async function parquetTable(db: UsageDatabase, file: UsageFile): Promise<ParquetTable> {
  if (file.gzipped) {
    throw new InputError(
      file.name,
      "a gzipped Parquet file",
      "unpack it with gunzip: Parquet is compressed already",
    );
  }
  const source = `read_parquet(${literal(file.sqlPath)}, file_row_number=true)`;
  const schema = await query(db, file, `DESCRIBE SELECT * FROM ${source}`);
  const columns = schema.flatMap((row) => {
    const name = readText(row["column_name"]) ?? "";
    if (name === "file_row_number") return [];
    const column = identifier(name);
    // As text, so that no amount passes through a float; structs, maps and lists become JSON.
    const nested = /^(STRUCT|MAP)|\]$/.test(readText(row["column_type"]) ?? "");
    return [{ name, text: `CAST(${nested ? `to_json(${column})` : column} AS VARCHAR)` }];
  });
  const [count] = await query(db, file, `SELECT count(*) AS n FROM ${source}`);
  return { source, columns, rows: readCount(count?.["n"]) };
}

/** A Parquet file's columns, and its rows by its footer; throws `InputError` if damaged. */
export async function openParquet(
  db: UsageDatabase,
  file: UsageFile,
): Promise<{ columns: string[]; rows: number; records: AsyncIterable<ParquetRecord> }> {
  const table = await parquetTable(db, file);
  const columns = table.columns.map(({ name }) => name);
  return { columns, rows: table.rows, records: readRows(db, file, table) };
}

async function* readRows(
  db: UsageDatabase,
  file: UsageFile,
  { source, columns, rows }: ParquetTable,
): AsyncIterable<ParquetRecord> {
  const values = columns.map(({ name, text }) => `${literal(name)}: ${text}`);
  for (let from = 0; from < rows; from += BATCH) {
    const found = await query(
      db,
      file,
      `SELECT file_row_number AS n, CAST(to_json({${values.join(", ")}}) AS VARCHAR) AS record
       FROM ${source} WHERE file_row_number >= ${from} AND file_row_number < ${from + BATCH}
       ORDER BY file_row_number`,
    );
    for (const row of found) {
      const text = readText(row["record"]) ?? "";
      yield { number: readCount(row["n"]) + 1, values: parseJson(text) };
    }
  }
}

async function query(db: UsageDatabase, file: UsageFile, sql: string): Promise<ResultRow[]> {
  try {
    return await db.all(sql);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    throw new InputError(file.name, `cannot be read as Parquet: ${reason}`, "export it again");
  }
}
