import { USAGE_COLUMNS } from "../canonical.ts";
import type { UsageDatabase } from "../port.ts";
import { literal, readCount, readText } from "../sql.ts";
import { REJECT_DETAILS, type RejectKind, type RejectLog } from "./rejects.ts";

/** A staged file: its name, and whether its records are told by line or by span number. */
export interface StagedFile {
  readonly fileNo: number;
  readonly name: string;
  readonly place: "line" | "span";
}

/** Reason of a span whose trace and span id were seen before. */
export const DUPLICATE_SPAN = "duplicate span";
/** Reason of an agent or workflow span that repeats the sum of the calls under it. */
export const AGGREGATE_SPAN = "aggregate of child spans";

/**
 * Moves the staged spans into `usage`, each call once: a span that is an ancestor of another span
 * with usage repeats its sum, and a repeated trace and span id is the same call exported twice.
 * Runs over all files at once, so that how a trace is split over files changes nothing.
 */
export async function resolveSpans(
  db: UsageDatabase,
  files: readonly StagedFile[],
  log: RejectLog,
): Promise<Map<number, { kept: number; rejected: number }>> {
  await db.run("DROP TABLE IF EXISTS otlp_verdict");
  // Copies are ranked by content before position, so that the order of files cannot choose.
  await db.run(`CREATE TABLE otlp_verdict AS
    WITH RECURSIVE above(trace_id, span_id) AS (
      SELECT trace_id, parent_id FROM otlp_span
      WHERE content <> 'foreign' AND parent_id <> '' AND parent_id <> span_id
      UNION
      SELECT otlp_span.trace_id, otlp_span.parent_id FROM otlp_span
      JOIN above ON otlp_span.trace_id = above.trace_id AND otlp_span.span_id = above.span_id
      WHERE otlp_span.parent_id <> '' AND otlp_span.parent_id <> otlp_span.span_id
    ),
    ranked AS (
      SELECT *, row_number() OVER (PARTITION BY trace_id, span_id ORDER BY
        in_uncached + cache_read + cache_write_5m + cache_write_1h + out_visible
          + coalesce(out_reasoning, 0) DESC,
        in_uncached, cache_read, cache_write_5m, out_visible, out_reasoning, ts_us, provider,
        model_raw, feature, customer, tier, file_no, line) AS copy
      FROM otlp_span WHERE content = 'usage'
    )
    SELECT ranked.*, CASE WHEN copy > 1 THEN ${literal(DUPLICATE_SPAN)}
      WHEN above.span_id IS NOT NULL THEN ${literal(AGGREGATE_SPAN)} END AS reason
    FROM ranked LEFT JOIN above
      ON ranked.trace_id = above.trace_id AND ranked.span_id = above.span_id`);
  await db.run(`INSERT INTO usage_row (file_no, record_id, ${USAGE_COLUMNS})
    SELECT file_no, trace_id || '/' || span_id, make_timestamp(ts_us), 'otel',
      coalesce(provider, ''), coalesce(model_raw, ''), feature, customer, coalesce(tier, ''), 1,
      in_uncached, cache_read, cache_write_5m, cache_write_1h, out_visible, out_reasoning, NULL, 'USD'
    FROM otlp_verdict WHERE reason IS NULL`);
  await describeRejects(db, files, log);
  const counts = await db.all(`SELECT file_no, count(*) - count(reason) AS kept,
    count(reason) AS rejected FROM otlp_verdict GROUP BY file_no`);
  await db.run("DROP TABLE otlp_verdict");
  await db.run("DROP TABLE otlp_span");
  return new Map(
    counts.map((row) => [
      readCount(row["file_no"]),
      { kept: readCount(row["kept"]), rejected: readCount(row["rejected"]) },
    ]),
  );
}

async function describeRejects(
  db: UsageDatabase,
  files: readonly StagedFile[],
  log: RejectLog,
): Promise<void> {
  const counts = await db.all(
    "SELECT reason, count(*) AS n FROM otlp_verdict WHERE reason IS NOT NULL GROUP BY reason",
  );
  for (const row of counts) {
    const reason = readText(row["reason"]);
    log.addMany(kindOf(reason), reason ?? "", readCount(row["n"]));
  }
  const rows = await db.all(`SELECT file_no, line, span_id, reason FROM otlp_verdict
    WHERE reason IS NOT NULL ORDER BY file_no, line LIMIT ${REJECT_DETAILS}`);
  for (const row of rows) {
    const file = files.find((candidate) => candidate.fileNo === readCount(row["file_no"]));
    const reason = readText(row["reason"]);
    log.describe({
      file: file?.name ?? "",
      line: readCount(row["line"]),
      place: file?.place ?? "line",
      kind: kindOf(reason),
      reason: reason ?? "",
      column: "spanId",
      value: readText(row["span_id"]) ?? "",
    });
  }
}

function kindOf(reason: string | null): RejectKind {
  return reason === DUPLICATE_SPAN ? "duplicate" : "aggregate";
}
