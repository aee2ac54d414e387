import { CACHED_PAST_INPUT, REASONING_PAST_OUTPUT } from "../inclusion-rules.ts";
import { type Mapping, requireOrigin } from "../importers/mapping.ts";
import {
  COUNT_ATTRIBUTES,
  type CountName,
  LABEL_ATTRIBUTES,
  type LabelName,
} from "../importers/otlp-attributes.ts";
import { AGGREGATE_SPAN, DUPLICATE_SPAN } from "../importers/otlp-resolve.ts";
import {
  COUNT_FAULTS,
  countFault,
  countOf,
  hasInk,
  isPlausible,
  numberOf,
  text,
  texts,
} from "./clickhouse.ts";
import type { RemoteColumn, RemoteTable } from "./remote-table.ts";
import { requireTableColumns } from "./require-columns.ts";
import { FaultList, FULLEST_FIRST, fromTable, type TablePlan } from "./table-plan.ts";

const ATTRIBUTES = /^Map\((LowCardinality\()?String\)?, (LowCardinality\()?String\)?\)$/;
const TEXT = /^(LowCardinality\()?String\)?$/;

/** Columns that the OpenTelemetry exporter for ClickHouse makes and that are read here. */
const OTEL_COLUMNS = [
  { name: "Timestamp", type: /^DateTime/, like: "a DateTime" },
  { name: "TraceId", type: TEXT, like: "a String" },
  { name: "SpanId", type: TEXT, like: "a String" },
  { name: "ParentSpanId", type: TEXT, like: "a String" },
  { name: "SpanAttributes", type: ATTRIBUTES, like: "a Map(String, String)" },
  { name: "ResourceAttributes", type: ATTRIBUTES, like: "a Map(String, String)" },
] as const;

/** Columns that tell a table of spans. */
export const OTEL_SIGNS = ["TraceId", "SpanId", "SpanAttributes"] as const;

const COUNTS = Object.keys(COUNT_ATTRIBUTES) as CountName[];
const HAS_USAGE = `hasAny(mapKeys(t.SpanAttributes), ${texts(Object.values(COUNT_ATTRIBUTES).flat())})`;
const HAS_GENAI = "arrayExists(k -> startsWith(k, 'gen_ai.'), mapKeys(t.SpanAttributes))";

/**
 * The table `otel_traces` of the OpenTelemetry exporter for ClickHouse, by the rules of OTLP files.
 * Throws `InputError` for a table that lacks its columns and for a mapping of columns.
 */
export function planOtel(
  table: RemoteTable,
  columns: readonly RemoteColumn[],
  mapping: Mapping,
): TablePlan {
  requireTableColumns(table, "OpenTelemetry traces", columns, OTEL_COLUMNS);
  requireOrigin(mapping, "attribute", table.name);
  const from = fromTable(table, columns.find(({ name }) => name === "Timestamp") ?? null);
  const faults = new FaultList();
  const spans = recordsOf(from, mapping, faults);
  return {
    format: "otlp",
    source: "otel",
    faults,
    from,
    records: spans,
    setAside: {
      sql: `SELECT countIf(${HAS_GENAI}), countIf(NOT ${HAS_GENAI}) FROM ${from} AND NOT ${HAS_USAGE}`,
      faults: [
        { kind: "foreign", reason: "a GenAI span without token usage", column: null },
        { kind: "foreign", reason: "not a GenAI span", column: null },
      ],
    },
    copies: {
      repeated: `SELECT cityHash64(t.TraceId, t.SpanId) FROM ${from} AND ${HAS_USAGE}
        GROUP BY 1 HAVING count() > 1`,
      hash: "cityHash64(s_trace, s_span)",
      key: "(s_trace, s_span)",
      rank: `r_fault > 0, ${FULLEST_FIRST}`,
      fault: faults.add("duplicate", DUPLICATE_SPAN, "SpanId"),
      replaced: false,
    },
    aggregates: {
      candidates: `SELECT count() FROM ${childrenIn(from)}`,
      cte: ancestors(from),
      test: `${spanKey("s_trace", "s_span")} IN (SELECT a_key FROM above)`,
      fault: faults.add("aggregate", AGGREGATE_SPAN, "SpanId"),
    },
    cacheTold: null,
    trims: true,
  };
}

function recordsOf(from: string, mapping: Mapping, faults: FaultList): string {
  // The place among its names at which a count is found, and its text; 0 and NULL without.
  const counts = COUNTS.flatMap((count) => {
    const names: readonly string[] = COUNT_ATTRIBUTES[count];
    const found = (pick: (name: string, index: number) => string | number, none: string) =>
      `multiIf(${names.map((name, i) => `mapContains(t.SpanAttributes, ${text(name)}), ${pick(name, i)}`).join(", ")}, ${none})`;
    return [
      `${found((_, index) => index + 1, "0")} AS at_${count}`,
      `${found((name) => `t.SpanAttributes[${text(name)}]`, "NULL")} AS text_${count}`,
    ];
  });
  const labels = (Object.keys(LABEL_ATTRIBUTES) as LabelName[]).map(
    (label) => `${labelOf(label, mapping)} AS s_${label}`,
  );
  const spans = `SELECT t.TraceId AS s_trace, t.SpanId AS s_span,
    toUnixTimestamp64Micro(toDateTime64(t.Timestamp, 6)) AS s_ts,
    ${[...counts, ...labels].join(",\n    ")}
    FROM ${from} AND ${HAS_USAGE}`;
  const numbers = `SELECT *, ${COUNTS.map((count) => `${numberOf(`text_${count}`)} AS n_${count}`).join(", ")}
    FROM (${spans})`;
  const tests = COUNTS.flatMap((count) => {
    const codes = COUNT_ATTRIBUTES[count].map((attribute) =>
      COUNT_FAULTS.map((reason) => faults.add("corrupt", reason, attribute)),
    );
    const fault = countFault(`n_${count}`);
    const code = `arrayElement(arrayElement([${codes.map((list) => `[${list.join(", ")}]`).join(", ")}], at_${count}), ${fault})`;
    return [`at_${count} > 0 AND ${fault} > 0`, code];
  });
  const test = (condition: string, reason: string, column: string | null = null) =>
    tests.push(condition, String(faults.add("corrupt", reason, column)));
  test("at_input = 0", "token usage without an input count");
  test("ifNull(n_cacheRead, 0) + ifNull(n_cacheWrite, 0) > n_input", CACHED_PAST_INPUT);
  test("ifNull(n_reasoning, 0) > ifNull(n_output, 0)", REASONING_PAST_OUTPUT);
  test("empty(s_trace) OR empty(s_span)", "a span without traceId and spanId");
  test(`NOT ${isPlausible("s_ts")}`, "a start time outside the years 2000 to 2100", "Timestamp");
  // OpenTelemetry's totals hold their parts, as `INCLUSION_RULES` says.
  const sound = (sql: string) => `if(r_fault = 0, ${sql}, 0)`;
  const less = (total: CountName, ...parts: CountName[]) =>
    sound([total, ...parts].map((count) => countOf(`n_${count}`)).join(" - "));
  return `SELECT s_trace, s_span, r_fault, s_ts AS r_ts, ifNull(s_provider, '') AS r_provider,
    ifNull(s_model, '') AS r_model, s_feature AS r_feature, s_customer AS r_customer,
    ifNull(s_tier, '') AS r_tier, toUInt64(1) AS r_requests,
    toUInt64(${less("input", "cacheRead", "cacheWrite")}) AS r_in,
    toUInt64(${less("cacheRead")}) AS r_read, toUInt64(${less("cacheWrite")}) AS r_write5m,
    toUInt64(0) AS r_write1h, toUInt64(${less("output", "reasoning")}) AS r_out,
    if(at_reasoning = 0 OR r_fault > 0, NULL, ${countOf("n_reasoning")}) AS r_reasoning,
    CAST(NULL AS Nullable(Int64)) AS r_billed, CAST(NULL AS Nullable(UInt64)) AS r_attempts,
    CAST(NULL AS Nullable(UInt64)) AS r_retries, CAST(NULL AS Nullable(Int64)) AS r_succeeded
    FROM (SELECT *, toUInt16(multiIf(${tests.join(", ")}, 0)) AS r_fault FROM (${numbers}))`;
}

// A span's own attribute comes before its resource's even when it is blank, and is then passed over.
function labelOf(label: LabelName, mapping: Mapping): string {
  const mapped = mapping[label === "model" ? "model_raw" : label];
  if (mapped !== undefined && "value" in mapped) return `toNullable(${text(mapped.value)})`;
  const names: readonly string[] =
    mapped !== undefined && "attribute" in mapped ? [mapped.attribute] : LABEL_ATTRIBUTES[label];
  const tried = names.flatMap((name) => {
    const key = text(name);
    const value = `if(mapContains(t.SpanAttributes, ${key}), t.SpanAttributes[${key}], t.ResourceAttributes[${key}])`;
    return [hasInk(value), `toNullable(${value})`];
  });
  return `multiIf(${tried.join(", ")}, NULL)`;
}

/** Spans with usage that have a parent, in traces where another span has usage, too. */
function childrenIn(from: string): string {
  return `${from} AND ${HAS_USAGE} AND ${hasParent} AND ${inTraceOfSeveral(from)}`;
}

const hasParent = "t.ParentSpanId != '' AND t.ParentSpanId != t.SpanId";

// Only there can a span repeat another's usage: all other traces need not be climbed.
function inTraceOfSeveral(from: string): string {
  return `cityHash64(t.TraceId) IN (SELECT cityHash64(t.TraceId) FROM ${from} AND ${HAS_USAGE}
    GROUP BY 1 HAVING count() > 1)`;
}

// A span's name in its trace as one number, which is quicker to look up than two texts.
const spanKey = (trace: string, span: string) =>
  `reinterpretAsUInt128(sipHash128(${trace}, ${span}))`;

// Climbs through spans without usage only: the parents of all others are there from the start.
// The path ends a circle of parents, which a recursion here would follow for ever.
function ancestors(from: string): string {
  const parent = spanKey("t.TraceId", "t.ParentSpanId");
  return `above AS (
    SELECT ${parent} AS a_key, [a_key] AS a_path FROM ${childrenIn(from)} GROUP BY a_key
    UNION ALL
    SELECT t.parent AS a_key, arrayPushBack(any(above.a_path), t.parent) AS a_path
    FROM (SELECT ${spanKey("t.TraceId", "t.SpanId")} AS self, ${parent} AS parent
      FROM ${from} AND NOT ${HAS_USAGE} AND ${hasParent}) AS t
    INNER JOIN above ON t.self = above.a_key
    WHERE NOT has(above.a_path, t.parent)
    GROUP BY t.parent)`;
}
