import { MAPPED_SCHEMA } from "../canonical.ts";
import type { FileShape } from "../detect.ts";
import { InputError, quoteValue } from "../input-error.ts";
import type { ResultRow, UsageDatabase, UsageFile } from "../port.ts";
import { literal, readCount, readText } from "../sql.ts";
import { type Accounting, requireBalanced } from "./accounting.ts";
import { csvRows } from "./csv-rows.ts";
import { jsonRows } from "./json-rows.ts";
import { indexColumns, mappedColumns } from "./mapped-fields.ts";
import { type MappedPlan, planMapped } from "./mapped-plan.ts";
import { type Mapping, requireOrigin } from "./mapping.ts";
import { parquetRows } from "./parquet-rows.ts";
import { type Reject, REJECT_DETAILS, type RejectLog } from "./rejects.ts";
import type { TextRows } from "./text-rows.ts";

/** Reason of a record whose mapped `id` was seen before. */
export const DUPLICATE = "a duplicate id";

/** What a mapped file holds. */
export interface MappedUsage extends Accounting {
  /** A query for its records as columns of `usage`, see `createUsageView`; null if they are rows. */
  readonly usage: string | null;
}

/**
 * Imports any table of records by a mapping. All records are read, checked and typed inside the
 * database, in one pass while none is faulty; this code counts the physical records for itself
 * and compares. Only what differs between records is stored, and the rest is told by a query.
 */
export async function importMapped(
  db: UsageDatabase,
  file: UsageFile,
  fileNo: number,
  shape: FileShape,
  mapping: Mapping,
  log: RejectLog,
): Promise<MappedUsage> {
  requireOrigin(mapping, "column", file.name);
  const rows = await openRows(db, file, shape, mapping);
  const plan = planMapped(mapping, indexColumns(file.name, rows.columns, mapping), rows);
  await requireDateFormat(db, file, mapping);
  await requireSoundConstants(db, plan);
  const before = log.total;
  const table = `${MAPPED_SCHEMA}.file_${fileNo}`;
  try {
    const create = `CREATE TABLE ${table} AS SELECT ${plan.stored}
      FROM ${plan.texts(rows.relation)}`;
    const { physical, blank, spansLines } = await both(rows.count(), load(db, file, rows, create));
    const unread = await rows.unread();
    requireBalanced(file.name, {
      physical,
      kept: await countOf(db, table),
      rejected: unread.size,
      blank,
    });
    const faulty = plan.faulty(spansLines);
    const rejection = { db, file, rows, plan, table, faulty, log };
    await rejectFaulty(rejection, unread);
    await rejectCopies(rejection);
    const kept = await countOf(db, table);
    let usage: string | null = `SELECT ${plan.usage(fileNo)} FROM ${table}`;
    // Money in other currencies is converted in place, for which it must stand in a table.
    if (mapping.currency !== undefined) {
      await db.run(`INSERT INTO usage_row BY NAME ${usage}`);
      await db.run(`DROP TABLE ${table}`);
      usage = null;
    }
    return { usage, physical, kept, rejected: log.total - before, blank };
  } finally {
    await rows.close();
  }
}

// What the count finds wrong comes first: the database says less of a stray quote.
async function both<T>(count: Promise<T>, read: Promise<void>): Promise<T> {
  const [counted, wasRead] = await Promise.allSettled([count, read]);
  if (counted.status === "rejected") throw counted.reason;
  if (wasRead.status === "rejected") throw wasRead.reason;
  return counted.value;
}

async function openRows(
  db: UsageDatabase,
  file: UsageFile,
  shape: FileShape,
  mapping: Mapping,
): Promise<TextRows> {
  if (shape === "parquet") return parquetRows(db, file);
  if (shape === "json") return jsonRows(db, file, [...new Set(mappedColumns(mapping))]);
  return csvRows(db, file, mapping.delimiter ?? ",");
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

async function requireSoundConstants(db: UsageDatabase, plan: MappedPlan): Promise<void> {
  for (const { name, reason } of plan.constants) {
    const [row] = await db.all(`SELECT ${reason} AS reason`);
    const problem = readText(row?.["reason"]);
    if (problem === null) continue;
    throw new InputError("the mapping", `the value of ${name} is ${problem}`, "correct it");
  }
}

async function load(
  db: UsageDatabase,
  file: UsageFile,
  rows: TextRows,
  sql: string,
): Promise<void> {
  try {
    await db.run(sql);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    throw new InputError(file.name, `${rows.unreadable}: ${reason}`, "export the file again");
  }
}

async function countOf(db: UsageDatabase, relation: string): Promise<number> {
  const [row] = await db.all(`SELECT count(*) AS n FROM ${relation}`);
  return readCount(row?.["n"]);
}

interface Rejection {
  readonly db: UsageDatabase;
  readonly file: UsageFile;
  readonly rows: TextRows;
  readonly plan: MappedPlan;
  /** Where the records are stored, in file order. */
  readonly table: string;
  /** Over its columns: whether a record is faulty. */
  readonly faulty: string;
  readonly log: RejectLog;
}

// The texts are not stored, so the file is read once more for those of the faulty records.
async function rejectFaulty(
  { db, file, rows, plan, table, faulty, log }: Rejection,
  unread: ReadonlyMap<number, string>,
): Promise<void> {
  for (const reason of unread.values()) log.addMany("corrupt", reason, 1);
  const count = await countOf(db, `${table} WHERE ${faulty}`);
  if (count === 0 && unread.size === 0) return;
  const described: Described[] = [];
  if (count > 0) {
    await rows.close();
    await load(
      db,
      file,
      rows,
      `CREATE OR REPLACE TABLE mapped_fault AS
      SELECT ord, ${plan.fault.reason} AS reason, ${plan.fault.column} AS fault_column,
        ${plan.fault.value} AS fault_value
      FROM ${plan.texts(
        `(SELECT * FROM (SELECT row_number() OVER () - 1 AS ord, cells.* FROM ${rows.relation} AS cells)
        WHERE ord IN (SELECT rowid FROM ${table} WHERE ${faulty}))`,
      )}`,
    );
    for (const row of await db.all("SELECT reason, count(*) AS n FROM mapped_fault GROUP BY 1")) {
      log.addMany("corrupt", reasonOf(row), readCount(row["n"]));
    }
    const first = await db.all(`SELECT * FROM mapped_fault ORDER BY ord LIMIT ${REJECT_DETAILS}`);
    for (const row of first) {
      described.push({
        ord: readCount(row["ord"]),
        kind: "corrupt",
        reason: reasonOf(row),
        column: readText(row["fault_column"]),
        value: readText(row["fault_value"]),
      });
    }
    await db.run("DROP TABLE mapped_fault");
    await db.run(`DELETE FROM ${table} WHERE ${faulty}`);
  }
  await describe(file, rows, log, described, unread);
}

// The first copy is kept. Copies are sought in this file and in the files before it.
async function rejectCopies({ db, file, rows, plan, table, log }: Rejection): Promise<void> {
  if (plan.id === null || !(await mayHoldCopies(db, plan.id.name, table))) return;
  const { column } = plan.id;
  const copies = `SELECT rowid AS ord, id FROM (SELECT rowid, id,
      row_number() OVER (PARTITION BY id ORDER BY rowid) AS copy FROM ${table} WHERE id IS NOT NULL)
    WHERE copy > 1 OR id IN (${SEEN_IDS})`;
  await db.run(`CREATE OR REPLACE TABLE mapped_copy AS ${copies}`);
  const first = await db.all(`SELECT * FROM mapped_copy ORDER BY ord LIMIT ${REJECT_DETAILS}`);
  log.addMany("duplicate", DUPLICATE, await countOf(db, "mapped_copy"));
  const described = first.map((row): Described => ({
    ord: readCount(row["ord"]),
    kind: "duplicate",
    reason: DUPLICATE,
    column,
    value: readText(row["id"]),
  }));
  await describe(file, rows, log, described, new Map());
  await db.run(`DELETE FROM ${table} WHERE rowid IN (SELECT ord FROM mapped_copy)`);
  await db.run("DROP TABLE mapped_copy");
}

const SEEN_IDS = "SELECT record_id FROM usage WHERE source = 'mapped' AND record_id IS NOT NULL";

// Counting distinct ids costs a third of numbering them, and most files repeat none.
async function mayHoldCopies(db: UsageDatabase, id: string, table: string): Promise<boolean> {
  const [row] = await db.all(`SELECT count(${id}) = count(DISTINCT hash(${id})) AS distinct_ids,
    EXISTS (${SEEN_IDS}) AS others FROM ${table} WHERE ${id} IS NOT NULL`);
  return row?.["distinct_ids"] !== true || row["others"] === true;
}

interface Described {
  /** Number of the record among those stored, from 0. */
  readonly ord: number;
  readonly kind: Reject["kind"];
  readonly reason: string;
  readonly column: string | null;
  readonly value: string | null;
}

async function describe(
  file: UsageFile,
  rows: TextRows,
  log: RejectLog,
  stored: readonly Described[],
  unread: ReadonlyMap<number, string>,
): Promise<void> {
  if (stored.length === 0 && unread.size === 0) return;
  const lines = await rows.locate({
    stored: new Set(stored.map(({ ord }) => ord)),
    unread: new Set(unread.keys()),
  });
  const { place } = rows;
  const rejects = stored.map(({ ord, ...reject }): Reject => ({
    file: file.name,
    place,
    line: lines.stored.get(ord) ?? 0,
    ...reject,
  }));
  for (const [record, reason] of [...unread].slice(0, REJECT_DETAILS)) {
    rejects.push({
      file: file.name,
      place,
      line: lines.unread.get(record) ?? 0,
      kind: "corrupt",
      reason,
      column: null,
      value: null,
    });
  }
  for (const reject of rejects.toSorted((a, b) => a.line - b.line)) log.describe(reject);
}

function reasonOf(row: ResultRow): string {
  const reason = readText(row["reason"]);
  if (reason === null) throw new Error("a record was found faulty for no reason");
  return reason;
}
