import type { TestServer } from "./chdb.ts";

/** Columns of `otel_traces` as the OpenTelemetry exporter creates it, without its codecs. */
const OTEL_TRACES = `Timestamp DateTime64(9), TraceId String, SpanId String, ParentSpanId String,
  TraceState String, SpanName LowCardinality(String), SpanKind LowCardinality(String),
  ServiceName LowCardinality(String), ResourceAttributes Map(LowCardinality(String), String),
  ScopeName String, ScopeVersion String, SpanAttributes Map(LowCardinality(String), String),
  Duration UInt64, StatusCode LowCardinality(String), StatusMessage String,
  Events Nested (Timestamp DateTime64(9), Name LowCardinality(String),
    Attributes Map(LowCardinality(String), String)),
  Links Nested (TraceId String, SpanId String, TraceState String,
    Attributes Map(LowCardinality(String), String)),
  INDEX idx_span_attr_key mapKeys(SpanAttributes) TYPE bloom_filter(0.01) GRANULARITY 1`;

/** Columns of Langfuse's `observations`, without its codecs. */
const OBSERVATIONS = `id String, trace_id String, project_id String, type LowCardinality(String),
  parent_observation_id Nullable(String), start_time DateTime64(3),
  end_time Nullable(DateTime64(3)), name String, metadata Map(LowCardinality(String), String),
  input Nullable(String), output Nullable(String), provided_model_name Nullable(String),
  usage_details Map(LowCardinality(String), UInt64),
  cost_details Map(LowCardinality(String), Decimal64(12)), total_cost Nullable(Decimal64(12)),
  created_at DateTime64(3) DEFAULT now(), updated_at DateTime64(3) DEFAULT now(),
  event_ts DateTime64(3), is_deleted UInt8`;

/** Columns of Langfuse's `traces`, of which the name and the user are read. */
const TRACES = `id String, timestamp DateTime64(3), name String, user_id Nullable(String),
  project_id String, event_ts DateTime64(3), is_deleted UInt8`;

/** Creates the tables of a database, each empty; merges are off, so that copies stay. */
export async function createTables(server: TestServer, database: string): Promise<void> {
  await server.run(`DROP DATABASE IF EXISTS ${database}`);
  await server.run(`CREATE DATABASE ${database}`);
  await server.run(`CREATE TABLE ${database}.otel_traces (${OTEL_TRACES}) ENGINE = MergeTree
    PARTITION BY toDate(Timestamp) ORDER BY (ServiceName, SpanName, toDateTime(Timestamp))`);
  const replacing = "ENGINE = ReplacingMergeTree(event_ts, is_deleted)";
  await server.run(`CREATE TABLE ${database}.observations (${OBSERVATIONS}) ${replacing}
    PARTITION BY toYYYYMM(start_time) PRIMARY KEY (project_id, type, toDate(start_time))
    ORDER BY (project_id, type, toDate(start_time), id)`);
  await server.run(`CREATE TABLE ${database}.traces (${TRACES}) ${replacing}
    ORDER BY (project_id, toDate(timestamp), id)`);
  for (const table of ["observations", "traces"]) {
    await server.run(`SYSTEM STOP MERGES ${database}.${table}`);
  }
}

/** Appends rows, each a JSON object by column. */
export async function insertRows(
  server: TestServer,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (rows.length === 0) return;
  const lines = rows.map((row) => JSON.stringify(row)).join("\n");
  await server.run(`INSERT INTO ${table} FORMAT JSONEachRow\n${lines}`);
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, string | number | boolean>>;
}

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
}

interface Request {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

/** Rows of `otel_traces` for OTLP JSON lines, as the exporter writes them: attributes as text. */
export function otelRows(lines: string): Record<string, unknown>[] {
  const requests = lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Request);
  return requests.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) =>
        spans.map((span) => ({
          Timestamp: `${span.startTimeUnixNano.slice(0, -9)}.${span.startTimeUnixNano.slice(-9)}`,
          TraceId: span.traceId,
          SpanId: span.spanId,
          ParentSpanId: span.parentSpanId ?? "",
          SpanName: span.name,
          ResourceAttributes: mapOf(resource.attributes),
          SpanAttributes: mapOf(span.attributes),
        })),
      ),
    ),
  );
}

function mapOf(attributes: readonly Attribute[]): Record<string, string> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]),
  );
}
