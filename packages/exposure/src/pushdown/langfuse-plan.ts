import { MAX_TOKENS_PER_RECORD } from "../canonical.ts";
import { CACHED_PAST_INPUT, REASONING_PAST_OUTPUT } from "../inclusion-rules.ts";
import { LANGFUSE_KEYS } from "../importers/formats/langfuse.ts";
import { DUPLICATE_RECORD } from "../importers/record-stage.ts";
import { column, hasInk, isPlausible, name, texts } from "./clickhouse.ts";
import { nanosOf } from "./money.ts";
import type { RemoteColumn, RemoteTable } from "./remote-table.ts";
import { requireTableColumns } from "./require-columns.ts";
import { FaultList, FULLEST_FIRST, fromTable, type TablePlan } from "./table-plan.ts";

const TEXT = /^(Nullable\(|LowCardinality\()*String\)*$/;

const OBSERVATION_COLUMNS = [
  { name: "id", type: TEXT, like: "a String" },
  { name: "trace_id", type: TEXT, like: "a String" },
  { name: "start_time", type: /^DateTime/, like: "a DateTime" },
  { name: "provided_model_name", type: TEXT, like: "a String" },
  {
    name: "usage_details",
    type: /^Map\((LowCardinality\()?String\)?, UInt(8|16|32|64)\)$/,
    like: "a Map(String, UInt64)",
  },
  { name: "total_cost", type: /^(Nullable\()?(Decimal|Float)/, like: "a Decimal" },
] as const;

/** Columns that tell a table of Langfuse's observations, as they tell its export. */
export const LANGFUSE_SIGNS = [
  "trace_id",
  "start_time",
  "provided_model_name",
  "usage_details",
] as const;

const KINDS = [
  "input",
  "output",
  "cacheRead",
  "cacheWrite5m",
  "cacheWrite1h",
  "reasoning",
  "total",
] as const;
const TOTAL_OF_PARTS = KINDS.slice(0, -1)
  .map((kind) => `n_${kind}`)
  .join(" + ");

/**
 * Langfuse's table `observations`, by the rules of its export. Of several versions of an observation
 * the newest counts, as in the table's own engine, and a deleted one does not. Names of traces and
 * users come from the table `traces` beside it. Throws `InputError` when columns are missing.
 */
export async function planLangfuse(
  table: RemoteTable,
  columns: readonly RemoteColumn[],
): Promise<TablePlan> {
  requireTableColumns(table, "Langfuse's observations", columns, OBSERVATION_COLUMNS);
  const has = (wanted: string) => columns.some(({ name }) => name === wanted);
  const from = fromTable(table, columns.find(({ name }) => name === "start_time") ?? null);
  const project = has("project_id") ? "ifNull(t.project_id, '')" : "''";
  const id = "ifNull(t.id, '')";
  const version = ["event_ts", "updated_at"].find(has);
  const faults = new FaultList();
  return {
    format: "langfuse",
    source: "langfuse",
    faults,
    from,
    records: recordsOf(
      `SELECT ${project} AS s_project, ${id} AS s_id, ifNull(t.trace_id, '') AS s_trace,
        ${version === undefined ? "0" : `toUnixTimestamp64Micro(toDateTime64(${column(version)}, 6))`} AS s_version,
        toUnixTimestamp64Micro(toDateTime64(t.start_time, 6)) AS s_ts,
        ${has("is_deleted") ? "t.is_deleted > 0" : "false"} AS s_deleted,
        ifNull(t.provided_model_name, '') AS s_model,
        ${has("name") ? "ifNull(t.name, '')" : "''"} AS s_name,
        ${has("trace_name") ? "ifNull(t.trace_name, '')" : "''"} AS s_trace_name,
        ${has("user_id") ? "ifNull(t.user_id, '')" : "''"} AS s_user,
        mapKeys(t.usage_details) AS s_keys, mapValues(t.usage_details) AS s_values,
        ${nanosOf("toString(t.total_cost)")} AS s_nanos, isNotNull(t.total_cost) AS s_costed
        FROM ${from}`,
      has("trace_name") && has("user_id") ? null : await tracesBeside(table, has("project_id")),
      faults,
    ),
    setAside: null,
    copies: {
      repeated: `SELECT cityHash64(${project}, ${id}) FROM ${from} GROUP BY 1 HAVING count() > 1`,
      hash: "cityHash64(s_project, s_id)",
      key: "if(empty(s_id), NULL, toNullable(concat(toString(length(s_project)), ':', s_project, s_id)))",
      rank: `s_version DESC, r_fault > 0, ${FULLEST_FIRST}`,
      fault: faults.add("duplicate", DUPLICATE_RECORD, "id"),
      replaced: true,
    },
    aggregates: null,
    cacheTold: null,
    trims: true,
  };
}

/** SQL of the newest name and user of each trace; null when there is no such table to ask. */
async function tracesBeside(table: RemoteTable, byProject: boolean): Promise<string | null> {
  const columns = await table.columns("traces");
  const has = (wanted: string) => columns?.some(({ name }) => name === wanted) === true;
  if (!["id", "name", "user_id", "event_ts"].every(has)) return null;
  const project = byProject && has("project_id") ? "ifNull(t.project_id, '')" : "''";
  return `SELECT ${project} AS tr_project, ifNull(t.id, '') AS tr_id,
    argMax((ifNull(t.name, ''), ifNull(t.user_id, '')), t.event_ts) AS tr_newest
    FROM ${name(table.database)}.traces AS t GROUP BY tr_project, tr_id`;
}

function recordsOf(observations: string, traces: string | null, faults: FaultList): string {
  const joined =
    traces === null
      ? `SELECT *, s_trace_name AS s_feature, s_user AS s_customer FROM (${observations})`
      : `SELECT o.*, if(empty(o.s_trace_name), tr.tr_newest.1, o.s_trace_name) AS s_feature,
          if(empty(o.s_user), tr.tr_newest.2, o.s_user) AS s_customer
          FROM (${observations}) AS o LEFT ANY JOIN (${traces}) AS tr
          ON tr.tr_project = o.s_project AND tr.tr_id = o.s_trace`;
  const names = Object.keys(LANGFUSE_KEYS);
  const numbers = names.map((key) => KINDS.indexOf(LANGFUSE_KEYS[key]!) + 1);
  const kinds = `SELECT *, arrayMap(k -> transform(toString(k), ${texts(names)}, [${numbers.join(", ")}], 0), s_keys)
    AS s_kinds FROM (${joined})`;
  const found = KINDS.map(
    (kind, i) => `arrayFilter((v, k) -> k = ${i + 1}, s_values, s_kinds) AS v_${kind}`,
  );
  const counts = KINDS.map((kind) => `toUInt64(arrayElement(v_${kind}, 1)) AS n_${kind}`);
  const values = `SELECT *, ${counts.join(", ")} FROM (SELECT *, ${found.join(", ")} FROM (${kinds}))`;
  const isInclusive = `notEmpty(v_total) AND n_total != ${TOTAL_OF_PARTS} AND n_total = n_input + n_output`;
  const writes = "n_cacheWrite5m + n_cacheWrite1h";
  const tests: string[] = [];
  const test = (
    condition: string,
    reason: string,
    column: string | null = null,
    kind: "corrupt" | "foreign" = "corrupt",
  ) => tests.push(condition, String(faults.add(kind, reason, column)));
  test("s_deleted", "a deleted observation", null, "foreign");
  test("empty(s_keys)", "an observation without token usage", null, "foreign");
  test(
    `arrayExists(v -> v > ${MAX_TOKENS_PER_RECORD}, s_values)`,
    "a count past 10^12 tokens in one record",
    "usage_details",
  );
  test(
    "arrayExists((v, k) -> k = 0 AND v > 0, s_values, s_kinds)",
    "a kind of token that is not known",
    "usage_details",
  );
  test(
    KINDS.map((kind) => `length(arrayDistinct(v_${kind})) > 1`).join(" OR "),
    "one kind of token under two names",
    "usage_details",
  );
  test(
    `notEmpty(v_total) AND n_total != ${TOTAL_OF_PARTS} AND n_total != n_input + n_output`,
    "a total that its parts do not add up to",
    "usage_details",
  );
  test(`${isInclusive} AND n_cacheRead + ${writes} > n_input`, `a ${CACHED_PAST_INPUT}`);
  test(`${isInclusive} AND n_reasoning > n_output`, `a ${REASONING_PAST_OUTPUT}`);
  test(`NOT ${isPlausible("s_ts")}`, "a timestamp outside the years 2000 to 2100", "start_time");
  test("s_costed AND isNull(s_nanos)", "an amount of money past 10^9", "total_cost");
  test("ifNull(s_nanos < 0, false)", "a negative amount of money");
  const sound = (sql: string) => `toUInt64(if(r_fault = 0, ${sql}, 0))`;
  const unless = (parts: string) => `if(${isInclusive}, ${parts}, 0)`;
  return `SELECT s_project, s_id, s_version, r_fault, s_ts AS r_ts, '' AS r_provider,
    s_model AS r_model,
    multiIf(${hasInk("s_feature")}, toNullable(s_feature), ${hasInk("s_name")}, toNullable(s_name), NULL) AS r_feature,
    if(${hasInk("s_customer")}, toNullable(s_customer), NULL) AS r_customer, '' AS r_tier,
    toUInt64(1) AS r_requests,
    ${sound(`n_input - ${unless(`n_cacheRead + ${writes}`)}`)} AS r_in,
    ${sound("n_cacheRead")} AS r_read, ${sound("n_cacheWrite5m")} AS r_write5m,
    ${sound("n_cacheWrite1h")} AS r_write1h,
    ${sound(`n_output - ${unless("n_reasoning")}`)} AS r_out,
    if(empty(v_reasoning) OR r_fault > 0, NULL, toNullable(n_reasoning)) AS r_reasoning,
    if(s_nanos = 0 AND ${TOTAL_OF_PARTS} > 0, NULL, s_nanos) AS r_billed,
    CAST(NULL AS Nullable(UInt64)) AS r_attempts, CAST(NULL AS Nullable(UInt64)) AS r_retries,
    CAST(NULL AS Nullable(Int64)) AS r_succeeded
    FROM (SELECT *, toUInt16(multiIf(${tests.join(", ")}, 0)) AS r_fault FROM (${values}))`;
}
