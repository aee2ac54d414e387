import { InputError } from "../input-error.ts";
import type { CellValue, UsageDatabase, UsageFile } from "../port.ts";
import { parseJson } from "./json-values.ts";
import { type Mapping, requireOrigin } from "./mapping.ts";
import { isObject } from "./otlp-attributes.ts";
import { type ReadSpan, readSpans } from "./otlp-spans.ts";
import type { RejectLog } from "./rejects.ts";

/** Spans read from one file, before duplicates and aggregates are told apart over all files. */
export interface OtlpCounts {
  /** Spans, unreadable lines and blank lines. */
  readonly physical: number;
  readonly blank: number;
  /** Whether the file's records are told by line or, in one document, by the span's number. */
  readonly place: "line" | "span";
}

const BATCH = 2000;
const MAX_DOCUMENT_CHARACTERS = 400_000_000;

/** Creates the staging table; spans of all files meet there before any is counted. */
export async function createSpanTable(db: UsageDatabase): Promise<void> {
  await db.run(`CREATE TABLE otlp_span (
    file_no INTEGER NOT NULL, line BIGINT NOT NULL, trace_id VARCHAR NOT NULL,
    span_id VARCHAR NOT NULL, parent_id VARCHAR NOT NULL, content VARCHAR NOT NULL,
    ts_us BIGINT NOT NULL, provider VARCHAR, model_raw VARCHAR, feature VARCHAR, customer VARCHAR,
    tier VARCHAR, in_uncached UBIGINT, cache_read UBIGINT, cache_write_5m UBIGINT,
    cache_write_1h UBIGINT, out_visible UBIGINT, out_reasoning UBIGINT)`);
}

/**
 * Reads OpenTelemetry GenAI spans from OTLP JSON, one document or one request a line, into the
 * staging table. Unreadable lines and spans that are not usage are rejected here.
 */
export async function stageOtlp(
  db: UsageDatabase,
  file: UsageFile,
  fileNo: number,
  mapping: Mapping,
  log: RejectLog,
): Promise<OtlpCounts> {
  requireOrigin(mapping, "attribute", file.name);
  const stage = new SpanStage(db, file.name, fileNo, log);
  const document = await readDocument(file);
  if (document !== null) {
    let span = 0;
    for (const read of readSpans(document, mapping)) await stage.add(read, ++span, "span");
    await stage.flush();
    return { physical: span, blank: 0, place: "span" };
  }
  let line = 0;
  let blank = 0;
  let unreadable = 0;
  for await (const text of file.lines()) {
    line++;
    if (text.trim() === "") {
      blank++;
      continue;
    }
    const request = parseJson(text.replace(/^\uFEFF/, ""));
    if (request === undefined || !holdsSpans(request)) {
      unreadable++;
      const reason =
        request === undefined
          ? "a line that is not valid JSON"
          : "a JSON line without resourceSpans";
      log.add({
        file: file.name,
        line,
        place: "line",
        kind: "corrupt",
        reason,
        column: null,
        value: text.slice(0, 60),
      });
      continue;
    }
    for (const read of readSpans(request, mapping)) await stage.add(read, line, "line");
  }
  await stage.flush();
  return { physical: stage.spans + unreadable + blank, blank, place: "line" };
}

function holdsSpans(json: unknown): boolean {
  const requests: readonly unknown[] = Array.isArray(json) ? json : [json];
  return requests.every((request) => isObject(request) && Array.isArray(request["resourceSpans"]));
}

// A first line that is a whole request means one request a line; anything else may be one document.
async function readDocument(file: UsageFile): Promise<unknown> {
  const pieces: string[] = [];
  let size = 0;
  for await (const text of file.lines()) {
    if (size === 0 && text.trim() !== "" && parseJson(text.replace(/^\uFEFF/, "")) !== undefined)
      return null;
    pieces.push(text);
    size += text.trim() === "" ? 0 : text.length;
    if (size > MAX_DOCUMENT_CHARACTERS) {
      throw new InputError(
        file.name,
        "one JSON document of more than 400 MB",
        "export JSON lines: one request a line",
      );
    }
  }
  const document = parseJson(pieces.join("\n").replace(/^\uFEFF/, ""));
  return document !== undefined && holdsSpans(document) ? document : null;
}

class SpanStage {
  spans = 0;
  #rows: CellValue[][] = [];
  readonly #db: UsageDatabase;
  readonly #file: string;
  readonly #fileNo: number;
  readonly #log: RejectLog;

  constructor(db: UsageDatabase, file: string, fileNo: number, log: RejectLog) {
    this.#db = db;
    this.#file = file;
    this.#fileNo = fileNo;
    this.#log = log;
  }

  async add(span: ReadSpan, line: number, place: "line" | "span"): Promise<void> {
    this.spans++;
    const { content } = span;
    if (content.kind === "usage") this.#stageUsage(span, line);
    else {
      // Kept for its place in the tree: a foreign span may stand between a call and its aggregate.
      this.#rows.push([
        ...this.#ids(span, line),
        content.kind,
        0n,
        ...Array.from({ length: 11 }, () => null),
      ]);
      this.#log.add({
        file: this.#file,
        line,
        place,
        kind: content.kind,
        reason: content.reason,
        column: content.attribute ?? null,
        value: content.value ?? null,
      });
    }
    if (this.#rows.length >= BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length > 0) await this.#db.insert("otlp_span", rows);
  }

  #ids(span: ReadSpan, line: number): CellValue[] {
    return [this.#fileNo, line, span.traceId, span.spanId, span.parentId];
  }

  #stageUsage(span: ReadSpan, line: number): void {
    if (span.content.kind !== "usage") return;
    const { counts, labels } = span.content;
    this.#rows.push([
      ...this.#ids(span, line),
      "usage",
      span.startMicros,
      labels.provider,
      labels.model,
      labels.feature,
      labels.customer,
      labels.tier,
      counts.inUncached,
      counts.cacheRead,
      counts.cacheWrite5m,
      counts.cacheWrite1h,
      counts.outVisible,
      counts.outReasoning,
    ]);
  }
}
