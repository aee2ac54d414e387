import { InputError } from "../input-error.ts";
import type { UsageDatabase, UsageFile } from "../port.ts";
import { literal, readCount, readText } from "../sql.ts";
import { readCsvHeader } from "./csv-header.ts";
import { locateRecords } from "./csv-lines.ts";
import { scanCsv } from "./csv-scan.ts";
import type { TextCounts, TextRows } from "./text-rows.ts";

/** A CSV file's records: taken apart by the database, and counted here by quotes and line ends. */
export async function csvRows(
  db: UsageDatabase,
  file: UsageFile,
  delimiter: string,
): Promise<TextRows> {
  const columns = await readCsvHeader(file, delimiter);
  const close = () => dropReaderRejects(db);
  await close();
  // An empty line in a one-column file is an empty value, which the database keeps.
  const storesBlank = columns.length === 1;
  const types = columns.map((_, index) => `'c${index}': 'VARCHAR'`).join(", ");
  return {
    columns,
    // SELECT * matters: with fewer columns the reader skips the rest, and their faults with them.
    relation: `(SELECT * FROM read_csv(${literal(file.sqlPath)}, columns={${types}},
      ${compressionOf(file)}, auto_detect=false, header=true, delim=${literal(delimiter)}, quote='"', escape='"',
      ${STORE_REJECTS}))`,
    broken: null,
    count: () => counted(file, delimiter, storesBlank),
    place: "line",
    unread: () => unreadRecords(db, columns.length, true),
    locate: (wanted) => locateRecords(file, delimiter, { ...wanted, storesBlank }),
    unreadable: "cannot be read as CSV",
    close,
  };
}

async function counted(
  file: UsageFile,
  delimiter: string,
  storesBlank: boolean,
): Promise<TextCounts> {
  const { records, blank, spansLines } = await scanCsv(file.name, file.bytes(), delimiter);
  if (records === blank) {
    throw new InputError(file.name, "no records after the header", "export the usage again");
  }
  return { physical: records, blank: storesBlank ? 0 : blank, spansLines };
}

/** The reader's options that keep what it cannot take apart for `unreadRecords`. */
export const STORE_REJECTS =
  "store_rejects=true, rejects_scan='csv_scans', rejects_table='csv_rejects', rejects_limit=0";

/** Forgets them: the reader would add to them. */
export async function dropReaderRejects(db: UsageDatabase): Promise<void> {
  await db.run("DROP TABLE IF EXISTS csv_rejects");
  await db.run("DROP TABLE IF EXISTS csv_scans");
}

/** The reader's option for the file's packing, which it would guess from the name. */
export function compressionOf(file: UsageFile): string {
  return `compression=${literal(file.gzipped ? "gzip" : "none")}`;
}

/**
 * Records that the database's CSV reader could not take apart, by their number from 1, with the
 * reason.
 *
 * @param header whether the reader counts a header before them
 */
export async function unreadRecords(
  db: UsageDatabase,
  columns: number,
  header: boolean,
): Promise<Map<number, string>> {
  const rows = await db.all(
    `SELECT line, min(error_type) AS error_type FROM csv_rejects GROUP BY line ORDER BY line`,
  );
  return new Map(
    // The reader numbers records, not lines, and calls the first 1, a header too.
    rows.map((row) => [
      readCount(row["line"]) - (header ? 1 : 0),
      readerFault(readText(row["error_type"]), columns),
    ]),
  );
}

function readerFault(errorType: string | null, columns: number): string {
  switch (errorType) {
    case "MISSING COLUMNS":
      return `a short row: fewer than ${columns} columns`;
    case "TOO MANY COLUMNS":
      return `a long row: more than ${columns} columns`;
    case "UNQUOTED VALUE":
      return "text after a closing quote";
    case "LINE SIZE OVER MAXIMUM":
      return "a record longer than 2 MB";
    case "INVALID ENCODING":
      return "text that is not UTF-8";
    default:
      return `not readable as CSV (${errorType ?? "unknown"})`;
  }
}
