import { InputError, quoteValue } from "../input-error.ts";
import type { ResultRow, UsageDatabase, UsageFile } from "../port.ts";
import { literal, readCount, readText } from "../sql.ts";
import { type Accounting, requireBalanced } from "./accounting.ts";
import { indexColumns } from "./csv-fields.ts";
import { readCsvHeader } from "./csv-header.ts";
import { type CsvPlan, DUPLICATE, planCsv } from "./csv-plan.ts";
import { locateRecords } from "./csv-lines.ts";
import { scanCsv } from "./csv-scan.ts";
import { type Mapping, requireOrigin } from "./mapping.ts";
import { type Reject, REJECT_DETAILS, type RejectLog } from "./rejects.ts";

/**
 * Imports any CSV by a mapping into the `usage` table. All rows are read, checked and taken apart
 * inside the database; this code only counts the physical records for itself and compares.
 */
export async function importMappedCsv(
  db: UsageDatabase,
  file: UsageFile,
  fileNo: number,
  mapping: Mapping,
  log: RejectLog,
): Promise<Accounting> {
  requireOrigin(mapping, "column", file.name);
  const delimiter = mapping.delimiter ?? ",";
  const header = await readCsvHeader(file, delimiter);
  const plan = planCsv(mapping, indexColumns(file.name, header, mapping), fileNo);
  const scan = await scanCsv(file.name, file.bytes(), delimiter);
  if (scan.records === scan.blank) {
    throw new InputError(file.name, "no records after the header", "export the usage again");
  }
  await requireDateFormat(db, file, mapping);
  const before = log.total;
  try {
    await readRaw(db, file, header.length, delimiter);
    const unread = await unreadRecords(db, header.length);
    const stored = readCount((await one(db, "SELECT count(*) AS n FROM csv_raw"))["n"]);
    // An empty line in a one-column file is an empty value, which the database keeps.
    const blank = header.length === 1 ? 0 : scan.blank;
    requireBalanced(file.name, {
      physical: scan.records,
      kept: stored,
      rejected: unread.size,
      blank,
    });
    await db.run(plan.findFaults);
    await logRejects(db, { file, delimiter, columns: header.length, plan, unread }, log);
    const kept = await keepGood(db, plan);
    const accounting = { physical: scan.records, kept, rejected: log.total - before, blank };
    requireBalanced(file.name, accounting);
    return accounting;
  } finally {
    await dropTables(db);
  }
}

// Only the database knows its format letters, and it fails on a wrong one record or no record.
async function requireDateFormat(
  db: UsageDatabase,
  file: UsageFile,
  mapping: Mapping,
): Promise<void> {
  if (mapping.dateFormat === undefined) return;
  try {
    await db.all(`SELECT try_strptime('2024', ${literal(mapping.dateFormat)})`);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      file.name,
      `the mapping's dateFormat ${quoteValue(mapping.dateFormat)} is not a strptime format`,
      "write it like %d/%m/%Y %H:%M",
    );
  }
}

async function readRaw(
  db: UsageDatabase,
  file: UsageFile,
  columns: number,
  delimiter: string,
): Promise<void> {
  const types = Array.from({ length: columns }, (_, index) => `'c${index}': 'VARCHAR'`).join(", ");
  // Left to guess, the database goes by the file's name.
  const packing = { true: ", compression='gzip'", false: ", compression='none'", undefined: "" };
  await dropTables(db);
  try {
    // SELECT * matters: with fewer columns the reader skips the rest, and their faults with them.
    await db.run(`CREATE TABLE csv_raw AS SELECT * FROM read_csv(${literal(file.sqlPath)},
      columns={${types}}, auto_detect=false, header=true, delim=${literal(delimiter)}, quote='"',
      escape='"', store_rejects=true, rejects_scan='csv_scans', rejects_table='csv_rejects',
      rejects_limit=0${packing[`${file.isGzip}`]})`);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    throw new InputError(file.name, `cannot be read as CSV: ${reason}`, "export the file again");
  }
}

/** Reasons by record number, for records that the reader could not take apart into fields. */
async function unreadRecords(db: UsageDatabase, columns: number): Promise<Map<number, string>> {
  const rows = await db.all(
    `SELECT line, min(error_type) AS error_type, max(column_idx) AS field
     FROM csv_rejects GROUP BY line ORDER BY line`,
  );
  return new Map(
    // The reader numbers records, not lines, and calls the header 1.
    rows.map((row) => [
      readCount(row["line"]) - 1,
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

async function keepGood(db: UsageDatabase, plan: CsvPlan): Promise<number> {
  const count = async () => readCount((await one(db, "SELECT count(*) AS n FROM usage"))["n"]);
  const before = await count();
  await db.run(plan.insertGood);
  return (await count()) - before;
}

interface CsvContext {
  readonly file: UsageFile;
  readonly delimiter: string;
  readonly columns: number;
  readonly plan: CsvPlan;
  readonly unread: ReadonlyMap<number, string>;
}

async function logRejects(db: UsageDatabase, context: CsvContext, log: RejectLog): Promise<void> {
  const { file, plan, unread } = context;
  for (const row of await db.all(plan.countFaults)) {
    const reason = reasonOf(row);
    log.addMany(reason === DUPLICATE ? "duplicate" : "corrupt", reason, readCount(row["n"]));
  }
  for (const reason of unread.values()) log.addMany("corrupt", reason, 1);
  const faults = await db.all(plan.listFaults);
  if (faults.length === 0 && unread.size === 0) return;
  const lines = await locateRecords(file, context.delimiter, {
    stored: new Set(faults.map((row) => readCount(row["ord"]))),
    unread: new Set(unread.keys()),
    storesBlank: context.columns === 1,
  });
  const described = faults.map((row): Reject => {
    const reason = reasonOf(row);
    const column = readText(row["fault_column"]);
    const value = readText(row["fault_value"]);
    return {
      file: file.name,
      place: "line",
      line: lines.stored.get(readCount(row["ord"])) ?? 0,
      kind: reason === DUPLICATE ? "duplicate" : "corrupt",
      reason,
      column,
      value,
    };
  });
  for (const [record, reason] of [...unread].slice(0, REJECT_DETAILS)) {
    const line = lines.unread.get(record) ?? 0;
    described.push({
      file: file.name,
      place: "line",
      line,
      kind: "corrupt",
      reason,
      column: null,
      value: null,
    });
  }
  for (const reject of described.toSorted((a, b) => a.line - b.line)) log.describe(reject);
}

function reasonOf(row: ResultRow): string {
  const reason = readText(row["reason"]);
  if (reason === null) throw new Error("a record was found faulty for no reason");
  return reason;
}

async function dropTables(db: UsageDatabase): Promise<void> {
  for (const table of ["csv_raw", "csv_faults", "csv_rejects", "csv_scans"]) {
    await db.run(`DROP TABLE IF EXISTS ${table}`);
  }
}

async function one(db: UsageDatabase, sql: string): Promise<Record<string, unknown>> {
  const [row] = await db.all(sql);
  if (row === undefined) throw new Error(`no row from: ${sql}`);
  return row;
}
