import { USAGE_COLUMNS } from "../canonical.ts";
import type { CellValue, UsageDatabase } from "../port.ts";
import { SOURCES_TELLING_CACHE_READS } from "../inclusion-rules.ts";
import { literal, readCount, readText } from "../sql.ts";
import type { RecordUsage } from "./formats/format.ts";
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
  await db.run("DROP TABLE IF EXISTS usage_record");
  await db.run(`CREATE TABLE usage_record (
    file_no INTEGER NOT NULL, line BIGINT NOT NULL, source VARCHAR NOT NULL, id VARCHAR NOT NULL,
    by_content BOOLEAN NOT NULL, ts_us BIGINT NOT NULL, provider VARCHAR NOT NULL,
    model_raw VARCHAR NOT NULL, feature VARCHAR, customer VARCHAR, tier VARCHAR NOT NULL,
    requests UBIGINT NOT NULL, in_uncached UBIGINT NOT NULL, cache_read UBIGINT NOT NULL,
    cache_write_5m UBIGINT NOT NULL, cache_write_1h UBIGINT NOT NULL, out_visible UBIGINT NOT NULL,
    out_reasoning UBIGINT, billed_nanos BIGINT)`);
}

/** Appends records of one file to the staging table, in batches. */
export class RecordStage {
  #rows: CellValue[][] = [];
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
    const { counts } = usage;
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
    ]);
    if (this.#rows.length >= BATCH) await this.flush();
  }

  /** Writes what is left. */
  async flush(): Promise<void> {
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
  await db.run(`INSERT INTO usage (file_no, record_id, ${USAGE_COLUMNS}, cache_told)
    SELECT file_no, id, make_timestamp(ts_us), source, provider, model_raw, feature, customer, tier,
      requests, in_uncached, cache_read, cache_write_5m, cache_write_1h, out_visible, out_reasoning,
      CAST(billed_nanos * CAST(0.000000001 AS DECIMAL(10,9)) AS DECIMAL(18,9)), 'USD',
      CASE WHEN source IN (${SOURCES_TELLING_CACHE_READS.map(literal).join(", ")}) THEN true END
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
  return verdicts;
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

/** Sources among the staged records, with the days their usage starts and ends on. */
export async function stagedSpans(
  db: UsageDatabase,
): Promise<{ source: string; from: string; to: string }[]> {
  const rows =
    await db.all(`SELECT source, CAST(min(CAST(make_timestamp(ts_us) AS DATE)) AS VARCHAR)
    AS first, CAST(max(CAST(make_timestamp(ts_us) AS DATE)) AS VARCHAR) AS last
    FROM usage_record GROUP BY source ORDER BY source`);
  return rows.map((row) => ({
    source: readText(row["source"]) ?? "",
    from: readText(row["first"]) ?? "",
    to: readText(row["last"]) ?? "",
  }));
}
