import { BILL_COLUMNS, USAGE_COLUMNS } from "../canonical.ts";
import type { CellValue, UsageDatabase } from "../port.ts";
import { SOURCES_TELLING_CACHE_READS } from "../inclusion-rules.ts";
import { literal, readCount, readText } from "../sql.ts";
import { chargeRow, createChargeTable, resolveCharges } from "../bill/charges.ts";
import type { Charge, RecordUsage } from "./formats/format.ts";
import { REJECT_DETAILS, type RejectLog, type RejectPlace } from "./rejects.ts";

/** A file whose records were staged. */
export interface StagedRecords {
  readonly fileNo: number;
  readonly name: string;
  readonly place: RejectPlace;
}

const BATCH = 2000;
/** Reason of a record whose id or content was seen before. */
export const DUPLICATE_RECORD = "a record that was seen before";

/** Creates the staging table; records of all files meet there before any is counted. */
export async function createRecordTable(db: UsageDatabase): Promise<void> {
  await createChargeTable(db);
  await db.run("DROP TABLE IF EXISTS usage_record");
  await db.run(`CREATE TABLE usage_record (
    file_no INTEGER NOT NULL, line BIGINT NOT NULL, source VARCHAR NOT NULL, id VARCHAR NOT NULL,
    by_content BOOLEAN NOT NULL, ts_us BIGINT NOT NULL, provider VARCHAR NOT NULL,
    model_raw VARCHAR NOT NULL, feature VARCHAR, customer VARCHAR, tier VARCHAR NOT NULL,
    requests UBIGINT NOT NULL, in_uncached UBIGINT NOT NULL, cache_read UBIGINT NOT NULL,
    cache_write_5m UBIGINT NOT NULL, cache_write_1h UBIGINT NOT NULL, out_visible UBIGINT NOT NULL,
    out_reasoning UBIGINT, billed_nanos BIGINT, currency VARCHAR NOT NULL,
    ${BILL_COLUMNS.map((name) => `${name} BIGINT`).join(", ")})`);
}

/** Appends records of one file to the staging table, in batches. */
export class RecordStage {
  #rows: CellValue[][] = [];
  #charges: (readonly CellValue[])[] = [];
  readonly #db: UsageDatabase;
  readonly #fileNo: number;
  readonly #source: string;

  constructor(db: UsageDatabase, fileNo: number, source: string) {
    this.#db = db;
    this.#fileNo = fileNo;
    this.#source = source;
  }

  /** Adds one record; `content` tells it from others when it has no id. */
  async add(usage: RecordUsage, line: number, content: () => string): Promise<void> {
    const { counts, bill = {} } = usage;
    this.#rows.push([
      this.#fileNo,
      line,
      this.#source,
      usage.id ?? content(),
      usage.id === null,
      usage.startMicros,
      usage.provider,
      usage.model,
      usage.feature,
      usage.customer,
      usage.tier,
      usage.requests,
      counts.inUncached,
      counts.cacheRead,
      counts.cacheWrite5m,
      counts.cacheWrite1h,
      counts.outVisible,
      counts.outReasoning,
      usage.billedNanos,
      usage.currency ?? "USD",
      bill.list ?? null,
      bill.services ?? null,
      bill.ownKey ?? null,
      bill.paidAhead ?? null,
      bill.credit ?? null,
    ]);
    if (this.#rows.length >= BATCH) await this.flush();
  }

  /** Adds a line of a bill that is no usage, told from others by its content. */
  async addCharge(charge: Charge, line: number, content: () => string): Promise<void> {
    const place = { fileNo: this.#fileNo, line, source: this.#source };
    this.#charges.push(chargeRow(place, charge, content()));
    if (this.#charges.length >= BATCH) await this.flush();
  }

  /** Writes what is left. */
  async flush(): Promise<void> {
    const charges = this.#charges;
    this.#charges = [];
    if (charges.length > 0) await this.#db.insert("bill_charge", charges);
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length > 0) await this.#db.insert("usage_record", rows);
  }
}

/**
 * Moves the staged records into `usage`, each once. Of records with one id the fullest is kept: a
 * streamed answer is logged as it grows. Records without an id are told by their content, and two
 * equal ones in one file are two; the same in a second file are the same again.
 */
export async function resolveRecords(
  db: UsageDatabase,
  files: readonly StagedRecords[],
  log: RejectLog,
): Promise<Map<number, { kept: number; rejected: number }>> {
  await db.run("DROP TABLE IF EXISTS record_verdict");
  await db.run(`CREATE TABLE record_verdict AS
    WITH counted AS (
      SELECT *, CASE WHEN by_content THEN row_number() OVER (
        PARTITION BY file_no, source, by_content, id ORDER BY line) ELSE 1 END AS occurrence
      FROM usage_record
    )
    SELECT *, row_number() OVER (PARTITION BY source, by_content, id, occurrence ORDER BY
      in_uncached + cache_read + cache_write_5m + cache_write_1h + out_visible
        + coalesce(out_reasoning, 0) DESC, billed_nanos DESC NULLS LAST,
      in_uncached, cache_read, cache_write_5m, out_visible, ts_us, provider, model_raw, feature,
      customer, tier, file_no, line) AS copy
    FROM counted`);
  await db.run(`INSERT INTO usage_row (file_no, record_id, ${USAGE_COLUMNS}, cache_told,
      ${BILL_COLUMNS.join(", ")})
    SELECT file_no, id, make_timestamp(ts_us), source, provider, model_raw, feature, customer, tier,
      requests, in_uncached, cache_read, cache_write_5m, cache_write_1h, out_visible, out_reasoning,
      ${fromNanos("billed_nanos")}, currency,
      CASE WHEN source IN (${SOURCES_TELLING_CACHE_READS.map(literal).join(", ")}) THEN true END,
      ${BILL_COLUMNS.map(fromNanos).join(", ")}
    FROM record_verdict WHERE copy = 1`);
  const counts = await db.all(`SELECT file_no, count(*) FILTER (WHERE copy = 1) AS kept,
    count(*) FILTER (WHERE copy > 1) AS rejected FROM record_verdict GROUP BY file_no`);
  const verdicts = new Map(
    counts.map((row) => [
      readCount(row["file_no"]),
      { kept: readCount(row["kept"]), rejected: readCount(row["rejected"]) },
    ]),
  );
  for (const { rejected } of verdicts.values()) {
    log.addMany("duplicate", DUPLICATE_RECORD, rejected);
  }
  await describeDuplicates(db, files, log);
  await db.run("DROP TABLE record_verdict");
  await db.run("DROP TABLE usage_record");
  await resolveCharges(db);
  return verdicts;
}

function fromNanos(column: string): string {
  return `CAST(${column} * CAST(0.000000001 AS DECIMAL(10,9)) AS DECIMAL(18,9))`;
}

async function describeDuplicates(
  db: UsageDatabase,
  files: readonly StagedRecords[],
  log: RejectLog,
): Promise<void> {
  const rows = await db.all(`SELECT file_no, line, CASE WHEN NOT by_content THEN id END AS id
    FROM record_verdict WHERE copy > 1 ORDER BY file_no, line LIMIT ${REJECT_DETAILS}`);
  for (const row of rows) {
    const file = files.find((candidate) => candidate.fileNo === readCount(row["file_no"]));
    log.describe({
      file: file?.name ?? "",
      line: readCount(row["line"]),
      place: file?.place ?? "line",
      kind: "duplicate",
      reason: DUPLICATE_RECORD,
      column: null,
      value: readText(row["id"]),
    });
  }
}
